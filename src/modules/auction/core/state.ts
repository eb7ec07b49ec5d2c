/** What an auction is at one instant. Everything here can be rebuilt from the bid record and the auctioneer's acts. */
import { later, type Instant } from '#kernel/instant.ts'
import type { Method, Phase } from './method.ts'

/** Frozen when the auction is scheduled: a rule that changes later never touches a running auction. */
export interface AuctionRules {
  readonly method: Method
  readonly startingPriceMinor: bigint
  readonly incrementMinor: bigint
  readonly freeMs: number
  readonly timedMs: number
  readonly extensionMs: number
  /** Extensions are unlimited; at this count the market is alarmed. */
  readonly extensionAlarm: number
  /** May a lot with one confirmed bidder be sold at or above the start (独家竞买)? */
  readonly singleBidderAllowed: boolean
  /** A bid above so many times the price is confirmed once more; null where the auction was scheduled before there was such a rule. */
  readonly confirmFactor: number | null
}

export interface TopBid {
  readonly priceMinor: bigint
  readonly number: number
}

export interface AuctionState {
  readonly phase: Phase
  readonly opensAt: Instant
  readonly freeEndsAt: Instant
  /** End of the timed phase as it stands; only ever moves forward. */
  readonly endsAt: Instant
  readonly suspendedFrom: 'scheduled' | 'free' | 'timed' | null
  readonly suspendedAt: Instant | null
  readonly top: TopBid | null
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
    acceptedCount: 0,
    attemptCount: 0,
    extensionCount: 0,
  }
}

/** The lowest price the next bid may name. */
export const nextMinimum = (state: Pick<AuctionState, 'top'>, rules: AuctionRules): bigint =>
  state.top === null ? rules.startingPriceMinor : state.top.priceMinor + rules.incrementMinor

/** Up to here a bid needs no second word: a multiple of the current price, of the start before the first bid. Null: no bound. */
export const confirmAbove = (state: Pick<AuctionState, 'top'>, rules: AuctionRules): bigint | null =>
  rules.confirmFactor === null ? null : (state.top?.priceMinor ?? rules.startingPriceMinor) * BigInt(rules.confirmFactor)

/** Prices of the quick buttons: the next grid prices from the minimum on. */
export const quickPrices = (state: Pick<AuctionState, 'top'>, rules: AuctionRules, buttons: number): readonly bigint[] => {
  const minimum = nextMinimum(state, rules)
  return Array.from({ length: buttons }, (_, step) => minimum + BigInt(step) * rules.incrementMinor)
}
