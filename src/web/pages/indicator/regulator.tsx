/** The regulator's wall: the market at a glance, renewed as it happens. */
import { useEffect, useRef } from 'react'
import { Link, useLocation } from 'react-router'
import type { Route } from './+types/regulator.ts'
import { useReadAgain } from '../../live/use-read-again.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { htmlLang, otherLangPath, useLang, useSay } from '../../i18n/lang.ts'
import { useMarketSecond } from '../../live/market-clock.tsx'
import { useLive, type LiveState } from '../../live/use-live.ts'
import { apiOf, requireRole } from '../../shell/calls.ts'
import { ThemeSwitch } from '../../shell/theme-switch.tsx'
import { pageTitle } from '../../shell/title.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { deskPage } from '../desk/addresses.ts'
import { HammersChart, IncomeChart, TurnoverChart } from './data-figures.tsx'
import { loadWall } from './regulator-load.server.ts'
import { Deals, Figures, Structure } from './regulator-panes.tsx'
import { Targets } from './regulator-targets.tsx'
import styles from './regulator.module.css'
import { text } from './regulator.text.ts'

const CHART_HEIGHT = 280
/** The figures are made from the fact by a reaction; a moment later they are there. */
const REACTION_MS = 1_500
/** Catalogue, listings and demands send no frames; they are seen with the next look. */
const LOOK_MS = 10_000

export const meta: Route.MetaFunction = ({ params }) => pageTitle(params.lang, text, 'title')

export const loader = ({ context, request }: Route.LoaderArgs) => {
  requireRole(context, request, ['regulator', 'clerk', 'admin'])
  return loadWall(apiOf(context))
}

/** Reads the wall again soon after anything happens on the market, many events in one reading, and now and then in any case. */
const useRenewal = (): LiveState => {
  const readAgain = useReadAgain()
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => {
    const look = setInterval(() => {
      if (document.visibilityState === 'visible') void readAgain()
    }, LOOK_MS)
    return () => {
      clearInterval(look)
      clearTimeout(timer.current)
      timer.current = undefined
    }
  }, [readAgain])
  return useLive('market', {
    events: ['contract', 'income', 'state'],
    onFrame: () => {
      timer.current ??= setTimeout(() => {
        timer.current = undefined
        void readAgain()
      }, REACTION_MS)
    },
  })
}

const TONE = { live: 'live', connecting: 'neutral', interrupted: 'failed' } as const

const Now = () => {
  const lang = useLang()
  return <span className={styles.now}>{formatInstant(useMarketSecond(), lang, true)}</span>
}

const Head = ({ state }: { readonly state: LiveState }) => {
  const say = useSay(text)
  const lang = useLang()
  const { pathname, search } = useLocation()
  return (
    <div className={styles.head}>
      <h1>{say('title')}</h1>
      <span role="status">
        <StateBadge tone={TONE[state]}>{say(state)}</StateBadge>
      </span>
      <p className={styles.clock}>
        {say('now')} <Now />
      </p>
      <LocalLink to={deskPage()}>{say('desk')}</LocalLink>
      <Link to={otherLangPath(pathname, search)} lang={htmlLang(lang === 'zh' ? 'en' : 'zh')} className={styles.onWall ?? ''}>
        {say('language')}
      </Link>
      <span className={styles.onWall}>
        <ThemeSwitch />
      </span>
    </div>
  )
}

const RegulatorPage = ({ loaderData: wall }: Route.ComponentProps) => {
  const say = useSay(text)
  const state = useRenewal()
  const chart = { headline: wall.headline, height: CHART_HEIGHT }
  return (
    <div className={styles.wall} data-wall>
      <Head state={state} />
      <h2 className="visually-hidden">{say('figures')}</h2>
      <Figures total={wall.headline.total} />
      <div className={styles.panes}>
        <div className={styles.pane}>
          <TurnoverChart {...chart} />
        </div>
        <div className={styles.pane}>
          <HammersChart {...chart} />
        </div>
        <Deals deals={wall.deals} />
        <div className={styles.pane}>
          <IncomeChart {...chart} />
        </div>
        <Structure wall={wall} />
        <Targets growth={wall.growth} />
      </div>
    </div>
  )
}
export default RegulatorPage
