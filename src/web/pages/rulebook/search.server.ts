/** Rules by their words, key or source. */
import type { CapabilitySearch } from '../../shell/capability.ts'
import { rulePage } from './addresses.ts'
import { standingText, valueText } from './rules-words.ts'

export const search: CapabilitySearch = {
  zh: '规则',
  en: 'Rules',
  sources: [
    {
      find: async ({ api, q, lang, limit }) => {
        const { items } = await api.rulebook.list({ q })
        return items.slice(0, limit).map(({ key, title, value, unit, standing }) => ({
          key,
          title: title[lang],
          number: key,
          note: `${valueText(value, unit, lang)} · ${standingText(standing, lang)}`,
          to: rulePage(key),
        }))
      },
    },
  ],
}
