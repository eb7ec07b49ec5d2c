/**
 * Watches the machine's clock. The market's time never goes back and never leaps: when the clock is found behind what has been recorded, or moved
 * against the counter that nobody can set, the market's time stands still and nothing is decided by it until the clock is right again.
 */
import { instant, type Instant } from '#kernel/instant.ts'
import { systemClock, type Clock } from './clock.ts'

export type ClockProblem = 'clock.set_back' | 'clock.leapt' | 'clock.behind_record'

/** The clock and the counter of a machine, both in milliseconds. */
export interface MachineTime {
  readonly wall: () => number
  /** Since some moment; only ever forward, at the pace of the clock. */
  readonly elapsed: () => number
}

export const machineTime: MachineTime = { wall: systemClock.now, elapsed: () => performance.now() }

/** While it lasted the market's time stood at `from`; it goes on at `to`. */
export interface ClockPause {
  readonly problem: ClockProblem
  readonly from: Instant
  readonly to: Instant
}

export interface ClockGuard extends Clock {
  /** Null while the clock is right. Looks at it. */
  readonly problem: () => ClockProblem | null
  /** Compares with the youngest instant on record; to be called now and then. */
  readonly compare: (recorded: Instant | null) => void
  /** Pauses that have ended and whose time is still to be given back, oldest first. */
  readonly ended: () => readonly ClockPause[]
  /** The oldest of them has been given back. */
  readonly settle: () => void
}

/** Clocks are corrected by some milliseconds all the time; several machines agree within this as well. */
const BOUND_MS = 1_000
/** A leap forward that stays consistent this long is the right time: the machine had slept, or its clock was put right. */
const SETTLED_MS = 30_000

interface Standing {
  readonly problem: ClockProblem
  readonly from: number
  /** Clock less counter when the leap was seen: as long as it stays, the clock runs as a clock does. */
  readonly difference: number
  readonly since: number
}

export const openClockGuard = ({ wall, elapsed }: MachineTime = machineTime): ClockGuard => {
  let difference = wall() - elapsed()
  let last = wall()
  let standing: Standing | null = null
  const ended: ClockPause[] = []

  const stop = (problem: ClockProblem, from: number, moved: number) => {
    standing = { problem, from, difference: moved, since: elapsed() }
    last = from
  }
  const goOn = (from: Standing, at: number, moved: number) => {
    ended.push({ problem: from.problem, from: instant(from.from), to: instant(at) })
    standing = null
    difference = moved
    last = at
  }
  /** Whether what stands still may go on. */
  const isRight = (was: Standing, at: number, moved: number): boolean => {
    if (at < was.from) return false
    if (was.problem !== 'clock.leapt' || Math.abs(moved - difference) <= BOUND_MS) return true
    return Math.abs(moved - was.difference) <= BOUND_MS && elapsed() - was.since >= SETTLED_MS
  }
  const look = (): void => {
    const at = wall()
    const moved = at - elapsed()
    if (standing) {
      if (isRight(standing, at, moved)) goOn(standing, at, moved)
      // It moved again: what counts is how long it runs undisturbed.
      else if (Math.abs(moved - standing.difference) > BOUND_MS) standing = { ...standing, difference: moved, since: elapsed() }
      return
    }
    if (moved < difference - BOUND_MS) stop('clock.set_back', last, moved)
    else if (moved > difference + BOUND_MS) stop('clock.leapt', last, moved)
    else {
      difference = moved
      last = Math.max(last, at)
    }
  }
  return {
    now: () => {
      look()
      return instant(last)
    },
    problem: () => {
      look()
      return standing?.problem ?? null
    },
    compare: (recorded) => {
      look()
      if (standing === null && recorded !== null && recorded > wall() + BOUND_MS) stop('clock.behind_record', recorded, wall() - elapsed())
    },
    ended: () => ended,
    settle: () => void ended.shift(),
  }
}
