/** Own achievements, which others handle. */
import type { Bilingual } from '#kernel/bilingual.ts'
import type { AchievementState } from '#modules/achievement/core/lifecycle.ts'
import { inLang } from '../../i18n/lang.ts'
import type { Source, WatchItem } from '../../shell/capability.ts'
import { stageSign } from './stage.ts'
import { achievementDesk } from './addresses.ts'

const WHO: Readonly<Partial<Record<AchievementState, Bilingual>>> = {
  draft: { zh: '由您提交', en: 'you submit it' },
  disclosed: { zh: '成果转化人员评估', en: 'the transfer office assesses' },
  returned: { zh: '由您补正', en: 'you correct it' },
  assessed: { zh: '审批人批准', en: 'an approver decides' },
  approved: { zh: '成果转化人员备案', en: 'the transfer office files it' },
}

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
        who: WHO[item.state]?.[lang] ?? null,
        nextAt: null,
      }))
    },
  },
]
