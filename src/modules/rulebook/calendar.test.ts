import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addCalendarDays, correctedEnd, workingDaysBetween, type BusinessCalendar } from '#kernel/business-calendar.ts'
import { calendarDate, endOfDay, parseInstant, startOfDay, toIso } from '#kernel/instant.ts'
import { marketCalendar, publishedDays } from './calendar.ts'
import { calendarFrom, CalendarNotCovered, isWeekend, provisionalDaysOff, specialDays } from './core/calendar.ts'
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

const workingDaysIn = (calendar: BusinessCalendar, year: number): number => workingDaysBetween(calendar, date(`${year - 1}-12-31`), date(`${year}-12-31`))

describe('a year whose arrangement is not published', () => {
  const offWeekdays = (year: number) => specialDays(marketCalendar, year).map((day) => day.date.slice(5))

  it.each([
    [2027, '01-01 02-05 02-08 02-09 02-10 04-05 05-03 05-04 06-09 09-15 10-01 10-04 10-05', 'Spring Festival on a Saturday'],
    [2028, '01-03 01-25 01-26 01-27 01-28 04-04 05-01 05-02 05-29 10-02 10-03 10-04 10-05', 'Mid-Autumn on a National Day'],
    [2031, '01-01 01-22 01-23 01-24 01-27 04-07 05-01 05-02 06-24 10-01 10-02 10-03 10-06', 'both on the first of October'],
  ])('%s: weekends and the statutory holidays, those on weekends made up (%s: %s)', (year, days) => {
    expect(offWeekdays(year).join(' ')).toBe(days)
    expect(marketCalendar.basisOf(date(`${year}-03-01`))).toBe('provisional')
    expect(specialDays(marketCalendar, year).every((day) => !day.isWorking && day.basis === 'provisional')).toBe(true)
  })

  it('has as many working days as the arrangement will give it', () => {
    const provisional = calendarFrom({ ...publishedDays, covers: () => false })
    for (const year of [2025, 2026]) expect(workingDaysIn(provisional, year)).toBe(workingDaysIn(marketCalendar, year))
    for (let year = 2027; year < 2100; year += 1) expect([247, 248, 249, 250]).toContain(workingDaysIn(marketCalendar, year))
  })

  it('15 days around Spring Festival are about what they are in a year that is known', () => {
    const last = (from: string, unit: 'cd' | 'wd') => toIso(endOfPeriod(marketCalendar, startOfDay(date(from)), 15, unit))
    expect(last('2027-01-25', 'cd')).toBe(toIso(endOfDay(date('2027-02-11'))))
    expect(last('2027-01-25', 'wd')).toBe(toIso(endOfDay(date('2027-02-19'))))
    expect(last('2026-02-04', 'wd')).toBe(toIso(endOfDay(date('2026-03-03'))))
  })

  it('refuses a year whose lunar calendar is not known instead of guessing', () => {
    expect(() => marketCalendar.isWorkingDay(date('2101-05-20'))).toThrow(CalendarNotCovered)
    expect(() => marketCalendar.isWorkingDay(date('2003-05-20'))).toThrow(CalendarNotCovered)
  })

  it('makes every holiday up, whatever days the holidays of a year fall on', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 20 }), (offsets) => {
        const holidays = offsets.map((offset) => addCalendarDays(date('2027-01-01'), offset)).sort()
        const off = [...provisionalDaysOff(holidays)].filter((day) => !isWeekend(day))
        expect(off.length).toBe(holidays.length)
      }),
    ))

  it('is taken over by an arrangement that the market enters', () => {
    const calendar = calendarFrom(publishedDays, {
      completeYears: [{ year: 2031, from: date('2031-03-01') }],
      days: [
        { date: date('2031-10-01'), isWorking: false },
        { date: date('2031-10-04'), isWorking: true },
      ],
    })
    expect(calendar.isWorkingDay(date('2031-10-01'))).toBe(false)
    expect(calendar.isWorkingDay(date('2031-10-04'))).toBe(true)
    expect(calendar.isWorkingDay(date('2031-10-05'))).toBe(false)
    expect(calendar.isWorkingDay(date('2031-10-06'))).toBe(true)
    const entered = specialDays(calendar, 2031).filter((day) => day.date >= '2031-03-01')
    expect(entered.map((day) => day.date)).toEqual(['2031-10-01', '2031-10-04'])
    expect(calendar.isWorkingDay(date('2031-01-23'))).toBe(false)
    expect(calendar.basisOf(date('2031-01-23'))).toBe('provisional')
  })

  it('a single day that changed overrides the published one', () => {
    const calendar = calendarFrom(publishedDays, { completeYears: [], days: [{ date: date('2026-07-01'), isWorking: false }] })
    expect(calendar.isWorkingDay(date('2026-07-01'))).toBe(false)
    expect(calendar.isWorkingDay(date('2026-07-02'))).toBe(true)
  })
})

describe('an end that was told on provisional days', () => {
  it('is never earlier for a right, never later for a debt', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 364 }),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom('cd' as const, 'wd' as const),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 450 }), fc.boolean()), { maxLength: 60 }),
        (offset, count, unit, moved) => {
          const from = startOfDay(addCalendarDays(date('2027-01-01'), offset))
          const days = moved.map(([day, isWorking]) => ({ date: addCalendarDays(date('2027-01-01'), day), isWorking }))
          const official = calendarFrom(publishedDays, { completeYears: [{ year: 2027, from: date('2027-01-01') }], days })
          const [told, recounted] = [endOfPeriod(marketCalendar, from, count, unit), endOfPeriod(official, from, count, unit)]
          expect(correctedEnd(told, recounted, 'right')).toBe(recounted > told ? recounted : told)
          expect(correctedEnd(told, recounted, 'right')).toBeGreaterThanOrEqual(Math.max(told, recounted))
          expect(correctedEnd(told, recounted, 'debt')).toBe(told)
        },
      ),
    ))
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
