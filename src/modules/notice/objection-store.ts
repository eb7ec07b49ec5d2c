/** Rows of objections and of the bars that follow frivolous ones. */
import { sql } from 'kysely'
import type { Instant } from '#kernel/instant.ts'
import { reading, timestamp, writing, type Reader, type Tx } from '#platform/db/transaction.ts'
import type { ObjectionState } from './core/notice.ts'
import type { Bar, BarState, Ground, ObjectionHistory } from './core/objection.ts'
import type { NoticeTables } from './store.ts'

const from = (reader: Reader) => reading<NoticeTables>(reader)
const db = (tx: Tx) => writing<NoticeTables>(tx)

export interface ObjectionRecord {
  readonly id: string
  readonly noticeId: string
  readonly personId: string
  readonly state: ObjectionState
  readonly ground: Ground
  readonly joinedTo: string | null
  readonly stopped: boolean
  readonly grounds: string
  readonly evidence: string
  readonly filedAt: Instant
  readonly decidedAt: Instant | null
  readonly decisionReason: string
}

export const selectObjections = (reader: Reader) => from(reader).selectFrom('notice.objection as o').selectAll('o')
type ObjectionRow = Awaited<ReturnType<ReturnType<typeof selectObjections>['executeTakeFirstOrThrow']>>

export const objectionFrom = (row: ObjectionRow): ObjectionRecord => ({
  id: row.id,
  noticeId: row.noticeId,
  personId: row.personId,
  state: row.state,
  ground: row.ground,
  joinedTo: row.joinedTo,
  stopped: row.stopped,
  grounds: row.grounds,
  evidence: row.evidence,
  filedAt: row.filedAt,
  decidedAt: row.decidedAt,
  decisionReason: row.decisionReason,
})

export const insertObjection = async (tx: Tx, objection: Omit<ObjectionRecord, 'decidedAt' | 'decisionReason'>): Promise<void> => {
  await db(tx)
    .insertInto('notice.objection')
    .values({
      id: objection.id,
      noticeId: objection.noticeId,
      personId: objection.personId,
      grounds: objection.grounds,
      evidence: objection.evidence,
      state: objection.state,
      filedAt: timestamp(objection.filedAt),
      ground: objection.ground,
      joinedTo: objection.joinedTo,
      stopped: objection.stopped,
    })
    .execute()
}

export const readObjection = async (reader: Reader, id: string): Promise<ObjectionRecord | null> => {
  const row = await selectObjections(reader).where('o.id', '=', id).executeTakeFirst()
  return row ? objectionFrom(row) : null
}

export const readObjections = async (reader: Reader, noticeId: string): Promise<readonly ObjectionRecord[]> => {
  const rows = await selectObjections(reader).where('o.noticeId', '=', noticeId).orderBy('o.filedAt').orderBy('o.id').limit(500).execute()
  return rows.map(objectionFrom)
}

/** The objection itself and the open ones that are examined together with it, the oldest first. */
export const readGroup = async (reader: Reader, objection: ObjectionRecord): Promise<readonly ObjectionRecord[]> => {
  const leadId = objection.joinedTo ?? objection.id
  const rows = await selectObjections(reader)
    .where((eb) => eb.or([eb('o.id', '=', leadId), eb('o.joinedTo', '=', leadId)]))
    .where('o.state', '=', 'open')
    .orderBy('o.filedAt')
    .orderBy('o.id')
    .execute()
  return rows.map(objectionFrom)
}

