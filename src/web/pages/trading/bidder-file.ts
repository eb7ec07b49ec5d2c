/** What one's enterprise has applied for, as a file. */
import { en, zh } from '#modules/listing/core/state-messages.ts'
import { codeText, inLang, sayIn } from '../../i18n/lang.ts'
import { listFile, timeCell, yuanCell } from '../../shell/list-file.server.ts'
import { text } from './lot-desk.text.ts'
import { lotSign } from './lot-sign.ts'

export const loader = listFile(['enterprise'], ({ api, lang }) => {
  const say = sayIn(text, lang)
  const word = codeText({ zh, en }, lang)
  return {
    name: 'bids',
    page: (at) => api.listing.applications.mine(at),
    columns: [
      [say('lotNumber'), ({ lotNumber }) => lotNumber],
      [say('lot'), ({ lotTitle }) => inLang(lotTitle, lang)],
      [say('lotState'), ({ lotState, isBuyer }) => (isBuyer ? say('wonByUs') : lotSign(lotState, lang).word)],
      [say('applicationState'), ({ state }) => word(`state.listing.application.${state}`)],
      [say('depositYuan'), ({ depositMinor }) => yuanCell(depositMinor)],
      [say('deposit'), ({ depositState }) => word(`enum.listing.deposit.${depositState}`)],
      [say('reference'), ({ depositReference }) => depositReference],
      [say('due'), ({ depositDueAt }) => timeCell(depositDueAt)],
      [say('number'), ({ bidderNumber }) => bidderNumber],
      [say('applied'), ({ appliedAt }) => timeCell(appliedAt)],
    ],
  }
})
