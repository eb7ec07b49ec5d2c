/** What a seller fixes for an ascending auction, against the market's rules. */
import { basisPointsOf, yuanFigures } from '#kernel/money.ts'
import { ok, refuse, type Result, type RuleCitation } from '#kernel/result.ts'

export interface EnglishTerms {
  readonly incrementMinor: bigint
  readonly freeMinutes: number
  readonly timedSeconds: number
}

interface Bounds {
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

export const ENGLISH_REFUSALS = ['auction.increment_out_of_bounds', 'auction.free_phase_out_of_bounds', 'auction.timed_phase_out_of_bounds'] as const
type Verdict = Result<null, (typeof ENGLISH_REFUSALS)[number]>

const isWithin = (value: number, { min, max }: Bounds): boolean => value >= min && value <= max

export const incrementBounds = (startingPriceMinor: bigint, { incrementBasisPoints: { min, max } }: EnglishRules) => ({
  min: basisPointsOf(startingPriceMinor, min, 'up'),
  max: basisPointsOf(startingPriceMinor, max, 'down'),
})

/** The first rule the terms break, or ok. */
export const checkEnglish = (terms: EnglishTerms, startingPriceMinor: bigint, rules: EnglishRules): Verdict => {
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
const neat = (minor: bigint): bigint => {
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
