/** Lines that matched nothing: one person proposes what they are, a second one confirms. */
import { actorIdOf } from '#kernel/actor.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import { timestamp } from '#platform/db/transaction.ts'
import type { Commands } from '#platform/command/module.ts'
import { chargesAccount, claimsAccount, clientAccount, interestAccount, move, payoutsAccount, post, suspenseAccount, type Leg } from '#modules/ledger/index.ts'
import type { PaymentContract } from './api.ts'
import { receivePayment, settlePayout } from './booking.ts'
import { permitOnLine } from './core/acts.ts'
import { payoutLifecycle, requestLifecycle } from './core/payout.ts'
import { makerIn, makerOf } from './core/permit.ts'
import { plainDecimal } from '#kernel/money.ts'
import { paymentFacts } from './facts.ts'
import { checkReversal, settleReversal } from './reversals.ts'
import { lockPayouts, lockPayoutsOfBatch, lockRequests, type PayoutRow, type RequestRow } from './store-claims.ts'
import {
  completeStatement,
  decideAssignment,
  insertAssignment,
  insertLineNote,
  lockLine,
  lockProposedAssignment,
  setLineState,
  type LineRow,
} from './store-statements.ts'
import type { AssignmentKind } from './store-tables.ts'
import { tellLine } from './telling.ts'

type Assignments = Commands<PaymentContract, 'proposeAssignment' | 'confirmAssignment' | 'rejectAssignment' | 'noteLine'>

type Target =
  | { readonly kind: 'request'; readonly id: string; readonly row: RequestRow }
  | { readonly kind: 'payout'; readonly id: string; readonly payouts: readonly PayoutRow[] }
  | { readonly kind: 'batch'; readonly id: string; readonly payouts: readonly PayoutRow[] }
  | { readonly kind: 'line'; readonly id: string; readonly original: LineRow }
  | { readonly kind: 'charge'; readonly id: string }
  | { readonly kind: 'interest'; readonly id: string }

const KIND_OF: Readonly<Record<string, AssignmentKind>> = { pay: 'request', pyo: 'payout', pbt: 'batch', bln: 'line' }

/** Null where the id names nothing. A line that is a charge or interest names itself. */
const lockTarget = async (act: Act, kind: AssignmentKind, id: string): Promise<Target | null> => {
  if (kind === 'charge' || kind === 'interest') return { kind, id }
  if (kind === 'request') {
    const [row] = await lockRequests(act.tx, [id])
    return row === undefined ? null : { kind, id, row }
  }
  if (kind === 'line') {
    const original = await lockLine(act.tx, id)
    return original === undefined ? null : { kind, id, original }
  }
  const payouts = kind === 'batch' ? (await lockPayoutsOfBatch(act.tx, id)).filter(({ state }) => state === 'exported') : await lockPayouts(act.tx, [id])
  return payouts.length === 0 ? null : { kind, id, payouts }
}

const sameAmount = (line: LineRow, amountMinor: bigint, currency: string): Result<true> =>
  amountMinor === line.amountMinor && currency === line.currency
    ? ok(true)
    : refuse('ledger.target_amount_differs', { target: plainDecimal(amountMinor), line: plainDecimal(line.amountMinor) })

/** Money in can settle a request, money out payouts; open, and of exactly the line's amount. */
const checkTarget = (line: LineRow, target: Target): Result<true> => {
  switch (target.kind) {
    case 'charge':
      return ok(true)
    case 'interest':
      return line.direction === 'credit' ? ok(true) : refuse('ledger.interest_is_money_in')
    case 'line':
      return checkReversal(line, target.original)
    case 'request': {
      const { row } = target
      const isOpen = line.direction === 'credit' && requestLifecycle.next(row.state, 'pay') !== null
      return isOpen ? sameAmount(line, row.amountMinor, row.currency) : refuse('ledger.target_not_open', { reference: row.reference, state: row.state })
    }
    default: {
      const closed = target.payouts.find(({ state }) => line.direction === 'credit' || payoutLifecycle.next(state, 'settle') === null)
      if (closed !== undefined) return refuse('ledger.target_not_open', { reference: closed.reference, state: closed.state })
      const total = target.payouts.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
      return sameAmount(line, total, target.payouts[0]?.currency ?? '')
    }
  }
}

const proposeAssignment: Assignments['proposeAssignment'] = async (act, { lineId, targetId, note }) => {
  const maker = makerOf(act.actor)
  if (maker === null) return refuse('ledger.second_person.forbidden')
  const line = await lockLine(act.tx, lineId)
  if (line === undefined) return refuse('ledger.not_found')
  const permitted = permitOnLine('propose', act.actor, { ...line, proposal: null, returning: null })
  if (!permitted.ok) return permitted
  const kind = targetId === 'charge' || targetId === 'interest' ? targetId : (KIND_OF[targetId.slice(0, 3)] ?? 'payout')
  const target = await lockTarget(act, kind, kind === targetId ? `${kind}:${line.id}` : targetId)
  if (target === null) return refuse('ledger.not_found', {}, { field: 'targetId' })
  const fitting = checkTarget(line, target)
  if (!fitting.ok) return fitting
  const assignmentId = act.newId('asg')
  const isAdded = await insertAssignment(act.tx, {
    id: assignmentId,
    lineId: line.id,
    targetKind: kind,
    targetId: target.id,
    note,
    madeBy: maker.personId,
    madeIn: maker.organisationId,
    madeAt: timestamp(act.now),
    decidedBy: null,
    decidedAt: null,
  })
  if (!isAdded) return refuse('ledger.target.already_assigned', { reference: target.kind === 'request' ? target.row.reference : target.id })
  await setLineState(act.tx, line.id, { state: 'proposed' })
  tellLine(act, line, paymentFacts.assignment_proposed, { targetId: target.id })
  return ok({ assignmentId })
}

