/** What an administrator sees of accounts and may do with them: in the transaction of the act, on the account service's own tables. */
import { sql } from 'kysely'
import type { Instant } from '#kernel/instant.ts'
import { readingVerbatim, writingVerbatim, type Reader, type Tx } from '#platform/db/transaction.ts'

interface AuthTables {
  'auth.user': {
    id: string
    name: string
    email: string
    emailVerified: boolean
    twoFactorEnabled: boolean | null
    lang: string | null
    createdAt: Instant
    disabledAt: Instant | null
    disabledReason: string | null
    noticeVersion: string | null
  }
  'auth.session': { id: string; userId: string; createdAt: Instant; updatedAt: Instant; expiresAt: Instant; ipAddress: string | null; userAgent: string | null }
  'auth.passkey': { id: string; userId: string }
  'auth.apikey': { id: string; referenceId: string; name: string | null; createdAt: Instant; expiresAt: Instant | null; lastRequest: Instant | null }
}

/** Told to every process: what it remembers of sessions no longer holds. */
export const ACCOUNTS_CHANNEL = 'zhepai_accounts'

const announce = (tx: Tx) => sql`select pg_notify(${ACCOUNTS_CHANNEL}, '')`.execute(writingVerbatim<AuthTables>(tx))

export interface AccountSearch {
  readonly q?: string | undefined
  readonly state?: 'disabled' | 'unconfirmed' | undefined
  readonly after?: string | undefined
  readonly limit: number
}

const selectAccounts = (reader: Reader) =>
  readingVerbatim<AuthTables>(reader)
    .selectFrom('auth.user as u')
    .select((eb) => [
      'u.id',
      'u.name',
      'u.email',
      'u.emailVerified as isVerified',
      'u.lang',
      'u.createdAt',
      'u.disabledAt',
      'u.disabledReason',
      'u.noticeVersion',
      sql<boolean>`coalesce(u."twoFactorEnabled", false)`.as('hasCode'),
      eb.selectFrom('auth.passkey as p').select(eb.fn.countAll<bigint>().as('n')).whereRef('p.userId', '=', 'u.id').as('passkeys'),
      eb.selectFrom('auth.apikey as k').select(eb.fn.countAll<bigint>().as('n')).whereRef('k.referenceId', '=', 'u.id').as('keys'),
      eb
        .selectFrom('auth.session as s')
        .select(eb.fn.countAll<bigint>().as('n'))
        .whereRef('s.userId', '=', 'u.id')
        .where('s.expiresAt', '>', sql<Instant>`now()`)
        .as('sessions'),
    ])

/** By e-mail address, in the order of its letters. */
export const findAccounts = (reader: Reader, { q, state, after, limit }: AccountSearch) => {
  const like = `%${(q ?? '').replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  return selectAccounts(reader)
    .$if(q !== undefined && q !== '', (query) => query.where((eb) => eb.or([eb('u.name', 'ilike', like), eb('u.email', 'ilike', like)])))
    .$if(state === 'disabled', (query) => query.where('u.disabledAt', 'is not', null))
    .$if(state === 'unconfirmed', (query) => query.where('u.emailVerified', '=', false))
    .$if(after !== undefined, (query) => query.where('u.email', '>', after ?? ''))
    .orderBy('u.email')
    .limit(limit)
    .execute()
}

export const accountById = async (reader: Reader, id: string) => (await selectAccounts(reader).where('u.id', '=', id).executeTakeFirst()) ?? null

/** Those that stand, newest first. Without their tokens: who reads this cannot take one over. */
export const sessionsOf = (reader: Reader, userId: string) =>
  readingVerbatim<AuthTables>(reader)
    .selectFrom('auth.session')
    .select(['id', 'createdAt', 'updatedAt', 'expiresAt', 'ipAddress', 'userAgent'])
    .where('userId', '=', userId)
    .where('expiresAt', '>', sql<Instant>`now()`)
    .orderBy('createdAt', 'desc')
    .limit(100)
    .execute()

/** Ends one session of an account, or all; returns how many. */
export const endSessions = async (tx: Tx, userId: string, sessionId?: string): Promise<number> => {
  const ended = await writingVerbatim<AuthTables>(tx)
    .deleteFrom('auth.session')
    .where('userId', '=', userId)
    .$if(sessionId !== undefined, (query) => query.where('id', '=', sessionId ?? ''))
    .returning('id')
    .execute()
  await announce(tx)
  return ended.length
}

/** A disabled account has no session and no key that works. `reason` null: it may log in again. */
export const setDisabled = async (tx: Tx, userId: string, reason: string | null): Promise<void> => {
  await sql`update auth."user" set "disabledAt" = ${reason === null ? null : sql`now()`}, "disabledReason" = ${reason} where id = ${userId}`.execute(
    writingVerbatim<AuthTables>(tx),
  )
  if (reason !== null) await writingVerbatim<AuthTables>(tx).deleteFrom('auth.session').where('userId', '=', userId).execute()
  await announce(tx)
}

/** The account and everything that belongs to it, gone; the security log stays as long as the law says, without name and address. */
export const eraseAccount = async (
  tx: Tx,
  { userId, personId, email }: { readonly userId: string; readonly personId: string; readonly email: string },
): Promise<void> => {
  const db = writingVerbatim<AuthTables>(tx)
  for (const [table, column] of [
    ['session', 'userId'],
    ['passkey', 'userId'],
    ['twoFactor', 'userId'],
    ['apikey', 'referenceId'],
    ['account', 'userId'],
    ['user', 'id'],
  ] as const)
    await sql`delete from auth.${sql.raw(`"${table}"`)} where ${sql.raw(`"${column}"`)} = ${userId}`.execute(db)
  await sql`delete from auth.verification where identifier like ${`%${email.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`} or value = ${userId}`.execute(db)
  await sql`delete from platform.mail where lower(to_address) = lower(${email})`.execute(db)
  await sql`delete from platform.request where actor_id = ${personId}`.execute(db)
  await sql`delete from platform.used_code where user_id = ${userId}`.execute(db)
  await announce(tx)
}

/** For an owner who lost phone and passkey: the next log-in goes by password and sets them up anew. */
export const clearFactors = async (tx: Tx, userId: string): Promise<void> => {
  await sql`delete from auth."twoFactor" where "userId" = ${userId}`.execute(writingVerbatim<AuthTables>(tx))
  await writingVerbatim<AuthTables>(tx).deleteFrom('auth.passkey').where('userId', '=', userId).execute()
  await sql`update auth."user" set "twoFactorEnabled" = false where id = ${userId}`.execute(writingVerbatim<AuthTables>(tx))
  await endSessions(tx, userId)
}
