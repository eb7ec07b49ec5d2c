/** What the front page asks, all at once. */
import type { Api } from '../../contract.ts'

const CARDS = 6
const ROWS = 6
const CALENDAR_DAYS = 14
const MONTHS = 12

export const loadHome = async (api: Api) => {
  const [live, upcoming, calendar, achievements, demands, notices, deals, figures] = await Promise.all([
    api.auction.listAuctions({ status: 'live', limit: CARDS }),
    api.auction.listAuctions({ status: 'upcoming', limit: CARDS }),
    api.auction.calendar({ days: CALENDAR_DAYS }),
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
    calendar: calendar.days.map(({ date, opening, live: running, auctions }) => ({
      date,
      opening,
      running,
      first: auctions[0] ? { lotId: auctions[0].lotId, title: auctions[0].title } : null,
    })),
    achievements: achievements.items,
    demands: demands.items,
    notices: notices.items,
  }
}

export type HomeData = Awaited<ReturnType<typeof loadHome>>
export type AuctionCard = HomeData['live'][number]
