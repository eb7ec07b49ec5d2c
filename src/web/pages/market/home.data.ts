/** What the front page asks, all at once. */
import type { Api } from '../../contract.ts'

const CARDS = 6
const ROWS = 6
const CALENDAR_DAYS = 14

export const loadHome = async (api: Api) => {
  const [live, upcoming, finished, calendar, achievements, notices] = await Promise.all([
    api.auction.listAuctions({ status: 'live', limit: CARDS }),
    api.auction.listAuctions({ status: 'upcoming', limit: CARDS }),
    api.auction.listAuctions({ status: 'finished', limit: ROWS }),
    api.auction.calendar({ days: CALENDAR_DAYS }),
    api.achievement.list({ limit: ROWS, sort: 'newest' }),
    api.notice.listNotices({ limit: ROWS }),
  ])
  return {
    live: live.items,
    upcoming: upcoming.items,
    deals: finished.items.filter(({ outcome }) => outcome === 'sold'),
    calendar: calendar.days.map(({ date, opening, live: running, auctions }) => ({ date, opening, running, first: auctions[0] ? { id: auctions[0].id, title: auctions[0].title } : null })),
    achievements: achievements.items,
    notices: notices.items,
  }
}

export type HomeData = Awaited<ReturnType<typeof loadHome>>
export type AuctionCard = HomeData['live'][number]
