/**
 * Which days are working days. The State Council publishes the arrangement of holidays and make-up days for one year at a
 * time, usually in autumn. Until then weekends and the statutory holidays of the regulation are off and everything else works:
 * provisional, because the arrangement will move single days. What a provisional day decided is corrected to nobody's loss
 * (`correctedEnd`).
 */
import { Refused, refuse } from '#kernel/result.ts'
import type { BusinessCalendar } from '#kernel/business-calendar.ts'
import { calendarDate, dayNumber, dateOfDayNumber, type CalendarDate } from '#kernel/instant.ts'

export type CalendarBasis = 'published' | 'provisional' | 'overridden'

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

/** A calendar of published arrangements, with the years it covers; and the holidays that the regulation itself sets, for years to come. */
export interface PublishedDays {
  readonly covers: (year: number) => boolean
  readonly isWorkingDay: (date: CalendarDate) => boolean
  /** In order; a day that is two holidays stands twice. Null for a year whose lunar calendar is not known. */
  readonly statutoryHolidays: (year: number) => readonly CalendarDate[] | null
}

export interface DayOverride {
  readonly date: CalendarDate
  readonly isWorking: boolean
}

export interface Overrides {
  readonly days: readonly DayOverride[]
  /**
   * Years whose whole arrangement is in `days`: from the day on which it was entered, other weekdays work and other weekends do not. Days past
   * by then stay what they were: they could not be entered any more.
   */
  readonly completeYears: readonly { readonly year: number; readonly from: CalendarDate }[]
}

export const yearOf = (date: CalendarDate): number => Number(date.slice(0, 4))

/** 0 Sunday … 6 Saturday; day 0 of the epoch was a Thursday. */
const weekday = (date: CalendarDate): number => (((dayNumber(date) + 4) % 7) + 7) % 7
export const isWeekend = (date: CalendarDate): boolean => weekday(date) % 6 === 0

/**
 * Days off of a year without an arrangement, weekends aside. A holiday that falls on a weekend, or on another holiday, is made up on the next
 * working day (Regulation on Public Holidays, art. 6; for two on one day as the arrangements of 2020 and 2025 did).
 */
export const provisionalDaysOff = (holidays: readonly CalendarDate[]): ReadonlySet<CalendarDate> => {
  const all = new Set(holidays)
  const off = new Set(all)
  const seen = new Set<CalendarDate>()
  for (const holiday of holidays) {
    if (!isWeekend(holiday) && !seen.has(holiday)) {
      seen.add(holiday)
      continue
    }
    let day = holiday
    while (isWeekend(day) || off.has(day)) day = dateOfDayNumber(dayNumber(day) + 1)
    off.add(day)
  }
  return off
}

/** Published arrangements first; then the regulation itself; a year whose holidays cannot be computed throws. Overrides of the market come before all. */
export const calendarFrom = (published: PublishedDays, overrides: Overrides = { days: [], completeYears: [] }): MarketCalendar => {
  const byDate = new Map(overrides.days.map((day) => [day.date, day.isWorking]))
  const complete = new Map(overrides.completeYears.map(({ year, from }) => [year, from]))
  const provisional = new Map<number, ReadonlySet<CalendarDate>>()
  const daysOff = (year: number): ReadonlySet<CalendarDate> => {
    const known = provisional.get(year)
    if (known) return known
    const holidays = published.statutoryHolidays(year)
    if (holidays === null) throw new CalendarNotCovered(year)
    const off = provisionalDaysOff(holidays)
    provisional.set(year, off)
    return off
  }
  const basisOf = (date: CalendarDate): CalendarBasis => {
    const year = yearOf(date)
    const laidFrom = complete.get(year)
    if (byDate.has(date) || (laidFrom !== undefined && date >= laidFrom)) return 'overridden'
    if (published.covers(year)) return 'published'
    daysOff(year)
    return 'provisional'
  }
  return {
    basisOf,
    isWorkingDay: (date) => {
      const fixed = byDate.get(date)
      if (fixed !== undefined) return fixed
      const basis = basisOf(date)
      if (basis === 'published') return published.isWorkingDay(date)
      return !isWeekend(date) && (basis === 'overridden' || !daysOff(yearOf(date)).has(date))
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
