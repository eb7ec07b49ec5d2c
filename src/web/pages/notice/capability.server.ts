/** Public notices, objections, appeals. */
import type { Capability } from '../../shell/capability.ts'
import { noticePage, noticesPage, objectionOn, objectionsPage } from './addresses.ts'
import { search } from './search.server.ts'

export const notice: Capability = {
  name: 'notice',
  group: 'trade',
  routes: {
    market: {
      notices: 'notices.tsx',
      'notices/:id': 'notices-notice.tsx',
    },
    desk: {
      objections: 'notices-objections.tsx',
    },
  },
  records: { ntc: (id) => noticePage(id) },
  halls: [{ page: noticesPage(), zh: '公示', en: 'Notices' }],
  tasks: [{ page: objectionsPage(), zh: '异议处理', en: 'Objections', roles: ['clerk', 'approver'] }],
  waitingAt: { objection: ({ id }) => objectionOn(id), bar: ({ id }) => objectionOn(id) },
  search,
}
