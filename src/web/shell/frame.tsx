/** Frame of every page under `/zh` and `/en`: header, demo clock, main, footer. */
import { data, Outlet, useLocation } from 'react-router'
import type { Route } from './+types/frame.ts'
import { MarketClock } from '../live/market-clock.tsx'
import { useFreshOnReturn } from '../live/use-fresh-on-return.ts'
import { isLang, LANG_COOKIE, texts, useSay } from '../i18n/lang.ts'
import { appContext } from './context.ts'
import { DemoBar } from './demo-bar.tsx'
import { Footer } from './footer.tsx'
import styles from './frame.module.css'
import { Header } from './header.tsx'
import type { Visit } from './market.ts'

const text = texts({ zh: { skip: '跳到正文' }, en: { skip: 'Skip to content' } })

const YEAR_SECONDS = 31_536_000

export const loader = ({ params, context }: Route.LoaderArgs) => {
  if (!isLang(params.lang)) throw data(null, 404)
  const { actor, now, demo } = context.get(appContext)
  const visit: Visit = { viewer: actor, now, demo, formKey: crypto.randomUUID() }
  return data(visit, { headers: { 'set-cookie': `${LANG_COOKIE}=${params.lang}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax` } })
}

export const headers: Route.HeadersFunction = ({ loaderHeaders }) => loaderHeaders

const Frame = ({ loaderData }: Route.ComponentProps) => {
  const say = useSay(text)
  const { pathname } = useLocation()
  useFreshOnReturn(loaderData)
  return (
    <MarketClock now={loaderData.now}>
      <div className={styles.frame} data-wide={/^\/(zh|en)\/desk(\/|$)/.test(pathname) ? '' : undefined}>
        <a className={styles.skip} href="#main">
          {say('skip')}
        </a>
        {loaderData.demo.enabled ? <DemoBar demo={loaderData.demo} /> : null}
        <Header viewer={loaderData.viewer} />
        <main id="main" tabIndex={-1} className={styles.main}>
          <Outlet />
        </main>
        <Footer />
      </div>
    </MarketClock>
  )
}
export default Frame
