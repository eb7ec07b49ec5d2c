/** Figures, charts and the list of deals that the public page and the regulator's wall share. */
import { en as achievementEn, zh as achievementZh } from '#modules/achievement/messages.ts'
import { en as contractEn, zh as contractZh } from '#modules/contract/messages.ts'
import { dateOf, parseInstant } from '#kernel/instant.ts'
import { formatDate } from '../../i18n/dates.ts'
import { localPath, useCodeText, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { BarChart, LineChart } from '../../ui/charts.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Price } from '../../ui/price.tsx'
import { Stat, Stats } from '../../ui/stat.tsx'
import type { Breakdown, Figures } from './data-load.ts'
import { text } from './data.text.ts'
import { formatPremium } from './home-figures.tsx'

/** For drawing only: 万元 with two decimals. */
const wan = (minor: string): number => Number(BigInt(minor) / 10_000n) / 100

export const KeyFigures = ({ figures: { headline } }: { readonly figures: Figures }) => {
  const say = useSay(text)
  const { total, months } = headline
  return (
    <Stats>
      <Stat label={say('deals')} value={total.deals} unit={say('dealsUnit')} series={months.map((month) => month.deals)} seriesLabel={say('byMonth')} />
      <Stat label={say('turnover')} value={<Price minor={total.turnoverMinor} size="l" />} series={months.map((month) => wan(month.turnoverMinor))} seriesLabel={say('byMonth')} />
      <Stat label={say('technology')} value={<Price minor={total.technologyMinor} size="l" />} series={months.map((month) => wan(month.technologyMinor))} seriesLabel={say('byMonth')} />
      <Stat
        label={say('income')}
        value={<Price minor={total.researcherIncomeMinor} size="l" />}
        note={say('incomeNote')}
        series={months.map((month) => wan(month.researcherIncomeMinor))}
        seriesLabel={say('byMonth')}
      />
      <Stat label={say('premium')} value={total.premiumBasisPoints === null ? '—' : formatPremium(total.premiumBasisPoints)} note={say('premiumNote')} />
      <Stat label={say('hammers')} value={total.hammers} unit={say('hammersUnit')} note={say('hammersNote', { failed: total.failed })} />
      <Stat label={say('catalogued')} value={total.catalogued} unit={say('cataloguedUnit')} />
      <Stat label={say('listed')} value={total.listed} unit={say('lotsUnit')} note={`${say('demands')} ${total.demands}`} />
    </Stats>
  )
}

interface ChartGiven {
  readonly figures: Figures
  readonly height?: number
}

export const TurnoverChart = ({ figures: { headline }, height = 260 }: ChartGiven) => {
  const say = useSay(text)
  return (
    <BarChart
      title={say('turnoverByMonth')}
      categories={headline.months.map(({ month }) => month.slice(2))}
      series={[
        { name: say('turnover'), values: headline.months.map((month) => wan(month.turnoverMinor)) },
        { name: say('technology'), values: headline.months.map((month) => wan(month.technologyMinor)) },
      ]}
      unit={say('wan')}
      source={say('source')}
      asOf={headline.asOf}
      height={height}
    />
  )
}

export const HammersChart = ({ figures: { headline }, height = 260 }: ChartGiven) => {
  const say = useSay(text)
  return (
    <BarChart
      title={say('hammersByMonth')}
      categories={headline.months.map(({ month }) => month.slice(2))}
      series={[
        { name: say('sold'), values: headline.months.map(({ hammers }) => hammers) },
        { name: say('failed'), values: headline.months.map(({ failed }) => failed) },
      ]}
      unit={say('count')}
      source={say('source')}
      asOf={headline.asOf}
      height={height}
    />
  )
}

export const IncomeChart = ({ figures: { headline }, height = 260 }: ChartGiven) => {
  const say = useSay(text)
  return (
    <LineChart
      title={say('incomeByMonth')}
      categories={headline.months.map(({ month }) => month.slice(2))}
      series={[{ name: say('income'), values: headline.months.map((month) => wan(month.researcherIncomeMinor)) }]}
      unit={say('wan')}
      source={say('source')}
      asOf={headline.asOf}
      height={height}
    />
  )
}

/** More names would run into each other. */
const MOST_BARS = 5

export const BreakdownChart = ({ title, breakdown, by, height = 260 }: { readonly title: string; readonly breakdown: Breakdown; readonly by: 'field' | 'region' | 'right' | 'institution'; readonly height?: number }) => {
  const say = useSay(text)
  const inLang = useInLang()
  const field = useCodeText({ zh: achievementZh, en: achievementEn })
  const right = useCodeText({ zh: contractZh, en: contractEn })
  const rows = breakdown.rows.filter((row) => row.hammers > 0).slice(0, MOST_BARS)
  const nameOf = (row: Breakdown['rows'][number]): string => {
    if (row.label !== null) return inLang(row.label)
    if (row.key === '') return say('unknown')
    return by === 'field' ? field(`enum.achievement.field.${row.key}`) : right(`enum.contract.right.${row.key}`)
  }
  return (
    <BarChart
      title={title}
      categories={rows.map(nameOf)}
      series={[{ name: say('hammerAmount'), values: rows.map((row) => wan(row.hammerMinor)) }]}
      unit={say('wan')}
      source={say('source')}
      asOf={breakdown.asOf}
      height={height}
    />
  )
}

export const LatestDeals = ({ figures: { deals } }: { readonly figures: Figures }) => {
  const say = useSay(text)
  const inLang = useInLang()
  const lang = useLang()
  return (
    <DataTable
      caption={say('latest')}
      rows={deals}
      rowKey={(deal) => deal.lotId}
      rowHref={(deal) => localPath(lang, `/lots/${deal.lotId}`)}
      empty={<EmptyState title={say('none')}>{say('noneAbout')}</EmptyState>}
      columns={[
        { key: 'lot', header: say('lot'), cell: (deal) => inLang(deal.title) },
        { key: 'seller', header: say('seller'), cell: (deal) => inLang(deal.institutionName), isWideOnly: true },
        { key: 'starting', header: say('starting'), align: 'end', cell: (deal) => <Price minor={deal.startingPriceMinor} size="s" />, isWideOnly: true },
        { key: 'price', header: say('price'), align: 'end', cell: (deal) => <Price minor={deal.priceMinor} size="s" /> },
        { key: 'premium', header: say('premiumColumn'), align: 'end', cell: (deal) => (deal.premiumBasisPoints === null ? '—' : formatPremium(deal.premiumBasisPoints)) },
        { key: 'state', header: say('state'), cell: (deal) => say(deal.isSettled ? 'settled' : 'open'), isWideOnly: true },
        { key: 'date', header: say('date'), align: 'end', cell: (deal) => formatDate(dateOf(parseInstant(deal.at)), lang) },
      ]}
    />
  )
}
