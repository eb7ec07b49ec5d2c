/** How the market answers complaints. */
import type { DeskFigure, Source } from '../../shell/capability.ts'
import { complaintsDesk } from './addresses.ts'
import { complaintsPage } from '../site/addresses.ts'

export const figures: readonly Source<DeskFigure>[] = [
  {
    roles: ['clerk', 'admin'],
    load: async ({ api }) => [{ label: { zh: '待答复投诉', en: 'Complaints to answer' }, count: (await api.complaint.figures({})).open, to: complaintsDesk() }],
  },
  {
    roles: ['regulator'],
    load: async ({ api }) => {
      const { received, overdue } = await api.complaint.figures({})
      return [
        { label: { zh: '近12个月投诉', en: 'Complaints in 12 months' }, count: received, to: complaintsPage() },
        { label: { zh: '逾期未答复投诉', en: 'Complaints overdue' }, count: overdue, to: complaintsPage() },
      ]
    },
  },
]
