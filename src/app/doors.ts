/** The doors of a market: its HTTP host, the live streams, what operators ask. How they open and how they close. */
import type { FastifyInstance } from 'fastify'
import type { FactKind, Frame } from '#contract/fact.ts'
import type { Instant } from '#kernel/instant.ts'
import type { Refusal } from '#kernel/result.ts'
import { keyState } from '#modules/evidence/index.ts'
import type { Auth } from '#platform/auth/auth.ts'
import type { DemoClock } from '#platform/clock/clock.ts'
import { machineTime, type ClockGuard } from '#platform/clock/guard.ts'
import { openTurnClock } from '#platform/clock/turn-clock.ts'
import type { Config } from '#platform/config/config.ts'
import { openLane } from '#platform/command/lane.ts'
import type { Services, Written } from '#platform/command/services.ts'
import type { Database } from '#platform/db/database.ts'
import type { CallerSpec } from '#platform/http/caller.ts'
import { buildHost, webRequest } from '#platform/http/host.ts'
import { describeApi } from '#platform/http/openapi.ts'
import { buildOperatorHost, type OperatorSpec } from '#platform/http/operator.ts'
import type { PageChanges } from '#platform/http/page-memory.ts'
import { mountPages, type PageMount } from '#platform/http/pages.ts'
import type { Sessions } from '#platform/http/session.ts'
import { openLiveHub, type LiveHub } from '#platform/live/hub.ts'
import type { PositionSignal } from '#platform/live/signal.ts'
import type { MarketOptions } from './options.ts'
import { marketContract } from '#modules/contracts.ts'
import { migrationSets, type Core } from './core.ts'
import type { DoorFigures } from './metrics.ts'
import { inTurn, jumpForward } from './demo-jump.ts'
import type { Life } from './demo/life.ts'
import type { Lobby } from './lobby.ts'
import { openHands, type Hands } from './drawing/hands.ts'
import { pageValues } from './page-values.ts'
import { openReadiness } from './readiness.ts'

/** Requests under way when the market stops have this long; after it their connections are cut. */
const DRAIN_MS = 10_000

export interface DoorParts {
  readonly options: MarketOptions
  readonly core: Core
  readonly auth: Auth
  readonly sessions: Sessions
  readonly callers: CallerSpec
  readonly database: Database
  readonly signal: PositionSignal
  readonly files: Services['files']
  readonly now: () => Instant
  /** Null, or why nothing may be decided now. */
  readonly pause: () => Refusal | null
  readonly guard: ClockGuard
  /** Opened with the database's tables. */
  readonly demoClock: () => DemoClock | null
  readonly lobby: Lobby
  /** Makes pages old that were drawn before. */
  readonly changes: PageChanges
  readonly life: Pick<Life, 'play' | 'progress'>
  readonly metrics: (figures: DoorFigures) => Promise<string>
  /** Written by a thread that draws: as if this process had committed it. */
  readonly committed: (written: Written) => void
  readonly databaseUrl: string
}

export interface Doors {
  /** Listens; the answer says where. */
  readonly open: () => Promise<string>
  /** Who is inside is served within a bound, and nobody is let in. */
  readonly close: () => Promise<void>
}

interface HostParts extends DoorParts {
  readonly hub: LiveHub
  readonly operator: OperatorSpec
  readonly isStopping: () => boolean
  /** Threads that draw pages, where there are any. */
  readonly hands: Hands | null
}

interface PageParts extends HostParts {
  readonly arrivedAt: () => Instant
  readonly advanceTo: (at: Instant) => Promise<void>
}

/** Halls, records and proofs: what a visitor sees there does not depend on who it is. A page that is not named here is drawn for each visit. */
const FOR_EVERYBODY =
  /^\/(?:zh|en)(?:\/(?:achievements|demands|trading|lots|notices|rules|verify|evidence|data|about|help|privacy|terms)(?:\/[\w.-]+)*)?(?:\/|(?:\/_)?\.data)?$/
const isForEverybody = (path: string): boolean => FOR_EVERYBODY.test(path)

const pagesOf = (parts: PageParts, directory: string): PageMount => {
  const { options, core, sessions, now, changes, arrivedAt, hands } = parts
  const { elapsed } = options.machine ?? machineTime
  return mountPages({
    directory,
    wording: core.wording,
    isMember: async (request) => (await sessions.actorFrom(request)).kind !== 'visitor',
    toWebRequest: webRequest,
    shared: { isForEverybody, changes, origin: options.config.publicUrl, now, elapsed },
    visitorOf: async (request) => {
      const { id, ip, method, url, headers } = request
      const receivedAt = arrivedAt()
      return { id, ip, method, url, headers: { 'user-agent': headers['user-agent'] }, known: await sessions.knownFrom(request), receivedAt }
    },
    valueFor: pageValues({ ...parts, elapsed, forgetSessions: sessions.forget, progress: parts.life.progress }),
    ...(hands ? { drawElsewhere: hands.drawElse } : {}),
  })
}

