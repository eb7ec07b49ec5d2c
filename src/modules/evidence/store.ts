/** All SQL of the tree. */
import { sql } from 'kysely'
import type { Coordinate, TreeNode } from '#kernel/merkle.ts'
import type { Instant } from '#kernel/instant.ts'
import { reading, timestamp, writing, type Reader, type Tx } from '#platform/db/transaction.ts'
import { HASH_BYTES } from './hash.ts'
import type { EvidenceTables } from './tables.ts'

export interface TreeState {
  readonly logId: string
  readonly origin: string
  readonly size: bigint
  readonly frontier: readonly Uint8Array[]
}

export interface Checkpoint {
  readonly size: bigint
  readonly root: Uint8Array
  /** C2SP signed note, exactly as published. */
  readonly note: string
  readonly vkey: string
  /** Instant of the newest fact covered. */
  readonly at: Instant
}

/** Which log this database holds; null before its first leaf. */
export const logName = async (reader: Reader): Promise<Pick<TreeState, 'logId' | 'origin'> | null> => {
  const row = await reading<EvidenceTables>(reader).selectFrom('evidence.tree').select(['logId', 'origin']).executeTakeFirst()
  return row ? { logId: row.logId, origin: row.origin } : null
}

/** The state to go on from, locked until the transaction ends. The first call makes the empty log and gives it its name for ever. */
export const lockTree = async (tx: Tx, origin: string): Promise<TreeState> => {
  const db = writing<EvidenceTables>(tx)
  const read = () => db.selectFrom('evidence.tree').select(['logId', 'origin', 'size', 'frontier']).forUpdate().executeTakeFirst()
  let row = await read()
  if (!row) {
    await db
      .insertInto('evidence.tree')
      .values({ origin, size: 0n, frontier: Buffer.alloc(0) })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    row = await read()
  }
  if (!row) throw new Error('the tree has no state')
  const { frontier } = row
  return {
    logId: row.logId,
    origin: row.origin,
    size: row.size,
    frontier: Array.from({ length: frontier.length / HASH_BYTES }, (_, index) => frontier.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES)),
  }
}

export const saveTree = async (tx: Tx, size: bigint, frontier: readonly Uint8Array[]): Promise<void> => {
  await writing<EvidenceTables>(tx)
    .updateTable('evidence.tree')
    .set({ size, frontier: Buffer.concat(frontier) })
    .execute()
}

/** A list of numbers as PostgreSQL writes it: the driver would quote and escape every one. */
const numberList = (values: readonly (number | bigint)[]): string => `{${values.join(',')}}`

/** One statement for any number of nodes; hashes travel as one byte string. */
export const insertNodes = async (tx: Tx, nodes: readonly TreeNode[]): Promise<void> => {
  const levels = numberList(nodes.map((node) => node.level))
  const indexes = numberList(nodes.map((node) => node.index))
  const hashes = Buffer.concat(nodes.map((node) => node.hash))
  await sql`
    insert into evidence.node (level, index, hash)
    select n.level, n.index, substring(h.bytes from ((n.ord - 1) * ${HASH_BYTES}::int + 1)::int for ${HASH_BYTES}::int)
    from (select ${hashes}::bytea as bytes) h, unnest(${levels}::smallint[], ${indexes}::bigint[]) with ordinality as n (level, index, ord)`.execute(
    writing<EvidenceTables>(tx),
  )
}

export const insertCheckpoint = async (tx: Tx, checkpoint: Checkpoint): Promise<void> => {
  await writing<EvidenceTables>(tx)
    .insertInto('evidence.checkpoint')
    .values({ ...checkpoint, root: Buffer.from(checkpoint.root), at: timestamp(checkpoint.at) })
    .execute()
}

/** The newest checkpoint, or null while the log is empty. */
export const latestCheckpoint = async (reader: Reader): Promise<Checkpoint | null> =>
  (await reading<EvidenceTables>(reader).selectFrom('evidence.checkpoint').selectAll().orderBy('size', 'desc').limit(1).executeTakeFirst()) ?? null

/** The checkpoint of exactly this size. */
export const checkpointOf = async (reader: Reader, size: bigint): Promise<Checkpoint | null> =>
  (await reading<EvidenceTables>(reader).selectFrom('evidence.checkpoint').selectAll().where('size', '=', size).executeTakeFirst()) ?? null

/** Checkpoints larger than `after`, smallest first. */
export const checkpointsAfter = (reader: Reader, after: bigint, limit: number): Promise<readonly Checkpoint[]> =>
  reading<EvidenceTables>(reader).selectFrom('evidence.checkpoint').selectAll().where('size', '>', after).orderBy('size').limit(limit).execute()

/** Hashes of single nodes. Throws when one of them is not stored: a proof was asked from beyond the tree. */
export const nodesAt = async (reader: Reader, coordinates: readonly Coordinate[]): Promise<(coordinate: Coordinate) => Uint8Array> => {
  const rows = await reading<EvidenceTables>(reader)
    .selectFrom('evidence.node as n')
    .innerJoin(
      sql<{
        level: number
        index: bigint
      }>`unnest(${coordinates.map(({ level }) => level)}::smallint[], ${coordinates.map(({ index }) => index)}::bigint[])`.as<'w'>(sql`w (level, index)`),
      (join) => join.onRef('w.level', '=', 'n.level').onRef('w.index', '=', 'n.index'),
    )
    .select(['n.level', 'n.index', 'n.hash'])
    .execute()
  const hashes = new Map(rows.map((row) => [`${row.level}/${row.index}`, row.hash]))
  return ({ level, index }) => {
    const hash = hashes.get(`${level}/${index}`)
    if (!hash) throw new Error(`node ${level}/${index} is not stored`)
    return hash
  }
}

/** Hashes of neighbouring nodes of one level, in order; fewer where the tree ends. */
export const nodeRun = async (reader: Reader, level: number, first: bigint, count: number): Promise<readonly Uint8Array[]> => {
  const rows = await reading<EvidenceTables>(reader)
    .selectFrom('evidence.node')
    .select('hash')
    .where('level', '=', level)
    .where('index', '>=', first)
    .where('index', '<', first + BigInt(count))
    .orderBy('index')
    .execute()
  return rows.map((row) => row.hash)
}
