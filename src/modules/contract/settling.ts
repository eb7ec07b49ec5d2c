/** The ways out of a contract: settled, or ended before that. Each pays out all that is held, as a split. */
import { ok, refuse, type Result } from '#kernel/result.ts'
import { markConverted } from '#modules/achievement/index.ts'
import { captureHold, escrowBalance, releaseEscrow } from '#modules/ledger/index.ts'
import { depositSubjectOf, freeWinnersCover, recordDefault } from '#modules/listing/index.ts'
import { cancelPaymentRequest, orderPayout, refundHold } from '#modules/payment/index.ts'
import { rulesAt, withinCalendar } from '#modules/rulebook/index.ts'
import { completeDisposal, releaseDisposal } from '#modules/title/index.ts'
import { deadline } from '#kernel/business-calendar.ts'
import { toIso, type Instant } from '#kernel/instant.ts'
import type { Act } from '#platform/command/act.ts'
import { timestamp, type Reader } from '#platform/db/transaction.ts'
import { sharesAtEnd, type Ground, type Shares } from './core/ending.ts'
import { contractLifecycle, type ContractEvent } from './core/lifecycle.ts'
import { contractFacts } from './facts.ts'
import { agreedTerms } from './paperwork.ts'
import { DEPOSIT, dueKey, STRAIGHT, PRICE, reread, SIGNING_DUE } from './performing.ts'
import { decideHandover, updateContract, type ContractRow } from './store.ts'
import { dealBody, tell } from './telling.ts'

/** What lies with the market for this contract: the deposit on hold until it takes effect, then the escrow. */
export const heldOf = async (reader: Reader, row: ContractRow): Promise<bigint> => (row.effectiveAt === null ? row.depositMinor : escrowBalance(reader, row.id))

const release = async (act: Act, row: ContractRow, toOrganisationId: string, amountMinor: bigint): Promise<Result<unknown>> => {
  if (amountMinor === 0n) return ok(null)
  const released = await releaseEscrow(act, { contractId: row.id, toOrganisationId, amountMinor })
  if (!released.ok || toOrganisationId !== row.buyerOrganisationId) return released
  // The buyer's money does not stay on the market: it is refunded to the bank it came from.
  const beneficiary = { kind: 'organisation' as const, id: toOrganisationId }
  return orderPayout(act, {
    fromOrganisationId: toOrganisationId,
    beneficiary,
    amountMinor,
    purpose: 'refund',
    subject: row.id,
    key: released.value.transactionId,
  })
}

/** Pays each its share of what is held. A deposit that goes back whole goes the way it came. */
const payShares = async (act: Act, row: ContractRow, { sellerMinor, buyerMinor }: Shares): Promise<Result<unknown>> => {
  if (row.effectiveAt === null && sellerMinor + buyerMinor > 0n) {
    const deposit = { subject: await depositSubjectOf(act.tx, row.lotId), organisationId: row.buyerOrganisationId, purpose: DEPOSIT }
    if (sellerMinor === 0n) return refundHold(act, deposit)
    const captured = await captureHold(act, { ...deposit, toSubject: row.id })
    if (!captured.ok) return captured
  }
  const toSeller = await release(act, row, row.sellerOrganisationId, sellerMinor)
  return toSeller.ok ? release(act, row, row.buyerOrganisationId, buyerMinor) : toSeller
}

/** A part of the price goes to the seller; the rest stays held. */
export const payPart = async (act: Act, row: ContractRow, amountMinor: bigint): Promise<Result<unknown>> => {
  const released = await release(act, row, row.sellerOrganisationId, amountMinor)
  if (released.ok) await updateContract(act.tx, row.id, { receivedMinor: row.receivedMinor + amountMinor })
  return released
}

/** Money that the contract, as it stands now, gives back to the buyer; the rest stays held. */
export const giveBack = (act: Act, row: ContractRow, amountMinor: bigint): Promise<Result<unknown>> => release(act, row, row.buyerOrganisationId, amountMinor)

/** The right is the buyer's: what is held goes to the seller, and who holds the right changes. */
export const settle = async (act: Act, row: ContractRow): Promise<Result<ContractRow>> => {
  const heldMinor = await heldOf(act.tx, row)
  if (heldMinor === 0n && row.receivedMinor === 0n) return refuse('ledger.escrow_empty', { contractId: row.id })
  const released = await payPart(act, row, heldMinor)
  if (!released.ok) return released
  const completed = await completeDisposal(act, row.lotId, row.id, row.buyerOrganisationId)
  if (!completed.ok) return completed
  await updateContract(act.tx, row.id, { state: 'settled', endedAt: timestamp(act.now), ...STRAIGHT })
  const settled = await reread(act, row.id)
  tell(act, settled, contractFacts.settled, { ...dealBody(settled), releasedMinor: String(settled.receivedMinor) })
  const converted = await markConverted(act, row.achievementId, row.id)
  return converted.ok ? ok(settled) : converted
}

