/** What a seller may offer: the terms of a lot against the market's rules. */
import type { Bilingual } from '#kernel/bilingual.ts'
import { basisPointsOf, yuanFigures } from '#kernel/money.ts'
import { ok, refuse, type Result, type RuleCitation } from '#kernel/result.ts'
import type { AuctionTerms } from './regime.ts'
import { stateFloorOf, type StateAsset, type StateFloor } from './state-asset.ts'
import { isAlternative, type DepositAlternative, type Exclusivity, type PriceBasisKind, type RefusalAfter } from './words.ts'

export type LotRight =
  /** A share of the right in basis points; null or absent: the whole. */
  | { readonly kind: 'assignment'; readonly shareBasisPoints?: number | null }
  | {
      readonly kind: 'licence'
      readonly exclusivity: Exclusivity
      readonly termMonths: number
      readonly territory: Bilingual
      readonly field: Bilingual
    }

/** The notice goes on for so many working days, at most so often, and then the lot ends unsold. */
export interface Extension {
  readonly days: number
  readonly times: number
}

/** What every lot fixes, by whatever method it is sold. */
export interface LotTerms {
  readonly right: LotRight
  readonly startingPriceMinor: bigint
  /** Secret. Null: sold without reserve, which the notice must say (Auction Law art. 50). */
  readonly reserveMinor: bigint | null
  /** Announced: two people enter it during the bidding, until so many minutes before the free phase ends. Null: it is what `reserveMinor` says. */
  readonly reserveMinutes: number | null
  /** Announced: within so many days after a default it may be offered to the next bidder at its own last price; null: it is not. */
  readonly nextBidderDays: number | null
  /** Announced: first refusal is asked after the bidding, at its price; null: it was waived beforehand, or nobody has it. */
  readonly refusalAfter: RefusalAfter | null
  /** So many licences of one technology, each bidder one; null: one buyer takes what it offers. */
  readonly units: number | null
  readonly depositMinor: bigint
  /** What is taken beside a transfer. */
  readonly depositAlternatives: readonly DepositAlternative[]
  /** Published: on which standing a bidder is excused from the deposit. */
  readonly waiverBasis: Bilingual | null
  /** In the unit of the rule that governs the notice. */
  readonly noticeDays: number
  readonly priceBasis: { readonly kind: PriceBasisKind; readonly text: Bilingual; readonly valuationMinor: bigint | null }
  /** Where nobody applies in time; null: the lot then comes to its opening without bidders. */
  readonly extension: Extension | null
  /** Held by a licensed house under the Auction Law; null: online bidding. */
  readonly consignment: AuctionTerms | null
  /** An asset of a state enterprise; null: of somebody else. */
  readonly stateAsset: StateAsset | null
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
  readonly alternatives: { readonly allowed: readonly DepositAlternative[]; readonly rule: RuleCitation }
  readonly extension: { readonly minDays: number; readonly daysRule: RuleCitation; readonly maxTimes: number; readonly timesRule: RuleCitation }
  readonly startOfValuation: { readonly minBasisPoints: number; readonly rule: RuleCitation }
  readonly stateFloor: StateFloor & { readonly isReoffer: boolean }
}

