import { describe, expect, it } from 'vitest'
import { calendarDate, endOfDay, parseInstant, toIso } from '#kernel/instant.ts'
import { marketCalendar, publishedDays } from './calendar.ts'
import { calendarFrom, CalendarNotCovered, specialDays } from './core/calendar.ts'
import { addMonths, endOfPeriod } from './core/period.ts'

const date = calendarDate

describe('working days of the published arrangement', () => {
  it.each([
    ['2026-02-14', true, 'a Saturday worked before Spring Festival'],
    ['2026-02-16', false, 'Spring Festival'],
    ['2026-02-23', false, 'a Monday moved to the holiday'],
    ['2026-02-28', true, 'a Saturday worked after it'],
    ['2026-10-01', false, 'National Day'],
    ['2026-10-10', true, 'a Saturday worked after it'],
    ['2026-10-11', false, 'an ordinary Sunday'],
    ['2026-10-12', true, 'an ordinary Monday'],
  ])('%s working: %s (%s)', (day, isWorking) => {
    expect(marketCalendar.isWorkingDay(date(day))).toBe(isWorking)
    expect(marketCalendar.basisOf(date(day))).toBe('published')
  })

  it('knows its years', () => {
    expect(publishedDays.covers(2026)).toBe(true)
    expect(publishedDays.covers(2027)).toBe(false)
  })
})

describe('a year whose arrangement is not published', () => {
  it('counts prudently where it is entered: no day that may become a holiday counts', () => {
    expect(marketCalendar.basisOf(date('2027-03-01'))).toBe('prudent')
    expect(marketCalendar.isWorkingDay(date('2027-03-01'))).toBe(true)
    expect(marketCalendar.isWorkingDay(date('2027-02-12'))).toBe(false)
    expect(marketCalendar.isWorkingDay(date('2027-10-08'))).toBe(false)
  })

  it('refuses elsewhere instead of guessing', () => {
    expect(() => marketCalendar.isWorkingDay(date('2031-05-20'))).toThrow(CalendarNotCovered)
  })

  it('is taken over by an arrangement that the market enters', () => {
    const calendar = calendarFrom(publishedDays, {
      completeYears: [2031],
      days: [
        { date: date('2031-10-01'), isWorking: false },
        { date: date('2031-10-04'), isWorking: true },
      ],
    })
    expect(calendar.isWorkingDay(date('2031-10-01'))).toBe(false)
    expect(calendar.isWorkingDay(date('2031-10-04'))).toBe(true)
    expect(calendar.isWorkingDay(date('2031-10-05'))).toBe(false)
    expect(calendar.isWorkingDay(date('2031-10-06'))).toBe(true)
    expect(specialDays(calendar, 2031).map((day) => day.date)).toEqual(['2031-10-01', '2031-10-04'])
  })

  it('a single day that changed overrides the published one', () => {
    const calendar = calendarFrom(publishedDays, { completeYears: [], days: [{ date: date('2026-07-01'), isWorking: false }] })
    expect(calendar.isWorkingDay(date('2026-07-01'))).toBe(false)
    expect(calendar.isWorkingDay(date('2026-07-02'))).toBe(true)
  })
})

describe('periods', () => {
  const from = parseInstant('2026-01-28T03:00:00Z')
  it.each([
    [10, 'wd', '2026-02-11'],
    [15, 'cd', '2026-02-12'],
    [20, 'cd', '2026-02-24', 'falls into Spring Festival and moves to the first working day'],
    [1, 'month', '2026-02-28', 'a Saturday that is worked'],
    [6, 'month', '2026-07-28'],
  ] as const)('%s %s end with %s', (...[count, unit, last]) => {
    expect(endOfPeriod(marketCalendar, from, count, unit)).toBe(endOfDay(date(last)))
  })

  it('hours run from the event itself', () => expect(toIso(endOfPeriod(marketCalendar, from, 24, 'h'))).toBe('2026-01-29T03:00:00.000Z'))

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-05-20', 12, '2027-05-20'],
  ])('%s and %s months is %s', (start, months, end) => expect(addMonths(date(start), months)).toBe(end))
})
