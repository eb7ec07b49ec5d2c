import { describe, expect, it } from 'vitest'
import { instant, parseInstant, toIso } from '#kernel/instant.ts'
import { addMonths } from './months.ts'
import { ALL_FIELDS, ALL_TERRITORY, conflicts, scopeOf, territoryOf, fieldsOf, type Right } from './scope.ts'

const T0 = parseInstant('2026-03-03T01:00:00Z')
const scope = (right: Right, over: { readonly field?: string; readonly territory?: string; readonly months?: number; readonly from?: number } = {}) => {
  const from = instant(over.from ?? T0)
  return scopeOf({
    right,
    from,
    to: over.months === undefined ? null : addMonths(from, over.months),
    field: over.field ?? null,
    territory: over.territory ?? null,
  })
}

describe('scope of a disposal', () => {
  it.each<[string, ReturnType<typeof scope>, ReturnType<typeof scope>, boolean]>([
    ['two assignments', scope('assignment'), scope('assignment'), true],
    ['assignment beside a narrow ordinary licence', scope('assignment'), scope('ordinary', { field: '纺织', territory: '杭州', months: 12 }), true],
    ['two ordinary licences', scope('ordinary'), scope('ordinary'), false],
    ['exclusive in different fields', scope('exclusive', { field: '汽车' }), scope('exclusive', { field: '医疗器械' }), false],
    ['exclusive in the same field, otherwise written', scope('exclusive', { field: ' 医疗 器械' }), scope('exclusive', { field: '医疗器械' }), true],
    ['exclusive in a list that shares one field', scope('exclusive', { field: '汽车、船舶' }), scope('sole', { field: '船舶' }), true],
    ['all fields beside one', scope('exclusive', { field: '全部领域' }), scope('ordinary', { field: '船舶' }), true],
    ['Zhejiang beside Hangzhou', scope('exclusive', { territory: '浙江省' }), scope('ordinary', { territory: '杭州市' }), true],
    ['Hangzhou beside Ningbo', scope('exclusive', { territory: '浙江省杭州市' }), scope('exclusive', { territory: '宁波' }), false],
    ['China beside Jiangsu', scope('exclusive', { territory: '全国' }), scope('ordinary', { territory: '江苏省' }), true],
    ['China beside abroad', scope('exclusive', { territory: '中国境内' }), scope('exclusive', { territory: '境外' }), false],
    ['an unknown place takes everything', scope('exclusive', { territory: '某地' }), scope('exclusive', { territory: '宁波' }), true],
    ['one after the other', scope('exclusive', { months: 12 }), scope('exclusive', { months: 12, from: addMonths(T0, 12) }), false],
    ['overlapping by a millisecond', scope('exclusive', { months: 12 }), scope('exclusive', { months: 12, from: addMonths(T0, 12) - 1 }), true],
  ])('%s', (_name, a, b, expected) => {
    expect(conflicts(a, b)).toBe(expected)
    expect(conflicts(b, a)).toBe(expected)
  })

  it('takes everything when nothing is said', () => {
    expect(territoryOf(null)).toEqual(ALL_TERRITORY)
    expect(fieldsOf('  ')).toEqual(ALL_FIELDS)
  })

  it('counts months as people do', () => {
    expect(toIso(addMonths(parseInstant('2026-01-31T04:00:00Z'), 1))).toBe('2026-02-28T04:00:00.000Z')
    expect(toIso(addMonths(parseInstant('2024-02-29T04:00:00Z'), 12))).toBe('2025-02-28T04:00:00.000Z')
    expect(toIso(addMonths(parseInstant('2026-12-31T18:30:00Z'), 60))).toBe('2031-12-31T18:30:00.000Z')
  })
})
