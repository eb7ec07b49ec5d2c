/** The fall of the hammer: what the highest bid is worth under the rules, and who of several at the cap price is drawn. */
import type { Instant } from '#kernel/instant.ts'
import { hasEnded } from './clock.ts'
import { METHODS } from './method.ts'
import { PHASES } from './phase.ts'
import type { AuctionRules, AuctionState } from './state.ts'

export type FailReason = 'no_bidders' | 'no_bids' | 'single_bidder' | 'reserve_not_met' | 'not_resumed' | 'withdrawn' | 'not_opened' | 'not_marked'

/** Who takes a unit, and what is paid for it. */
export interface Won {
  readonly number: number
  readonly priceMinor: bigint
}

export type Outcome =
  /** `others`: of a lot of several units, who takes the others; the highest price is the first. */
  ({ readonly kind: 'sold'; readonly others?: readonly Won[] } & Won) | { readonly kind: 'failed'; readonly reason: FailReason }

export interface CloseQuestion {
  readonly now: Instant
  /** Secret until the end and after it: only whether it was met becomes known. Null: sold without reserve. */
  readonly reserveMinor: bigint | null
  /** Confirmed bidders: qualified and with the deposit in. */
  readonly bidderCount: number
  /** Puts numbers in the order of the draw: asked where several named the cap price. */
  readonly draw: (numbers: readonly number[]) => readonly number[]
}

/** True, false, or null where no reserve was set. */
export const isReserveMet = (state: AuctionState, reserveMinor: bigint | null): boolean | null =>
  reserveMinor === null ? null : state.top !== null && state.top.priceMinor >= reserveMinor

/** Auction Law art. 50: a highest bid below the reserve has no effect. */
export const outcomeOf = (state: AuctionState, rules: AuctionRules, question: CloseQuestion): Outcome => {
  if (question.bidderCount === 0) return { kind: 'failed', reason: 'no_bidders' }
  if (state.top === null) return { kind: 'failed', reason: 'no_bids' }
  if (question.bidderCount === 1 && !rules.singleBidderAllowed && !METHODS[rules.method].soleBidderTakes) return { kind: 'failed', reason: 'single_bidder' }
  if (isReserveMet(state, question.reserveMinor) === false) return { kind: 'failed', reason: 'reserve_not_met' }
  const [first] = state.willing.length > 1 ? question.draw(state.willing) : []
  return { kind: 'sold', number: first ?? state.top.number, priceMinor: state.top.priceMinor }
}

/** Null while the auction may not close: the end was extended, or the clock stands still. */
export const decideClose = (
  state: AuctionState,
  rules: AuctionRules,
  question: CloseQuestion,
): { readonly state: AuctionState; readonly outcome: Outcome } | null =>
  hasEnded(state, question.now) ? { state: { ...state, phase: 'closed' }, outcome: outcomeOf(state, rules, question) } : null

/**
 * Ends an auction without result before its time: the seller withdrew the lot, nobody came, or the clock stood still for
 * too long (nobody's deposit is held by a stopped clock). Null once bidding runs.
 */
export const cancel = (
  state: AuctionState,
  reason: 'withdrawn' | 'not_resumed' | 'no_bidders',
): { readonly state: AuctionState; readonly outcome: Outcome } | null =>
  PHASES.next(state.phase, 'cancel') === null ? null : { state: { ...state, phase: 'closed' }, outcome: { kind: 'failed', reason } }
