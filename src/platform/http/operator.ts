/** What operators and their machines ask: does it live, is it ready and why not, figures. The public learns yes or no. */
import { createHash, timingSafeEqual } from 'node:crypto'
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'

export interface Readiness {
  readonly isReady: boolean
  /** Codes of what is wrong; empty when ready. */
  readonly problems: readonly string[]
  /** Figures that need a person's eye and turn nobody away: work parked, how far the relay is behind. */
  readonly figures: Readonly<Record<string, number | string | boolean | null>>
}

export interface OperatorSpec {
  readonly readiness: () => Promise<Readiness>
  readonly metrics: () => Promise<string>
  /** Bearer token that opens figures and reasons on the public address. */
  readonly token: string | undefined
  /** Without a token: programs of this machine may read them, where no proxy stands between (never in production). */
  readonly opensToThisMachine: boolean
}

const LOOPBACK = /^(?:::1|127(?:\.\d+){3}|::ffff:127(?:\.\d+){3})$/
const LOCAL_HOST = /^(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via']

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

const isOperator = (request: FastifyRequest, { token, opensToThisMachine }: OperatorSpec): boolean => {
  if (token !== undefined) {
    const [, shown = ''] = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '') ?? []
    return timingSafeEqual(digest(shown), digest(token))
  }
  if (!opensToThisMachine || FORWARDED.some((name) => request.headers[name] !== undefined)) return false
  return LOOPBACK.test(request.socket.remoteAddress ?? '') && LOCAL_HOST.test(request.headers.host ?? '')
}

type MayRead = (request: FastifyRequest) => boolean

const mount = (app: FastifyInstance, spec: OperatorSpec, mayRead: MayRead): void => {
  app.get('/healthz', async (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }))
  app.get('/readyz', async (request, reply) => {
    const { isReady, problems, figures } = await spec.readiness()
    const status = isReady ? 'ready' : 'not_ready'
    return reply
      .code(isReady ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(mayRead(request) ? { status, problems, figures } : { status })
  })
  app.get('/metrics', async (request, reply) => {
    if (!mayRead(request)) return reply.callNotFound()
    return reply
      .header('cache-control', 'no-store')
      .type('text/plain; version=0.0.4')
      .send(await spec.metrics())
  })
}

/** On the public address: reasons and figures for operators only. */
export const mountOperatorRoutes = (app: FastifyInstance, spec: OperatorSpec): void => mount(app, spec, (request) => isOperator(request, spec))

/** On an address of their own, which the network keeps from the public. With a token, the token is asked for here as well. */
export const buildOperatorHost = (spec: OperatorSpec): FastifyInstance => {
  const app = Fastify({ forceCloseConnections: true, bodyLimit: 1, requestTimeout: 10_000 })
  mount(app, spec, (request) => spec.token === undefined || isOperator(request, spec))
  return app
}
