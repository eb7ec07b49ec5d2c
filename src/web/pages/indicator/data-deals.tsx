/** Lots sold, newest first, each with the fact that proves it. */
import { dateOf, parseInstant } from '#kernel/instant.ts'
import { formatDate } from '../../i18n/dates.ts'
import { localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { SealLink, StateBadge } from '../../ui/badges.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Price } from '../../ui/price.tsx'
import { lotPage } from '../trading/addresses.ts'
import type { NamedDeal } from './data-names.server.ts'
import { text } from './data.text.ts'
import { formatPremium } from './premium.ts'

export const DealsTable = ({ deals }: { readonly deals: readonly NamedDeal[] }) => {
  const say = useSay(text)
  const inLang = useInLang()
  const lang = useLang()
  return (
    <DataTable
      caption={say('latest')}
      rows={deals}
      rowKey={(deal) => deal.factId}
      rowHref={(deal) => localPath(lang, lotPage(deal.lotId))}
      empty={<EmptyState title={say('none')}>{say('noneAbout')}</EmptyState>}
      columns={[
        { key: 'lot', header: say('lot'), cell: (deal) => inLang(deal.title) },
        { key: 'seller', header: say('seller'), cell: (deal) => inLang(deal.institutionName), isWideOnly: true },
        { key: 'right', header: say('by_right'), cell: (deal) => inLang(deal.rightName), isWideOnly: true },
        { key: 'starting', header: say('starting'), align: 'end', cell: (deal) => <Price minor={deal.startingPriceMinor} size="s" /> },
        { key: 'price', header: say('price'), align: 'end', cell: (deal) => <Price minor={deal.priceMinor} /> },
        {
          key: 'premium',
          header: say('premiumColumn'),
          align: 'end',
          cell: (deal) => (deal.premiumBasisPoints === null ? '–' : formatPremium(deal.premiumBasisPoints)),
        },
        {
          key: 'date',
          header: say('date'),
          align: 'end',
          cell: (deal) => (
            <time className="number" dateTime={deal.at}>
              {formatDate(dateOf(parseInstant(deal.at)), lang)}
            </time>
          ),
        },
        {
          key: 'state',
          header: say('state'),
          cell: (deal) => <StateBadge tone={deal.isSettled ? 'done' : 'active'}>{say(deal.isSettled ? 'settled' : 'open')}</StateBadge>,
          isWideOnly: true,
        },
        { key: 'seal', header: say('evidence'), align: 'end', cell: (deal) => <SealLink factId={deal.factId} /> },
      ]}
    />
  )
}