export const countOpen = async (reader: Reader, noticeId: string): Promise<number> => {
  const { count } = await from(reader)
    .selectFrom('notice.objection')
    .select(sql<bigint>`count(*)`.as('count'))
    .where('noticeId', '=', noticeId)
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Over all notices. */
export const countOwnOpen = async (reader: Reader, personId: string): Promise<number> => {
  const { count } = await from(reader)
    .selectFrom('notice.objection')
    .select(sql<bigint>`count(*)`.as('count'))
    .where('personId', '=', personId)
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Read under the notice's lock. */
export const readHistory = async (
  tx: Tx,
  asked: { readonly noticeId: string; readonly personId: string; readonly ground: Ground },
): Promise<ObjectionHistory> => {
  const rows = await selectObjections(tx)
    .where('o.noticeId', '=', asked.noticeId)
    .where('o.ground', '=', asked.ground)
    .orderBy('o.filedAt')
    .orderBy('o.id')
    .execute()
  const lead = rows.find((row) => row.state === 'open' && row.joinedTo === null)
  return {
    own: rows.filter((row) => row.personId === asked.personId).map((row) => row.state),
    ownOpen: await countOwnOpen(tx, asked.personId),
    leadId: lead?.id ?? null,
    hasStopped: rows.some((row) => row.stopped),
    barredUntil: (await readStandingBar(tx, asked.personId))?.until ?? null,
  }
}

export interface ObjectionDecision {
  readonly state: ObjectionState
  readonly by: string | null
  readonly at: Instant
  readonly reason: string
}

export const saveObjections = async (tx: Tx, ids: readonly string[], decision: ObjectionDecision): Promise<void> => {
  if (ids.length === 0) return
  await db(tx)
    .updateTable('notice.objection')
    .set({ state: decision.state, decidedBy: decision.by, decidedAt: timestamp(decision.at), decisionReason: decision.reason })
    .where('id', 'in', [...ids])
    .execute()
}

/** The first one was taken back: the next one leads the rest of its group. */
export const passLead = async (tx: Tx, fromId: string, next: string): Promise<void> => {
  await db(tx).updateTable('notice.objection').set({ joinedTo: null }).where('id', '=', next).execute()
  await db(tx).updateTable('notice.objection').set({ joinedTo: next }).where('joinedTo', '=', fromId).where('state', '=', 'open').execute()
}

/** Objections that nobody has to answer any more because the notice has ended. */
export const lapseObjections = async (tx: Tx, noticeId: string, at: Instant): Promise<void> => {
  await db(tx)
    .updateTable('notice.objection')
    .set({ state: 'lapsed', decidedAt: timestamp(at) })
    .where('noticeId', '=', noticeId)
    .where('state', '=', 'open')
    .execute()
}

export interface BarRecord extends Bar {
  readonly reason: string
  readonly ruleId: string
  readonly decidedAt: Instant
  readonly until: Instant
  readonly appeal: string
  readonly appealedAt: Instant | null
  readonly reviewReason: string
}

export const selectBars = (reader: Reader) => from(reader).selectFrom('notice.bar as b').selectAll('b')
type BarRow = Awaited<ReturnType<ReturnType<typeof selectBars>['executeTakeFirstOrThrow']>>

export const barFrom = (row: BarRow): BarRecord => ({
  objectionId: row.objectionId,
  personId: row.personId,
  state: row.state,
  reason: row.reason,
  ruleId: row.ruleId,
  decidedBy: row.decidedBy,
  decidedAt: row.decidedAt,
  until: row.until,
  appealBy: row.appealBy,
  appeal: row.appeal,
  appealedAt: row.appealedAt,
  reviewReason: row.reviewReason,
})

/** The bar that lasts longest and was not lifted; it may be over. */
export const readStandingBar = async (reader: Reader, personId: string): Promise<BarRecord | null> => {
  const row = await selectBars(reader)
    .where('b.personId', '=', personId)
    .where('b.state', '<>', 'lifted')
    .orderBy('b.until', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? barFrom(row) : null
}

export const insertBar = async (tx: Tx, bar: Omit<BarRecord, 'appeal' | 'appealedAt' | 'reviewReason'>): Promise<void> => {
  await db(tx)
    .insertInto('notice.bar')
    .values({
      objectionId: bar.objectionId,
      personId: bar.personId,
      state: bar.state,
      reason: bar.reason,
      ruleId: bar.ruleId,
      decidedBy: bar.decidedBy,
      decidedAt: timestamp(bar.decidedAt),
      until: timestamp(bar.until),
      appealBy: timestamp(bar.appealBy),
    })
    .execute()
}

export const lockBar = async (tx: Tx, objectionId: string): Promise<BarRecord | null> => {
  const row = await db(tx).selectFrom('notice.bar').selectAll().where('objectionId', '=', objectionId).forUpdate().executeTakeFirst()
  return row ? barFrom(row) : null
}

export const saveAppeal = async (
  tx: Tx,
  objectionId: string,
  appeal: { readonly state: BarState; readonly reason: string; readonly at: Instant },
): Promise<void> => {
  await db(tx)
    .updateTable('notice.bar')
    .set({ state: appeal.state, appeal: appeal.reason, appealedAt: timestamp(appeal.at) })
    .where('objectionId', '=', objectionId)
    .execute()
}

export const saveReview = async (
  tx: Tx,
  objectionId: string,
  review: { readonly state: BarState; readonly reason: string; readonly by: string; readonly at: Instant },
): Promise<void> => {
  await db(tx)
    .updateTable('notice.bar')
    .set({ state: review.state, reviewReason: review.reason, reviewedBy: review.by, reviewedAt: timestamp(review.at) })
    .where('objectionId', '=', objectionId)
    .execute()
}
