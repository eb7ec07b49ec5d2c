/** Rights and first refusal. */
import type { Capability } from '../../shell/capability.ts'
import { achievementDesk } from '../achievement/addresses.ts'
import { firstRefusalsPage } from './addresses.ts'

export const title: Capability = {
  name: 'title',
  group: 'create',
  routes: {
    desk: {
      'first-refusals': 'title-first-refusals.tsx',
    },
  },
  records: { frf: () => firstRefusalsPage() },
  tasks: [{ page: firstRefusalsPage(), zh: '优先受让答复', en: 'First refusal', roles: ['researcher', 'enterprise', 'tto'] }],
  waitingAt: { first_refusal: ({ act, within }) => (act === 'sell' ? achievementDesk(within ?? '') : firstRefusalsPage()) },
}
