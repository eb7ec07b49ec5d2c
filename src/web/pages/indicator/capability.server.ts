/** Figures of the market. */
import type { Capability } from '../../shell/capability.ts'
import { dataPage, regulatorPage } from './addresses.ts'
import { figures } from './figures.server.ts'

export const indicator: Capability = {
  name: 'indicator',
  group: 'market',
  routes: {
    market: {
      data: 'data.tsx',
      'desk/regulator': 'regulator.tsx',
    },
  },
  halls: [{ page: dataPage(), zh: '数据', en: 'Data' }],
  tasks: [{ page: regulatorPage(), zh: '市场运行', en: 'The market now', roles: ['regulator', 'clerk', 'admin'] }],
  figures,
}
