/** Lays what the market opens with: the cast, then a hundred days, lived through by commands. The other scenes follow when it answers already. */
import { dateOf, DAY_MS, later, type Instant } from '#kernel/instant.ts'
import type { Auth } from '#platform/auth/auth.ts'
import type { Database } from '#platform/db/database.ts'
import { nextDue } from '#platform/work/queue.ts'
import type { Core } from '../core.ts'
import { demoPeople } from './cast.ts'
import { layBankAccounts, layCast } from './lay-cast.ts'
import { scenesBehind, type Life, type Turn } from './life.ts'
import { nineOClock } from './life-season.ts'
import { actsOfLot, type AnnouncedLot } from './life-lot.ts'
import type { Season } from './scene.ts'
import { SCENES } from './scenes.ts'
import { stageOf } from './stage-of.ts'
import { authorise } from '../stage/signing.ts'
import type { Stage } from '../stage/stage.ts'
import { liveThrough, type Script } from '../stage/timeline.ts'

export interface DemoWorld {
  readonly core: Core
  readonly auth: Pick<Auth, 'createAccount' | 'accountsOf'>
  readonly database: Database
  /** Whose diary the announced lots are written into. */
  readonly life: Pick<Life, 'plan'>
  /** Holds the market's clock at a moment; null lets it go. */
  readonly pin: (at: Instant | null) => void
  readonly now: () => Instant
  readonly onProgress: (share: number) => void
}

export const isDemoLaid = async (database: Database): Promise<boolean> => (await database.pool.query('select 1 from platform.fact limit 1')).rowCount === 1

/** The past that is lived through before the market answers. */
const DEMO_DAYS = 100

/** The next lots follow the last of those announced. */
const firstSeason = (announced: readonly AnnouncedLot[], today: Instant): Turn => ({
  act: 'season',
  season: { serial: announced.length, lastOpensAt: announced.reduce((last, { opensAt }) => (opensAt > last ? opensAt : last), today) },
  at: nineOClock(today, 1),
})

/** What came in the last days is still unread. */
const UNREAD_DAYS = 2

const chooseLetters = async (stage: Stage, mail: 'none' | 'daily'): Promise<void> => {
  for (const { key } of demoPeople) await stage.as(key).notification.choose({ mail })
}

const readUntil =
  (stage: Stage, at: Instant): Script =>
  async ({ until }) => {
    await until(at)
    for (const { key } of demoPeople) await stage.as(key).notification.readAll({})
  }

export const layDemo = async ({ core, auth, database, life, pin, now, onProgress }: DemoWorld): Promise<void> => {
  const today = now()
  const start = later(today, -DEMO_DAYS * DAY_MS)
  let moment = start
  const set = (at: Instant) => {
    moment = at
    pin(at)
    onProgress((at - start) / (today - start))
  }
  set(start)
  try {
    await layBankAccounts(core, await layCast(core, auth, () => set(later(moment, 1))))
    // A signed head of the log for each day is enough for a hundred days that are lived through in a few seconds.
    let sealedOn = ''
    const due = () => nextDue(database.reader)
    const settle = async () => {
      const next = await due()
      if (next !== null && next <= moment) await core.workOff()
      if (dateOf(moment) === sealedOn) return
      sealedOn = dateOf(moment)
      await core.settle()
    }
    const stage = await stageOf({ core: { ...core, settle }, auth, database, now: () => moment })
    if (!stage) throw new Error('the cast that was laid has no accounts')
    // Nobody wants the letters of a hundred days.
    await chooseLetters(stage, 'none')
    for (const { key, roles } of demoPeople) if (roles.some((role) => role === 'tto' || role === 'enterprise')) await authorise(stage, key)
    const announced: AnnouncedLot[] = []
    const season: Season = { stage, today, handOver: (lot) => void announced.push(lot) }
    const scripts = SCENES.flatMap(({ past }) => past?.(season) ?? [])
    await liveThrough({ set, settle, nextDue: due }, [...scripts, readUntil(stage, later(today, -UNREAD_DAYS * DAY_MS))], {
      start,
      end: today,
    })
    await chooseLetters(stage, 'daily')
    await core.settle()
    await life.plan([...announced.flatMap(actsOfLot), firstSeason(announced, today), ...scenesBehind(today)])
  } finally {
    pin(null)
  }
}
