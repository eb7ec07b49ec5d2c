/** The ascending auction as a way of sale that lots may name. */
import { formatAmount } from '#kernel/money.ts'
import { method } from '#modules/listing/index.ts'
import { rangeOf, type RuleSet } from '#modules/rulebook/index.ts'
import { englishTerms } from './api.ts'
import { checkEnglish, ENGLISH_REFUSALS, incrementBounds, proposedEnglish, type EnglishRules } from './core/terms.ts'

/** One week: longer free phases serve nobody. */
const FREE_MAX_MINUTES = 7 * 24 * 60

const rulesOfEnglish = (rules: RuleSet): EnglishRules => ({
  incrementBasisPoints: rangeOf(rules, 'price.increment'),
  freeMinutes: rangeOf(rules, 'time.freePhase', { max: FREE_MAX_MINUTES }),
  timedSeconds: rangeOf(rules, 'time.timedPeriod'),
})

export const english = method({
  name: 'english',
  shape: englishTerms,
  refusals: ENGLISH_REFUSALS,
  cites: ['price.increment', 'time.freePhase', 'time.timedPeriod', 'time.extension', 'singleBidder.allowed'],
  check: (terms, { startingPriceMinor, rules }) => checkEnglish(terms, startingPriceMinor, rulesOfEnglish(rules)),
  propose: ({ startingPriceMinor, rules: ruleSet }) => {
    const rules = rulesOfEnglish(ruleSet)
    const { incrementMinor, freeMinutes, timedSeconds } = proposedEnglish(startingPriceMinor, rules)
    const increment = incrementBounds(startingPriceMinor, rules)
    return {
      terms: { incrementMinor: String(incrementMinor), freeMinutes, timedSeconds },
      bounds: {
        incrementMinor: { min: String(increment.min), max: String(increment.max) },
        freeMinutes: { min: String(rules.freeMinutes.min), max: String(rules.freeMinutes.max) },
        timedSeconds: { min: String(rules.timedSeconds.min), max: String(rules.timedSeconds.max) },
      },
    }
  },
  worded: ({ incrementMinor }) => ({
    zh: `加价幅度：${formatAmount(incrementMinor, 'CNY', 'zh')}`,
    en: `increment ${formatAmount(incrementMinor, 'CNY', 'en')}`,
  }),
})
