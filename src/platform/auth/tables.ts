/** What the market reads of the account service's own tables. */
import type pg from 'pg'
import type { FactorStanding } from './fresh-factor.ts'
import { ACCOUNTS_CHANNEL } from './administration.ts'
import { SESSION_LIFE_MS } from './house-rules.ts'
import type { Addressee } from './letters.ts'

export interface Owner extends Addressee {
  readonly id: string
  readonly isVerified: boolean
  readonly hasCode: boolean
}

const OWNER = `select id, name, email, "emailVerified" as "isVerified", coalesce("twoFactorEnabled", false) as "hasCode",
  case when lang = 'en' then 'en' else 'zh' end as lang from auth."user"`

export const ownerByEmail = async (pool: pg.Pool, email: string): Promise<Owner | null> =>
  (await pool.query<Owner>(`${OWNER} where email = $1`, [email.toLowerCase()])).rows[0] ?? null

export const ownerById = async (pool: pg.Pool, id: string): Promise<Owner | null> => (await pool.query<Owner>(`${OWNER} where id = $1`, [id])).rows[0] ?? null

/** Whose log-in, recovery link or pending second step this is. */
export const ownerOfProof = async (pool: pg.Pool, identifier: string): Promise<Owner | null> => {
  const { rows } = await pool.query<{ value: string }>('select value from auth.verification where identifier = $1 and "expiresAt" > now()', [identifier])
  return rows[0] ? ownerById(pool, rows[0].value) : null
}

const HAS_FACTOR = `coalesce(u."twoFactorEnabled", false) as "hasCode", exists (select 1 from auth.passkey p where p."userId" = u.id) as "hasPasskey"`

/** Before a session is made: whether it may be, and whether a password alone is all there is to show. */
export const standingOf = async (pool: pg.Pool, userId: string): Promise<{ readonly isDisabled: boolean; readonly hasFactor: boolean }> => {
  const { rows } = await pool.query<{ hasCode: boolean; hasPasskey: boolean; isDisabled: boolean }>(
    `select ${HAS_FACTOR}, u."disabledAt" is not null as "isDisabled" from auth."user" u where u.id = $1`,
    [userId],
  )
  return { isDisabled: rows[0]?.isDisabled ?? true, hasFactor: rows[0] !== undefined && (rows[0].hasCode || rows[0].hasPasskey) }
}

export const factorOf = async (pool: pg.Pool, token: string): Promise<FactorStanding | null> => {
  const { rows } = await pool.query<{ provedAt: Date | null; hasCode: boolean; hasPasskey: boolean }>(
    `select s."factorProvedAt" as "provedAt", ${HAS_FACTOR} from auth.session s join auth."user" u on u.id = s."userId"
     where s.token = $1 and s."expiresAt" > now()`,
    [token],
  )
  const row = rows[0]
  return row ? { ...row, provedAt: row.provedAt?.getTime() ?? null } : null
}

export interface StandingAccount {
  readonly userId: string
  readonly isVerified: boolean
}

/** Whose these session tokens are, without those that have ended, grown too old or belong to who was shut out. */
export const standingSessions = async (pool: pg.Pool, tokens: readonly string[], madeAfter: Date): Promise<ReadonlyMap<string, StandingAccount>> => {
  const { rows } = await pool.query<StandingAccount & { token: string }>(
    `select s.token, s."userId", u."emailVerified" as "isVerified" from auth.session s join auth."user" u on u.id = s."userId"
     where s.token = any($1) and s."expiresAt" > now() and s."createdAt" > $2 and u."disabledAt" is null`,
    [tokens, madeAfter],
  )
  return new Map(rows.map(({ token, ...account }) => [token, account]))
}

/** False in a database from before accounts could be disabled and addresses had to be confirmed. */
export const hasAccountStates = async (pool: pg.Pool): Promise<boolean> =>
  (await pool.query(`select 1 from information_schema.columns where table_schema = 'auth' and table_name = 'user' and column_name = 'disabledAt'`)).rowCount ===
  1

/** Every process looks anew at who is behind its sessions. */
export const announceAccounts = async (pool: pg.Pool): Promise<void> => void (await pool.query('select pg_notify($1, $2)', [ACCOUNTS_CHANNEL, '']))

const DAY_MS = 86_400_000

export const tidy = async (pool: pg.Pool, now: Date): Promise<void> => {
  const dayAgo = new Date(now.getTime() - DAY_MS)
  await pool.query('delete from auth.session where "expiresAt" < $1 or "createdAt" < $2', [now, new Date(now.getTime() - SESSION_LIFE_MS)])
  await pool.query('delete from auth.verification where "expiresAt" < $1', [dayAgo])
  await pool.query('delete from platform.used_code where at < $1', [dayAgo])
  await pool.query('delete from platform.attempt where last_at < $1 and free_at < $2', [new Date(dayAgo.getTime() - DAY_MS), now])
}
