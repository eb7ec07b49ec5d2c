import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitByWeights } from '#kernel/split.ts'
import { ACHIEVEMENT, ACHIEVEMENT_STATES } from './lifecycle.ts'
import { maturityOf } from './maturity.ts'
import { naturalKeys } from './natural-key.ts'
import { catalogueNumber, isCatalogueNumber, regionPart } from './number.ts'
import { patentCheckDigit, readPatentNumber } from './patent-number.ts'
import { checkShares, type Completer } from './shares.ts'
import { MATURITIES } from './words.ts'

const team = (shares: readonly number[]): Completer[] =>
  shares.map((shareBasisPoints, index) => ({
    personId: `per_${index}`,
    name: `${index}`,
    shareBasisPoints,
    isMain: index === 0,
    isRepresentative: index === 0,
  }))

describe('achievement', () => {
  it('has a sound lifecycle', () => {
    expect(ACHIEVEMENT.validate()).toEqual([])
    expect([...ACHIEVEMENT.states].sort()).toEqual([...ACHIEVEMENT_STATES].sort())
  })

  it('accepts every split that sums and refuses every other', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 40 }), fc.integer({ min: -50, max: 50 }), (weights, slip) => {
        const shares = splitByWeights(10_000n, weights.map(BigInt)).map(Number)
        fc.pre(shares.every((share) => share > 0))
        expect(checkShares(team(shares)).ok).toBe(true)
        const wrong = shares.map((share, index) => (index === 0 ? share + slip : share))
        expect(checkShares(team(wrong)).ok).toBe(slip === 0)
      }),
    )
  })

  it('sees every single wrong digit of a patent number that the check can see', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2003, max: 2040 }),
        fc.constantFrom('1', '2', '3', '8', '9'),
        fc.stringMatching(/^\d{7}$/),
        fc.integer({ min: 5, max: 11 }),
        fc.integer({ min: 1, max: 9 }),
        (year, kind, serial, place, by) => {
          const body = `${year}${kind}${serial}`
          const digit = patentCheckDigit(body)
          expect(readPatentNumber(`${body}.${digit}`, 2040).ok).toBe(true)
          const changed = [...body].map((sign, index) => (index === place ? String((Number(sign) + by) % 10) : sign)).join('')
          // Weights 2 to 9 are prime to 11 and digits differ by less than 11, so no single change hides.
          expect(readPatentNumber(`${changed}.${digit}`, 2040).ok).toBe(false)
        },
      ),
    )
  })

  it('climbs the ladder with readiness', () => {
    const steps = Array.from({ length: 9 }, (_, index) => MATURITIES.indexOf(maturityOf(index + 1)))
    expect(steps).toEqual([...steps].sort())
    expect(new Set(steps).size).toBe(5)
    expect(() => maturityOf(0)).toThrow(RangeError)
    expect(() => maturityOf(10)).toThrow(RangeError)
    expect(() => maturityOf(3.5)).toThrow(RangeError)
  })

  it('numbers are twelve characters and end', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 9999 }), (serial) => isCatalogueNumber(catalogueNumber('330', 2026, serial))))
    expect([1, 9_999].map((serial) => catalogueNumber('330', 2026, serial))).toEqual(['3302026Y0001', '3302026Y9999'])
    for (const serial of [0, 10_000]) expect(() => catalogueNumber('330', 2026, serial)).toThrow(RangeError)
  })
  it.each([
    ['330106', '330'],
    ['320500', '320'],
    [null, '330'],
    ['32', '330'],
    ['3205001', '330'],
  ])('an institution in %s numbers under %s', (region, part) => expect(regionPart(region)).toBe(part))

  it('is known by registration number, first patent and title, in this order', () => {
    const record = { institutionId: 'org_1', title: ' SiC 器件（一）', year: null }
    const patents = [{ number: '201810861934.2' }, { number: '201080063196.9' }]
    expect(naturalKeys({ ...record, registrationNumber: 'Ｙ-001', patents })).toEqual(['reg:y001', 'pat:201810861934.2', 'ttl:org_1:sic器件一:'])
    expect(naturalKeys({ ...record, registrationNumber: null, patents: [], year: '2024' })).toEqual(['ttl:org_1:sic器件一:2024'])
  })

  it('knows a title under other spacing, width and punctuation', () => {
    const key = (title: string) => naturalKeys({ registrationNumber: null, patents: [], institutionId: 'org_1', title, year: '2024' })
    expect(key('高性能（SiC）器件 ')).toEqual(key('高性能(SiC) 器件'))
    expect(key('高性能器件')).not.toEqual(key('低性能器件'))
  })
})
