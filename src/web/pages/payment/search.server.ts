/** Money by the reference that stands in a bank transfer: every one for the finance office, one's own for who pays. */
import { formatAmount } from '#kernel/money.ts'
import { codeText, inLang, type Lang } from '../../i18n/lang.ts'
import type { CapabilitySearch, FoundRecord } from '../../shell/capability.ts'
import { paymentPage, payoutPage } from './addresses.ts'
import { WORDS } from './finance-words.ts'

interface Request {
  readonly id: string
  readonly reference: string
  readonly purpose: string
  readonly state: string
  readonly amountMinor: string
}

const requested = (lang: Lang) => {
  const word = codeText(WORDS, lang)
  return ({ id, reference, purpose, state, amountMinor }: Request): FoundRecord => ({
    key: id,
    title: `${word(`enum.purpose.${purpose}`)} · ${formatAmount(BigInt(amountMinor), 'CNY', lang)}`,
    number: reference,
    note: word(`state.request.${state}`),
    to: paymentPage(id),
  })
}

export const search: CapabilitySearch = {
  zh: '缴款与付款',
  en: 'Payments',
  sources: [
    {
      roles: ['finance'],
      find: async ({ api, lang, q, limit }) => (await api.payment.requests.list({ reference: q.slice(0, 40), limit })).items.map(requested(lang)),
    },
    {
      roles: ['finance'],
      find: async ({ api, lang, q, limit }) => {
        const word = codeText(WORDS, lang)
        return (await api.payment.payouts.list({ reference: q.slice(0, 40), limit })).items.map((payout) => ({
          key: payout.id,
          title: `${word(`enum.purpose.${payout.purpose}`)} · ${formatAmount(BigInt(payout.amountMinor), 'CNY', lang)}`,
          number: payout.reference,
          note: `${word(`state.payout.${payout.state}`)}${payout.beneficiaryName ? ` · ${inLang(payout.beneficiaryName, lang)}` : ''}`,
          to: payoutPage(payout.id),
        }))
      },
    },
    {
      roles: ['enterprise', 'tto'],
      find: async ({ api, lang, q, limit }) => {
        const { requests } = await api.payment.requests.mine({})
        return requests
          .filter(({ reference }) => reference.toLowerCase().includes(q.toLowerCase()))
          .slice(0, limit)
          .map(requested(lang))
      },
    },
  ],
}
