/** What an auction is at one instant. Everything here can be rebuilt from the bid record and the auctioneer's acts. */
import { later, type Instant } from '#kernel/instant.ts'
import type { Grid } from './grid.ts'
import type { Method, Phase } from './method.ts'

/** Frozen when the auction is scheduled: a rule that changes later never touches a running auction. */
export interface AuctionRules extends Grid {
  readonly method: Method
  /** Of a falling price: from the start downwards. */
  readonly incrementMinor: bigint
  readonly freeMs: number
  readonly timedMs: number
  readonly extensionMs: number
  /** At this count of extensions the market is alarmed. */
  readonly extensionAlarm: number
  /** After so many extensions the end stands, as announced; null: no ceiling. */
  readonly maxExtensions: number | null
  /** At this price the price stops rising: whoever is willing joins at it, and a draw decides (封顶价). Null: none. */
  readonly capMinor: bigint | null
  /** Of a falling price: null for every other method. */
  readonly clock: { readonly floorMinor: bigint; readonly tickMs: number } | null
  /** So many licences of one technology, each bidder one of them; 1 where one buyer takes it all. */
  readonly units: number
  /** May a lot with one confirmed bidder be sold at or above the start (独家竞买)? */
  readonly singleBidderAllowed: boolean
  /** A bid above so many times the price is confirmed once more; null where the auction was scheduled before there was such a rule. */
  readonly confirmFactor: number | null
}

/** An auction without any of the things that only some have. */
export const PLAIN = { bands: [], maxExtensions: null, capMinor: null, clock: null, units: 1 } as const satisfies Partial<AuctionRules>

export interface TopBid {
  readonly priceMinor: bigint
  readonly number: number
}

export interface AuctionState {
  readonly phase: Phase
  readonly opensAt: Instant
  readonly freeEndsAt: Instant
  /** End of the timed phase as it stands; only ever moves forward, except to the bid that ends the bidding. */
  readonly endsAt: Instant
  readonly suspendedFrom: 'scheduled' | 'free' | 'timed' | null
  readonly suspendedAt: Instant | null
  readonly top: TopBid | null
  /** Who named the cap price, in the order of their bids. */
  readonly willing: readonly number[]
  /** Sequence of the last accepted bid: dense from 1. */
  readonly acceptedCount: number
  /** Sequence of the last attempt, accepted or refused: dense from 1. */
  readonly attemptCount: number
  readonly extensionCount: number
}

export const scheduled = (opensAt: Instant, rules: AuctionRules): AuctionState => {
  const freeEndsAt = later(opensAt, rules.freeMs)
  return {
    phase: 'scheduled',
    opensAt,
    freeEndsAt,
    endsAt: later(freeEndsAt, rules.timedMs),
    suspendedFrom: null,
    suspendedAt: null,
    top: null,
    willing: [],
    acceptedCount: 0,
    attemptCount: 0,
    extensionCount: 0,
  }
}
