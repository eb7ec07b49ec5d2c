/** The SQL that writes roadshow slots and their questions, and the reads that decide. */
import { sql, type Selectable } from 'kysely'
import type { Bilingual, Lang } from '#kernel/bilingual.ts'
import type { Instant } from '#kernel/instant.ts'
import { json, timestamp, writing, type Reader, type Tx } from '#platform/db/transaction.ts'
import type { QuestionState } from './core/roadshow.ts'
import { from } from './store.ts'
import type { QuestionTable, SessionTables, SlotTable } from './tables.ts'

export type SlotRow = Selectable<SlotTable>
export type QuestionRow = Selectable<QuestionTable>

const db = (tx: Tx) => writing<SessionTables>(tx)

interface NewSlot {
  readonly id: string
  readonly sessionId: string
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly lotIds: readonly string[]
  readonly sellerOrganisationId: string
  readonly languages: readonly Lang[]
  readonly by: string
  readonly at: Instant
}

export const insertSlot = async (tx: Tx, { by, at, startsAt, endsAt, lotIds, languages, ...slot }: NewSlot): Promise<void> => {
  await db(tx)
    .insertInto('session.slot')
    .values({
      ...slot,
      state: 'planned',
      lotIds: [...lotIds],
      languages: [...languages],
      startsAt: timestamp(startsAt),
      endsAt: timestamp(endsAt),
      plannedBy: by,
      changedAt: timestamp(at),
    })
    .execute()
}

export interface SlotChange {
  readonly state?: 'cancelled'
  readonly reason?: string
  readonly startsAt?: Instant
  readonly endsAt?: Instant
  readonly speaker?: Bilingual
  readonly languages?: readonly Lang[]
  readonly slidesDocumentId?: string
  readonly slidesSha256?: string
  readonly slidesAt?: Instant
}

const TIMES = ['startsAt', 'endsAt', 'slidesAt'] as const

export const changeSlot = async (tx: Tx, id: string, { speaker, languages, startsAt, endsAt, slidesAt, ...plain }: SlotChange, at: Instant): Promise<void> => {
  const times = { startsAt, endsAt, slidesAt }
  await db(tx)
    .updateTable('session.slot')
    .set({
      ...plain,
      ...(speaker === undefined ? {} : { speaker: json(speaker) }),
      ...(languages === undefined ? {} : { languages: [...languages] }),
      ...Object.fromEntries(TIMES.flatMap((name) => (times[name] === undefined ? [] : [[name, timestamp(times[name])]]))),
      changedAt: timestamp(at),
    })
    .where('id', '=', id)
    .execute()
}

export const slotRow = (reader: Reader, id: string): Promise<SlotRow | undefined> =>
  from(reader).selectFrom('session.slot').selectAll().where('id', '=', id).executeTakeFirst()

/** In the order in which they take place. */
export const slotsOf = (reader: Reader, sessionIds: readonly string[]): Promise<SlotRow[]> =>
  sessionIds.length === 0
    ? Promise.resolve([])
    : from(reader)
        .selectFrom('session.slot')
        .selectAll()
        .where('sessionId', 'in', [...sessionIds])
        .orderBy('startsAt')
        .orderBy('id')
        .execute()

/** That begin in a time; `until` is not included. */
export const slotsStarting = (reader: Reader, span: { readonly from: Instant; readonly until: Instant; readonly limit: number }): Promise<SlotRow[]> =>
  from(reader)
    .selectFrom('session.slot')
    .selectAll()
    .where('startsAt', '>=', timestamp(span.from))
    .where('startsAt', '<', timestamp(span.until))
    .orderBy('startsAt')
    .orderBy('id')
    .limit(span.limit)
    .execute()

/** Not over, in which this lot is shown. */
export const slotsOfLot = (reader: Reader, lotId: string): Promise<SlotRow[]> =>
  from(reader)
    .selectFrom('session.slot')
    .selectAll()
    .where(sql<boolean>`${lotId} = any(lot_ids)`)
    .where('state', '=', 'planned')
    .orderBy('startsAt')
    .orderBy('id')
    .execute()

interface NewQuestion {
  readonly id: string
  readonly slotId: string
  readonly sessionId: string
  readonly organisationId: string
  readonly askedByPersonId: string
  readonly askerNumber: number
  readonly shownAs: 'name' | 'number'
  readonly question: string
  readonly at: Instant
}

export const insertQuestion = async (tx: Tx, { at, ...question }: NewQuestion): Promise<void> => {
  await db(tx)
    .insertInto('session.question')
    .values({ ...question, state: 'open', askedAt: timestamp(at) })
    .execute()
}

export interface QuestionEnd {
  readonly state: Exclude<QuestionState, 'open'>
  readonly answer?: string
  readonly digest?: string
  readonly reason?: string
}

export const endQuestion = async (tx: Tx, id: string, end: QuestionEnd, at: Instant): Promise<void> => {
  await db(tx)
    .updateTable('session.question')
    .set({ ...end, decidedAt: timestamp(at) })
    .where('id', '=', id)
    .execute()
}

export const questionRow = (reader: Reader, id: string): Promise<QuestionRow | undefined> =>
  from(reader).selectFrom('session.question').selectAll().where('id', '=', id).executeTakeFirst()

export const questionsOf = (reader: Reader, slotIds: readonly string[]): Promise<QuestionRow[]> =>
  slotIds.length === 0
    ? Promise.resolve([])
    : from(reader)
        .selectFrom('session.question')
        .selectAll()
        .where('slotId', 'in', [...slotIds])
        .orderBy('askedAt')
        .orderBy('id')
        .execute()

/** Who asked in a session so far, under which number. */
export const askersOf = (reader: Reader, sessionId: string) =>
  from(reader).selectFrom('session.question').select(['organisationId', 'askerNumber', 'slotId']).where('sessionId', '=', sessionId).execute()
