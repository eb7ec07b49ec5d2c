/** What happens by itself, and the demands and notices from which time runs. */
import { dateOf, endOfDay, later, toIso, type Instant } from '#kernel/instant.ts'
import { deadline } from '#kernel/business-calendar.ts'
import { ok, type Result } from '#kernel/result.ts'
import { rulesAt, statutoryDeadline, withinCalendar } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Task } from '#platform/command/module.ts'
import { timestamp } from '#platform/db/transaction.ts'
import type { Side } from './core/confirmation.ts'
import type { Ground } from './core/ending.ts'
import type { DisputableState } from './core/lifecycle.ts'
import { silentSides } from './core/permit.ts'
import type { Claimed } from './core/remedies.ts'
import { contractFacts } from './facts.ts'
import { agreedTerms } from './paperwork.ts'
import { fallDue, PAYMENT_DUE, SIGNING_DUE, withRegisters } from './performing.ts'
import { accept, stopAsking } from './settling.ts'
import { lockContract, updateContract, type ContractRow } from './store.ts'
import { recordsOf, viewOf } from './store-remedies.ts'
import { tell } from './telling.ts'

const SILENCE_DUE = 'contract.silence_due'

const watchSilence = (act: Act, id: string, dueAt: Instant): void => act.schedule({ key: `${SILENCE_DUE}:${id}`, task: SILENCE_DUE, payload: { id }, dueAt })

/**
 * The creditor's demand: from here the time to cure runs (interpretation on technology contracts, art. 15). After a demand to accept it is the time after
 * which silence is acceptance, as the contract agrees.
 */
export const demand = async (act: Act, row: ContractRow, what: Claimed, note: string): Promise<Result<Instant>> => {
  const rules = await rulesAt(act.tx, act.now)
  const ends = withinCalendar(() =>
    what === 'acceptance'
      ? deadline(rules.calendar, act.now, row.terms.silenceDays ?? 0, 'cd')
      : statutoryDeadline(rules, 'contract.cureDays', act.now).closesAt,
  )
  if (!ends.ok) return ends
  await updateContract(act.tx, row.id, { demandedAt: timestamp(act.now), cureEndsAt: timestamp(ends.value) })
  const cureEndsAt = toIso(ends.value)
  if (what === 'payment') tell(act, row, contractFacts.payment_demanded, { note, cureEndsAt })
  else tell(act, row, contractFacts.performance_demanded, { what, note, cureEndsAt })
  if (what === 'acceptance') watchSilence(act, row.id, ends.value)
  return ends
}

/** The buyer who was asked and says nothing has accepted; who disputes, refuses or accepts has spoken. */
const fallSilent: Task = async (act, payload) => {
  const found = await lockContract(act.tx, String(payload['id'] ?? ''))
  if (!found || found.state !== 'handed_over' || found.demandedAt === null || found.cureEndsAt === null) return ok(null)
  const row = await withRegisters(act, found)
  if (act.now < found.cureEndsAt) {
    watchSilence(act, row.id, found.cureEndsAt)
    return ok(null)
  }
  return accept(act, row, { outcome: 'deemed', by: null, demandedAt: found.demandedAt })
}

/** Who has not confirmed in time is named: from here the other side may withdraw. */
const signingLapsed: Task = async (act, payload) => {
  const row = await lockContract(act.tx, String(payload['id'] ?? ''))
  if (!row || row.signBy === null || row.lapsedAt !== null || (row.state !== 'sale_pending' && row.state !== 'drafted')) return ok(null)
  if (act.now < row.signBy) return ok(null)
  await updateContract(act.tx, row.id, { lapsedAt: timestamp(act.now) })
  const sides = silentSides(viewOf(row, await recordsOf(act.tx, row.id)))
  tell(act, row, contractFacts.signing_lapsed, { stage: row.state === 'sale_pending' ? 'sale' : 'contract', sides: [...sides], signBy: toIso(row.signBy) })
  return ok(null)
}

/** A party's notice of rescission has arrived: nothing is asked for any more, and the money waits for an objection. */
export const rescind = async (
  act: Act,
  row: ContractRow,
  by: { readonly side: Side; readonly ground: Ground; readonly reason: string },
): Promise<Result<Instant>> => {
  const rules = await rulesAt(act.tx, act.now)
  const { objectionDays } = await agreedTerms(act, row.terms)
  const ends = withinCalendar(() => deadline(rules.calendar, act.now, objectionDays, 'cd'))
  if (!ends.ok) return ends
  const stopped = await stopAsking(act, row)
  if (!stopped.ok) return stopped
  await updateContract(act.tx, row.id, {
    state: 'rescinded',
    rescindedFrom: row.state,
    rescindedSide: by.side,
    rescindedGround: by.ground,
    rescindedReason: by.reason,
    rescindedAt: timestamp(act.now),
    objectionEndsAt: timestamp(ends.value),
  })
  tell(act, row, contractFacts.rescission_notified, { ...by, from: row.state, objectionEndsAt: toIso(ends.value) })
  return ends
}

/** While a dispute is open no clock runs that would move the money. */
export const dispute = async (act: Act, row: ContractRow, by: { readonly side: Side; readonly from: DisputableState }): Promise<void> =>
  updateContract(act.tx, row.id, { state: 'disputed', disputedSide: by.side, disputedFrom: by.from, disputedAt: timestamp(act.now) })

const CLOCKS = ['handoverDueAt', 'acceptanceDueAt', 'registrationDueAt', 'cureEndsAt', 'objectionEndsAt'] as const

/** A period ends with its day (Civil Code art. 203): what is left of a day by a pause runs to its end. */
export const toDayEnd = (at: Instant): Instant => endOfDay(dateOf(later(at, -1)))

/** Everything goes on where it stood: what had not run out has as long to run as it had. */
export const resume = async (act: Act, row: ContractRow, to: DisputableState): Promise<void> => {
  const since = row.disputedAt ?? act.now
  const moved = Object.fromEntries(
    CLOCKS.flatMap((clock) => {
      const due = row[clock]
      return due === null || due <= since ? [] : [[clock, timestamp(toDayEnd(later(due, act.now - since)))]]
    }),
  )
  await updateContract(act.tx, row.id, { state: to, disputedSide: null, disputedFrom: null, disputedAt: null, ...moved })
  if (to === 'handed_over' && row.demandedAt !== null && row.cureEndsAt !== null) watchSilence(act, row.id, toDayEnd(later(row.cureEndsAt, act.now - since)))
}

export const tasks: Readonly<Record<string, Task>> = {
  [PAYMENT_DUE]: async (act, payload) => fallDue(act, String(payload['id'] ?? '')),
  [SIGNING_DUE]: signingLapsed,
  [SILENCE_DUE]: fallSilent,
}
