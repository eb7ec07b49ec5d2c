/** From the rulebook's keys to the values a lot is checked against. */
import { ok, type Result, type RuleCitation } from '#kernel/result.ts'
import { rulesAt, type RuleSet } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { LotTerms, TermRules } from './core/terms.ts'
import { checkTerms } from './core/terms.ts'

/** The rulebook leaves the deposit open below; a lot on auction has at least the court rule's 5 % (L5 art. 17). */
const DEPOSIT_MIN_BP = 500
/** One week: longer free phases serve nobody. */
const FREE_MAX_MINUTES = 7 * 24 * 60

export const NOTICE_RULE = 'bidding.notice.days.general'

/** Value, bounds and source of one rule; a bound the rule leaves open comes from the caller. */
const boundsOf = (rules: RuleSet, key: string, open: { readonly min?: number; readonly max?: number } = {}) => {
  const { boundMin, boundMax } = rules.rule(key)
  const standard = rules.number(key)
  return {
    min: Math.max(boundMin ?? 0, open.min ?? 0),
    max: Math.min(boundMax ?? Number.MAX_SAFE_INTEGER, open.max ?? Number.MAX_SAFE_INTEGER),
    standard,
    rule: rules.cite(key),
  }
}

export const termRulesOf = (rules: RuleSet): TermRules => ({
  noticeDays: { min: rules.number(NOTICE_RULE), unit: 'wd', rule: rules.cite(NOTICE_RULE) },
  depositBasisPoints: boundsOf(rules, 'deposit.rate', { min: DEPOSIT_MIN_BP }),
  incrementBasisPoints: boundsOf(rules, 'price.increment'),
  timedSeconds: boundsOf(rules, 'time.timedPeriod'),
  freeMinutes: boundsOf(rules, 'time.freePhase', { max: FREE_MAX_MINUTES }),
  startOfValuation: { minBasisPoints: rules.number('price.start.minOfValuation'), rule: rules.cite('price.start.minOfValuation') },
})

/** What a lot cites from the rulebook; its page has a name for each. */
export const LISTING_RULES = [
  NOTICE_RULE,
  'deposit.rate',
  'deposit.refund.losers',
  'price.increment',
  'price.reserve.visibility',
  'price.start.minOfValuation',
  'time.freePhase',
  'time.timedPeriod',
  'time.extension',
  'singleBidder.allowed',
  'result.publicity',
] as const

export const citationsOf = (rules: RuleSet): readonly RuleCitation[] => LISTING_RULES.map((key) => rules.cite(key))

/** Checks the terms against today's rules; answers the citations that the lot then keeps. */
export const checkedTerms = async (
  act: Act,
  terms: LotTerms,
): Promise<Result<{ readonly rules: readonly RuleCitation[]; readonly noticeUnit: 'cd' | 'wd' }>> => {
  const rules = await rulesAt(act.tx, act.now)
  const verdict = checkTerms(terms, termRulesOf(rules))
  return verdict.ok ? ok({ rules: citationsOf(rules), noticeUnit: termRulesOf(rules).noticeDays.unit }) : verdict
}
