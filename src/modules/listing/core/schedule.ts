/** Dates that follow from the notice of a lot. */
import type { BusinessCalendar } from '#kernel/business-calendar.ts'
import { addWorkingDays } from '#kernel/business-calendar.ts'
import { dateOf, HOUR_MS, later, startOfDay, type Instant } from '#kernel/instant.ts'
import { reckonFirst, reckonHour, reckonPeriod, reckonPlanned, type Reckoned } from './reckoning.ts'

/** Deposits must be in by this hour of the day before bidding; bidding opens at this hour (Beijing time). */
const DEPOSIT_HOUR = 17
const OPENING_HOUR = 10

export interface Schedule {
  readonly registrationClosesAt: Instant
  readonly depositDueAt: Instant
  readonly opensAt: Instant
}

export interface ReckonedSchedule {
  readonly depositDue: Reckoned
  readonly opens: Reckoned
}

/**
 * Registration ends with the notice; deposits are due at 17:00 of the first working day after it, and bidding opens at
 * 10:00 of the next working day: every qualified applicant has one banking day. The seller may plan a later opening,
 * never an earlier one; deposits are then due on the last working day before it.
 */
export const reckonSchedule = (calendar: BusinessCalendar, noticeClosesAt: Instant, plannedOpensAt: Instant | null): ReckonedSchedule => {
  const depositDue = reckonFirst(calendar, dateOf(noticeClosesAt), DEPOSIT_HOUR)
  const opens = reckonHour(calendar, depositDue.day, 1, OPENING_HOUR)
  if (plannedOpensAt === null || plannedOpensAt <= opens.at) return { depositDue, opens }
  return { depositDue: reckonHour(calendar, dateOf(plannedOpensAt), -1, DEPOSIT_HOUR), opens: reckonPlanned(plannedOpensAt) }
}

export const scheduleAfter = (calendar: BusinessCalendar, noticeClosesAt: Instant, plannedOpensAt: Instant | null): Schedule => {
  const { depositDue, opens } = reckonSchedule(calendar, noticeClosesAt, plannedOpensAt)
  return { registrationClosesAt: noticeClosesAt, depositDueAt: depositDue.at, opensAt: opens.at }
}

export interface Viewing {
  readonly from: Instant
  readonly until: Instant
}

/** The object is shown on so many working days from the first one after the day of the notice. */
export const reckonViewing = (calendar: BusinessCalendar, publishedAt: Instant, days: number): Reckoned => reckonPeriod(calendar, publishedAt, days, 'wd')

export const viewingAfter = (calendar: BusinessCalendar, publishedAt: Instant, days: number): Viewing => ({
  from: startOfDay(addWorkingDays(calendar, dateOf(publishedAt), 1)),
  until: reckonViewing(calendar, publishedAt, days).at,
})

/** No sale opens before its viewing is over (Auction Law art. 48): the planned opening, or the working day after the viewing where that is later. */
export const notBefore = (calendar: BusinessCalendar, plannedOpensAt: Instant | null, viewingUntil: Instant | null): Instant | null => {
  if (viewingUntil === null) return plannedOpensAt
  const afterViewing = later(startOfDay(addWorkingDays(calendar, dateOf(later(viewingUntil, -1)), 1)), OPENING_HOUR * HOUR_MS)
  return plannedOpensAt !== null && plannedOpensAt > afterViewing ? plannedOpensAt : afterViewing
}
