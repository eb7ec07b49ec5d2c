/** 天天拍: the lots of the next two weeks, announced long enough ago, and one that runs when the visitor comes. */
import { addWorkingDays } from '#kernel/business-calendar.ts'
import { DAY_MS, dateOf, HOUR_MS, later, MINUTE_MS, startOfDay } from '#kernel/instant.ts'
import { marketCalendar } from '#modules/rulebook/index.ts'
import { catalogue } from '../../stage/cataloguing.ts'
import { applyFor, bidInTurn, importStatement, publishLot, submitLot } from '../../stage/selling.ts'
import { INSTITUTIONS, wan } from '../../stage/stage.ts'
import type { Script } from '../../stage/timeline.ts'
import { demoAchievement } from '../achievement-data.ts'
import { ROUNDS } from '../life-lot.ts'
import { biddersOf, nineOClock } from '../life-season.ts'
import type { Scene, Season } from '../scene.ts'

/** 天天拍: one lot a day for the next two weeks, and one that runs at this moment. */
const CALENDAR: readonly string[] = [
  'vision-defect',
  'loom-vision',
  'voc-catalyst',
  'sic-driver',
  'graphene-paste',
  'ecg-patch',
  'cbn-tool',
  'sodium-cathode',
  'agv-dispatch',
  'rice-salt',
  'federated',
  'bamboo-winding',
  'cnc-thermal',
  'dental-zirconia',
  'plc-ids',
]
/** Notices of ten working days that have all ended when the visitor comes: the calendar of the next two weeks is full, over any holiday. */
const LEAD_WORKING_DAYS = 24
const FREE_MINUTES = 24 * 60
/** The last one runs until the first of those can open that are announced on the day after. */
const LAST_FREE_MINUTES = 4 * FREE_MINUTES
const PAID_DAYS_AGO = 4
const LIVE_BIDDERS = ['enterprise', 'enterprise2', 'enterprise3']

/** Beside ascending bidding: a price that falls while the visitor comes, a listed price with one applicant, a cap price. */
const SALES: Readonly<Record<number, 'dutch' | 'listed' | 'capped'>> = { 1: 'dutch', 2: 'listed', 3: 'capped' }
/** The reserve is left open: nobody has entered one yet, and of the other one person has, so that the head of the institution types it again. */
const RESERVE_OPEN = 3
const RESERVE_ENTERED = 6

/** How long the lots have been open that run at the visitor's arrival. */
const OPEN_MINUTES = [40, 25]

const calendarScript =
  ({ stage, today, handOver }: Season, index: number): Script =>
  async ({ until, now }) => {
    const item = demoAchievement(CALENDAR[index] ?? '')
    const seller = (['university', 'polytechnic', 'institute'] as const)[index % 3] ?? 'university'
    const institution = INSTITUTIONS[seller]
    const isLive = index === 0
    const openFor = OPEN_MINUTES[index]
    const sale = SALES[index]
    const freeMinutes = index === CALENDAR.length - 1 ? LAST_FREE_MINUTES : FREE_MINUTES
    // The live ones open a little before the visitor arrives; the others on the following days at ten.
    const planned = openFor !== undefined ? later(today, -openFor * MINUTE_MS) : later(nineOClock(today, index), HOUR_MS)
    const announced = startOfDay(addWorkingDays(marketCalendar, dateOf(planned), -LEAD_WORKING_DAYS))
    await until(later(announced, 9 * HOUR_MS + index * MINUTE_MS))
    const achievementId = await catalogue(stage, institution, item, 100 + index)
    const startWan = Math.round(item.priceWan * 0.7)
    const lotId = await submitLot(stage, {
      item,
      achievementId,
      institution,
      right: index % 4 === 3 ? 'exclusive' : 'assignment',
      startWan,
      reserveWan: null,
      opensAt: planned,
      freeMinutes,
      ...(index === RESERVE_OPEN || index === RESERVE_ENTERED ? { reserveLater: true } : {}),
      ...(sale === undefined ? {} : { sale }),
    })
    await until(later(now(), HOUR_MS))
    const { opensAt } = await publishLot(stage, lotId)
    const enterprises = openFor !== undefined ? LIVE_BIDDERS : biddersOf(index).slice(0, sale === 'listed' ? 1 : 2)
    handOver({
      lot: { lotId, serial: index, institution: seller, enterprises },
      applyAt: null,
      opensAt,
      freeMinutes,
      ...(isLive ? { round: 1 } : {}),
      // A falling price is left to the visitor.
      ...(sale === 'dutch' ? { round: ROUNDS.length } : {}),
    })
    await until(later(now(), DAY_MS))
    await applyFor(stage, lotId, enterprises)
    // One statement pays the deposits of all.
    await until(nineOClock(today, -PAID_DAYS_AGO))
    await importStatement(stage)
    if (index === RESERVE_ENTERED) await stage.as(institution.tto).listing.enterReserve({ id: lotId, reserveMinor: wan(startWan + 1) })
    if (!isLive) return
    await until(later(opensAt, 3 * MINUTE_MS))
    await bidInTurn(stage, lotId, { enterprises: ['enterprise3', 'enterprise2', 'enterprise'], steps: [1, 1, 2, 1, 1], moments: { until, now } })
  }

export const calendarScene: Scene = { name: 'calendar', shows: CALENDAR, past: (season) => CALENDAR.map((_, index) => calendarScript(season, index)) }
