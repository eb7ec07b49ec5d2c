/** What sealed prices come to when all are opened at once. */
import type { Instant } from '#kernel/instant.ts'
import type { Outcome } from './close.ts'
import type { AuctionRules } from './state.ts'

export interface SealedPrice {
  readonly number: number
  readonly priceMinor: bigint
  readonly receivedAt: Instant
}

const DIGITS = /^[1-9]\d{0,17}$/

/** What an envelope of a price holds; null where it holds anything else. */
export const priceIn = (payload: unknown): bigint | null => {
  const price = typeof payload === 'object' && payload !== null ? (payload as { readonly priceMinor?: unknown }).priceMinor : undefined
  return typeof price === 'string' && DIGITS.test(price) ? BigInt(price) : null
}

/** The highest first; of equal prices the one received first. */
const ranked = (prices: readonly SealedPrice[]): readonly SealedPrice[] =>
  [...prices].sort((a, b) => (a.priceMinor === b.priceMinor ? a.receivedAt - b.receivedAt : a.priceMinor > b.priceMinor ? -1 : 1))

const most = (...amounts: readonly bigint[]): bigint => amounts.reduce((a, b) => (a > b ? a : b))

interface Question {
  /** Of those at or above the start, one from each bidder, in the order of receipt. */
  readonly prices: readonly SealedPrice[]
  readonly reserveMinor: bigint | null
  readonly bidderCount: number
}

/**
 * Who wins, at which price. The second price is never below the start or the reserve: a seller who would not have sold below it is paid it by who bid above it.
 */
export const sealedOutcome = ({ method, startingPriceMinor, singleBidderAllowed }: AuctionRules, { prices, reserveMinor, bidderCount }: Question): Outcome => {
  const [first, second] = ranked(prices)
  if (first === undefined) return { kind: 'failed', reason: bidderCount === 0 ? 'no_bidders' : 'no_bids' }
  if (bidderCount === 1 && !singleBidderAllowed) return { kind: 'failed', reason: 'single_bidder' }
  if (reserveMinor !== null && first.priceMinor < reserveMinor) return { kind: 'failed', reason: 'reserve_not_met' }
  const floor = most(startingPriceMinor, reserveMinor ?? 0n)
  const priceMinor = method === 'sealed_second' ? most(floor, second?.priceMinor ?? 0n) : first.priceMinor
  return { kind: 'sold', number: first.number, priceMinor }
}

/** The highest price that was named, by whom. */
export const highest = (prices: readonly SealedPrice[]): SealedPrice | null => ranked(prices)[0] ?? null
