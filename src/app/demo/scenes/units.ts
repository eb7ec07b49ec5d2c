/** Three ordinary licences of one technology under seal, opened two days ago: three enterprises have one each at one price, and the notices of the results run. */
import { addWorkingDays } from '#kernel/business-calendar.ts'
import { DAY_MS, dateOf, HOUR_MS, later, MINUTE_MS, startOfDay } from '#kernel/instant.ts'
import { marketCalendar } from '#modules/rulebook/index.ts'
import { catalogue } from '../../stage/cataloguing.ts'
import { handIn, openEnvelopes, seatOfficers } from '../../stage/sealing.ts'
import { applyFor, importStatement, publishLot, submitLot } from '../../stage/selling.ts'
import { INSTITUTIONS, wan } from '../../stage/stage.ts'
import type { Script } from '../../stage/timeline.ts'
import { demoAchievement } from '../achievement-data.ts'
import { nineOClock } from '../life-season.ts'
import type { Scene, Season } from '../scene.ts'

const ITEM = 'photoresist'
const SERIAL = 207
const UNITS = 3
const START_WAN = 60
/** What each seals, in ten thousand yuan: the fourth price is the one that three pay. */
const SEALED: Readonly<Record<string, number>> = { enterprise: 92, enterprise2: 85, enterprise5: 78, enterprise6: 71 }
const LEAD_WORKING_DAYS = 24
const OPENED_DAYS_AGO = 3
const SEALED_HOURS = 24

const unitsScript =
  ({ stage, today }: Season): Script =>
  async ({ until, now }) => {
    const item = demoAchievement(ITEM)
    const institution = INSTITUTIONS.university
    const planned = later(nineOClock(today, -OPENED_DAYS_AGO), HOUR_MS)
    await until(later(startOfDay(addWorkingDays(marketCalendar, dateOf(planned), -LEAD_WORKING_DAYS)), 9 * HOUR_MS))
    const achievementId = await catalogue(stage, institution, item, SERIAL)
    const lotId = await submitLot(stage, {
      item,
      achievementId,
      institution,
      right: 'ordinary',
      startWan: START_WAN,
      reserveWan: null,
      opensAt: planned,
      sale: 'sealed_second',
      units: UNITS,
    })
    await until(later(now(), HOUR_MS))
    const { opensAt } = await publishLot(stage, lotId)
    await until(later(now(), DAY_MS))
    await applyFor(stage, lotId, Object.keys(SEALED))
    await until(nineOClock(today, -OPENED_DAYS_AGO - 2))
    await importStatement(stage)
    await until(later(opensAt, -HOUR_MS))
    const { id, boxId } = await stage.as('clerk').auction.ofLot({ id: lotId })
    if (boxId === null) throw new Error('the sealed lot of the demo has no box')
    const officers = await seatOfficers(stage, boxId)
    await until(later(opensAt, HOUR_MS))
    for (const [key, priceWan] of Object.entries(SEALED)) await handIn(stage, id, key, { priceMinor: wan(priceWan) })
    await until(later(opensAt, SEALED_HOURS * HOUR_MS + MINUTE_MS))
    await openEnvelopes(stage, boxId, officers)
  }

export const unitsScene: Scene = { name: 'units', shows: [ITEM], past: (season) => [unitsScript(season)] }
