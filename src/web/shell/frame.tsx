/** Frame of every page under `/zh` and `/en`: header, demo clock, main, footer. */
import { data, Outlet, useLocation } from 'react-router'
import type { Route } from './+types/frame.ts'
import { MarketClock } from '../live/market-clock.tsx'
import { useFreshOnReturn } from '../live/use-fresh-on-return.ts'
import { isLang, texts, useSay } from '../i18n/lang.ts'
import { capabilities } from '../capabilities.server.ts'
import { draftPlace } from './draft-place.ts'
import { apiOf, ifAllowed, pageUrl } from './calls.ts'
import { appContext } from './context.ts'
import { DemoBar } from './demo-bar.tsx'
import { Footer } from './footer.tsx'
import styles from './frame.module.css'
import { Header } from './header.tsx'
import type { Visit } from './market.ts'

const text = texts({ zh: { skip: '跳到正文' }, en: { skip: 'Skip to content' } })

export const loader = async ({ params, context, request }: Route.LoaderArgs): Promise<Visit> => {
  if (!isLang(params.lang)) throw data(null, 404)
  const { actor, keep, now, demo, site, formKey, answeredAt } = context.get(appContext)
  const [unread, drafts] = actor
    ? await Promise.all([
        keep('unread', async () => (await ifAllowed(apiOf(context).notification.unread({})))?.count ?? 0),
        ifAllowed(apiOf(context).account.drafts.mine({ place: draftPlace(pageUrl(request).pathname) })),
      ])
    : [0, null]
  return {
    viewer: actor,
    now,
    demo,
    halls: capabilities.flatMap((each) => each.halls ?? []),
    unread,
    site,
    formKey,
    answeredAt,
    drafts: drafts?.items ?? [],
  }
}

const Frame = ({ loaderData }: Route.ComponentProps) => {
  const say = useSay(text)
  const { pathname } = useLocation()
  useFreshOnReturn(loaderData)
  return (
    <MarketClock now={loaderData.now} answeredAt={loaderData.answeredAt}>
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
