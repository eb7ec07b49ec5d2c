/** What becomes of the money that is held when a contract ends or is settled: always a split of all of it between the two sides. */
import { ok, refuse, type Result } from '#kernel/result.ts'

export const GROUNDS = ['agreement', 'seller', 'buyer', 'impossible', 'award'] as const
/** On whose side the cause lies: both agreed, the seller's, the buyer's, nobody's; or a court or an arbitration body has said it. */
export type Ground = (typeof GROUNDS)[number]

/** What each side gets; together all that is held. */
export interface Shares {
  readonly sellerMinor: bigint
  readonly buyerMinor: bigint
}

/** The seller's share as it is said; the buyer gets the rest, to the fen. */
export const sharesOf = (heldMinor: bigint, sellerMinor: bigint): Result<Shares> =>
  sellerMinor < 0n || sellerMinor > heldMinor
    ? refuse('contract.share_exceeds_held', {}, { field: 'sellerMinor' })
    : ok({ sellerMinor, buyerMinor: heldMinor - sellerMinor })

/**
 * By the terms of the notice and of the contract: where the buyer is the cause, a sum equal to the deposit is the seller's (before the contract takes effect
 * the deposit itself, then the damages that the contract names); everything else goes back to the buyer.
 */
export const sharesAtEnd = (ground: Ground, heldMinor: bigint, depositMinor: bigint): Shares => {
  const sellerMinor = ground !== 'buyer' ? 0n : depositMinor < heldMinor ? depositMinor : heldMinor
  return { sellerMinor, buyerMinor: heldMinor - sellerMinor }
}
