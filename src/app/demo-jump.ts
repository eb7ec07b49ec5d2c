/** Sets the demo's clock forward as time would have passed: what is due on the way happens at its own moment. */
import { later, type Instant } from '#kernel/instant.ts'
import type { DemoClock } from '#platform/clock/clock.ts'
import type { Database } from '#platform/db/database.ts'
import { nextDue } from '#platform/work/queue.ts'
import type { Core } from './core.ts'

/** More events than this on one jump are left to happen at its end. */
const MAX_STOPS = 500

interface Jumping {
  readonly clock: DemoClock
  readonly core: Core
  readonly database: Database
}

/** `step` in milliseconds, or to the next event that is planned when the jump begins: a page may have been open for a while. */
export const jumpForward = async ({ clock, core, database }: Jumping, step: number | 'next'): Promise<void> => {
  await core.settle()
  const target: Instant = step === 'next' ? ((await nextDue(database.reader)) ?? clock.now()) : later(clock.now(), step)
  for (let stops = 0; stops < MAX_STOPS; stops += 1) {
    await core.settle()
    const due = await nextDue(database.reader)
    if (due === null || due > target) break
    if (due > clock.now()) await clock.advance(due - clock.now())
  }
  if (target > clock.now()) await clock.advance(target - clock.now())
  await core.settle()
}
