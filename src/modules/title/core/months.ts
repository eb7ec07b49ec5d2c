/** Terms of licences are agreed in months. */
import { addCalendarDays } from '#kernel/business-calendar.ts'
import { calendarDate, dateOf, startOfDay, type CalendarDate, type Instant } from '#kernel/instant.ts'

const firstOfMonth = (index: number): CalendarDate =>
  calendarDate(`${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}-01`)

/** The same time of day some months later; on the last day of the month where there is no such day. */
export const addMonths = (from: Instant, months: number): Instant => {
  const date = dateOf(from)
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months
  const lastDay = Number(addCalendarDays(firstOfMonth(index + 1), -1).slice(8))
  const day = addCalendarDays(firstOfMonth(index), Math.min(Number(date.slice(8)), lastDay) - 1)
  return (startOfDay(day) + (from - startOfDay(date))) as Instant
}
