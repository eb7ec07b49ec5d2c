/** Lots on offer and their auctions: the hall, the room, and the desks of seller, bidder, clerk and auctioneer. */
import { BUYER_ROLES } from '#kernel/actor.ts'
import { NEGOTIATED } from '#modules/listing/core/negotiated.ts'
import type { Capability, Told } from '../../shell/capability.ts'
import type { Viewer } from '../../shell/context.ts'
import { holdsAny } from '../../shell/market.ts'
import {
  agreementsPage,
  floorPage,
  clerkLotPage,
  forfeitPage,
  forfeitsPage,
  clerkLotsPage,
  lotApplicants,
  lotDesk,
  lotPage,
  lotReservePage,
  nextOfferPage,
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

/** Where an act on a lot is done; on the seller's desk otherwise. */
const LOT_ACT_AT: Readonly<Record<string, typeof lotPage>> = {
  confirmAgreement: lotPage,
  check: clerkLotPage,
  openNotice: clerkLotPage,
  acceptNext: nextOfferPage,
}
const BUYERS: readonly string[] = BUYER_ROLES

/** A message of a sale leads its buyer to what was won. */
const isBuyer = ({ mandates }: Viewer, told: Told): boolean =>
  mandates.some(({ role, organisationId }) => BUYERS.includes(role) && organisationId === told?.['buyerOrganisationId'])

export const trading: Capability = {
  name: 'trading',
  group: 'trade',
  routes: {
    market: {
      trading: 'trading.tsx',
      'lots/:id': 'lot.tsx',
      'lots/:id/bids': 'lot-bids.tsx',
      'lots/:id/proxy': 'lot-proxy.tsx',
      'lots/:id/floor': 'lot-floor.tsx',
      'lots/:id/deposit': 'lot-deposit.tsx',
      'lots/:id/envelope': 'lot-sealed.tsx',
      'lots/:id/next': 'lot-next.tsx',
      'lots/:id/units': 'lot-units.tsx',
      'lots/:id/rounds': 'lot-scored.tsx',
      'lots/:id/dates': 'lot-dates.tsx',
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
      'lots/:id/reserve': 'lot-reserve.tsx',
      bids: 'bidder.tsx',
      'bids/file': 'bidder-file.ts',
      'bids/:id': 'won.tsx',
      defaults: 'forfeits.tsx',
      'defaults/:id': 'forfeit.tsx',
      'clerk/lots': 'clerk-lots.tsx',
      'clerk/lots/file': 'clerk-lots-file.ts',
      'clerk/lots/:id': 'clerk-lot.tsx',
      sessions: 'auctioneer.tsx',
      'sessions/file': 'auctioneer-file.ts',
      'sessions/:id': 'auctioneer-session.tsx',
      'auctions/:id/floor': 'floor.tsx',
    },
  },
  records: {
    lot: (id, viewer, told) => {
      const isAgreed = told?.['method'] === NEGOTIATED
      if (told?.['answerBy'] !== undefined) return nextOfferPage(id)
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
    { page: agreementsPage(), zh: '协议定价', en: 'Negotiated prices', roles: BUYER_ROLES },
    { page: forfeitsPage(), zh: '毁约处理', en: 'Sales in default', roles: ['finance', 'tto'] },
    { page: clerkLotsPage(), zh: '挂牌受理', en: 'Listings to handle', roles: ['clerk'] },
    { page: sessionsPage(), zh: '主持场次', en: 'Sessions', roles: ['auctioneer', 'clerk'] },
  ],
  waitingAt: {
    lot: ({ id, act }) => (LOT_ACT_AT[act] ?? lotDesk)(id),
    application: ({ act, within }) => (act === 'qualify' ? lotApplicants : lotPage)(within ?? ''),
    forfeit: ({ id }) => forfeitPage(id),
    reserve: ({ id }) => lotReservePage(id),
    next_bidder: ({ id }) => lotDesk(id),
    auction_session: ({ id, act, within }) => (act === 'bid' ? lotPage(within ?? '') : act === 'bidForHall' ? floorPage(id) : sessionPage(id)),
  },
  watched,
  figures,
  search,
}
