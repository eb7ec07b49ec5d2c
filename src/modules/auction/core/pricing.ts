/** How a price is named, by the price rule of a method: what the room asks now, what it refuses and at which price a bid counts. */
import type { Instant } from '#kernel/instant.ts'
import { yuanFigures } from '#kernel/money.ts'
import { refuse, type Refusal } from '#kernel/result.ts'
import { clockPrice } from './clock-price.ts'
import { aboveOnGrid, incrementAt, onGrid } from './grid.ts'
import { METHODS, type PriceRule } from './method.ts'
import type { AuctionRules, AuctionState } from './state.ts'

export const PRICE_REFUSALS = [
  'auction.bid_too_low',
  'auction.off_increment_grid',
  'auction.bid_above_cap',
  'auction.below_clock',
  'auction.sealed_only',
  'auction.rounds_only',
] as const
type PriceRefusal = Refusal<(typeof PRICE_REFUSALS)[number]>

type Priced = Pick<AuctionState, 'top' | 'endsAt' | 'suspendedAt'>

interface Pricing {
  /** The lowest price a bid may name at this moment. */
  readonly ask: (state: Priced, rules: AuctionRules, at: Instant) => bigint
  readonly refusalOf: (state: Priced, priceMinor: bigint, rules: AuctionRules, at: Instant) => PriceRefusal | null
  /** The price at which an accepted bid counts. */
  readonly counts: (state: Priced, priceMinor: bigint, rules: AuctionRules, at: Instant) => bigint
}

const FIELD = { field: 'priceMinor' }

export const isCapped = ({ top }: Pick<AuctionState, 'top'>, { capMinor }: AuctionRules): boolean => capMinor !== null && top?.priceMinor === capMinor

const ascending: Pricing = {
  ask: (state, rules) => {
    const { top } = state
    if (top === null) return rules.startingPriceMinor
    return isCapped(state, rules) ? top.priceMinor : aboveOnGrid(rules, top.priceMinor)
  },
  refusalOf: (state, priceMinor, rules, at) => {
    const minimum = ascending.ask(state, rules, at)
    // An equal price is lower than the next minimum: of two bids at one price the first one received stands.
    if (priceMinor < minimum) return refuse('auction.bid_too_low', { minimumMinor: String(minimum), minimum: yuanFigures(minimum) }, FIELD).refusal
    const { capMinor } = rules
    if (capMinor !== null && priceMinor > capMinor) return refuse('auction.bid_above_cap', { cap: yuanFigures(capMinor) }, FIELD).refusal
    // Not below the minimum, which is on the grid itself.
    const lower = onGrid(rules, priceMinor)
    if (priceMinor === lower) return null
    const prices = { increment: yuanFigures(incrementAt(rules, lower)), lower: yuanFigures(lower), upper: yuanFigures(aboveOnGrid(rules, lower)) }
    return refuse('auction.off_increment_grid', prices, FIELD).refusal
  },
  counts: (_state, priceMinor) => priceMinor,
}

const clockAsks = (state: Priced, rules: AuctionRules, at: Instant): bigint => {
  if (rules.clock === null) throw new Error('auction: a falling price without its clock')
  return clockPrice(state, { ...rules, ...rules.clock }, at)
}

const descending: Pricing = {
  ask: (state, rules, at) => state.top?.priceMinor ?? clockAsks(state, rules, at),
  refusalOf: (state, priceMinor, rules, at) => {
    const asked = clockAsks(state, rules, at)
    return priceMinor < asked ? refuse('auction.below_clock', { minimumMinor: String(asked), minimum: yuanFigures(asked) }, FIELD).refusal : null
  },
  // The price on the bidder's screen may be a tick old: who accepts it never pays more than the clock asks when the bid comes in.
  counts: (state, _priceMinor, rules, at) => clockAsks(state, rules, at),
}

/** No price is named in the room: it lies in an envelope until all are opened (`sealed.ts`). */
const sealed: Pricing = {
  ask: (_state, rules) => rules.startingPriceMinor,
  refusalOf: () => refuse('auction.sealed_only', {}, FIELD).refusal,
  counts: (_state, priceMinor) => priceMinor,
}

/** Nor here: prices are named in rounds, and shown when a round is over (`scored.ts`). */
const inRounds: Pricing = { ...sealed, refusalOf: () => refuse('auction.rounds_only', {}, FIELD).refusal }

const PRICING: Readonly<Record<PriceRule, Pricing>> = { ascending_grid: ascending, descending_clock: descending, sealed, rounds: inRounds }

export const pricingOf = (rules: AuctionRules): Pricing => PRICING[METHODS[rules.method].price]

/** The lowest price the next bid may name. */
export const nextMinimum = (state: Priced, rules: AuctionRules, at: Instant): bigint => pricingOf(rules).ask(state, rules, at)

/** Up to here a bid needs no second word: a multiple of the current price, of the start before the first bid. Null: no bound, as where the price only falls. */
export const confirmAbove = ({ top }: Pick<AuctionState, 'top'>, rules: AuctionRules): bigint | null =>
  rules.confirmFactor === null || METHODS[rules.method].price !== 'ascending_grid'
    ? null
    : (top?.priceMinor ?? rules.startingPriceMinor) * BigInt(rules.confirmFactor)

/** Prices of the quick buttons: the next prices of the grid from the minimum on, up to the cap; one where the price falls. */
export const quickPrices = (state: Priced, rules: AuctionRules, { buttons, at }: { readonly buttons: number; readonly at: Instant }): readonly bigint[] => {
  // Where no price is named in the room there is no grid to go up on.
  if (METHODS[rules.method].price !== 'ascending_grid') return [nextMinimum(state, rules, at)]
  const prices: bigint[] = []
  const { capMinor } = rules
  let price = nextMinimum(state, rules, at)
  while (prices.length < buttons && (capMinor === null || price <= capMinor)) {
    prices.push(price)
    price = aboveOnGrid(rules, price)
  }
  return prices
}

/** How many ticks a clock needs from the start to the floor, and one more at which it rests there. */
export const clockMs = (rules: {
  readonly startingPriceMinor: bigint
  readonly stepMinor: bigint
  readonly floorMinor: bigint
  readonly tickMs: number
}): number => {
  const steps = (rules.startingPriceMinor - rules.floorMinor + rules.stepMinor - 1n) / rules.stepMinor
  return (Number(steps) + 1) * rules.tickMs
}
