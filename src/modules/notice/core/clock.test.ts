import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { addCalendarDays, type BusinessCalendar, type DayUnit } from '#kernel/business-calendar.ts'
import { calendarDate, dateOf, DAY_MS, later, parseInstant, startOfDay, toIso, type Instant } from '#kernel/instant.ts'
import { continueClock, correctClock, daysLeft, startClock, stopClock, type Clock, type RunningClock } from './clock.ts'

/** October 2026: the National Day holiday 1–7, with Saturday 10 worked. Otherwise Monday to Friday. */
const calendar: BusinessCalendar = {
  isWorkingDay: (date) => {
    if (date === '2026-10-10') return true
    if (date >= '2026-10-01' && date <= '2026-10-07') return false
    const weekday = Math.round((startOfDay(date) - startOfDay(calendarDate('2026-01-04'))) / DAY_MS) % 7
    return weekday !== 0 && weekday !== 6
  },
}
const at = (text: string): Instant => parseInstant(`${text}+08:00`)
const lastDay = (clock: RunningClock) => dateOf(later(clock.closesAt, -1))

describe('the period of a notice (Civil Code art. 201, 203)', () => {
  it.each([
    // opened, days, unit, last day
    ['2026-03-02T09:00:00', 15, 'cd', '2026-03-17', 'the day of opening does not count'],
    ['2026-03-02T23:59:59', 15, 'cd', '2026-03-17', 'however late it was opened'],
    ['2026-02-27T09:00:00', 15, 'cd', '2026-03-16', 'the 14th is a Saturday: moved to Monday'],
    ['2026-09-18T09:00:00', 15, 'cd', '2026-10-08', 'the 3rd falls into the holiday: moved behind it'],
    ['2026-03-02T09:00:00', 5, 'wd', '2026-03-09', 'weekends do not count'],
    ['2026-09-28T09:00:00', 5, 'wd', '2026-10-10', 'holidays do not count, a worked Saturday does'],
    ['2026-03-07T09:00:00', 5, 'wd', '2026-03-13', 'opened on a Saturday'],
  ] as const)('opened %s for %s %s runs to %s (%s)', (...[opened, days, unit, last]) => {
    const clock = startClock(calendar, at(opened), days, unit)
    expect(lastDay(clock)).toBe(last)
    expect(toIso(clock.closesAt), 'ends at 24:00 in Hangzhou').toMatch(/T16:00:00\.000Z$/)
  })
})

describe('an objection stops the clock', () => {
  const open = startClock(calendar, at('2026-03-02T09:00:00'), 15, 'cd')
  it.each([
    // stopped, remaining
    ['2026-03-02T15:00:00', 15, 'on the day of opening: nothing has run'],
    ['2026-03-03T10:00:00', 15, 'the day of the objection does not count as run'],
    ['2026-03-10T10:00:00', 8, 'the 3rd to the 9th have run'],
    ['2026-03-17T23:00:00', 1, 'in the last hour: the last day has still to run'],
  ])('at %s: %s days remain (%s)', (stopped, remaining) => {
    expect(stopClock(calendar, open, at(stopped)).remaining).toBe(remaining)
  })

  it('and it runs on with the days that were left', () => {
    const stopped = stopClock(calendar, open, at('2026-03-10T10:00:00'))
    expect(daysLeft(calendar, stopped, at('2026-03-25T10:00:00'))).toBe(8)
    expect(lastDay(continueClock(calendar, stopped, at('2026-03-20T10:00:00')))).toBe('2026-03-30')
  })

  it('working days: weekends in between take nothing away', () => {
    const clock = startClock(calendar, at('2026-03-02T09:00:00'), 5, 'wd')
    const stopped = stopClock(calendar, clock, at('2026-03-06T09:00:00'))
    expect(stopped.remaining).toBe(2)
    expect(lastDay(continueClock(calendar, stopped, at('2026-03-07T09:00:00')))).toBe('2026-03-10')
  })

  it('leaves at least one whole working day, even if the days of the law had run and only the holiday was left', () => {
    const clock = startClock(calendar, at('2026-09-16T09:00:00'), 15, 'cd')
    expect(lastDay(clock)).toBe('2026-10-08')
    const stopped = stopClock(calendar, clock, at('2026-10-03T09:00:00'))
    expect(stopped.remaining).toBe(0)
    expect(lastDay(continueClock(calendar, stopped, at('2026-10-08T18:00:00')))).toBe('2026-10-09')
  })
})

/** Any weekly rhythm with holidays sprinkled in; at least one working day in three. */
const anyCalendar = fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }).map((pattern): BusinessCalendar => ({
  isWorkingDay: (date) => {
    const day = Math.round(startOfDay(date) / DAY_MS)
    return day % 3 === 0 || (pattern[day % 40] ?? false)
  },
}))
const start = at('2026-01-05T00:00:00')
const moment = fc.integer({ min: 0, max: 20 * 24 * 60 }).map((minutes) => later(start, minutes * 60_000))
const story = fc.record({
  calendar: anyCalendar,
  days: fc.integer({ min: 1, max: 30 }),
  unit: fc.constantFrom<DayUnit>('cd', 'wd'),
  opensAt: moment,
  pauses: fc.array(fc.record({ afterMinutes: fc.integer({ min: 0, max: 6 * 24 * 60 }), lastsMinutes: fc.integer({ min: 0, max: 12 * 24 * 60 }) }), {
    maxLength: 4,
  }),
})

