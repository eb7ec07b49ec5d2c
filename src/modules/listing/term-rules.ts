/** From the rulebook's keys to the values a lot is checked against. */
import { ok, refuse, type Result, type RuleCitation } from '#kernel/result.ts'
import { auctionHouseAt } from '#modules/party/index.ts'
import { rangeOf, rulesAt, type RuleSet } from '#modules/rulebook/index.ts'
import { AFTER_BIDDING_RULE } from '#modules/title/index.ts'
import type { Act } from '#platform/command/act.ts'
import { checkReoffer, type EarlierOffer, type ReofferBounds } from './core/reoffer.ts'
import { checkAuction, type AuctionOnRecord } from './core/regime.ts'
import { STATE_LARGE_NOTICE_RULE, STATE_NOTICE_RULE, stateNoticeRule } from './core/state-asset.ts'
import type { LotTerms, TermRules } from './core/terms.ts'
import { checkRefusalAfter } from './core/subject.ts'
import { checkUnits } from './core/units.ts'
import { NEGOTIATED } from './core/negotiated.ts'
import { checkTerms, leastOf } from './core/terms.ts'
import { DEPOSIT_ALTERNATIVES } from './core/words.ts'
import type { Method, MethodTerms } from './method.ts'
import type { LotContent } from './store.ts'

/** The rulebook leaves the deposit open below; a lot on auction has at least the court rule's 5 % (L5 art. 17). */
const DEPOSIT_MIN_BP = 500
export const NOTICE_RULE = 'bidding.notice.days.general'

export const REOFFER_NOTICE_RULE = 'bidding.notice.days.reoffer'
/** An extension of the notice where nobody applied, and how often at most. */
export const EXTENSION_RULE = 'bidding.notice.extension'
const EXTENSIONS_RULE = 'listing.extensions.most'
const NEXT_OFFER_RULE = 'nextBidder.offerWithin'
export const NEXT_ANSWER_RULE = 'nextBidder.answer'
/** That first refusal may be asked after the bidding, and that the notice says so. */
const MODE_RULE = 'priority.modeAfterBidding'
const UNITS_RULE = 'units.most'
const LATER_RESERVE_RULE = 'price.reserve.laterMinutes'

/** What a licensed house may ask of each side where nothing is agreed (Auction Law art. 56). */
export const COMMISSION_RULE = 'commission.each.max'
/** Of assets of state enterprises. */
const STATE_FLOOR_RULE = 'price.reserve.minOfValuation.state'

export const NEGOTIATED_RULE = 'publicity.negotiatedPrice'

/** How a lot is offered, as far as its rules depend on that. */
export interface Offered {
  readonly method: Pick<Method, 'name' | 'licensed'>
  readonly isReoffer?: boolean
  /** By a licensed house. */
  readonly isLicensed?: boolean
  /** The floor of an asset of a state enterprise; null or absent: of somebody else. */
  readonly stateFloorMinor?: bigint | null
}

const RESTART_RULE = 'bidding.changeRestartsClock'

/** Which rule the notice of a lot runs by. What a state enterprise offers again at other terms has the whole notice again. */
export const noticeRuleOf = (rules: RuleSet, { method, isReoffer = false, isLicensed = false, stateFloorMinor = null }: Offered): string => {
  if (method.name === NEGOTIATED) return NEGOTIATED_RULE
  const ofState = stateFloorMinor === null || (isReoffer && !rules.flag(RESTART_RULE)) ? null : stateNoticeRule(stateFloorMinor)
  if (ofState !== null) return ofState
  if (isLicensed && method.licensed !== null) return method.licensed.notice
  return isReoffer ? REOFFER_NOTICE_RULE : NOTICE_RULE
}

export const offeredOf = (
  lot: Pick<LotTerms, 'consignment' | 'stateAsset' | 'startingPriceMinor'>,
  method: Offered['method'],
  isReoffer: boolean,
): Offered => ({
  method,
  isReoffer,
  isLicensed: lot.consignment !== null,
  stateFloorMinor: lot.stateAsset === null ? null : lot.startingPriceMinor,
})

/** Who agreed on a price pays no deposit. */
const depositOf = (rules: RuleSet, method: string): TermRules['depositBasisPoints'] =>
  method === NEGOTIATED ? { min: 0, max: 0, standard: 0, rule: rules.cite(NEGOTIATED_RULE) } : rangeOf(rules, 'deposit.rate', { min: DEPOSIT_MIN_BP })

