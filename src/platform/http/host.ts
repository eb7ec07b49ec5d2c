/** The HTTP host: accounts, the API, live streams, health and pages, each in its own scope with its own body handling. */
import compress, { type FastifyCompressOptions } from '@fastify/compress'
import { OpenAPIHandler } from '@orpc/openapi/fastify'
import { ORPCError, onError, type AnyRouter } from '@orpc/server'
import Fastify, { LogController, type FastifyBaseLogger, type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { DAY_MS, later, type Instant } from '#kernel/instant.ts'
import type { Module } from '#platform/command/module.ts'
import type { Services } from '#platform/command/services.ts'
import type { Auth } from '#platform/auth/auth.ts'
import { CLIENT_IP_HEADER } from '#platform/auth/client-address.ts'
import type { LiveHub } from '#platform/live/hub.ts'
import type { CallContext } from './gateway.ts'
import { currentTraceId, traceIdFrom, withTrace } from '#platform/log/trace.ts'
import { isWrite, largeFromMembersOnly, MEMBER_JSON, STRANGER, takeJson, type IsMember } from './body.ts'
import { addressOf, doorJudge, pathOfTarget, refuseTunnels } from './door.ts'
import { problemOfFailure, sendProblem } from './failure.ts'
import { liveAddresses } from './live-addresses.ts'
import { mountOpenApi } from './openapi.ts'
import { mountOperatorRoutes, type OperatorSpec } from './operator.ts'
import type { PageMount } from './pages.ts'
import type { OpenApiDocument } from './reference-page.ts'
import { platformMessages, problemOf, wordingFrom, type Wording } from './refusals.ts'
import { headersOf, isSameSite, type Sessions } from './session.ts'
import { headersOfAll } from './shield.ts'

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
  readonly operator: OperatorSpec
  /** Opens the turn in which the request arrived: what is decided by its time counts from there. */
  readonly arrival: () => Instant
  readonly isStopping: () => boolean
  readonly demo: { readonly advanceTo: (at: Instant) => Promise<void> } | null
  readonly pages: PageMount | null
  /** Proxies whose word on address, scheme and host of the client is taken; nobody else's. */
  readonly trustedProxies: readonly string[]
  readonly isHttps: boolean
}

/** Who is slower has no honest reason: a head has a few kilobytes. */
const HEAD_TIMEOUT_MS = 10_000
const REQUEST_TIMEOUT_MS = 30_000
const TIMEOUT_LOOK_MS = 5_000
/** Beyond this the kernel makes newcomers wait instead of us all. */
const MAX_CONNECTIONS = 20_000
const API = '/api/v1'
const MAX_KEY = 200
/** The demo's clock goes forward by no more at once. */
const MAX_ADVANCE_MS = 400 * DAY_MS

/** A copy of the request for handlers that speak the web's Request; the body is copied, not a view of a pooled buffer. */
export const webRequest = (request: FastifyRequest, reply: FastifyReply): Request => {
  const abort = new AbortController()
  reply.raw.on('close', () => {
    if (!reply.raw.writableFinished) abort.abort()
  })
  const headers = headersOf(request)
  headers.set(CLIENT_IP_HEADER, request.ip)
  const body = isWrite(request.method) ? (request.body as Buffer | undefined) : undefined
  return new Request(addressOf(request), {
    method: request.method,
    headers,
    signal: abort.signal,
    ...(body?.length ? { body: new Uint8Array(body) } : {}),
  })
}

const memberTest =
  (sessions: Sessions): IsMember =>
  async (request) =>
    (await sessions.actorFrom(request)).kind !== 'visitor'

const takeRawBodies = (scope: FastifyInstance): void => {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: STRANGER.bytes }, (_request, body, done) => done(null, body))
}

const answerFailure = (wording: Wording) => (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
  const problem = problemOfFailure(error, request)
  return problem ? sendProblem(reply, wording, problem) : undefined
}

const mountAccounts = async (scope: FastifyInstance, { auth, sessions }: HostSpec): Promise<void> => {
  takeRawBodies(scope)
  scope.all('/api/auth/*', async (request, reply) => {
    const response = await auth.handler(webRequest(request, reply))
    if (request.method !== 'GET') sessions.forget()
    return reply.send(response)
  })
}