/** Out of the account in which the line waits, into the one it belongs to. */
const legsOfAssignment = (line: LineRow, target: Exclude<Target, { readonly kind: 'line' }>): readonly Leg[] => {
  const { currency, amountMinor } = line
  const isCredit = line.direction === 'credit'
  switch (target.kind) {
    case 'request':
      return move({ debit: suspenseAccount(currency), credit: clientAccount(target.row.payerOrganisationId, currency) }, amountMinor)
    case 'charge':
      // Money in: the bank gives a charge back.
      return isCredit
        ? move({ debit: suspenseAccount(currency), credit: chargesAccount(currency) }, amountMinor)
        : move({ debit: chargesAccount(currency), credit: claimsAccount(currency) }, amountMinor)
    case 'interest':
      return move({ debit: suspenseAccount(currency), credit: interestAccount(currency) }, amountMinor)
    default:
      return move({ debit: payoutsAccount(currency), credit: claimsAccount(currency) }, amountMinor)
  }
}

const settleTarget = async (act: Act, line: LineRow, target: Target): Promise<Result<true>> => {
  if (target.kind === 'line') return settleReversal(act, line, target.original)
  const posted = await post(act, { purpose: 'assignment', subject: line.id, key: target.id, legs: legsOfAssignment(line, target) })
  if (!posted.ok) return posted
  if (target.kind === 'request') {
    await setLineState(act.tx, line.id, { state: 'assigned', settles: 'request', requestId: target.id })
    return receivePayment(act, target.row, { id: line.id, bookedOn: line.bookedOn })
  }
  if (target.kind === 'charge' || target.kind === 'interest') {
    await setLineState(act.tx, line.id, { state: 'assigned', settles: target.kind })
    return ok(true)
  }
  const change = target.kind === 'payout' ? ({ settles: 'payout', payoutId: target.id } as const) : ({ settles: 'payouts' } as const)
  await setLineState(act.tx, line.id, { state: 'assigned', ...change })
  for (const payout of target.payouts) await settlePayout(act, payout, { id: line.id })
  return ok(true)
}

/** The line and what is proposed of it, locked, when the actor may answer as the second person. */
const answering = async (act: Act, name: 'confirm' | 'reject', lineId: string) => {
  const line = await lockLine(act.tx, lineId)
  const assignment = await lockProposedAssignment(act.tx, lineId)
  const { personId } = act.actor
  if (line === undefined || assignment === undefined) return refuse('ledger.not_found')
  const permitted = permitOnLine(name, act.actor, { ...line, proposal: makerIn(assignment), returning: null })
  if (!permitted.ok) return permitted
  return personId === null ? refuse('ledger.second_person.forbidden') : ok({ line, assignment, personId })
}

const confirmAssignment: Assignments['confirmAssignment'] = async (act, { lineId }) => {
  const found = await answering(act, 'confirm', lineId)
  if (!found.ok) return found
  const { line, assignment, personId } = found.value
  const target = await lockTarget(act, assignment.targetKind, assignment.targetId)
  if (target === null) return refuse('ledger.target_not_open', { reference: assignment.targetId, state: '' })
  const fitting = checkTarget(line, target)
  if (!fitting.ok) return fitting
  await decideAssignment(act.tx, assignment.id, { state: 'confirmed', by: personId, at: act.now })
  const settled = await settleTarget(act, line, target)
  if (!settled.ok) return settled
  await completeStatement(act.tx, line)
  tellLine(act, line, paymentFacts.line_assigned, { targetId: target.id, makerId: assignment.madeBy })
  return ok({ lineId })
}

const rejectAssignment: Assignments['rejectAssignment'] = async (act, { lineId }) => {
  const found = await answering(act, 'reject', lineId)
  if (!found.ok) return found
  const { line, assignment, personId } = found.value
  await decideAssignment(act.tx, assignment.id, { state: 'rejected', by: personId, at: act.now })
  await setLineState(act.tx, lineId, { state: 'unmatched' })
  tellLine(act, line, paymentFacts.assignment_rejected, { targetId: assignment.targetId })
  return ok({ lineId })
}

/** Why a line waits, for the colleagues: what was found out, what it waits for, that the bank was asked. */
const noteLine: Assignments['noteLine'] = async (act, { lineId, kind, note }) => {
  const line = await lockLine(act.tx, lineId)
  if (line === undefined) return refuse('ledger.not_found')
  const permitted = permitOnLine('note', act.actor, { ...line, proposal: null, returning: null })
  if (!permitted.ok) return permitted
  const noteId = act.newId('lnt')
  await insertLineNote(act.tx, { id: noteId, lineId, kind, note, madeBy: actorIdOf(act.actor), madeAt: timestamp(act.now) })
  tellLine(act, line, paymentFacts.line_noted, { kind })
  return ok({ noteId })
}

export const assignmentCommands: Assignments = { proposeAssignment, confirmAssignment, rejectAssignment, noteLine }
