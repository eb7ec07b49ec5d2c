/** How the demonstration's market is kept supplied: which lot comes next, and when. */
import { DAY_MS, dateOf, HOUR_MS, later, startOfDay, type Instant } from '#kernel/instant.ts'
import type { DemoAchievement } from '../stage/achievement.ts'
import { demoAchievements } from './achievement-data.ts'
import { actsOfLot, type PlannedAct } from './life-lot.ts'
import { catalogue } from '../stage/cataloguing.ts'
import { publishLot, submitLot } from '../stage/selling.ts'
import { INSTITUTIONS, type Stage } from '../stage/stage.ts'

export interface Season {
  /** Of the next lot. */
  readonly serial: number
  /** When the last lot announced so far opens: one opens a day. */
  readonly lastOpensAt: Instant
}

/** Working hours start at nine in the morning, in the market's zone. */
export const nineOClock = (at: Instant, days: number): Instant => later(startOfDay(dateOf(later(at, days * DAY_MS))), 9 * HOUR_MS)

/** So far ahead the calendar is kept full: two lots a day are announced until it is, then one. */
const AHEAD_DAYS = 26
const MOST_A_DAY = 2
/** One of these runs at any moment of an ordinary week. */
const FREE_MINUTES = 24 * 60

/** On a jump, this long before its end the days are played one by one; before that only now and then. */
const PLAYED_DAYS = 26
const SPARSE = 4

/** At nine on the next day; on the way to a distant day, later by a part of what lies between. */
export const nextSeason = (now: Instant, until: Instant): Instant => {
  const distant = until - now - PLAYED_DAYS * DAY_MS
  return nineOClock(now, Math.max(1, Math.floor(distant / DAY_MS / SPARSE)))
}

/** The same technologies come again, further developed: nothing is sold twice. */
const generationOf = (item: DemoAchievement, generation: number): DemoAchievement => ({
  ...item,
  key: `${item.key}-${generation}`,
  zh: [`${item.zh[0]}（第${generation}代）`, item.zh[1]],
  en: [`${item.en[0]} (generation ${generation})`, item.en[1]],
})

const BIDDERS = ['enterprise3', 'enterprise4', 'enterprise5', 'enterprise6']
const SELLERS = ['polytechnic', 'institute'] as const

/** Two or three that bid against each other, in turn. None of them is on the log-in page, nor are the sellers: those desks are the visitors'. */
export const biddersOf = (serial: number): readonly string[] =>
  [0, 1, 2].slice(0, 2 + (serial % 2)).map((step) => BIDDERS[(serial + step) % BIDDERS.length] ?? '')

/** Serial numbers of the patents of the first hundred days lie below. */
const FIRST_PATENT = 1_000
const PATENTS = 8_000

const announceOne = async (stage: Stage, { serial, lastOpensAt }: Season, now: Instant) => {
  const known = demoAchievements[serial % demoAchievements.length]
  const seller = SELLERS[serial % SELLERS.length] ?? 'institute'
  if (!known) throw new Error('the demo has no achievements')
  const item = generationOf(known, 2 + Math.floor(serial / demoAchievements.length))
  const institution = INSTITUTIONS[seller]
  const achievementId = await catalogue(stage, institution, item, FIRST_PATENT + (serial % PATENTS))
  const planned = later(nineOClock(lastOpensAt, 1), HOUR_MS)
  const lotId = await submitLot(stage, {
    item,
    achievementId,
    institution,
    right: serial % 3 === 1 ? 'exclusive' : 'assignment',
    startWan: Math.round(item.priceWan * 0.7),
    reserveWan: null,
    opensAt: planned > now ? planned : later(nineOClock(now, 1), HOUR_MS),
    freeMinutes: FREE_MINUTES,
  })
  const { opensAt } = await publishLot(stage, lotId)
  const lot = { lotId, serial, institution: seller, enterprises: biddersOf(serial) }
  return { acts: actsOfLot({ lot, applyAt: later(now, DAY_MS), opensAt, freeMinutes: FREE_MINUTES }), opensAt }
}

/** One day's announcements: none when the calendar is full, for instance after a long holiday. */
export const announce = async (stage: Stage, season: Season, now: Instant): Promise<{ readonly acts: readonly PlannedAct[]; readonly season: Season }> => {
  let { serial, lastOpensAt } = season
  const acts: PlannedAct[] = []
  for (let count = 0; count < MOST_A_DAY && lastOpensAt - now < AHEAD_DAYS * DAY_MS; count += 1) {
    const lot = await announceOne(stage, { serial, lastOpensAt }, now)
    acts.push(...lot.acts)
    serial += 1
    lastOpensAt = lot.opensAt > lastOpensAt ? lot.opensAt : lastOpensAt
  }
  return { acts, season: { serial, lastOpensAt } }
}
