import { describe, expect, it } from 'vitest'
import { formatDate, formatDayMonth, formatDuration, formatEnd, formatInstant, formatTime, formatWeekday } from './dates.ts'

describe('dates are Beijing time in both languages', () => {
  it('turns the day at 16:00 UTC', () => {
    expect(formatInstant('2025-03-05T15:59:59Z', 'zh', true)).toBe('2025年3月5日 23:59:59')
    expect(formatInstant('2025-03-05T16:00:00Z', 'zh')).toBe('2025年3月6日 00:00')
    expect(formatInstant('2025-03-05T16:00:00Z', 'en')).toBe('6 Mar 2025, 00:00')
  })

  it('writes days, weekdays and times', () => {
    expect(formatDate('2025-10-01', 'zh')).toBe('2025年10月1日')
    expect(formatDayMonth('2025-10-01', 'en')).toBe('1 Oct')
    expect(formatWeekday('2025-10-01', 'zh')).toBe('周三')
    expect(formatWeekday('2025-10-05', 'en')).toBe('Sun')
    expect(formatTime('2025-10-01T01:02:03Z')).toBe('09:02')
  })

  it('writes an end at midnight as the end of the day before', () => {
    expect(formatEnd('2025-03-05T16:00:00Z', 'zh')).toBe('2025年3月5日 24:00')
    expect(formatEnd('2025-03-05T09:00:00Z', 'en')).toBe('5 Mar 2025, 17:00')
  })

  it('says durations in their two largest parts', () => {
    expect(formatDuration(2 * 86_400_000 + 3 * 3_600_000 + 59_000, 'zh')).toBe('2天3小时')
    expect(formatDuration(61_000, 'en')).toBe('1 min 1 s')
    expect(formatDuration(300_000, 'zh')).toBe('5分钟')
    expect(formatDuration(-5, 'zh')).toBe('0秒')
  })
})
