/** Public notices by title. */
import { inLang } from '../../i18n/lang.ts'
import type { CapabilitySearch } from '../../shell/capability.ts'
import { noticePage } from './addresses.ts'

export const search: CapabilitySearch = {
  zh: '公示',
  en: 'Notices',
  sources: [
    {
      find: async ({ api, lang, q, limit }) =>
        (await api.notice.list({ q, limit })).items.map(({ id, number, title, owner }) => ({
          key: id,
          title: inLang(title, lang),
          number,
          note: inLang(owner.name, lang),
          to: noticePage(id),
        })),
    },
  ],
}
