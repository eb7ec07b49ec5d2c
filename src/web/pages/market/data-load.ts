/** What the data pages ask, all at once. */
import type { Api } from '../../contract.ts'

const MONTHS = 12

export const loadFigures = async (api: Api, rows: number) => {
  const [headline, deals, byField, byRegion, byRight, byInstitution] = await Promise.all([
    api.indicator.headline({ months: MONTHS }),
    api.indicator.dealsLatest({ limit: rows }),
    api.indicator.breakdown({ by: 'field' }),
    api.indicator.breakdown({ by: 'region' }),
    api.indicator.breakdown({ by: 'right' }),
    api.indicator.breakdown({ by: 'institution' }),
  ])
  return { headline, deals: deals.items, byField, byRegion, byRight, byInstitution }
}

export type Figures = Awaited<ReturnType<typeof loadFigures>>
export type Breakdown = Figures['byField']
