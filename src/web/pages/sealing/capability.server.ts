/** Sealed envelopes and the officers who open them. */
import type { Capability } from '../../shell/capability.ts'
import { ceremonyPage, openingDesk, sealedBox } from './addresses.ts'

export const sealing: Capability = {
  name: 'sealing',
  group: 'trade',
  routes: {
    market: {
      sealed: 'sealed.tsx',
      'sealed/:id': 'sealed-box.tsx',
    },
    desk: {
      sealing: 'opening-desk.tsx',
      'sealing/:id': 'ceremony.tsx',
    },
  },
  records: { box: (id) => sealedBox(id), oky: () => openingDesk() },
  tasks: [{ page: openingDesk(), zh: '密封开启', en: 'Sealed envelopes', roles: ['clerk', 'auctioneer', 'finance', 'regulator'] }],
  waitingAt: { sealed_box: ({ id }) => ceremonyPage(id), officer_key: () => openingDesk() },
}
