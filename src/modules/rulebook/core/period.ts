/** Periods of the law in every unit a rule may have. Days are counted by the kernel; months, years and hours here. */
import { addCalendarDays, deadline, type BusinessCalendar } from '#kernel/business-calendar.ts'
import { calendarDate, dateOf, HOUR_MS, later, MINUTE_MS, SECOND_MS, startOfDay, type CalendarDate, type Instant } from '#kernel/instant.ts'

export const PERIOD_UNITS = ['cd', 'wd', 'h', 'min', 's', 'month', 'year'] as const
export type PeriodUnit = (typeof PERIOD_UNITS)[number]

export const isPeriodUnit = (unit: string): unit is PeriodUnit => (PERIOD_UNITS as readonly string[]).includes(unit)

const LENGTH_MS = { h: HOUR_MS, min: MINUTE_MS, s: SECOND_MS } as const

/** The same day some months later; the last day of the month where there is none (Civil Code art. 202). */
export const addMonths = (date: CalendarDate, months: number): CalendarDate => {
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months
  const year = Math.floor(index / 12)
  const month = (index % 12) + 1
  const firstOf = (y: number, m: number) => calendarDate(`${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-01`)
  const first = firstOf(year, month)
  const next = month === 12 ? firstOf(year + 1, 1) : firstOf(year, month + 1)
  const lastDay = Number(addCalendarDays(next, -1).slice(8))
  return addCalendarDays(first, Math.min(Number(date.slice(8)), lastDay) - 1)
}

/** When a period that starts with an event at `from` is over (Civil Code art. 200–203). Hours and shorter run from the event itself. */
export const endOfPeriod = (calendar: BusinessCalendar, from: Instant, count: number, unit: PeriodUnit): Instant => {
  if (unit === 'cd' || unit === 'wd') return deadline(calendar, from, count, unit)
  if (unit === 'h' || unit === 'min' || unit === 's') return later(from, count * LENGTH_MS[unit])
  const last = addMonths(dateOf(from), unit === 'year' ? count * 12 : count)
  return deadline(calendar, startOfDay(last), 0, 'cd')
}

/** The last day that counts, for people: periods end at 24:00, which is the first instant of the next day. */
export const lastDayOf = (closesAt: Instant): CalendarDate => dateOf(later(closesAt, -1))
