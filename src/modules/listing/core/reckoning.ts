/**
 * Why a date is what it is. The functions that set the dates of a lot answer with the whole calculation, of which the date is a part: so what is decided by and what
 * is shown are one thing, never two that could differ.
 */
import { addWorkingDays, deadline, type BusinessCalendar, type DayUnit } from '#kernel/business-calendar.ts'
import { DAY_MS, dateOf, dateOfDayNumber, dayNumber, HOUR_MS, later, startOfDay, type CalendarDate, type Instant } from '#kernel/instant.ts'

/**
 * period: so many days after an event, whose day is not counted, to 24:00 of the last (Civil Code art. 201–203);
 * span: so many times 24 hours after a moment;
 * after, before: an hour of the n-th working day after or before a day; from: an hour of the first working day from a day on; planned: set by the seller.
 */
export const RECKONED_BY = ['period', 'span', 'after', 'before', 'from', 'planned'] as const
export type ReckonedBy = (typeof RECKONED_BY)[number]

export interface Reckoned {
  readonly at: Instant
  readonly by: ReckonedBy
  /** The day that is counted from; the day of the event itself. */
  readonly from: CalendarDate
  readonly count: number
  readonly unit: DayUnit
  /** The day on which it falls; of a period its last one. */
  readonly day: CalendarDate
  /** Beijing time; null: 24:00. */
  readonly hour: number | null
  /** Days off between, that working days pass over. */
  readonly daysOff: readonly CalendarDate[]
  /** A last day that was a day off, before it was moved to the next working day. */
  readonly movedFrom: CalendarDate | null
}

/** Days off after one day and before another, in order. */
const daysOffBetween = (calendar: BusinessCalendar, first: CalendarDate, last: CalendarDate): readonly CalendarDate[] => {
  const [from, to] = [dayNumber(first), dayNumber(last)]
  return Array.from({ length: Math.max(0, to - from - 1) }, (_, index) => dateOfDayNumber(from + 1 + index)).filter((date) => !calendar.isWorkingDay(date))
}

/** The last day that counts of a period that ends at 24:00. */
const lastDay = (at: Instant): CalendarDate => dateOf(later(at, -1))

export const reckonPeriod = (calendar: BusinessCalendar, event: Instant, count: number, unit: DayUnit): Reckoned => {
  const at = deadline(calendar, event, count, unit)
  const [from, day] = [dateOf(event), lastDay(at)]
  const counted = dateOfDayNumber(dayNumber(from) + count)
  return {
    at,
    by: 'period',
    from,
    count,
    unit,
    day,
    hour: null,
    daysOff: unit === 'wd' ? daysOffBetween(calendar, from, day) : [],
    movedFrom: unit === 'cd' && counted !== day ? counted : null,
  }
}

const onHour = (calendar: BusinessCalendar, found: Pick<Reckoned, 'by' | 'from' | 'count' | 'day'>, hour: number): Reckoned => {
  const [first, last] = found.from < found.day ? [found.from, found.day] : [found.day, found.from]
  return { ...found, at: later(startOfDay(found.day), hour * HOUR_MS), unit: 'wd', hour, daysOff: daysOffBetween(calendar, first, last), movedFrom: null }
}

/** Of the n-th working day after a day; before it where the count is negative. */
export const reckonHour = (calendar: BusinessCalendar, from: CalendarDate, count: number, hour: number): Reckoned =>
  onHour(calendar, { by: count < 0 ? 'before' : 'after', from, count: Math.abs(count), day: addWorkingDays(calendar, from, count) }, hour)

/** Of the day itself where it is a working day, else of the next one. */
export const reckonFirst = (calendar: BusinessCalendar, from: CalendarDate, hour: number): Reckoned => {
  const day = calendar.isWorkingDay(from) ? from : addWorkingDays(calendar, from, 1)
  const found = onHour(calendar, { by: 'from', from, count: 1, day }, hour)
  return from === day ? found : { ...found, movedFrom: from }
}

export const reckonSpan = (event: Instant, days: number): Reckoned => {
  const at = later(event, days * DAY_MS)
  return { at, by: 'span', from: dateOf(event), count: days, unit: 'cd', day: dateOf(at), hour: null, daysOff: [], movedFrom: null }
}

export const reckonPlanned = (at: Instant): Reckoned => ({
  at,
  by: 'planned',
  from: dateOf(at),
  count: 0,
  unit: 'wd',
  day: dateOf(at),
  hour: null,
  daysOff: [],
  movedFrom: null,
})
