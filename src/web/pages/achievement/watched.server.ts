/** Own achievements, which others handle. */
import { inLang } from '../../i18n/lang.ts'
import type { Source, WatchItem } from '../../shell/capability.ts'
import { stageSign } from './stage.ts'
import { achievementDesk } from './addresses.ts'

export const watched: readonly Source<WatchItem>[] = [
  {
    roles: ['researcher'],
    load: async ({ api, lang }) => {
      const { items } = await api.achievement.mine({ limit: 6 })
      return items.map((item) => ({
        key: item.id,
        subject: inLang(item.title, lang),
        state: stageSign(item, lang),
        to: achievementDesk(item.id),
        nextAt: null,
      }))
    },
  },
]
