import { describe, expect, it } from 'vitest'
import { patentCheckDigit, readPatentNumber } from './patent-number.ts'

const YEAR = 2026
const numbered = (body: string): string => `${body}.${patentCheckDigit(body)}`

describe('patent numbers', () => {
  it.each([
    ['201080063196.9', 'invention', 2010, false],
    ['201861934.2', null, 0, false],
    ['201810861934.2', 'invention', 2018, false],
    ['ZL201810861934.2', 'invention', 2018, true],
    ['zl 2018108619342', 'invention', 2018, true],
    ['ＣＮ201810861934.2', 'invention', 2018, false],
  ])('%s', (text, kind, year, isGranted) => {
    const read = readPatentNumber(text, YEAR)
    if (kind === null) expect(read).toMatchObject({ ok: false, refusal: { code: 'achievement.patent_number_malformed' } })
    else expect(read).toMatchObject({ ok: true, value: { kind, year, isGranted } })
  })

  it('names the digit that was expected', () => {
    expect(readPatentNumber('201080063196.8', YEAR, 'patentNumbers.0')).toEqual({
      ok: false,
      refusal: { code: 'achievement.patent_check_digit', params: { number: '201080063196.8', expected: '9' }, field: 'patentNumbers.0' },
    })
  })

  it('takes numbers of eight digits from before October 2003', () => {
    const body = '85100001'
    expect(readPatentNumber(`${body}.${patentCheckDigit(body)}`, YEAR)).toMatchObject({ ok: true, value: { year: 1985, kind: 'invention' } })
    const late = '02112345'
    expect(readPatentNumber(`ZL${late}${patentCheckDigit(late)}`, YEAR)).toMatchObject({ ok: true, value: { year: 2002 } })
  })

  it('refuses kinds that do not exist', () => {
    expect(readPatentNumber('201070063196.9', YEAR)).toMatchObject({ ok: false, refusal: { code: 'achievement.patent_number_malformed' } })
  })

  it.each([
    ['10100001', 'eight digits in 2010'],
    ['84100001', 'before there was a patent law'],
    ['04100001', 'eight digits in 2004'],
    ['199910000001', 'twelve digits before October 2003'],
    ['200210000001', 'twelve digits before October 2003'],
    ['000110000001', 'the year 1'],
    ['999910000001', 'the year 9999'],
    ['202710000001', 'a year that has not begun'],
  ])('refuses %s: %s', (body) => {
    expect(readPatentNumber(numbered(body), YEAR)).toMatchObject({ ok: false, refusal: { code: 'achievement.patent_number_malformed' } })
  })

  it.each([
    ['85100001', 1985],
    ['99112345', 1999],
    ['00112345', 2000],
    ['03112345', 2003],
    ['200310112345', 2003],
    ['202610112345', 2026],
  ])('takes %s of %s', (body, year) => {
    expect(readPatentNumber(numbered(body), YEAR)).toMatchObject({ ok: true, value: { year } })
  })
})
