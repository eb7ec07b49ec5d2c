/** Ascending bidding as ways of sale that lots may name: openly from the start, or once two apply for a listed price. */
import { formatAmount } from '#kernel/money.ts'
import { method, type Measure } from '#modules/listing/index.ts'
import { rangeOf, type RuleSet } from '#modules/rulebook/index.ts'
import { englishTerms } from './api.ts'
import { LICENSED } from './licensed.ts'
import { checkEnglish, ENGLISH_REFUSALS, incrementBounds, proposedEnglish, type EnglishRules, type EnglishTerms } from './core/terms.ts'

/** One week: longer free phases serve nobody. */
const FREE_MAX_MINUTES = 7 * 24 * 60

const rulesOfEnglish = (rules: RuleSet): EnglishRules => ({
  incrementBasisPoints: rangeOf(rules, 'price.increment'),
  freeMinutes: rangeOf(rules, 'time.freePhase', { max: FREE_MAX_MINUTES }),
  timedSeconds: rangeOf(rules, 'time.timedPeriod'),
})

const propose = ({ startingPriceMinor, rules: ruleSet }: Measure) => {
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
}

const worded = ({ incrementMinor, bands = [], capMinor, maxExtensions }: EnglishTerms) => {
  const zh = (minor: bigint) => formatAmount(minor, 'CNY', 'zh')
  const en = (minor: bigint) => formatAmount(minor, 'CNY', 'en')
  return {
    zh: [
      `加价幅度：${zh(incrementMinor)}`,
      ...bands.map((band) => `${zh(band.fromMinor)}起为${zh(band.incrementMinor)}`),
      ...(capMinor === undefined ? [] : [`封顶价：${zh(capMinor)}，到价后愿意以该价受让的竞买人以公开抽签确定`]),
      ...(maxExtensions === undefined ? [] : [`延时最多${maxExtensions}次`]),
    ].join('；'),
    en: [
      `increment ${en(incrementMinor)}`,
      ...bands.map((band) => `from ${en(band.fromMinor)} on ${en(band.incrementMinor)}`),
      ...(capMinor === undefined ? [] : [`cap price ${en(capMinor)}: among those willing to take it at that price a public draw decides`]),
      ...(maxExtensions === undefined ? [] : [`at most ${maxExtensions} extensions`]),
    ].join('; '),
  }
}

/** A listed price may be taken at the opening itself: its free phase leaves no time to enter anything. */
const ascending = (name: 'english' | 'listed') =>
  method({
    name,
    shape: englishTerms,
    refusals: ENGLISH_REFUSALS,
    cites: ['price.increment', 'time.freePhase', 'time.timedPeriod', 'time.extension', 'singleBidder.allowed'],
    check: (terms, { startingPriceMinor, rules, limits }) => checkEnglish(terms, startingPriceMinor, rulesOfEnglish(rules), limits),
    propose,
    hasNextBidder: true,
    highestMinor: ({ capMinor }) => capMinor ?? null,
    ...(name === 'english' ? { freeMinutes: ({ freeMinutes }: EnglishTerms) => freeMinutes } : {}),
    worded,
    ...(name === 'english' ? { licensed: LICENSED } : {}),
  })

export const english = ascending('english')
export const listed = ascending('listed')
