/** Steps that commands, reactions and due tasks share: drafting, taking effect, payment, and the end. */
import { toIso, type Instant } from '#kernel/instant.ts'
import { ok, type Result } from '#kernel/result.ts'
import { markConverted } from '#modules/achievement/index.ts'
import { captureHold, escrowBalance, releaseEscrow } from '#modules/ledger/index.ts'
import { cancelPaymentRequest, orderPayout, refundHold, requestPayment } from '#modules/payment/index.ts'
import { rulesAt, statutoryDeadline, withinCalendar } from '#modules/rulebook/index.ts'
import { completeDisposal, releaseDisposal } from '#modules/title/index.ts'
import { deadline } from '#kernel/business-calendar.ts'
import type { Act } from '#platform/command/act.ts'
import { timestamp } from '#platform/db/transaction.ts'
import type { Deduction } from './core/amounts.ts'
import { moneyAtEnd, type Ground, type MoneyEnd } from './core/ending.ts'
import { contractLifecycle, type ContractEvent } from './core/lifecycle.ts'
import { contractFacts } from './facts.ts'
import { dealBody, tell } from './telling.ts'
import { makeContractPaper } from './paperwork.ts'
import { contractRow, lockContract, updateContract, type ContractRow } from './store.ts'

const DEPOSIT = 'deposit' as const
const PRICE = 'price' as const
export const PAYMENT_DUE = 'contract.payment_due'
const dueKey = (id: string): string => `${PAYMENT_DUE}:${id}`

const reread = async (act: Act, id: string): Promise<ContractRow> => {
  const row = await contractRow(act.tx, id)
  if (!row) throw new Error(`contract ${id} vanished`)
  return row
}

/** Prints the contract from its data. Earlier confirmations named another digest and so no longer count. */
export const draft = async (act: Act, row: ContractRow, deductions: readonly Deduction[]): Promise<Result<ContractRow>> => {
  const paper = await makeContractPaper(act, row, deductions)
  if (!paper.ok) return paper
  await updateContract(act.tx, row.id, {
    state: 'drafted',
    contractDocumentId: paper.value.documentId,
    contractSha256: paper.value.sha256,
    draftedAt: timestamp(act.now),
  })
  const drafted = await reread(act, row.id)
  tell(act, drafted, contractFacts.drafted, { sha256: paper.value.sha256, documentId: paper.value.documentId })
  return ok(drafted)
}

/** Both sides have confirmed: the deposit is set off into escrow and the rest of the price is asked for. */
export const takeEffect = async (act: Act, row: ContractRow): Promise<Result<ContractRow>> => {
  const rules = await rulesAt(act.tx, act.now)
  const due = withinCalendar(() => statutoryDeadline(rules, 'payment.full', act.now))
  if (!due.ok) return due
  if (row.depositMinor > 0n) {
    const captured = await captureHold(act, { subject: row.lotId, organisationId: row.buyerOrganisationId, purpose: DEPOSIT, toSubject: row.id })
    if (!captured.ok) return captured
  }
  const balanceMinor = row.priceMinor - row.depositMinor
  const { closesAt } = due.value
  await updateContract(act.tx, row.id, { state: 'effective', effectiveAt: timestamp(act.now), paymentDueAt: timestamp(closesAt) })
  tell(act, row, contractFacts.effective, { ...dealBody(row), paymentDueAt: toIso(closesAt), balanceMinor: String(balanceMinor) })
  if (balanceMinor === 0n) return bookPayment(act, await reread(act, row.id))
  const request = await requestPayment(act, {
    payerOrganisationId: row.buyerOrganisationId,
    amountMinor: balanceMinor,
    purpose: PRICE,
    subject: row.id,
    dueAt: closesAt,
  })
  if (!request.ok) return request
  await updateContract(act.tx, row.id, { paymentRequestId: request.value.requestId, paymentReference: request.value.reference })
  act.schedule({ key: dueKey(row.id), task: PAYMENT_DUE, payload: { id: row.id }, dueAt: closesAt })
  return ok(await reread(act, row.id))
}

/** The price is in escrow; the seller's time to hand over begins. */
const bookPayment = async (act: Act, row: ContractRow): Promise<Result<ContractRow>> => {
  const next = contractLifecycle.next(row.state, 'pay')
  if (next === null) return ok(row)
  const { calendar } = await rulesAt(act.tx, act.now)
  const handoverDueAt = withinCalendar(() => deadline(calendar, act.now, row.terms.handoverDays, 'cd'))
  if (!handoverDueAt.ok) return handoverDueAt
  await updateContract(act.tx, row.id, { state: next, paidAt: timestamp(act.now), handoverDueAt: timestamp(handoverDueAt.value) })
  act.unschedule(dueKey(row.id))
  tell(act, row, contractFacts.price_paid, { priceMinor: String(row.priceMinor), handoverDueAt: toIso(handoverDueAt.value) })
  return ok(await reread(act, row.id))
}

/** The bank has the buyer's money: into escrow while the contract wants it, back to the buyer when it has ended. */
export const receivePrice = async (act: Act, contractId: string): Promise<Result<unknown>> => {
  const row = await lockContract(act.tx, contractId)
  if (!row) return ok(null)
  const claim = { subject: row.id, organisationId: row.buyerOrganisationId, purpose: PRICE }
  if (contractLifecycle.next(row.state, 'pay') === null) return row.endedAt === null ? ok(null) : refundHold(act, claim)
  const captured = await captureHold(act, { ...claim, toSubject: row.id })
  return captured.ok ? bookPayment(act, row) : captured
}

