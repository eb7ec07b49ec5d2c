/** The security log: who did what to an account, from where and when. Appended to, never changed; repeated events of one slot count in one row. */
import { sql } from 'kysely'
import type { SecurityKind } from '#contract/security-events.ts'
import type { Instant } from '#kernel/instant.ts'
import { json, reading, writing, type InstantColumn, type JsonColumn, type Reader, type Tx } from '#platform/db/transaction.ts'

type EventDetail = Readonly<Record<string, string | number | readonly string[]>>

export interface SecurityEvent {
  readonly kind: SecurityKind
  /** Null: nobody that is known. */
  readonly accountId: string | null
  readonly address: string
  readonly agent: string
  readonly detail?: EventDetail
  /** Events with the same slot become one row that counts. */
  readonly slot?: string
}

interface LogTables {
  'platform.securityEvent': {
    id: bigint
    at: InstantColumn
    lastAt: InstantColumn
    times: number
    kind: SecurityKind
    accountId: string | null
    address: string
    agent: string
    detail: JsonColumn<EventDetail>
  }
  'auth.user': { id: string; name: string; email: string }
}

const MAX_AGENT = 200

/** By the machine's clock: the log tells of sessions, which know no demonstration. */
export const recordEvent = async (tx: Tx, { kind, accountId, address, agent, detail = {}, slot }: SecurityEvent, now: number): Promise<void> => {
  const at = new Date(now)
  await sql`
    insert into platform.security_event as e (at, last_at, kind, account_id, address, agent, detail, slot)
    values (${at}, ${at}, ${kind}, ${accountId}, ${address}, ${agent.replaceAll(/\p{Cc}/gu, ' ').slice(0, MAX_AGENT)}, ${json(detail)}::jsonb, ${slot ?? null})
    on conflict (slot) do update set times = e.times + 1, last_at = greatest(e.last_at, excluded.last_at)`.execute(writing<LogTables>(tx))
}

export interface LogSearch {
  readonly accountId?: string | undefined
  readonly kind?: SecurityKind | undefined
  /** Part of a name, an e-mail address or a network address. */
  readonly q?: string | undefined
  readonly before?: bigint | undefined
  readonly limit: number
}

/** Newest first. */
export const securityEvents = async (reader: Reader, { accountId, kind, q, before, limit }: LogSearch) => {
  const like = `%${(q ?? '').replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const rows = await reading<LogTables>(reader)
    .selectFrom('platform.securityEvent as e')
    .leftJoin('auth.user as u', 'u.id', 'e.accountId')
    .select(['e.id', 'e.at', 'e.lastAt', 'e.times', 'e.kind', 'e.accountId', 'e.address', 'e.agent', 'e.detail', 'u.name', 'u.email'])
    .$if(accountId !== undefined, (query) => query.where('e.accountId', '=', accountId ?? ''))
    .$if(kind !== undefined, (query) => query.where('e.kind', '=', kind ?? 'log_in'))
    .$if(q !== undefined && q !== '', (query) =>
      query.where((eb) => eb.or([eb('u.name', 'ilike', like), eb('u.email', 'ilike', like), eb('e.address', 'like', like)])),
    )
    .$if(before !== undefined, (query) => query.where('e.id', '<', before ?? 0n))
    .orderBy('e.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ id, at, lastAt, times, kind: of, accountId, address, agent, detail, name, email }) => ({
    id,
    at: at satisfies Instant,
    lastAt,
    times,
    kind: of,
    accountId,
    name: name ?? '',
    email: email ?? '',
    address,
    agent,
    detail,
  }))
}

/** Drops what is older than the market keeps. The table itself refuses what the law wants kept. */
export const dropOldEvents = async (tx: Tx, before: number): Promise<void> => {
  await sql`delete from platform.security_event where last_at < ${new Date(before)}`.execute(writing<LogTables>(tx))
}
