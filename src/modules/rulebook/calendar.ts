/**
 * The published arrangements of holidays and make-up days, from the npm package chinese-days 1.5.7: years 2004 to 2026. For years to come the
 * holidays of the Regulation on Public Holidays as amended on 10 November 2024, computed with its lunar calendar and solar terms.
 */
import chineseDays from 'chinese-days'
import { addCalendarDays } from '#kernel/business-calendar.ts'
import { calendarDate, type CalendarDate } from '#kernel/instant.ts'
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

/** The regulation as it stands holds from 2025 on; the package's lunar tables end with 2100. */
const REGULATION_FROM = 2025
const LUNAR_KNOWN_TO = 2099

const lunar = (year: number, monthAndDay: string): CalendarDate => calendarDate(chineseDays.getSolarDateFromLunar(`${year}-${monthAndDay}`).date)
const run = (first: CalendarDate, days: number): readonly CalendarDate[] => Array.from({ length: days }, (_, index) => addCalendarDays(first, index))

/** Art. 2: thirteen days for everybody. */
const statutoryHolidays = (year: number): readonly CalendarDate[] | null => {
  if (year < REGULATION_FROM || year > LUNAR_KNOWN_TO) return null
  const newYearsEve = addCalendarDays(lunar(year, '01-01'), -1)
  return [
    ...run(calendarDate(`${year}-01-01`), 1),
    ...run(newYearsEve, 4),
    calendarDate(chineseDays.getSolarTermDate(year, 4, 'pure_brightness')),
    ...run(calendarDate(`${year}-05-01`), 2),
    lunar(year, '05-05'),
    lunar(year, '08-15'),
    ...run(calendarDate(`${year}-10-01`), 3),
  ].sort()
}

export const publishedDays: PublishedDays = { covers, isWorkingDay: (date) => chineseDays.isWorkday(localNoon(date)), statutoryHolidays }

/** The market's calendar without overrides of the rulebook; prefer `ruleSet.calendar`, which has them. */
export const marketCalendar: MarketCalendar = calendarFrom(publishedDays)
