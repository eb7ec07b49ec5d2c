import { describe, expect, it } from 'vitest'
import { RULE_UNITS, type RuleUnit } from '#kernel/rule.ts'
import type { Actor, Role } from '#kernel/actor.ts'
import type { BusinessCalendar } from '#kernel/business-calendar.ts'
import type { Json } from '#kernel/canonical-json.ts'
import { calendarDate, dayNumber, instant, parseInstant, toIso } from '#kernel/instant.ts'
import { calendarFrom, CalendarNotCovered, isWeekend, provisionalDaysOff, specialDays, type PublishedDays } from './calendar.ts'
import { addMonths, endOfPeriod, isPeriodUnit, lastDayOf, type PeriodUnit } from './period.ts'
import { checkChange, isUnusual, mayChangeRules } from './proposal.ts'
import { misfit, ruleSetFrom, sourceIn, type Rule } from './rule.ts'
import { matches } from './search.ts'

const date = calendarDate
const rule = (more: Partial<Rule> = {}): Rule => ({
  id: 'rul_1',
  no: 1,
  key: 'notice.days',
  group: 'notice',
  branch: 'main',
  value: 15,
  unit: 'cd',
  boundMin: 10,
  boundMax: 30,
  boundForce: 'law',
  title: { zh: '公示期', en: 'Notice period' },
  bound: { zh: '', en: '' },
  sources: [{ code: 'L31', kind: 'law', title: { zh: '条例', en: 'Regulation' } }],
  standing: 'binding',
  binds: 'publicInstitutes',
  use: 'read',
  validFrom: null,
  validTo: null,
  ...more,
})

describe('the days of a year', () => {
  const unknown: PublishedDays = { covers: () => false, isWorkingDay: () => true, statutoryHolidays: (year) => (year === 2027 ? [date('2027-01-01')] : null) }

  it('a holiday on a weekend is made up on the next working day', () => {
    expect([...provisionalDaysOff([date('2027-02-06')])]).toEqual(['2027-02-06', '2027-02-08'])
    expect([...provisionalDaysOff([date('2027-02-05'), date('2027-02-07')])]).toEqual(['2027-02-05', '2027-02-07', '2027-02-08'])
    expect(['2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08'].map((day) => isWeekend(date(day)))).toEqual([false, true, true, false])
  })
  it('a year that nobody can compute is no guess, whatever is asked of it', () => {
    const calendar = calendarFrom(unknown)
    expect(() => calendar.basisOf(date('2028-03-01'))).toThrow(CalendarNotCovered)
    expect(() => calendar.isWorkingDay(date('2028-03-01'))).toThrow(CalendarNotCovered)
    expect(new CalendarNotCovered(2028)).toMatchObject({ name: 'CalendarNotCovered', year: 2028, refusal: { params: { year: 2028 } } })
    expect(calendar.basisOf(date('2027-03-01'))).toBe('provisional')
  })
  it('what the market enters comes before all, from the day on which it entered it', () => {
    const calendar = calendarFrom(unknown, {
      days: [
        { date: date('2027-01-04'), isWorking: false },
        { date: date('2027-12-31'), isWorking: false },
      ],
      completeYears: [{ year: 2027, from: date('2027-06-01') }],
    })
    expect(['2027-01-04', '2027-01-05', '2027-05-31', '2027-06-01', '2027-12-31'].map((day) => calendar.basisOf(date(day)))).toEqual([
      'overridden',
      'provisional',
      'provisional',
      'overridden',
      'overridden',
    ])
    expect(specialDays(calendar, 2027).map((day) => day.date)).toEqual(['2027-01-01', '2027-01-04', '2027-12-31'])
  })
})

describe('periods', () => {
  const weekdays: BusinessCalendar = { isWorkingDay: (day) => ![0, 6].includes((dayNumber(day) + 4) % 7) }
  const from = parseInstant('2026-01-28T03:00:00Z')
  it.each<[number, PeriodUnit, string]>([
    [90, 's', '2026-01-28T03:01:30.000Z'],
    [90, 'min', '2026-01-28T04:30:00.000Z'],
    [48, 'h', '2026-01-30T03:00:00.000Z'],
    [5, 'cd', '2026-02-02T16:00:00.000Z'],
    [5, 'wd', '2026-02-04T16:00:00.000Z'],
    // 28 February 2026 is a Saturday, 28 January 2028 a Friday.
    [1, 'month', '2026-03-02T16:00:00.000Z'],
    [2, 'year', '2028-01-28T16:00:00.000Z'],
  ])('of %i %s end at %s', (count, unit, end) => expect(toIso(endOfPeriod(weekdays, from, count, unit))).toBe(end))
  it.each([
    ['2026-10-31', 2, '2026-12-31'],
    ['2026-10-31', 1, '2026-11-30'],
    ['2026-11-15', 1, '2026-12-15'],
    ['2026-12-31', 1, '2027-01-31'],
    ['2026-12-31', 12, '2027-12-31'],
  ])('%s and %i months is %s', (start, months, end) => expect(addMonths(date(start), months)).toBe(end))
  it('are told by their last day', () => expect(lastDayOf(parseInstant('2026-03-02T16:00:00Z'))).toBe('2026-03-02'))
  it('exist in seven units', () => expect(RULE_UNITS.filter(isPeriodUnit)).toEqual(['cd', 'wd', 'h', 'min', 's', 'month', 'year']))
})