/** Streams of what happens to one thing. A watcher costs memory, so there is a bound for all and one for each address. */
const mountLive = (scope: FastifyInstance, { hub, wording, isHttps }: HostSpec): void => {
  if (!hub) return
  const security = headersOfAll(isHttps)
  const addresses = liveAddresses()
  scope.get<{ Params: { topic: string } }>(`${API}/live/:topic`, async (request, reply) => {
    if (!/^[a-z]+(_[0-9a-z]{1,40})?$/.test(request.params.topic)) return sendProblem(reply, wording, { status: 404, code: 'request.not_found' })
    if (!addresses.enter(request.ip, reply.raw, hub.watching()))
      return sendProblem(reply, wording, { status: 503, code: 'request.overloaded', headers: { 'retry-after': '10' } })
    const last = request.headers['last-event-id']
    const after = typeof last === 'string' && /^\d{1,18}$/.test(last) ? BigInt(last) : null
    reply.hijack()
    reply.raw.writeHead(200, { ...security, 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
    if (request.method === 'HEAD') reply.raw.end()
    else hub.watch(request.params.topic, reply.raw, after)
    return reply
  })
}

/** A file that somebody known took goes to the security log. */
const noteDownload = async (sessions: Sessions, request: FastifyRequest): Promise<void> => {
  const { saw } = await sessions.callerFrom(request)
  saw?.('exported', { operation: request.url.slice(API.length).replace(/\?.*$/, '').slice(0, 200) })
}

const isDownload = (reply: FastifyReply): boolean => reply.statusCode < 400 && String(reply.getHeader('content-disposition')).startsWith('attachment')

const mountApi = async (scope: FastifyInstance, spec: HostSpec): Promise<void> => {
  const { router, sessions, services, modules, wording, demo } = spec
  const isMember = memberTest(sessions)
  const handler = new OpenAPIHandler<CallContext>(router as never, {
    customErrorResponseBodyEncoder: (error) => problemOf(error, wording, currentTraceId() ?? '-'),
    interceptors: [
      onError((error, options) => {
        if (error instanceof ORPCError && error.code !== 'INTERNAL_SERVER_ERROR') return
        spec.logger.error({ err: error, traceId: (options.context as CallContext).traceId }, 'operation failed')
      }),
    ],
  })
  scope.addHook('onSend', async (_request, reply) => {
    if (reply.statusCode >= 400 && String(reply.getHeader('content-type')).startsWith('application/json')) reply.type('application/problem+json')
    reply.header('cache-control', reply.getHeader('cache-control') ?? 'no-store')
  })
  scope.addHook('onRequest', async (request, reply) => {
    if (isWrite(request.method) && !isSameSite(request)) return sendProblem(reply, wording, { status: 403, code: 'request.cross_site' })
    return undefined
  })
  mountLive(scope, spec)
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
      plain.addHook('onSend', (request, reply, payload, done) => {
        if (isDownload(reply)) noteDownload(sessions, request).catch((error: unknown) => spec.logger.error({ err: error }, 'a download was not noted'))
        done(null, payload)
      })
      const membersOnly = largeFromMembersOnly(isMember)
      plain.addHook('onRoute', (route) => {
        if ((route.bodyLimit ?? 0) > STRANGER.bytes) route.preParsing = membersOnly
      })
      for (const module of modules) module.routes?.(plain, { ...services, actorFrom: sessions.actorFor(module.name) })
    },
    { prefix: API },
  )
  await scope.register(async (rest) => {
    await rest.register(compress, COMPRESSION)
    takeJson(rest, isMember)
    mountOpenApi(rest, API, spec.openApi)
    rest.all(`${API}/*`, { bodyLimit: MEMBER_JSON.bytes, preParsing: largeFromMembersOnly(isMember) }, async (request, reply) => {
      const receivedAt = services.arrivedAt()
      const key = request.headers['idempotency-key']
      // A key that is left out of account would let the request act twice, while its sender relies on it.
      if (key !== undefined && (typeof key !== 'string' || key.length === 0 || key.length > MAX_KEY))
        return sendProblem(reply, wording, { status: 400, code: 'request.invalid', field: 'Idempotency-Key' })
      const { actor, admits, saw } = await sessions.callerFrom(request)
      const context: CallContext = {
        actor,
        admits,
        saw,
        idempotencyKey: key,
        dryRun: request.headers['zhepai-dry-run'] === 'true',
        traceId: request.id,
        receivedAt,
      }
      const { matched } = await handler.handle(request, reply, { prefix: API, context })
      if (!matched) return sendProblem(reply, wording, { status: 404, code: 'request.not_found' })
      return reply
    })
  })
}

/** Hooks of every request: its name in the log, when it came, and whether it may come in at all. */
const guardDoor = (app: FastifyInstance, { wording, arrival, isStopping, isHttps }: HostSpec): void => {
  const judge = doorJudge()
  const headers = headersOfAll(isHttps)
  app.addHook('onRequest', (request, reply, done) => {
    arrival()
    void reply.headers(headers)
    if (isStopping()) return void sendProblem(reply, wording, { status: 503, code: 'request.stopping', headers: { 'retry-after': '5' } })
    const problem = judge(request)
    if (problem) return void sendProblem(reply, wording, problem)
    return withTrace(request.id, done)
  })
  // Who has been answered while the house closes goes elsewhere with the next request.
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (isStopping()) reply.header('connection', 'close')
    done(null, payload)
  })
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, wording, { status: 404, code: 'request.not_found' }))
  app.setErrorHandler(answerFailure(wording))
  refuseTunnels(app)
}

export const buildHost = async (spec: HostSpec): Promise<FastifyInstance> => {
  const app = Fastify({
    loggerInstance: spec.logger,
    logController: new LogController({ disableRequestLogging: true }),
    // Requests under way are answered; those who have none are let go. Our own hook tells newcomers.
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    // A slow machine starts slowly; that is no fault.
    pluginTimeout: 0,
    // Of routes that say nothing else; those of files, of calls and of pages have their own.
    bodyLimit: STRANGER.bytes,
    trustProxy: spec.trustedProxies.length === 0 ? false : [...spec.trustedProxies],
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { headersTimeout: HEAD_TIMEOUT_MS, connectionsCheckingInterval: TIMEOUT_LOOK_MS },
    rewriteUrl: pathOfTarget,
    // A path that no decoder can read never reaches a route.
    frameworkErrors: (error, request, reply) => void answerFailure(spec.wording)(error, request, reply),
    genReqId: (raw) => traceIdFrom(raw.headers.traceparent as string | undefined),
  })
  app.server.maxConnections = MAX_CONNECTIONS
  guardDoor(app, spec)
  mountOperatorRoutes(app, spec.operator)
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
