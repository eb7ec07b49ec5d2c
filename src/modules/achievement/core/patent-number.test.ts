import { describe, expect, it } from 'vitest'
import { patentCheckDigit, readPatentNumber } from './patent-number.ts'

describe('patent numbers', () => {
  it.each([
    ['201080063196.9', 'invention', 2010, false],
    ['201861934.2', null, 0, false],
    ['201810861934.2', 'invention', 2018, false],
    ['ZL201810861934.2', 'invention', 2018, true],
    ['zl 2018108619342', 'invention', 2018, true],
    ['ＣＮ201810861934.2', 'invention', 2018, false],
  ])('%s', (text, kind, year, isGranted) => {
    const read = readPatentNumber(text)
    if (kind === null) expect(read).toMatchObject({ ok: false, refusal: { code: 'achievement.patent_number_malformed' } })
    else expect(read).toMatchObject({ ok: true, value: { kind, year, isGranted } })
  })

  it('names the digit that was expected', () => {
    expect(readPatentNumber('201080063196.8', 'patentNumbers.0')).toEqual({
      ok: false,
      refusal: { code: 'achievement.patent_check_digit', params: { number: '201080063196.8', expected: '9' }, field: 'patentNumbers.0' },
    })
  })

  it('takes numbers of eight digits from before October 2003', () => {
    const body = '85100001'
    expect(readPatentNumber(`${body}.${patentCheckDigit(body)}`)).toMatchObject({ ok: true, value: { year: 1985, kind: 'invention' } })
    const late = '02112345'
    expect(readPatentNumber(`ZL${late}${patentCheckDigit(late)}`)).toMatchObject({ ok: true, value: { year: 2002 } })
  })

  it('refuses kinds that do not exist', () => {
    expect(readPatentNumber('201070063196.9')).toMatchObject({ ok: false, refusal: { code: 'achievement.patent_number_malformed' } })
  })
})
