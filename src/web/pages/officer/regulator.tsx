/** The regulator's wall: the market at a glance, renewed as it happens. */
import { useRef } from 'react'
import { useRevalidator } from 'react-router'
import type { Route } from './+types/regulator.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { useLive } from '../../live/use-live.ts'
import { apiOf, requireRole } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { BreakdownChart, HammersChart, IncomeChart, KeyFigures, TurnoverChart } from '../market/data-figures.tsx'
import { loadFigures, type Figures } from '../market/data-load.ts'
import { text } from '../market/data.text.ts'
import { formatPremium } from '../market/home-figures.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { Price } from '../../ui/price.tsx'
import styles from './regulator.module.css'

const DEALS = 8
const CHART_HEIGHT = 230
/** The figures are made from the fact by a reaction; a moment later they are there. */
const REACTION_MS = 1_500

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'wallTitle')

export const loader = ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['regulator', 'clerk', 'admin'])
  return loadFigures(apiOf(context), DEALS)
}

/** Reads the page again soon after anything happens on the market; many frames make one reading. */
const useRenewal = () => {
  const { revalidate } = useRevalidator()
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  return useLive('market', {
    events: ['contract', 'income', 'state'],
    onFrame: () => {
      timer.current ??= setTimeout(() => {
        timer.current = null
        void revalidate()
      }, REACTION_MS)
    },
  })
}

/** A tight list for the wall: the whole table stands on the public data page. */
const Deals = ({ deals }: { readonly deals: Figures['deals'] }) => {
  const say = useSay(text)
  const inLang = useInLang()
  return (
    <table className={styles.deals}>
      <caption>{say('latest')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('lot')}</th>
          <th scope="col">{say('price')}</th>
          <th scope="col">{say('premiumColumn')}</th>
        </tr>
      </thead>
      <tbody>
        {deals.map((deal) => (
          <tr key={deal.lotId}>
            <td>
              <LocalLink to={`/lots/${deal.lotId}`}>{inLang(deal.title)}</LocalLink>
            </td>
            <td>
              <Price minor={deal.priceMinor} size="s" />
            </td>
            <td>{deal.premiumBasisPoints === null ? '—' : formatPremium(deal.premiumBasisPoints)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const RegulatorPage = ({ loaderData: figures }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const state = useRenewal()
  return (
    <div className={styles.wall}>
      <div className={styles.head}>
        <h1>{say('wallTitle')}</h1>
        <LocalLink to="/desk">{say('desk')}</LocalLink>
        <p className={styles.sign} data-state={state} role="status">
          {say(state)} · {say('asOf', { time: formatInstant(figures.headline.asOf, lang) })}
        </p>
      </div>
      <KeyFigures figures={figures} />
      <div className={styles.panes}>
        <div className={styles.pane}>
          <TurnoverChart figures={figures} height={CHART_HEIGHT} />
        </div>
        <div className={styles.pane}>
          <HammersChart figures={figures} height={CHART_HEIGHT} />
        </div>
        <div className={styles.pane}>
          <IncomeChart figures={figures} height={CHART_HEIGHT} />
        </div>
        <div className={styles.pane}>
          <BreakdownChart title={say('byField')} breakdown={figures.byField} by="field" height={CHART_HEIGHT} />
        </div>
        <div className={styles.pane}>
          <BreakdownChart title={say('byRegion')} breakdown={figures.byRegion} by="region" height={CHART_HEIGHT} />
        </div>
        <div className={`${styles.pane} ${styles.list}`}>
          {figures.deals.length === 0 ? <p>{say('noneAbout')}</p> : <Deals deals={figures.deals} />}
        </div>
      </div>
    </div>
  )
}
export default RegulatorPage
