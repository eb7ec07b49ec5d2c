/** Organisations by name or code for officers; people for administrators, colleagues for everybody else. */
import { ROLE_NAMES } from '#kernel/actor.ts'
import { inLang } from '../../i18n/lang.ts'
import type { CapabilitySearch } from '../../shell/capability.ts'
import { holdsAny } from '../../shell/market.ts'
import { organisationPage, partyPage, peopleNamed } from './addresses.ts'
import { partyStateWord, partyWord } from './parties-words.ts'

export const search: CapabilitySearch = {
  zh: '单位与人员',
  en: 'Organisations and people',
  sources: [
    {
      roles: ['clerk', 'admin', 'regulator'],
      find: async ({ api, lang, q, limit }) =>
        (await api.party.register.list({ q, limit })).items.map(({ id, name, creditCode, state, kind }) => ({
          key: id,
          title: inLang(name, lang),
          number: creditCode,
          note: `${partyWord('kind', kind, lang)} · ${partyStateWord(state, lang)}`,
          to: partyPage(id),
        })),
    },
    {
      find: async ({ api, lang, q, limit, viewer }) => {
        const isAdmin = holdsAny(viewer, ['admin'])
        return (await api.party.persons.list({ q: q.slice(0, 80), limit })).items.map(({ id, name, organisations }) => ({
          key: id,
          title: inLang(name, lang),
          note: organisations.map((one) => `${ROLE_NAMES[one.role][lang]}, ${inLang(one.name, lang)}`).join(' · '),
          to: isAdmin ? peopleNamed(inLang(name, lang)) : organisationPage(),
        }))
      },
    },
  ],
}
