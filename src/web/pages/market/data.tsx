/** The market in figures, for everybody. */
import type { Route } from './+types/data.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { useLang, useSay } from '../../i18n/lang.ts'
import { apiOf } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { Page, PageHead, Section, Stack } from '../../ui/layout.tsx'
import { BreakdownChart, HammersChart, IncomeChart, KeyFigures, LatestDeals, TurnoverChart } from './data-figures.tsx'
import { loadFigures } from './data-load.ts'
import styles from './data.module.css'
import { text } from './data.text.ts'

const DEALS = 20

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title')

export const loader = ({ context }: Route.LoaderArgs) => loadFigures(apiOf(context), DEALS)

const DataPage = ({ loaderData: figures }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Page width="wide">
      <PageHead title={say('title')} subtitle={say('lead')} number={say('asOf', { time: formatInstant(figures.headline.asOf, lang) })} />
      <Stack gap={32}>
        <KeyFigures figures={figures} />
        <Section title={say('byMonth')}>
          <div className={styles.charts}>
            <TurnoverChart figures={figures} />
            <HammersChart figures={figures} />
            <IncomeChart figures={figures} />
            <BreakdownChart title={say('byField')} breakdown={figures.byField} by="field" />
            <BreakdownChart title={say('byRegion')} breakdown={figures.byRegion} by="region" />
            <BreakdownChart title={say('byRight')} breakdown={figures.byRight} by="right" />
          </div>
        </Section>
        <Section title={say('latest')}>
          <LatestDeals figures={figures} />
        </Section>
        <Section title={say('definitions')} isSheet>
          <ul className={styles.definitions}>
            <li>{say('defTurnover')}</li>
            <li>{say('defTechnology')}</li>
            <li>{say('defPremium')}</li>
            <li>{say('defIncome')}</li>
          </ul>
        </Section>
      </Stack>
    </Page>
  )
}
export default DataPage
