/** Sets a market's clock forward as time would have passed: what is due on the way happens at its own moment. */
import type { Instant } from '#kernel/instant.ts'
import type { Database } from '#platform/db/database.ts'
import { nextDue } from '#platform/work/queue.ts'
import type { Core } from './core.ts'
import type { Life } from './demo/life.ts'

/** More moments than this on one jump are left to happen at its end. */
const MAX_STOPS = 2_000

export interface Jumping {
  readonly clock: { readonly now: () => Instant; readonly advanceTo: (at: Instant) => Promise<void> }
  readonly core: Pick<Core, 'settle'>
  readonly database: Pick<Database, 'reader'>
  readonly life: Pick<Life, 'play'>
}

/** To `target`; nothing happens when that has passed. */
export const jumpForward = async ({ clock, core, database, life }: Jumping, target: Instant): Promise<void> => {
  const live = async () => {
    await core.settle()
    while (await life.play(target)) await core.settle()
  }
  for (let stops = 0; stops < MAX_STOPS; stops += 1) {
    await live()
    const due = await nextDue(database.reader, { demo: true })
    if (due === null || due > target) break
    if (due > clock.now()) await clock.advanceTo(due)
  }
  if (target > clock.now()) await clock.advanceTo(target)
  await live()
}

/** One jump after the other: two visitors who press at once do not move the clock past each other's moments. */
export const inTurn = <Argument>(work: (argument: Argument) => Promise<void>): ((argument: Argument) => Promise<void>) => {
  let last: Promise<unknown> = Promise.resolve()
  return (argument) => {
    const mine = last.then(() => work(argument))
    last = mine.catch(() => undefined)
    return mine
  }
}
