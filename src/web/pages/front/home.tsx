/** The front page: what is live, what comes next, what is new, what was decided, how the market does. */
import { IconBuildingFactory2, IconBulb, IconCoins } from '@tabler/icons-react'
import type { Route } from './+types/home.ts'
import { useSay } from '../../i18n/lang.ts'
import { apiOf } from '../../shell/calls.ts'
import { appContext } from '../../shell/context.ts'
import { withMoments } from '../../shell/moments.ts'
import { pageTitle } from '../../shell/title.ts'
import { Page, PageHead, Row, Section } from '../../ui/layout.tsx'
import { LinkButton, LocalLink } from '../../ui/links.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { CalendarStrip } from '../trading/calendar-strip.tsx'
import { achievementsPage } from '../achievement/addresses.ts'
import { dataPage } from '../indicator/addresses.ts'
import { demandsPage } from '../demand/addresses.ts'
import { deskPage } from '../desk/addresses.ts'
import { foundPage } from '../account/addresses.ts'
import { noticesPage } from '../notice/addresses.ts'
import { tradingPage } from '../trading/addresses.ts'
import { KeyFigures } from './home-figures.tsx'
import { loadHome, type HomeData } from './home.data.ts'
import { AchievementRows, DealTable, DemandRows, NoticeRows } from './home-lists.tsx'
import { LiveBoard } from './home-live.tsx'
import styles from './home.module.css'
import { text } from './home.text.ts'

export const loader = async ({ context }: Route.LoaderArgs) => ((await context.get(appContext).founding.isFounded()) ? loadHome(apiOf(context)) : null)

export const handle = withMoments<typeof loader>((shown) => [
  ...(shown?.upcoming ?? []).map(({ opensAt }) => ({ name: 'nextOpening' as const, at: opensAt })),
  ...(shown?.live ?? []).map(({ endsAt }) => ({ name: 'nextEnd' as const, at: endsAt })),
])

export const meta: Route.MetaFunction = ({ params }) => pageTitle(params.lang, text, 'title')

const DOORS = [
  { to: deskPage(), title: 'doorTechnology', about: 'doorTechnologyAbout', Icon: IconBulb },
  { to: demandsPage(), title: 'doorNeed', about: 'doorNeedAbout', Icon: IconBuildingFactory2 },
  { to: dataPage(), title: 'doorCapital', about: 'doorCapitalAbout', Icon: IconCoins },
] as const

const Hero = () => {
  const say = useSay(text)
  return (
    <div className={styles.hero}>
      <div className={styles.heroInner}>
        <div className={styles.heroText}>
          <h1>{say('sentence')}</h1>
          <p className={styles.about}>{say('about')}</p>
        </div>
        <nav aria-label={say('doors')}>
          <ul className={styles.doors}>
            {DOORS.map(({ to, title, about, Icon }) => (
              <li key={to}>
                <LocalLink to={to}>
                  <Icon size={26} stroke={1.5} aria-hidden="true" />
                  <span>
                    <strong>{say(title)}</strong>
                    <span className={styles.doorAbout}>{say(about)}</span>
                  </span>
                </LocalLink>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </div>
  )
}

const Home = ({ loaderData }: Route.ComponentProps) => (loaderData === null ? <Unfounded /> : <Hall data={loaderData} />)
export default Home

/** For the operator: an empty hall would look like a market without business. */
const Unfounded = () => {
  const say = useSay(text)
  return (
    <Page width="narrow">
      <PageHead title={say('unfounded')} subtitle={say('unfoundedAbout')} />
      <Row>
        <LinkButton to={foundPage()}>{say('found')}</LinkButton>
      </Row>
    </Page>
  )
}

const Hall = ({ data }: { readonly data: HomeData }) => {
  const say = useSay(text)
  const { live, upcoming, calendar, achievements, demands, notices, deals, figures } = data
  return (
    <>
      <Hero />
      <Page>
        <Section title={live.length > 0 ? say('liveNow') : say('nextUp')} aside={<LocalLink to={tradingPage()}>{say('allAuctions')}</LocalLink>}>
          {live.length + upcoming.length === 0 ? (
            <EmptyState title={say('noLive')}>{say('noLiveAbout')}</EmptyState>
          ) : (
            <LiveBoard live={live} upcoming={upcoming} />
          )}
        </Section>
        <CalendarStrip days={calendar} />
        <div className={styles.pair}>
          <Section title={say('newAchievements')} aside={<LocalLink to={achievementsPage()}>{say('allAchievements')}</LocalLink>}>
            <AchievementRows items={achievements} />
          </Section>
          <Section title={say('openDemands')} aside={<LocalLink to={demandsPage()}>{say('allDemands')}</LocalLink>}>
            <DemandRows items={demands} />
          </Section>
        </div>
        <Section title={say('deals')}>
          <DealTable items={deals} />
        </Section>
        <Section title={say('notices')} aside={<LocalLink to={noticesPage()}>{say('allNotices')}</LocalLink>}>
          <NoticeRows items={notices} />
        </Section>
        <Section title={say('figures')} aside={<LocalLink to={dataPage()}>{say('allFigures')}</LocalLink>}>
          <KeyFigures figures={figures} />
        </Section>
      </Page>
    </>
  )
}
