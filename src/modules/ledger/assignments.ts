/** Lines that matched nothing: one person proposes what they settle or orders their return, a second one confirms. */
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import { timestamp } from '#platform/db/transaction.ts'
import type { Commands } from '#platform/command/module.ts'
import type { LedgerContract } from './api.ts'
import { receivePayment, settlePayout } from './booking.ts'
import { claimsAccount, clientAccount, payoutsAccount, suspenseAccount } from './core/accounts.ts'
import { lineLifecycle, payoutLifecycle, requestLifecycle } from './core/payout.ts'
import { checkSecondPerson, makerOf } from './core/permit.ts'
import { move, oppositeLegs } from './core/posting.ts'
import { plainDecimal } from './core/xml-text.ts'
import { aboutPayout, assignmentProposed, assignmentRejected, lineAssigned } from './events.ts'
import { referencesIn } from './core/reference.ts'
import { placePayout, type PayoutOrder } from './payouts.ts'
import { legsOf, post } from './store-books.ts'
import { lockPayouts, lockRequests, setPayoutState, targetsOf, type PayoutRow, type RequestRow } from './store-claims.ts'
import { decideAssignment, insertAssignment, lockLine, lockProposedAssignment, setLineState, type LineRow } from './store-statements.ts'

type Assignments = Commands<LedgerContract, 'proposeAssignment' | 'confirmAssignment' | 'rejectAssignment' | 'orderReturn' | 'cancelReturn'>

type LockedTarget = { readonly kind: 'request'; readonly row: RequestRow } | { readonly kind: 'payout'; readonly row: PayoutRow }

const lockTarget = async (act: Act, id: string): Promise<LockedTarget | null> => {
  if (id.startsWith('pay_')) {
    const [row] = await lockRequests(act.tx, [id])
    return row === undefined ? null : { kind: 'request', row }
  }
  const [row] = await lockPayouts(act.tx, [id])
  return row === undefined ? null : { kind: 'payout', row }
}

/** Money in can settle a request, money out a payout; open, and of exactly the line's amount. */
const checkTarget = (line: LineRow, target: LockedTarget): Result<true> => {
  const isRightWay = (line.direction === 'credit') === (target.kind === 'request')
  const isOpen = target.kind === 'request' ? requestLifecycle.next(target.row.state, 'pay') !== null : payoutLifecycle.next(target.row.state, 'settle') !== null
  if (!isRightWay || !isOpen) return refuse('ledger.target_not_open', { reference: target.row.reference, state: target.row.state })
  return target.row.amount_minor === line.amount_minor && target.row.currency === line.currency
    ? ok(true)
    : refuse('ledger.target_amount_differs', { target: plainDecimal(target.row.amount_minor), line: plainDecimal(line.amount_minor) })
}

type ReturnTo = Pick<PayoutOrder, 'beneficiary' | 'purpose' | 'subject' | 'fallback' | 'refusedAccount'>

const lineFact = (line: LineRow) => ({
  id: line.id,
  statementId: line.statement_id,
  direction: line.direction,
  amountMinor: line.amount_minor,
})

const proposeAssignment: Assignments['proposeAssignment'] = async (act, input) => {
  const maker = makerOf(act.actor)
  if (maker === null) return refuse('ledger.second_person.forbidden')
  const line = await lockLine(act.tx, input.lineId)
  if (line === undefined) return refuse('ledger.not_found')
  const state = lineLifecycle.next(line.state as 'unmatched', 'propose')
  if (state === null) return refuse('ledger.line.conflict', { state: line.state })
  const target = await lockTarget(act, input.targetId)
  if (target === null) return refuse('ledger.not_found', {}, { field: 'targetId' })
  const fitting = checkTarget(line, target)
  if (!fitting.ok) return fitting
  const assignmentId = act.newId('asg')
  const isAdded = await insertAssignment(act.tx, {
    id: assignmentId,
    line_id: line.id,
    target_kind: target.kind,
    target_id: target.row.id,
    note: input.note,
    made_by: maker.personId,
    made_in: maker.organisationId,
    made_at: timestamp(act.now),
    decided_by: null,
    decided_at: null,
  })
  if (!isAdded) return refuse('ledger.target.already_assigned', { reference: target.row.reference })
  await setLineState(act.tx, line.id, { state })
  act.publish(assignmentProposed(act.actor, lineFact(line), target.row.id))
  return ok({ assignmentId })
}

const settleTarget = async (act: Act, line: LineRow, target: LockedTarget): Promise<Result<true>> => {
  const { currency, amount_minor: amountMinor } = line
  const legs =
    target.kind === 'request'
      ? move({ debit: suspenseAccount(currency), credit: clientAccount(target.row.payer_organisation_id, currency) }, amountMinor)
      : move({ debit: payoutsAccount(currency), credit: claimsAccount(currency) }, amountMinor)
  const posted = await post(act, { purpose: 'assignment', subject: line.id, key: target.row.id, legs })
  if (!posted.ok) return posted
  if (target.kind === 'payout') {
    await settlePayout(act, target.row, line)
    return ok(true)
  }
  return receivePayment(act, target.row, { id: line.id, bookedOn: line.booked_on })
}

