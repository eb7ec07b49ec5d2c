/** Sealed prices as ways of sale that lots may name: the highest pays its own price, or the second highest. */
import { refuse, ok } from '#kernel/result.ts'
import { method } from '#modules/listing/index.ts'
import { rangeOf } from '#modules/rulebook/index.ts'
import { sealedTerms } from './api.ts'

const PAYS = {
  sealed_first: { zh: '价高者得，按其报价成交', en: 'the highest price wins and is paid' },
  sealed_second: { zh: '价高者得，按次高报价成交', en: 'the highest price wins and pays the second highest' },
} as const

const sealed = (name: keyof typeof PAYS) =>
  method({
    name,
    shape: sealedTerms,
    refusals: ['auction.sealed_period_out_of_bounds'],
    cites: ['time.sealedPeriod', 'sealed.corrections', 'singleBidder.allowed'],
    check: ({ sealedHours }, { rules }) => {
      const { min, max, rule } = rangeOf(rules, 'time.sealedPeriod')
      return sealedHours >= min && sealedHours <= max
        ? ok(null)
        : refuse('auction.sealed_period_out_of_bounds', { min, max }, { field: 'methodTerms.sealedHours', rule })
    },
    propose: ({ rules }) => {
      const { min, max, standard } = rangeOf(rules, 'time.sealedPeriod')
      return { terms: { sealedHours: standard }, bounds: { sealedHours: { min: String(min), max: String(max) } } }
    },
    // One envelope each, opened together: the highest prices take one each.
    sellsUnits: true,
    // Who pays the second highest price paid no price of its own.
    ...(name === 'sealed_first' ? { hasNextBidder: true as const } : {}),
    worded: ({ sealedHours }) => ({
      zh: `密封报价：开拍后${sealedHours}小时内递交，截止后一次开启，${PAYS[name].zh}`,
      en: `sealed prices: handed in within ${sealedHours} hours of the opening, all opened at once after it; ${PAYS[name].en}`,
    }),
  })

export const sealedFirst = sealed('sealed_first')
export const sealedSecond = sealed('sealed_second')
