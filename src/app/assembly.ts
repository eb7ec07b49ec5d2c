/** Puts a running market together: database, accounts, modules, loops, HTTP. Every part can be stopped in reverse order. */
import path from 'node:path'
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client'
import type { FastifyInstance } from 'fastify'
import { SYSTEM, type Actor } from '#kernel/actor.ts'
import { ok } from '#kernel/result.ts'
import type { Instant } from '#kernel/instant.ts'
import { actorForUser, actorsForUsers, ensurePerson } from '#modules/party/index.ts'
import { openAuth, type Auth } from '#platform/auth/auth.ts'
import { openDemoClock, systemClock, type DemoClock } from '#platform/clock/clock.ts'
import { openLane } from '#platform/command/lane.ts'
import type { Frame } from '#platform/command/module.ts'
import type { Services } from '#platform/command/services.ts'
import type { Config } from '#platform/config/config.ts'
import { makeDataDirectory } from '#platform/config/project.ts'
import { openDatabase, type Database } from '#platform/db/database.ts'
import { holdLock } from '#platform/db/lock.ts'
import { startEmbeddedPostgres } from '#platform/db/embedded/index.ts'
import { openDiskStore } from '#platform/files/disk.ts'
import { openS3Store } from '#platform/files/s3.ts'
import { buildHost, webRequest } from '#platform/http/host.ts'
import { describeApi } from '#platform/http/openapi.ts'
import { mountPages } from '#platform/http/pages.ts'
import { openSessions, type Sessions } from '#platform/http/session.ts'
import { openLiveHub, type LiveHub } from '#platform/live/hub.ts'
import { postgresSignal, redisSignal, type PositionSignal } from '#platform/live/signal.ts'
import type { Log } from '#platform/log/log.ts'
import { startLoop, type Loop } from '#platform/work/loop.ts'
import { parkedWork } from '#platform/work/queue.ts'
import { marketContract } from './contract.ts'
import { inTurn, jumpForward } from './demo-jump.ts'
import { openLife, type Life } from './demo/life.ts'
import { migrateAll, openCore, type Api, type Core, type Violation } from './core.ts'
import { moduleList } from './modules.ts'
import { pageValue } from './page-value.ts'

export interface Market {
  readonly core: Core
  readonly auth: Auth
  readonly database: Database
  /** What the people of a demonstration have in mind; nobody asks in production. */
  readonly life: Life
  readonly now: () => Instant
  readonly migrate: () => Promise<readonly string[]>
  readonly checks: () => Promise<readonly Violation[]>
  readonly api: (actor: Actor) => Api
  /** Listens and starts the loops of this process's roles. */
  readonly start: () => Promise<{ readonly address: string }>
  readonly stop: () => Promise<void>
}

export interface MarketOptions {
  readonly config: Config
  readonly log: Log
  readonly version: string
  /** Directory of the built pages; null serves the API alone. */
  readonly pagesDirectory: string | null
  /** Called when the embedded database ends by itself. */
  readonly onDatabaseExit?: () => void
  /** In place of the machine's clock: the demo seed lives through past weeks, and a test fixes its moment. A demo's offset is counted from it. */
  readonly clock?: { readonly now: () => Instant }
}

/** Found by this look when another process published or planned something. */
const LOOK_MS = 200
/** The relay lets facts gather: a checkpoint for many costs what one for a single fact costs. Adds this much to the way to watchers. */
const GATHER_MS = 50
/** Another process may have moved the demo's clock. */
const CLOCK_LOOK_MS = 1_000
/** The demo's people look at their diary this often. */
const LIFE_LOOK_MS = 2_000
const WORKERS = 2
/** better-auth lays its tables without a lock of its own: processes that start together take turns. */
const AUTH_MIGRATION_LOCK = 7_217_004

const openStorage = async ({ config, log, onDatabaseExit }: MarketOptions) => {
  if (config.databaseUrl) return { url: config.databaseUrl, stop: async () => undefined }
  const embedded = await startEmbeddedPostgres({
    appName: 'zhepai',
    dataDirectory: config.dataDirectory,
    pgUser: config.pgUser,
    log: (message) => log.info(message),
  })
  if (onDatabaseExit) embedded.onExit(onDatabaseExit)
  return { url: embedded.url(), stop: embedded.stop }
}

