/** Payout orders as a file; accounts stand in it by their last digits, as on the page. */
import { codeText, inLang, sayIn } from '../../i18n/lang.ts'
import { listFile, timeCell, yuanCell } from '../../shell/list-file.server.ts'
import { WORDS } from './finance-words.ts'
import { text } from './finance.text.ts'
import { payoutsAsked } from './lists.server.ts'

export const loader = listFile(['finance', 'approver'], ({ api, search, lang }) => {
  const say = sayIn(text, lang)
  const word = codeText(WORDS, lang)
  return {
    name: 'payouts',
    page: (at) => api.payment.payouts.list({ ...payoutsAsked(search), ...at }),
    columns: [
      [say('reference'), ({ reference }) => reference],
      [say('beneficiary'), ({ beneficiaryName, beneficiaryId }) => (beneficiaryName ? inLang(beneficiaryName, lang) : beneficiaryId)],
      [say('purpose'), ({ purpose }) => word(`enum.purpose.${purpose}`)],
      [say('amountYuan'), ({ amountMinor }) => yuanCell(amountMinor)],
      [say('account'), ({ accountTail, bankName }) => (accountTail === '' ? '' : `${bankName} ****${accountTail}`)],
      [say('dueAt'), ({ dueAt }) => timeCell(dueAt)],
      [say('state'), ({ state }) => word(`state.payout.${state}`)],
    ],
  }
})
