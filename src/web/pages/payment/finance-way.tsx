/** The way of money that goes out: who ordered it, who approved it, when it went to the bank, and the day the bank paid it. */
import { formatDate } from '../../i18n/dates.ts'
import { useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { FactsTable } from '../../ui/facts-table.tsx'
import { Price } from '../../ui/price.tsx'
import { LedgerState, useMoment, type PayoutWay } from './finance-parts.tsx'
import { moreText } from './finance-more.text.ts'
import { text } from './finance.text.ts'

/** `示范银行 ****2222`: the whole number stands in the bank's file only. */
export const maskedAccount = (payout: Pick<PayoutWay, 'bankName' | 'accountTail'>): string =>
  payout.accountTail === '' ? '' : `${payout.bankName} ****${payout.accountTail}`.trim()

export const WayFacts = ({ way }: { readonly way: PayoutWay }) => {
  const say = useSay(text)
  const more = useSay(moreText)
  const lang = useLang()
  const name = useInLang()
  const moment = useMoment()
  const step = (who: PayoutWay['orderedBy'], at: string | null) => (at === null ? null : `${who === null ? '' : `${name(who)} · `}${moment(at)}`)
  return (
    <FactsTable
      rows={[
        { label: say('amount'), value: <Price minor={way.amountMinor} isExact withCapital /> },
        { label: say('state'), value: <LedgerState of="payout" state={way.state} /> },
        { label: say('reference'), value: way.reference },
        { label: more('refundTo'), value: way.accountTail === '' ? null : `${way.accountName} · ${maskedAccount(way)}`, absent: more('accountWaits') },
        { label: more('ordered'), value: step(way.orderedBy, way.orderedAt) },
        { label: more('approved'), value: step(way.approvedBy, way.approvedAt), absent: more('waits') },
        { label: more('handedToBank'), value: moment(way.exportedAt), absent: more('waits') },
        { label: more('paidByBank'), value: way.paidOn === null ? null : formatDate(way.paidOn, lang), absent: more('waits') },
      ]}
    />
  )
}
