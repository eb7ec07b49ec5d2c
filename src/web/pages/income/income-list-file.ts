/** Plans of distribution as a file; what each person gets stands in none. */
import { en, zh } from '#modules/income/messages.ts'
import { codeText, inLang, sayIn } from '../../i18n/lang.ts'
import { listFile, timeCell, yuanCell } from '../../shell/list-file.server.ts'
import { plansAsked } from './income-list.server.ts'
import { text } from './income.text.ts'

export const loader = listFile(['tto', 'approver', 'regulator'], ({ api, search, lang }) => {
  const say = sayIn(text, lang)
  const word = codeText({ zh, en }, lang)
  return {
    name: 'income-plans',
    page: (at) => api.income.list({ ...plansAsked(search), ...at }),
    columns: [
      [say('planNumber'), ({ number }) => number],
      [say('plan'), ({ title }) => inLang(title, lang)],
      [say('state'), ({ state }) => word(`state.income.${state}`)],
      [say('grossYuan'), ({ grossMinor }) => yuanCell(grossMinor)],
      [say('rewardYuan'), ({ rewardMinor }) => yuanCell(rewardMinor)],
      [say('due'), ({ dueAt }) => timeCell(dueAt)],
    ],
  }
})
