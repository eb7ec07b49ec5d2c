/** Own demands that the market sees. */
import type { DeskFigure, Source } from '../../shell/capability.ts'
import { ownDemandsPage } from './addresses.ts'

export const figures: readonly Source<DeskFigure>[] = [
  {
    roles: ['enterprise'],
    load: async ({ api }) => {
      const { total, items } = await api.demand.mine({ limit: 1, state: 'published' })
      return [{ label: { zh: '公开需求', en: 'Open demands' }, count: total ?? items.length, to: ownDemandsPage() }]
    },
  },
]