/** The due task: what is not paid by the last day is overdue. Whether time to cure begins is the creditor's affair. */
export const fallDue = async (act: Act, contractId: string): Promise<Result<unknown>> => {
  const row = await lockContract(act.tx, contractId)
  if (!row || row.state !== 'effective' || row.paymentDueAt === null) return ok(null)
  if (act.now < row.paymentDueAt) {
    act.schedule({ key: dueKey(row.id), task: PAYMENT_DUE, payload: { id: row.id }, dueAt: row.paymentDueAt })
    return ok(null)
  }
  await updateContract(act.tx, row.id, { state: 'overdue' })
  tell(act, row, contractFacts.overdue, { paymentDueAt: toIso(row.paymentDueAt) })
  return ok(null)
}

/** The creditor's demand: from here the time to cure runs (interpretation on technology contracts, art. 15). */
export const demandPayment = async (act: Act, row: ContractRow, note: string): Promise<Result<Instant>> => {
  const rules = await rulesAt(act.tx, act.now)
  const cure = withinCalendar(() => statutoryDeadline(rules, 'contract.cureDays', act.now))
  if (!cure.ok) return cure
  const { closesAt } = cure.value
  await updateContract(act.tx, row.id, { demandedAt: timestamp(act.now), cureEndsAt: timestamp(closesAt) })
  tell(act, row, contractFacts.payment_demanded, { note, cureEndsAt: toIso(closesAt) })
  return ok(closesAt)
}

/** Handed over and accepted: the price goes to the seller, the right to the buyer. */
export const settle = async (act: Act, row: ContractRow): Promise<Result<ContractRow>> => {
  const released = await releaseEscrow(act, { contractId: row.id, toOrganisationId: row.sellerOrganisationId })
  if (!released.ok) return released
  const completed = await completeDisposal(act, row.lotId, row.id, row.buyerOrganisationId)
  if (!completed.ok) return completed
  await updateContract(act.tx, row.id, { state: 'settled', endedAt: timestamp(act.now) })
  const settled = await reread(act, row.id)
  tell(act, settled, contractFacts.settled, { ...dealBody(settled), releasedMinor: String(released.value.amountMinor) })
  const converted = await markConverted(act, row.achievementId, row.id)
  return converted.ok ? ok(settled) : converted
}

const escrowTo = async (act: Act, row: ContractRow, organisationId: string): Promise<Result<unknown>> => {
  const balance = await escrowBalance(act.tx, row.id)
  if (balance === 0n) return ok(null)
  const released = await releaseEscrow(act, { contractId: row.id, toOrganisationId: organisationId })
  if (!released.ok || organisationId !== row.buyerOrganisationId) return released
  // The buyer's money does not stay on the market: it is refunded to the bank it came from.
  const beneficiary = { kind: 'organisation' as const, id: organisationId }
  return orderPayout(act, { fromOrganisationId: organisationId, beneficiary, amountMinor: released.value.amountMinor, purpose: 'refund', subject: row.id })
}

const moveMoney = async (act: Act, row: ContractRow, end: MoneyEnd): Promise<Result<unknown>> => {
  const deposit = { subject: row.lotId, organisationId: row.buyerOrganisationId, purpose: DEPOSIT }
  if (end === 'release_deposit') return row.depositMinor === 0n ? ok(null) : refundHold(act, deposit)
  if (end === 'deposit_to_seller') {
    const captured = await captureHold(act, { ...deposit, toSubject: row.id })
    return captured.ok ? escrowTo(act, row, row.sellerOrganisationId) : captured
  }
  return escrowTo(act, row, end === 'escrow_to_seller' ? row.sellerOrganisationId : row.buyerOrganisationId)
}

interface Ending {
  readonly event: Extract<ContractEvent, 'withdraw' | 'default' | 'terminate'>
  readonly ground: Ground
  readonly reason: string
}

const FACT_OF_END = { withdraw: contractFacts.withdrawn, default: contractFacts.defaulted, terminate: contractFacts.terminated } as const

/** Ends a contract before it is settled: money by whose side the cause lies on, the right is free again. */
export const endContract = async (act: Act, row: ContractRow, { event, ground, reason }: Ending): Promise<Result<ContractRow>> => {
  const next = contractLifecycle.next(row.state, event)
  if (next === null) return ok(row)
  const money = moneyAtEnd(row.state, ground)
  if (!money.ok) return money
  if (row.paymentRequestId !== null && row.paidAt === null) {
    const cancelled = await cancelPaymentRequest(act, { subject: row.id, organisationId: row.buyerOrganisationId, purpose: PRICE })
    if (!cancelled.ok) return cancelled
  }
  const moved = await moveMoney(act, row, money.value)
  if (!moved.ok) return moved
  const freed = await releaseDisposal(act, row.lotId)
  if (!freed.ok) return freed
  act.unschedule(dueKey(row.id))
  await updateContract(act.tx, row.id, { state: next, endedAt: timestamp(act.now), endGround: ground, endReason: reason })
  tell(act, row, FACT_OF_END[event], { ground, reason, money: money.value, from: row.state, wasEffective: row.effectiveAt !== null })
  return ok(await reread(act, row.id))
}
