/** Panels of experts, and those who sit on them. */
import type { Capability } from '../../shell/capability.ts'
import { panelDesk, panelPage, panelsDesk } from './addresses.ts'

export const panel: Capability = {
  name: 'panel',
  group: 'trade',
  routes: {
    market: {
      panels: 'panels.tsx',
      'panels/:id': 'panel.tsx',
    },
    desk: {
      panels: 'panels-desk.tsx',
      'panels/:id': 'panel-desk.tsx',
    },
  },
  records: { pan: (id) => panelPage(id) },
  tasks: [{ page: panelsDesk(), zh: '专家评审', en: 'Panels of experts', roles: ['expert', 'clerk', 'tto', 'enterprise', 'regulator'] }],
  waitingAt: { panel: ({ id }) => panelDesk(id) },
}
