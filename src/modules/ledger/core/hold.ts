/** Holds: money that is the organisation's own but bound to a lot or a contract. Each ends exactly once. */
import { lifecycle } from '#kernel/lifecycle.ts'
import type { Result } from '#kernel/result.ts'
import { ok, refuse } from '#kernel/result.ts'
import type { AccountState } from './posting.ts'
import { MAX_LEG_MINOR, availableOf } from './posting.ts'
import { plainDecimal } from '#kernel/money.ts'

/** `claim`: what a guarantor, or the bidder itself, is asked for instead of a deposit. `cover`: a part of a guarantee that is bound to a lot; no money. */
export const HOLD_PURPOSES = ['deposit', 'price', 'claim', 'cover'] as const
export type HoldPurpose = (typeof HOLD_PURPOSES)[number]
export type MoneyPurpose = Exclude<HoldPurpose, 'cover'>

export const holdLifecycle = lifecycle({
  initial: 'held',
  states: { held: { release: 'released', capture: 'captured', void: 'voided' }, released: {}, captured: {}, voided: {} },
})
/** Voided: the bank took the payment back, so there was never money to hold. */
export type HoldState = 'held' | 'released' | 'captured' | 'voided'

/** May `amountMinor` be put on hold? Only what is posted and not yet held can be. */
export const placeHold = (account: AccountState, amountMinor: bigint): Result<AccountState> => {
  if (amountMinor <= 0n || amountMinor > MAX_LEG_MINOR) {
    return refuse('ledger.amount_out_of_range', { amount: plainDecimal(amountMinor), max: plainDecimal(MAX_LEG_MINOR) })
  }
  const short = amountMinor - (availableOf(account) - (account.floorMinor ?? 0n))
  if (short > 0n) return refuse('ledger.insufficient_funds', { account: account.code, short: plainDecimal(short) })
  return ok({ ...account, heldMinor: account.heldMinor + amountMinor })
}

/** Ends a hold; the account's held sum falls by its amount. What then happens to the money is a posting. */
export const endHold = (
  account: AccountState,
  hold: { readonly state: HoldState; readonly amountMinor: bigint },
  event: 'release' | 'capture' | 'void',
): Result<{ readonly account: AccountState; readonly state: HoldState }> => {
  const state = holdLifecycle.next(hold.state, event)
  if (state === null) return refuse('ledger.hold.already_ended', { state: hold.state })
  return ok({ account: { ...account, heldMinor: account.heldMinor - hold.amountMinor }, state })
}
