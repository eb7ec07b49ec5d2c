/** Complaints for who made them and for officers; for everybody else figures only. */
import { sql } from 'kysely'
import { DAY_MS, later, type Instant } from '#kernel/instant.ts'
import { ok, refuse } from '#kernel/result.ts'
import { personsByIds } from '#modules/party/index.ts'
import { rulesAt } from '#modules/rulebook/index.ts'
import type { Queries } from '#platform/command/module.ts'
import { cursorOf, pageFrom, timePlaceOf } from '#platform/db/page.ts'
import { timestamp } from '#platform/db/transaction.ts'
import type { complaintContract } from './api.ts'
import { actsOf, maySee } from './core/acts.ts'
import { ANSWER_RULE } from './commands.ts'
import { from, numberOf, readComplaint, type ComplaintRow } from './store.ts'

type Handlers = Queries<typeof complaintContract, 'get' | 'mine' | 'list' | 'figures'>

/** Figures are of this time back. */
const FIGURE_DAYS = 365

const cardOf = (row: ComplaintRow, now: Instant) => ({
  id: row.id,
  number: numberOf(row),
  state: row.state,
  kind: row.kind,
  about: row.about,
  filedAt: row.filedAt,
  dueAt: row.dueAt,
  closedAt: row.closedAt,
  outcome: row.outcome,
  isLate: row.state !== 'withdrawn' && (row.closedAt ?? now) > row.dueAt,
})

const get: Handlers['get'] = async ({ reader, actor, now }, { id }) => {
  const row = await readComplaint(reader, id)
  if (!row || !maySee(actor, row)) return refuse('complaint.not_found')
  const isOwn = row.personId === actor.personId
  const person = isOwn ? undefined : (await personsByIds(reader, [row.personId])).get(row.personId)
  return ok({ ...cardOf(row, now), text: row.text, answer: row.answer, complainant: person ? { ...person.name } : null, isOwn, acts: actsOf(actor, row) })
}

const mine: Handlers['mine'] = async ({ reader, actor, now }, { cursor, limit }) => {
  const place = timePlaceOf(cursor)
  if (cursor !== undefined && place === null) return refuse('request.cursor_unreadable', {}, { field: 'cursor' })
  const rows = await from(reader)
    .selectFrom('complaint.complaint')
    .selectAll()
    .where('personId', '=', actor.personId ?? '')
    .$if(place !== null, (q) => q.where(sql<boolean>`(filed_at, id) < (${timestamp(place?.at ?? now)}, ${place?.id ?? ''})`))
    .orderBy('filedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  return ok(pageFrom(rows, limit, { item: (row) => cardOf(row, now), cursor: (row) => cursorOf(row.filedAt, row.id) }))
}

const list: Handlers['list'] = async ({ reader, now }, { cursor, limit, state }) => {
  const place = timePlaceOf(cursor)
  if (cursor !== undefined && place === null) return refuse('request.cursor_unreadable', {}, { field: 'cursor' })
  // What waits: the next due first. What is over: the last received first.
  const isOpen = state === 'received'
  const by = isOpen ? sql<Instant>`due_at` : sql<Instant>`filed_at`
  const beyond = sql.raw(isOpen ? '>' : '<')
  const direction = isOpen ? 'asc' : 'desc'
  const rows = await from(reader)
    .selectFrom('complaint.complaint')
    .selectAll()
    .where('state', '=', state)
    .$if(place !== null, (q) => q.where(sql<boolean>`(${by}, id) ${beyond} (${timestamp(place?.at ?? now)}, ${place?.id ?? ''})`))
    .orderBy(by, direction)
    .orderBy('id', direction)
    .limit(limit + 1)
    .execute()
  return ok(pageFrom(rows, limit, { item: (row) => cardOf(row, now), cursor: (row) => cursorOf(isOpen ? row.dueAt : row.filedAt, row.id) }))
}

const figures: Handlers['figures'] = async ({ reader, now }) => {
  const at = timestamp(now)
  const row = await from(reader)
    .selectFrom('complaint.complaint')
    .select((eb) => [
      eb.fn.countAll<bigint>().as('received'),
      sql<bigint>`count(*) filter (where state = 'received')`.as('open'),
      sql<bigint>`count(*) filter (where state = 'received' and due_at < ${at})`.as('overdue'),
      sql<bigint>`count(*) filter (where state = 'answered')`.as('answered'),
      sql<bigint>`count(*) filter (where state = 'answered' and closed_at <= due_at)`.as('inTime'),
      sql<bigint>`count(*) filter (where state = 'withdrawn')`.as('withdrawn'),
      sql<
        number | null
      >`(percentile_cont(0.5) within group (order by extract(epoch from closed_at - filed_at)) filter (where state = 'answered') / 3600)::int`.as('hours'),
    ])
    .where('filedAt', '>', timestamp(later(now, -FIGURE_DAYS * DAY_MS)))
    .executeTakeFirstOrThrow()
  const rules = await rulesAt(reader, now)
  return ok({
    answerDays: { count: rules.number(ANSWER_RULE), unit: rules.unit(ANSWER_RULE) },
    received: Number(row.received),
    open: Number(row.open),
    overdue: Number(row.overdue),
    answered: Number(row.answered),
    answeredInTime: Number(row.inTime),
    withdrawn: Number(row.withdrawn),
    medianHours: row.hours,
  })
}

export const queries: Handlers = { get, mine, list, figures }
