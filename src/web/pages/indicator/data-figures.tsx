/** The market in eight numbers and six drawings; the wall shows some of them. */
import { useSay } from '../../i18n/lang.ts'
import { BarChart, LineChart } from '../../ui/charts.tsx'
import { Price } from '../../ui/price.tsx'
import { Stat } from '../../ui/stat.tsx'
import type { Headline } from './data-load.ts'
import styles from './data.module.css'
import { text } from './data.text.ts'
import { wan } from './wan.ts'
import { formatPremium } from './premium.ts'

/** Wide enough in proportion to be read on a phone as well. */
const HEIGHT = 300

const BASIS_POINTS_OF_PERCENT = 100

export const KeyFigures = ({ headline: { total, months } }: { readonly headline: Headline }) => {
  const say = useSay(text)
  const money = { size: 'l' } as const
  const drawn = (label: 'byMonthWan' | 'byMonthCount', values: readonly number[]) => ({ series: values, seriesLabel: say(label) })
  return (
    <div className={styles.figures}>
      <Stat
        label={say('turnover')}
        value={<Price minor={total.turnoverMinor} {...money} isShort />}
        note={say('turnoverNote')}
        {...drawn(
          'byMonthWan',
          months.map((month) => wan(month.turnoverMinor)),
        )}
      />
      <Stat
        label={say('technology')}
        value={<Price minor={total.technologyMinor} {...money} isShort />}
        note={say('technologyNote')}
        {...drawn(
          'byMonthWan',
          months.map((month) => wan(month.technologyMinor)),
        )}
      />
      <Stat
        label={say('income')}
        value={<Price minor={total.researcherIncomeMinor} {...money} isShort />}
        note={say('incomeNote')}
        {...drawn(
          'byMonthWan',
          months.map((month) => wan(month.researcherIncomeMinor)),
        )}
      />
      <Stat
        label={say('premium')}
        value={total.premiumBasisPoints === null ? '–' : formatPremium(total.premiumBasisPoints)}
        note={say('premiumNote', { sold: total.hammers, failed: total.failed })}
      />
      <Stat
        label={say('deals')}
        value={total.deals}
        unit={say('dealsUnit')}
        {...drawn(
          'byMonthCount',
          months.map(({ deals }) => deals),
        )}
      />
      <Stat
        label={say('catalogued')}
        value={total.catalogued}
        unit={say('cataloguedUnit')}
        {...drawn(
          'byMonthCount',
          months.map(({ catalogued }) => catalogued),
        )}
      />
      <Stat
        label={say('listed')}
        value={total.listed}
        unit={say('listedUnit')}
        {...drawn(
          'byMonthCount',
          months.map(({ listed }) => listed),
        )}
      />
      <Stat
        label={say('demands')}
        value={total.demands}
        unit={say('demandsUnit')}
        {...drawn(
          'byMonthCount',
          months.map(({ demands }) => demands),
        )}
      />
    </div>
  )
}

interface ChartGiven {
  readonly headline: Headline
  readonly height?: number
}

const useFrame = ({ headline, height = HEIGHT }: ChartGiven) => ({
  categories: headline.months.map(({ month }) => month),
  source: useSay(text)('source'),
  asOf: headline.asOf,
  height,
})

export const TurnoverChart = (given: ChartGiven) => {
  const say = useSay(text)
  const { months } = given.headline
  const series = [
    { name: say('turnover'), values: months.map((month) => wan(month.turnoverMinor)) },
    { name: say('technology'), values: months.map((month) => wan(month.technologyMinor)) },
  ]
  return <BarChart title={say('turnoverByMonth')} series={series} unit={say('wan')} {...useFrame(given)} />
}

export const IncomeChart = (given: ChartGiven) => {
  const say = useSay(text)
  const series = [{ name: say('income'), values: given.headline.months.map((month) => wan(month.researcherIncomeMinor)) }]
  return <BarChart title={say('incomeByMonth')} series={series} unit={say('wan')} {...useFrame(given)} />
}

export const HammersChart = (given: ChartGiven) => {
  const say = useSay(text)
  const { months } = given.headline
  const series = [
    { name: say('sold'), values: months.map(({ hammers }) => hammers) },
    { name: say('failed'), values: months.map(({ failed }) => failed) },
  ]
  return <BarChart title={say('hammersByMonth')} series={series} unit={say('lots')} {...useFrame(given)} />
}

export const HammerAmountChart = (given: ChartGiven) => {
  const say = useSay(text)
  const series = [{ name: say('hammerAmount'), values: given.headline.months.map((month) => wan(month.hammerMinor)) }]
  return <BarChart title={say('hammerAmountByMonth')} series={series} unit={say('wan')} {...useFrame(given)} />
}

/** A month without a sale has no premium: the line has no point there. */
export const PremiumChart = (given: ChartGiven) => {
  const say = useSay(text)
  const series = [
    {
      name: say('premium'),
      values: given.headline.months.map(({ premiumBasisPoints }) => (premiumBasisPoints === null ? null : premiumBasisPoints / BASIS_POINTS_OF_PERCENT)),
    },
  ]
  return <LineChart title={say('premiumByMonth')} series={series} unit={say('percent')} format={(value) => `${value}%`} {...useFrame(given)} />
}

export const SupplyChart = (given: ChartGiven) => {
  const say = useSay(text)
  const { months } = given.headline
  const series = [
    { name: say('catalogued'), values: months.map(({ catalogued }) => catalogued) },
    { name: say('listed'), values: months.map(({ listed }) => listed) },
    { name: say('demands'), values: months.map(({ demands }) => demands) },
  ]
  return <BarChart title={say('supplyByMonth')} series={series} unit={say('count')} {...useFrame(given)} />
}
