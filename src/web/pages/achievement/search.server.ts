/** Achievements by title: those one handles, then the public catalogue by any word. */
import { inLang } from '../../i18n/lang.ts'
import type { Place } from '../../i18n/place.ts'
import type { CapabilitySearch, FoundRecord, SearchAsked } from '../../shell/capability.ts'
import { achievementDesk, achievementPage } from './addresses.ts'
import { stageSign } from './stage.ts'

type Card = Awaited<ReturnType<SearchAsked['api']['achievement']['waiting']>>['items'][number]

const handled = ({ lang }: Pick<SearchAsked, 'lang'>, items: readonly Card[], page: (id: string) => Place): readonly FoundRecord[] =>
  items.map((item) => ({
    key: item.id,
    title: inLang(item.title, lang),
    number: item.catalogueNumber,
    note: `${stageSign(item, lang).word} · ${inLang(item.institutionName, lang)}`,
    to: page(item.id),
  }))

export const search: CapabilitySearch = {
  zh: '成果',
  en: 'Technologies',
  sources: [
    {
      roles: ['tto', 'approver'],
      find: async (asked) => handled(asked, (await asked.api.achievement.waiting({ q: asked.q, limit: asked.limit })).items, achievementDesk),
    },
    {
      roles: ['researcher'],
      find: async (asked) => handled(asked, (await asked.api.achievement.mine({ q: asked.q, limit: asked.limit })).items, achievementDesk),
    },
    {
      find: async ({ api, lang, q, limit }) =>
        (await api.achievement.list({ q, limit })).items.map((item) => ({
          key: item.id,
          title: inLang(item.title, lang),
          number: item.catalogueNumber,
          note: inLang(item.institutionName, lang),
          to: achievementPage(item.id),
        })),
    },
  ],
}
