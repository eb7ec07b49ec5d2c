/**
 * Lives through past weeks in order: scripts wait for their moment, the clock goes from moment to moment, and everything the
 * market itself has planned in between (notices that close, auctions that open) happens at its own time.
 */
import { later, type Instant } from '#kernel/instant.ts'

export interface TimelineWorld {
  readonly set: (at: Instant) => void
  /** Relay, reactions and due tasks until nothing is left at the present moment. */
  readonly settle: () => Promise<void>
  readonly nextDue: () => Promise<Instant | null>
}

export interface Moments {
  /** Goes on at the given moment, or at once if it has passed. */
  readonly until: (at: Instant) => Promise<void>
  readonly now: () => Instant
}

export type Script = (moments: Moments) => Promise<void>

interface Waiting {
  readonly at: Instant
  readonly order: number
  readonly resume: () => void
}

/** Runs all scripts from `start` to `end`; what they would do later does not happen. Deterministic. */
export const liveThrough = async (
  world: TimelineWorld,
  scripts: readonly Script[],
  span: { readonly start: Instant; readonly end: Instant },
): Promise<void> => {
  let clock = span.start
  const waiting = new Map<number, Waiting>()
  const moveTo = async (target: Instant) => {
    for (;;) {
      await world.settle()
      const due = await world.nextDue()
      if (due === null || due > target) break
      clock = later(due, Math.max(0, clock - due))
      world.set(clock)
    }
    clock = target > clock ? target : clock
    world.set(clock)
    await world.settle()
  }
  /** One script runs at a time: until it waits again or ends. */
  const running = scripts.map((script, order) => {
    let parked: () => void = () => undefined
    let finished: Promise<void> | undefined
    const step = (go: () => void): Promise<void> =>
      new Promise((resolve, reject) => {
        parked = resolve
        go()
        finished?.then(resolve, reject)
      })
    const until = (at: Instant) =>
      new Promise<void>((resume) => {
        waiting.set(order, { at, order, resume })
        parked()
      })
    const start = () => {
      finished = script({ until, now: () => clock })
      finished.catch(() => undefined)
    }
    return { start: () => step(start), goOn: (entry: Waiting) => step(entry.resume) }
  })
  world.set(clock)
  for (const script of running) await script.start()
  while (waiting.size > 0) {
    const next = [...waiting.values()].reduce((first, entry) => (entry.at < first.at || (entry.at === first.at && entry.order < first.order) ? entry : first))
    // What a script waits for beyond the end is left to the visitors.
    if (next.at > span.end) break
    waiting.delete(next.order)
    await moveTo(next.at)
    await running[next.order]?.goOn(next)
  }
  await moveTo(span.end)
}
