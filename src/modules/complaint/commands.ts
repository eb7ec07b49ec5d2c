/** Complaining, taking it back, answering. */
import { toIso } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { countWithin, rulesAt, statutoryDeadline, withinCalendar } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import { holdNamedLock } from '#platform/db/lock.ts'
import type { complaintContract } from './api.ts'
import { permit, type ComplaintAct } from './core/acts.ts'
import { COMPLAINT } from './core/lifecycle.ts'
import { complaintFacts } from './facts.ts'
import { closeComplaint, countOpen, digestOf, insertComplaint, lockComplaint, numberOf, type ComplaintRow } from './store.ts'

type Handlers = Commands<typeof complaintContract, 'file' | 'withdraw' | 'answer'>

export const ANSWER_RULE = 'complaint.answer'
const OPEN_RULE = 'complaint.open.perPerson'

const known = (row: ComplaintRow) => ({ complaintId: row.id, number: numberOf(row), personId: row.personId })
const about = (row: ComplaintRow) => ({ subject: row.id, related: [row.personId], visibleTo: [row.personId] })

const file: Handlers['file'] = async (act, input) => {
  const { personId } = act.actor
  if (personId === null) return refuse('request.unauthorized')
  await holdNamedLock(act.tx, `complaint.open:${personId}`)
  const rules = await rulesAt(act.tx, act.now)
  const room = countWithin(rules, OPEN_RULE, await countOpen(act.tx, personId), 'complaint.too_many_open')
  if (!room.ok) return room
  const deadline = withinCalendar(() => statutoryDeadline(rules, ANSWER_RULE, act.now))
  if (!deadline.ok) return deadline
  const row = await insertComplaint(act.tx, {
    ...input,
    id: act.newId('cmp'),
    personId,
    state: COMPLAINT.initial,
    filedAt: act.now,
    dueAt: deadline.value.closesAt,
  })
  act.publish(complaintFacts.filed, {
    ...about(row),
    body: { ...known(row), kind: row.kind, textDigest: digestOf(row.text), filedAt: toIso(row.filedAt), dueAt: toIso(row.dueAt) },
  })
  return ok({ complaintId: row.id, number: numberOf(row), dueAt: row.dueAt })
}

/** The complaint, locked, when the actor may do this with it now. */
const permitted = async (act: Act, name: ComplaintAct, id: string): Promise<Result<{ readonly row: ComplaintRow; readonly by: string }>> => {
  const row = await lockComplaint(act.tx, id)
  if (!row || act.actor.personId === null) return refuse('complaint.not_found')
  const verdict = permit(name, act.actor, row)
  return verdict.ok ? ok({ row, by: act.actor.personId }) : verdict
}

const withdraw: Handlers['withdraw'] = async (act, { id }) => {
  const found = await permitted(act, 'withdraw', id)
  if (!found.ok) return found
  const { row, by } = found.value
  await closeComplaint(act.tx, id, { state: 'withdrawn', outcome: null, answer: '', by, at: act.now })
  act.publish(complaintFacts.withdrawn, { ...about(row), body: { ...known(row), closedAt: toIso(act.now) } })
  return ok({ state: 'withdrawn' })
}

const answer: Handlers['answer'] = async (act, { id, outcome, text }) => {
  const found = await permitted(act, 'answer', id)
  if (!found.ok) return found
  const { row, by } = found.value
  await closeComplaint(act.tx, id, { state: 'answered', outcome, answer: text, by, at: act.now })
  act.publish(complaintFacts.answered, {
    ...about(row),
    body: { ...known(row), outcome, answerDigest: digestOf(text), closedBy: by, closedAt: toIso(act.now) },
  })
  return ok({ state: 'answered' })
}

export const commands: Handlers = { file, withdraw, answer }