const confirmAssignment: Assignments['confirmAssignment'] = async (act, { lineId }) => {
  const line = await lockLine(act.tx, lineId)
  const assignment = await lockProposedAssignment(act.tx, lineId)
  if (line === undefined || assignment === undefined) return refuse('ledger.not_found')
  const checker = checkSecondPerson(act.actor, { personId: assignment.made_by, organisationId: assignment.made_in })
  if (!checker.ok) return checker
  const target = await lockTarget(act, assignment.target_id)
  if (target === null) throw new Error('an assignment names a request or a payout')
  const fitting = checkTarget(line, target)
  if (!fitting.ok) return fitting
  await decideAssignment(act.tx, assignment.id, { state: 'confirmed', by: checker.value, at: act.now })
  await setLineState(act.tx, lineId, {
    state: 'assigned',
    ...(target.kind === 'request' ? { requestId: target.row.id } : { payoutId: target.row.id }),
  })
  const settled = await settleTarget(act, line, target)
  if (!settled.ok) return settled
  act.publish(lineAssigned(act.actor, lineFact(line), target.row.id, assignment.made_by))
  return ok({ lineId })
}

const rejectAssignment: Assignments['rejectAssignment'] = async (act, { lineId }) => {
  const line = await lockLine(act.tx, lineId)
  const assignment = await lockProposedAssignment(act.tx, lineId)
  if (line === undefined || assignment === undefined) return refuse('ledger.not_found')
  const checker = checkSecondPerson(act.actor, { personId: assignment.made_by, organisationId: assignment.made_in })
  if (!checker.ok) return checker
  await decideAssignment(act.tx, assignment.id, { state: 'rejected', by: checker.value, at: act.now })
  await setLineState(act.tx, lineId, { state: 'unmatched' })
  act.publish(assignmentRejected(act.actor, lineFact(line), assignment.target_id))
  return ok({ lineId })
}

/** Back to the payer, by the name and account on the statement. */
const toPayer = (line: LineRow): Result<ReturnTo> => {
  const { counterparty_name: accountName, counterparty_account: accountNumber } = line
  if (accountNumber === '' || accountName === '') return refuse('ledger.return_needs_account')
  return ok({ beneficiary: { kind: 'payer', id: line.id }, purpose: 'return', subject: line.id, fallback: { accountName, accountNumber, bankName: '' } })
}

/** A payout that the bank sent back (退汇) goes out again to its beneficiary, as soon as another account is named. */
const toBeneficiary = async (act: Act, line: LineRow): Promise<Result<ReturnTo>> => {
  const [target] = await targetsOf(act.tx, referencesIn(line.remark).valid)
  const [payout] = target === undefined ? [] : await lockPayouts(act.tx, [target.target_id])
  if (payout === undefined) return refuse('ledger.not_found')
  if (payout.amount_minor !== line.amount_minor) {
    return refuse('ledger.target_amount_differs', { target: plainDecimal(payout.amount_minor), line: plainDecimal(line.amount_minor) })
  }
  const beneficiary = { kind: payout.beneficiary_kind, id: payout.beneficiary_id }
  return ok({ beneficiary, purpose: 'reissue', subject: payout.id, refusedAccount: payout.account_number })
}

const orderReturn: Assignments['orderReturn'] = async (act, { lineId }) => {
  const line = await lockLine(act.tx, lineId)
  if (line === undefined) return refuse('ledger.not_found')
  const isReturnable = line.direction === 'credit' && line.state === 'unmatched'
  if (!isReturnable) return refuse('ledger.line.conflict', { state: line.state })
  const to = line.reason === 'payout_returned' ? await toBeneficiary(act, line) : toPayer(line)
  if (!to.ok) return to
  const { amount_minor: amountMinor, currency } = line
  const payout = await placePayout(act, { ...to.value, from: suspenseAccount(currency), amountMinor, currency, key: act.newId('ret') })
  if (!payout.ok) return payout
  await setLineState(act.tx, lineId, { state: 'return_ordered', returnPayoutId: payout.value.id })
  return ok({ payoutId: payout.value.id })
}

const cancelReturn: Assignments['cancelReturn'] = async (act, { lineId }) => {
  const line = await lockLine(act.tx, lineId)
  if (line === undefined) return refuse('ledger.not_found')
  if (line.state !== 'return_ordered' || line.return_payout_id === null) return refuse('ledger.line.conflict', { state: line.state })
  const [payout] = await lockPayouts(act.tx, [line.return_payout_id])
  if (payout === undefined) throw new Error('a return has its payout')
  if (payoutLifecycle.next(payout.state, 'cancel') === null) return refuse('ledger.payout.already_batched', { state: payout.state })
  const legs = oppositeLegs(await legsOf(act.tx, payout.transaction_id))
  const reversed = await post(act, { purpose: 'reversal', subject: payout.transaction_id, key: 'reversal', legs, reverses: payout.transaction_id })
  if (!reversed.ok) return reversed
  await setLineState(act.tx, lineId, { state: 'unmatched', returnPayoutId: null })
  await setPayoutState(act.tx, [payout.id], { state: 'cancelled' })
  act.publish(aboutPayout(act.actor, 'cancelled', payout))
  return ok({ lineId })
}

export const assignmentCommands: Assignments = { proposeAssignment, confirmAssignment, rejectAssignment, orderReturn, cancelReturn }
