/** Four figures that say how the market does, each month by month. */
import { useSay } from '../../i18n/lang.ts'
import { Price } from '../../ui/price.tsx'
import { Stat, Stats } from '../../ui/stat.tsx'
import type { HomeData } from './home.data.ts'
import { text } from './home.text.ts'

const BASIS_POINTS_OF_TENTH = 10
/** For drawing only: bars need no fen. */
const WAN_MINOR = 1_000_000n

/** `+58.1%`, cut to tenths. */
export const formatPremium = (basisPoints: number): string => {
  const tenths = Math.trunc(Math.abs(basisPoints) / BASIS_POINTS_OF_TENTH)
  return `${basisPoints < 0 ? '-' : '+'}${Math.trunc(tenths / 10)}.${tenths % 10}%`
}

const wan = (minor: string): number => Number(BigInt(minor) / WAN_MINOR)

export const KeyFigures = ({ figures: { total, months } }: { readonly figures: HomeData['figures'] }) => {
  const say = useSay(text)
  return (
    <Stats>
      <Stat
        label={say('figureTurnover')}
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
  )
}
