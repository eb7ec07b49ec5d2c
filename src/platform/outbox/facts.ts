/** Facts: written with the state they tell of, read by their subject, their id or their position. */
import { hash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { canonicalJson, type Json } from '#kernel/canonical-json.ts'
import { toIso, type Instant } from '#kernel/instant.ts'
import { SYSTEM } from '#kernel/actor.ts'
import type { Fact } from '#platform/command/act.ts'
import { reading, sendAhead, type Reader, type Tx } from '#platform/db/transaction.ts'
import type { PlatformTables } from './tables.ts'

export interface LoggedFact {
  readonly fact: Fact
  /** Place in the evidence log, or null while the relay has not given one. */
  readonly position: bigint | null
  readonly salt: Uint8Array
  readonly leaf: Uint8Array
  /** The exact canonical JSON that the leaf commits to. */
  readonly bodyText: string
  /** When its content went, by the erasure of a person; null for all others. */
  readonly erasedAt: Instant | null
  readonly actorId: string
}

export interface StampedFact extends Omit<Fact, 'actor'> {
  readonly actorId: string
}

const SALT_BYTES = 16
const SYSTEM_ID = 'system'

/** The leaf holds a salted commitment of the body: it proves the body to who has it and tells nothing to who has not. */
const leafOf = (fact: StampedFact, salt: Uint8Array, bodyText: string): string =>
  canonicalJson({
    v: 1,
    id: fact.id,
    type: fact.type,
    subject: fact.subject,
    at: toIso(fact.at),
    digest: hash('sha256', Buffer.concat([salt, Buffer.from(bodyText)]), 'hex'),
  })

/** One statement for any number of facts; one JSON parameter, because the driver writes arrays of text much more slowly. */
export const appendFacts = (tx: Tx, facts: readonly StampedFact[]): void => {
  if (facts.length === 0) return
  const salts = randomBytes(SALT_BYTES * facts.length)
  const rows = facts.map((fact, index) => {
    const salt = salts.subarray(index * SALT_BYTES, (index + 1) * SALT_BYTES)
    const body = canonicalJson(fact.body)
    return {
      ord: index,
      id: fact.id,
      type: fact.type,
      version: fact.version,
      subject: fact.subject,
      related: fact.related,
      body,
      salt: salt.toString('hex'),
      leaf: leafOf(fact, salt, body),
      at: toIso(fact.at),
      actor: fact.actorId,
      visible: fact.visibleTo === 'public' ? null : fact.visibleTo,
    }
  })
  sendAhead(
    tx,
    sql`
    with added as (
      insert into platform.fact (id, type, version, subject, related, body, salt, leaf, at, actor_id, visible_to)
      select n.id, n.type, n.version, n.subject, n.related, n.body, decode(n.salt, 'hex'), convert_to(n.leaf, 'UTF8'), n.at, n.actor, n.visible
      from json_to_recordset(${JSON.stringify(rows)}::json)
        as n (ord int, id text, type text, version int, subject text, related text[], body text, salt text, leaf text, at timestamptz, actor text, visible text[])
      order by n.ord
      returning seq)
    insert into platform.fact_pending (seq) select seq from added`,
  )
}

const selectFacts = (reader: Reader) =>
  reading<PlatformTables>(reader)
    .selectFrom('platform.fact as f')
    .leftJoin('platform.factPosition as p', 'p.seq', 'f.seq')
    .select([
      'f.id',
      'f.seq',
      'f.type',
      'f.version',
      'f.subject',
      'f.related',
      'f.body',
      'f.salt',
      'f.leaf',
      'f.at',
      'f.actorId',
      'f.visibleTo',
      'f.erasedAt',
      'p.position',
    ])

type FactRow = Awaited<ReturnType<ReturnType<typeof selectFacts>['executeTakeFirstOrThrow']>>

export const factFromRow = (row: FactRow): LoggedFact => ({
  fact: {
    id: row.id,
    type: row.type,
    version: row.version,
    subject: row.subject,
    related: row.related,
    body: JSON.parse(row.body) as Record<string, Json>,
    visibleTo: row.visibleTo ?? 'public',
    at: row.at,
    actor: row.actorId === SYSTEM_ID ? SYSTEM : { kind: 'person', personId: row.actorId, mandates: [] },
  },
  position: row.position,
  salt: row.salt,
  leaf: row.leaf,
  bodyText: row.body,
  erasedAt: row.erasedAt,
  actorId: row.actorId,
})

export const factById = async (reader: Reader, id: string): Promise<LoggedFact | null> => {
  const row = await selectFacts(reader).where('f.id', '=', id).executeTakeFirst()
  return row ? factFromRow(row) : null
}

export const factsByIds = async (reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, Fact>> => {
  if (ids.length === 0) return new Map()
  const rows = await selectFacts(reader).where('f.id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, factFromRow(row).fact]))
}

export interface FactPage {
  readonly limit: number
  readonly cursor?: string
  /** Ids of the person and the organisations that look; `all` for the system. */
  readonly readers: readonly string[] | 'all'
}

/**
 * Newest last. `after` is the `seq` cursor of the last fact seen. Everything told of the subject itself stands here, for the log names it
 * anyway. What only relates to it stands here for who may read it: that this enterprise applied, or this lot was sold to a contract, is
 * part of what such a fact says (a bidder is a number until the close: 最高人民法院《网络司法拍卖规定》).
 */
export const factsOfSubject = async (reader: Reader, subject: string, page: FactPage): Promise<{ facts: readonly LoggedFact[]; nextCursor: string | null }> => {
  const isRelated = sql<boolean>`(cardinality(f.related) > 0 and f.related @> array[${subject}]::text[])`
  const isReadable = page.readers === 'all' ? sql<boolean>`true` : sql<boolean>`(f.visible_to is null or f.visible_to && ${[...page.readers]}::text[])`
  const rows = await selectFacts(reader)
    .where((eb) => eb.or([eb('f.subject', '=', subject), eb.and([isRelated, isReadable])]))
    .$if(page.cursor !== undefined, (q) => q.where('f.seq', '>', BigInt(page.cursor ?? '0')))
    .orderBy('f.seq')
    .limit(page.limit + 1)
    .execute()
  const shown = rows.slice(0, page.limit)
  return { facts: shown.map(factFromRow), nextCursor: rows.length > page.limit ? String(shown.at(-1)?.seq) : null }
}

/** Facts in log order from a position on, for streams, rebuilding and mirrors. */
export const factsFrom = async (reader: Reader, position: bigint, limit: number): Promise<readonly (LoggedFact & { readonly position: bigint })[]> => {
  const rows = await selectFacts(reader).where('p.position', '>=', position).orderBy('p.position').limit(limit).execute()
  return rows.map(factFromRow).filter((logged): logged is LoggedFact & { position: bigint } => logged.position !== null)
}

/** The last position given, or -1 while the log is empty. */
export const lastPosition = async (reader: Reader): Promise<bigint> => {
  const row = await reading<PlatformTables>(reader)
    .selectFrom('platform.factPosition')
    .select((eb) => eb.fn.max('position').as('last'))
    .executeTakeFirst()
  return (row?.last as bigint | null | undefined) ?? -1n
}

/** The instant of the youngest fact; null while there is none. */
export const lastFactAt = async (reader: Reader): Promise<Instant | null> => {
  const row = await reading<PlatformTables>(reader).selectFrom('platform.fact').select('at').orderBy('seq', 'desc').limit(1).executeTakeFirst()
  return row?.at ?? null
}
