/** The list of contracts as a file. */
import { inLang, sayIn } from '../../i18n/lang.ts'
import { listFile, timeCell, yuanCell } from '../../shell/list-file.server.ts'
import { CONTRACT_READERS, contractsAsked } from './contract-list.server.ts'
import { contractSign } from './contract-sign.ts'
import { text } from './contract.text.ts'

export const loader = listFile(CONTRACT_READERS, ({ api, search, lang }) => {
  const say = sayIn(text, lang)
  return {
    name: 'contracts',
    page: (at) => api.contract.list({ ...contractsAsked(search), ...at }),
    columns: [
      [say('number'), ({ number }) => number],
      [say('contract'), ({ title }) => inLang(title, lang)],
      [say('state'), ({ state }) => contractSign(state, lang).word],
      [say('lot'), ({ lotNumber }) => lotNumber],
      [say('seller'), ({ seller }) => inLang(seller.name, lang)],
      [say('buyer'), ({ buyer }) => inLang(buyer.name, lang)],
      [say('priceYuan'), ({ priceMinor }) => yuanCell(priceMinor)],
      [say('due'), ({ dueAt }) => timeCell(dueAt)],
    ],
  }
})