const openMetrics = (database: Database, hub: () => LiveHub | null) => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const failures = new Counter({
    name: 'zhepai_deferred_work_failures_total',
    help: 'Failed attempts of deferred work',
    labelNames: ['parked'],
    registers: [registry],
  })
  const watchers = new Gauge({ name: 'zhepai_live_watchers', help: 'Open live streams', registers: [registry] })
  const pool = new Gauge({ name: 'zhepai_database_connections', help: 'Open connections', labelNames: ['state'], registers: [registry] })
  const parked = new Gauge({ name: 'zhepai_parked_work', help: 'Deferred work that failed too often and waits for an operator', registers: [registry] })
  return {
    failures,
    text: async () => {
      parked.set((await parkedWork(database.reader)).length)
      watchers.set(hub()?.watching() ?? 0)
      pool.set({ state: 'open' }, database.pool.totalCount)
      pool.set({ state: 'waiting' }, database.pool.waitingCount)
      return registry.metrics()
    },
  }
}

const openAccounts = ({ config, log }: MarketOptions, databaseUrl: string): Auth =>
  openAuth({
    databaseUrl,
    publicUrl: config.publicUrl,
    secret: config.authSecret,
    // A browser on the same machine may say 127.0.0.1 where the address says localhost.
    trustedOrigins: [config.publicUrl, ...(config.environment === 'production' ? [] : [`http://127.0.0.1:${config.port}`, `http://localhost:${config.port}`])],
    secureCookies: config.publicUrl.startsWith('https:'),
    onIdleError: (error) => log.warn({ err: error }, 'idle account connection lost'),
  })

const migrateAccounts = (database: Database, auth: Auth): Promise<void> =>
  database.transact(async (tx) => {
    await holdLock(tx, AUTH_MIGRATION_LOCK)
    await auth.migrate()
  })

/** Who an account is on the market; its person is made at the first log-in. */
const actorFinder =
  (core: Core, database: Database, now: () => Instant) =>
  async ({ userId, name }: { readonly userId: string; readonly name: string }): Promise<Actor> => {
    const known = await actorForUser(database.reader, userId, now())
    if (known.kind === 'person') return known
    await core.road.run({ operation: 'party.ensurePerson', actor: SYSTEM }, async (act) => ok(await ensurePerson(act, { userId, name })))
    return actorForUser(database.reader, userId, now())
  }

interface LoopParts {
  readonly options: MarketOptions
  readonly core: Core
  readonly signal: PositionSignal
  readonly demoClock: DemoClock | null
  readonly life: Life
}

interface Loops {
  readonly relays: readonly Loop[]
  readonly workers: readonly Loop[]
  readonly clocks: readonly Loop[]
  readonly lives: readonly Loop[]
}

const NO_LOOPS: Loops = { relays: [], workers: [], clocks: [], lives: [] }

/** The loops of this process's roles. */
const startLoops = ({ options: { config, log }, core, signal, demoClock, life }: LoopParts): Loops => {
  const onError = (error: unknown) => log.error({ err: error }, 'loop step failed')
  const relay = async () => {
    const grown = await core.relay()
    if (grown) signal.announce()
    return grown
  }
  return {
    relays: config.roles.has('relay') ? [startLoop({ step: relay, idleMs: LOOK_MS, gatherMs: GATHER_MS, onError })] : [],
    workers: config.roles.has('worker') ? Array.from({ length: WORKERS }, () => startLoop({ step: core.work, idleMs: LOOK_MS, onError })) : [],
    clocks: demoClock ? [startLoop({ step: () => demoClock.refresh().then(() => false), idleMs: CLOCK_LOOK_MS, onError })] : [],
    lives: demoClock && config.roles.has('worker') ? [startLoop({ step: () => life.play(), idleMs: LIFE_LOOK_MS, onError })] : [],
  }
}

const failureReport = (log: Log, failures: Counter<'parked'>) => (key: string, error: unknown, parked: boolean) => {
  failures.inc({ parked: String(parked) })
  log[parked ? 'error' : 'warn']({ key, err: error }, parked ? 'deferred work parked' : 'deferred work failed, will be tried again')
}

/** A fact of these kinds changes who may do what. */
const CHANGES_ROLES = /^party\.(?:mandate|organisation|person)_/

