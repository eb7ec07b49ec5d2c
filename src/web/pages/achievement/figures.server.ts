/** How many achievements stand in the catalogue. */
import type { DeskFigure, Source } from '../../shell/capability.ts'
import { achievementInboxIn, disclosuresPage } from './addresses.ts'

const label = { zh: '已入库成果', en: 'Catalogued achievements' }

export const figures: readonly Source<DeskFigure>[] = [
  {
    roles: ['researcher'],
    load: async ({ api }) => {
      const { total } = await api.achievement.mine({ state: 'catalogued', limit: 1 })
      return [{ label, count: total ?? 0, to: disclosuresPage() }]
    },
  },
  {
    roles: ['tto', 'approver'],
    load: async ({ api }) => {
      const { total } = await api.achievement.waiting({ state: 'catalogued', limit: 1 })
      return [{ label, count: total ?? 0, to: achievementInboxIn('catalogued') }]
    },
  },
]
