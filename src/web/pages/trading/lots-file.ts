/** The lots of one's institution as a file. */
import { inLang, sayIn } from '../../i18n/lang.ts'
import { listFile, timeCell, yuanCell } from '../../shell/list-file.server.ts'
import { ownLotsAsked } from './lists.server.ts'
import { text } from './lot-desk.text.ts'
import { lotSign } from './lot-sign.ts'

export const loader = listFile(['tto', 'approver'], ({ api, search, lang }) => {
  const say = sayIn(text, lang)
  return {
    name: 'lots',
    page: (at) => api.listing.mine({ ...ownLotsAsked(search), ...at }),
    columns: [
      [say('lotNumber'), ({ number }) => number],
      [say('lot'), ({ title }) => inLang(title, lang)],
      [say('state'), ({ state }) => lotSign(state, lang).word],
      [say('startYuan'), ({ startingPriceMinor }) => yuanCell(startingPriceMinor)],
      [say('depositYuan'), ({ depositMinor }) => yuanCell(depositMinor)],
      [say('hammerYuan'), ({ priceMinor }) => yuanCell(priceMinor)],
      [say('opens'), ({ opensAt }) => timeCell(opensAt)],
      [say('changed'), ({ changedAt }) => timeCell(changedAt)],
    ],
  }
})
