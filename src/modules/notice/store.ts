/** Rows of notices, pauses and objections. */
import type { ColumnType, Generated } from 'kysely'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { DayUnit } from '#kernel/business-calendar.ts'
import { dateOf, type Instant } from '#kernel/instant.ts'
import { reading, timestamp, writing, type InstantColumn, type NullableInstantColumn, type Reader, type SqlInstant, type Tx } from '#platform/db/transaction.ts'
import type { Clock } from './core/clock.ts'
import type { HandledBy, Notice, NoticeState, ObjectionState } from './core/notice.ts'
import type { BarState, Ground } from './core/objection.ts'

type Defaulted<Value> = ColumnType<Value, Value | undefined, Value>
/** The end of something that still lasts is null. */
type OpenEndColumn = ColumnType<Instant | null, SqlInstant | null | undefined, SqlInstant | null>

export interface NoticeTables {
  'notice.notice': {
    id: string
    serial: Generated<bigint>
    kind: string
    handledBy: HandledBy
    subject: string
    related: string[]
    titleZh: string
    titleEn: string
    bodyZh: string
    bodyEn: string
    ownerOrganisationId: string
    ruleId: string
    ruleKey: string
    unit: DayUnit
    days: number
    state: NoticeState
    opensAt: InstantColumn
    remaining: number
    since: InstantColumn
    closesAt: NullableInstantColumn
    endedAt: OpenEndColumn
    endReason: Defaulted<string>
  }
  'notice.pause': { noticeId: string; seq: Generated<bigint>; pausedAt: InstantColumn; resumedAt: OpenEndColumn; remaining: number }
  'notice.objection': {
    id: string
    noticeId: string
    personId: string
    grounds: string
    evidence: string
    state: ObjectionState
    filedAt: InstantColumn
    decidedBy: ColumnType<string | null, string | null | undefined, string | null>
    decidedAt: OpenEndColumn
    decisionReason: Defaulted<string>
    ground: Ground
    joinedTo: string | null
    stopped: boolean
  }
  'notice.bar': {
    objectionId: string
    personId: string
    state: BarState
    reason: string
    ruleId: string
    decidedBy: string
    decidedAt: InstantColumn
    until: InstantColumn
    appealBy: InstantColumn
    appeal: Defaulted<string>
    appealedAt: OpenEndColumn
    reviewedBy: ColumnType<string | null, string | null | undefined, string | null>
    reviewedAt: OpenEndColumn
    reviewReason: Defaulted<string>
  }
}

export interface NoticeRecord extends Notice {
  readonly serial: bigint
  readonly related: readonly string[]
  readonly title: Bilingual
  readonly body: Bilingual
  readonly ruleId: string
  readonly ruleKey: string
  readonly unit: DayUnit
  readonly days: number
  readonly opensAt: Instant
  /** Planned end while running, the end that was kept after closing; null while paused. */
  readonly closesAt: Instant | null
  readonly endedAt: Instant | null
  readonly endReason: string
}

const from = (reader: Reader) => reading<NoticeTables>(reader)
const db = (tx: Tx) => writing<NoticeTables>(tx)

export const selectNotices = (reader: Reader) => from(reader).selectFrom('notice.notice as n').selectAll('n')
type NoticeRow = Awaited<ReturnType<ReturnType<typeof selectNotices>['executeTakeFirstOrThrow']>>

const clockFrom = (row: NoticeRow): Clock =>
  row.closesAt === null
    ? { isRunning: false, unit: row.unit, remaining: row.remaining, stoppedAt: row.since }
    : { isRunning: true, unit: row.unit, remaining: row.remaining, since: row.since, closesAt: row.closesAt }

export const noticeFrom = (row: NoticeRow): NoticeRecord => ({
  id: row.id,
  serial: row.serial,
  kind: row.kind,
  handledBy: row.handledBy,
  subject: row.subject,
  related: row.related,
  title: { zh: row.titleZh, en: row.titleEn },
  body: { zh: row.bodyZh, en: row.bodyEn },
  ownerOrganisationId: row.ownerOrganisationId,
  ruleId: row.ruleId,
  ruleKey: row.ruleKey,
  unit: row.unit,
  days: row.days,
  state: row.state,
  clock: clockFrom(row),
  opensAt: row.opensAt,
  closesAt: row.closesAt,
  endedAt: row.endedAt,
  endReason: row.endReason,
})

const clockColumns = (clock: Clock) =>
  clock.isRunning
    ? { remaining: clock.remaining, since: timestamp(clock.since), closesAt: timestamp(clock.closesAt) }
    : { remaining: clock.remaining, since: timestamp(clock.stoppedAt), closesAt: null }

/** `GS-2026-000123`: 公示, year of opening, serial number of the market. */
export const numberOf = ({ opensAt, serial }: Pick<NoticeRecord, 'opensAt' | 'serial'>): string =>
  `GS-${dateOf(opensAt).slice(0, 4)}-${String(serial).padStart(6, '0')}`

