/** What higher modules call, inside their own transaction. */
import { toIso, type Instant } from '#kernel/instant.ts'
import type { Currency } from '#kernel/money.ts'
import type { Result } from '#kernel/result.ts'
import { ok, refuse } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import { rulesAt, statutoryDeadline } from '#modules/rulebook/index.ts'
import { organisationById } from '#modules/party/index.ts'
import { timestamp, type Reader } from '#platform/db/transaction.ts'
import { canReceive } from './core/account-text.ts'
import { accountCode, clientAccount, escrowAccount } from './core/accounts.ts'
import { endHold, placeHold, type HoldPurpose } from './core/hold.ts'
import { sameName } from './core/matching.ts'
import type { PayoutAccount } from './core/payout.ts'
import { MAX_LEG_MINOR, availableOf, move } from './core/posting.ts'
import { plainDecimal } from './core/xml-text.ts'
import { ledgerFacts } from './facts.ts'
import { placePayout } from './payouts.ts'
import { readAvailable } from './queries.ts'
import { closeHold, findHold, insertHold, lockAccounts, lockHold, lowerHeld, post, type HoldRow } from './store-books.ts'
import { insertRequest, lockRequests, reserveReference, setRequestDue, setRequestState, standingRequest, type RequestRow } from './store-claims.ts'
import { lineOfRequest } from './store-statements.ts'
import { tellCaptured, tellHold, tellReleased, tellRequest } from './telling.ts'

/** The supervised account is kept in renminbi. */
const MARKET_CURRENCY: Currency = 'CNY'

interface Claim {
  readonly organisationId: string
  readonly subject: string
  readonly purpose: HoldPurpose
}

const requestFact = (row: RequestRow) => ({
  id: row.id,
  subject: row.subject,
  purpose: row.purpose,
  payerOrganisationId: row.payerOrganisationId,
  amountMinor: row.amountMinor,
  currency: row.currency,
  dueAt: row.dueAt,
})

interface PaymentRequestInput {
  readonly payerOrganisationId: string
  readonly amountMinor: bigint
  readonly currency?: Currency
  readonly purpose: HoldPurpose
  /** Lot or contract that the payment is for. */
  readonly subject: string
  readonly dueAt: Instant
}

/** Asks an organisation to transfer an amount; its remark must bear the reference. Asking again for the same answers the same. */
export const requestPayment = async (act: Act, input: PaymentRequestInput): Promise<Result<{ readonly requestId: string; readonly reference: string }>> => {
  const { payerOrganisationId, amountMinor, purpose, subject, dueAt } = input
  const currency = input.currency ?? MARKET_CURRENCY
  if (currency !== MARKET_CURRENCY) return refuse('ledger.currency_not_kept', { currency })
  if (amountMinor <= 0n || amountMinor > MAX_LEG_MINOR) {
    return refuse('ledger.amount_out_of_range', { amount: plainDecimal(amountMinor), max: plainDecimal(MAX_LEG_MINOR) })
  }
  const standing = await standingRequest(act.tx, { payerOrganisationId, purpose, subject })
  if (standing !== undefined) {
    return standing.amountMinor === amountMinor
      ? ok({ requestId: standing.id, reference: standing.reference })
      : refuse('ledger.request.conflict', { requestId: standing.id, amount: plainDecimal(standing.amountMinor) })
  }
  const id = act.newId('pay')
  const reference = await reserveReference(act, 'request', id)
  const isAdded = await insertRequest(act.tx, {
    id,
    reference,
    payerOrganisationId,
    purpose,
    subject,
    amountMinor,
    currency,
    dueAt: timestamp(dueAt),
    requestedAt: timestamp(act.now),
    paidAt: null,
  })
  if (!isAdded) return refuse('ledger.request.conflict', { requestId: '', amount: plainDecimal(amountMinor) })
  tellRequest(act, { id, subject, purpose, payerOrganisationId, amountMinor, currency }, ledgerFacts.payment_requested, { dueAt: toIso(dueAt) })
  return ok({ requestId: id, reference })
}

/** Moves the day by which an open request is due; nothing when there is none, or it is due then already. */
export const postponePayment = async (act: Act, claim: Claim, dueAt: Instant): Promise<void> => {
  const { organisationId: payerOrganisationId, purpose, subject } = claim
  const standing = await standingRequest(act.tx, { payerOrganisationId, purpose, subject })
  if (standing?.state !== 'open' || standing.dueAt === dueAt) return
  await setRequestDue(act.tx, standing.id, dueAt)
  tellRequest(act, requestFact(standing), ledgerFacts.payment_postponed, { dueAt: toIso(dueAt) })
}