/** The rulebook's list, and its word on waivers; who agreed on a price pays no deposit at all. */
const alternativesOf = (rules: RuleSet, method: string): TermRules['alternatives'] => {
  const listed = rules.list('deposit.instruments')
  const allowed = DEPOSIT_ALTERNATIVES.filter((kind) => (kind === 'waiver' ? rules.flag('deposit.waiver.allowed') : listed.includes(kind)))
  return { allowed: method === NEGOTIATED ? [] : allowed, rule: rules.cite('deposit.instruments') }
}

export const termRulesOf = (rules: RuleSet, offered: Offered): TermRules => {
  const { name } = offered.method
  const key = noticeRuleOf(rules, offered)
  return {
    noticeDays: { min: rules.number(key), unit: rules.unit(key) === 'cd' ? 'cd' : 'wd', rule: rules.cite(key) },
    depositBasisPoints: depositOf(rules, name),
    alternatives: alternativesOf(rules, name),
    extension: {
      minDays: rules.number(EXTENSION_RULE),
      daysRule: rules.cite(EXTENSION_RULE),
      maxTimes: rules.number(EXTENSIONS_RULE),
      timesRule: rules.cite(EXTENSIONS_RULE),
    },
    startOfValuation: { minBasisPoints: rules.number('price.start.minOfValuation'), rule: rules.cite('price.start.minOfValuation') },
    stateFloor: {
      firstBasisPoints: rules.number(STATE_FLOOR_RULE),
      againBasisPoints: rangeOf(rules, STATE_FLOOR_RULE).min,
      rule: rules.cite(STATE_FLOOR_RULE),
      isReoffer: offered.isReoffer ?? false,
    },
  }
}

/** How long before the end of the free phase a reserve that was left open can still be entered. */
export const laterReserveMinutes = (rules: RuleSet): number => rules.number(LATER_RESERVE_RULE)

/** Within how many days after a default it may be offered to the next bidder. */
export const nextBidderDaysOf = (rules: RuleSet): number => rules.number(NEXT_OFFER_RULE)

/** Within how many working days first refusal is answered at the price of a lot. */
export const refusalDaysOf = (rules: RuleSet): number => rules.number(AFTER_BIDDING_RULE)

/** A reserve that is left open needs a free phase in which it can be entered. */
const laterVerdict = ({ reserveMinutes: minutes }: LotTerms, method: Method, given: MethodTerms): Result<null> => {
  if (minutes === null) return ok(null)
  const free = method.freeMinutes(given)
  const at = { field: 'reserveLater' }
  if (free === null) return refuse('listing.reserve_later_not_here', {}, at)
  return free > minutes ? ok(null) : refuse('listing.reserve_later_no_time', { minutes }, at)
}

/** What is announced beside one buyer who takes all: several of them, who is asked first, or the one behind it. */
const buyersVerdict = (terms: LotTerms, method: Method, rules: RuleSet): Result<null> => {
  const units = checkUnits(terms, { isByMethod: method.sellsUnits ?? false, max: rules.number(UNITS_RULE), rule: rules.cite(UNITS_RULE) })
  if (!units.ok) return units
  const asked = checkRefusalAfter(terms, method.name)
  if (!asked.ok) return asked
  return terms.nextBidderDays !== null && method.hasNextBidder === undefined ? refuse('listing.next_bidder_not_here', {}, { field: 'nextBidder' }) : ok(null)
}

/** What a lot on auction cites from the rulebook; its page has a name for each. */
export const LISTING_RULES = [
  NOTICE_RULE,
  'deposit.rate',
  'deposit.instruments',
  'deposit.refund.losers',
  'price.reserve.visibility',
  'price.start.minOfValuation',
  'result.publicity',
] as const

const REOFFER_RULES = [REOFFER_NOTICE_RULE, 'reoffer.window', 'price.reauction.maxCut', ...LISTING_RULES.filter((key) => key !== NOTICE_RULE)] as const

const AGREED_RULES = ['price.start.minOfValuation', 'result.publicity'] as const

/** Every rule of an auction and of a state asset, by which some lots are bound. */
export const REGIME_RULES = [COMMISSION_RULE, STATE_FLOOR_RULE, STATE_NOTICE_RULE, STATE_LARGE_NOTICE_RULE, RESTART_RULE] as const

