/** Auction sessions, the calendar, and what people watch. */
import type { Capability } from '../../shell/capability.ts'
import { holdsAny } from '../../shell/market.ts'
import { auctionSessionPage, coListingsDesk, ownEntriesPage, sessionDesk, sessionsDesk, slotPage, watchesPage } from './addresses.ts'

export const session: Capability = {
  name: 'session',
  group: 'trade',
  routes: {
    market: {
      sessions: 'sessions.tsx',
      'sessions/:id': 'sessions-one.tsx',
      'sessions/:id/hall': 'sessions-hall.tsx',
      'sessions/:id/roadshow': 'sessions-roadshow.tsx',
      'roadshows/:id': 'slot.tsx',
      'sessions/:id/calendar.ics': 'sessions-feed-file.ts',
      'lots/:id/watch': 'lot-watch.tsx',
      'markets/:id': 'partner-market.tsx',
      calendar: 'calendar.tsx',
      'calendar.ics': 'calendar-feed-file.ts',
    },
    desk: {
      'auction-sessions': 'sessions-desk.tsx',
      'auction-sessions/new': 'sessions-new.tsx',
      'auction-sessions/:id': 'sessions-desk-one.tsx',
      'auction-sessions/:id/edit': 'sessions-edit.tsx',
      'auction-sessions/:id/roadshow': 'sessions-desk-roadshow.tsx',
      'co-listings': 'co-listings-desk.tsx',
      'session-lots': 'session-lots.tsx',
      watches: 'watches.tsx',
    },
  },
  records: { ses: (id, viewer) => (holdsAny(viewer, ['clerk']) ? sessionDesk(id) : auctionSessionPage(id)), slt: (id) => slotPage(id) },
  tasks: [
    { page: sessionsDesk(), zh: '专场', en: 'Bidding sessions', roles: ['clerk'] },
    { page: coListingsDesk(), zh: '联合展示', en: 'Co-listing', roles: ['clerk'] },
    { page: ownEntriesPage(), zh: '参加专场', en: 'Lots in sessions', roles: ['tto'] },
    { page: watchesPage(), zh: '我的关注', en: 'What I watch', roles: ['researcher', 'tto', 'approver', 'enterprise', 'clerk', 'auctioneer'] },
  ],
  waitingAt: {
    session: ({ id }) => sessionDesk(id),
    session_lot: ({ within }) => sessionDesk(within ?? ''),
    co_listing: () => coListingsDesk(),
    roadshow: ({ id }) => slotPage(id),
    roadshow_question: ({ id }) => slotPage(id),
  },
}
