/** Marks and price rounds as a way of sale that lots may name. */
import { ok, refuse } from '#kernel/result.ts'
import { method } from '#modules/listing/index.ts'
import { rangeOf, type RuleSet } from '#modules/rulebook/index.ts'
import { scoredTerms } from './api.ts'

const WHOLE = 10_000

/** Each term with the rule that bounds it. */
const BOUNDED = {
  proposalHours: 'time.scoredProposals',
  markingHours: 'time.scoredMarking',
  roundMinutes: 'time.scoredRound',
  markWeightBasisPoints: 'scored.markWeight',
  experts: 'scored.experts',
} as const
type Bounded = keyof typeof BOUNDED
const terms = Object.keys(BOUNDED) as Bounded[]

const rangesIn = (rules: RuleSet) =>
  Object.fromEntries(terms.map((term) => [term, rangeOf(rules, BOUNDED[term])])) as Record<Bounded, ReturnType<typeof rangeOf>>

const percent = (basisPoints: number): string => `${basisPoints / 100}%`

const USUAL = [
  { zh: '技术实施方案', en: 'How the technology will be put to use', weightBasisPoints: 4000 },
  { zh: '产业化能力', en: 'Capacity to industrialise', weightBasisPoints: 3500 },
  { zh: '后续研发投入', en: 'Further research and development', weightBasisPoints: 2500 },
]

export const scored = method({
  name: 'scored',
  shape: scoredTerms,
  refusals: ['auction.scored_out_of_bounds', 'auction.criteria_not_whole', 'auction.scored_is_a_sale'],
  cites: [...Object.values(BOUNDED), 'scored.priceRounds', 'singleBidder.allowed'],
  check: (given, { rules }) => {
    // A lot is a right for sale: of two prices the higher is better. Purchases by the same rules come with what is bought.
    if (given.direction !== 'forward') return refuse('auction.scored_is_a_sale', {}, { field: 'methodTerms.direction' })
    const ranges = rangesIn(rules)
    for (const term of terms) {
      const { min, max, rule } = ranges[term]
      if (given[term] < min || given[term] > max) return refuse('auction.scored_out_of_bounds', { min, max }, { field: `methodTerms.${term}`, rule })
    }
    const names = new Set(given.criteria.map(({ zh }) => zh))
    const sum = given.criteria.reduce((all, { weightBasisPoints }) => all + weightBasisPoints, 0)
    return sum === WHOLE && names.size === given.criteria.length ? ok(null) : refuse('auction.criteria_not_whole', {}, { field: 'methodTerms.criteria' })
  },
  propose: ({ rules }) => {
    const ranges = rangesIn(rules)
    return {
      terms: { direction: 'forward', ...Object.fromEntries(terms.map((term) => [term, ranges[term].standard])), criteria: USUAL },
      bounds: Object.fromEntries(terms.map((term) => [term, { min: String(ranges[term].min), max: String(ranges[term].max) }])),
    }
  },
  worded: ({ proposalHours, markingHours, roundMinutes, markWeightBasisPoints: weight, criteria, experts }) => ({
    zh: `评分竞价：开拍后${proposalHours}小时内递交方案，${experts}名专家${markingHours}小时内评分，随后三轮报价、每轮${roundMinutes}分钟，只可提高；评分权重${percent(weight)}、价格权重${percent(WHOLE - weight)}，指标：${criteria.map(({ zh, weightBasisPoints }) => `${zh}${percent(weightBasisPoints)}`).join('、')}`,
    en: `marks and prices: proposals within ${proposalHours} hours of the opening, marked by ${experts} experts within ${markingHours} hours, then three price rounds of ${roundMinutes} minutes in which a price may only rise; marks weigh ${percent(weight)}, the price ${percent(WHOLE - weight)}; criteria: ${criteria.map(({ zh, en, weightBasisPoints }) => `${en === '' ? zh : en} ${percent(weightBasisPoints)}`).join(', ')}`,
  }),
})
