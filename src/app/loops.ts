/** What a process does by itself: relaying facts, deferred work, and watching the time of its machine. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { SYSTEM } from '#kernel/actor.ts'
import { ok, type Refusal } from '#kernel/result.ts'
import { giveBackTime } from '#modules/auction/index.ts'
import type { DemoClock } from '#platform/clock/clock.ts'
import type { ClockGuard } from '#platform/clock/guard.ts'
import type { Database } from '#platform/db/database.ts'
import type { PositionSignal } from '#platform/live/signal.ts'
import { lastFactAt } from '#platform/outbox/facts.ts'
import { startLoop, type Loop } from '#platform/work/loop.ts'
import type { MarketOptions } from './options.ts'
import type { Core } from './core.ts'
import type { Life } from './demo/life.ts'

/** Found by this look when another process published or planned something. */
const LOOK_MS = 200
/** The relay lets facts gather: a checkpoint for many costs what one for a single fact costs. Adds this much to the way to watchers. */
const GATHER_MS = 50
/** Another process may have moved the demo's clock. */
const CLOCK_LOOK_MS = 1_000
/** The demo's people look at their diary this often. */
const LIFE_LOOK_MS = 2_000
const WORKERS = 2
/** The record is compared with the clock, and the loop's delay looked at, this often. */
const WATCH_MS = 1_000
const LOOP_HELD_MS = 500

export interface LoopParts {
  readonly options: MarketOptions
  readonly core: Core
  readonly database: Database
  readonly signal: PositionSignal
  readonly demoClock: () => DemoClock | null
  readonly guard: ClockGuard
  /** Null, or why nothing may be decided now. */
  readonly pause: () => Refusal | null
  readonly life: Pick<Life, 'play'>
}

export interface Loops {
  readonly relays: readonly Loop[]
  readonly workers: readonly Loop[]
  readonly watches: readonly Loop[]
  readonly lives: readonly Loop[]
}

export const NO_LOOPS: Loops = { relays: [], workers: [], watches: [], lives: [] }

/** After a pause of the clock nothing is due before running auctions have their time back. */
const giveBackPauses = async ({ core, guard, options: { log } }: LoopParts): Promise<void> => {
  for (const pause of guard.ended().slice()) {
    const given = await core.road.run({ operation: 'auction.giveBackTime', actor: SYSTEM }, async (act) => ok(await giveBackTime(act, pause)))
    guard.settle()
    log.error({ ...pause, auctions: given.ok ? given.value : 0 }, 'the clock is right again; running auctions have the time back')
  }
}

/** Says aloud what is wrong with the time of this machine, once when it begins; and makes it good when it is over. */
const watchStep = (parts: LoopParts) => {
  const {
    options: { log, config, clock },
    database,
    guard,
  } = parts
  let told: string | null = null
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  return async (): Promise<boolean> => {
    // The facts of a demo, and of a clock that was handed in, are ahead of the machine's clock by design.
    if (!config.demo && clock === undefined) guard.compare(await lastFactAt(database.reader))
    const problem = guard.problem()
    if (problem !== null && problem !== told)
      log.fatal({ problem }, "the machine's clock is wrong: bidding and everything that is due by time are paused. Put the clock right (NTP)")
    told = problem
    if (problem === null) await giveBackPauses(parts)
    const heldMs = Math.round(delay.max / 1e6)
    delay.reset()
    if (heldMs > LOOP_HELD_MS) log.warn({ heldMs }, 'the event loop was held up: requests of that time count as received later than they came')
    return false
  }
}

/** The loops of this process's roles. */
export const startLoops = (parts: LoopParts): Loops => {
  const {
    options: { config, log },
    core,
    signal,
    life,
  } = parts
  const demoClock = parts.demoClock()
  const onError = (error: unknown) => log.error({ err: error }, 'loop step failed')
  // Deferred work waits while the market's time stands still: no hammer falls by a clock that is wrong.
  const work = async () => (parts.pause() === null ? core.work() : false)
  const relay = async () => {
    const grown = await core.relay()
    if (grown) signal.announce()
    return grown
  }
  return {
    relays: config.roles.has('relay') ? [startLoop({ step: relay, idleMs: LOOK_MS, gatherMs: GATHER_MS, onError })] : [],
    workers: config.roles.has('worker') ? Array.from({ length: WORKERS }, () => startLoop({ step: work, idleMs: LOOK_MS, onError })) : [],
    watches: [
      startLoop({ step: watchStep(parts), idleMs: WATCH_MS, onError }),
      ...(demoClock ? [startLoop({ step: () => demoClock.refresh().then(() => false), idleMs: CLOCK_LOOK_MS, onError })] : []),
    ],
    lives: demoClock && config.roles.has('worker') ? [startLoop({ step: () => life.play(), idleMs: LIFE_LOOK_MS, onError })] : [],
  }
}
