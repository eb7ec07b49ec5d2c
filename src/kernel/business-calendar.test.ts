import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { addCalendarDays, addWorkingDays, correctedEnd, deadline, workingDaysBetween, type BusinessCalendar } from './business-calendar.ts'
import { calendarDate, dateOf, dayNumber, endOfDay, parseInstant, toIso, type CalendarDate } from './instant.ts'

/** A week of holidays from 1 to 7 October 2026; Sunday 27 September and Saturday 10 October are worked to make up for it. */
const HOLIDAYS = new Set(['2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04', '2026-10-05', '2026-10-06', '2026-10-07'])
const MAKE_UP_DAYS = new Set(['2026-09-27', '2026-10-10'])
const calendar: BusinessCalendar = {
  isWorkingDay: (date) => MAKE_UP_DAYS.has(date) || (!HOLIDAYS.has(date) && ((dayNumber(date) + 4) % 7) % 6 !== 0),
}
const at = parseInstant
const day = (text: string): CalendarDate => calendarDate(text)

describe('deadline (Civil Code art. 201 and 203)', () => {
  test.each([
    ['the day of the event is not counted', '2026-03-02T10:00:00+08:00', 5, 'wd', '2026-03-09'],
    ['just before midnight in Hangzhou is still that day', '2026-03-02T23:59:59.999+08:00', 1, 'cd', '2026-03-03'],
    ['midnight is the next day', '2026-03-03T00:00:00+08:00', 1, 'cd', '2026-03-04'],
    ['calendar days run through weekends', '2026-03-02T10:00:00+08:00', 15, 'cd', '2026-03-17'],
    ['a last day on Saturday moves to Monday', '2026-03-02T10:00:00+08:00', 5, 'cd', '2026-03-09'],
    ['a last day in a holiday moves behind it', '2026-09-28T09:00:00+08:00', 5, 'cd', '2026-10-08'],
    ['a last day on a make-up Saturday stays', '2026-10-08T09:00:00+08:00', 2, 'cd', '2026-10-10'],
    ['make-up days are working days', '2026-09-25T09:00:00+08:00', 5, 'wd', '2026-10-08'],
    ['nothing to wait for ends with the day', '2026-03-02T10:00:00+08:00', 0, 'cd', '2026-03-02'],
    ['nothing to wait for on a holiday ends with the next working day', '2026-10-01T10:00:00+08:00', 0, 'wd', '2026-10-08'],
  ] as const)('%s', (...[, from, days, unit, last]) => expect(toIso(deadline(calendar, at(from), days, unit))).toBe(toIso(endOfDay(day(last)))))

  it('ends at 24:00 of a working day, at least so many days after the event', () =>
    fc.assert(
      fc.property(fc.integer({ min: 20_000, max: 20_800 }), fc.integer({ min: 0, max: 60 }), fc.constantFrom('cd', 'wd'), (start, days, unit) => {
        const from = endOfDay(addCalendarDays(day('1970-01-01'), start))
        const end = deadline(calendar, from, days, unit)
        const last = addCalendarDays(dateOf(end), -1)
        expect(endOfDay(last)).toBe(end)
        expect(calendar.isWorkingDay(last)).toBe(true)
        expect(dayNumber(last) - dayNumber(dateOf(from))).toBeGreaterThanOrEqual(days)
        expect(unit === 'cd' || days === 0 || workingDaysBetween(calendar, dateOf(from), last) === days).toBe(true)
      }),
    ))
  it('refuses negative and broken periods', () => {
    expect(() => deadline(calendar, at('2026-03-02T10:00:00Z'), -1, 'cd')).toThrow(RangeError)
    expect(() => deadline(calendar, at('2026-03-02T10:00:00Z'), 1.5, 'wd')).toThrow(RangeError)
  })
})

describe('working days', () => {
  it('counts what it adds, forwards and backwards', () =>
    fc.assert(
      fc.property(fc.integer({ min: 20_000, max: 20_800 }), fc.integer({ min: -40, max: 40 }), (start, days) => {
        const from = addCalendarDays(day('1970-01-01'), start)
        const to = addWorkingDays(calendar, from, days)
        expect(workingDaysBetween(calendar, from, to)).toBe(days)
        expect(days === 0 || calendar.isWorkingDay(to)).toBe(true)
      }),
    ))
  it('is additive', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 }), (a, b) => {
        expect(addWorkingDays(calendar, addWorkingDays(calendar, day('2026-09-20'), a), b)).toBe(addWorkingDays(calendar, day('2026-09-20'), a + b))
      }),
    ))
  it('bears a break of 60 days, and no longer one', () => {
    const afterBreak = (length: number): BusinessCalendar => ({ isWorkingDay: (date) => dayNumber(date) > dayNumber(day('2026-01-01')) + length })
    expect(addWorkingDays(afterBreak(60), day('2026-01-01'), 1)).toBe('2026-03-03')
    expect(() => addWorkingDays(afterBreak(61), day('2026-01-01'), 1)).toThrow(RangeError)
  })
  it('does not loop for ever on a broken calendar', () => expect(() => addWorkingDays({ isWorkingDay: () => false }, day('2026-01-01'), 1)).toThrow(RangeError))
})

test.each([
  ['right', '2026-03-04', '2026-03-05', '2026-03-05'],
  ['right', '2026-03-04', '2026-03-03', '2026-03-04'],
  ['debt', '2026-03-04', '2026-03-05', '2026-03-04'],
  ['debt', '2026-03-04', '2026-03-03', '2026-03-04'],
] as const)('a %s told to end on %s and recounted to %s ends on %s', (runsFor, told, recounted, expected) =>
  expect(correctedEnd(endOfDay(day(told)), endOfDay(day(recounted)), runsFor)).toBe(endOfDay(day(expected))),
)
