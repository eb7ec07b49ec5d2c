import { describe, expect, it } from 'vitest'
import { parseInstant, calendarDate } from '#kernel/instant.ts'
import { cells, literal, typ, visibleText } from './markup.ts'
import { amountInFigures, amountInFull, BLANK, chineseDate, chineseEnd, chineseNumber, chineseTime, orBlank, percent, preciseTime } from './wording.ts'

const datum = (text: string): string => typ`${text}`.markup

describe('data in a paper', () => {
  it('are strings, whatever they contain', () => {
    expect(typ`甲 ${'#x "y" \\'}乙 ${3}。`.markup).toBe('甲 #"#x \\"y\\" \\\\";乙 #"3";。')
    expect(literal('a\nb')).toBe('"a\\nb"')
  })
  it('lose what cannot be seen, and are one sign where they are written in parts', () =>
    expect([visibleText('a\u200bb\r\nc\rd\t\u202e'), visibleText('e\u0301')]).toEqual(['ab\nc\nd', 'é']))
  it('are put together from markup, one or several', () => expect(typ`<${typ`*a*`}><${[typ`b`, typ`${'c'}`]}>`.markup).toBe('<*a*><b\n#"c";>'))
  it('fill the cells of a table', () =>
    expect(
      cells([
        ['a', typ`*b*`],
        ['c', 'd'],
      ]).markup,
    ).toBe('[#"a";], [*b*],\n[#"c";], [#"d";]'))

  it.each([
    ['nine wide letters', 'W'.repeat(9), true],
    ['ten wide letters', 'W'.repeat(10), false],
    ['twelve capitals and digits', 'AB12'.repeat(3), true],
    ['thirteen capitals', 'A'.repeat(13), false],
    ['fourteen small letters', 'a'.repeat(14), true],
    ['sixteen small letters', 'a'.repeat(16), false],
    ['many short words', 'word '.repeat(20), true],
    ['a Chinese sentence', '石墨烯复合膜的连续制备技术以及装置和用途', true],
  ])('are kept together when they fit a column: %s', (_, text, isWhole) => expect(datum(text) === `#"${text}";`).toBe(isWhole))
  it('are divided between the parts of a number, never within one that fits', () =>
    expect(datum('GS-2026-000123')).toBe('#{ ("GS-", "2026-", "000123",).map(box).join() };'))
  it('are divided between letters, never between a letter and its mark', () => {
    const letters = Array(16).fill('"x\u0302"').join(', ')
    expect(datum(`甲${'x\u0302'.repeat(16)}乙`)).toBe(`#{ "甲" + (${letters},).map(box).join() + "乙" };`)
    expect(datum('x\u0302'.repeat(16))).toBe(`#{ (${letters},).map(box).join() };`)
    expect(datum(`${'x\u0302'.repeat(16)} shorter words`)).toBe(`#{ (${letters},).map(box).join() + " shorter words" };`)
  })
})

describe('words of papers', () => {
  it('end a period at the 24th hour of its last day, and any other time as it is', () => {
    expect(chineseEnd(parseInstant('2026-11-20T16:00:00Z'))).toBe('2026年11月20日 24时')
    expect(chineseEnd(parseInstant('2026-11-20T16:00:01Z'))).toBe('2026年11月21日 00:00:01')
  })
  it('number articles', () => expect([1, 9, 10, 13, 18, 20, 21, 99].map(chineseNumber)).toEqual(['一', '九', '十', '十三', '十八', '二十', '二十一', '九十九']))
  it('leave a line for what is not known', () => expect([orBlank(' '), orBlank(null), orBlank('甲')]).toEqual([BLANK, BLANK, '甲']))
  it('write dates and times of Hangzhou', () => {
    const at = parseInstant('2026-03-08T16:05:09.007Z')
    expect([chineseDate(calendarDate('2026-03-09')), chineseTime(at), preciseTime(at)]).toEqual(['2026年3月9日', '2026年3月9日 00:05:09', '00:05:09.007'])
  })
  it('write amounts twice, and shares', () => {
    expect([amountInFull(120_000_000n), amountInFigures(5n)]).toEqual(['人民币壹佰贰拾万元整（¥1,200,000.00）', '¥0.05'])
    expect([7_000, 7_050, 0].map(percent)).toEqual(['70%', '70.5%', '0%'])
  })
})