/** Plays the pauses that come before the end; gives the final clock and the dates that ran in full. */
interface Story {
  readonly calendar: BusinessCalendar
  readonly days: number
  readonly unit: DayUnit
  readonly opensAt: Instant
  readonly pauses: readonly { readonly afterMinutes: number; readonly lastsMinutes: number }[]
}
const play = ({ calendar: days, days: count, unit, opensAt, pauses }: Story) => {
  let clock: RunningClock = startClock(days, opensAt, count, unit)
  const ends = [clock.closesAt]
  const stretches: { from: Instant; to: Instant }[] = []
  for (const pause of pauses) {
    const stoppedAt = later(clock.since, pause.afterMinutes * 60_000)
    if (stoppedAt >= clock.closesAt) continue
    stretches.push({ from: clock.since, to: stoppedAt })
    clock = continueClock(days, stopClock(days, clock, stoppedAt), later(stoppedAt, pause.lastsMinutes * 60_000))
    ends.push(clock.closesAt)
  }
  stretches.push({ from: clock.since, to: clock.closesAt })
  return { clock, ends, stretches }
}

/** Days of the unit that lie whole inside a stretch, the day on which it began not counted. */
const wholeDays = (days: BusinessCalendar, unit: DayUnit, stretch: { from: Instant; to: Instant }): number => {
  let count = 0
  for (let date = addCalendarDays(dateOf(stretch.from), 1); startOfDay(addCalendarDays(date, 1)) <= stretch.to; date = addCalendarDays(date, 1)) {
    if (unit === 'cd' || days.isWorkingDay(date)) count += 1
  }
  return count
}

/** Every date from the one of the first instant to the one of the second. */
const daysBetween = (from: Instant, to: Instant): string[] => {
  const dates: string[] = []
  for (let date = dateOf(from); date <= dateOf(to); date = addCalendarDays(date, 1)) dates.push(date)
  return dates
}

describe('whatever is objected, and whenever', () => {
  it('a pause never brings the end nearer', () =>
    expect(() =>
      fc.assert(
        fc.property(story, (given) => {
          const { ends } = play(given)
          return ends.every((end, index) => index === 0 || end >= (ends[index - 1] ?? end))
        }),
      ),
    ).not.toThrow())

  it('the notice has run its whole legal period while the clock was running', () =>
    expect(() =>
      fc.assert(
        fc.property(story, (given) => {
          const { stretches } = play(given)
          return stretches.reduce((sum, stretch) => sum + wholeDays(given.calendar, given.unit, stretch), 0) >= given.days
        }),
      ),
    ).not.toThrow())

  it('the time it stood is given back exactly: the end is the first working day on which no day of the period is missing', () =>
    expect(() =>
      fc.assert(
        fc.property(story, (given) => {
          const { clock, stretches } = play(given)
          // Counted anew, day by day, without the clock: the days on which it stood, even for a minute, are not among them.
          const stood = new Set(stretches.slice(1).flatMap((stretch, index) => daysBetween(stretches[index]?.to ?? stretch.from, stretch.from)))
          const lastResumed = dateOf(stretches.at(-1)?.from ?? given.opensAt)
          let run = 0
          let date = dateOf(given.opensAt)
          while (run < given.days || date <= lastResumed || !given.calendar.isWorkingDay(date)) {
            date = addCalendarDays(date, 1)
            if (!stood.has(date) && (given.unit === 'cd' || given.calendar.isWorkingDay(date))) run += 1
          }
          return date === dateOf(later(clock.closesAt, -1))
        }),
      ),
    ).not.toThrow())

  it('the end is that of a working day', () =>
    expect(() =>
      fc.assert(
        fc.property(story, (given) => {
          const { clock } = play(given)
          return given.calendar.isWorkingDay(dateOf(later(clock.closesAt, -1))) && (clock.closesAt + 8 * 3_600_000) % DAY_MS === 0
        }),
      ),
    ).not.toThrow())

  it('what is left never grows while time goes by', () =>
    expect(() =>
      fc.assert(
        fc.property(story, fc.nat(60), fc.nat(60), (given, a, b) => {
          const clock: Clock = startClock(given.calendar, given.opensAt, given.days, given.unit)
          const [early, late] = a < b ? [a, b] : [b, a]
          return daysLeft(given.calendar, clock, later(given.opensAt, early * DAY_MS)) >= daysLeft(given.calendar, clock, later(given.opensAt, late * DAY_MS))
        }),
      ),
    ).not.toThrow())
})

it('a notice of no days that is counted again ends with its day; one that went on leaves a working day', () => {
  const clock = startClock(calendar, at('2026-03-02T09:00:00'), 0, 'cd')
  expect(lastDay(correctClock(calendar, clock, false))).toBe('2026-03-02')
  expect(lastDay(correctClock(calendar, clock, true))).toBe('2026-03-03')
})
