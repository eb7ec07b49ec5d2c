/** The line of keys. */
import type { PlatformTables } from '#platform/outbox/tables.ts'
import type { Instant } from '#kernel/instant.ts'
import { reading, timestamp, writing, type Reader, type Tx } from '#platform/db/transaction.ts'
import type { KeyChange } from './core/keys.ts'
import type { EvidenceTables } from './tables.ts'

export interface KeyRow extends KeyChange {
  /** Subject of the fact that tells of it. */
  readonly id: string
  readonly factId: string
  readonly at: Instant
}

/** All changes of key in the order in which they were made; a handful in the life of a log. */
export const keyChanges = async (reader: Reader): Promise<readonly KeyRow[]> => {
  const rows = await reading<EvidenceTables & PlatformTables>(reader)
    .selectFrom('evidence.key as k')
    .innerJoin('platform.fact as f', 'f.subject', 'k.id')
    .leftJoin('platform.factPosition as p', 'p.seq', 'f.seq')
    .select(['k.id', 'k.vkey', 'k.previous', 'k.how', 'k.reason', 'k.at', 'p.position', 'f.id as factId'])
    .orderBy('f.seq')
    .execute()
  return rows.map(({ factId, ...row }) => ({ ...row, factId }))
}

export const insertKey = async (tx: Tx, key: Pick<KeyRow, 'id' | 'vkey' | 'previous' | 'how' | 'reason' | 'at'>): Promise<void> => {
  await writing<EvidenceTables>(tx)
    .insertInto('evidence.key')
    .values({ ...key, at: timestamp(key.at) })
    .execute()
}

/** The last checkpoint that each key has signed, oldest key first. */
export const lastSizes = async (reader: Reader): Promise<readonly { readonly vkey: string; readonly first: bigint; readonly last: bigint }[]> => {
  const rows = await reading<EvidenceTables>(reader)
    .selectFrom('evidence.checkpoint')
    .select(({ fn }) => ['vkey', fn.min('size').as('first'), fn.max('size').as('last')])
    .groupBy('vkey')
    .orderBy('first')
    .execute()
  return rows.map(({ vkey, first, last }) => ({ vkey, first: BigInt(first), last: BigInt(last) }))
}