/** Withdraws an open request; a transfer that still arrives for it is listed as unmatched. True when there was one. */
export const cancelPaymentRequest = async (act: Act, claim: Claim): Promise<Result<boolean>> => {
  const { organisationId: payerOrganisationId, purpose, subject } = claim
  const standing = await standingRequest(act.tx, { payerOrganisationId, purpose, subject })
  if (standing === undefined) return ok(false)
  if (standing.state !== 'open') return refuse('ledger.request.already_paid', { requestId: standing.id })
  await setRequestState(act.tx, [standing.id], { state: 'cancelled' })
  tellRequest(act, requestFact(standing), ledgerFacts.payment_cancelled, {})
  return ok(true)
}

const holdFact = (row: HoldRow) => ({
  id: row.id,
  subject: row.subject,
  purpose: row.purpose,
  organisationId: row.organisationId,
  amountMinor: row.amountMinor,
})

/** Binds available money of an organisation to a subject. The same hold asked for again answers the first. */
export const holdFor = async (
  act: Act,
  input: Claim & { readonly amountMinor: bigint; readonly requestId?: string },
): Promise<Result<{ readonly holdId: string }>> => {
  const { organisationId, subject, purpose, amountMinor } = input
  const [account] = await lockAccounts(act.tx, [clientAccount(organisationId, MARKET_CURRENCY)], act.now)
  if (account === undefined) throw new Error('the client account was just opened')
  const existing = await findHold(act.tx, input)
  if (existing?.state === 'held') {
    return existing.amountMinor === amountMinor
      ? ok({ holdId: existing.id })
      : refuse('ledger.hold.conflict', { holdId: existing.id, amount: plainDecimal(existing.amountMinor) })
  }
  const placed = placeHold(account, amountMinor)
  if (!placed.ok) return placed
  const id = act.newId('hld')
  const hold = { id, account, currency: MARKET_CURRENCY, organisationId, purpose, subject, amountMinor, requestId: input.requestId ?? null }
  await insertHold(act.tx, hold, act.now)
  tellHold(act, { id, subject, purpose, organisationId, amountMinor }, ledgerFacts.hold_placed, {})
  return ok({ holdId: id })
}

/** Where the money came from, if the payer's name there is the organisation's own. */
const wayBack = async (act: Act, hold: HoldRow): Promise<PayoutAccount | null> => {
  if (hold.requestId === null) return null
  const line = await lineOfRequest(act.tx, hold.requestId)
  const organisation = await organisationById(act.tx, hold.organisationId)
  if (line === undefined || !canReceive(line.counterpartyAccount) || !organisation) return null
  if (!sameName(organisation.name.zh, line.counterpartyName)) return null
  return { accountName: line.counterpartyName, accountNumber: line.counterpartyAccount, bankName: '' }
}

const checkEnd = async (act: Act, hold: HoldRow, event: 'release' | 'capture'): Promise<Result<true>> => {
  const [account] = await lockAccounts(act.tx, [clientAccount(hold.organisationId, hold.currency)], act.now)
  if (account === undefined) throw new Error('a hold without its account')
  const ended = endHold(account, { state: hold.state, amountMinor: hold.amountMinor }, event)
  return ended.ok ? ok(true) : ended
}

/**
 * Ends a hold and orders its refund, due within the hours the rulebook gives (deposit.refund.losers). Releasing a released
 * hold answers with the refund that was ordered then; a captured one is refused.
 */
export const releaseHold = async (act: Act, claim: Claim): Promise<Result<{ readonly payoutId: string }>> => {
  const hold = await lockHold(act.tx, claim)
  if (hold === undefined) return refuse('ledger.hold.not_found', { subject: claim.subject, purpose: claim.purpose })
  const refund = {
    from: clientAccount(hold.organisationId, hold.currency),
    beneficiary: { kind: 'organisation', id: hold.organisationId },
    amountMinor: hold.amountMinor,
    currency: hold.currency,
    purpose: 'refund',
    subject: hold.subject,
    key: hold.id,
    holdId: hold.id,
  } as const
  if (hold.state === 'released') {
    const earlier = await placePayout(act, refund)
    return earlier.ok ? ok({ payoutId: earlier.value.id }) : earlier
  }
  const permitted = await checkEnd(act, hold, 'release')
  if (!permitted.ok) return permitted
  await lowerHeld(act.tx, hold.accountId, hold.amountMinor)
  await closeHold(act.tx, hold.id, { state: 'released', at: act.now, transactionId: null })
  const rules = await rulesAt(act.tx, act.now)
  const dueAt = statutoryDeadline(rules, 'deposit.refund.losers', act.now).closesAt
  const payout = await placePayout(act, { ...refund, dueAt, fallback: await wayBack(act, hold) })
  if (!payout.ok) return payout
  if (hold.requestId !== null) {
    await lockRequests(act.tx, [hold.requestId])
    await setRequestState(act.tx, [hold.requestId], { state: 'refunded' })
  }
  tellHold(act, holdFact(hold), ledgerFacts.hold_released, { payoutId: payout.value.id })
  return ok({ payoutId: payout.value.id })
}

