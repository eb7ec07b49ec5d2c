/** Operations of the market's figures. Shares are basis points, amounts decimal strings of fen. */
import { z } from 'zod'
import { command, query } from '#contract/operation.ts'
import { amountOutput, bilingualShape, instantOutput, pageInput, pageOf } from '#contract/shapes.ts'

const tag = 'indicator'
const figures = {
  /** Contracts settled. */
  deals: z.number().int(),
  /** 合同成交额 of settled contracts. */
  turnoverMinor: amountOutput,
  /** 技术交易额: turnover without equipment and material. */
  technologyMinor: amountOutput,
  /** Lots sold under the hammer, and their prices together. */
  hammers: z.number().int(),
  hammerMinor: amountOutput,
  failed: z.number().int(),
  /** Over all lots sold: (prices − starting prices) ÷ starting prices. Null before the first sale. */
  premiumBasisPoints: z.number().int().nullable(),
  /** Paid out to persons. */
  researcherIncomeMinor: amountOutput,
  catalogued: z.number().int(),
  listed: z.number().int(),
  demands: z.number().int(),
}

export const monthShape = z.object({ month: z.string(), ...figures })
export const dealShape = z.object({
  lotId: z.string(),
  factId: z.string(),
  at: instantOutput,
  title: bilingualShape,
  institutionName: bilingualShape,
  field: z.string().nullable(),
  right: z.string(),
  startingPriceMinor: amountOutput,
  priceMinor: amountOutput,
  premiumBasisPoints: z.number().int().nullable(),
  isSettled: z.boolean(),
})

export const indicatorContract = {
  headline: query({ path: '/indicators', summary: 'The market in figures: in all, and by month', tag, access: 'public' })
    .input(z.object({ months: z.coerce.number().int().min(1).max(60).default(12) }))
    .output(z.object({ asOf: instantOutput, total: z.object(figures), months: z.array(monthShape) })),
  breakdown: query({ path: '/indicators/breakdown', summary: 'Figures by field, institution, region or kind of right', tag, access: 'public' })
    .input(z.object({ by: z.enum(['field', 'institution', 'region', 'right']) }))
    .output(z.object({ asOf: instantOutput, rows: z.array(z.object({ key: z.string(), label: bilingualShape.nullable(), ...figures })) })),
  deals: {
    list: query({ path: '/indicators/deals', summary: 'Lots sold, newest first, with price and premium', tag, wireName: 'dealsLatest', access: 'public' })
      .input(z.object(pageInput))
      .output(pageOf(dealShape)),
  },
  rebuild: command({ path: '/indicators/rebuild', summary: 'Throw the figures away and make them again from the facts', tag, access: ['admin', 'regulator'] })
    .input(z.object({}))
    .output(z.object({ facts: z.number().int() })),
}
