/** Contracts by their number, that of the sale, or the technology: those of one's own houses; all of them for officers. */
import { inLang } from '../../i18n/lang.ts'
import type { CapabilitySearch } from '../../shell/capability.ts'
import { contractPage } from './addresses.ts'
import { contractSign } from './contract-sign.ts'

export const search: CapabilitySearch = {
  zh: '技术合同',
  en: 'Contracts',
  sources: [
    {
      roles: ['tto', 'approver', 'enterprise', 'clerk', 'finance', 'regulator'],
      find: async ({ api, lang, q, limit }) =>
        (await api.contract.list({ q, limit })).items.map(({ id, number, title, state, seller, buyer }) => ({
          key: id,
          title: inLang(title, lang),
          number,
          note: `${contractSign(state, lang).word} · ${inLang(seller.name, lang)} / ${inLang(buyer.name, lang)}`,
          to: contractPage(id),
        })),
    },
  ],
}
