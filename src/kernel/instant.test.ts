import fc from 'fast-check'
import { describe, expect, it, test, vi } from 'vitest'
import { calendarDate, dateOf, dateOfDayNumber, dayNumber, endOfDay, instant, isoOrNull, later, MINUTE_MS, parseInstant, startOfDay, toIso } from './instant.ts'

const anyInstant = fc.integer({ min: Date.UTC(1950, 0), max: Date.UTC(2200, 0) }).map(instant)

describe('instants', () => {
  it('are written and read back', () =>
    fc.assert(
      fc.property(anyInstant, (at) => {
        expect(parseInstant(toIso(at))).toBe(at)
      }),
    ))
  it('read offsets and drop what is finer than a millisecond', () => {
    expect(toIso(parseInstant('2026-03-02T08:00:00+08:00'))).toBe('2026-03-02T00:00:00.000Z')
    expect(toIso(parseInstant('2026-03-02T00:00:00.123999Z'))).toBe('2026-03-02T00:00:00.123Z')
    expect(toIso(parseInstant('2026-03-02T00:00Z'))).toBe('2026-03-02T00:00:00.000Z')
  })
  test.each([
    '',
    '2026-03-02',
    '2026-03-02T00:00:00',
    '2026-02-30T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-03-02T24:00:00Z',
    '2026-03-02 00:00:00Z',
    '1890-01-01T00:00:00Z',
  ])('refuses %j', (text) => expect(() => parseInstant(text)).toThrow(RangeError))
  it('reach from the first day of 1900 in Hangzhou to the end of 9999', () => {
    const [first, end] = [Date.UTC(1899, 11, 31, 16), Date.UTC(9999, 11, 31, 16)]
    expect([toIso(instant(first)), toIso(instant(end))]).toEqual(['1899-12-31T16:00:00.000Z', '9999-12-31T16:00:00.000Z'])
    expect(() => instant(first - 1)).toThrow(RangeError)
    expect(() => instant(end + 1)).toThrow(RangeError)
  })
  it('are written alike however many were written before', () => {
    for (let ms = 0; ms < 1_000; ms += 1) expect(toIso(instant(ms))).toBe(`1970-01-01T00:00:00.${String(ms).padStart(3, '0')}Z`)
    expect(toIso(instant(0))).toBe('1970-01-01T00:00:00.000Z')
  })
  it('are written once for all who tell of them together, and forgotten when 256 others have been', async () => {
    vi.resetModules()
    const fresh = await import('./instant.ts')
    const writing = vi.spyOn(Date.prototype, 'toISOString')
    const writesOf = (from: number, to = from): number => {
      writing.mockClear()
      for (let ms = from; ms <= to; ms += 1) fresh.toIso(fresh.instant(ms))
      return writing.mock.calls.length
    }
    try {
      expect([writesOf(0), writesOf(1, 255), writesOf(0, 255)]).toEqual([1, 255, 0])
      expect([writesOf(256), writesOf(0)]).toEqual([1, 1])
    } finally {
      writing.mockRestore()
    }
  })
  it('are null where there is none', () => expect([isoOrNull(null), isoOrNull(instant(0))]).toEqual([null, '1970-01-01T00:00:00.000Z']))
  test.each([Number.NaN, 0.5, Number.POSITIVE_INFINITY, 9e15])('refuses %d', (ms) => expect(() => instant(ms)).toThrow(RangeError))
  it('move', () => expect(toIso(later(parseInstant('2026-03-02T00:00:00Z'), 5 * MINUTE_MS))).toBe('2026-03-02T00:05:00.000Z'))
})

describe('calendar dates in Hangzhou', () => {
  it('lie between their own ends', () =>
    fc.assert(
      fc.property(anyInstant, (at) => {
        const [start, end] = [startOfDay(dateOf(at)), endOfDay(dateOf(at))]
        expect([start <= at, at < end, end === startOfDay(dateOf(end))]).toEqual([true, true, true])
      }),
    ))
  it('change at 16:00 UTC', () => {
    expect(dateOf(parseInstant('2026-03-02T15:59:59.999Z'))).toBe('2026-03-02')
    expect(dateOf(parseInstant('2026-03-02T16:00:00Z'))).toBe('2026-03-03')
  })
  it('are numbered without gaps', () =>
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 100_000 }), (days) => {
        expect(dayNumber(dateOfDayNumber(days))).toBe(days)
      }),
    ))
  test.each(['2026-02-29', '2026-1-1', '2026-00-10', '2026-04-31', '20260401', '1899-12-31', '0026-04-01', '2026-04-00', '2026-01-32', '2026-01-99', ''])(
    'refuses %j',
    (text) => expect(() => calendarDate(text)).toThrow(RangeError),
  )
  test.each(['2028-02-29', '1900-01-01', '9999-12-31'])('knows %s', (text) => expect(calendarDate(text)).toBe(text))
})
