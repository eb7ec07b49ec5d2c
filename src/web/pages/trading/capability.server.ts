/** Lots on offer and their auctions: the hall, the room, and the desks of seller, bidder, clerk and auctioneer. */
import { NEGOTIATED } from '#modules/listing/core/negotiated.ts'
import type { Capability, Told } from '../../shell/capability.ts'
import type { Viewer } from '../../shell/context.ts'
import { holdsAny } from '../../shell/market.ts'
import {
  agreementsPage,
  clerkLotPage,
  clerkLotsPage,
  lotApplicants,
  lotDesk,
  lotPage,
  ownBidsPage,
  ownLotsPage,
  sessionPage,
  sessionsPage,
  tradingPage,
  wonPage,
} from './addresses.ts'
import { figures } from './figures.server.ts'
import { watched } from './watched.server.ts'
import { search } from './search.server.ts'

/** A message of a sale leads its buyer to what was won. */
const isBuyer = ({ mandates }: Viewer, told: Told): boolean =>
  mandates.some(({ role, organisationId }) => role === 'enterprise' && organisationId === told?.['buyerOrganisationId'])

export const trading: Capability = {
  name: 'trading',
  group: 'trade',
  routes: {
    market: {
      trading: 'trading.tsx',
      'lots/:id': 'lot.tsx',
      'lots/:id/bids': 'lot-bids.tsx',
      auctions: 'auction.ts',
      'auctions/:id': 'auction.ts',
    },
    desk: {
      lots: 'lots.tsx',
      'lots/file': 'lots-file.ts',
      'lots/new': 'lot-new.tsx',
      'lots/agreed': 'negotiated-new.tsx',
      agreements: 'agreements.tsx',
      'lots/:id': 'lot-desk.tsx',
      'lots/:id/edit': 'lot-edit.tsx',
      bids: 'bidder.tsx',
      'bids/file': 'bidder-file.ts',
      'bids/:id': 'won.tsx',
      'clerk/lots': 'clerk-lots.tsx',
      'clerk/lots/file': 'clerk-lots-file.ts',
      'clerk/lots/:id': 'clerk-lot.tsx',
      sessions: 'auctioneer.tsx',
      'sessions/file': 'auctioneer-file.ts',
      'sessions/:id': 'auctioneer-session.tsx',
    },
  },
  records: {
    lot: (id, viewer, told) => {
      const isAgreed = told?.['method'] === NEGOTIATED
      if (isBuyer(viewer, told)) return isAgreed ? lotPage(id) : wonPage(id)
      if (holdsAny(viewer, ['tto', 'approver'])) return lotDesk(id)
      return holdsAny(viewer, ['clerk']) ? clerkLotPage(id) : lotPage(id)
    },
    auc: (id, viewer) => (holdsAny(viewer, ['auctioneer']) ? sessionPage(id) : null),
  },
  halls: [{ page: tradingPage(), zh: '交易', en: 'Trading' }],
  tasks: [
    { page: ownLotsPage(), zh: '我的标的', en: 'Our lots', roles: ['tto', 'approver'] },
    { page: ownBidsPage(), zh: '我的竞买', en: 'Our bids', roles: ['enterprise'] },
    { page: agreementsPage(), zh: '协议定价', en: 'Negotiated prices', roles: ['enterprise'] },
    { page: clerkLotsPage(), zh: '挂牌受理', en: 'Listings to handle', roles: ['clerk'] },
    { page: sessionsPage(), zh: '主持场次', en: 'Sessions', roles: ['auctioneer', 'clerk'] },
  ],
  waitingAt: {
    lot: ({ id, act }) => (act === 'confirmAgreement' ? lotPage(id) : act === 'check' || act === 'openNotice' ? clerkLotPage(id) : lotDesk(id)),
    application: ({ act, within }) => (act === 'qualify' ? lotApplicants : lotPage)(within ?? ''),
    auction_session: ({ id, act, within }) => (act === 'bid' ? lotPage(within ?? '') : sessionPage(id)),
  },
  watched,
  figures,
  search,
}
