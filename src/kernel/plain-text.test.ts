import { describe, expect, test } from 'vitest'
import { hiddenSigns, nameOfSign, textProblem, unusableSigns } from './plain-text.ts'

describe('text that reads as it is stored', () => {
  test.each([
    '张三',
    '欧阳·娜娜',
    '〇',
    '𠮷田一郎',
    'Łukasz Żółć',
    'Ağca Şahin',
    '김철수',
    'Nguyễn Thị Ánh',
    'Nguye\u0302\u0303n',
    'Ёлкин',
    'カタカナ',
    'O’Neil-Smith',
    '第一行\n第二行\t止',
    '',
  ])('takes %j', (text) => expect(unusableSigns(text)).toEqual([]))

  test.each([
    ['张\u202e三', 'U+202E', 'a direction override'],
    ['\u2066张三\u2069', 'U+2066', 'an isolate'],
    ['张\u200b三', 'U+200B', 'a space without width'],
    ['张\u200d三', 'U+200D', 'a joiner'],
    ['\ufeff张三', 'U+FEFF', 'a byte order mark'],
    ['张\u0000三', 'U+0000', 'a control'],
    ['张\u0007', 'U+0007', 'a bell'],
    ['\u0301张三', 'U+0301', 'a mark without a letter'],
    ['张 \u0301', 'U+0301', 'a mark on a blank'],
    ['张\ud83d', 'U+D83D', 'half a pair'],
    ['张\ue000', 'U+E000', 'a private sign'],
    ['张\u0378', 'U+0378', 'an unassigned code point'],
    ['张\u{e0041}', 'U+E0041', 'a tag'],
    ['葛\u{e0100}', 'U+E0100', 'a variation selector'],
    ['ㅤ', 'U+3164', 'a filler'],
    ['a\u00adb', 'U+00AD', 'a soft hyphen'],
  ])('refuses %j and names %s (%s)', (text, name) => {
    expect(textProblem(text)?.zh).toContain(name)
    expect(textProblem(text)?.en).toContain(name)
  })

  test.each([
    ['沈𫰠', '𫰠 (U+2BC20)'],
    ['沈𱖎', '𱖎 (U+3158E)'],
    ['张𡌴', '𡌴 (U+21334)'],
    ['好😀', '😀 (U+1F600)'],
  ])('refuses what no font has, naming it: %s', (text, name) => {
    expect(textProblem(text)?.zh).toContain(name)
    expect(textProblem(text)?.en).toContain(name)
  })

  test('names by its number only what would do something if it were printed', () =>
    expect(['\u202e', '\u0301', '😀', '\u00e9'].map(nameOfSign)).toEqual(['U+202E', 'U+0301', '😀 (U+1F600)', 'é (U+00E9)']))
  test('takes a mark that makes one sign with what is under it', () =>
    expect([hiddenSigns('a =\u0338 b'), hiddenSigns('a ,\u0338 b')]).toEqual([[], ['\u0338']]))
  test('names five signs and no more, each once', () => {
    const text = textProblem('😀😁😂😃😄😅😀')?.zh ?? ''
    expect([...text.matchAll(/U\+/g)]).toHaveLength(5)
    expect(textProblem('😀😀')?.en.match(/U\+/g)).toHaveLength(1)
  })
  test('says apart what hides and what no font has', () => {
    expect(textProblem('张\u200b')).toMatchObject({ zh: expect.stringContaining('看不见'), en: expect.stringContaining('cannot be seen') })
    expect(textProblem('好😀')).toMatchObject({ zh: expect.stringContaining('字库没有'), en: expect.stringContaining('no font') })
    expect(textProblem('好')).toBeNull()
  })
})
