/** Rules, the calendar, and how both are changed. */
import type { Capability } from '../../shell/capability.ts'
import { holidaysPage, ruleChangesPage } from './addresses.ts'
import { search } from './search.server.ts'

export const rulebook: Capability = {
  name: 'rulebook',
  group: 'market',
  routes: {
    market: {
      rules: 'rules.tsx',
      'rules/calendar': 'rules-calendar.tsx',
      'rules/changes': 'rules-open.tsx',
      'rules/:key': 'rules-rule.tsx',
    },
    desk: {
      rules: 'rules-changes.tsx',
      calendar: 'holidays.tsx',
    },
  },
  tasks: [
    { page: ruleChangesPage(), zh: '规则变更', en: 'Rule changes', roles: ['clerk', 'admin'] },
    { page: holidaysPage(), zh: '节假日安排', en: 'Holidays', roles: ['admin'] },
  ],
  waitingAt: { rule_proposal: () => ruleChangesPage() },
  search,
}
