/** The published arrangements of holidays and make-up days, from the npm package chinese-days 1.5.7: years 2004 to 2026. */
import chineseDays from 'chinese-days'
import type { CalendarDate } from '#kernel/instant.ts'
import { calendarFrom, type MarketCalendar, type PublishedDays } from './core/calendar.ts'

/** Version of the data; pinned in package.json, shown where a date is explained. */
export const CALENDAR_BUNDLE = 'chinese-days 1.5.7'

/** The package reads local parts of a Date: noon of the local day keeps it right in every time zone of the server. */
const localNoon = (date: CalendarDate): Date => new Date(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8)), 12)

const covered = new Map<number, boolean>()
/** The package treats unknown years as having no holidays; a year that knows its National Day has been entered. */
const covers = (year: number): boolean => {
  const known = covered.get(year) ?? chineseDays.getDayDetail(new Date(year, 9, 1, 12)).name.includes('国庆')
  covered.set(year, known)
  return known
}

export const publishedDays: PublishedDays = { covers, isWorkingDay: (date) => chineseDays.isWorkday(localNoon(date)) }

/** The market's calendar without overrides of the rulebook; prefer `ruleSet.calendar`, which has them. */
export const marketCalendar: MarketCalendar = calendarFrom(publishedDays)
