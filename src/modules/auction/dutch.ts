/** The falling price as a way of sale that lots may name. */
import { formatAmount } from '#kernel/money.ts'
import { method } from '#modules/listing/index.ts'
import { rangeOf, type RuleSet } from '#modules/rulebook/index.ts'
import { dutchTerms } from './api.ts'
import { LICENSED } from './licensed.ts'
import { checkDutch, decrementBounds, DUTCH_REFUSALS, proposedDutch, type DutchRules } from './core/clock-terms.ts'

const rulesOfDutch = (rules: RuleSet): DutchRules => ({
  decrementBasisPoints: rangeOf(rules, 'price.clock.decrement'),
  tickSeconds: rangeOf(rules, 'time.clockTick'),
  floorBasisPoints: rules.number('price.start.minOfValuation'),
})

export const dutch = method({
  name: 'dutch',
  shape: dutchTerms,
  refusals: DUTCH_REFUSALS,
  cites: ['price.clock.decrement', 'time.clockTick', 'singleBidder.allowed'],
  check: (terms, { startingPriceMinor, rules, limits }) => checkDutch(terms, startingPriceMinor, rulesOfDutch(rules), limits),
  propose: ({ startingPriceMinor, rules: ruleSet }) => {
    const rules = rulesOfDutch(ruleSet)
    const { decrementMinor, tickSeconds, floorMinor } = proposedDutch(startingPriceMinor, rules)
    const decrement = decrementBounds(startingPriceMinor, rules)
    return {
      terms: { decrementMinor: String(decrementMinor), tickSeconds, floorMinor: String(floorMinor) },
      bounds: {
        decrementMinor: { min: String(decrement.min), max: String(decrement.max) },
        tickSeconds: { min: String(rules.tickSeconds.min), max: String(rules.tickSeconds.max) },
      },
    }
  },
  lowestMinor: ({ floorMinor }) => floorMinor,
  licensed: LICENSED,
  worded: ({ decrementMinor, tickSeconds, floorMinor }) => ({
    zh: `降价竞价：每${tickSeconds}秒降${formatAmount(decrementMinor, 'CNY', 'zh')}，最低价${formatAmount(floorMinor, 'CNY', 'zh')}，首个应价者成交`,
    en: `falling price: down ${formatAmount(decrementMinor, 'CNY', 'en')} every ${tickSeconds} seconds to ${formatAmount(floorMinor, 'CNY', 'en')}; the first to accept buys`,
  }),
})
