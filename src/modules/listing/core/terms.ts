/** What a seller may offer: the terms of a lot against the market's rules. */
import type { Bilingual } from '#kernel/bilingual.ts'
import { basisPointsOf } from '#kernel/money.ts'
import { ok, refuse, type Result, type RuleCitation } from '#kernel/result.ts'
import type { Exclusivity, PriceBasisKind, SaleMethod } from './method.ts'
import { yuan } from './wording.ts'

export type LotRight =
  | { readonly kind: 'assignment' }
  | {
      readonly kind: 'licence'
      readonly exclusivity: Exclusivity
      readonly termMonths: number
      readonly territory: Bilingual
      readonly field: Bilingual
    }

export interface LotTerms {
  readonly method: SaleMethod
  readonly right: LotRight
  readonly startingPriceMinor: bigint
  /** Secret. Null: sold without reserve, which the notice must say (Auction Law art. 50). */
  readonly reserveMinor: bigint | null
  readonly incrementMinor: bigint
  readonly depositMinor: bigint
  /** In the unit of the rule that governs the notice. */
  readonly noticeDays: number
  readonly freeMinutes: number
  readonly timedSeconds: number
  readonly priceBasis: { readonly kind: PriceBasisKind; readonly text: Bilingual; readonly valuationMinor: bigint | null }
}

interface Bounds {
  readonly min: number
  readonly max: number
  readonly rule: RuleCitation
}

/** The rulebook's values that bear on a lot. */
export interface TermRules {
  readonly noticeDays: { readonly min: number; readonly unit: 'cd' | 'wd'; readonly rule: RuleCitation }
  readonly depositBasisPoints: Bounds & { readonly standard: number }
  readonly incrementBasisPoints: Bounds & { readonly standard: number }
  readonly timedSeconds: Bounds & { readonly standard: number }
  readonly freeMinutes: Bounds & { readonly standard: number }
  readonly startOfValuation: { readonly minBasisPoints: number; readonly rule: RuleCitation }
}

export const TERM_REFUSALS = [
  'listing.reserve_below_start',
  'listing.increment_out_of_bounds',
  'listing.deposit_too_low',
  'listing.deposit_too_high',
  'listing.notice_too_short',
  'listing.free_phase_out_of_bounds',
  'listing.timed_phase_out_of_bounds',
  'listing.start_below_valuation',
  'listing.valuation_missing',
] as const
type TermRefusal = (typeof TERM_REFUSALS)[number]
type Verdict = Result<null, TermRefusal>

const PASS: Verdict = ok(null)

const depositVerdict = (terms: LotTerms, { depositBasisPoints: bounds }: TermRules): Verdict => {
  const min = basisPointsOf(terms.startingPriceMinor, bounds.min, 'up')
  const max = basisPointsOf(terms.startingPriceMinor, bounds.max, 'down')
  const at = { field: 'depositMinor', rule: bounds.rule }
  if (terms.depositMinor < min) return refuse('listing.deposit_too_low', { min: yuan(min), percent: bounds.min / 100 }, at)
  if (terms.depositMinor > max) return refuse('listing.deposit_too_high', { max: yuan(max), percent: bounds.max / 100 }, at)
  return PASS
}

const incrementVerdict = (terms: LotTerms, { incrementBasisPoints: bounds }: TermRules): Verdict => {
  const min = basisPointsOf(terms.startingPriceMinor, bounds.min, 'up')
  const max = basisPointsOf(terms.startingPriceMinor, bounds.max, 'down')
  if (terms.incrementMinor >= min && terms.incrementMinor <= max && terms.incrementMinor > 0n) return PASS
  return refuse('listing.increment_out_of_bounds', { min: yuan(min), max: yuan(max) }, { field: 'incrementMinor', rule: bounds.rule })
}

const timesVerdict = (terms: LotTerms, rules: TermRules): Verdict => {
  const { noticeDays, freeMinutes, timedSeconds } = rules
  if (terms.noticeDays < noticeDays.min) return refuse('listing.notice_too_short', { min: noticeDays.min }, { field: 'noticeDays', rule: noticeDays.rule })
  if (terms.freeMinutes < freeMinutes.min || terms.freeMinutes > freeMinutes.max)
    return refuse('listing.free_phase_out_of_bounds', { min: freeMinutes.min, max: freeMinutes.max }, { field: 'freeMinutes', rule: freeMinutes.rule })
  if (terms.timedSeconds < timedSeconds.min || terms.timedSeconds > timedSeconds.max)
    return refuse('listing.timed_phase_out_of_bounds', { min: timedSeconds.min, max: timedSeconds.max }, { field: 'timedSeconds', rule: timedSeconds.rule })
  return PASS
}

const basisVerdict = (terms: LotTerms, { startOfValuation }: TermRules): Verdict => {
  const { kind, valuationMinor } = terms.priceBasis
  if (kind !== 'valuation') return PASS
  if (valuationMinor === null) return refuse('listing.valuation_missing', {}, { field: 'priceBasis.valuationMinor' })
  const min = basisPointsOf(valuationMinor, startOfValuation.minBasisPoints, 'up')
  if (terms.startingPriceMinor >= min) return PASS
  const at = { field: 'startingPriceMinor', rule: startOfValuation.rule }
  return refuse('listing.start_below_valuation', { min: yuan(min), percent: startOfValuation.minBasisPoints / 100 }, at)
}

const reserveVerdict = (terms: LotTerms): Verdict =>
  terms.reserveMinor !== null && terms.reserveMinor < terms.startingPriceMinor
    ? refuse('listing.reserve_below_start', { start: yuan(terms.startingPriceMinor) }, { field: 'reserveMinor' })
    : PASS

/** The first rule the terms break, or ok. */
export const checkTerms = (terms: LotTerms, rules: TermRules): Verdict =>
  [basisVerdict(terms, rules), reserveVerdict(terms), incrementVerdict(terms, rules), depositVerdict(terms, rules), timesVerdict(terms, rules)].find(
    (verdict) => !verdict.ok,
  ) ?? PASS

const FEN_PER_YUAN = 100n

/** The neat step (1, 2 or 5 × 10ⁿ yuan) nearest below the given one; at least one yuan. */
const neat = (minor: bigint): bigint => {
  let unit = FEN_PER_YUAN
  while (unit * 10n <= minor) unit *= 10n
  return [5n, 2n, 1n].map((factor) => factor * unit).find((step) => step <= minor) ?? FEN_PER_YUAN
}

/** What the form proposes for a starting price: increment by rule rounded to a neat step, deposit in whole yuan. */
export const proposedFor = (startingPriceMinor: bigint, rules: TermRules): { readonly incrementMinor: bigint; readonly depositMinor: bigint } => {
  const deposit = basisPointsOf(startingPriceMinor, rules.depositBasisPoints.standard, 'up')
  const wholeYuan = ((deposit + FEN_PER_YUAN - 1n) / FEN_PER_YUAN) * FEN_PER_YUAN
  const most = basisPointsOf(startingPriceMinor, rules.depositBasisPoints.max, 'down')
  return {
    incrementMinor: neat(basisPointsOf(startingPriceMinor, rules.incrementBasisPoints.standard, 'down')),
    depositMinor: wholeYuan > most ? deposit : wholeYuan,
  }
}
