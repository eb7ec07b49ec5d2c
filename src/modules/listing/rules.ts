/** From the rulebook's keys to the values a lot is checked against. */
import { ok, type Result, type RuleCitation } from '#kernel/result.ts'
import { rulesAt, type RuleSet } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { LotTerms, TermRules } from './core/terms.ts'
import { checkTerms } from './core/terms.ts'

/** Deposit 5–30 % of the start: the court range from below, the custom for state assets from above. */
const DEPOSIT_MIN_BP = 500
const DEPOSIT_MAX_BP = 3000
/** Increment 0.5–10 % of the start, as met in practice. */
const INCREMENT_MIN_BP = 50
const INCREMENT_MAX_BP = 1000
/** Timed phase 120–300 s as met in practice; up to ten minutes is allowed. */
const TIMED_MIN_S = 120
const TIMED_MAX_S = 600
const FREE_MIN_MINUTES = 10
const FREE_MAX_MINUTES = 7 * 24 * 60

export const NOTICE_RULE = 'bidding.notice.days.general'

export const termRulesOf = (rules: RuleSet): TermRules => ({
  noticeDays: { min: rules.number(NOTICE_RULE), unit: 'wd', rule: rules.cite(NOTICE_RULE) },
  depositBasisPoints: { min: DEPOSIT_MIN_BP, max: DEPOSIT_MAX_BP, standard: rules.number('deposit.rate'), rule: rules.cite('deposit.rate') },
  incrementBasisPoints: { min: INCREMENT_MIN_BP, max: INCREMENT_MAX_BP, standard: rules.number('price.increment'), rule: rules.cite('price.increment') },
  timedSeconds: { min: TIMED_MIN_S, max: TIMED_MAX_S, standard: rules.number('time.timedPeriod'), rule: rules.cite('time.timedPeriod') },
  freeMinutes: { min: FREE_MIN_MINUTES, max: FREE_MAX_MINUTES, standard: rules.number('time.freePhase'), rule: rules.cite('time.freePhase') },
  startOfValuation: { minBasisPoints: rules.number('price.start.minOfValuation'), rule: rules.cite('price.start.minOfValuation') },
})

const CITED = [
  NOTICE_RULE, 'deposit.rate', 'deposit.refund.losers', 'price.increment', 'price.reserve.visibility', 'price.start.minOfValuation',
  'time.freePhase', 'time.timedPeriod', 'time.extension', 'singleBidder.allowed', 'result.publicity',
] as const

export const citationsOf = (rules: RuleSet): readonly RuleCitation[] => CITED.map((key) => rules.cite(key))

/** Checks the terms against today's rules; answers the citations that the lot then keeps. */
export const checkedTerms = async (act: Act, terms: LotTerms): Promise<Result<{ readonly rules: readonly RuleCitation[]; readonly noticeUnit: 'cd' | 'wd' }>> => {
  const rules = await rulesAt(act.tx, act.now)
  const verdict = checkTerms(terms, termRulesOf(rules))
  return verdict.ok ? ok({ rules: citationsOf(rules), noticeUnit: termRulesOf(rules).noticeDays.unit }) : verdict
}
