/**
 * Which days are working days. The State Council publishes the arrangement of holidays and make-up days for one year at a
 * time, usually in autumn. A year without an arrangement is refused, unless it is entered here as prudent: then only days
 * that no arrangement can turn into a holiday count, so a statutory period can come out longer, never shorter.
 */
import { Refused, refuse } from '#kernel/result.ts'
import type { BusinessCalendar } from '#kernel/business-calendar.ts'
import { calendarDate, dayNumber, dateOfDayNumber, type CalendarDate } from '#kernel/instant.ts'

export type CalendarBasis = 'published' | 'prudent' | 'overridden'

export interface MarketCalendar extends BusinessCalendar {
  /** Throws `CalendarNotCovered` where the year has no basis. */
  readonly basisOf: (date: CalendarDate) => CalendarBasis
}

/** Thrown by a calendar asked for a day of a year it knows nothing of: the road answers with the refusal instead of a guess. */
export class CalendarNotCovered extends Refused {
  readonly year: number
  constructor(year: number) {
    super(refuse('rulebook.calendar_not_covered', { year }).refusal)
    this.name = 'CalendarNotCovered'
    this.year = year
  }
}

/** A calendar of published arrangements, with the years it covers. */
export interface PublishedDays {
  readonly covers: (year: number) => boolean
  readonly isWorkingDay: (date: CalendarDate) => boolean
}

export interface DayOverride {
  readonly date: CalendarDate
  readonly isWorking: boolean
}

export interface Overrides {
  readonly days: readonly DayOverride[]
  /** Years whose whole arrangement is in `days`: other weekdays work, other weekends do not. */
  readonly completeYears: readonly number[]
}

type Span = readonly [from: string, to: string]

/**
 * Days on which a statutory holiday or the days moved next to it may fall, chosen wider than any arrangement since 2008:
 * Spring Festival from a week before the eve to ten days after, the National Day (with Mid-Autumn where it is near) ten days.
 */
const PRUDENT_SPANS: Readonly<Record<number, readonly Span[]>> = {
  2027: [
    ['01-01', '01-04'],
    ['01-29', '02-16'],
    ['04-02', '04-07'],
    ['04-29', '05-07'],
    ['06-07', '06-14'],
    ['09-13', '09-20'],
    ['09-29', '10-10'],
    ['12-30', '12-31'],
  ],
  2028: [
    ['01-01', '01-04'],
    ['01-18', '02-05'],
    ['04-01', '04-06'],
    ['04-28', '05-07'],
    ['05-26', '05-31'],
    ['09-29', '10-10'],
    ['12-29', '12-31'],
  ],
}

export const yearOf = (date: CalendarDate): number => Number(date.slice(0, 4))

/** 0 Sunday … 6 Saturday; day 0 of the epoch was a Thursday. */
const weekday = (date: CalendarDate): number => (((dayNumber(date) + 4) % 7) + 7) % 7
export const isWeekend = (date: CalendarDate): boolean => weekday(date) % 6 === 0

const inPrudentSpan = (date: CalendarDate): boolean => (PRUDENT_SPANS[yearOf(date)] ?? []).some(([from, to]) => date.slice(5) >= from && date.slice(5) <= to)

/** Published arrangements first; years entered as prudent next; anything else throws. Overrides of the market come before all. */
export const calendarFrom = (published: PublishedDays, overrides: Overrides = { days: [], completeYears: [] }): MarketCalendar => {
  const byDate = new Map(overrides.days.map((day) => [day.date, day.isWorking]))
  const complete = new Set(overrides.completeYears)
  const basisOf = (date: CalendarDate): CalendarBasis => {
    const year = yearOf(date)
    if (byDate.has(date) || complete.has(year)) return 'overridden'
    if (published.covers(year)) return 'published'
    if (PRUDENT_SPANS[year]) return 'prudent'
    throw new CalendarNotCovered(year)
  }
  return {
    basisOf,
    isWorkingDay: (date) => {
      const fixed = byDate.get(date)
      if (fixed !== undefined) return fixed
      const basis = basisOf(date)
      if (basis === 'published') return published.isWorkingDay(date)
      return !isWeekend(date) && (basis === 'overridden' || !inPrudentSpan(date))
    },
  }
}

/** The special days of a year: weekdays off and weekends worked. */
export const specialDays = (calendar: MarketCalendar, year: number): readonly (DayOverride & { readonly basis: CalendarBasis })[] => {
  const first = dayNumber(calendarDate(`${year}-01-01`))
  const last = dayNumber(calendarDate(`${year}-12-31`))
  return Array.from({ length: last - first + 1 }, (_, index) => dateOfDayNumber(first + index))
    .map((date) => ({ date, isWorking: calendar.isWorkingDay(date), basis: calendar.basisOf(date) }))
    .filter((day) => day.isWorking === isWeekend(day.date))
}
