/** Accounts: the way in, one's own account, the administrator's view. */
import type { Capability } from '../../shell/capability.ts'
import { accountsPage, checklistPage, erasuresPage, securityLogPage } from './addresses.ts'
import { waiting } from './waiting.server.ts'
import { search } from './search.server.ts'

export const account: Capability = {
  name: 'account',
  group: 'house',
  routes: {
    market: {
      'demo/outbox': 'outbox.tsx',
      login: 'login.tsx',
      logout: 'logout.ts',
      register: 'register.tsx',
      found: 'found.tsx',
      join: 'join.tsx',
      account: 'security.tsx',
      'account/data': 'own-data.tsx',
      'account/data/file': 'own-data-file.ts',
      'account/erasures/:id': 'erasure.tsx',
      'account/email': 'email.tsx',
      recover: 'recover.tsx',
    },
    desk: {
      checklist: 'checklist.tsx',
      accounts: 'accounts.tsx',
      'accounts/:id': 'account.tsx',
      erasures: 'erasures.tsx',
      'security-log': 'security-log.tsx',
      'security-log/file': 'security-log-file.ts',
    },
  },
  tasks: [
    { page: checklistPage(), zh: '开业检查', en: 'Check list', roles: ['admin'] },
    { page: accountsPage(), zh: '账户管理', en: 'Accounts', roles: ['admin'] },
    { page: erasuresPage(), zh: '待删除的账户', en: 'Erasures', roles: ['admin'] },
    { page: securityLogPage(), zh: '安全日志', en: 'Security log', roles: ['admin'] },
  ],
  waiting,
  search,
}
