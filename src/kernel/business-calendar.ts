/**
 * Day arithmetic of Chinese law. Which days are working days (public holidays, make-up working days at weekends) is data and
 * comes in as an argument; how periods are counted is law and stands here.
 */
import { dateOf, dateOfDayNumber, dayNumber, endOfDay, type CalendarDate, type Instant } from './instant.ts'

export interface BusinessCalendar {
  isWorkingDay(date: CalendarDate): boolean
}

/** cd: calendar days 日; wd: working days 工作日. */
export type DayUnit = 'cd' | 'wd'

/** The longest Chinese holiday is under two weeks; a calendar that shows a longer one is broken, and a loop must end. */
const LONGEST_BREAK_DAYS = 60

export const addCalendarDays = (date: CalendarDate, days: number): CalendarDate => dateOfDayNumber(dayNumber(date) + wholeDays(days))

/**
 * The n-th working day after the date (before it when `days` is negative), not counting the date itself; the date itself for 0.
 * Throws when the calendar has no working day for 60 days on end.
 */
export const addWorkingDays = (calendar: BusinessCalendar, date: CalendarDate, days: number): CalendarDate => {
  const step = wholeDays(days) < 0 ? -1 : 1
  let found = date
  for (let left = Math.abs(days); left > 0; left -= 1) found = nearestWorkingDay(calendar, addCalendarDays(found, step), step)
  return found
}

/**
 * Working days after `from` up to and including `to`; negative when `to` is earlier (then `to` counts and `from` does not), so that
 * `workingDaysBetween(c, d, addWorkingDays(c, d, n)) === n`.
 */
export const workingDaysBetween = (calendar: BusinessCalendar, from: CalendarDate, to: CalendarDate): number => {
  const step = to < from ? -1 : 1
  let count = 0
  for (let date = from; date !== to;) {
    date = addCalendarDays(date, step)
    if (calendar.isWorkingDay(date)) count += step
  }
  return count
}

/**
 * When a period of `days` that starts with an event at `from` is over: the day of the event is not counted (Civil Code art. 201), the
 * period ends at 24:00 of its last day, and a last day that is not a working day is moved to the next one (art. 203).
 * Throws a RangeError for a negative or broken number of days.
 */
export const deadline = (calendar: BusinessCalendar, from: Instant, days: number, unit: DayUnit): Instant => {
  if (wholeDays(days) < 0) throw new RangeError(`a period cannot have ${days} days`)
  const start = dateOf(from)
  const last = unit === 'cd' ? addCalendarDays(start, days) : addWorkingDays(calendar, start, days)
  return endOfDay(nearestWorkingDay(calendar, last, 1))
}

/** For whom the time runs: who may still do something until then, or who must have done it by then. */
export type RunsFor = 'right' | 'debt'

/**
 * The end of a period that was told while its days off were provisional, once they are known. A right never ends earlier than told and later
 * where the days turn out so; a debt stays due when it was told to be due: neither party loses a day that it could count on.
 */
export const correctedEnd = (told: Instant, recounted: Instant, runsFor: RunsFor): Instant => (runsFor === 'right' && recounted > told ? recounted : told)

const nearestWorkingDay = (calendar: BusinessCalendar, date: CalendarDate, step: 1 | -1): CalendarDate => {
  let day = date
  for (let tries = 0; !calendar.isWorkingDay(day); tries += 1) {
    if (tries === LONGEST_BREAK_DAYS) throw new RangeError(`no working day within ${LONGEST_BREAK_DAYS} days of ${date}`)
    day = addCalendarDays(day, step)
  }
  return day
}

const wholeDays = (days: number): number => {
  if (!Number.isSafeInteger(days)) throw new RangeError(`not a whole number of days: ${days}`)
  return days
}
