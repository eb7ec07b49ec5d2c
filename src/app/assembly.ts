/** Puts a running market together: database, accounts, modules, loops, HTTP. Every part can be stopped in reverse order. */
import path from 'node:path'
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client'
import type { FastifyInstance } from 'fastify'
import type { Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import { keyState } from '#modules/evidence/index.ts'
import type { Auth } from '#platform/auth/auth.ts'
import { openDemoClock, systemClock, type DemoClock } from '#platform/clock/clock.ts'
import { openLane } from '#platform/command/lane.ts'
import type { Frame } from '#platform/command/module.ts'
import type { Services } from '#platform/command/services.ts'
import type { Config } from '#platform/config/config.ts'
import { makeDataDirectory } from '#platform/config/project.ts'
import { openDatabase, type Database } from '#platform/db/database.ts'
import { startEmbeddedPostgres } from '#platform/db/embedded/index.ts'
import { openDiskStore } from '#platform/files/disk.ts'
import { openS3Store } from '#platform/files/s3.ts'
import { buildHost, webRequest } from '#platform/http/host.ts'
import { describeApi } from '#platform/http/openapi.ts'
import { mountPages } from '#platform/http/pages.ts'
import type { Sessions } from '#platform/http/session.ts'
import { openLiveHub, type LiveHub } from '#platform/live/hub.ts'
import { postgresSignal, redisSignal, type PositionSignal } from '#platform/live/signal.ts'
import type { Log } from '#platform/log/log.ts'
import { lastLetters, SEND_MAIL, type Mailing } from '#platform/mail/outbox.ts'
import { openPostman } from '#platform/mail/postman.ts'
import { startLoop, type Loop } from '#platform/work/loop.ts'
import { parkedWork, unpark } from '#platform/work/queue.ts'
import { accountChecks } from './account-facts.ts'
import { migrateAccounts, noter, openAccounts, openMarketSessions, startAccountLoops } from './accounts.ts'
import { marketContract } from './contract.ts'
import { jumpForward } from './demo-jump.ts'
import { migrateAll, openCore, type Api, type Core, type Violation } from './core.ts'
import { openDoors, type Doors } from './doors.ts'
import { moduleList } from './modules.ts'
import { pageValue } from './page-value.ts'

export interface Market extends Doors {
  readonly core: Core
  readonly auth: Auth
  readonly database: Database
  readonly now: () => Instant
  readonly migrate: () => Promise<readonly string[]>
  readonly checks: () => Promise<readonly Violation[]>
  readonly api: (actor: Actor) => Api
  /** Who calls next is looked at anew: what changed beside this process counts at once. */
  readonly forgetSessions: () => void
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
  /** Replaces the clock: the demo seed lives through past weeks. */
  readonly clock?: { readonly now: () => Instant }
  /** Replaces the machine's clock, in milliseconds, by which sessions and limits go: tests let minutes pass. */
  readonly machineClock?: () => number
  /** How long a session may be remembered without a look; tests let it be long. */
  readonly sessionConfirmMs?: number
}

/** Found by this look when another process published or planned something. */
const LOOK_MS = 200
/** The relay lets facts gather: a checkpoint for many costs what one for a single fact costs. Adds this much to the way to watchers. */
const GATHER_MS = 50
/** Another process may have moved the demo's clock. */
const CLOCK_LOOK_MS = 1_000
const WORKERS = 2

const openMailing = ({ demo, mail }: Config): Mailing => {
  if (demo) return 'shown'
  return mail ? openPostman(mail) : null
}

const closeMailing = (mailing: Mailing): void => {
  if (mailing !== null && mailing !== 'shown') mailing.close()
}

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
    failed:
      (log: Log) =>
      (key: string, error: unknown, parked: boolean): void => {
        failures.inc({ parked: String(parked) })
        log[parked ? 'error' : 'warn']({ key, err: error }, parked ? 'deferred work parked' : 'deferred work failed, will be tried again')
      },
    text: async () => {
      parked.set((await parkedWork(database.reader)).length)
      watchers.set(hub()?.watching() ?? 0)
      pool.set({ state: 'open' }, database.pool.totalCount)
      pool.set({ state: 'waiting' }, database.pool.waitingCount)
      return registry.metrics()
    },
  }
}

/** A letter that was parked while the mail server was away or not set is tried again with every start. */
const retryParkedLetters = (database: Database): Promise<void> => database.transact((tx) => unpark(tx, SEND_MAIL))

interface LoopParts {
  readonly options: MarketOptions
  readonly core: Core
  readonly signal: PositionSignal
  readonly demoClock: DemoClock | null
}

interface Loops {
  readonly relays: readonly Loop[]
  readonly workers: readonly Loop[]
  readonly clocks: readonly Loop[]
}

/** What runs between start and stop. */
interface Live {
  demoClock: DemoClock | null
  hub: LiveHub | null
  loops: Loops
  accounts: readonly Loop[]
  host: FastifyInstance | null
}

const stopLive = async ({ host, hub, loops, accounts }: Live): Promise<void> => {
  await host?.close()
  await hub?.stop()
  for (const loop of [...loops.relays, ...loops.workers, ...loops.clocks, ...accounts]) await loop.stop()
}

