/** What a seller may offer: the terms of a lot against the market's rules. */
import type { Bilingual } from '#kernel/bilingual.ts'
import { basisPointsOf, yuanFigures } from '#kernel/money.ts'
import { ok, refuse, type Result, type RuleCitation } from '#kernel/result.ts'
import type { Exclusivity, PriceBasisKind } from './words.ts'

export type LotRight =
  | { readonly kind: 'assignment' }
  | {
      readonly kind: 'licence'
      readonly exclusivity: Exclusivity
      readonly termMonths: number
      readonly territory: Bilingual
      readonly field: Bilingual
    }

/** What every lot fixes, by whatever method it is sold. */
export interface LotTerms {
  readonly right: LotRight
  readonly startingPriceMinor: bigint
  /** Secret. Null: sold without reserve, which the notice must say (Auction Law art. 50). */
  readonly reserveMinor: bigint | null
  readonly depositMinor: bigint
  /** In the unit of the rule that governs the notice. */
  readonly noticeDays: number
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
  readonly startOfValuation: { readonly minBasisPoints: number; readonly rule: RuleCitation }
}

export const TERM_REFUSALS = [
  'listing.reserve_below_start',
  'listing.deposit_too_low',
  'listing.deposit_too_high',
  'listing.notice_too_short',
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
  if (terms.depositMinor < min) return refuse('listing.deposit_too_low', { min: yuanFigures(min), percent: bounds.min / 100 }, at)
  if (terms.depositMinor > max) return refuse('listing.deposit_too_high', { max: yuanFigures(max), percent: bounds.max / 100 }, at)
  return PASS
}

const noticeVerdict = (terms: LotTerms, { noticeDays }: TermRules): Verdict =>
  terms.noticeDays < noticeDays.min ? refuse('listing.notice_too_short', { min: noticeDays.min }, { field: 'noticeDays', rule: noticeDays.rule }) : PASS

const basisVerdict = (terms: LotTerms, { startOfValuation }: TermRules): Verdict => {
  const { kind, valuationMinor } = terms.priceBasis
  if (kind !== 'valuation') return PASS
  if (valuationMinor === null) return refuse('listing.valuation_missing', {}, { field: 'priceBasis.valuationMinor' })
  const min = basisPointsOf(valuationMinor, startOfValuation.minBasisPoints, 'up')
  if (terms.startingPriceMinor >= min) return PASS
  const at = { field: 'startingPriceMinor', rule: startOfValuation.rule }
  return refuse('listing.start_below_valuation', { min: yuanFigures(min), percent: startOfValuation.minBasisPoints / 100 }, at)
}

const reserveVerdict = (terms: LotTerms): Verdict =>
  terms.reserveMinor !== null && terms.reserveMinor < terms.startingPriceMinor
    ? refuse('listing.reserve_below_start', { start: yuanFigures(terms.startingPriceMinor) }, { field: 'reserveMinor' })
    : PASS

/** The first rule the terms break, or ok. */
export const checkTerms = (terms: LotTerms, rules: TermRules): Verdict =>
  [basisVerdict(terms, rules), reserveVerdict(terms), depositVerdict(terms, rules), noticeVerdict(terms, rules)].find((verdict) => !verdict.ok) ?? PASS

const FEN_PER_YUAN = 100n

/** What the form proposes for a starting price: in whole yuan. */
export const proposedDeposit = (startingPriceMinor: bigint, { depositBasisPoints }: TermRules): bigint => {
  const deposit = basisPointsOf(startingPriceMinor, depositBasisPoints.standard, 'up')
  const wholeYuan = ((deposit + FEN_PER_YUAN - 1n) / FEN_PER_YUAN) * FEN_PER_YUAN
  const most = basisPointsOf(startingPriceMinor, depositBasisPoints.max, 'down')
  return wholeYuan > most ? deposit : wholeYuan
}
