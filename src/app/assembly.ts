/** Puts a running market together: database, accounts, modules, loops, HTTP. Every part can be stopped in reverse order. */
import type { Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import { refuse, type Refusal } from '#kernel/result.ts'
import type { Auth } from '#platform/auth/auth.ts'
import { openDemoClock, type DemoClock } from '#platform/clock/clock.ts'
import { openClockGuard } from '#platform/clock/guard.ts'
import type { Written } from '#platform/command/services.ts'
import type { Config } from '#platform/config/config.ts'
import type { Database } from '#platform/db/database.ts'
import { openPageChanges, type PageChanges } from '#platform/http/page-memory.ts'
import { postgresSignal, redisSignal, type PositionSignal } from '#platform/live/signal.ts'
import { SEND_MAIL, type Mailing } from '#platform/mail/outbox.ts'
import { openPostman } from '#platform/mail/postman.ts'
import { lastFactAt } from '#platform/outbox/facts.ts'
import type { Loop } from '#platform/work/loop.ts'
import { unpark } from '#platform/work/queue.ts'
import { migrateAccounts, openMarketSessions, startAccountLoops } from './accounts.ts'
import { migrateAll, type Api, type Core, type Violation } from './core.ts'
import { openDoors } from './doors.ts'
import { openLife, type Life } from './demo/life.ts'
import type { Lobby } from './lobby.ts'
import { NO_LOOPS, startLoops, type LoopParts, type Loops } from './loops.ts'
import { openMetrics } from './metrics.ts'
import { openRooms, type RoomsSpec } from './rooms.ts'
import type { MarketOptions } from './options.ts'
import { openStorage } from './storage.ts'

export interface Market extends Lobby {
  readonly core: Core
  readonly auth: Auth
  readonly database: Database
  /** What the people of a demonstration do by themselves. */
  readonly life: Life
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

const openMailing = ({ demo, mail }: Config): Mailing => {
  if (demo) return 'shown'
  return mail ? openPostman(mail) : null
}

const closeMailing = (mailing: Mailing): void => {
  if (mailing !== null && mailing !== 'shown') mailing.close()
}

/** A letter that was parked while the mail server was away or not set is tried again with every start. */
const retryParkedLetters = (database: Database): Promise<void> => database.transact((tx) => unpark(tx, SEND_MAIL))

const beforeStart = async ({ options: { config, clock }, database, guard }: Pick<LoopParts, 'options' | 'database' | 'guard'>): Promise<void> => {
  if (!config.demo && clock === undefined) guard.compare(await lastFactAt(database.reader))
  if (config.roles.has('worker')) await retryParkedLetters(database)
}

const openSignal = ({ config, log }: MarketOptions, databaseUrl: string): PositionSignal => {
  const onError = (error: unknown) => log.warn({ err: error }, 'live signal')
  return config.redisUrl ? redisSignal(config.redisUrl, onError) : postgresSignal(databaseUrl, onError)
}

/** However often it is asked for, it is done once, and all wait for the same end. */
const once = (work: () => Promise<void>): (() => Promise<void>) => {
  let done: Promise<void> | null = null
  return () => (done ??= work())
}

/** What runs between start and stop. */
interface Live {
  demoClock: DemoClock | null
  loops: Loops
  accounts: readonly Loop[]
}

const stopLoops = async ({ loops, accounts }: Live): Promise<void> => {
  for (const loop of [...(Object.values(loops).flat() as readonly Loop[]), ...accounts]) await loop.stop()
}

/** Connections that nobody used when they were lost. At a stop the database ends them, which is nothing to tell of. */
const openIdleWatch = ({ log }: MarketOptions) => {
  let isOver = false
  return {
    lost: (whose: 'database' | 'account') => (error: Error) => {
      if (!isOver) log.warn({ err: error }, `idle ${whose} connection lost`)
    },
    end: () => void (isOver = true),
  }
}

/** A fact of these kinds changes who may do what. */
const CHANGES_ROLES = /^party\.(?:mandate|organisation|person)_/

interface AfterCommit {
  readonly live: Live
  readonly changes: PageChanges
  readonly forget: () => void
}

const afterCommit = ({ factTypes, hasWork }: Written, { live, changes, forget }: AfterCommit): void => {
  changes.committed(factTypes)
  if (factTypes.length > 0) for (const loop of live.loops.relays) loop.wake()
  if (hasWork) for (const loop of live.loops.workers) loop.wake()
  // Who got or lost a role sees it with the next click, not when the memory of the session ends.
  if (factTypes.some((type) => CHANGES_ROLES.test(type))) forget()
}

/** A turn of the demonstration that fails ends nothing. */
const goingOn = (log: MarketOptions['log']) => (act: string, error: unknown) => log.warn({ err: error, act }, 'the demonstration goes on without this act')

export const openMarket = async (options: MarketOptions): Promise<Market> => {
  const { config, log } = options
  const storage = await (options.storage ?? openStorage(options))
  const idle = openIdleWatch(options)
  const signal = openSignal(options, storage.url)
  const guard = openClockGuard(options.machine)
  const live: Live = { demoClock: null, loops: NO_LOOPS, accounts: [] }
  const now = () => (live.demoClock ?? options.clock ?? guard).now()
  const pause = (): Refusal | null => (guard.problem() === null && guard.ended().length === 0 ? null : refuse('request.clock_paused').refusal)
  const mailing = openMailing(config)
  const onCommit = (written: Written) => afterCommit(written, { live, changes, forget: sessions.forget })
  const onFailure: RoomsSpec['onFailure'] = (...failure) => metrics.failed(log)(...failure)
  const rooms = openRooms({ options, databaseUrl: storage.url, now, mailing, pause, onCommit, onFailure, lost: idle.lost })
  const { core, auth, database, modules, lobby } = rooms
  const metrics = openMetrics(database)
  const changes = openPageChanges(modules.flatMap(({ facts = {} }) => Object.values(facts)).flatMap(({ type, isSwift }) => (isSwift ? [type] : [])))
  const life = openLife({ core, auth, database, now, onFailure: goingOn(log), onPlayed: changes.changed })
  const sessions = openMarketSessions({ options, ...rooms, now })
  const migrateOnce = async () => {
    const applied = await migrateAll(database, modules)
    await migrateAccounts(database, auth)
    if (config.demo) live.demoClock = await openDemoClock(database, options.clock ?? guard)
    return applied
  }
  const stop = once(async () => {
    await doors.close()
    await stopLoops(live)
    closeMailing(mailing)
    idle.end()
    for (const part of [signal, auth, database]) await part.close()
    await storage.stop()
  })
  const parts = { options, ...rooms, databaseUrl: storage.url, signal, guard, pause, life, now, demoClock: () => live.demoClock }
  const doors = openDoors({ ...parts, sessions, changes, metrics: metrics.text, committed: onCommit })
  return {
    core,
    auth,
    database,
    life,
    now,
    ...lobby,
    migrate: migrateOnce,
    checks: core.checks,
    api: (actor) => core.as(actor),
    forgetSessions: sessions.forget,
    start: async () => {
      await beforeStart({ options, database, guard })
      live.loops = startLoops(parts)
      live.accounts = startAccountLoops({ options, auth, database, sessions, databaseUrl: storage.url, now })
      return { address: await doors.open() }
    },
    stop,
  }
}
