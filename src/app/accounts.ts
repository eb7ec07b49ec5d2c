/** Accounts of a market: who logs in, which person that is, and how long it is remembered. */
import { SYSTEM, type Actor } from '#kernel/actor.ts'
import { ok } from '#kernel/result.ts'
import { later, type Instant } from '#kernel/instant.ts'
import { DRAFT_DAYS, dropOldDrafts } from '#modules/account/index.ts'
import { actorForUser, actorsForUsers, ensurePerson } from '#modules/party/index.ts'
import { openAuth, type Auth, type AuthOptions } from '#platform/auth/auth.ts'
import { isOfficer } from '#platform/auth/fresh-factor.ts'
import { watchAccounts } from '#platform/auth/changes.ts'
import { dropOldEvents, recordEvent, type SecurityEvent } from '#platform/auth/security-log.ts'
import type { Config } from '#platform/config/config.ts'
import type { Database, Patience } from '#platform/db/database.ts'
import { holdLock } from '#platform/db/lock.ts'
import { migrate } from '#platform/db/migrate.ts'
import type { CallerSpec } from '#platform/http/caller.ts'
import { openSessions, type Sessions } from '#platform/http/session.ts'
import { queueMail } from '#platform/mail/outbox.ts'
import { startLoop, type Loop } from '#platform/work/loop.ts'
import type { Log } from '#platform/log/log.ts'
import { accountMigrations } from './account-facts.ts'
import type { Core } from './core.ts'

/** better-auth lays its tables without a lock of its own: processes that start together take turns. */
const AUTH_MIGRATION_LOCK = 7_217_004

interface AccountOptions {
  readonly config: Config
  readonly log: Log
  readonly patience?: Patience
  readonly machineClock?: () => number
  readonly sessionConfirmMs?: number
}

type Given = Pick<AuthOptions, 'databaseUrl' | 'note' | 'onIdleError'>

export const openAccounts = ({ config, log, patience, machineClock }: AccountOptions, { databaseUrl, note, onIdleError }: Given): Auth =>
  openAuth({
    databaseUrl,
    publicUrl: config.publicUrl,
    secret: config.authSecret,
    // A browser on the same machine may say 127.0.0.1 where the address says localhost.
    trustedOrigins: [config.publicUrl, ...(config.environment === 'production' ? [] : [`http://127.0.0.1:${config.port}`, `http://localhost:${config.port}`])],
    secureCookies: config.publicUrl.startsWith('https:'),
    patience,
    onIdleError,
    onProblem: (message, cause) => log.warn({ err: cause }, `account service: ${message}`),
    note,
    now: machineClock ?? Date.now,
  })

export const migrateAccounts = (database: Database, auth: Auth): Promise<void> =>
  database.transact(async (tx) => {
    await holdLock(tx, AUTH_MIGRATION_LOCK)
    await auth.migrate()
    await migrate(database, [{ schema: 'auth', migrations: accountMigrations }])
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

/** Event and letter commit together. */
export const noter =
  (core: () => Core, { machineClock = Date.now }: AccountOptions): AuthOptions['note'] =>
  async ({ event, letter }) => {
    await core().road.run({ operation: 'account.note', actor: SYSTEM }, async (act) => {
      if (event) await recordEvent(act.tx, event, machineClock())
      if (letter) await queueMail(act, letter)
      return ok({})
    })
  }

const SAME_MS = 1_000
const MAX_SLOTS = 10_000

/** Beside the request that is told of, which does not wait. Of many alike within a second one is counted: nobody keeps the database busy with refusals. */
const recorder = (core: Core, options: AccountOptions) => {
  const note = noter(() => core, options)
  const written = new Map<string, number>()
  return (event: SecurityEvent): void => {
    const moment = performance.now()
    const slot = event.slot ?? ''
    if (moment - (written.get(slot) ?? -Infinity) < SAME_MS) return
    if (written.size >= MAX_SLOTS) written.clear()
    written.set(slot, moment)
    note({ event }).catch((error: unknown) => options.log.error({ err: error }, 'security log'))
  }
}

interface SessionsSpec {
  readonly options: AccountOptions
  readonly auth: Auth
  readonly core: Core
  readonly database: Database
  readonly now: () => Instant
  readonly callers: CallerSpec
}

/** What callers may do, and where it is noted. */
export const callersOf = ({ options, auth, core }: Pick<SessionsSpec, 'options' | 'auth' | 'core'>): CallerSpec => ({
  auth,
  mustHaveFactor: (actor) => !options.config.demo && isOfficer(actor),
  machineNow: options.machineClock ?? Date.now,
  record: recorder(core, options),
})

export const openMarketSessions = ({ options, auth, core, database, now, callers }: SessionsSpec): Sessions => {
  const { sessionConfirmMs } = options
  return openSessions({
    ...callers,
    auth,
    actorOf: actorFinder(core, database, now),
    actorsOf: (userIds) => actorsForUsers(database.reader, userIds, now()),
    ...(sessionConfirmMs === undefined ? {} : { confirmMs: sessionConfirmMs }),
  })
}

interface AccountLoops {
  readonly options: AccountOptions
  readonly auth: Auth
  readonly database: Database
  readonly sessions: Sessions
  readonly databaseUrl: string
  readonly now: () => Instant
}

const TIDY_MS = 3_600_000
const DAY_MS = 86_400_000

/** Watching for changes by other processes, and putting away what is old. */
export const startAccountLoops = ({
  options: { config, log, machineClock = Date.now },
  auth,
  database,
  sessions,
  databaseUrl,
  now,
}: AccountLoops): readonly Loop[] => {
  const onError = (error: unknown) => log.warn({ err: error }, 'accounts')
  const tidy = async () => {
    await auth.tidy()
    await database.transact((tx) => dropOldEvents(tx, machineClock() - config.securityLogDays * DAY_MS))
    await database.transact((tx) => dropOldDrafts(tx, later(now(), -DRAFT_DAYS * DAY_MS)))
    return false
  }
  return [
    ...(config.roles.has('web') ? [watchAccounts({ databaseUrl, onChange: sessions.forget, onError })] : []),
    ...(config.roles.has('worker') ? [startLoop({ step: tidy, idleMs: TIDY_MS, onError })] : []),
  ]
}