export const TERM_REFUSALS = [
  'listing.reserve_below_start',
  'listing.reserve_twice',
  'listing.deposit_too_low',
  'listing.deposit_too_high',
  'listing.deposit_kind_not_allowed',
  'listing.waiver_basis_missing',
  'listing.notice_too_short',
  'listing.start_below_valuation',
  'listing.valuation_missing',
  'listing.extension_too_short',
  'listing.extension_too_often',
  'listing.notice_too_short_days',
  'listing.state_asset_unvalued',
  'listing.state_floor_below_valuation',
  'listing.state_asset_negotiated',
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

const kindsVerdict = ({ depositAlternatives, waiverBasis }: LotTerms, { alternatives }: TermRules): Verdict => {
  if (depositAlternatives.some((kind) => !isAlternative(alternatives.allowed, kind)))
    return refuse('listing.deposit_kind_not_allowed', {}, { field: 'depositAlternatives', rule: alternatives.rule })
  const isUnsaid = isAlternative(depositAlternatives, 'waiver') && waiverBasis === null
  return isUnsaid ? refuse('listing.waiver_basis_missing', {}, { field: 'waiverBasis' }) : PASS
}

const noticeVerdict = (terms: LotTerms, { noticeDays: { min, unit, rule } }: TermRules): Verdict => {
  if (terms.noticeDays >= min) return PASS
  return refuse(unit === 'wd' ? 'listing.notice_too_short' : 'listing.notice_too_short_days', { min }, { field: 'noticeDays', rule })
}

/** Of an asset of a state enterprise, the share of the valuation that its own rule asks for; null where that rule leaves it to the one for all. */
const stateShareOf = ({ stateAsset }: Pick<LotTerms, 'stateAsset'>, { stateFloor }: TermRules): number | null =>
  stateAsset === null ? null : stateFloorOf(stateAsset, stateFloor, stateFloor.isReoffer)

/** Below this amount the price basis allows no sale, by whatever method; 0 where it sets no bound. */
export const leastOf = (terms: Pick<LotTerms, 'priceBasis' | 'stateAsset'>, rules: TermRules): bigint => {
  const { kind, valuationMinor } = terms.priceBasis
  if (kind !== 'valuation' || valuationMinor === null) return 0n
  return basisPointsOf(valuationMinor, stateShareOf(terms, rules) ?? rules.startOfValuation.minBasisPoints, 'up')
}

const basisVerdict = (terms: LotTerms, rules: TermRules): Verdict => {
  const { kind, valuationMinor } = terms.priceBasis
  const { rule, isReoffer } = rules.stateFloor
  if (terms.stateAsset !== null && (kind !== 'valuation' || valuationMinor === null))
    return refuse('listing.state_asset_unvalued', {}, { field: 'priceBasis.valuationMinor', rule })
  if (kind !== 'valuation') return PASS
  if (valuationMinor === null) return refuse('listing.valuation_missing', {}, { field: 'priceBasis.valuationMinor' })
  const min = leastOf(terms, rules)
  if (terms.startingPriceMinor >= min) return PASS
  const share = stateShareOf(terms, rules)
  const { startOfValuation } = rules
  const field = 'startingPriceMinor'
  return share === null
    ? refuse('listing.start_below_valuation', { min: yuanFigures(min), percent: startOfValuation.minBasisPoints / 100 }, { field, rule: startOfValuation.rule })
    : refuse('listing.state_floor_below_valuation', { min: yuanFigures(min), percent: share / 100, isReoffer: Number(isReoffer) }, { field, rule })
}

const reserveVerdict = (terms: LotTerms): Verdict => {
  if (terms.reserveMinor !== null && terms.reserveMinutes !== null) return refuse('listing.reserve_twice', {}, { field: 'reserveMinor' })
  return terms.reserveMinor !== null && terms.reserveMinor < terms.startingPriceMinor
    ? refuse('listing.reserve_below_start', { start: yuanFigures(terms.startingPriceMinor) }, { field: 'reserveMinor' })
    : PASS
}

const extensionVerdict = ({ extension }: LotTerms, { extension: bounds }: TermRules): Verdict => {
  if (extension === null) return PASS
  const { minDays, daysRule, maxTimes, timesRule } = bounds
  if (extension.days < minDays) return refuse('listing.extension_too_short', { min: minDays }, { field: 'extension.days', rule: daysRule })
  return extension.times > maxTimes ? refuse('listing.extension_too_often', { max: maxTimes }, { field: 'extension.times', rule: timesRule }) : PASS
}

/** Nobody applied in time: what the notice announced for that. Null: nothing, or somebody applied. */
export const afterNobody = (
  { extensionDays, extensionTimes, extensionsUsed }: Readonly<Record<'extensionDays' | 'extensionTimes', number | null>> & { readonly extensionsUsed: number },
  applicants: number,
): { readonly kind: 'extend'; readonly days: number; readonly used: number } | { readonly kind: 'end' } | null => {
  if (extensionDays === null || extensionTimes === null || applicants > 0) return null
  return extensionsUsed < extensionTimes ? { kind: 'extend', days: extensionDays, used: extensionsUsed + 1 } : { kind: 'end' }
}

/** The first rule the terms break, or ok. */
export const checkTerms = (terms: LotTerms, rules: TermRules): Verdict =>
  [
    basisVerdict(terms, rules),
    reserveVerdict(terms),
    depositVerdict(terms, rules),
    kindsVerdict(terms, rules),
    noticeVerdict(terms, rules),
    extensionVerdict(terms, rules),
  ].find((verdict) => !verdict.ok) ?? PASS

const FEN_PER_YUAN = 100n

/** What the form proposes for a starting price: in whole yuan. */
export const proposedDeposit = (startingPriceMinor: bigint, { depositBasisPoints }: TermRules): bigint => {
  const deposit = basisPointsOf(startingPriceMinor, depositBasisPoints.standard, 'up')
  const wholeYuan = ((deposit + FEN_PER_YUAN - 1n) / FEN_PER_YUAN) * FEN_PER_YUAN
  const most = basisPointsOf(startingPriceMinor, depositBasisPoints.max, 'down')
  return wholeYuan > most ? deposit : wholeYuan
}