/** Until when the seller applies for registration, counted from now. */
export const registrationDue = async (act: Act, row: ContractRow): Promise<Result<Instant>> => {
  const { calendar } = await rulesAt(act.tx, act.now)
  const { registerDays } = await agreedTerms(act, row.terms)
  return withinCalendar(() => deadline(calendar, act.now, registerDays, 'wd'))
}

/** The documents are in order, the right has not passed yet (Patent Law art. 10): the seller's time to apply for registration begins, the money stays. */
export const awaitRegistration = async (act: Act, row: ContractRow): Promise<Result<ContractRow>> => {
  const due = await registrationDue(act, row)
  if (!due.ok) return due
  await updateContract(act.tx, row.id, { state: 'registering', registrationDueAt: timestamp(due.value), acceptanceDueAt: null, ...STRAIGHT })
  tell(act, row, contractFacts.registration_awaited, { registrationDueAt: toIso(due.value) })
  return ok(await reread(act, row.id))
}

interface Acceptance {
  readonly outcome: 'accepted' | 'deemed'
  readonly by: string | null
  readonly demandedAt: Instant | null
}

/** Accepted, in words or by silence: settled, or on the way to the register. */
export const accept = async (act: Act, row: ContractRow, { outcome, by, demandedAt }: Acceptance): Promise<Result<ContractRow>> => {
  await decideHandover(act.tx, { contractId: row.id, outcome, by, at: act.now, reason: null })
  if (outcome === 'accepted') tell(act, row, contractFacts.accepted, {})
  else tell(act, row, contractFacts.deemed_accepted, { demandedAt: toIso(demandedAt ?? act.now) })
  return (row.registers ?? []).length > 0 ? awaitRegistration(act, row) : settle(act, row)
}

interface Ending {
  readonly event: Extract<ContractEvent, 'withdraw' | 'default' | 'terminate'>
  readonly ground: Ground
  readonly reason: string
  /** Absent: by the terms. */
  readonly shares?: Shares
}

const NOTHING: Shares = { sellerMinor: 0n, buyerMinor: 0n }

const FACT_OF_END = { withdraw: contractFacts.withdrawn, default: contractFacts.defaulted, terminate: contractFacts.terminated } as const

const moneyWords = (row: ContractRow, { sellerMinor, buyerMinor }: Shares): string => {
  if (sellerMinor > 0n && buyerMinor > 0n) return 'split'
  if (row.effectiveAt === null) return sellerMinor > 0n ? 'deposit_to_seller' : 'release_deposit'
  return sellerMinor > 0n ? 'escrow_to_seller' : 'escrow_to_buyer'
}

/** The buyer is asked for the price no longer. */
export const stopAsking = async (act: Act, row: ContractRow): Promise<Result<unknown>> => {
  act.unschedule(dueKey(row.id))
  act.unschedule(`${SIGNING_DUE}:${row.id}`)
  if (row.paymentRequestId === null || row.paidAt !== null) return ok(null)
  return cancelPaymentRequest(act, { subject: row.id, organisationId: row.buyerOrganisationId, purpose: PRICE })
}

/** Ends a contract before it is settled: the money by the cause, the right is free again. */
export const endContract = async (act: Act, row: ContractRow, { event, ground, reason, shares }: Ending): Promise<Result<ContractRow>> => {
  const next = contractLifecycle.next(row.state, event)
  if (next === null) return refuse('contract.wrong_state', { state: row.state })
  const stopped = await stopAsking(act, row)
  if (!stopped.ok) return stopped
  // Before the contract took effect the deposit of a buyer in default is divided by the rule of the sale, once its costs are known.
  const isForfeited = ground === 'buyer' && row.effectiveAt === null && shares === undefined
  const paid = isForfeited ? NOTHING : (shares ?? sharesAtEnd(ground, await heldOf(act.tx, row), row.depositMinor))
  const moved = await payShares(act, row, paid)
  if (!moved.ok) return moved
  if (ground === 'buyer') {
    const recorded = await recordDefault(act, { lotId: row.lotId, organisationId: row.buyerOrganisationId, isByContract: row.effectiveAt !== null })
    if (!recorded.ok) return recorded
  } else await freeWinnersCover(act, row.lotId, row.buyerOrganisationId)
  const freed = await releaseDisposal(act, row.lotId)
  if (!freed.ok) return freed
  await updateContract(act.tx, row.id, { state: next, endedAt: timestamp(act.now), endGround: ground, endReason: reason })
  tell(act, row, FACT_OF_END[event], {
    ground,
    reason,
    money: isForfeited ? 'deposit_forfeited' : moneyWords(row, paid),
    from: row.state,
    wasEffective: row.effectiveAt !== null,
    sellerMinor: String(paid.sellerMinor),
    buyerMinor: String(paid.buyerMinor),
  })
  return ok(await reread(act, row.id))
}
