/** Lines of the bank as a file. */
import { codeText, sayIn } from '../../i18n/lang.ts'
import { listFile, yuanCell } from '../../shell/list-file.server.ts'
import { WORDS } from './finance-words.ts'
import { text } from './finance.text.ts'
import { linesAsked } from './lists.server.ts'

export const loader = listFile(['finance', 'approver'], ({ api, search, lang }) => {
  const say = sayIn(text, lang)
  const word = codeText(WORDS, lang)
  return {
    name: 'bank-lines',
    page: (at) => api.payment.lines.list({ ...linesAsked(search), ...at }),
    columns: [
      [say('date'), ({ bookedOn }) => bookedOn],
      [say('inOut'), ({ direction }) => word(`enum.direction.${direction}`)],
      [say('amountYuan'), ({ amountMinor }) => yuanCell(amountMinor)],
      [say('party'), ({ counterpartyName }) => counterpartyName],
      [say('remark'), ({ remark }) => remark],
      [say('state'), ({ state }) => word(`state.line.${state}`)],
    ],
  }
})
