/**
 * Multi-round bidding with scores (评分竞价): marks of experts, then price rounds in which a price may only improve. Whole numbers throughout, so that anybody comes to the
 * same result by the published formula.
 */
import { instant, type Instant } from '#kernel/instant.ts'
import { yuanFigures } from '#kernel/money.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Outcome } from './close.ts'
import type { AuctionState } from './state.ts'
import { beijingTime } from './wording.ts'

/** `forward`: a sale, in which a higher price is better. `reverse`: a purchase, in which a lower one is. */
export const DIRECTIONS = ['forward', 'reverse'] as const
export type Direction = (typeof DIRECTIONS)[number]

const WHOLE = 10_000n

export interface ScoredTerms {
  readonly direction: Direction
  /** Weight of the marks; the price has the rest of 10,000. */
  readonly markWeightBasisPoints: number
  readonly rounds: number
  readonly roundMs: number
  /** From the end of the proposals to the first round. */
  readonly markingMs: number
}

type Clock = Pick<AuctionState, 'freeEndsAt' | 'endsAt'>

/** A stopped clock moves the end, and the rounds that lie ahead with it. */
export const roundEndsAt = ({ endsAt }: Clock, { rounds, roundMs }: ScoredTerms, round: number): Instant => instant(endsAt - (rounds - round) * roundMs)
export const proposalsUntil = ({ freeEndsAt }: Clock, { markingMs }: ScoredTerms): Instant => instant(freeEndsAt - markingMs)

/** 0 before the first round, then from 1; one more than there are when all are over. A price at exactly an end is in the later round. */
export const roundAt = (clock: Clock, terms: ScoredTerms, at: Instant): number => {
  if (at < clock.freeEndsAt) return 0
  for (let round = 1; round <= terms.rounds; round += 1) if (at < roundEndsAt(clock, terms, round)) return round
  return terms.rounds + 1
}

export const isBetter = (direction: Direction, price: bigint, than: bigint): boolean => (direction === 'forward' ? price > than : price < than)

export const PROPOSAL_REFUSALS = ['auction.not_open_yet', 'auction.ended', 'auction.suspended', 'auction.proposals_over'] as const
export const ROUND_REFUSALS = [
  'auction.not_open_yet',
  'auction.ended',
  'auction.suspended',
  'auction.no_proposal',
  'auction.not_in_round',
  'auction.round_over',
  'auction.round_missed',
  'auction.beyond_start',
  'auction.not_improved',
] as const

type Running = Pick<AuctionState, 'phase' | 'opensAt' | 'freeEndsAt' | 'endsAt'>

const runs = ({ phase, opensAt, endsAt }: Running, at: Instant): Result<null> => {
  if (phase === 'suspended') return refuse('auction.suspended')
  if (at < opensAt) return refuse('auction.not_open_yet', { opensAt: beijingTime(opensAt) })
  return phase === 'closed' || at >= endsAt ? refuse('auction.ended', { endedAt: beijingTime(endsAt) }) : ok(null)
}

/** Until the deadline another one takes the place of the one before. */
export const permitProposal = (state: Running, terms: ScoredTerms, at: Instant): Result<null> => {
  const running = runs(state, at)
  if (!running.ok) return running
  const until = proposalsUntil(state, terms)
  return at < until ? ok(null) : refuse('auction.proposals_over', { until: beijingTime(until) })
}

export interface Asking {
  readonly hasMark: boolean
  /** The bidder's last price, of whatever round; null: none yet. */
  readonly standingMinor: bigint | null
  readonly startingPriceMinor: bigint
}

/** The round in which the bidder may name a price now. Who names none in the first goes no further. */
export const permitRound = (state: Running, terms: ScoredTerms, { hasMark, standingMinor }: Asking, at: Instant): Result<number> => {
  const running = runs(state, at)
  if (!running.ok) return running
  const round = roundAt(state, terms, at)
  if (round < 1) return refuse('auction.not_in_round', { from: beijingTime(state.freeEndsAt) })
  if (!hasMark) return refuse('auction.no_proposal')
  return round > 1 && standingMinor === null ? refuse('auction.round_missed') : ok(round)
}

