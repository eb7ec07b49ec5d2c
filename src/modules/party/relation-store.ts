/** Rows of relations. */
import { sql } from 'kysely'
import type { Instant } from '#kernel/instant.ts'
import { reading, timestamp, writing, type Reader, type Tx } from '#platform/db/transaction.ts'
import type { DeclaredRelation, Relation, RelationKind, RelationState } from './core/relation.ts'
import type { PartyTables } from './tables.ts'

const from = (reader: Reader) => reading<PartyTables>(reader)
const db = (tx: Tx) => writing<PartyTables>(tx)

export interface RelationRecord extends DeclaredRelation {
  readonly id: string
  readonly note: string
  readonly declaredAt: Instant
  /** When it lapses unless somebody answers. */
  readonly answerBy: Instant | null
  readonly evidenceDocumentId: string | null
  readonly objection: string
  readonly answerReason: string
  readonly endAskedAt: Instant | null
  readonly endReason: string
}

export const selectRelations = (reader: Reader) => from(reader).selectFrom('party.relation as r').selectAll('r')
type RelationRow = Awaited<ReturnType<ReturnType<typeof selectRelations>['executeTakeFirstOrThrow']>>

export const relationFrom = (row: RelationRow): RelationRecord => ({
  id: row.id,
  from: row.fromId,
  to: row.toId,
  kind: row.kind,
  note: row.note,
  state: row.state,
  declaredFor: row.declaredFor,
  declaredAt: row.validFrom,
  answerBy: row.answerBy,
  evidenceDocumentId: row.evidenceDocumentId,
  objection: row.objection,
  answerReason: row.answerReason,
  endAskedFor: row.endAskedFor,
  endAskedAt: row.endAskedAt,
  endReason: row.endReason,
})

/** Every confirmed relation that can tie the two together: upward through control, sideways under one controller. */
export const readRelationsAround = async (reader: Reader, ids: readonly string[]): Promise<readonly Relation[]> => {
  const around = sql<{ fromId: string; toId: string; kind: RelationKind }>`(
    with recursive circle (id) as (
      select unnest(${[...ids]}::text[])
      union
      select case when r.to_id = c.id then r.from_id else r.to_id end
      from circle c
      join party.relation r on r.state = 'confirmed'
        and ((r.to_id = c.id and r.kind in ('parent', 'same_controller')) or (r.from_id = c.id and r.kind = 'same_controller')))
    select r.from_id, r.to_id, r.kind from party.relation r
    where r.state = 'confirmed' and (r.to_id in (select id from circle) or r.from_id in (select id from circle)))`.as<'around'>('around')
  const rows = await from(reader).selectFrom(around).select(['around.fromId', 'around.toId', 'around.kind']).execute()
  return rows.map((row) => ({ from: row.fromId, to: row.toId, kind: row.kind }))
}

/** True when the organisation itself has said that it is related to the other one, and nobody has answered yet. */
export const hasDeclaredItself = async (reader: Reader, organisationId: string, otherId: string): Promise<boolean> => {
  const row = await from(reader)
    .selectFrom('party.relation')
    .select('id')
    .where('declaredFor', '=', organisationId)
    .where((eb) => eb.or([eb('fromId', '=', otherId), eb('toId', '=', otherId)]))
    .where('state', 'in', ['declared', 'objected'])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** False when the same relation stands already. */
export const insertRelation = async (tx: Tx, relation: RelationRecord, by: string | null): Promise<boolean> => {
  const isConfirmed = relation.state === 'confirmed'
  const row = await db(tx)
    .insertInto('party.relation')
    .values({
      id: relation.id,
      fromId: relation.from,
      toId: relation.to,
      kind: relation.kind,
      note: relation.note,
      declaredBy: by,
      validFrom: timestamp(relation.declaredAt),
      state: relation.state,
      declaredFor: relation.declaredFor,
      evidenceDocumentId: relation.evidenceDocumentId,
      answerReason: relation.answerReason,
      answeredBy: isConfirmed ? by : null,
      answeredAt: isConfirmed ? timestamp(relation.declaredAt) : null,
      answerBy: relation.answerBy === null ? null : timestamp(relation.answerBy),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** What stands or waits; null for relations that are over. */
export const lockRelation = async (tx: Tx, id: string): Promise<RelationRecord | null> => {
  const row = await db(tx).selectFrom('party.relation').selectAll().where('id', '=', id).where('validTo', 'is', null).forUpdate().executeTakeFirst()
  return row ? relationFrom(row) : null
}

export interface RelationStep {
  readonly state: RelationState
  readonly by: string | null
  readonly at: Instant
  readonly reason: string
  readonly documentId?: string | undefined
}

export const saveRelationStep = async (tx: Tx, relation: RelationRecord, step: RelationStep): Promise<void> => {
  const isOver = !['declared', 'objected', 'confirmed'].includes(step.state)
  await db(tx)
    .updateTable('party.relation')
    .set({
      state: step.state,
      ...(step.state === 'objected'
        ? { objection: step.reason }
        : step.state === 'ended'
          ? { endReason: step.reason }
          : { answerReason: step.reason, answeredBy: step.by, answeredAt: timestamp(step.at) }),
      ...(step.documentId === undefined ? {} : { evidenceDocumentId: step.documentId }),
      ...(isOver ? { validTo: timestamp(step.at), endedBy: step.by } : {}),
    })
    .where('id', '=', relation.id)
    .execute()
}

/** Null takes the question back: it was answered. */
export const saveEndAsked = async (
  tx: Tx,
  id: string,
  asked: { readonly for: string; readonly at: Instant; readonly reason: string } | null,
): Promise<void> => {
  await db(tx)
    .updateTable('party.relation')
    .set({ endAskedFor: asked?.for ?? null, endAskedAt: asked === null ? null : timestamp(asked.at), endReason: asked?.reason ?? '' })
    .where('id', '=', id)
    .execute()
}

/** Declarations of an organisation since then that came to nothing or still wait. */
export const countUnconfirmed = async (tx: Tx, declaredFor: string, since: Instant): Promise<number> => {
  const { count } = await from(tx)
    .selectFrom('party.relation')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('declaredFor', '=', declaredFor)
    .where('state', '<>', 'confirmed')
    .where('validFrom', '>', timestamp(since))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** True when an officer has rejected the same declaration of this side before. */
export const wasRejected = async (tx: Tx, relation: Relation, declaredFor: string): Promise<boolean> => {
  const row = await from(tx)
    .selectFrom('party.relation')
    .select('id')
    .where('fromId', '=', relation.from)
    .where('toId', '=', relation.to)
    .where('kind', '=', relation.kind)
    .where('declaredFor', '=', declaredFor)
    .where('state', '=', 'rejected')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