const NO_LOOPS: Loops = { relays: [], workers: [], clocks: [] }

/** The loops of this process's roles. */
const startLoops = ({ options: { config, log }, core, signal, demoClock }: LoopParts): Loops => {
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
  }
}

/** A fact of these kinds changes who may do what. */
const CHANGES_ROLES = /^party\.(?:mandate|organisation|person)_/

/** Parts that exist only once the market is migrated, or runs. */
interface Live {
  demoClock: DemoClock | null
  hub: LiveHub | null
  loops: Loops
  host: FastifyInstance | null
}

export const openMarket = async (options: MarketOptions): Promise<Market> => {
  const { config, log } = options
  makeDataDirectory(config.dataDirectory)
  const storage = await openStorage(options)
  const database = openDatabase({ url: storage.url, onIdleError: (error) => log.warn({ err: error }, 'idle database connection lost') })
  const auth = openAccounts(
    options,
    storage.url,
    noter(() => core, options),
  )
  const files = config.s3 ? openS3Store(config.s3) : openDiskStore(path.join(config.dataDirectory, 'files'))
  const { modules, sinks } = moduleList({ ...config, files, origin: `${new URL(config.publicUrl).host}/log` })
  const onSignalError = (error: unknown) => log.warn({ err: error }, 'live signal')
  const signal = config.redisUrl ? redisSignal(config.redisUrl, onSignalError) : postgresSignal(storage.url, onSignalError)
  const live: Live = { demoClock: null, hub: null, loops: NO_LOOPS, accounts: [], host: null }
  const now = () => (options.clock ?? live.demoClock ?? systemClock).now()
  const mailing = openMailing(config)
  const metrics = openMetrics(database, () => live.hub)
  const core = openCore({
    database,
    modules,
    sinks,
    mailing,
    now,
    moreChecks: accountChecks,
    onCommit: ({ factTypes, hasWork }) => {
      if (factTypes.length > 0) for (const loop of live.loops.relays) loop.wake()
      if (hasWork) for (const loop of live.loops.workers) loop.wake()
      // Who got or lost a role sees it with the next click, not when the memory of the session ends.
      if (factTypes.some((type) => CHANGES_ROLES.test(type))) sessions.forget()
    },
    onFailure: metrics.failed(log),
  })
  const doors = openDoors({ core, auth, database, config, now })
  const sessions = openMarketSessions({ options, auth, core, database, now })
  const migrateOnce = async () => {
    const applied = await migrateAll(database, modules)
    await migrateAccounts(database, auth)
    if (config.demo) live.demoClock = await openDemoClock(database)
    return applied
  }
  const listen = async (): Promise<string> => {
    const frames = new Map<string, Frame>(modules.flatMap((module) => Object.entries(module.frames ?? {})))
    live.hub = await openLiveHub({ database, signal, frames, onError: (error) => log.error({ err: error }, 'live stream') })
    const parts = { options, core, auth, sessions, now, database, files, doors }
    live.host = await buildMarketHost({ ...parts, hub: live.hub, metrics: metrics.text, demoClock: live.demoClock })
    return live.host.listen({ port: config.port, host: config.host })
  }
  return {
    core,
    auth,
    database,
    now,
    ...doors,
    migrate: migrateOnce,
    checks: core.checks,
    api: (actor) => core.as(actor),
    forgetSessions: sessions.forget,
    start: async () => {
      if (config.roles.has('worker')) await retryParkedLetters(database)
      live.loops = startLoops({ options, core, signal, demoClock: live.demoClock })
      live.accounts = startAccountLoops({ options, auth, database, sessions, databaseUrl: storage.url })
      return { address: config.roles.has('web') ? await listen() : 'no web role' }
    },
    stop: async () => {
      await stopLive(live)
      closeMailing(mailing)
      await signal.close()
      await auth.close()
      await database.close()
      await storage.stop()
    },
  }
}

/** Whether the log is being signed: `key_missing` wants an operator. */
const signingState = async (database: Database, { roles, dataDirectory }: Config): Promise<string> => {
  if (!roles.has('relay')) return 'elsewhere'
  return (await keyState(database.reader, dataDirectory)).isHere ? 'signing' : 'key_missing'
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
  readonly doors: Doors
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
  doors,
}: HostParts): Promise<FastifyInstance> => {
  const advance = async (step: number | 'next') => {
    if (clock) await jumpForward({ clock, core, database }, step)
    sessions.forget()
  }
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
    readyDetail: async () => ({ evidence: await signingState(database, options.config) }),
    isReady: async () => (await database.pool.query('select 1')).rowCount === 1,
    metrics,
    demo: clock ? { advance } : null,
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
              caller: await sessions.callerFrom(request),
              url: request.url,
              reference: request.id,
              log: options.log,
              nonces,
              doors,
              auth: async (inner) => {
                const response = await auth.handler(inner)
                if (inner.method !== 'GET') sessions.forget()
                return response
              },
              demo: clock
                ? { offsetMs: clock.offsetMs(), advance, letters: { origin: options.config.publicUrl, last: (search) => lastLetters(database.reader, search) } }
                : null,
            }),
        })
      : null,
  })
}
