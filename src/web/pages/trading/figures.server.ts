/** Lots on offer and sold, and auctions one takes part in. */
import type { DeskFigure, Source } from '../../shell/capability.ts'
import { ownBidsPage, ownLotsIn, ownLotsPage } from './addresses.ts'

const MOST = 100
const ON_OFFER: readonly string[] = ['notice', 'ready', 'bidding']

const seller: Source<DeskFigure> = {
  roles: ['tto', 'approver'],
  load: async ({ api }) => {
    const { items } = await api.listing.mine({ limit: MOST })
    const sold = items.filter(({ state }) => state === 'sold')
    return [
      { label: { zh: '在售标的', en: 'Lots on offer' }, count: items.filter(({ state }) => ON_OFFER.includes(state)).length, to: ownLotsPage() },
      {
        label: { zh: '累计成交', en: 'Sold so far' },
        minor: String(sold.reduce((sum, { priceMinor }) => sum + BigInt(priceMinor ?? 0), 0n)),
        to: ownLotsIn('sold'),
      },
    ]
  },
}

const bidder: Source<DeskFigure> = {
  roles: ['enterprise'],
  load: async ({ api }) => {
    const { items } = await api.listing.applications.mine({ limit: MOST })
    return [
      { label: { zh: '参与的竞价', en: 'Auctions joined' }, count: items.filter(({ lotState }) => ON_OFFER.includes(lotState)).length, to: ownBidsPage() },
    ]
  },
}

export const figures: readonly Source<DeskFigure>[] = [seller, bidder]