const handsOf = ({ options, databaseUrl, now, demoClock, changes, committed, sessions }: DoorParts): Hands | null => {
  const { config, log, pagesDirectory, drawingThreads = 0 } = options
  if (pagesDirectory === null || drawingThreads === 0) return null
  return openHands({
    count: drawingThreads,
    begin: { config, databaseUrl, pagesDirectory },
    log,
    told: () => ({ now: now(), demoOffsetMs: demoClock()?.offsetMs() ?? null, decided: changes.decided(), grown: changes.grown() }),
    committed,
    forgetSessions: sessions.forget,
  })
}

const buildMarketHost = (parts: HostParts): Promise<FastifyInstance> => {
  const { options, core, auth, sessions, hub, now, pause, database, files, operator, isStopping, life, changes } = parts
  const { config } = options
  const clock = parts.demoClock()
  const arrivedAt = openTurnClock(now)
  const advanceTo = inTurn(async (at: Instant) => {
    if (clock) await jumpForward({ clock, core, database, life }, at)
    changes.changed()
    sessions.forget()
  })
  const services: Services = {
    now,
    arrivedAt,
    clockRefusal: pause,
    reader: database.reader,
    files,
    actorFrom: sessions.actorFrom,
    lane: (spec) => openLane(core.road, spec),
    run: (operation, actor, work) => core.road.run({ operation, actor }, work),
  }
  let description: ReturnType<typeof describeApi> | undefined
  return buildHost({
    logger: options.log,
    auth,
    sessions,
    services,
    modules: core.modules,
    router: core.router,
    openApi: () => (description ??= describeApi(marketContract, options.version)),
    wording: core.wording,
    hub,
    operator,
    arrival: arrivedAt,
    isStopping,
    demo: clock ? { advanceTo } : null,
    trustedProxies: config.trustedProxies,
    isHttps: config.publicUrl.startsWith('https:'),
    pages: options.pagesDirectory ? pagesOf({ ...parts, arrivedAt, advanceTo }, options.pagesDirectory) : null,
  })
}

/** No newcomer is taken; what is under way is decided, committed and answered, within the bound. */
const drain = async (host: FastifyInstance): Promise<void> => {
  const cut = setTimeout(() => host.server.closeAllConnections(), DRAIN_MS)
  await host.close()
  clearTimeout(cut)
}

/** Whether the log is being signed: `key_missing` wants an operator. */
const signingState = async (database: Database, { roles, dataDirectory }: Config): Promise<string> => {
  if (!roles.has('relay')) return 'elsewhere'
  return (await keyState(database.reader, dataDirectory)).isHere ? 'signing' : 'key_missing'
}

/** What another process decided is heard here first: whoever reads the page again because of a frame gets it as the frame left it. */
const tellingPages =
  ({ heard }: PageChanges) =>
  ({ type, watched }: FactKind): [string, Frame] => [type, (fact) => (heard(type), watched === null ? null : watched(fact))]

export const openDoors = (parts: DoorParts): Doors => {
  const { options, core, database, signal, guard, metrics } = parts
  const { config, log } = options
  let isStopping = false
  let hub: LiveHub | null = null
  let hands: Hands | null = null
  let host: FastifyInstance | null = null
  let operatorHost: FastifyInstance | null = null
  const operator: OperatorSpec = {
    readiness: openReadiness({
      database,
      migrations: migrationSets(core.modules),
      dataDirectory: config.dataDirectory,
      isStopping: () => isStopping,
      clockProblem: guard.problem,
      signing: () => signingState(database, config),
    }),
    metrics: () => metrics({ watching: hub?.watching() ?? 0, drawing: hands?.ready() ?? 0 }),
    token: config.metricsToken,
    opensToThisMachine: config.environment !== 'production',
  }
  return {
    open: async () => {
      if (config.metricsAddress) {
        operatorHost = buildOperatorHost(operator)
        await operatorHost.listen(config.metricsAddress)
      }
      if (!config.roles.has('web')) return 'no web role'
      const facts = core.modules.flatMap((module) => Object.values(module.facts ?? {}))
      const frames = new Map(facts.map(tellingPages(parts.changes)))
      const told = { ...signal, subscribe: (onGrown: () => void) => signal.subscribe(() => (parts.changes.moved(), onGrown())) }
      hub = await openLiveHub({ database, signal: told, frames, onError: (error) => log.error({ err: error }, 'live stream') })
      hands = handsOf(parts)
      host = await buildMarketHost({ ...parts, hub, operator, hands, isStopping: () => isStopping })
      const address = await host.listen({ port: config.port, host: config.host })
      hands?.start()
      return address
    },
    close: async () => {
      isStopping = true
      // Streams have no end of their own: they are told to come back elsewhere before the connections are waited for.
      const told = hub?.stop()
      if (host) await drain(host)
      await hands?.stop()
      await told
      await operatorHost?.close()
    },
  }
}
