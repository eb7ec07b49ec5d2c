/** Demands of enterprises. */
import type { Capability } from '../../shell/capability.ts'
import { demandImport, demandPage, demandsPage, ownDemandsPage } from './addresses.ts'
import { figures } from './figures.server.ts'
import { search } from './search.server.ts'

export const demand: Capability = {
  name: 'demand',
  group: 'create',
  routes: {
    market: {
      demands: 'demands.tsx',
      'demands/:id': 'demands-record.tsx',
    },
    desk: {
      demands: 'demand-mine.tsx',
      'demands/file': 'demand-mine-file.ts',
      'demands/new': 'demand-new.tsx',
      'demands/import': 'demand-import.tsx',
      'demands/:id/edit': 'demand-edit.tsx',
    },
  },
  records: { dem: (id) => demandPage(id) },
  halls: [{ page: demandsPage(), zh: '需求', en: 'Demands' }],
  tasks: [
    { page: ownDemandsPage(), zh: '我的需求', en: 'Our demands', roles: ['enterprise'] },
    { page: demandImport(), zh: '导入需求', en: 'Import demands', roles: ['clerk'] },
  ],
  figures,
  search,
}
