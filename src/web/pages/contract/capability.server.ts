/** Technology contracts. */
import type { Capability } from '../../shell/capability.ts'
import { contractsPage } from './addresses.ts'
import { waiting } from './waiting.server.ts'
import { watched } from './watched.server.ts'

export const contract: Capability = {
  name: 'contract',
  routes: {
    desk: {
      contracts: 'contract-list.tsx',
      'contracts/:id': 'contract-page.tsx',
    },
  },
  tasks: [{ page: contractsPage(), zh: '技术合同', en: 'Contracts', roles: ['tto', 'approver', 'enterprise', 'clerk', 'finance', 'regulator'] }],
  waiting,
  watched,
}
