/** The market in figures. */
import { z } from 'zod'
import { command, query } from '#contract/operation.ts'
import { amountOutput, bilingualShape, instantShape } from '#contract/shapes.ts'

const TAG = 'indicator'
export const BREAKDOWNS = ['field', 'institutionKind', 'region', 'right'] as const
const premium = z.int().nullable()

const monthShape = z.object({
  month: z.string(),
  deals: z.int(),
  turnoverMinor: amountOutput,
  technologyAmountMinor: amountOutput,
  incomePaidMinor: amountOutput,
  catalogued: z.int(),
})

const headlineShape = z.object({
  asOf: instantShape,
  deals: z.int(),
  settled: z.int(),
  turnoverMinor: amountOutput,
  technologyAmountMinor: amountOutput,
  technicalIncomeMinor: amountOutput,
  /** All prices against all starting prices, in basis points; null before the first deal. */
  premiumBasisPoints: premium,
  incomePaidMinor: amountOutput,
  payoutCount: z.int(),
  achievements: z.int(),
  listed: z.int(),
  demands: z.int(),
  auctionsSold: z.int(),
  auctionsFailed: z.int(),
  bids: z.int(),
  months: z.array(monthShape),
})

const dealShape = z.object({
  lotId: z.string(),
  title: bilingualShape,
  right: z.string(),
  startingPriceMinor: amountOutput,
  priceMinor: amountOutput,
  premiumBasisPoints: premium,
  at: instantShape,
  isSettled: z.boolean(),
})

export const indicatorContract = {
  headline: query({ path: '/indicators/headline', summary: 'The market’s figures and their monthly series', tag: TAG, access: 'public' }).input(z.object({})).output(headlineShape),
  dealsLatest: query({ path: '/indicators/deals', summary: 'Latest deals with price and premium', tag: TAG, access: 'public' })
    .input(z.object({ limit: z.coerce.number().int().min(1).max(50).default(10) }))
    .output(z.object({ asOf: instantShape, items: z.array(dealShape) })),
  breakdown: query({ path: '/indicators/breakdown', summary: 'Deals and catalogued achievements by one property', tag: TAG, access: 'public' })
    .input(z.object({ by: z.enum(BREAKDOWNS) }))
    .output(
      z.object({
        asOf: instantShape,
        by: z.enum(BREAKDOWNS),
        items: z.array(
          z.object({
            key: z.string(),
            /** Only where the key is no code of a list: regions. */
            name: bilingualShape.nullable(),
            deals: z.int(),
            turnoverMinor: amountOutput,
            technologyAmountMinor: amountOutput,
            achievements: z.int(),
          }),
        ),
      }),
    ),
  rebuild: command({ path: '/indicators/rebuild', summary: 'Make all figures again from the log', tag: TAG, access: ['admin'] }).input(z.object({})).output(z.object({ factsRead: z.int() })),
}
