/** What higher rooms call, inside their own transaction. */
import { toIso, type Instant } from '#kernel/instant.ts'
import { plainDecimal, type Currency } from '#kernel/money.ts'
import type { Result } from '#kernel/result.ts'
import { ok, refuse } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import { MARKET_CURRENCY, MAX_LEG_MINOR, clientAccount, lockHold, releaseHold, type MoneyPurpose } from '#modules/ledger/index.ts'
import { rulesAt, statutoryDeadline } from '#modules/rulebook/index.ts'
import { organisationById } from '#modules/party/index.ts'
import { timestamp } from '#platform/db/transaction.ts'
import { canReceive } from './core/account-text.ts'
import { sameName } from './core/matching.ts'
import type { PayoutAccount } from './core/payout.ts'
import { paymentFacts } from './facts.ts'
import { placePayout } from './payouts.ts'
import { insertRequest, lockRequestOfHold, reserveReference, setRequestDue, setRequestState, standingRequest, type RequestRow } from './store-claims.ts'
import { lineOfRequest } from './store-statements.ts'
import { tellRequest } from './telling.ts'

interface Claim {
  readonly organisationId: string
  readonly subject: string
  readonly purpose: MoneyPurpose
}

interface PaymentRequestInput {
  readonly payerOrganisationId: string
  readonly amountMinor: bigint
  readonly currency?: Currency
  readonly purpose: MoneyPurpose
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
    holdId: null,
  })
  if (!isAdded) return refuse('ledger.request.conflict', { requestId: '', amount: plainDecimal(amountMinor) })
  tellRequest(act, { id, subject, purpose, payerOrganisationId, amountMinor, currency }, paymentFacts.payment_requested, { dueAt: toIso(dueAt) })
  return ok({ requestId: id, reference })
}

/** Moves the day by which an open request is due; nothing when there is none, or it is due then already. */
export const postponePayment = async (act: Act, claim: Claim, dueAt: Instant): Promise<void> => {
  const { organisationId: payerOrganisationId, purpose, subject } = claim
  const standing = await standingRequest(act.tx, { payerOrganisationId, purpose, subject })
  if (standing?.state !== 'open' || standing.dueAt === dueAt) return
  await setRequestDue(act.tx, standing.id, dueAt)
  tellRequest(act, standing, paymentFacts.payment_postponed, { dueAt: toIso(dueAt) })
}

/** Withdraws an open request; a transfer that still arrives for it is listed as unmatched. True when there was one. */
export const cancelPaymentRequest = async (act: Act, claim: Claim): Promise<Result<boolean>> => {
  const { organisationId: payerOrganisationId, purpose, subject } = claim
  const standing = await standingRequest(act.tx, { payerOrganisationId, purpose, subject })
  if (standing === undefined) return ok(false)
  if (standing.state !== 'open') return refuse('ledger.request.already_paid', { requestId: standing.id })
  await setRequestState(act.tx, standing.id, 'cancelled')
  tellRequest(act, standing, paymentFacts.payment_cancelled, {})
  return ok(true)
}

/** Where the money came from, if the payer's name there is the organisation's own. */
const wayBack = async (act: Act, { id, payerOrganisationId }: RequestRow): Promise<PayoutAccount | null> => {
  const line = await lineOfRequest(act.tx, id)
  const organisation = await organisationById(act.tx, payerOrganisationId)
  if (line === undefined || !canReceive(line.counterpartyAccount) || !organisation) return null
  if (!sameName(organisation.name.zh, line.counterpartyName)) return null
  return { accountName: line.counterpartyName, accountNumber: line.counterpartyAccount, bankName: '' }
}

/**
 * Ends a hold and orders its refund, due within the hours the rulebook gives (deposit.refund.losers). Refunding what was refunded answers with the payout
 * that was ordered then; captured money is refused.
 */
export const refundHold = async (act: Act, claim: Claim): Promise<Result<{ readonly payoutId: string }>> => {
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
  const id = act.newId('pyo')
  const released = await releaseHold(act, hold, id)
  if (!released.ok) return released
  const request = await lockRequestOfHold(act.tx, hold.id)
  const rules = await rulesAt(act.tx, act.now)
  const dueAt = statutoryDeadline(rules, 'deposit.refund.losers', act.now).closesAt
  const payout = await placePayout(act, { ...refund, id, dueAt, fallback: request === undefined ? null : await wayBack(act, request) })
  if (!payout.ok) return payout
  if (request !== undefined) await setRequestState(act.tx, request.id, 'refunded')
  return ok({ payoutId: id })
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
