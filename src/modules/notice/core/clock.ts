/**
 * The clock of a public notice. The day on which it starts, or goes on, is not counted (Civil Code art. 201); it is over at
 * 24:00 of its last day, and a last day that is no working day moves to the next one (art. 203). While an objection is
 * examined the clock stands still: a day on which it stood, even for a minute, does not count as run.
 */
import { addCalendarDays, correctedEnd, deadline, workingDaysBetween, type BusinessCalendar, type DayUnit } from '#kernel/business-calendar.ts'
import { dateOf, dayNumber, type CalendarDate, type Instant } from '#kernel/instant.ts'

export interface RunningClock {
  readonly isRunning: true
  readonly unit: DayUnit
  /** Days to run from `since`. */
  readonly remaining: number
  readonly since: Instant
  readonly closesAt: Instant
}
export interface StoppedClock {
  readonly isRunning: false
  readonly unit: DayUnit
  readonly remaining: number
  readonly stoppedAt: Instant
}
export type Clock = RunningClock | StoppedClock

/** After a pause people get at least one whole working day, however little was left. */
const SHORTEST_REST_WORKING_DAYS = 1

const lastOf = (a: Instant, b: Instant): Instant => (a > b ? a : b)

/** Days of the unit after `from` up to and including `to`; none when `to` is not later. */
const daysAfter = (calendar: BusinessCalendar, unit: DayUnit, from: CalendarDate, to: CalendarDate): number => {
  if (to <= from) return 0
  return unit === 'cd' ? dayNumber(to) - dayNumber(from) : workingDaysBetween(calendar, from, to)
}

export const startClock = (calendar: BusinessCalendar, from: Instant, days: number, unit: DayUnit): RunningClock => ({
  isRunning: true,
  unit,
  remaining: days,
  since: from,
  closesAt: deadline(calendar, from, days, unit),
})

/** Days that have run in full before the day of `at`. */
export const daysRun = (calendar: BusinessCalendar, clock: RunningClock, at: Instant): number =>
  daysAfter(calendar, clock.unit, dateOf(clock.since), addCalendarDays(dateOf(at), -1))

/** Days still to run when asked at `at`, the day of `at` included. */
export const daysLeft = (calendar: BusinessCalendar, clock: Clock, at: Instant): number =>
  clock.isRunning ? Math.max(0, clock.remaining - daysRun(calendar, clock, at)) : clock.remaining

export const stopClock = (calendar: BusinessCalendar, clock: RunningClock, at: Instant): StoppedClock => ({
  isRunning: false,
  unit: clock.unit,
  remaining: daysLeft(calendar, clock, at),
  stoppedAt: at,
})

/** The end of a clock that runs, counted again; `isResumed` when it went on after a pause. */
const endOf = (calendar: BusinessCalendar, clock: Pick<RunningClock, 'since' | 'remaining' | 'unit'>, isResumed: boolean): Instant => {
  const end = deadline(calendar, clock.since, clock.remaining, clock.unit)
  return isResumed ? lastOf(end, deadline(calendar, clock.since, SHORTEST_REST_WORKING_DAYS, 'wd')) : end
}

/** Days off have become known that were provisional when the end was told: those who may object lose no day by it. */
export const correctClock = (calendar: BusinessCalendar, clock: RunningClock, isResumed: boolean): RunningClock => ({
  ...clock,
  closesAt: correctedEnd(clock.closesAt, endOf(calendar, clock, isResumed), 'right'),
})

export const continueClock = (calendar: BusinessCalendar, clock: StoppedClock, at: Instant): RunningClock => ({
  isRunning: true,
  unit: clock.unit,
  remaining: clock.remaining,
  since: at,
  closesAt: endOf(calendar, { since: at, remaining: clock.remaining, unit: clock.unit }, true),
})
