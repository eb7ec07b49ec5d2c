/** The front page: what is live, what comes next, what is new, what was decided, how the market does. */
import { IconBuildingFactory2, IconBulb, IconCoins } from '@tabler/icons-react'
import type { Route } from './+types/home.ts'
import type { Api } from '../../contract.ts'
import { useSay } from '../../i18n/lang.ts'
import { apiOf } from '../../shell/calls.ts'
import { appContext } from '../../shell/context.ts'
import { withMoments } from '../../shell/moments.ts'
import { pageTitle } from '../../shell/title.ts'
import { Page, PageHead, Row } from '../../ui/layout.tsx'
import { LinkButton, LocalLink } from '../../ui/links.tsx'
import { dataPage } from '../indicator/addresses.ts'
import { demandsPage } from '../demand/addresses.ts'
import { deskPage } from '../desk/addresses.ts'
import { foundPage } from '../account/addresses.ts'
import { newAchievements } from '../achievement/front.tsx'
import { openDemands } from '../demand/front.tsx'
import { keyFigures, latestDeals } from '../indicator/front.tsx'
import { recentNotices } from '../notice/front.tsx'
import { calendarStrip, liveAuctions } from '../trading/front.tsx'
import type { FrontBlock } from './block.ts'
import styles from './home.module.css'
import { text } from './home.text.ts'

/** From top to bottom; two of a row stand side by side. */
const ROWS: readonly (readonly FrontBlock[])[] = [[liveAuctions], [calendarStrip], [newAchievements, openDemands], [latestDeals], [recentNotices], [keyFigures]]
const BLOCKS = ROWS.flat()

type Loaded = Readonly<Record<string, unknown>>

const loadBlocks = async (api: Api): Promise<Loaded> =>
  Object.fromEntries(await Promise.all(BLOCKS.map(async ({ name, load }) => [name, await load(api)] as const)))

export const loader = async ({ context }: Route.LoaderArgs) => ((await context.get(appContext).founding.isFounded()) ? loadBlocks(apiOf(context)) : null)

export const handle = withMoments<typeof loader>((loaded) =>
  loaded === null ? [] : BLOCKS.flatMap(({ name, moments }) => (moments ? moments(loaded[name]) : [])),
)

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

const Hall = ({ data }: { readonly data: Loaded }) => (
  <>
    <Hero />
    <Page>
      {ROWS.map((row) => {
        const shown = row.map(({ name, Shown }) => <Shown key={name} data={data[name]} />)
        return shown.length === 1 ? (
          shown
        ) : (
          <div key={row[0]?.name} className={styles.pair}>
            {shown}
          </div>
        )
      })}
    </Page>
  </>
)
