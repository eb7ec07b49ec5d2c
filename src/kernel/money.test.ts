import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { amountInEnglish } from './money-words.ts'
import { basisPointsOf, capitalAmount, formatAmount, formatWan, formatWanShort, plainDecimal } from './money.ts'

const amount = fc.bigInt({ min: 0n, max: 10n ** 17n })

describe('writing amounts', () => {
  test.each([
    [123_450n, '1,234.50元', 'CNY 1,234.50'],
    [0n, '0.00元', 'CNY 0.00'],
    [5n, '0.05元', 'CNY 0.05'],
    [-100_000n, '-1,000.00元', 'CNY -1,000.00'],
  ])('%s fen', (minor, zh, en) => {
    expect(formatAmount(minor, 'CNY', 'zh')).toBe(zh)
    expect(formatAmount(minor, 'CNY', 'en')).toBe(en)
  })
  test.each([
    [-5n, '-0.05'],
    [0n, '0.00'],
    [-123_456n, '-1234.56'],
    [99n, '0.99'],
  ])('%s fen for a program: %s', (minor, text) => expect(plainDecimal(minor)).toBe(text))
  it('writes yen without a fraction', () => expect(formatAmount(1_234n, 'JPY', 'en')).toBe('JPY 1,234'))

  test.each([
    [120_000_000n, '120万元', 'CNY 1.2 million'],
    [35_800_000n, '35.8万元', 'CNY 358,000'],
    [980_000n, '9,800元', 'CNY 9,800'],
    [12_345_678n, '12.345678万元', 'CNY 123,456.78'],
    [123_456_789_012n, '123,456.789012万元', 'CNY 1,234.56789012 million'],
    [0n, '0元', 'CNY 0'],
    [50n, '0.5元', 'CNY 0.5'],
    [-120_000_000n, '-120万元', 'CNY -1.2 million'],
    [1_000_000n, '1万元', 'CNY 10,000'],
    [999_999n, '9,999.99元', 'CNY 9,999.99'],
    [100_000_000n, '100万元', 'CNY 1 million'],
    [99_999_999n, '99.999999万元', 'CNY 999,999.99'],
    [-1n, '-0.01元', 'CNY -0.01'],
  ])('headline of %s fen', (minor, zh, en) => {
    expect(formatWan(minor, 'zh')).toBe(zh)
    expect(formatWan(minor, 'en')).toBe(en)
  })
})

describe('shares in basis points', () => {
  it('of nothing, and none of something, are nothing in every rounding', () => {
    for (const rounding of ['down', 'up', 'half-even'] as const) expect([basisPointsOf(0n, 7_000, rounding), basisPointsOf(7n, 0, rounding)]).toEqual([0n, 0n])
  })
  it('rounds as told', () => {
    expect(basisPointsOf(5n, 5_000, 'down')).toBe(2n)
    expect(basisPointsOf(5n, 5_000, 'up')).toBe(3n)
    expect(basisPointsOf(5n, 5_000, 'half-even')).toBe(2n)
    expect(basisPointsOf(7n, 5_000, 'half-even')).toBe(4n)
    expect(basisPointsOf(1_000n, 7_000, 'down')).toBe(700n)
  })
  it('stays within a unit of the exact share', () =>
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 20_000 }), (minor, rate) => {
        const [down, even, up] = (['down', 'half-even', 'up'] as const).map((rounding) => basisPointsOf(minor, rate, rounding)) as [bigint, bigint, bigint]
        const exact = minor * BigInt(rate)
        expect(down * 10_000n <= exact && exact <= up * 10_000n && up - down <= 1n && (even === down || even === up)).toBe(true)
        const off = even * 10_000n - exact
        expect((off < 0n ? -off : off) <= 5_000n).toBe(true)
      }),
    ))
  it('refuses what has no meaning', () => {
    expect(() => basisPointsOf(-1n, 1, 'down')).toThrow(RangeError)
    expect(() => basisPointsOf(1n, 0.5, 'down')).toThrow(/not a rate/)
    expect(() => basisPointsOf(1n, -1, 'down')).toThrow(/not a rate/)
  })
})

