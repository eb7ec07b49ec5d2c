import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { readDecimal } from './decimal.ts'
import { formatAmount } from './money.ts'

const FEN = 2
const WAN = 6

describe('numbers as people write them', () => {
  test.each([
    ['0', FEN, 0n],
    ['12', FEN, 1_200n],
    ['12.34', FEN, 1_234n],
    ['1,234', FEN, 123_400n],
    ['1,234,567.89', FEN, 123_456_789n],
    ['１２', FEN, 1_200n],
    ['１，２３４．５', FEN, 123_450n],
    [' \t1,234.56\u00a0', FEN, 123_456n],
    ['1234.56000', FEN, 123_456n],
    ['35.8', WAN, 35_800_000n],
    ['0.000001', WAN, 1n],
    ['12.5', 0, 'decimals'],
    ['9999999999999999.99', FEN, 999_999_999_999_999_999n],
    ['10000000000000000.00', FEN, 'size'],
    ['12.345', FEN, 'decimals'],
    ['', FEN, 'empty'],
    ['\u3000', FEN, 'empty'],
  ] as const)('%j with %s places', (text, places, expected) => {
    expect(readDecimal(text, places)).toEqual(typeof expected === 'bigint' ? { ok: true, value: expected } : { ok: false, problem: expected })
  })

  test.each(['12,5', '1，2', '1,23,456', '12,34.56', '1,234,5', ',123', '1234,567', '0,123', '1,,234', '1,234.567,8', '12,', '123,4567', '１２，５'])(
    'a comma in an odd place is no number: %s',
    (text) => expect(readDecimal(text, FEN)).toEqual({ ok: false, problem: expect.stringMatching(/^(commas|form)$/) }),
  )
  it('names the comma where that is what is wrong', () => expect(readDecimal('12,5', FEN)).toEqual({ ok: false, problem: 'commas' }))

  test.each(['-1', '+1', '1.', '.5', '01', '1e3', '6.2E+18', 'NaN', '²', '٣', '12。5', "1'234", '1 234', '12万', '0x1f'])('refuses %j', (text) =>
    expect(readDecimal(text, FEN)).toEqual({ ok: false, problem: 'form' }),
  )

  it('reads a sign only where one may stand', () => {
    expect(readDecimal('-1,234.5', FEN, true)).toEqual({ ok: true, value: -123_450n })
    expect(readDecimal('－３', FEN, true)).toEqual({ ok: true, value: -300n })
    expect(readDecimal('+3', FEN, true)).toEqual({ ok: true, value: 300n })
    expect(readDecimal('- 3', FEN, true)).toEqual({ ok: false, problem: 'form' })
  })

  it('reads what the market writes, commas and all', () =>
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }), (minor) => {
        expect(readDecimal(formatAmount(minor, 'CNY', 'zh').replace('元', ''), FEN, true)).toEqual({ ok: true, value: minor })
      }),
    ))

  it('takes commas in no other place than the market writes them', () =>
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.nat({ max: 14 }), (whole, at) => {
        const digits = whole.toString()
        const text = `${digits.slice(0, at)},${digits.slice(at)}`
        const written = formatAmount(whole * 100n, 'CNY', 'zh').replace('.00元', '')
        expect(readDecimal(text, FEN).ok).toBe(text === written)
      }),
    ))
})
