/** Posting plans: what a transaction must look like, and whether the accounts can bear it. */
import type { Result } from '#kernel/result.ts'
import { ok, refuse } from '#kernel/result.ts'
import type { AccountKind, AccountRef, Side } from './accounts.ts'
import { accountCode, postedOf } from './accounts.ts'
import { plainDecimal } from '#kernel/money.ts'

/** One leg may move at most 10 trillion yuan: far above any deal, far below int8 even after a million such legs. */
export const MAX_LEG_MINOR = 1_000_000_000_000_000n
const MAX_LEGS = 200

export const POSTING_PURPOSES = [
  'bank_receipt',
  'bank_payment',
  'assignment',
  'capture',
  'escrow_release',
  'payout',
  'transfer',
  'reversal',
  'cover_opened',
  'cover_closed',
] as const
export type PostingPurpose = (typeof POSTING_PURPOSES)[number]

export interface Leg {
  readonly account: AccountRef
  readonly side: Side
  readonly amountMinor: bigint
}

/** (purpose, subject, key) names the posting: the same name posts once, and a different body under it is refused. */
export interface Posting {
  readonly purpose: PostingPurpose
  readonly subject: string
  readonly key: string
  readonly legs: readonly Leg[]
  readonly reverses?: string
}

export interface AccountState {
  readonly id: bigint
  readonly code: string
  readonly kind: AccountKind
  readonly floorMinor: bigint | null
  readonly debitsMinor: bigint
  readonly creditsMinor: bigint
  readonly heldMinor: bigint
}

export const debit = (account: AccountRef, amountMinor: bigint): Leg => ({ account, side: 'D', amountMinor })
export const credit = (account: AccountRef, amountMinor: bigint): Leg => ({ account, side: 'C', amountMinor })

/** Two legs moving one amount from the credited to the debited account. */
export const move = (from: { readonly debit: AccountRef; readonly credit: AccountRef }, amountMinor: bigint): readonly Leg[] => [
  debit(from.debit, amountMinor),
  credit(from.credit, amountMinor),
]

/** The exact opposite of a posting; the database allows one per transaction. */
export const oppositeLegs = (legs: readonly Leg[]): readonly Leg[] => legs.map((leg) => ({ ...leg, side: leg.side === 'D' ? 'C' : 'D' }))

/** At least two legs, positive amounts, Σ debit = Σ credit in each currency. */
export const checkLegs = (legs: readonly Leg[]): Result<true> => {
  if (legs.length < 2 || legs.length > MAX_LEGS) return refuse('ledger.posting_legs', { legs: legs.length, max: MAX_LEGS })
  const sums = new Map<string, bigint>()
  for (const { account, side, amountMinor } of legs) {
    if (amountMinor <= 0n || amountMinor > MAX_LEG_MINOR) {
      return refuse('ledger.amount_out_of_range', { amount: plainDecimal(amountMinor), max: plainDecimal(MAX_LEG_MINOR) })
    }
    sums.set(account.currency, (sums.get(account.currency) ?? 0n) + (side === 'D' ? amountMinor : -amountMinor))
  }
  for (const [currency, sum] of sums) {
    if (sum !== 0n) return refuse('ledger.posting_unbalanced', { currency, difference: plainDecimal(sum) })
  }
  return ok(true)
}

export const postedMinor = (account: AccountState): bigint => postedOf(account.kind, account.debitsMinor, account.creditsMinor)

export const availableOf = (account: AccountState): bigint => postedMinor(account) - account.heldMinor

const withLegs = (account: AccountState, legs: readonly Leg[]): AccountState => {
  let { debitsMinor, creditsMinor } = account
  for (const leg of legs) {
    if (leg.side === 'D') debitsMinor += leg.amountMinor
    else creditsMinor += leg.amountMinor
  }
  return { ...account, debitsMinor, creditsMinor }
}

/**
 * Decides postings one after another on the locked accounts: each sees what the accepted ones before it left. A refused
 * posting changes nothing. Invariant: after every accepted posting each account's posted − held stays at or above its floor.
 */
export const decidePostings = (
  accounts: readonly AccountState[],
  postings: readonly Posting[],
): { readonly results: readonly Result<true>[]; readonly after: ReadonlyMap<string, AccountState> } => {
  const after = new Map(accounts.map((account) => [account.code, account]))
  const results = postings.map((posting): Result<true> => {
    const sound = checkLegs(posting.legs)
    if (!sound.ok) return sound
    const changed = new Map<string, AccountState>()
    for (const leg of posting.legs) {
      const code = accountCode(leg.account)
      const account = changed.get(code) ?? after.get(code)
      if (account === undefined) return refuse('ledger.account.not_found', { code })
      changed.set(code, withLegs(account, [leg]))
    }
    for (const account of changed.values()) {
      const available = availableOf(account)
      if (account.floorMinor !== null && available < account.floorMinor) {
        const shortMinor = account.floorMinor - available
        return refuse('ledger.insufficient_funds', { account: account.code, short: plainDecimal(shortMinor) })
      }
    }
    for (const [code, account] of changed) after.set(code, account)
    return ok(true)
  })
  return { results, after }
}
