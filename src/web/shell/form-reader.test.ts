import { describe, expect, it } from 'vitest'
import { FieldProblem, formReader } from './form-reader.ts'

const read = (fields: Readonly<Record<string, string>>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return formReader(form)
}

describe('files of a form', () => {
  const reading = (file: File) => {
    const form = new FormData()
    form.append('paper', file)
    return () => formReader(form).file('paper')
  }
  it('are taken, missing where none was chosen, and a problem of the field where nothing is in them', () => {
    expect(reading(new File(['x'], 'a.pdf'))()?.name).toBe('a.pdf')
    expect(reading(new File([], ''))()).toBeUndefined()
    expect(reading(new File([], 'empty.pdf'))).toThrow(FieldProblem)
  })
})

describe('amounts of a form', () => {
  it.each([
    ['120', 'wan', '120000000'],
    ['35.8', 'wan', '35800000'],
    ['0.000001', 'wan', '1'],
    ['0', 'wan', '0'],
    ['1,200.5', 'wan', '1200500000'],
    ['358000', 'yuan', '35800000'],
    ['12.34', 'yuan', '1234'],
    ['１２', 'yuan', '1200'],
    ['１，２００．５', 'wan', '1200500000'],
    ['12,5', 'wan', null],
    ['1，2', 'wan', null],
    ['1,23,456', 'yuan', null],
    ['1 200', 'yuan', null],
    ['0.0000001', 'wan', null],
    ['12.345', 'yuan', null],
    ['-1', 'yuan', null],
    ['1e6', 'wan', null],
    ['', 'yuan', null],
  ])('%s %s is %s fen', (typed, unit, minor) => {
    const form = read({ price: typed, 'price.unit': unit })
    if (minor === null) expect(() => form.amount('price')).toThrow(FieldProblem)
    else expect(form.amount('price')).toBe(minor)
  })

  it('says what is wrong with a comma at its field', () => {
    const form = read({ price: '12,5', 'price.unit': 'wan', share: '12,5', years: '1,5' })
    for (const [field, ask] of [
      ['price', () => form.amount('price')],
      ['share', () => form.basisPoints('share')],
      ['years', () => form.int('years')],
    ] as const) {
      expect(ask).toThrow(expect.objectContaining({ field, text: { zh: expect.stringContaining('千分位'), en: expect.stringContaining('thousands') } }))
    }
  })

  it('leaves an empty optional amount out', () => {
    expect(read({ price: ' ' }).optionalAmount('price')).toBeUndefined()
  })
})

describe('other fields', () => {
  it('reads percent as basis points without floating point', () => {
    expect(read({ share: '12.5' }).basisPoints('share')).toBe(1250)
    expect(read({ share: '33.33%' }).basisPoints('share')).toBe(3333)
    expect(read({ share: '３３．５％' }).basisPoints('share')).toBe(3350)
    for (const share of ['33.333', '-1', '1000', '', 'x']) expect(() => read({ share }).basisPoints('share')).toThrow(FieldProblem)
  })

  it('reads whole numbers that stay whole', () => {
    expect(read({ years: '１，２００' }).int('years')).toBe(1200)
    for (const years of ['1.5', '1,5', '', '99999999999999999']) expect(() => read({ years }).int('years')).toThrow(FieldProblem)
  })

  it('reads local time as Beijing time', () => {
    expect(read({ at: '2025-03-05T09:30' }).instant('at')).toBe('2025-03-05T09:30:00+08:00')
  })

  it('reads rows, drops empty ones and keeps their order', () => {
    const form = read({ 'c.0.name': '甲', 'c.0.share': '60', 'c.1.name': '', 'c.1.share': '', 'c.3.name': '乙', 'c.3.share': '40' })
    expect(form.rows('c', ['name', 'share'])).toEqual([
      { name: '甲', share: '60' },
      { name: '乙', share: '40' },
    ])
  })

  it('never hands passwords back', () => {
    expect(read({ email: 'a@b.example', newPassword: 'secret words' }).values()).toEqual({ email: 'a@b.example' })
  })
})
