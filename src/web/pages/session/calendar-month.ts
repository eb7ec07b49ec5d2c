/** A month as a calendar shows it: whole weeks, Monday first. */
import { calendarDate, dateOf, dateOfDayNumber, dayNumber, parseInstant, type CalendarDate } from '#kernel/instant.ts'

const MONTH = /^(20\d\d)-(0[1-9]|1[0-2])$/

/** The month asked for, else the one of `today`. */
export const monthOf = (asked: string | null, today: string): string => (asked !== null && MONTH.test(asked) ? asked : today.slice(0, 7))

export const monthBeside = (month: string, by: -1 | 1): string => {
  const [year = 0, nth = 0] = month.split('-').map(Number)
  const months = year * 12 + nth - 1 + by
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
}

export const firstDay = (month: string): CalendarDate => calendarDate(`${month}-01`)
export const daysIn = (month: string): number => dayNumber(firstDay(monthBeside(month, 1))) - dayNumber(firstDay(month))

/** 1970-01-01 was a Thursday. */
const MONDAY_BEFORE_EPOCH = 3

export interface CalendarDay<Event> {
  readonly date: CalendarDate
  readonly isOfMonth: boolean
  readonly events: readonly Event[]
}

/** Every event on the day in Beijing on which it opens. */
export const weeksOf = <Event extends { readonly startsAt: string }>(month: string, events: readonly Event[]): readonly (readonly CalendarDay<Event>[])[] => {
  const first = dayNumber(firstDay(month))
  const last = first + daysIn(month) - 1
  const start = first - ((first + MONDAY_BEFORE_EPOCH) % 7)
  const count = Math.ceil((last - start + 1) / 7)
  return Array.from({ length: count }, (_week, week) =>
    Array.from({ length: 7 }, (_day, day) => {
      const nth = start + week * 7 + day
      const date = dateOfDayNumber(nth)
      return { date, isOfMonth: nth >= first && nth <= last, events: events.filter(({ startsAt }) => dateOf(parseInstant(startsAt)) === date) }
    }),
  )
}
