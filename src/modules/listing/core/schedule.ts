/** Dates that follow from the end of the notice. */
import { addWorkingDays, type BusinessCalendar } from '#kernel/business-calendar.ts'
import { dateOf, HOUR_MS, later, startOfDay, type Instant } from '#kernel/instant.ts'

/** Deposits must be in by this hour of the day before bidding; bidding opens at this hour (Beijing time). */
const DEPOSIT_HOUR = 17
const OPENING_HOUR = 10

export interface Schedule {
  readonly registrationClosesAt: Instant
  readonly depositDueAt: Instant
  readonly opensAt: Instant
}

const firstWorkingDayFrom = (calendar: BusinessCalendar, at: Instant) => {
  const date = dateOf(at)
  return calendar.isWorkingDay(date) ? date : addWorkingDays(calendar, date, 1)
}

/**
 * Registration ends with the notice; deposits are due at 17:00 of the first working day after it, and bidding opens at
 * 10:00 of the next working day: every qualified applicant has one banking day. The seller may plan a later opening,
 * never an earlier one; deposits are then due on the last working day before it.
 */
export const scheduleAfter = (calendar: BusinessCalendar, noticeClosesAt: Instant, plannedOpensAt: Instant | null): Schedule => {
  const depositDay = firstWorkingDayFrom(calendar, noticeClosesAt)
  const earliest = later(startOfDay(addWorkingDays(calendar, depositDay, 1)), OPENING_HOUR * HOUR_MS)
  if (plannedOpensAt === null || plannedOpensAt <= earliest)
    return { registrationClosesAt: noticeClosesAt, depositDueAt: later(startOfDay(depositDay), DEPOSIT_HOUR * HOUR_MS), opensAt: earliest }
  const dayBefore = addWorkingDays(calendar, dateOf(plannedOpensAt), -1)
  return {
    registrationClosesAt: noticeClosesAt,
    depositDueAt: later(startOfDay(dayBefore), DEPOSIT_HOUR * HOUR_MS),
    opensAt: plannedOpensAt,
  }
}