export const openMarket = async (options: MarketOptions): Promise<Market> => {
  const { config, log } = options
  makeDataDirectory(config.dataDirectory)
  const storage = await openStorage(options)
  const database = openDatabase({ url: storage.url, onIdleError: (error) => log.warn({ err: error }, 'idle database connection lost') })
  const auth = openAccounts(options, storage.url)
  const files = config.s3 ? openS3Store(config.s3) : openDiskStore(path.join(config.dataDirectory, 'files'))
  const { modules, sinks } = moduleList({ demo: config.demo, files, dataDirectory: config.dataDirectory, origin: `${new URL(config.publicUrl).host}/log` })
  const onSignalError = (error: unknown) => log.warn({ err: error }, 'live signal')
  const signal = config.redisUrl ? redisSignal(config.redisUrl, onSignalError) : postgresSignal(storage.url, onSignalError)
  const live: { demoClock: DemoClock | null; hub: LiveHub | null; loops: Loops; host: FastifyInstance | null } = {
    demoClock: null,
    hub: null,
    loops: NO_LOOPS,
    host: null,
  }
  const now = () => (live.demoClock ?? options.clock ?? systemClock).now()
  const metrics = openMetrics(database, () => live.hub)
  const core = openCore({
    database,
    modules,
    sinks,
    now,
    onCommit: ({ factTypes, hasWork }) => {
      if (factTypes.length > 0) for (const loop of live.loops.relays) loop.wake()
      if (hasWork) for (const loop of live.loops.workers) loop.wake()
      // Who got or lost a role sees it with the next click, not when the memory of the session ends.
      if (factTypes.some((type) => CHANGES_ROLES.test(type))) sessions.forget()
    },
    onFailure: failureReport(log, metrics.failures),
  })
  const life = openLife({ core, auth, database, now, onFailure: (act, error) => log.warn({ err: error, act }, 'the demonstration goes on without this act') })
  const sessions = openSessions({ auth, actorOf: actorFinder(core, database, now), actorsOf: (userIds) => actorsForUsers(database.reader, userIds, now()) })
  const migrateOnce = async () => {
    const applied = await migrateAll(database, modules)
    await migrateAccounts(database, auth)
    if (config.demo) live.demoClock = await openDemoClock(database, options.clock)
    return applied
  }
  const parts = { options, core, auth, sessions, now, database, files, life, metrics: metrics.text }
  const listen = async (): Promise<string> => {
    const frames = new Map<string, Frame>(modules.flatMap((module) => Object.entries(module.frames ?? {})))
    live.hub = await openLiveHub({ database, signal, frames, onError: (error) => log.error({ err: error }, 'live stream') })
    live.host = await buildMarketHost({ ...parts, hub: live.hub, demoClock: live.demoClock })
    return live.host.listen({ port: config.port, host: config.host })
  }
  return {
    core,
    auth,
    database,
    life,
    now,
    migrate: migrateOnce,
    checks: core.checks,
    api: (actor) => core.as(actor),
    start: async () => {
      live.loops = startLoops({ options, core, signal, demoClock: live.demoClock, life })
      return { address: config.roles.has('web') ? await listen() : 'no web role' }
    },
    stop: async () => {
      await live.host?.close()
      await live.hub?.stop()
      for (const loop of [...live.loops.relays, ...live.loops.workers, ...live.loops.clocks, ...live.loops.lives]) await loop.stop()
      await signal.close()
      await auth.close()
      await database.close()
      await storage.stop()
    },
  }
}

interface HostParts {
  readonly options: MarketOptions
  readonly core: Core
  readonly auth: Auth
  readonly sessions: Sessions
  readonly hub: LiveHub
  readonly now: () => Instant
  readonly database: Database
  readonly files: Services['files']
  readonly metrics: () => Promise<string>
  readonly demoClock: DemoClock | null
  readonly life: Life
}

const buildMarketHost = ({
  options,
  core,
  auth,
  sessions,
  hub,
  now,
  database,
  files,
  metrics,
  demoClock: clock,
  life,
}: HostParts): Promise<FastifyInstance> => {
  const advanceTo = inTurn(async (at: Instant) => {
    if (clock) await jumpForward({ clock, core, database, life }, at)
    sessions.forget()
  })
  const services: Services = {
    now,
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
    isReady: async () => (await database.pool.query('select 1')).rowCount === 1,
    metrics,
    demo: clock ? { advanceTo } : null,
    trustProxy: options.config.publicUrl.startsWith('https:'),
    pages: options.pagesDirectory
      ? mountPages({
          directory: options.pagesDirectory,
          toWebRequest: webRequest,
          valueFor: async (request, nonces) =>
            pageValue({
              core,
              database,
              now,
              actor: await sessions.actorFrom(request),
              url: request.url,
              reference: request.id,
              log: options.log,
              nonces,
              auth: async (inner) => {
                const response = await auth.handler(inner)
                if (inner.method !== 'GET') sessions.forget()
                return response
              },
              demo: clock ? { offsetMs: clock.offsetMs(), advanceTo } : null,
            }),
        })
      : null,
  })
}