/** Ends a hold by moving its money into the escrow of a contract. Capturing twice into the same contract answers the first. */
export const captureHold = async (
  act: Act,
  input: Claim & { readonly toSubject: string },
): Promise<Result<{ readonly amountMinor: bigint; readonly transactionId: string }>> => {
  const hold = await lockHold(act.tx, input)
  if (hold === undefined) return refuse('ledger.hold.not_found', { subject: input.subject, purpose: input.purpose })
  const posting = {
    purpose: 'capture',
    subject: hold.id,
    key: 'capture',
    legs: move({ debit: clientAccount(hold.organisationId, hold.currency), credit: escrowAccount(input.toSubject, hold.currency) }, hold.amountMinor),
  } as const
  if (hold.state !== 'captured') {
    const permitted = await checkEnd(act, hold, 'capture')
    if (!permitted.ok) return permitted
    await lowerHeld(act.tx, hold.accountId, hold.amountMinor)
  }
  const posted = await post(act, posting)
  if (!posted.ok) return posted
  if (!posted.value.isReplay) {
    await closeHold(act.tx, hold.id, { state: 'captured', at: act.now, transactionId: posted.value.id })
    tellCaptured(act, holdFact(hold), input.toSubject)
  }
  return ok({ amountMinor: hold.amountMinor, transactionId: posted.value.id })
}

/** Pays the whole escrow of a contract into the seller's client account. Releasing an empty escrow is refused. */
export const releaseEscrow = async (
  act: Act,
  input: { readonly contractId: string; readonly toOrganisationId: string },
): Promise<Result<{ readonly amountMinor: bigint; readonly transactionId: string }>> => {
  const { contractId, toOrganisationId } = input
  const escrow = escrowAccount(contractId, MARKET_CURRENCY)
  const seller = clientAccount(toOrganisationId, MARKET_CURRENCY)
  const accounts = await lockAccounts(act.tx, [escrow, seller], act.now)
  const account = accounts.find((candidate) => candidate.code === `escrow:${contractId}:${MARKET_CURRENCY}`)
  const amountMinor = account === undefined ? 0n : availableOf(account)
  if (amountMinor <= 0n) return refuse('ledger.escrow_empty', { contractId })
  const legs = move({ debit: escrow, credit: seller }, amountMinor)
  // The credits so far make the key: money that comes into the escrow after a release is a new release.
  const key = `${toOrganisationId}:${account?.creditsMinor ?? 0n}`
  const posted = await post(act, { purpose: 'escrow_release', subject: contractId, key, legs })
  if (!posted.ok) return posted
  tellReleased(act, { contractId, toOrganisationId, amountMinor, transactionId: posted.value.id })
  return ok({ amountMinor, transactionId: posted.value.id })
}

interface PayoutInput {
  readonly fromOrganisationId: string
  readonly beneficiary: { readonly kind: 'person' | 'organisation'; readonly id: string }
  readonly amountMinor: bigint
  readonly currency?: Currency
  readonly purpose: string
  readonly subject: string
  /** Only where one beneficiary gets several payouts of one purpose and subject. */
  readonly key?: string
  readonly dueAt?: Instant
}

/** Orders a payment out of an organisation's available money. */
export const orderPayout = async (act: Act, input: PayoutInput): Promise<Result<{ readonly payoutId: string }>> => {
  const currency = input.currency ?? MARKET_CURRENCY
  if (currency !== MARKET_CURRENCY) return refuse('ledger.currency_not_kept', { currency })
  const { beneficiary, amountMinor, purpose, subject } = input
  const order = { from: clientAccount(input.fromOrganisationId, currency), beneficiary, amountMinor, currency, purpose, subject }
  const due = input.dueAt === undefined ? {} : { dueAt: input.dueAt }
  const placed = await placePayout(act, { ...order, ...due, key: input.key ?? beneficiary.id })
  return placed.ok ? ok({ payoutId: placed.value.id }) : placed
}

/** Money in the escrow of a contract, in fen. */
export const escrowBalance = (reader: Reader, contractId: string): Promise<bigint> =>
  readAvailable(reader, accountCode(escrowAccount(contractId, MARKET_CURRENCY)))
