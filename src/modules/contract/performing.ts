/** Steps that commands, reactions and due tasks share: drafting, taking effect and payment. */
import { toIso, type Instant } from '#kernel/instant.ts'
import { ok, type Result } from '#kernel/result.ts'
import { achievementById } from '#modules/achievement/index.ts'
import { captureHold } from '#modules/ledger/index.ts'
import { depositSubjectOf, freeWinnersCover } from '#modules/listing/index.ts'
import { refundHold, requestPayment } from '#modules/payment/index.ts'
import { rulesAt, statutoryDeadline, withinCalendar } from '#modules/rulebook/index.ts'
import { deadline } from '#kernel/business-calendar.ts'
import type { Act } from '#platform/command/act.ts'
import { json, timestamp } from '#platform/db/transaction.ts'
import type { Deduction } from './core/amounts.ts'
import { contractLifecycle } from './core/lifecycle.ts'
import { registeredOf, type RegisteredKind } from './core/registration.ts'
import { contractFacts } from './facts.ts'
import { dealBody, tell } from './telling.ts'
import { agreedTerms, makeContractPaper } from './paperwork.ts'
import { subjectsOf } from './papers/subjects.ts'
import { contractRow, lockContract, updateContract, type ContractRow } from './store.ts'

export const DEPOSIT = 'deposit' as const
export const PRICE = 'price' as const
export const PAYMENT_DUE = 'contract.payment_due'
export const SIGNING_DUE = 'contract.signing_due'
export const dueKey = (id: string): string => `${PAYMENT_DUE}:${id}`

/** What was demanded has been done, or is asked for no longer. */
export const NO_DEMAND = { demandedAt: null, cureEndsAt: null } as const

/** The contract is on its straight way: no notice of rescission and no dispute stands against it any more. */
export const STRAIGHT = {
  ...NO_DEMAND,
  rescindedFrom: null,
  rescindedSide: null,
  rescindedGround: null,
  rescindedReason: null,
  rescindedAt: null,
  objectionEndsAt: null,
  disputedFrom: null,
  disputedSide: null,
  disputedAt: null,
} as const

export const reread = async (act: Act, id: string): Promise<ContractRow> => {
  const row = await contractRow(act.tx, id)
  if (!row) throw new Error(`contract ${id} vanished`)
  return row
}

/** What the contract has to register, as the record of the achievement stands. */
const registersOf = async (act: Act, row: ContractRow): Promise<RegisteredKind[]> => {
  const achievement = await achievementById(act.tx, row.achievementId)
  const kinds = achievement === null ? [] : subjectsOf(achievement).map(({ kind }) => kind)
  return [...registeredOf(row.rightName, kinds)]
}

/** A contract that was drawn up before this was kept learns what it has to register. */
export const withRegisters = async (act: Act, row: ContractRow): Promise<ContractRow> => {
  if (row.registers !== null) return row
  await updateContract(act.tx, row.id, { registers: await registersOf(act, row) })
  return reread(act, row.id)
}

/** Until when both sides confirm what lies before them: told by the notice of the lot, kept by the clock. */
export const signingDeadline = async (act: Act, id: string): Promise<Result<Instant>> => {
  const rules = await rulesAt(act.tx, act.now)
  const due = withinCalendar(() => statutoryDeadline(rules, 'sale.signing', act.now).closesAt)
  if (due.ok) act.schedule({ key: `${SIGNING_DUE}:${id}`, task: SIGNING_DUE, payload: { id }, dueAt: due.value })
  return due
}

/** Prints the contract from its data. Earlier confirmations named another digest and so no longer count; the time to confirm goes on running. */
export const draft = async (act: Act, undrawn: ContractRow, deductions: readonly Deduction[]): Promise<Result<ContractRow>> => {
  await updateContract(act.tx, undrawn.id, { terms: json(await agreedTerms(act, undrawn.terms)), registers: await registersOf(act, undrawn) })
  const row = await reread(act, undrawn.id)
  const paper = await makeContractPaper(act, row, deductions)
  if (!paper.ok) return paper
  if (row.state === 'sale_pending') {
    const signBy = await signingDeadline(act, row.id)
    await updateContract(act.tx, row.id, { signBy: signBy.ok ? timestamp(signBy.value) : null, lapsedAt: null })
  }
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
    const subject = await depositSubjectOf(act.tx, row.lotId)
    const captured = await captureHold(act, { subject, organisationId: row.buyerOrganisationId, purpose: DEPOSIT, toSubject: row.id })
    if (!captured.ok) return captured
  }
  const balanceMinor = row.priceMinor - row.depositMinor
  const { closesAt } = due.value
  act.unschedule(`${SIGNING_DUE}:${row.id}`)
  await updateContract(act.tx, row.id, { state: 'effective', effectiveAt: timestamp(act.now), paymentDueAt: timestamp(closesAt) })
  tell(act, row, contractFacts.effective, { ...dealBody(row), paymentDueAt: toIso(closesAt), balanceMinor: String(balanceMinor) })
  if (balanceMinor === 0n) return bookPayment(act, await reread(act, row.id))
  return askForBalance(act, row, closesAt)
}

/** The buyer is asked for what the deposit leaves of the price. */
export const askForBalance = async (act: Act, row: ContractRow, dueAt: Instant): Promise<Result<ContractRow>> => {
  const request = await requestPayment(act, {
    payerOrganisationId: row.buyerOrganisationId,
    amountMinor: row.priceMinor - row.depositMinor,
    purpose: PRICE,
    subject: row.id,
    dueAt,
  })
  if (!request.ok) return request
  await updateContract(act.tx, row.id, { paymentRequestId: request.value.requestId, paymentReference: request.value.reference })
  act.schedule({ key: dueKey(row.id), task: PAYMENT_DUE, payload: { id: row.id }, dueAt })
  return ok(await reread(act, row.id))
}

/** The price is in escrow; the seller's time to hand over begins. */
const bookPayment = async (act: Act, row: ContractRow): Promise<Result<ContractRow>> => {
  const next = contractLifecycle.next(row.state, 'pay')
  if (next === null) return ok(row)
  const { calendar } = await rulesAt(act.tx, act.now)
  const handoverDueAt = withinCalendar(() => deadline(calendar, act.now, row.terms.handoverDays, 'cd'))
  if (!handoverDueAt.ok) return handoverDueAt
  await updateContract(act.tx, row.id, { state: next, paidAt: timestamp(act.now), handoverDueAt: timestamp(handoverDueAt.value), ...NO_DEMAND })
  act.unschedule(dueKey(row.id))
  await freeWinnersCover(act, row.lotId, row.buyerOrganisationId)
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
