/** Own achievements, which others handle. */
import { inLang } from '../../i18n/lang.ts'
import type { Source, WatchItem } from '../../shell/capability.ts'
import { stateTones, stateWord } from './achievements-words.ts'
import { achievementDesk } from './addresses.ts'

export const watched: readonly Source<WatchItem>[] = [
  {
    roles: ['researcher'],
    load: async ({ api, lang }) => {
      const { items } = await api.achievement.mine({ limit: 6 })
      return items.map(({ id, title, state }) => ({
        key: id,
        subject: inLang(title, lang),
        state: { word: stateWord(state, lang), tone: stateTones[state] },
        to: achievementDesk(id),
        nextAt: null,
      }))
    },
  },
]
