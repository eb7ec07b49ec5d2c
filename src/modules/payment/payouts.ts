/** Ordering money out: the sum leaves the client's account at once and is in transit until the bank has paid it. */
import type { Instant } from '#kernel/instant.ts'
import type { Currency } from '#kernel/money.ts'
import type { Result } from '#kernel/result.ts'
import { ok, refuse } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import { move, payoutsAccount, post, type AccountRef } from '#modules/ledger/index.ts'
import { payoutAccountOf } from '#modules/party/index.ts'
import { timestamp, type Reader } from '#platform/db/transaction.ts'
import { payoutLifecycle, type PayoutAccount } from './core/payout.ts'
import { paymentFacts } from './facts.ts'
import { insertPayout, lockPayoutsAwaitingAccount, payoutByName, reserveReference, setPayoutAccount, type PayoutRow } from './store-claims.ts'
import { tellPayout } from './telling.ts'

export interface PayoutOrder {
  readonly from: AccountRef
  readonly beneficiary: { readonly kind: 'person' | 'organisation' | 'payer'; readonly id: string }
  readonly amountMinor: bigint
  readonly currency: Currency
  readonly purpose: string
  readonly subject: string
  /** Distinguishes several orders of one purpose and subject. */
  readonly key: string
  readonly holdId?: string
  /** Where it was promised before it is ordered. */
  readonly id?: string
  readonly dueAt?: Instant
  /** Where to pay when the beneficiary has named no account: a refund then goes back the way the money came (原路退回). */
  readonly fallback?: PayoutAccount | null
  /** An account the bank sent the money back from: it is not tried again by itself. */
  readonly refusedAccount?: string
}

/** The account a beneficiary has named; null while there is none. */
const namedAccountOf = async (reader: Reader, beneficiaryId: string): Promise<PayoutAccount | null> => {
  const account = await payoutAccountOf(reader, beneficiaryId)
  return account === null ? null : { accountName: account.accountName, accountNumber: account.number, bankName: account.bankName }
}

const accountFor = async (act: Act, order: PayoutOrder): Promise<PayoutAccount | null> => {
  if (order.beneficiary.kind === 'payer') return order.fallback ?? null
  const account = (await namedAccountOf(act.tx, order.beneficiary.id)) ?? order.fallback ?? null
  return account?.accountNumber === order.refusedAccount ? null : account
}

/** The organisation whose money it is; null for money whose owner is not known. */
const payerOf = (order: PayoutOrder): string | null => (order.from.class === 'client' ? order.from.ownerId : null)

const isSameOrder = (row: PayoutRow, order: PayoutOrder): boolean =>
  row.amountMinor === order.amountMinor &&
  row.currency === order.currency &&
  row.beneficiaryId === order.beneficiary.id &&
  row.fromOrganisationId === payerOf(order)

const NO_ACCOUNT: PayoutAccount = { accountName: '', accountNumber: '', bankName: '' }

const newPayout = async (act: Act, order: PayoutOrder, made: { readonly id: string; readonly transactionId: string }): Promise<PayoutRow> => {
  const account = (await accountFor(act, order)) ?? NO_ACCOUNT
  return {
    id: made.id,
    reference: await reserveReference(act, 'payout', made.id),
    purpose: order.purpose,
    subject: order.subject,
    key: order.key,
    fromOrganisationId: payerOf(order),
    beneficiaryKind: order.beneficiary.kind,
    beneficiaryId: order.beneficiary.id,
    amountMinor: order.amountMinor,
    currency: order.currency,
    accountName: account.accountName,
    accountNumber: account.accountNumber,
    bankName: account.bankName,
    state: account.accountNumber === '' ? 'awaiting_account' : 'ordered',
    batchId: null,
    holdId: order.holdId ?? null,
    transactionId: made.transactionId,
    dueAt: order.dueAt ?? null,
    orderedBy: act.actor.personId,
    orderedAt: act.now,
    settledAt: null,
    lineId: null,
  }
}

/** Idempotent by (purpose, subject, key): the same order answers with the first payout, another body is refused. */
export const placePayout = async (act: Act, order: PayoutOrder): Promise<Result<PayoutRow>> => {
  const { purpose, subject, key, currency, amountMinor } = order
  const earlier = await payoutByName(act.tx, { purpose, subject, key })
  if (earlier !== undefined) {
    return isSameOrder(earlier, order) ? ok(earlier) : refuse('ledger.payout.conflict', { purpose, subject, key })
  }
  const id = order.id ?? act.newId('pyo')
  const legs = move({ debit: order.from, credit: payoutsAccount(currency) }, amountMinor)
  const posted = await post(act, { purpose: 'payout', subject: id, key: 'order', legs })
  if (!posted.ok) return posted
  const row = await newPayout(act, order, { id, transactionId: posted.value.id })
  const dueAt = order.dueAt === undefined ? null : timestamp(order.dueAt)
  await insertPayout(act.tx, { ...row, dueAt, orderedAt: timestamp(act.now), settledAt: null })
  tellPayout(act, row, paymentFacts.payout_ordered, { state: row.state })
  return ok(row)
}

/** Looks again for the accounts of payouts that wait for one, of everybody or of one beneficiary. */
export const nameAccounts = async (act: Act, beneficiaryId?: string): Promise<{ readonly named: number; readonly waiting: number }> => {
  const waiting = await lockPayoutsAwaitingAccount(act.tx, beneficiaryId)
  let named = 0
  for (const payout of waiting) {
    const account = await namedAccountOf(act.tx, payout.beneficiaryId)
    const state = payoutLifecycle.next(payout.state, 'nameAccount')
    if (account === null || account.accountNumber === '' || state === null) continue
    await setPayoutAccount(act.tx, payout.id, account, state)
    named += 1
  }
  return { named, waiting: waiting.length - named }
}
