/** From the rulebook's keys to the values a lot is checked against. */
import { ok, type Result, type RuleCitation } from '#kernel/result.ts'
import { rangeOf, rulesAt, type RuleSet } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { LotTerms, TermRules } from './core/terms.ts'
import { NEGOTIATED } from './core/negotiated.ts'
import { checkTerms } from './core/terms.ts'
import type { Method, MethodTerms } from './method.ts'
import type { LotContent } from './store.ts'

/** The rulebook leaves the deposit open below; a lot on auction has at least the court rule's 5 % (L5 art. 17). */
const DEPOSIT_MIN_BP = 500
export const NOTICE_RULE = 'bidding.notice.days.general'

export const NEGOTIATED_RULE = 'publicity.negotiatedPrice'

/** Which rule the notice of a lot runs by. */
export const noticeRuleOf = (method: string): string => (method === NEGOTIATED ? NEGOTIATED_RULE : NOTICE_RULE)

/** Who agreed on a price pays no deposit. */
const depositOf = (rules: RuleSet, method: string): TermRules['depositBasisPoints'] =>
  method === NEGOTIATED ? { min: 0, max: 0, standard: 0, rule: rules.cite(NEGOTIATED_RULE) } : rangeOf(rules, 'deposit.rate', { min: DEPOSIT_MIN_BP })

export const termRulesOf = (rules: RuleSet, method: string): TermRules => ({
  noticeDays: {
    min: rules.number(noticeRuleOf(method)),
    unit: method === NEGOTIATED ? 'cd' : 'wd',
    rule: rules.cite(noticeRuleOf(method)),
  },
  depositBasisPoints: depositOf(rules, method),
  startOfValuation: { minBasisPoints: rules.number('price.start.minOfValuation'), rule: rules.cite('price.start.minOfValuation') },
})

/** What a lot on auction cites from the rulebook; its page has a name for each. */
export const LISTING_RULES = [
  NOTICE_RULE,
  'deposit.rate',
  'deposit.refund.losers',
  'price.reserve.visibility',
  'price.start.minOfValuation',
  'result.publicity',
] as const

const AGREED_RULES = ['price.start.minOfValuation', 'result.publicity'] as const

/** Of every lot and of its method. */
export const citationsOf = (rules: RuleSet, { name, cites }: Method): readonly RuleCitation[] =>
  [...(name === NEGOTIATED ? AGREED_RULES : LISTING_RULES), ...cites].map((key) => rules.cite(key))

/** Checks the terms of a lot and of its method against today's rules; answers what the lot then keeps. */
export const checkedTerms = async (
  act: Act,
  terms: LotTerms,
  method: Method,
  methodTerms: MethodTerms,
): Promise<Result<Pick<LotContent, 'rules' | 'noticeUnit' | 'method' | 'methodTerms'>>> => {
  const rules = await rulesAt(act.tx, act.now)
  const termRules = termRulesOf(rules, method.name)
  const verdict = checkTerms(terms, termRules)
  if (!verdict.ok) return verdict
  const ofMethod = method.check(methodTerms, { startingPriceMinor: terms.startingPriceMinor, rules })
  if (!ofMethod.ok) return ofMethod
  return ok({ rules: citationsOf(rules, method), noticeUnit: termRules.noticeDays.unit, method: method.name, methodTerms: ofMethod.value })
}
