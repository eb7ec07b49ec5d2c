/** Rows of notices, pauses and objections. */
import type { ColumnType, Generated } from 'kysely'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { DayUnit } from '#kernel/business-calendar.ts'
import { dateOf, type Instant } from '#kernel/instant.ts'
import { reading, timestamp, writing, type InstantColumn, type NullableInstantColumn, type Reader, type SqlInstant, type Tx } from '#platform/db/transaction.ts'
import type { Clock } from './core/clock.ts'
import type { Notice, NoticeKind, NoticeState, ObjectionState } from './core/notice.ts'
import type { BarState, Ground } from './core/objection.ts'

type Defaulted<Value> = ColumnType<Value, Value | undefined, Value>
/** The end of something that still lasts is null. */
type OpenEndColumn = ColumnType<Instant | null, SqlInstant | null | undefined, SqlInstant | null>

export interface NoticeTables {
  'notice.notice': {
    id: string
    serial: Generated<bigint>
    kind: NoticeKind
    subject: string
    related: string[]
    title_zh: string
    title_en: string
    body_zh: string
    body_en: string
    owner_organisation_id: string
    rule_id: string
    rule_key: string
    unit: DayUnit
    days: number
    state: NoticeState
    opens_at: InstantColumn
    remaining: number
    since: InstantColumn
    closes_at: NullableInstantColumn
    ended_at: OpenEndColumn
    end_reason: Defaulted<string>
  }
  'notice.pause': { notice_id: string; seq: Generated<bigint>; paused_at: InstantColumn; resumed_at: OpenEndColumn; remaining: number }
  'notice.objection': {
    id: string
    notice_id: string
    person_id: string
    grounds: string
    evidence: string
    state: ObjectionState
    filed_at: InstantColumn
    decided_by: ColumnType<string | null, string | null | undefined, string | null>
    decided_at: OpenEndColumn
    decision_reason: Defaulted<string>
    ground: Ground
    joined_to: string | null
    stopped: boolean
  }
  'notice.bar': {
    objection_id: string
    person_id: string
    state: BarState
    reason: string
    rule_id: string
    decided_by: string
    decided_at: InstantColumn
    until: InstantColumn
    appeal_by: InstantColumn
    appeal: Defaulted<string>
    appealed_at: OpenEndColumn
    reviewed_by: ColumnType<string | null, string | null | undefined, string | null>
    reviewed_at: OpenEndColumn
    review_reason: Defaulted<string>
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
  row.closes_at === null
    ? { isRunning: false, unit: row.unit, remaining: row.remaining, stoppedAt: row.since }
    : { isRunning: true, unit: row.unit, remaining: row.remaining, since: row.since, closesAt: row.closes_at }

export const noticeFrom = (row: NoticeRow): NoticeRecord => ({
  id: row.id,
  serial: row.serial,
  kind: row.kind,
  subject: row.subject,
  related: row.related,
  title: { zh: row.title_zh, en: row.title_en },
  body: { zh: row.body_zh, en: row.body_en },
  ownerOrganisationId: row.owner_organisation_id,
  ruleId: row.rule_id,
  ruleKey: row.rule_key,
  unit: row.unit,
  days: row.days,
  state: row.state,
  clock: clockFrom(row),
  opensAt: row.opens_at,
  closesAt: row.closes_at,
  endedAt: row.ended_at,
  endReason: row.end_reason,
})

const clockColumns = (clock: Clock) =>
  clock.isRunning
    ? { remaining: clock.remaining, since: timestamp(clock.since), closes_at: timestamp(clock.closesAt) }
    : { remaining: clock.remaining, since: timestamp(clock.stoppedAt), closes_at: null }

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
      subject: notice.subject,
      related: [...notice.related],
      title_zh: notice.title.zh,
      title_en: notice.title.en,
      body_zh: notice.body.zh,
      body_en: notice.body.en,
      owner_organisation_id: notice.ownerOrganisationId,
      rule_id: notice.ruleId,
      rule_key: notice.ruleKey,
      unit: notice.unit,
      days: notice.days,
      state: notice.state,
      opens_at: timestamp(notice.opensAt),
      ...clockColumns(notice.clock),
    })
    .execute()
}

export const readNotice = async (reader: Reader, id: string): Promise<NoticeRecord | null> => {
  const row = await selectNotices(reader).where('n.id', '=', id).executeTakeFirst()
  return row ? noticeFrom(row) : null
}

export const readLatest = async (reader: Reader, subject: string, kind: NoticeKind): Promise<NoticeRecord | null> => {
  const row = await selectNotices(reader)
    .where('n.subject', '=', subject)
    .where('n.kind', '=', kind)
    .orderBy('n.opens_at', 'desc')
    .orderBy('n.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? noticeFrom(row) : null
}

export const lockNotice = async (tx: Tx, id: string): Promise<NoticeRecord | null> => {
  const row = await db(tx).selectFrom('notice.notice').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? noticeFrom(row) : null
}

export const lockLive = async (tx: Tx, subject: string, kind: NoticeKind): Promise<NoticeRecord | null> => {
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
    .where('closes_at', '>', timestamp(now))
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
      .values({ notice_id: before.id, paused_at: timestamp(after.clock.stoppedAt), remaining: after.clock.remaining })
      .execute()
  }
  if (!before.clock.isRunning && after.clock.isRunning) await endPause(tx, before.id, after.clock.since)
}

const endPause = async (tx: Tx, noticeId: string, at: Instant): Promise<void> => {
  await db(tx)
    .updateTable('notice.pause')
    .set({ resumed_at: timestamp(at) })
    .where('notice_id', '=', noticeId)
    .where('resumed_at', 'is', null)
    .execute()
}

export const saveEnd = async (tx: Tx, id: string, end: { readonly state: NoticeState; readonly at: Instant; readonly reason: string }): Promise<void> => {
  await db(tx)
    .updateTable('notice.notice')
    .set({ state: end.state, ended_at: timestamp(end.at), end_reason: end.reason })
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
  const rows = await from(reader).selectFrom('notice.pause').selectAll().where('notice_id', '=', noticeId).orderBy('paused_at').orderBy('seq').execute()
  return rows.map((row) => ({ pausedAt: row.paused_at, resumedAt: row.resumed_at, remaining: row.remaining }))
}
