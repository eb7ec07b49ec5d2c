/** Payment requests as a file. */
import { codeText, inLang, sayIn } from '../../i18n/lang.ts'
import { listFile, timeCell, yuanCell } from '../../shell/list-file.server.ts'
import { WORDS } from './finance-words.ts'
import { text } from './finance.text.ts'
import { requestsAsked } from './lists.server.ts'

export const loader = listFile(['finance', 'approver'], ({ api, search, lang }) => {
  const say = sayIn(text, lang)
  const word = codeText(WORDS, lang)
  return {
    name: 'payment-requests',
    page: (at) => api.payment.requests.list({ ...requestsAsked(search), ...at }),
    columns: [
      [say('reference'), ({ reference }) => reference],
      [say('purpose'), ({ purpose }) => word(`enum.purpose.${purpose}`)],
      [say('payer'), ({ payerName, payerOrganisationId }) => (payerName ? inLang(payerName, lang) : payerOrganisationId)],
      [say('amountYuan'), ({ amountMinor }) => yuanCell(amountMinor)],
      [say('dueAt'), ({ dueAt }) => timeCell(dueAt)],
      [say('paidAt'), ({ paidAt }) => timeCell(paidAt)],
      [say('state'), ({ state }) => word(`state.request.${state}`)],
    ],
  }
})