export type NewNotice = Omit<NoticeRecord, 'serial' | 'endedAt' | 'endReason' | 'closesAt'>

export const insertNotice = async (tx: Tx, notice: NewNotice): Promise<void> => {
  await db(tx)
    .insertInto('notice.notice')
    .values({
      id: notice.id,
      kind: notice.kind,
      handledBy: notice.handledBy,
      subject: notice.subject,
      related: [...notice.related],
      titleZh: notice.title.zh,
      titleEn: notice.title.en,
      bodyZh: notice.body.zh,
      bodyEn: notice.body.en,
      ownerOrganisationId: notice.ownerOrganisationId,
      ruleId: notice.ruleId,
      ruleKey: notice.ruleKey,
      unit: notice.unit,
      days: notice.days,
      state: notice.state,
      opensAt: timestamp(notice.opensAt),
      ...clockColumns(notice.clock),
    })
    .execute()
}

export const readNotice = async (reader: Reader, id: string): Promise<NoticeRecord | null> => {
  const row = await selectNotices(reader).where('n.id', '=', id).executeTakeFirst()
  return row ? noticeFrom(row) : null
}

export const readNotices = async (reader: Reader, ids: readonly string[]): Promise<readonly NoticeRecord[]> =>
  (
    await selectNotices(reader)
      .where('n.id', 'in', ['', ...ids])
      .execute()
  ).map(noticeFrom)

export const readLatest = async (reader: Reader, subject: string, kind: string): Promise<NoticeRecord | null> => {
  const row = await selectNotices(reader)
    .where('n.subject', '=', subject)
    .where('n.kind', '=', kind)
    .orderBy('n.opensAt', 'desc')
    .orderBy('n.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? noticeFrom(row) : null
}

export const lockNotice = async (tx: Tx, id: string): Promise<NoticeRecord | null> => {
  const row = await db(tx).selectFrom('notice.notice').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? noticeFrom(row) : null
}

export const lockLive = async (tx: Tx, subject: string, kind: string): Promise<NoticeRecord | null> => {
  const row = await db(tx)
    .selectFrom('notice.notice')
    .selectAll()
    .where('subject', '=', subject)
    .where('kind', '=', kind)
    .where('state', 'in', ['running', 'paused'])
    .forUpdate()
    .executeTakeFirst()
  return row ? noticeFrom(row) : null
}

/** Running notices that are not over, each locked. */
export const lockRunning = async (tx: Tx, now: Instant): Promise<readonly NoticeRecord[]> => {
  const rows = await db(tx)
    .selectFrom('notice.notice')
    .selectAll()
    .where('state', '=', 'running')
    .where('closesAt', '>', timestamp(now))
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(noticeFrom)
}

/** Writes state and clock, and keeps the history of pauses in step with them. */
export const saveClock = async (tx: Tx, before: Notice, after: Pick<Notice, 'state' | 'clock'>): Promise<void> => {
  if (before.clock === after.clock && before.state === after.state) return
  await db(tx)
    .updateTable('notice.notice')
    .set({ state: after.state, ...clockColumns(after.clock) })
    .where('id', '=', before.id)
    .execute()
  if (before.clock.isRunning && !after.clock.isRunning) {
    await db(tx)
      .insertInto('notice.pause')
      .values({ noticeId: before.id, pausedAt: timestamp(after.clock.stoppedAt), remaining: after.clock.remaining })
      .execute()
  }
  if (!before.clock.isRunning && after.clock.isRunning) await endPause(tx, before.id, after.clock.since)
}

const endPause = async (tx: Tx, noticeId: string, at: Instant): Promise<void> => {
  await db(tx)
    .updateTable('notice.pause')
    .set({ resumedAt: timestamp(at) })
    .where('noticeId', '=', noticeId)
    .where('resumedAt', 'is', null)
    .execute()
}

export const saveEnd = async (tx: Tx, id: string, end: { readonly state: NoticeState; readonly at: Instant; readonly reason: string }): Promise<void> => {
  await db(tx)
    .updateTable('notice.notice')
    .set({ state: end.state, endedAt: timestamp(end.at), endReason: end.reason })
    .where('id', '=', id)
    .execute()
  await endPause(tx, id, end.at)
}

export interface PauseRecord {
  readonly pausedAt: Instant
  readonly resumedAt: Instant | null
  readonly remaining: number
}

export const readPauses = async (reader: Reader, noticeId: string): Promise<readonly PauseRecord[]> => {
  const rows = await from(reader).selectFrom('notice.pause').selectAll().where('noticeId', '=', noticeId).orderBy('pausedAt').orderBy('seq').execute()
  return rows.map((row) => ({ pausedAt: row.pausedAt, resumedAt: row.resumedAt, remaining: row.remaining }))
}