/** Of every lot and of its method, the rule of its notice first. */
export const citationsOf = (rules: RuleSet, method: Method, offered: Omit<Offered, 'method'> = {}): readonly RuleCitation[] => {
  const { name, cites, licensed } = method
  const { isReoffer = false, isLicensed = false, stateFloorMinor = null } = offered
  const usual = name === NEGOTIATED ? AGREED_RULES : isReoffer ? REOFFER_RULES : LISTING_RULES
  const others = usual.filter((key) => key !== NOTICE_RULE && key !== REOFFER_NOTICE_RULE)
  const ofRegime = [
    ...(isLicensed && licensed !== null ? [licensed.viewing, COMMISSION_RULE] : []),
    ...(stateFloorMinor === null ? [] : [STATE_FLOOR_RULE, RESTART_RULE]),
  ]
  return [...new Set([noticeRuleOf(rules, { ...offered, method }), ...others, ...ofRegime, ...cites])].map((key) => rules.cite(key))
}

/** The offer that this one follows. */
export interface Again {
  readonly earlier: EarlierOffer
  readonly hasDecision: boolean
}

export const reofferBounds = (rules: RuleSet): ReofferBounds => ({
  windowDays: rules.number('reoffer.window'),
  windowRule: rules.cite('reoffer.window'),
  maxCutBasisPoints: rules.number('price.reauction.maxCut'),
  cutRule: rules.cite('price.reauction.maxCut'),
})

interface Asked {
  readonly methodTerms: MethodTerms
  readonly again: Again | null
  readonly sellerOrganisationId: string
  /** From the submission on everything has to be there. */
  readonly isWhole: boolean
}

const auctionVerdict = async (
  act: Act,
  { consignment }: LotTerms,
  { method, rules, ...asked }: Asked & { readonly method: Method; readonly rules: RuleSet },
): Promise<Result<AuctionOnRecord | null>> => {
  if (consignment === null) return ok(null)
  return checkAuction(consignment, {
    house: await auctionHouseAt(act.tx, consignment.houseOrganisationId, act.now),
    sellerOrganisationId: asked.sellerOrganisationId,
    viewing: method.licensed && { minDays: rules.number(method.licensed.viewing), rule: rules.cite(method.licensed.viewing) },
    needsConsignment: asked.isWhole,
  })
}

/** What only some lots announce. */
const citationsOfTerms = (rules: RuleSet, { extension, reserveMinutes, units, nextBidderDays, refusalAfter }: LotTerms): readonly RuleCitation[] =>
  [
    ...(extension === null ? [] : [EXTENSION_RULE]),
    ...(reserveMinutes === null ? [] : [LATER_RESERVE_RULE]),
    ...(units === null ? [] : [UNITS_RULE]),
    ...(nextBidderDays === null ? [] : [NEXT_OFFER_RULE, NEXT_ANSWER_RULE]),
    ...(refusalAfter === null ? [] : [AFTER_BIDDING_RULE, MODE_RULE]),
  ].map((key) => rules.cite(key))

/** Checks the terms of a lot and of its method against today's rules; answers what the lot then keeps. */
export const checkedTerms = async (
  act: Act,
  terms: LotTerms,
  method: Method,
  asked: Asked,
): Promise<Result<Pick<LotContent, 'rules' | 'noticeUnit' | 'method' | 'methodTerms' | 'consignment'>>> => {
  const { again, methodTerms } = asked
  const rules = await rulesAt(act.tx, act.now)
  const offered = offeredOf(terms, method, again !== null)
  const termRules = termRulesOf(rules, offered)
  if (terms.stateAsset !== null && method.name === NEGOTIATED) return refuse('listing.state_asset_negotiated', {}, { field: 'method' })
  const auction = await auctionVerdict(act, terms, { ...asked, method, rules })
  if (!auction.ok) return auction
  const verdict = checkTerms(terms, termRules)
  if (!verdict.ok) return verdict
  const bounded =
    again === null ? ok(null) : checkReoffer(again.earlier, { ...again, startingPriceMinor: terms.startingPriceMinor, now: act.now }, reofferBounds(rules))
  if (!bounded.ok) return bounded
  const ofMethod = method.check(methodTerms, {
    startingPriceMinor: terms.startingPriceMinor,
    rules,
    limits: { leastMinor: leastOf(terms, termRules), reserveMinor: terms.reserveMinor },
  })
  if (!ofMethod.ok) return ofMethod
  const isLater = laterVerdict(terms, method, ofMethod.value)
  if (!isLater.ok) return isLater
  const extra = buyersVerdict(terms, method, rules)
  if (!extra.ok) return extra
  const cited = [...citationsOf(rules, method, offered), ...citationsOfTerms(rules, terms)]
  return ok({ rules: cited, noticeUnit: termRules.noticeDays.unit, method: method.name, methodTerms: ofMethod.value, consignment: auction.value })
}
