/** Sessions as a file. */
import { inLang, sayIn } from '../../i18n/lang.ts'
import { listFile, timeCell, yuanCell } from '../../shell/list-file.server.ts'
import { sessionsAsked } from './lists.server.ts'
import { phaseSign } from './phase-sign.ts'
import { text } from './auctioneer.text.ts'

export const loader = listFile(['auctioneer', 'clerk'], ({ api, search, lang }) => {
  const say = sayIn(text, lang)
  return {
    name: 'sessions',
    page: (at) => api.auction.sessions.list({ ...sessionsAsked(search), ...at }),
    columns: [
      [say('lotNumber'), ({ lotNumber }) => lotNumber],
      [say('lot'), ({ title }) => inLang(title, lang)],
      [say('state'), (row) => phaseSign(row, lang).word],
      [say('opens'), ({ opensAt }) => timeCell(opensAt)],
      [say('priceYuan'), ({ topPriceMinor, startingPriceMinor }) => yuanCell(topPriceMinor ?? startingPriceMinor)],
      [say('auctioneer'), ({ auctioneerName }) => auctioneerName ?? say('nobody')],
      [say('record'), ({ phase, recordSignedAt }) => (phase === 'closed' ? say(recordSignedAt === null ? 'unsigned' : 'signed') : '')],
    ],
  }
})
