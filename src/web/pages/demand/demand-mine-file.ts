/** The needs of the viewer's enterprise as a file. */
import { inLang, sayIn } from '../../i18n/lang.ts'
import { listFile, yuanCell } from '../../shell/list-file.server.ts'
import { demandStateWord } from './demands-words.ts'
import { text } from './demand.text.ts'

export const loader = listFile(['enterprise'], ({ api, lang }) => {
  const say = sayIn(text, lang)
  return {
    name: 'demands',
    page: (at) => api.demand.mine(at),
    columns: [
      [say('title'), ({ title }) => inLang(title, lang)],
      [say('state'), ({ state }) => demandStateWord(state, lang)],
      [say('budgetFromYuan'), ({ budgetMinMinor }) => yuanCell(budgetMinMinor)],
      [say('budgetToYuan'), ({ budgetMaxMinor }) => yuanCell(budgetMaxMinor)],
      [say('deadlineShort'), ({ deadline }) => deadline],
      [say('responses'), ({ responses }) => responses],
    ],
  }
})
