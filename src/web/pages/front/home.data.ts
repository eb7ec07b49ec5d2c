/** What the front page asks, all at once. */
import type { Api } from '../../contract.ts'
import { loadCalendar } from '../trading/calendar-strip.tsx'

const CARDS = 6
const ROWS = 6
const MONTHS = 12

export const loadHome = async (api: Api) => {
  const [live, upcoming, calendar, achievements, demands, notices, deals, figures] = await Promise.all([
    api.auction.listAuctions({ status: 'live', limit: CARDS }),
    api.auction.listAuctions({ status: 'upcoming', limit: CARDS }),
    loadCalendar(api),
    api.achievement.list({ limit: ROWS, sort: 'newest' }),
    api.demand.listDemands({ limit: ROWS }),
    api.notice.listNotices({ limit: ROWS }),
    api.indicator.dealsLatest({ limit: ROWS }),
    api.indicator.headline({ months: MONTHS }),
  ])
  return {
    live: live.items,
    upcoming: upcoming.items,
    deals: deals.items,
    figures,
    calendar,
    achievements: achievements.items,
    demands: demands.items,
    notices: notices.items,
  }
}

export type HomeData = Awaited<ReturnType<typeof loadHome>>
export type AuctionCard = HomeData['live'][number]
