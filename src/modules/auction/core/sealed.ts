/** What sealed prices come to when all are opened at once. */
import type { Instant } from '#kernel/instant.ts'
import type { Outcome, Won } from './close.ts'
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

/** The highest first; of equal prices the one received first, or the one that was drawn first. */
const ranked = (prices: readonly SealedPrice[], drawn: readonly number[] = []): readonly SealedPrice[] => {
  const place = ({ number, receivedAt }: SealedPrice): number => (drawn.length === 0 ? receivedAt : drawn.indexOf(number))
  return [...prices].sort((a, b) => (a.priceMinor === b.priceMinor ? place(a) - place(b) : a.priceMinor > b.priceMinor ? -1 : 1))
}

const most = (...amounts: readonly bigint[]): bigint => amounts.reduce((a, b) => (a > b ? a : b))

interface Question {
  /** Of those at or above the start, one from each bidder, in the order of receipt. */
  readonly prices: readonly SealedPrice[]
  readonly reserveMinor: bigint | null
  readonly bidderCount: number
  /** Puts numbers in the order of the draw: asked where there are several units, so that a tie at the edge is nobody's haste and nobody's choice. */
  readonly draw: (numbers: readonly number[]) => readonly number[]
}

/**
 * Who wins, at which price. Of several units the highest prices take one each. The second price, with units the first one that takes none, is never below the start
 * or the reserve: a seller who would not have sold below it is paid it by who bid above it. So many units as nobody named that much for stay unsold.
 */
export const sealedOutcome = (
  { method, startingPriceMinor, singleBidderAllowed, units }: AuctionRules,
  { prices, reserveMinor, bidderCount, draw }: Question,
): Outcome => {
  const order = ranked(prices, units > 1 ? draw(prices.map(({ number }) => number)) : [])
  const [first] = order
  if (first === undefined) return { kind: 'failed', reason: bidderCount === 0 ? 'no_bidders' : 'no_bids' }
  if (bidderCount === 1 && !singleBidderAllowed) return { kind: 'failed', reason: 'single_bidder' }
  if (reserveMinor !== null && first.priceMinor < reserveMinor) return { kind: 'failed', reason: 'reserve_not_met' }
  const floor = most(startingPriceMinor, reserveMinor ?? 0n)
  const uniform = most(floor, order[units]?.priceMinor ?? 0n)
  const pays = ({ number, priceMinor }: SealedPrice): Won => ({ number, priceMinor: method === 'sealed_second' ? uniform : priceMinor })
  const others = order
    .slice(1, units)
    .filter(({ priceMinor }) => priceMinor >= floor)
    .map(pays)
  return { kind: 'sold', ...pays(first), ...(units > 1 ? { others } : {}) }
}

/** The highest price that was named, by whom. */
export const highest = (prices: readonly SealedPrice[]): SealedPrice | null => ranked(prices)[0] ?? null
