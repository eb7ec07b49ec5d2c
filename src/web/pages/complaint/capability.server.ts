/** Complaints and reports. */
import type { Capability } from '../../shell/capability.ts'
import { complaintPage, complaintsDesk } from './addresses.ts'
import { figures } from './figures.server.ts'

export const complaint: Capability = {
  name: 'complaint',
  group: 'market',
  routes: {
    market: {
      complaints: 'complaints.tsx',
      'complaints/:id': 'complaints-one.tsx',
    },
    desk: {
      complaints: 'complaints-desk.tsx',
      'complaints/file': 'complaints-file.ts',
    },
  },
  records: { cmp: (id) => complaintPage(id) },
  tasks: [{ page: complaintsDesk(), zh: '投诉举报', en: 'Complaints', roles: ['clerk', 'admin'] }],
  waitingAt: { complaint: ({ id }) => complaintPage(id) },
  figures,
}
