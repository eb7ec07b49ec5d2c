import { describe, expect, it } from 'vitest'
import { daysIn, monthBeside, monthOf, weeksOf } from './calendar-month.ts'

describe('a month', () => {
  it.each([
    ['2026-05', '2026-05'],
    ['2026-13', '2026-03'],
    ['nonsense', '2026-03'],
    [null, '2026-03'],
  ])('%s is %s', (asked, expected) => expect(monthOf(asked, '2026-03-03')).toBe(expected))
  it.each([
    ['2026-12', 1, '2027-01'],
    ['2026-01', -1, '2025-12'],
    ['2026-03', 1, '2026-04'],
  ] as const)('%s %i is %s', (month, by, expected) => expect(monthBeside(month, by)).toBe(expected))
  it.each([
    ['2026-02', 28],
    ['2028-02', 29],
    ['2026-12', 31],
  ])('%s has %i days', (month, days) => expect(daysIn(month)).toBe(days))
  it('is drawn in whole weeks from Monday, each event on its day in Beijing', () => {
    const weeks = weeksOf('2026-03', [{ startsAt: '2026-03-31T15:59:00.000Z' }, { startsAt: '2026-03-31T16:00:00.000Z' }])
    expect([weeks[0]?.[0]?.date, weeks.at(-1)?.[6]?.date, weeks.length]).toEqual(['2026-02-23', '2026-04-05', 6])
    const busy = weeks.flat().filter(({ events }) => events.length > 0)
    expect(busy.map(({ date, isOfMonth, events }) => [date, isOfMonth, events.length])).toEqual([
      ['2026-03-31', true, 1],
      ['2026-04-01', false, 1],
    ])
  })
})
