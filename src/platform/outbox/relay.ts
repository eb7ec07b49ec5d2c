/**
 * Gives every committed fact its place in the one log. Only committed rows are seen, one relay works at a time, and the
 * sinks (the evidence tree) join its transaction: so positions follow commit order, have no gaps, and are the leaf indexes.
 */
import { sql } from 'kysely'
import type { Instant } from '#kernel/instant.ts'
import type { Database } from '#platform/db/database.ts'
import { writing, type Tx } from '#platform/db/transaction.ts'
import type { PlatformTables } from './tables.ts'

export interface Positioned {
  readonly position: bigint
  readonly factId: string
  readonly leaf: Uint8Array
  readonly at: Instant
}
export type Sink = (tx: Tx, batch: readonly Positioned[]) => Promise<void>

export const POSITION_CHANNEL = 'zhepai_position'
const RELAY_LOCK = 7_217_002
const BATCH = 2_000

/** Relays one batch; returns how many facts got a position (0 also when another process is at work). */
export const relayOnce = (database: Database, sinks: readonly Sink[]): Promise<number> =>
  database.transact(async (tx) => {
    const db = writing<PlatformTables>(tx)
    const lock = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${RELAY_LOCK}) as mine`.execute(db)
    if (!lock.rows[0]?.mine) return 0
    const taken = await sql<{ position: bigint; id: string; leaf: Buffer; at: Instant }>`
      with next as (select coalesce(max(position), -1) as last from platform.fact_position),
      picked as (delete from platform.fact_pending where seq in (select seq from platform.fact_pending order by seq limit ${BATCH}) returning seq),
      numbered as (select (select last from next) + row_number() over (order by seq) as position, seq from picked),
      placed as (insert into platform.fact_position (position, seq) select position, seq from numbered returning position, seq)
      -- Looked up one by one: the planner takes a batch for a full one and would read all facts ever written.
      select placed.position, f.id, f.leaf, f.at
      from placed cross join lateral (select id, leaf, at from platform.fact where seq = placed.seq offset 0) f order by placed.position`.execute(db)
    if (taken.rows.length === 0) return 0
    const batch = taken.rows.map((row) => ({ position: row.position, factId: row.id, leaf: row.leaf, at: row.at }))
    for (const sink of sinks) await sink(tx, batch)
    await sql`select pg_notify(${POSITION_CHANNEL}, ${String(batch.at(-1)?.position)})`.execute(db)
    return batch.length
  })
