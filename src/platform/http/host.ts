/** The HTTP host: accounts, the API, live streams, health and pages, each in its own scope with its own body handling. */
import compress, { type FastifyCompressOptions } from '@fastify/compress'
import helmet from '@fastify/helmet'
import { OpenAPIHandler } from '@orpc/openapi/fastify'
import { ORPCError, onError, type AnyRouter } from '@orpc/server'
import Fastify, { LogController, type FastifyBaseLogger, type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { DAY_MS, later, type Instant } from '#kernel/instant.ts'
import { LaneOverloaded } from '#platform/command/lane.ts'
import type { Module } from '#platform/command/module.ts'
import type { Services } from '#platform/command/services.ts'
import { CLIENT_IP_HEADER, type Auth } from '#platform/auth/auth.ts'
import type { LiveHub } from '#platform/live/hub.ts'
import type { CallContext } from './gateway.ts'
import { currentTraceId, traceIdFrom, withTrace } from '#platform/log/trace.ts'
import { mountOpenApi } from './openapi.ts'
import { FORM_LIMIT, type PageMount } from './pages.ts'
import type { OpenApiDocument } from './reference-page.ts'
import { platformMessages, problemOf, wordingFrom, type Wording } from './refusals.ts'
import { headersOf, isSameSite, type Sessions } from './session.ts'

/** Event streams must not be compressed. Plain routes answer in a few bytes or with files that are compressed already: they go without. */
const COMPRESSION: FastifyCompressOptions = {
  global: true,
  threshold: 1024,
  encodings: ['br', 'gzip'],
  customTypes: /^(?:text\/(?!event-stream)|application\/(?:json|javascript|manifest\+json|problem\+json))/,
}

export interface HostSpec {
  readonly logger: FastifyBaseLogger
  readonly auth: Auth
  readonly sessions: Sessions
  readonly services: Services
  readonly modules: readonly Module[]
  readonly router: AnyRouter
  readonly openApi: () => Promise<OpenApiDocument>
  readonly wording: Wording
  readonly hub: LiveHub | null
  readonly isReady: () => Promise<boolean>
  readonly metrics: () => Promise<string>
  readonly demo: { readonly advanceTo: (at: Instant) => Promise<void> } | null
  readonly pages: PageMount | null
  readonly trustProxy: boolean
}

/** Of anybody. Who has logged in sends files as well, on a page or inside JSON; what a file may weigh its own rule says. */
const BODY_LIMIT = 4 * 1024 * 1024
const API = '/api/v1'
const MAX_KEY = 200
/** The demo's clock goes forward by no more at once. */
const MAX_ADVANCE_MS = 400 * DAY_MS
const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** A copy of the request for handlers that speak the web's Request; the body is copied, not a view of a pooled buffer. */
export const webRequest = (request: FastifyRequest, reply: FastifyReply): Request => {
  const abort = new AbortController()
  reply.raw.on('close', () => {
    if (!reply.raw.writableFinished) abort.abort()
  })
  const headers = headersOf(request)
  headers.set(CLIENT_IP_HEADER, request.ip)
  const body = WRITES.has(request.method) ? (request.body as Buffer | undefined) : undefined
  // Joined, not resolved: a path that begins with two slashes would name another host.
  return new Request(new URL(`${request.protocol}://${request.host}${request.url}`), {
    method: request.method,
    headers,
    signal: abort.signal,
    ...(body?.length ? { body: new Uint8Array(body) } : {}),
  })
}

const takeRawBodies = (scope: FastifyInstance): void => {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
}

interface Problem {
  readonly status: number
  readonly code: string
  readonly params?: Readonly<Record<string, string>>
  readonly field?: string
}

const sendProblem = (reply: FastifyReply, wording: Wording, { status, code, params = {}, field }: Problem) =>
  reply
    .code(status)
    .type('application/problem+json')
    .send({ type: 'about:blank', title: code, status, code, params, ...(field === undefined ? {} : { field }), text: wording.of(code, params) })

const answerFailure = (wording: Wording) => (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
  if (error instanceof LaneOverloaded) return sendProblem(reply.header('retry-after', '1'), wording, { status: 503, code: 'request.overloaded' })
  if (error.statusCode === 413) return sendProblem(reply, wording, { status: 413, code: 'request.too_large' })
  if (error.statusCode !== undefined && error.statusCode < 500) return sendProblem(reply, wording, { status: error.statusCode, code: 'request.invalid' })
  // The other side left before the answer was complete: nobody is there to be told, and nothing is wrong here.
  if (error.code === 'ERR_STREAM_PREMATURE_CLOSE') return request.log.debug('the client left')
  request.log.error({ err: error }, 'request failed')
  return sendProblem(reply, wording, { status: 500, code: 'request.fault', params: { reference: request.id } })
}

const mountAccounts = async (scope: FastifyInstance, { auth, sessions }: HostSpec): Promise<void> => {
  takeRawBodies(scope)
  scope.all('/api/auth/*', async (request, reply) => {
    const response = await auth.handler(webRequest(request, reply))
    if (request.method !== 'GET') sessions.forget()
    return reply.send(response)
  })
}

/** A stranger's large body is not even read; one that does not say its length is taken for large. */
const largeFromMembersOnly = (sessions: Sessions) => async (request: FastifyRequest) => {
  if (!WRITES.has(request.method)) return
  const length = request.headers['content-length']
  const isLarge = length === undefined ? request.headers['transfer-encoding'] !== undefined : Number(length) > BODY_LIMIT
  if (isLarge && (await sessions.actorFrom(request)).kind === 'visitor') throw Object.assign(new Error('large body of a stranger'), { statusCode: 413 })
}

const mountApi = async (scope: FastifyInstance, spec: HostSpec): Promise<void> => {
  const { router, sessions, services, modules, wording, hub, demo } = spec
  const handler = new OpenAPIHandler<CallContext>(router as never, {
    customErrorResponseBodyEncoder: (error) => problemOf(error, wording, currentTraceId() ?? '-'),
    interceptors: [
      onError((error, options) => {
        if (error instanceof ORPCError && error.status < 500) return
        spec.logger.error({ err: error, traceId: (options.context as CallContext).traceId }, 'operation failed')
      }),
    ],
  })
  scope.addHook('onSend', async (_request, reply) => {
    if (reply.statusCode >= 400 && String(reply.getHeader('content-type')).startsWith('application/json')) reply.type('application/problem+json')
    reply.header('cache-control', reply.getHeader('cache-control') ?? 'no-store')
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
  })
  scope.addHook('onRequest', async (request, reply) => {
    if (WRITES.has(request.method) && !isSameSite(request)) return sendProblem(reply, wording, { status: 403, code: 'request.cross_site' })
    return undefined
  })
  if (hub) {
    scope.get<{ Params: { topic: string } }>(`${API}/live/:topic`, async (request, reply) => {
      if (!/^[a-z]+(_[0-9a-z]{1,40})?$/.test(request.params.topic)) return sendProblem(reply, wording, { status: 404, code: 'request.not_found' })
      const last = request.headers['last-event-id']
      const after = typeof last === 'string' && /^\d{1,18}$/.test(last) ? BigInt(last) : null
      reply.hijack()
      reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
      await hub.watch(request.params.topic, reply.raw, after)
      return reply
    })
  }
  if (demo) {
    scope.post<{ Body: { byMs?: unknown } | undefined }>(`${API}/demo/clock`, async (request, reply) => {
      const byMs = Number(request.body?.byMs)
      if (!Number.isSafeInteger(byMs) || byMs <= 0 || byMs > MAX_ADVANCE_MS)
        return sendProblem(reply, wording, { status: 400, code: 'request.invalid', field: 'byMs' })
      await demo.advanceTo(later(services.now(), byMs))
      return { now: new Date(services.now()).toISOString() }
    })
  }
  await scope.register(
    async (plain) => {
      for (const module of modules) module.routes?.(plain, services)
    },
    { prefix: API },
  )
  await scope.register(async (rest) => {
    await rest.register(compress, COMPRESSION)
    mountOpenApi(rest, API, spec.openApi)
    rest.all(`${API}/*`, { bodyLimit: FORM_LIMIT, preParsing: largeFromMembersOnly(sessions) }, async (request, reply) => {
      const key = request.headers['idempotency-key']
      // A key that is left out of account would let the request act twice, while its sender relies on it.
      if (key !== undefined && (typeof key !== 'string' || key.length === 0 || key.length > MAX_KEY))
        return sendProblem(reply, wording, { status: 400, code: 'request.invalid', field: 'Idempotency-Key' })
      const context: CallContext = {
        actor: await sessions.actorFrom(request),
        idempotencyKey: key,
        dryRun: request.headers['zhepai-dry-run'] === 'true',
        traceId: request.id,
      }
      const { matched } = await handler.handle(request, reply, { prefix: API, context })
      if (!matched) return sendProblem(reply, wording, { status: 404, code: 'request.not_found' })
      return reply
    })
  })
}

export const buildHost = async (spec: HostSpec): Promise<FastifyInstance> => {
  const app = Fastify({
    // A machine that has much to do loads the pages slowly; that is no reason not to start.
    pluginTimeout: 0,
    loggerInstance: spec.logger,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
    bodyLimit: BODY_LIMIT,
    trustProxy: spec.trustProxy,
    requestTimeout: 30_000,
    // A path that no decoder can read never reaches a route.
    frameworkErrors: (error, request, reply) => void answerFailure(spec.wording)(error, request, reply),
    genReqId: (raw) => traceIdFrom(raw.headers.traceparent as string | undefined),
  })
  app.addHook('onRequest', (request, _reply, done) => withTrace(request.id, done))
  app.setErrorHandler(answerFailure(spec.wording))
  // A form that is posted without scripts names its origin only if the referrer may be told to our own site.
  await app.register(helmet, {
    global: true,
    contentSecurityPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
    strictTransportSecurity: spec.trustProxy,
  })
  app.get('/healthz', async () => ({ status: 'ok' }))
  app.get('/readyz', async (_request, reply) => ((await spec.isReady()) ? { status: 'ready' } : reply.code(503).send({ status: 'starting' })))
  app.get('/metrics', async (_request, reply) => reply.type('text/plain; version=0.0.4').send(await spec.metrics()))
  await app.register((scope) => mountAccounts(scope, spec))
  await app.register((scope) => mountApi(scope, spec))
  const { pages } = spec
  if (pages) {
    await app.register(async (scope) => {
      await scope.register(compress, COMPRESSION)
      await pages(scope)
    })
  }
  return app
}

export const fullWording = (modules: readonly Module[]): Wording => wordingFrom([platformMessages, ...modules.map((module) => module.messages)])
