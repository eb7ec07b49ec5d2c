/** What becomes of the lots of a session: which may join, which it still waits for, and what came of them. */
import type { Instant } from '#kernel/instant.ts'
import { isWithin, type Window } from './lifecycle.ts'

/** A lot as its own room has it; the words are those of that room. */
export interface LotStanding {
  readonly state: string
  readonly opensAt: Instant | null
}

const PUBLISHED: readonly string[] = ['notice', 'ready']
const COMING: readonly string[] = ['notice', 'ready', 'bidding']

export type JoinProblem = 'session.lot_not_published' | 'session.lot_outside'

/** Only what is announced and not yet on auction, and opens in the window. */
export const joinProblem = ({ state, opensAt }: LotStanding, window: Window): JoinProblem | null => {
  if (!PUBLISHED.includes(state) || opensAt === null) return 'session.lot_not_published'
  return isWithin(window, opensAt) ? null : 'session.lot_outside'
}

/** The session goes on while a lot that opened in it is open to bids. One that was suspended, or moved beyond the window, is told as such and waited for no longer. */
export const isAwaited = ({ state, opensAt }: LotStanding, { endsAt }: Window): boolean => COMING.includes(state) && opensAt !== null && opensAt <= endsAt

/** Over when the window is, and no lot is waited for. */
export const isOver = (window: Window, lots: readonly LotStanding[], now: Instant): boolean =>
  now >= window.endsAt && !lots.some((lot) => isAwaited(lot, window))

export interface Priced {
  readonly state: string
  readonly startingPriceMinor: bigint
  readonly priceMinor: bigint | null
  /** So many licences of one technology, each at its own price; null or absent: it is sold once. */
  readonly units?: number | null
}

export interface Totals {
  readonly lotCount: number
  readonly soldCount: number
  readonly startTotalMinor: bigint
  /** Of the lots that were sold: what they started at, and what was paid. */
  readonly soldStartMinor: bigint
  readonly priceTotalMinor: bigint
  /** Premium over the starting prices of what was sold, in basis points, rounded down; null while nothing is. */
  readonly premiumBasisPoints: number | null
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n)

/** By how much a price lies above where it started, in basis points, rounded towards the start; null without a start. */
export const premiumOf = (startMinor: bigint, priceMinor: bigint): number | null =>
  startMinor === 0n ? null : Number(((priceMinor - startMinor) * 10_000n) / startMinor)

/** `units`: what was sold of these lots beyond the first unit of each; no lots of the session by themselves. */
export const totalsOf = (lots: readonly Priced[], units: readonly Priced[] = []): Totals => {
  const isSold = ({ state, priceMinor }: Priced): boolean => state === 'sold' && priceMinor !== null
  const sold = [...lots, ...units].filter(isSold)
  const soldStartMinor = sum(sold.map(({ startingPriceMinor }) => startingPriceMinor))
  const priceTotalMinor = sum(sold.map(({ priceMinor }) => priceMinor ?? 0n))
  return {
    lotCount: lots.length,
    soldCount: lots.filter(isSold).length,
    startTotalMinor: sum(lots.map(({ startingPriceMinor, units: count }) => startingPriceMinor * BigInt(count ?? 1))),
    soldStartMinor,
    priceTotalMinor,
    premiumBasisPoints: premiumOf(soldStartMinor, priceTotalMinor),
  }
}
