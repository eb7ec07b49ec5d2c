/** What was decided and how the market does, on the front page. */
import { dateOf } from '#kernel/instant.ts'
import type { Api } from '../../contract.ts'
import { formatDate, toInstant } from '../../i18n/dates.ts'
import { localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { SealLink } from '../../ui/badges.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Section } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Price } from '../../ui/price.tsx'
import { Stat, Stats } from '../../ui/stat.tsx'
import { frontBlock } from '../front/block.ts'
import { lotPage } from '../trading/addresses.ts'
import { dataPage } from './addresses.ts'
import { text } from './front.text.ts'
import { formatPremium } from './premium.ts'

const SHOWN = 6
const MONTHS = 12

/** For drawing only: bars need no fen. */
const WAN_MINOR = 1_000_000n
const wan = (minor: string): number => Number(BigInt(minor) / WAN_MINOR)

/** Kinds of right come as text; one this page does not know is called a licence. */
const RIGHTS = ['assignment', 'exclusive', 'sole', 'ordinary'] as const
const rightKey = (right: string) => {
  const known = RIGHTS.find((kind) => kind === right)
  return known ? (`right_${known}` as const) : 'right_licence'
}

const loadDeals = async (api: Api) => (await api.indicator.deals.list({ limit: SHOWN })).items

const LatestDeals = ({ data }: { readonly data: Awaited<ReturnType<typeof loadDeals>> }) => {
  const say = useSay(text)
  const lang = useLang()
  const inLang = useInLang()
  return (
    <Section title={say('deals')}>
      <DataTable
        caption={say('deals')}
        rows={data}
        rowKey={({ lotId }) => lotId}
        rowHref={({ lotId }) => localPath(lang, lotPage(lotId))}
        empty={<EmptyState title={say('noDeals')}>{say('noDealsAbout')}</EmptyState>}
        columns={[
          { key: 'title', header: say('lot'), cell: ({ title }) => inLang(title) },
          { key: 'seller', header: say('seller'), cell: ({ institutionName }) => inLang(institutionName), isWideOnly: true },
          { key: 'right', header: say('right'), cell: ({ right }) => say(rightKey(right)), isWideOnly: true },
          { key: 'starting', header: say('starting'), align: 'end', cell: ({ startingPriceMinor }) => <Price minor={startingPriceMinor} size="s" /> },
          { key: 'price', header: say('dealPrice'), align: 'end', cell: ({ priceMinor }) => <Price minor={priceMinor} /> },
          {
            key: 'premium',
            header: say('premium'),
            align: 'end',
            cell: ({ premiumBasisPoints }) => (premiumBasisPoints === null ? '–' : formatPremium(premiumBasisPoints)),
          },
          { key: 'time', header: say('dealTime'), align: 'end', cell: ({ at }) => formatDate(dateOf(toInstant(at)), lang) },
          { key: 'seal', header: say('evidence'), align: 'end', cell: ({ factId }) => <SealLink factId={factId} /> },
        ]}
      />
    </Section>
  )
}

export const latestDeals = frontBlock({ name: 'deals', load: loadDeals, Shown: LatestDeals })

const loadFigures = (api: Api) => api.indicator.headline({ months: MONTHS })

/** Four figures, each month by month. */
const KeyFigures = ({ data: { total, months } }: { readonly data: Awaited<ReturnType<typeof loadFigures>> }) => {
  const say = useSay(text)
  return (
    <Section title={say('figures')} aside={<LocalLink to={dataPage()}>{say('allFigures')}</LocalLink>}>
      <Stats>
        <Stat
          label={say('turnover')}
          value={<Price minor={total.turnoverMinor} size="l" isShort />}
          note={say('figureTurnoverNote', { count: total.deals })}
          series={months.map(({ turnoverMinor }) => wan(turnoverMinor))}
          seriesLabel={say('byMonthWan')}
        />
        <Stat
          label={say('figureDeals')}
          value={total.hammers}
          unit={say('figureDealsUnit')}
          note={total.premiumBasisPoints === null ? '' : say('figureDealsNote', { premium: formatPremium(total.premiumBasisPoints) })}
          series={months.map(({ hammers }) => hammers)}
          seriesLabel={say('byMonthDeals')}
        />
        <Stat
          label={say('figureTechnology')}
          value={<Price minor={total.technologyMinor} size="l" isShort />}
          note={say('figureTechnologyNote')}
          series={months.map(({ technologyMinor }) => wan(technologyMinor))}
          seriesLabel={say('byMonthWan')}
        />
        <Stat
          label={say('figureIncome')}
          value={<Price minor={total.researcherIncomeMinor} size="l" isShort />}
          note={say('figureIncomeNote')}
          series={months.map(({ researcherIncomeMinor }) => wan(researcherIncomeMinor))}
          seriesLabel={say('byMonthWan')}
        />
      </Stats>
    </Section>
  )
}

export const keyFigures = frontBlock({ name: 'figures', load: loadFigures, Shown: KeyFigures })
