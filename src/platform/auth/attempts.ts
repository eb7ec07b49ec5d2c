/** How often something may be tried: counted in PostgreSQL, so that all processes count together, and before it is tried, so that many at once gain nothing. */
import { createHash } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type pg from 'pg'
import { FAMILIAR_MS, PACES, type Pace } from './house-rules.ts'

type Limit = keyof typeof PACES

/** Null: go on. Else how many milliseconds to wait. */
export interface Taken {
  readonly waitMs: number | null
  /** Tries so far, this one included. */
  readonly tries: number
}

/** Wait after the given number of tries, in milliseconds. */
export const waitAfter = (tries: number, { free, firstMs, mostMs }: Pace): number => (tries < free ? 0 : Math.min(mostMs, firstMs * 2 ** (tries - free)))

export const digest = (...parts: readonly string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('base64url')

/** Who has one IPv6 address has 2^64 of them: they count as one. */
export const networkOf = (address: string): string => {
  if (!isIPv6(address)) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped) return mapped
  const [head = '', tail] = address.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const whole = tail === undefined ? left : [...left, ...Array.from({ length: 8 - left.length - right.length }, () => '0'), ...right]
  return whole
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}

export interface Attempts {
  readonly take: (limit: Limit, ...what: readonly string[]) => Promise<Taken>
  /** It was no failure after all. `all`: forget the failures before as well. */
  readonly giveBack: (limit: Limit, what: readonly string[], all: boolean) => Promise<void>
  readonly isFamiliar: (account: string, address: string) => Promise<boolean>
  readonly makeFamiliar: (account: string, address: string) => Promise<void>
  /** False when this account has used the code before. */
  readonly takeCode: (userId: string, code: string, lifeMs: number) => Promise<boolean>
}

/** Who still has free tries never waits: of two that arrive at once, the one that read the clock first may be counted second. */
const TAKE = `
insert into platform.attempt as a (key, failures, last_at, free_at) values ($1, 1, $2, $2::timestamptz + make_interval(secs => $7))
on conflict (key) do update set
  failures = case when a.last_at < $2::timestamptz - make_interval(secs => $3) then 1 else a.failures + 1 end,
  last_at = greatest(a.last_at, $2),
  free_at = $2::timestamptz + make_interval(secs => case
    when a.last_at < $2::timestamptz - make_interval(secs => $3) then $7
    when a.failures + 1 < $4 then 0
    else least($6, $5 * 2 ^ least(a.failures + 1 - $4, 30)) end)
where a.failures < $4 or a.free_at <= $2
returning failures`

export const openAttempts = (pool: pg.Pool, now: () => number): Attempts => ({
  take: async (limit, ...what) => {
    const pace = PACES[limit]
    const at = new Date(now())
    const key = digest(limit, ...what)
    const seconds = [pace.windowMs, pace.free, pace.firstMs, pace.mostMs, waitAfter(1, pace)].map((value, index) => (index === 1 ? value : value / 1000))
    const { rows } = await pool.query<{ failures: number }>(TAKE, [key, at, ...seconds])
    if (rows[0]) return { waitMs: null, tries: rows[0].failures }
    const blocked = await pool.query<{ failures: number; wait: number }>(
      'select failures, extract(epoch from free_at - $2)::float8 * 1000 as wait from platform.attempt where key = $1',
      [key, at],
    )
    return { waitMs: Math.max(1, Math.round(blocked.rows[0]?.wait ?? 0)), tries: blocked.rows[0]?.failures ?? 0 }
  },
  giveBack: async (limit, what, all) => {
    const key = digest(limit, ...what)
    if (all) await pool.query('delete from platform.attempt where key = $1', [key])
    else
      await pool.query(
        `update platform.attempt set failures = greatest(failures - 1, 0), free_at = case when failures - 1 < $2 then last_at else free_at end where key = $1`,
        [key, PACES[limit].free],
      )
  },
  isFamiliar: async (account, address) => {
    const { rowCount } = await pool.query('select 1 from platform.familiar_address where account = $1 and address = $2 and last_at > $3', [
      digest(account),
      digest(account, networkOf(address)),
      new Date(now() - FAMILIAR_MS),
    ])
    return rowCount === 1
  },
  makeFamiliar: async (account, address) => {
    await pool.query(
      'insert into platform.familiar_address (account, address, last_at) values ($1, $2, $3) on conflict (account, address) do update set last_at = excluded.last_at',
      [digest(account), digest(account, networkOf(address)), new Date(now())],
    )
  },
  takeCode: async (userId, code, lifeMs) => {
    const at = now()
    const { rowCount } = await pool.query(
      `insert into platform.used_code as u (user_id, code, at) values ($1, $2, $3)
       on conflict (user_id, code) do update set at = excluded.at where u.at < $4`,
      [userId, digest(userId, code), new Date(at), new Date(at - lifeMs)],
    )
    return rowCount === 1
  },
})
