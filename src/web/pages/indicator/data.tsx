/** The market in figures, for everybody. */
import type { Route } from './+types/data.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { Page, PageHead, Section, Tabs } from '../../ui/layout.tsx'
import { Pager } from '../../ui/pager.tsx'
import { BreakdownTable } from './data-breakdown.tsx'
import { DealsTable } from './data-deals.tsx'
import { HammerAmountChart, HammersChart, IncomeChart, KeyFigures, PremiumChart, SupplyChart, TurnoverChart } from './data-figures.tsx'
import { BREAKDOWNS, byOf, loadHeadline } from './data-load.ts'
import { withNames, withRightNames } from './data-names.server.ts'
import { Definitions, OpenData } from './data-origin.tsx'
import styles from './data.module.css'
import { text } from './data.text.ts'

const DEALS = 10

export const meta: Route.MetaFunction = ({ params }) => pageTitle(params.lang, text, 'title', 'lead')

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  const search = new URL(request.url).searchParams
  const api = apiOf(context)
  const by = byOf(search.get('by'))
  const cursor = search.get('cursor')?.slice(0, 200)
  const [headline, breakdown, deals] = await Promise.all([
    loadHeadline(api),
    api.indicator.breakdown({ by }),
    orNotFound(api.indicator.deals.list({ limit: DEALS, ...(cursor ? { cursor } : {}) })),
  ])
  return { headline, by, breakdown: withNames(breakdown, by), deals: { ...deals, items: withRightNames(deals.items) } }
}

const DataPage = ({ loaderData: { headline, by, breakdown, deals } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Page width="wide">
      <PageHead title={say('title')} subtitle={say('lead')} number={say('asOf', { time: formatInstant(headline.asOf, lang) })} />
      <KeyFigures headline={headline} />
      <Section title={say('byMonth')}>
        <div className={styles.charts}>
          <TurnoverChart headline={headline} />
          <IncomeChart headline={headline} />
          <HammerAmountChart headline={headline} />
          <HammersChart headline={headline} />
          <PremiumChart headline={headline} />
          <SupplyChart headline={headline} />
        </div>
      </Section>
      <Section title={say('breakdown')} id="breakdown">
        <Tabs label={say('breakdown')} param="by" tabs={BREAKDOWNS.map((value) => ({ value, label: say(`by_${value}`) }))} />
        <BreakdownTable breakdown={breakdown} by={by} />
      </Section>
      <Section title={say('latest')} id="deals">
        <DealsTable deals={deals.items} />
        <Pager nextCursor={deals.nextCursor} />
      </Section>
      <div className={styles.pair}>
        <Section title={say('made')} about={say('madeAbout')} isSheet id="how">
          <Definitions />
        </Section>
        <Section title={say('openData')} about={say('openDataAbout')} isSheet id="open-data">
          <OpenData />
        </Section>
      </div>
    </Page>
  )
}
export default DataPage
