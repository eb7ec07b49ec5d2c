/** What the wall shows, read all at once; small enough to be read again after every event. */
import type { Api } from '../../contract.ts'
import { loadHeadline } from './data-load.ts'
import { withNames } from './data-names.server.ts'
import { incomeGrowth } from './regulator-growth.ts'

const DEALS = 8
const MONTHS_FOR_GROWTH = 36

const growthOf = async (api: Api) => {
  const { months } = await api.indicator.headline({ months: MONTHS_FOR_GROWTH })
  const first = months.find(({ catalogued, listed, demands }) => catalogued + listed + demands > 0)
  return incomeGrowth(months, first?.month ?? null)
}

export const loadWall = async (api: Api) => {
  const [headline, growth, byField, byRegion, deals] = await Promise.all([
    loadHeadline(api),
    growthOf(api),
    api.indicator.breakdown({ by: 'field' }),
    api.indicator.breakdown({ by: 'region' }),
    api.indicator.deals.list({ limit: DEALS }),
  ])
  return { headline, growth, byField: withNames(byField, 'field'), byRegion, deals: deals.items }
}

export type Wall = Awaited<ReturnType<typeof loadWall>>
