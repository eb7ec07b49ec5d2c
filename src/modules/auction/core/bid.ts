/** The rules of one bid. Pure: the same state, bid and rules always give the same answer, so the record can be replayed. */
import { later, type Instant } from '#kernel/instant.ts'
import { refuse, type Refusal } from '#kernel/result.ts'
import { yuanFigures } from '#kernel/money.ts'
import { beijingTime, capital, inWords } from './wording.ts'
import { advance, type Step } from './clock.ts'
import { extendsIn, METHODS } from './method.ts'
import { confirmAbove, nextMinimum, type AuctionRules, type AuctionState } from './state.ts'

/** What the market knows of an organisation in one auction; anything but `confirmed` may not bid. */
export type Standing =
  | { readonly kind: 'confirmed'; readonly number: number }
  | { readonly kind: 'seller' }
  | { readonly kind: 'related' }
  | { readonly kind: 'no_deposit' }
  | { readonly kind: 'not_qualified' }

export interface Bid {
  readonly priceMinor: bigint
  /** The amount that the bidder has read in words and said yes to; null: not asked yet. */
  readonly confirmedMinor: bigint | null
  readonly number: number
  /** When the server received it: the only time that counts (court rule, art. 20). */
  readonly receivedAt: Instant
}

export const BID_REFUSALS = [
  'auction.not_open_yet',
  'auction.ended',
  'auction.suspended',
  'auction.already_top',
  'auction.bid_too_low',
  'auction.off_increment_grid',
  'auction.bid_unconfirmed',
] as const
export type BidRefusal = (typeof BID_REFUSALS)[number]

export interface Decision {
  readonly state: AuctionState
  /** Phase changes that time brought before the bid. */
  readonly steps: readonly Step[]
  /** Null: accepted. */
  readonly refusal: Refusal<BidRefusal> | null
  readonly extended: boolean
}

const STANDING_REFUSAL = {
  seller: 'auction.seller_may_not_bid',
  related: 'auction.related_party',
  not_qualified: 'auction.not_qualified',
  no_deposit: 'auction.no_deposit',
} as const satisfies Record<Exclude<Standing['kind'], 'confirmed'>, string>

export const STANDING_REFUSALS = Object.values(STANDING_REFUSAL)

/** Who has no number is answered and leaves no trace in the record: otherwise anybody could fill it. */
export const refusalOfStanding = (standing: Exclude<Standing, { readonly kind: 'confirmed' }>): Refusal => refuse(STANDING_REFUSAL[standing.kind]).refusal

/** Refused bids of one bidder in one auction that are kept one by one; what comes after them is answered the same and only counted. */
export const MAX_REFUSED_KEPT = 200

const refusal = (code: BidRefusal, params: Refusal['params'] = {}, field?: string): Refusal<BidRefusal> =>
  refuse(code, params, field === undefined ? {} : { field }).refusal

/** Receive times decide, not the stored phase: a bid that waited in a queue is judged by when it came in. */
const refusalOfTime = (state: AuctionState, at: Instant): Refusal<BidRefusal> | null => {
  if (state.phase === 'suspended') return refusal('auction.suspended')
  if (at < state.opensAt) return refusal('auction.not_open_yet', { opensAt: beijingTime(state.opensAt) })
  if (state.phase === 'closed' || at >= state.endsAt) return refusal('auction.ended', { endedAt: beijingTime(state.endsAt) })
  return null
}

const refusalOfPrice = (state: AuctionState, priceMinor: bigint, rules: AuctionRules): Refusal<BidRefusal> | null => {
  const minimum = nextMinimum(state, rules)
  // An equal price is lower than the next minimum: of two bids at one price the first one received stands.
  if (priceMinor < minimum) return refusal('auction.bid_too_low', { minimumMinor: String(minimum), minimum: yuanFigures(minimum) }, 'priceMinor')
  const above = (priceMinor - rules.startingPriceMinor) % rules.incrementMinor
  if (above === 0n) return null
  // Not below the minimum, which is on the grid itself.
  const lower = priceMinor - above
  return refusal(
    'auction.off_increment_grid',
    { increment: yuanFigures(rules.incrementMinor), lower: yuanFigures(lower), upper: yuanFigures(lower + rules.incrementMinor) },
    'priceMinor',
  )
}

/** A price far above the room is most often a slip of the finger: it counts only when the bidder has confirmed exactly this amount. */
const refusalOfSize = (state: AuctionState, { priceMinor, confirmedMinor }: Bid, rules: AuctionRules): Refusal<BidRefusal> | null => {
  const bound = confirmAbove(state, rules)
  if (bound === null || priceMinor <= bound || confirmedMinor === priceMinor) return null
  return refusal(
    'auction.bid_unconfirmed',
    {
      amountMinor: String(priceMinor),
      amount: yuanFigures(priceMinor),
      wordsZh: capital(priceMinor),
      wordsEn: inWords(priceMinor),
      factor: rules.confirmFactor,
    },
    'confirmedAmountMinor',
  )
}

const refusalOf = (state: AuctionState, bid: Bid, rules: AuctionRules): Refusal<BidRefusal> | null => {
  const ofTime = refusalOfTime(state, bid.receivedAt)
  if (ofTime !== null) return ofTime
  if (state.top?.number === bid.number && !METHODS[rules.method].leaderMayRaise) return refusal('auction.already_top')
  return refusalOfPrice(state, bid.priceMinor, rules) ?? refusalOfSize(state, bid, rules)
}

/**
 * Decides one bid at its receive time. The top price only rises, the end only moves forward, and a refused bid changes
 * nothing but the count of attempts. Extension: a bid accepted in the timed phase moves the end to at least bid time +
 * extension (court rule, art. 20: five minutes from the last bid).
 */
export const decideBid = (before: AuctionState, bid: Bid, rules: AuctionRules): Decision => {
  const { state: at, steps } = advance(before, bid.receivedAt)
  const attempted = { ...at, attemptCount: at.attemptCount + 1 }
  const refused = refusalOf(at, bid, rules)
  if (refused !== null) return { state: attempted, steps, refusal: refused, extended: false }
  const prolonged = later(bid.receivedAt, rules.extensionMs)
  const phase = bid.receivedAt >= at.freeEndsAt ? 'timed' : 'free'
  const extended = extendsIn(rules.method, phase) && prolonged > at.endsAt
  return {
    state: {
      ...attempted,
      top: { priceMinor: bid.priceMinor, number: bid.number },
      acceptedCount: at.acceptedCount + 1,
      endsAt: extended ? prolonged : at.endsAt,
      extensionCount: at.extensionCount + (extended ? 1 : 0),
    },
    steps,
    refusal: null,
    extended,
  }
}