describe('capital numerals', () => {
  test.each([
    ['0', '零元整'],
    ['0.01', '壹分'],
    ['0.30', '叁角整'],
    ['0.35', '叁角伍分'],
    ['1', '壹元整'],
    ['10', '壹拾元整'],
    ['1200000', '壹佰贰拾万元整'],
    ['1409.50', '壹仟肆佰零玖元伍角整'],
    ['6007.14', '陆仟零柒元壹角肆分'],
    ['1680.32', '壹仟陆佰捌拾元叁角贰分'],
    ['107000.53', '壹拾万柒仟元伍角叁分'],
    ['16409.02', '壹万陆仟肆佰零玖元零贰分'],
    ['325.04', '叁佰贰拾伍元零肆分'],
    ['1000500', '壹佰万零伍佰元整'],
    ['100000500', '壹亿零伍佰元整'],
    ['100000000', '壹亿元整'],
    ['100010000', '壹亿零壹万元整'],
    ['10000000000', '壹佰亿元整'],
    ['1000000000000', '壹万亿元整'],
    ['1000100000000', '壹万零壹亿元整'],
    ['1234500000000', '壹万贰仟叁佰肆拾伍亿元整'],
    ['1001001', '壹佰万壹仟零壹元整'],
    ['100001000', '壹亿零壹仟元整'],
    ['20000001', '贰仟万零壹元整'],
    ['100010000000', '壹仟亿壹仟万元整'],
    ['9876543210123456.78', '玖仟捌佰柒拾陆万伍仟肆佰叁拾贰亿壹仟零壹拾贰万叁仟肆佰伍拾陆元柒角捌分'],
  ])('%s', (text, capital) => expect(capitalAmount(BigInt(text.replace('.', '')) * (text.includes('.') ? 1n : 100n))).toBe(capital))

  it('gives every amount its own text, which can be read back', () =>
    fc.assert(
      fc.property(amount, (minor) => {
        expect(readCapital(capitalAmount(minor))).toBe(minor)
      }),
    ))
  it('writes negative amounts with 负 and refuses the unwritable', () => {
    expect(capitalAmount(-100n)).toBe('负壹元整')
    expect(capitalAmount(-1n)).toBe('负壹分')
    expect(() => capitalAmount(10n ** 18n)).toThrow(RangeError)
  })
})

describe('amounts in English words', () => {
  test.each([
    [0n, 'zero yuan'],
    [1_05n, 'one yuan and five fen'],
    [13_00n, 'thirteen yuan'],
    [20_00n, 'twenty yuan'],
    [90_19n, 'ninety yuan and nineteen fen'],
    [100_00n, 'one hundred yuan'],
    [320_20n, 'three hundred twenty yuan and twenty fen'],
    [21_000_000_00n, 'twenty-one million yuan'],
    [1_001_001_00n, 'one million one thousand one yuan'],
    [8_412_300_99n, 'eight million four hundred twelve thousand three hundred yuan and ninety-nine fen'],
    [9_000_000_000_000_000_00n, 'nine quadrillion yuan'],
  ])('%s fen', (minor, words) => expect(amountInEnglish(minor)).toBe(words))
  it.each([10n ** 18n, -1n, -100n])('are refused where there are no words: %s', (minor) => expect(() => amountInEnglish(minor)).toThrow(RangeError))
})

/** An independent reader of capital numerals. */
const readCapital = (text: string): bigint => {
  const digits = '零壹贰叁肆伍陆柒捌玖'
  const places: Record<string, bigint> = { 拾: 10n, 佰: 100n, 仟: 1_000n }
  let [total, upToYi, upToWan, digit] = [0n, 0n, 0n, 0n]
  for (const character of text) {
    if (digits.includes(character)) digit = BigInt(digits.indexOf(character))
    else if (character in places) [upToWan, digit] = [upToWan + digit * (places[character] ?? 0n), 0n]
    else if (character === '万') [upToYi, upToWan, digit] = [(upToWan + digit) * 10_000n, 0n, 0n]
    else if (character === '亿') [total, upToYi, upToWan, digit] = [(upToYi + upToWan + digit) * 10n ** 8n, 0n, 0n, 0n]
    else if (character === '元') [total, upToYi, upToWan, digit] = [(total + upToYi + upToWan + digit) * 100n, 0n, 0n, 0n]
    else if (character === '角') [total, digit] = [total + digit * 10n, 0n]
    else if (character === '分') [total, digit] = [total + digit, 0n]
  }
  return total
}

describe('figures read at a glance', () => {
  it.each([
    [1_006_823_456n, 'zh', '1,006.82万元'],
    [1_006_823_456n, 'en', 'CNY 10.06 million'],
    [123_456n, 'zh', '1,234.56元'],
    [123_456n, 'en', 'CNY 1,234.56'],
    [-1_006_823_456n, 'zh', '-1,006.82万元'],
    [50_000_000n, 'zh', '50万元'],
    [1_000_000n, 'zh', '1万元'],
    [1_009_999n, 'zh', '1万元'],
    [999_999n, 'zh', '9,999.99元'],
    [99_999_999n, 'en', 'CNY 999,999.99'],
    [100_999_999n, 'en', 'CNY 1 million'],
  ] as const)('%s in %s is %s', (minor, lang, shown) => expect(formatWanShort(minor, lang)).toBe(shown))
})
