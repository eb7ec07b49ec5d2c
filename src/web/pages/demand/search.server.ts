/** Published demands by any word. */
import { inLang } from '../../i18n/lang.ts'
import type { CapabilitySearch } from '../../shell/capability.ts'
import { demandPage } from './addresses.ts'

export const search: CapabilitySearch = {
  zh: '需求',
  en: 'Demands',
  sources: [
    {
      find: async ({ api, lang, q, limit }) =>
        (await api.demand.list({ q, limit })).items.map(({ id, title, organisationName }) => ({
          key: id,
          title: inLang(title, lang),
          note: organisationName === null ? '' : inLang(organisationName, lang),
          to: demandPage(id),
        })),
    },
  ],
}