describe('changing a rule', () => {
  const today = date('2026-03-03')
  const codeOf = (of: Rule, value: Json, validFrom = '2026-04-01') => {
    const checked = checkChange(of, { value, validFrom: date(validFrom) }, today)
    return checked.ok ? 'ok' : checked.refusal.code
  }
  it.each<[string, Partial<Rule>, Json, string]>([
    ['the least that the law allows', {}, 10, 'ok'],
    ['less', {}, 9, 'rulebook.bound_violated'],
    ['the most', {}, 30, 'ok'],
    ['more', {}, 31, 'rulebook.bound_violated'],
    ['less than nothing where the law sets no least', { boundMin: null }, -1, 'ok'],
    ['any number where the law sets no most', { boundMax: null }, 1_000, 'ok'],
    ['outside of what is usual', { boundForce: 'custom' }, 31, 'ok'],
    ['a version that begins before it', { validFrom: date('2026-03-31') }, 20, 'ok'],
    ['a version that begins on the same day', { validFrom: date('2026-04-01') }, 20, 'rulebook.later_version.conflict'],
    ['a word', { unit: 'text', value: 'a', boundMin: 10 }, '9', 'ok'],
  ])('%s', (_name, more, value, code) => expect(codeOf(rule(more), value)).toBe(code))

  it.each<[Partial<Rule>, Json, boolean]>([
    [{ boundForce: 'custom' }, 31, true],
    [{ boundForce: 'custom' }, 30, false],
    [{ boundForce: 'custom' }, 9, true],
    [{ boundForce: 'custom' }, '9', false],
    [{ boundForce: 'law' }, 31, false],
  ])('%j: %j is unusual: %s', (more, value, expected) => expect(isUnusual(rule(more), value)).toBe(expected))

  it('is for clerks and administrators', () => {
    const holder = (role: Role): Actor => ({ kind: 'person', personId: 'per_1', mandates: [{ role, organisationId: 'org_m' }] })
    expect((['clerk', 'admin', 'finance', 'regulator'] as const).map((role) => mayChangeRules(holder(role)))).toEqual([true, true, false, false])
  })
})

describe('the kind of a value', () => {
  it.each<[RuleUnit, readonly Json[], readonly Json[]]>([
    ['flag', [true, false], [1, 'true', null, [true]]],
    ['list', [['a'], ['a', 'b']], [[], ['a', 1], [1], 'a', 1, null]],
    ['text', ['a'], ['', 1, null, ['a']]],
    ['date', ['2026-01-01'], ['', 20_260_101]],
    ['count', [0, -1, 9_007_199_254_740_991], [0.5, '1', null, 9_007_199_254_740_992, [1]]],
  ])('%s takes %j, not %j', (unit, fits, others) => {
    expect(fits.map((value) => misfit(unit, value))).toEqual(fits.map(() => null))
    const kind = unit === 'date' ? 'text' : unit === 'count' ? 'number' : unit
    expect(others.map((value) => misfit(unit, value))).toEqual(others.map(() => kind))
  })
  it('is held to when it is read', () => {
    const rules = ruleSetFrom([rule(), rule({ key: 'kinds', value: ['a', 'b'], unit: 'list' })], instant(0), { isWorkingDay: () => true })
    expect(rules.list('kinds')).toEqual(['a', 'b'])
    expect(() => rules.list('notice.days')).toThrow('rule notice.days is not a list')
    expect([rules.unit('kinds'), rules.id('kinds'), rules.rules.length]).toEqual(['list', 'rul_1', 2])
  })
})

describe('finding a rule', () => {
  it.each([
    ['', true],
    [' 公示期 ', true],
    ['Notice regulation', true],
    ['l31', true],
    ['L3', false],
    ['notice auctioneer', false],
    ['auctioneer', false],
  ])('by %j: %s', (query, found) => expect(matches(rule(), query)).toBe(found))
})

describe('a citation', () => {
  const source = '甲条例 / Regulation A；乙法'
  it.each([
    ['zh', '甲条例；乙法'],
    ['en', 'Regulation A; 乙法'],
  ] as const)('is written in one language: %s', (lang, words) => expect(sourceIn(lang, source)).toBe(words))
})
