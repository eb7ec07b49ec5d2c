/** Puts a running market together: database, accounts, modules, loops, HTTP. Every part can be stopped in reverse order. */
import path from 'node:path'
import { SYSTEM, type Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import { ok, refuse, type Refusal } from '#kernel/result.ts'
import { actorForUser, actorsForUsers, ensurePerson } from '#modules/party/index.ts'
import { openAuth, type Auth } from '#platform/auth/auth.ts'
import { openDemoClock, type DemoClock } from '#platform/clock/clock.ts'
import { openClockGuard, type MachineTime } from '#platform/clock/guard.ts'
import type { Config } from '#platform/config/config.ts'
import { makeDataDirectory } from '#platform/config/project.ts'
import { openDatabase, type Database, type Patience } from '#platform/db/database.ts'
import { startEmbeddedPostgres } from '#platform/db/embedded/index.ts'
import { holdLock } from '#platform/db/lock.ts'
import { openDiskStore } from '#platform/files/disk.ts'
import { openS3Store } from '#platform/files/s3.ts'
import { openSessions } from '#platform/http/session.ts'
import { postgresSignal, redisSignal, type PositionSignal } from '#platform/live/signal.ts'
import type { Log } from '#platform/log/log.ts'
import { lastFactAt } from '#platform/outbox/facts.ts'
import type { Loop } from '#platform/work/loop.ts'
import { migrateAll, openCore, type Api, type Core, type Violation } from './core.ts'
import { openDoors } from './doors.ts'
import { NO_LOOPS, startLoops, type Loops } from './loops.ts'
import { openMetrics } from './metrics.ts'
import { moduleList } from './modules.ts'

export interface Market {
  readonly core: Core
  readonly auth: Auth
  readonly database: Database
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
  /** Replaces the clock: the demo seed lives through past weeks. */
  readonly clock?: { readonly now: () => Instant }
  /** The clock and the counter that are watched; the machine's own unless a test moves them. */
  readonly machine?: MachineTime
  /** How long the database may be silent. Absent: for ever, which suits the commands of an operator. */
  readonly patience?: Patience
}

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

const openAccounts = ({ config, log, patience }: MarketOptions, databaseUrl: string): Auth =>
  openAuth({
    databaseUrl,
    publicUrl: config.publicUrl,
    secret: config.authSecret,
    // A browser on the same machine may say 127.0.0.1 where the address says localhost.
    trustedOrigins: [config.publicUrl, ...(config.environment === 'production' ? [] : [`http://127.0.0.1:${config.port}`, `http://localhost:${config.port}`])],
    secureCookies: config.publicUrl.startsWith('https:'),
    patience,
    onIdleError: (error) => log.warn({ err: error }, 'idle account connection lost'),
  })

const openSignal = ({ config, log }: MarketOptions, databaseUrl: string): PositionSignal => {
  const onError = (error: unknown) => log.warn({ err: error }, 'live signal')
  return config.redisUrl ? redisSignal(config.redisUrl, onError) : postgresSignal(databaseUrl, onError)
}

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

/** A fact of these kinds changes who may do what. */
const CHANGES_ROLES = /^party\.(?:mandate|organisation|person)_/

export const openMarket = async (options: MarketOptions): Promise<Market> => {
  const { config, log } = options
  makeDataDirectory(config.dataDirectory)
  const storage = await openStorage(options)
  const database = openDatabase({
    url: storage.url,
    patience: options.patience,
    onIdleError: (error) => log.warn({ err: error }, 'idle database connection lost'),
  })
  const auth = openAccounts(options, storage.url)
  const files = config.s3 ? openS3Store(config.s3) : openDiskStore(path.join(config.dataDirectory, 'files'))
  const { modules, sinks } = moduleList({ demo: config.demo, files, dataDirectory: config.dataDirectory, origin: `${new URL(config.publicUrl).host}/log` })
  const signal = openSignal(options, storage.url)
  const guard = openClockGuard(options.machine)
  const live: { demoClock: DemoClock | null; loops: Loops } = { demoClock: null, loops: NO_LOOPS }
  const now = () => (options.clock ?? live.demoClock ?? guard).now()
  const pause = (): Refusal | null => (guard.problem() === null && guard.ended().length === 0 ? null : refuse('request.clock_paused').refusal)
  const metrics = openMetrics(database)
  const core = openCore({
    database,
    modules,
    sinks,
    now,
    pause,
    onCommit: ({ factTypes, hasWork }) => {
      if (factTypes.length > 0) for (const loop of live.loops.relays) loop.wake()
      if (hasWork) for (const loop of live.loops.workers) loop.wake()
      // Who got or lost a role sees it with the next click, not when the memory of the session ends.
      if (factTypes.some((type) => CHANGES_ROLES.test(type))) sessions.forget()
    },
    onFailure: (key, error, parked) => {
      metrics.failures.inc({ parked: String(parked) })
      log[parked ? 'error' : 'warn']({ key, err: error }, parked ? 'deferred work parked' : 'deferred work failed, will be tried again')
    },
  })
  const sessions = openSessions({ auth, actorOf: actorFinder(core, database, now), actorsOf: (userIds) => actorsForUsers(database.reader, userIds, now()) })
  const migrateOnce = async () => {
    const applied = await migrateAll(database, modules)
    await migrateAccounts(database, auth)
    if (config.demo) live.demoClock = await openDemoClock(database, guard)
    return applied
  }
  let stopping: Promise<void> | null = null
  const stop = async () => {
    await doors.close()
    for (const loop of Object.values(live.loops).flat() as readonly Loop[]) await loop.stop()
    for (const part of [signal, auth, database]) await part.close()
    await storage.stop()
  }
  const parts = { options, core, database, signal, guard, pause, demoClock: () => live.demoClock }
  const doors = openDoors({ ...parts, auth, sessions, files, now, metrics: metrics.text })
  return {
    core,
    auth,
    database,
    now,
    migrate: migrateOnce,
    checks: core.checks,
    api: (actor) => core.as(actor),
    start: async () => {
      if (!config.demo && options.clock === undefined) guard.compare(await lastFactAt(database.reader))
      live.loops = startLoops(parts)
      return { address: await doors.open() }
    },
    stop: () => (stopping ??= stop()),
  }
}
