/** What higher rooms call, inside their own transaction. */
import type { Currency } from '#kernel/money.ts'
import type { Result } from '#kernel/result.ts'
import { ok, refuse } from '#kernel/result.ts'
import { plainDecimal } from '#kernel/money.ts'
import type { Act } from '#platform/command/act.ts'
import type { Reader } from '#platform/db/transaction.ts'
import { accountCode, clientAccount, escrowAccount, feesAccount, type AccountRef } from './core/accounts.ts'
import { endHold, holdLifecycle, placeHold, type HoldPurpose } from './core/hold.ts'
import { availableOf, move, oppositeLegs } from './core/posting.ts'
import { ledgerFacts } from './facts.ts'
import { readAvailable } from './queries-books.ts'
import {
  closeHold,
  findHold,
  insertHold,
  legsOf,
  lockAccounts,
  lockHold,
  lockHoldById,
  lowerHeld,
  post,
  type HoldRow,
  type PostedTransaction,
} from './store-books.ts'
import { tellCaptured, tellHold, tellReleased } from './telling.ts'

/** The supervised account is kept in renminbi. */
export const MARKET_CURRENCY: Currency = 'CNY'

interface Claim {
  readonly organisationId: string
  readonly subject: string
  readonly purpose: HoldPurpose
}

/** What an account may spend, locked until the end of the transaction. */
export const lockAvailable = async (act: Act, account: AccountRef): Promise<bigint> => {
  const [state] = await lockAccounts(act.tx, [account], act.now)
  if (state === undefined) throw new Error('the account was just opened')
  return availableOf(state)
}

/** Takes a transaction back by its exact opposite; the database allows that once. */
export const reverse = async (act: Act, transactionId: string): Promise<Result<PostedTransaction>> => {
  const legs = oppositeLegs(await legsOf(act.tx, transactionId))
  return post(act, { purpose: 'reversal', subject: transactionId, key: 'reversal', legs, reverses: transactionId })
}

/** Binds available money of an organisation to a subject. The same hold asked for again answers the first. */
export const holdFor = async (act: Act, input: Claim & { readonly amountMinor: bigint }): Promise<Result<{ readonly holdId: string }>> => {
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
  const hold = { id, account, currency: MARKET_CURRENCY, organisationId, purpose, subject, amountMinor }
  await insertHold(act.tx, hold, act.now)
  tellHold(act, { id, subject, purpose, organisationId, amountMinor }, ledgerFacts.hold_placed, {})
  return ok({ holdId: id })
}

const checkEnd = async (act: Act, hold: HoldRow, event: 'release' | 'capture'): Promise<Result<true>> => {
  const [account] = await lockAccounts(act.tx, [clientAccount(hold.organisationId, hold.currency)], act.now)
  if (account === undefined) throw new Error('a hold without its account')
  const ended = endHold(account, { state: hold.state, amountMinor: hold.amountMinor }, event)
  return ended.ok ? ok(true) : ended
}

/** Frees a hold whose money goes back: by the payout of this id, which the caller orders in the same transaction. */
export const releaseHold = async (act: Act, hold: HoldRow, payoutId: string): Promise<Result<true>> => {
  const permitted = await checkEnd(act, hold, 'release')
  if (!permitted.ok) return permitted
  await lowerHeld(act.tx, hold.accountId, hold.amountMinor)
  await closeHold(act.tx, hold.id, { state: 'released', at: act.now, transactionId: null })
  tellHold(act, hold, ledgerFacts.hold_released, { payoutId })
  return ok(true)
}

/** There was never money to hold: the bank took it back. False where the hold has ended otherwise, for its money has moved on. */
export const voidHold = async (act: Act, holdId: string): Promise<boolean> => {
  const hold = await lockHoldById(act.tx, holdId)
  if (hold === undefined || holdLifecycle.next(hold.state, 'void') === null) return false
  await lowerHeld(act.tx, hold.accountId, hold.amountMinor)
  await closeHold(act.tx, hold.id, { state: 'voided', at: act.now, transactionId: null })
  tellHold(act, hold, ledgerFacts.hold_voided, {})
  return true
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
    tellCaptured(act, hold, input.toSubject)
  }
  return ok({ amountMinor: hold.amountMinor, transactionId: posted.value.id })
}

/** Pays the escrow of a contract, or a part of it, into a client account. Releasing an empty escrow, or more than is in it, is refused. */
export const releaseEscrow = async (
  act: Act,
  input: { readonly contractId: string; readonly toOrganisationId: string; readonly amountMinor?: bigint },
): Promise<Result<{ readonly amountMinor: bigint; readonly transactionId: string }>> => {
  const { contractId, toOrganisationId } = input
  const escrow = escrowAccount(contractId, MARKET_CURRENCY)
  const seller = clientAccount(toOrganisationId, MARKET_CURRENCY)
  const accounts = await lockAccounts(act.tx, [escrow, seller], act.now)
  const account = accounts.find((candidate) => candidate.code === `escrow:${contractId}:${MARKET_CURRENCY}`)
  const heldMinor = account === undefined ? 0n : availableOf(account)
  const amountMinor = input.amountMinor ?? heldMinor
  if (amountMinor <= 0n || amountMinor > heldMinor) return refuse('ledger.escrow_empty', { contractId })
  const legs = move({ debit: escrow, credit: seller }, amountMinor)
  // What went in and out so far makes the key: money that comes after a release, and the rest after a part, is a new release.
  const key = `${toOrganisationId}:${account?.creditsMinor ?? 0n}:${account?.debitsMinor ?? 0n}`
  const posted = await post(act, { purpose: 'escrow_release', subject: contractId, key, legs })
  if (!posted.ok) return posted
  tellReleased(act, { contractId, toOrganisationId, amountMinor, transactionId: posted.value.id })
  return ok({ amountMinor, transactionId: posted.value.id })
}

/** Money in the escrow of a contract, in fen. */
export const escrowBalance = (reader: Reader, contractId: string): Promise<bigint> =>
  readAvailable(reader, accountCode(escrowAccount(contractId, MARKET_CURRENCY)))

/** Costs of the market, out of what is held for a subject, into its own income: once for each key. */
export const chargeEscrow = (act: Act, subject: string, amountMinor: bigint, key = 'costs'): Promise<Result<PostedTransaction>> =>
  post(act, {
    purpose: 'transfer',
    subject,
    key,
    legs: move({ debit: escrowAccount(subject, MARKET_CURRENCY), credit: feesAccount(MARKET_CURRENCY) }, amountMinor),
  })
