/** The front page: what is live, what comes next, what is new, what was decided, how the market does. */
import type { Route } from './+types/home.ts'
import type { Api } from '../../contract.ts'
import { langOfParam } from '../../i18n/lang.ts'
import { apiOf } from '../../shell/calls.ts'
import { appContext } from '../../shell/context.ts'
import { withMoments } from '../../shell/moments.ts'
import { plainTitle } from '../../shell/title.ts'
import { Page, PageHead, Row } from '../../ui/layout.tsx'
import { LinkButton, LocalLink } from '../../ui/links.tsx'
import { foundPage } from '../account/addresses.ts'
import { categories, newAchievements } from '../achievement/front.tsx'
import { openDemands } from '../demand/front.tsx'
import { keyFigures, latestDeals } from '../indicator/front.tsx'
import { recentNotices } from '../notice/front.tsx'
import { openRuleChanges } from '../rulebook/front.tsx'
import { calendarStrip, liveAuctions } from '../trading/front.tsx'
import type { FrontBlock } from './block.ts'
import { frontWords } from './words.server.ts'
import { policyTasks } from './tasks.tsx'
import styles from './home.module.css'

/** From top to bottom; two of a row stand side by side. */
const ROWS: readonly (readonly FrontBlock[])[] = [
  [openRuleChanges],
  [liveAuctions],
  [calendarStrip],
  [categories],
  [keyFigures],
  [policyTasks],
  [newAchievements, openDemands],
  [latestDeals],
  [recentNotices],
]
const BLOCKS = ROWS.flat()

type Loaded = Readonly<Record<string, unknown>>

const loadBlocks = async (api: Api): Promise<Loaded> =>
  Object.fromEntries(await Promise.all(BLOCKS.map(async ({ name, load }) => [name, await load?.(api)] as const)))

export const loader = async ({ context, params }: Route.LoaderArgs): Promise<{ readonly words: Words; readonly blocks: Loaded | null }> => {
  const words = frontWords(langOfParam(params.lang))
  const isFounded = await context.get(appContext).founding.isFounded()
  return { words, blocks: isFounded ? { ...(await loadBlocks(apiOf(context))), tasks: words.tasks } : null }
}

export const handle = withMoments<typeof loader>(({ blocks }) =>
  blocks === null ? [] : BLOCKS.flatMap(({ name, moments }) => (moments ? moments(blocks[name]) : [])),
)

export const meta: Route.MetaFunction = ({ params, loaderData }) => plainTitle(params.lang, loaderData?.words.hero.title ?? '', loaderData?.words.hero.about)

type Words = ReturnType<typeof frontWords>

const Hero = ({ words }: { readonly words: Words['hero'] }) => (
  <div className={styles.hero}>
    <div className={styles.heroInner}>
      <div className={styles.heroText}>
        <h1>{words.sentence}</h1>
        <p className={styles.about}>{words.about}</p>
      </div>
      <nav aria-label={words.start}>
        <ul className={styles.doors}>
          {words.doors.map(({ to, title, about }) => (
            <li key={to}>
              <LocalLink to={to}>
                <span>
                  <strong>{title}</strong>
                  <span className={styles.doorAbout}>{about}</span>
                </span>
              </LocalLink>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  </div>
)

const Home = ({ loaderData: { words, blocks } }: Route.ComponentProps) =>
  blocks === null ? <Unfounded words={words.unfounded} /> : <Hall data={blocks} words={words.hero} />
export default Home

/** For the operator: an empty hall would look like a market without business. */
const Unfounded = ({ words }: { readonly words: Words['unfounded'] }) => (
  <Page width="narrow">
    <PageHead title={words.title} subtitle={words.about} />
    <Row>
      <LinkButton to={foundPage()}>{words.found}</LinkButton>
    </Row>
  </Page>
)

const Hall = ({ data, words }: { readonly data: Loaded; readonly words: Words['hero'] }) => (
  <>
    <Hero words={words} />
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
