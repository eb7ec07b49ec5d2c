/** Organisations in every state as a file, for officers. */
import { inLang, sayIn } from '../../i18n/lang.ts'
import { listFile, timeCell } from '../../shell/list-file.server.ts'
import { partiesAsked } from './parties.server.ts'
import { text } from './parties.text.ts'
import { partyStateWord, partyWord } from './parties-words.ts'

export const loader = listFile(['clerk', 'admin', 'regulator'], ({ api, search, lang }) => {
  const say = sayIn(text, lang)
  return {
    name: 'organisations',
    page: (at) => api.party.register.list({ ...partiesAsked(search), ...at }),
    columns: [
      [say('name'), ({ name }) => inLang(name, lang)],
      [say('kind'), ({ kind }) => partyWord('kind', kind, lang)],
      [say('code'), ({ creditCode }) => creditCode],
      [say('region'), ({ regionName }) => inLang(regionName, lang)],
      [say('registered'), ({ registeredAt }) => timeCell(registeredAt)],
      [say('state'), ({ state }) => partyStateWord(state, lang)],
    ],
  }
})
