/** What a seller fixes for ascending bidding, against the market's rules. */
import { basisPointsOf, yuanFigures } from '#kernel/money.ts'
import { ok, refuse, type Result, type RuleCitation } from '#kernel/result.ts'
import { onGrid, type Band } from './grid.ts'

export interface EnglishTerms {
  readonly incrementMinor: bigint
  readonly freeMinutes: number
  readonly timedSeconds: number
  /** Prices from which the step is another one; at most five, rising. */
  readonly bands?: readonly Band[] | undefined
  readonly maxExtensions?: number | undefined
  readonly capMinor?: bigint | undefined
}

/** What the lot fixes beside the terms: below the least price its basis allows no sale (0: no bound). */
export interface Limits {
  readonly leastMinor: bigint
  readonly reserveMinor: bigint | null
}

export interface Bounds {
  readonly min: number
  readonly max: number
  readonly standard: number
  readonly rule: RuleCitation
}

/** The rulebook's values that bear on them. */
export interface EnglishRules {
  readonly incrementBasisPoints: Bounds
  readonly freeMinutes: Bounds
  readonly timedSeconds: Bounds
}

export const ENGLISH_REFUSALS = [
  'auction.increment_out_of_bounds',
  'auction.free_phase_out_of_bounds',
  'auction.timed_phase_out_of_bounds',
  'auction.bands_not_rising',
  'auction.cap_off_grid',
  'auction.cap_below_reserve',
] as const
type Verdict = Result<null, (typeof ENGLISH_REFUSALS)[number]>

export const isWithin = (value: number, { min, max }: Bounds): boolean => value >= min && value <= max

export const incrementBounds = (startingPriceMinor: bigint, { incrementBasisPoints: { min, max } }: EnglishRules) => ({
  min: basisPointsOf(startingPriceMinor, min, 'up'),
  max: basisPointsOf(startingPriceMinor, max, 'down'),
})

/** Each band begins on the grid of the bands below it, higher than they do, with a step that the rules bear at its price. */
const checkBands = (terms: EnglishTerms, startingPriceMinor: bigint, rules: EnglishRules): Verdict => {
  const below: Band[] = []
  for (const band of terms.bands ?? []) {
    const grid = { startingPriceMinor, incrementMinor: terms.incrementMinor, bands: below }
    const { min, max } = incrementBounds(band.fromMinor, rules)
    const isRising = band.fromMinor > (below.at(-1)?.fromMinor ?? startingPriceMinor) && onGrid(grid, band.fromMinor) === band.fromMinor
    if (!isRising || band.incrementMinor < min || band.incrementMinor > max || band.incrementMinor <= 0n)
      return refuse(
        'auction.bands_not_rising',
        { from: yuanFigures(band.fromMinor), min: yuanFigures(min), max: yuanFigures(max) },
        { field: 'methodTerms.bands' },
      )
    below.push(band)
  }
  return ok(null)
}

const checkCap = ({ capMinor, incrementMinor, bands = [] }: EnglishTerms, startingPriceMinor: bigint, { reserveMinor }: Limits): Verdict => {
  if (capMinor === undefined) return ok(null)
  const at = { field: 'methodTerms.capMinor' }
  if (capMinor <= startingPriceMinor || onGrid({ startingPriceMinor, incrementMinor, bands }, capMinor) !== capMinor)
    return refuse('auction.cap_off_grid', {}, at)
  return reserveMinor !== null && reserveMinor > capMinor ? refuse('auction.cap_below_reserve', {}, at) : ok(null)
}

/** The first rule the terms break, or ok. */
export const checkEnglish = (terms: EnglishTerms, startingPriceMinor: bigint, rules: EnglishRules, limits: Limits): Verdict => {
  const phases = checkPhases(terms, startingPriceMinor, rules)
  if (!phases.ok) return phases
  const bands = checkBands(terms, startingPriceMinor, rules)
  return bands.ok ? checkCap(terms, startingPriceMinor, limits) : bands
}

const checkPhases = (terms: EnglishTerms, startingPriceMinor: bigint, rules: EnglishRules): Verdict => {
  const { incrementMinor, freeMinutes, timedSeconds } = terms
  const { min, max } = incrementBounds(startingPriceMinor, rules)
  if (incrementMinor < min || incrementMinor > max || incrementMinor <= 0n)
    return refuse(
      'auction.increment_out_of_bounds',
      { min: yuanFigures(min), max: yuanFigures(max) },
      { field: 'methodTerms.incrementMinor', rule: rules.incrementBasisPoints.rule },
    )
  if (!isWithin(freeMinutes, rules.freeMinutes)) {
    const { min: least, max: most, rule } = rules.freeMinutes
    return refuse('auction.free_phase_out_of_bounds', { min: least, max: most }, { field: 'methodTerms.freeMinutes', rule })
  }
  if (!isWithin(timedSeconds, rules.timedSeconds)) {
    const { min: least, max: most, rule } = rules.timedSeconds
    return refuse('auction.timed_phase_out_of_bounds', { min: least, max: most }, { field: 'methodTerms.timedSeconds', rule })
  }
  return ok(null)
}

const FEN_PER_YUAN = 100n

/** The neat step (1, 2 or 5 × 10ⁿ yuan) nearest below the given one; at least one yuan. */
export const neat = (minor: bigint): bigint => {
  let unit = FEN_PER_YUAN
  while (unit * 10n <= minor) unit *= 10n
  return [5n, 2n, 1n].map((factor) => factor * unit).find((step) => step <= minor) ?? FEN_PER_YUAN
}

/** What the form proposes: the increment by rule, rounded to a neat step. */
export const proposedEnglish = (startingPriceMinor: bigint, rules: EnglishRules): EnglishTerms => ({
  incrementMinor: neat(basisPointsOf(startingPriceMinor, rules.incrementBasisPoints.standard, 'down')),
  freeMinutes: rules.freeMinutes.standard,
  timedSeconds: rules.timedSeconds.standard,
})
