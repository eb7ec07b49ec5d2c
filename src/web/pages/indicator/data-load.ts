/** What the data pages ask, all at once. */
import type { Api } from '../../contract.ts'

const MONTHS = 12
const FEWEST_MONTHS = 6

export const BREAKDOWNS = ['field', 'institution', 'region', 'right'] as const
export type By = (typeof BREAKDOWNS)[number]

export const byOf = (value: string | null): By => BREAKDOWNS.find((by) => by === value) ?? 'field'

/** The last twelve months; those before the market's first act are left out, for there was nothing to measure. */
export const loadHeadline = async (api: Api) => {
  const { asOf, total, months } = await api.indicator.headline({ months: MONTHS })
  const first = months.findIndex(({ catalogued, listed, hammers, failed, deals, demands }) => catalogued + listed + hammers + failed + deals + demands > 0)
  return { asOf, total, months: months.slice(Math.min(first === -1 ? MONTHS : first, MONTHS - FEWEST_MONTHS)) }
}

export type Headline = Awaited<ReturnType<typeof loadHeadline>>
export type Breakdown = Awaited<ReturnType<Api['indicator']['breakdown']>>
export type BreakdownRow = Breakdown['rows'][number]
export type Deal = Awaited<ReturnType<Api['indicator']['deals']['list']>>['items'][number]
