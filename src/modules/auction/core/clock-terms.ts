/** What a seller fixes for a falling price, against the market's rules. */
import { SECOND_MS } from '#kernel/instant.ts'
import { basisPointsOf, yuanFigures } from '#kernel/money.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { clockMs } from './pricing.ts'
import { isWithin, neat, type Bounds, type Limits } from './terms.ts'

export interface DutchTerms {
  /** By how much the price falls each time. */
  readonly decrementMinor: bigint
  /** For how long each price stands. */
  readonly tickSeconds: number
  /** Public: the price at which the clock rests. */
  readonly floorMinor: bigint
}

export interface DutchRules {
  readonly decrementBasisPoints: Bounds
  readonly tickSeconds: Bounds
  /** What share of the start the form proposes as the floor. */
  readonly floorBasisPoints: number
}

export const DUTCH_REFUSALS = [
  'auction.decrement_out_of_bounds',
  'auction.tick_out_of_bounds',
  'auction.floor_out_of_bounds',
  'auction.floor_below_basis',
  'auction.floor_is_the_reserve',
  'auction.clock_too_long',
] as const
type Verdict = Result<null, (typeof DUTCH_REFUSALS)[number]>

/** A clock that runs longer than a day is watched by nobody. */
const MAX_CLOCK_MS = 24 * 60 * 60 * SECOND_MS

export const decrementBounds = (startingPriceMinor: bigint, { decrementBasisPoints: { min, max } }: DutchRules) => ({
  min: basisPointsOf(startingPriceMinor, min, 'up'),
  max: basisPointsOf(startingPriceMinor, max, 'down'),
})

const floorVerdict = ({ floorMinor }: DutchTerms, startingPriceMinor: bigint, { leastMinor, reserveMinor }: Limits): Verdict => {
  const at = { field: 'methodTerms.floorMinor' }
  if (floorMinor <= 0n || floorMinor >= startingPriceMinor) return refuse('auction.floor_out_of_bounds', { start: yuanFigures(startingPriceMinor) }, at)
  if (floorMinor < leastMinor) return refuse('auction.floor_below_basis', { min: yuanFigures(leastMinor) }, at)
  // A secret reserve above the floor would let the clock pass prices at which nobody can buy.
  return reserveMinor === null ? ok(null) : refuse('auction.floor_is_the_reserve', {}, { field: 'reserveMinor' })
}

/** The first rule the terms break, or ok. */
export const checkDutch = (terms: DutchTerms, startingPriceMinor: bigint, rules: DutchRules, limits: Limits): Verdict => {
  const { decrementMinor, tickSeconds, floorMinor } = terms
  const { min, max } = decrementBounds(startingPriceMinor, rules)
  if (decrementMinor < min || decrementMinor > max || decrementMinor <= 0n)
    return refuse(
      'auction.decrement_out_of_bounds',
      { min: yuanFigures(min), max: yuanFigures(max) },
      { field: 'methodTerms.decrementMinor', rule: rules.decrementBasisPoints.rule },
    )
  if (!isWithin(tickSeconds, rules.tickSeconds)) {
    const { min: least, max: most, rule } = rules.tickSeconds
    return refuse('auction.tick_out_of_bounds', { min: least, max: most }, { field: 'methodTerms.tickSeconds', rule })
  }
  const floor = floorVerdict(terms, startingPriceMinor, limits)
  if (!floor.ok) return floor
  const runs = clockMs({ startingPriceMinor, stepMinor: decrementMinor, floorMinor, tickMs: tickSeconds * SECOND_MS })
  return runs > MAX_CLOCK_MS ? refuse('auction.clock_too_long', {}, { field: 'methodTerms.tickSeconds' }) : ok(null)
}

/** What the form proposes: a neat step, and the floor a whole number of steps below the start. */
export const proposedDutch = (startingPriceMinor: bigint, rules: DutchRules): DutchTerms => {
  const decrementMinor = neat(basisPointsOf(startingPriceMinor, rules.decrementBasisPoints.standard, 'down'))
  const least = basisPointsOf(startingPriceMinor, rules.floorBasisPoints, 'up')
  const steps = (startingPriceMinor - least) / decrementMinor
  return { decrementMinor, tickSeconds: rules.tickSeconds.standard, floorMinor: startingPriceMinor - (steps > 0n ? steps : 1n) * decrementMinor }
}
