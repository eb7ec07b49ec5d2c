/** Income and its distribution. */
import type { Capability } from '../../shell/capability.ts'
import { holdsAny } from '../../shell/market.ts'
import { coOwnerIncomePage, ownIncomePage, planPage, plansPage } from './addresses.ts'
import { figures } from './figures.server.ts'

export const income: Capability = {
  name: 'income',
  group: 'money',
  routes: {
    desk: {
      income: 'income-list.tsx',
      'income/file': 'income-list-file.ts',
      'income/:id': 'income-page.tsx',
      'income/:id/edit': 'income-edit.tsx',
      'my-income': 'income-mine.tsx',
      'co-owner-income': 'income-co-owner.tsx',
    },
  },
  records: {
    pln: (id, viewer) => (holdsAny(viewer, ['tto', 'approver']) ? planPage(id) : holdsAny(viewer, ['enterprise']) ? coOwnerIncomePage() : ownIncomePage()),
  },
  tasks: [
    { page: plansPage(), zh: '收益分配', en: 'Income plans', roles: ['tto', 'approver', 'regulator'] },
    { page: coOwnerIncomePage(), zh: '共有人分成', en: 'Co-owner’s parts', roles: ['tto', 'approver', 'enterprise'] },
    { page: ownIncomePage(), zh: '我的收益', en: 'My income', roles: ['researcher', 'tto'] },
  ],
  waitingAt: { income_plan: ({ id }) => planPage(id) },
  figures,
}
