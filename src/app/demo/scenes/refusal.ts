/**
 * First refusal after the bidding: one lot brought its price some days ago and waits for its completers, of whom one has waived; at the price of another one a completer
 * bought, and the winner has its deposit back.
 */
import { DAY_MS, HOUR_MS, later, MINUTE_MS, parseInstant } from '#kernel/instant.ts'
import { catalogue } from '../../stage/cataloguing.ts'
import { applyFor, bidInTurn, importStatement, payOut, publishLot, submitLot } from '../../stage/selling.ts'
import { INSTITUTIONS, type Stage } from '../../stage/stage.ts'
import type { Script } from '../../stage/timeline.ts'
import { demoAchievement } from '../achievement-data.ts'
import { nineOClock } from '../life-season.ts'
import type { Scene, Season } from '../scene.ts'

interface Asked {
  readonly key: string
  readonly startWan: number
  readonly enterprises: readonly string[]
  /** As planned; on the working day after where that is none. */
  readonly openedDaysAgo: number
  readonly answer: 'waive' | 'exercise'
}

const ASKED: readonly Asked[] = [
  { key: 'composite-ndt', startWan: 110, enterprises: ['enterprise3', 'enterprise5'], openedDaysAgo: 4, answer: 'waive' },
  { key: 'photoresist', startWan: 130, enterprises: ['enterprise6', 'enterprise3'], openedDaysAgo: 6, answer: 'exercise' },
]
const SHOWN = ASKED.map(({ key }) => key)
const FIRST_PATENT = 290
const STARTED_DAYS_AGO = 42
const FREE_MINUTES = 60
const SILENCE = '浙江示范大学职务科技成果管理办法（演示）第二十条：完成人逾期未答复的，视为放弃优先受让权'

/** One completer has the first word; the others have until the end. */
const answerFirst = async (stage: Stage, lotId: string, { answer }: Asked): Promise<void> => {
  const [key] = INSTITUTIONS.university.researchers
  const { title } = stage.as(key ?? '')
  const { items } = await title.firstRefusals.mine({ state: 'open', limit: 20 })
  const ask = items.find((item) => item.lotId === lotId)
  if (ask) await title[answer]({ id: ask.id, note: answer === 'waive' ? '放弃优先受让。' : '愿以成交价受让，自行转化。' })
  await stage.settle()
}

const script =
  ({ stage, today }: Season, asked: Asked): Script =>
  async (moments) => {
    const { until, now } = moments
    const { key, startWan, enterprises, openedDaysAgo } = asked
    const institution = INSTITUTIONS.university
    const item = demoAchievement(key)
    const index = SHOWN.indexOf(key)
    await until(later(nineOClock(today, -STARTED_DAYS_AGO), index * HOUR_MS))
    const achievementId = await catalogue(stage, institution, item, FIRST_PATENT + index)
    const lotId = await submitLot(stage, {
      item,
      achievementId,
      institution,
      right: 'assignment',
      startWan,
      reserveWan: null,
      freeMinutes: FREE_MINUTES,
      opensAt: later(nineOClock(today, -openedDaysAgo), HOUR_MS),
      refusalAfter: { precedence: 'earliest', silenceBasis: SILENCE },
    })
    await until(later(now(), HOUR_MS))
    await publishLot(stage, lotId)
    await until(later(now(), DAY_MS))
    await applyFor(stage, lotId, enterprises)
    await until(later(now(), DAY_MS))
    await importStatement(stage)
    const { noticeClosesAt } = await stage.as('clerk').listing.get({ id: lotId })
    await until(later(parseInstant(noticeClosesAt ?? ''), MINUTE_MS))
    const { opensAt } = await stage.as('clerk').listing.get({ id: lotId })
    await until(later(parseInstant(opensAt ?? ''), MINUTE_MS))
    await bidInTurn(stage, lotId, { enterprises, steps: [1, 2, 1, 2], moments })
    const { endsAt } = await stage.as('clerk').auction.ofLot({ id: lotId })
    await until(later(parseInstant(endsAt), 30 * MINUTE_MS))
    await payOut(stage, lotId)
    await until(later(now(), HOUR_MS))
    await answerFirst(stage, lotId, asked)
    await until(later(now(), HOUR_MS))
    await payOut(stage, lotId)
  }

export const refusalScene: Scene = { name: 'refusal', shows: SHOWN, past: (season) => ASKED.map((one) => script(season, one)) }
