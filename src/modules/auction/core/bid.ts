/** The rules of one bid. Pure: the same state, bid and rules always give the same answer, so the record can be replayed. */
import { later, type Instant } from '#kernel/instant.ts'
import { refuse, type Refusal } from '#kernel/result.ts'
import { yuanFigures } from '#kernel/money.ts'
import { beijingTime, capital, inWords } from './wording.ts'
import { advance, type Step } from './clock.ts'
import { extendsIn, METHODS } from './method.ts'
import { confirmAbove, isCapped, PRICE_REFUSALS, pricingOf } from './pricing.ts'
import type { AuctionRules, AuctionState } from './state.ts'

/** What the market knows of an organisation in one auction; anything but `confirmed` may not bid. */
export type Standing =
  | { readonly kind: 'confirmed'; readonly number: number }
  | { readonly kind: 'seller' }
  | { readonly kind: 'related' }
  | { readonly kind: 'no_deposit' }
  | { readonly kind: 'not_qualified' }

/** Who named the price: the bidder at this moment, the market by the proxy that the bidder had left, the application for a listed price, an envelope that was opened, or the bidder in a round that is over. */
export const BID_ORIGINS = ['bidder', 'proxy', 'application', 'envelope', 'round'] as const
export type BidOrigin = (typeof BID_ORIGINS)[number]

export interface Bid {
  /** Absent: the bidder. */
  readonly origin?: BidOrigin
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
  'auction.already_willing',
  ...PRICE_REFUSALS,
  'auction.bid_unconfirmed',
] as const
export type BidRefusal = (typeof BID_REFUSALS)[number]

export interface Decision {
  readonly state: AuctionState
  /** Phase changes that time brought before the bid. */
  readonly steps: readonly Step[]
  /** Null: accepted. */
  readonly refusal: Refusal<BidRefusal> | null
  /** The price at which the bid counts; the one it named where it was refused. */
  readonly priceMinor: bigint
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

/** Who leads need not raise, except by a proxy against another one; at the cap everybody joins once. */
const refusalOfLeader = (state: AuctionState, { number, origin }: Bid, rules: AuctionRules): Refusal<BidRefusal> | null => {
  if (isCapped(state, rules)) return state.willing.includes(number) ? refusal('auction.already_willing') : null
  const isTop = state.top?.number === number
  return isTop && origin !== 'proxy' && !METHODS[rules.method].leaderMayRaise ? refusal('auction.already_top') : null
}

/** A price far above the room is most often a slip of the finger: it counts only when the bidder has confirmed exactly this amount. */
export const refusalOfSize = (
  state: AuctionState,
  { priceMinor, confirmedMinor, origin }: Pick<Bid, 'priceMinor' | 'confirmedMinor' | 'origin'>,
  rules: AuctionRules,
): Refusal<BidRefusal> | null => {
  const bound = confirmAbove(state, rules)
  // What a proxy may name was confirmed when it was left.
  if (bound === null || priceMinor <= bound || confirmedMinor === priceMinor || origin === 'proxy') return null
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
  const { receivedAt, priceMinor } = bid
  const ofTime = refusalOfTime(state, receivedAt)
  if (ofTime !== null) return ofTime
  // The first to accept was taken: the end that it set may not have been written down yet.
  if (METHODS[rules.method].endsWithFirst && state.top !== null) return refusal('auction.ended', { endedAt: beijingTime(state.endsAt) })
  return refusalOfLeader(state, bid, rules) ?? pricingOf(rules).refusalOf(state, priceMinor, rules, receivedAt) ?? refusalOfSize(state, bid, rules)
}

/** How many more times the end may move, as announced. */
const mayExtend = ({ extensionCount }: AuctionState, { maxExtensions }: AuctionRules): boolean => maxExtensions === null || extensionCount < maxExtensions

/** What an accepted bid does to the end: none, moves it forward (court rule, art. 20: five minutes from the last bid), or is it. */
const endAfter = (at: AuctionState, { receivedAt, origin }: Bid, rules: AuctionRules): { readonly endsAt: Instant; readonly extended: boolean } => {
  if (METHODS[rules.method].endsWithFirst || origin === 'application') return { endsAt: receivedAt, extended: false }
  const prolonged = later(receivedAt, rules.extensionMs)
  const phase = receivedAt >= at.freeEndsAt ? 'timed' : 'free'
  // Who joins at the cap changes no price: it gives nobody more time.
  const extended = extendsIn(rules.method, phase) && prolonged > at.endsAt && mayExtend(at, rules) && !isCapped(at, rules)
  return { endsAt: extended ? prolonged : at.endsAt, extended }
}

/** The leading bid after this one: at the cap whoever came first leads until the draw. */
const topAfter = (at: AuctionState, bid: Bid, priceMinor: bigint, rules: AuctionRules): Pick<AuctionState, 'top' | 'willing'> => {
  const top = isCapped(at, rules) ? at.top : { priceMinor, number: bid.number }
  return { top, willing: priceMinor === rules.capMinor ? [...at.willing, bid.number] : at.willing }
}

/**
 * Decides one bid at its receive time. The top price only rises, the end only moves forward until a bid ends the bidding, and a refused bid
 * changes nothing but the count of attempts.
 */
export const decideBid = (before: AuctionState, bid: Bid, rules: AuctionRules): Decision => {
  const { state: at, steps } = advance(before, bid.receivedAt)
  const attempted = { ...at, attemptCount: at.attemptCount + 1 }
  const refused = refusalOf(at, bid, rules)
  if (refused !== null) return { state: attempted, steps, refusal: refused, priceMinor: bid.priceMinor, extended: false }
  const priceMinor = pricingOf(rules).counts(at, bid.priceMinor, rules, bid.receivedAt)
  const { endsAt, extended } = endAfter(at, bid, rules)
  return {
    state: {
      ...attempted,
      ...topAfter(at, bid, priceMinor, rules),
      acceptedCount: at.acceptedCount + 1,
      freeEndsAt: endsAt < at.freeEndsAt ? endsAt : at.freeEndsAt,
      endsAt,
      extensionCount: at.extensionCount + (extended ? 1 : 0),
    },
    steps,
    refusal: null,
    priceMinor,
    extended,
  }
}
