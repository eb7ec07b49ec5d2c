/** Lays the demo data: the cast, then a hundred days of the market, lived through by commands. */
import { DAY_MS, later, type Instant } from '#kernel/instant.ts'
import { SYSTEM } from '#kernel/actor.ts'
import type { Auth } from '#platform/auth/auth.ts'
import type { Database } from '#platform/db/database.ts'
import { nextDue } from '#platform/work/queue.ts'
import type { Core } from '../core.ts'
import { layBankAccounts, layCast } from './lay-cast.ts'
import { DEMO_DAYS, demoScripts } from './scripts.ts'
import type { Stage } from './stage.ts'
import { liveThrough } from './timeline.ts'

export interface DemoWorld {
  readonly core: Core
  readonly auth: Pick<Auth, 'createAccount'>
  readonly database: Database
  /** Holds the market's clock at a moment; null lets it go. */
  readonly pin: (at: Instant | null) => void
  readonly now: () => Instant
  readonly onProgress: (share: number) => void
}

export const isDemoLaid = async (database: Database): Promise<boolean> => (await database.pool.query('select 1 from platform.fact limit 1')).rowCount === 1

export const layDemo = async ({ core, auth, database, pin, now, onProgress }: DemoWorld): Promise<void> => {
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
    const cast = await layCast(core, auth)
    await layBankAccounts(core, cast)
    const actorOf = (key: string) => cast.actors.get(key) ?? SYSTEM
    const stage: Stage = {
      as: (key) => core.as(actorOf(key)),
      actorOf,
      organisationId: (key) => cast.organisations.get(key) ?? '',
      personId: (key) => actorOf(key).personId ?? '',
      settle: core.settle,
      now: () => moment,
    }
    await liveThrough({ set, settle: core.settle, nextDue: () => nextDue(database.reader) }, demoScripts(stage, today), { start, end: today })
  } finally {
    pin(null)
  }
}