/** What a price meets that took its time to be decided: other processes decide as well. */
export interface Meeting extends Asking {
  /** Of the bidder's last price; 0: none yet. */
  readonly lastRound: number
  /** How many rounds have been shown. */
  readonly roundsClosed: number
}

/**
 * A price improves on the bidder's own or is not named at all: to keep it nothing need be done. One that was received in a round that has been shown meanwhile, or before
 * a price of the same bidder in a later round, changes nothing any more.
 */
export const decideRoundPrice = (
  state: Running,
  terms: ScoredTerms,
  asking: Meeting,
  price: { readonly priceMinor: bigint; readonly at: Instant },
): Result<number> => {
  const round = permitRound(state, terms, asking, price.at)
  if (!round.ok) return round
  const { startingPriceMinor: start, standingMinor, lastRound, roundsClosed } = asking
  if (round.value <= roundsClosed || round.value < lastRound) return refuse('auction.round_over', { round: round.value })
  const at = { field: 'priceMinor' }
  if (isBetter(terms.direction, start, price.priceMinor)) return refuse('auction.beyond_start', { start: yuanFigures(start) }, at)
  if (standingMinor !== null && !isBetter(terms.direction, price.priceMinor, standingMinor))
    return refuse('auction.not_improved', { standing: yuanFigures(standingMinor) }, at)
  return round
}

/** What counts of a bidder: the mark, the last price, and when it came. */
export interface Standing {
  readonly number: number
  readonly markBasisPoints: number
  readonly priceMinor: bigint
  readonly receivedAt: Instant
}

export interface Scored extends Standing {
  readonly priceBasisPoints: number
  /** Up to 100,000,000. */
  readonly score: number
}

/**
 * price points = ⌊ 10,000 × price ÷ best price ⌋ (reverse: best ÷ price); score = weight × mark + (10,000 − weight) × price points. The best first; of equal scores the
 * better mark, then the earlier price.
 */
export const ranked = (
  { direction, markWeightBasisPoints: weight }: Pick<ScoredTerms, 'direction' | 'markWeightBasisPoints'>,
  standings: readonly Standing[],
): readonly Scored[] => {
  const [first] = standings
  if (first === undefined) return []
  const best = standings.reduce((price, { priceMinor }) => (isBetter(direction, priceMinor, price) ? priceMinor : price), first.priceMinor)
  return standings
    .map((standing) => {
      const { priceMinor, markBasisPoints } = standing
      const priceBasisPoints = Number(direction === 'forward' ? (WHOLE * priceMinor) / best : (WHOLE * best) / priceMinor)
      return { ...standing, priceBasisPoints, score: weight * markBasisPoints + (Number(WHOLE) - weight) * priceBasisPoints }
    })
    .sort((a, b) => b.score - a.score || b.markBasisPoints - a.markBasisPoints || a.receivedAt - b.receivedAt || a.number - b.number)
}

interface Question {
  readonly terms: Pick<ScoredTerms, 'direction' | 'markWeightBasisPoints'>
  readonly standings: readonly Standing[]
  readonly reserveMinor: bigint | null
  readonly bidderCount: number
  readonly singleBidderAllowed: boolean
}

/** The best score is sold at its own price; a price that misses the secret reserve has no effect, as a highest bid below it has none. */
export const scoredOutcome = ({ terms, standings, reserveMinor, bidderCount, singleBidderAllowed }: Question): Outcome => {
  const [first] = ranked(terms, standings)
  if (first === undefined) return { kind: 'failed', reason: bidderCount === 0 ? 'no_bidders' : 'no_bids' }
  if (bidderCount === 1 && !singleBidderAllowed) return { kind: 'failed', reason: 'single_bidder' }
  if (reserveMinor !== null && isBetter(terms.direction, reserveMinor, first.priceMinor)) return { kind: 'failed', reason: 'reserve_not_met' }
  return { kind: 'sold', number: first.number, priceMinor: first.priceMinor }
}
