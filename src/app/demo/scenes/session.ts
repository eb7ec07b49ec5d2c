/** Auction sessions: one that was held with its results, one that runs when the visitor comes, with a bid from its hall, and one that is announced, with its roadshow and the partner market that shows it as well. */
import { DAY_MS, dateOf, HOUR_MS, later, parseInstant, toIso, type Instant } from '#kernel/instant.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Stage } from '../../stage/stage.ts'
import type { Script } from '../../stage/timeline.ts'
import { nineOClock } from '../life-season.ts'
import type { Scene, Season } from '../scene.ts'
import { coList } from './co-listing.ts'
import { hallBid } from './hall.ts'
import { showRoadshow } from './roadshow.ts'

interface Plan {
  readonly title: Bilingual
  readonly summary: Bilingual
  readonly region: string
  readonly place: Bilingual
  /** Lots that open in these days, counted from the day of the draft, at most so many. */
  readonly fromDay: number
  readonly days: number
  readonly most: number
  /** A partner market is invited to show it as well. */
  readonly isCoListed: boolean
}

const HALL = { zh: '浙江技术市场一层交易大厅（演示）', en: 'Trading hall, ground floor, Zhejiang Technology Market (demo)' }

const HELD: Plan = {
  title: { zh: '高校院所成果春季专场', en: 'Spring session of universities and institutes' },
  summary: {
    zh: '高校和科研院所的成果集中竞价，会场与线上同步。每项成果开拍前有路演和专家提问。（演示）',
    en: 'Technologies of universities and institutes in one event, in the hall and online at once, each shown to experts before its opening. (demo)',
  },
  region: '330000',
  place: HALL,
  fromDay: 1,
  days: 25,
  most: 4,
  isCoListed: false,
}
const RUNNING: Plan = {
  title: { zh: '智能制造成果专场', en: 'Smart manufacturing session' },
  summary: {
    zh: '面向装备、纺织和汽配企业的成果，线上竞价，杭州会场同步展示。（演示）',
    en: 'Technologies for makers of machines, textiles and car parts: bids online, shown in the hall in Hangzhou. (demo)',
  },
  region: '330100',
  place: HALL,
  fromDay: 2,
  days: 5,
  most: 4,
  isCoListed: false,
}
const COMING: Plan = {
  title: { zh: '新材料与绿色技术专场', en: 'New materials and green technology session' },
  summary: {
    zh: '湖州分市场主办对接，全省企业可线上参加；报名和保证金截止时间见各标的公告。（演示）',
    en: 'Arranged by the Huzhou branch, open online to the whole province; for registration and deposits see the notice of each lot. (demo)',
  },
  region: '330500',
  place: { zh: '', en: '' },
  fromDay: 4,
  days: 12,
  most: 6,
  isCoListed: true,
}

/** Draws a session up from the lots that are announced to open in those days; nothing where there are none. */
const layOut = async (stage: Stage, plan: Plan, now: Instant): Promise<void> => {
  const from = dateOf(later(now, plan.fromDay * DAY_MS))
  const clerk = stage.as('clerk')
  const { items } = await clerk.session.calendar.get({ from, days: plan.days })
  // Played again, the step means the lots that it has put in already.
  const known = new Set((await clerk.session.list({ limit: 100 })).items.filter(({ title }) => title.zh === plan.title.zh).map(({ id }) => id))
  const lots = items
    .filter(({ kind, state, sessionId }) => kind === 'lot' && (state === 'notice' || state === 'ready') && (sessionId === null || known.has(sessionId)))
    .slice(0, plan.most)
  const [first, last] = [lots[0], lots.at(-1)]
  const organiserId = stage.actorOf('clerk').mandates[0]?.organisationId
  if (!first || !last || organiserId === undefined) return
  const { title, summary, region, place } = plan
  const { sessionId: id } = await clerk.session.draft({
    title,
    summary,
    region,
    place,
    organiserId,
    isOnline: true,
    startsAt: toIso(later(parseInstant(first.startsAt), -HOUR_MS)),
    endsAt: toIso(later(parseInstant(last.startsAt), 3 * HOUR_MS)),
    partnerIds: plan.isCoListed ? [stage.organisationId('partner')] : [],
  })
  for (const { id: lotId } of lots) await clerk.session.addLot({ id, lotId })
  await clerk.session.submit({ id })
  await stage.as('clerk2').session.announce({ id })
}

/** When the first deals are in their notices. */
const HELD_DAYS_AGO = 86
const RUNNING_DAYS_AGO = 2

const laidOut =
  ({ stage, today }: Season, plan: Plan, daysAgo: number): Script =>
  async ({ until, now }) => {
    await until(later(nineOClock(today, -daysAgo), 2 * HOUR_MS))
    await layOut(stage, plan, now())
  }

export const sessionScene: Scene = {
  name: 'session',
  past: (season) => [laidOut(season, HELD, HELD_DAYS_AGO), laidOut(season, RUNNING, RUNNING_DAYS_AGO)],
  steps: [(stage) => layOut(stage, COMING, stage.now()), hallBid, showRoadshow, coList],
}
