/** Technology contracts. */
import type { Capability } from '../../shell/capability.ts'
import { contractPage, contractsPage } from './addresses.ts'
import { watched } from './watched.server.ts'
import { search } from './search.server.ts'

export const contract: Capability = {
  name: 'contract',
  group: 'trade',
  routes: {
    desk: {
      contracts: 'contract-list.tsx',
      'contracts/file': 'contract-list-file.ts',
      'contracts/:id': 'contract-page.tsx',
    },
  },
  records: { con: (id) => contractPage(id) },
  tasks: [{ page: contractsPage(), zh: '技术合同', en: 'Contracts', roles: ['tto', 'approver', 'enterprise', 'clerk', 'finance', 'regulator'] }],
  waitingAt: { contract: ({ id }) => contractPage(id) },
  watched,
  search,
}
