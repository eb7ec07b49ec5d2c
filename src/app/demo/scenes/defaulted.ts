/** Winners that did not keep their word where the notice had said what then: one lot is offered to the next bidder, who has not answered yet; another the seller has not offered yet. */
import { DAY_MS, HOUR_MS, later, MINUTE_MS, parseInstant, type Instant } from '#kernel/instant.ts'
import { catalogue } from '../../stage/cataloguing.ts'
import { applyFor, bidInTurn, importStatement, publishLot, submitLot } from '../../stage/selling.ts'
import { authorise } from '../../stage/signing.ts'
import { INSTITUTIONS, type Institution, type Stage } from '../../stage/stage.ts'
import type { Moments, Script } from '../../stage/timeline.ts'
import { demoAchievement } from '../achievement-data.ts'
import { nineOClock } from '../life-season.ts'
import type { Scene, Season } from '../scene.ts'

interface Default {
  readonly key: string
  readonly startWan: number
  /** The last one wins, and defaults; the one before it is asked first. */
  readonly enterprises: readonly string[]
  readonly isOffered: boolean
}

const DEFAULTS: readonly Default[] = [
  { key: 'perovskite-seal', startWan: 150, enterprises: ['enterprise3', 'enterprise', 'enterprise5'], isOffered: true },
  { key: 'drone-battery', startWan: 90, enterprises: ['enterprise4', 'enterprise3', 'enterprise6'], isOffered: false },
]
const SHOWN = DEFAULTS.map(({ key }) => key)
const FIRST_PATENT = 280
/** Notice, result, the term to confirm and that to object: with holidays in between. */
const STARTED_DAYS_AGO = 88
const FREE_MINUTES = 60

/** The seller confirms, the winner does not, and when its time is over the seller withdraws. */
const letDown = async (stage: Stage, institution: Institution, lotId: string, { until }: Moments): Promise<string> => {
  await authorise(stage, institution.tto)
  const api = stage.as(institution.tto).contract
  const { id } = await api.ofLot({ lotId })
  const { salePaper, signBy } = await api.get({ id })
  await api.confirmSale({ id, sha256: salePaper.sha256, accepts: true })
  await until(later(parseInstant(signBy ?? ''), HOUR_MS))
  const { objectionEndsAt } = await api.rescind({ id, reason: '受让方逾期未确认成交，经催告仍未办理。（演示）' })
  await until(later(parseInstant(objectionEndsAt), HOUR_MS))
  return id
}

const resultClosing = async (stage: Stage, lotId: string): Promise<Instant> => {
  const [notice] = (await stage.as('clerk').notice.list({ subject: lotId, kind: 'result' })).items
  if (!notice?.closesAt) throw new Error('the lot of the demo was not sold')
  return parseInstant(notice.closesAt)
}

const defaultScript =
  ({ stage, today }: Season, { key, startWan, enterprises, isOffered }: Default): Script =>
  async (moments) => {
    const { until, now } = moments
    const institution = INSTITUTIONS.university
    const item = demoAchievement(key)
    const index = SHOWN.indexOf(key)
    await until(later(nineOClock(today, -STARTED_DAYS_AGO), index * HOUR_MS))
    const achievementId = await catalogue(stage, institution, item, FIRST_PATENT + index)
    const lotId = await submitLot(stage, {
      item,
      achievementId,
      institution,
      right: 'exclusive',
      startWan,
      reserveWan: null,
      freeMinutes: FREE_MINUTES,
      nextBidder: true,
    })
    await until(later(now(), HOUR_MS))
    const { noticeClosesAt } = await publishLot(stage, lotId)
    await until(later(now(), DAY_MS))
    await applyFor(stage, lotId, enterprises)
    await until(later(noticeClosesAt, -DAY_MS))
    await importStatement(stage)
    await until(later(noticeClosesAt, MINUTE_MS))
    const { opensAt } = await stage.as('clerk').listing.get({ id: lotId })
    await until(later(parseInstant(opensAt ?? ''), 3 * MINUTE_MS))
    await bidInTurn(stage, lotId, { enterprises, steps: enterprises.map(() => 1), moments })
    await until(later(now(), 2 * HOUR_MS))
    await until(later(await resultClosing(stage, lotId), HOUR_MS))
    const id = await letDown(stage, institution, lotId, moments)
    await until(later(nineOClock(today, -1), index * MINUTE_MS))
    await stage.as('clerk').contract.recordEnd({ id })
    await stage.settle()
    if (!isOffered) return
    await until(later(now(), HOUR_MS))
    const { next } = await stage.as(institution.tto).listing.get({ id: lotId })
    await stage.as(institution.tto).listing.offerNext({ id: lotId, priceMinor: next?.priceMinor ?? '' })
  }

export const defaultedScene: Scene = { name: 'defaulted', shows: SHOWN, past: (season) => DEFAULTS.map((one) => defaultScript(season, one)) }
