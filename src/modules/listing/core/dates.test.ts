/** Dates and their reasons are one calculation: what is shown never differs from what is decided by. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addCalendarDays, deadline, workingDaysBetween, type BusinessCalendar } from '#kernel/business-calendar.ts'
import { calendarDate, dateOf, dayNumber, HOUR_MS, later, parseInstant, startOfDay, type CalendarDate } from '#kernel/instant.ts'
import { datesOf, type DatedLot, type NoticeClock } from './dates.ts'
import { reckonFirst, reckonHour, reckonPeriod, reckonSpan } from './reckoning.ts'
import { reofferUntil } from './reoffer.ts'
import { notBefore, scheduleAfter, viewingAfter } from './schedule.ts'

/** Weekends and a holiday of a week are off. */
const HOLIDAY = [5, 6, 7, 8, 9].map((day) => `2026-10-0${day}`)
const calendar: BusinessCalendar = {
  isWorkingDay: (date) => ((((dayNumber(date) + 4) % 7) + 7) % 7) % 6 !== 0 && !HOLIDAY.includes(date),
}
const PUBLISHED = parseInstant('2026-09-30T02:00:00Z')
const day = fc.integer({ min: 0, max: 700 }).map((days): CalendarDate => addCalendarDays(calendarDate('2026-01-01'), days))

describe('a reckoning', () => {
  it('of a period is the deadline, with every day off that it passed over', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 30 }), fc.constantFrom('cd' as const, 'wd' as const), (from, count, unit) => {
        const event = later(startOfDay(from), 9 * HOUR_MS)
        const found = reckonPeriod(calendar, event, count, unit)
        expect(found.at).toBe(deadline(calendar, event, count, unit))
        if (unit === 'wd' && count > 0) expect(dayNumber(found.day) - dayNumber(found.from) - found.daysOff.length).toBe(count)
        expect(found.movedFrom === null || !calendar.isWorkingDay(found.movedFrom)).toBe(true)
      }),
    )
  })
  it('of an hour lies on a working day, as many of them away as it says', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 12 }), fc.boolean(), (from, count, isBefore) => {
        const found = reckonHour(calendar, from, isBefore ? -count : count, 10)
        expect(calendar.isWorkingDay(found.day)).toBe(true)
        // Backwards the day itself is not counted, forwards the last one is.
        const away = isBefore
          ? workingDaysBetween(calendar, addCalendarDays(found.day, -1), addCalendarDays(from, -1))
          : workingDaysBetween(calendar, from, found.day)
        expect(away).toBe(count)
        expect(dateOf(found.at)).toBe(found.day)
      }),
    )
  })
  it('tells a day off that was moved, across a long holiday', () => {
    expect(reckonPeriod(calendar, PUBLISHED, 7, 'cd')).toMatchObject({ day: '2026-10-12', movedFrom: '2026-10-07', daysOff: [] })
    expect(reckonPeriod(calendar, PUBLISHED, 4, 'wd')).toMatchObject({
      day: '2026-10-13',
      daysOff: ['2026-10-03', '2026-10-04', ...HOLIDAY, '2026-10-10', '2026-10-11'],
    })
    expect(reckonFirst(calendar, calendarDate('2026-10-05'), 17)).toMatchObject({ day: '2026-10-12', movedFrom: '2026-10-05' })
  })
  it('is what the days of a re-offer end by', () => expect(reofferUntil(PUBLISHED, 30)).toBe(reckonSpan(PUBLISHED, 30).at))
})

const clock = (change: Partial<NoticeClock> = {}): NoticeClock => ({
  publishedAt: PUBLISHED,
  since: PUBLISHED,
  remaining: 7,
  days: 7,
  unit: 'cd',
  closesAt: deadline(calendar, PUBLISHED, 7, 'cd'),
  ruleKey: 'the notice',
  ...change,
})
const lot = (change: Partial<DatedLot> = {}): DatedLot => {
  const notice = change.notice === undefined ? clock() : change.notice
  const viewing = viewingAfter(calendar, PUBLISHED, 3)
  const schedule = scheduleAfter(calendar, notice?.closesAt ?? PUBLISHED, notBefore(calendar, null, viewing.until))
  return {
    isNegotiated: false,
    isAuction: true,
    viewingDays: 3,
    viewingUntil: viewing.until,
    plannedOpensAt: null,
    depositDueAt: schedule.depositDueAt,
    opensAt: schedule.opensAt,
    notice,
    result: null,
    endedAt: null,
    isToBeReoffered: false,
    ...change,
  }
}
const rest = {
  after: { signingDays: 5, paymentDays: 5, reofferDays: 30 },
  keys: { viewing: 'viewing', resultNotice: 'result', signing: 'signing', payment: 'payment', reoffer: 'reoffer' },
}
const found = (of: DatedLot) => datesOf(calendar, of, rest)

describe('the dates of a lot', () => {
  it('are those on record, each with the calculation that gave it', () => {
    const dates = found(lot())
    expect(dates.map(({ key }) => key)).toEqual(['noticeEnd', 'viewing', 'depositDue', 'opening', 'confirmation', 'signing', 'payment'])
    for (const { at, reckoned, isMoved } of dates) if (at !== null) expect([reckoned?.at, isMoved]).toEqual([at, false])
  })
  it('never open an auction before its viewing is over', () => {
    const { viewingUntil, opensAt } = lot()
    expect(opensAt).toBeGreaterThan(viewingUntil ?? Infinity)
    expect(dateOf(opensAt ?? PUBLISHED)).toBe('2026-10-14')
  })
  it('say that they were moved, and how much had run before the clock stood still', () => {
    const since = parseInstant('2026-10-12T02:00:00Z')
    const closesAt = deadline(calendar, since, 3, 'cd')
    const [noticeEnd] = found(lot({ notice: clock({ since, remaining: 3, closesAt }) }))
    expect(noticeEnd).toMatchObject({ at: closesAt, isMoved: false, ranBefore: 4, reckoned: { from: '2026-10-12', count: 3 } })
    const [corrected] = found(lot({ notice: clock({ closesAt: later(closesAt, 24 * HOUR_MS) }) }))
    expect(corrected).toMatchObject({ isMoved: true })
  })
  it('name no date while the clock stands still, and none before the notice', () => {
    const [noticeEnd, ...others] = found(lot({ notice: clock({ closesAt: null, remaining: 4 }) }))
    expect(noticeEnd).toMatchObject({ at: null, reckoned: null, days: 4 })
    expect(others.map(({ key }) => key)).toEqual(['viewing', 'confirmation', 'signing', 'payment'])
    expect(found(lot({ notice: null }))).toEqual([])
  })
  it('of a lot that was not sold end with the days to offer it again', () => {
    const dates = found(lot({ isToBeReoffered: true, endedAt: PUBLISHED }))
    expect(dates.at(-1)).toMatchObject({ key: 'reoffer', at: reofferUntil(PUBLISHED, 30), ruleKey: 'reoffer' })
    expect(dates.map(({ key }) => key)).not.toContain('signing')
  })
  it('of a negotiated price are its notice and what follows', () => {
    expect(found(lot({ isNegotiated: true, isAuction: false })).map(({ key }) => key)).toEqual(['noticeEnd', 'confirmation', 'signing', 'payment'])
  })
})
