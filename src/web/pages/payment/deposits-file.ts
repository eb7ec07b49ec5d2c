/** All deposits of one's enterprise as a file. */
import { codeText, inLang, sayIn } from '../../i18n/lang.ts'
import { listFile, timeCell, yuanCell } from '../../shell/list-file.server.ts'
import { text } from './deposits.text.ts'
import { depositSubjectsOf, type SubjectNames } from './finance-subjects.ts'
import { WORDS } from './finance-words.ts'

export const loader = listFile(['enterprise'], ({ api, lang }) => {
  const say = sayIn(text, lang)
  const word = codeText(WORDS, lang)
  let subjects: SubjectNames = {}
  const named = (id: string): string => {
    const found = subjects[id]
    return found ? `${found.number} ${inLang(found.title, lang)}` : id
  }
  return {
    name: 'deposits',
    page: async (at) => {
      const page = await api.payment.deposits.mine(at)
      subjects = { ...subjects, ...(await depositSubjectsOf(api, page.items)) }
      return page
    },
    columns: [
      [say('lot'), ({ subject }) => named(subject)],
      [say('kind'), ({ kind }) => word(`enum.deposit.${kind}`)],
      [say('amountYuan'), ({ amountMinor }) => yuanCell(amountMinor)],
      [say('state'), ({ state }) => word(`state.deposit.${state}`)],
      [say('since'), ({ since }) => timeCell(since)],
      [say('until'), ({ until }) => timeCell(until)],
      [say('callReference'), ({ reference }) => reference],
    ],
  }
})
