import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitByWeights } from './split.ts'

const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 40 }).filter((list) => list.some((weight) => weight > 0n))
const total = fc.bigInt({ min: 0n, max: 10n ** 17n })

describe('splitByWeights', () => {
  it('loses nothing and gives nobody a whole unit too much or too little', () =>
    fc.assert(
      fc.property(total, weights, (amount, list) => {
        const parts = splitByWeights(amount, list)
        const sum = list.reduce((all, weight) => all + weight, 0n)
        expect(parts.reduce((all, part) => all + part, 0n)).toBe(amount)
        parts.forEach((part, index) => {
          const off = part * sum - amount * (list[index] ?? 0n)
          expect(off > -sum && off < sum).toBe(true)
          expect(list[index] !== 0n || part === 0n).toBe(true)
        })
      }),
    ))
  it('gives the units left over to the largest remainders', () =>
    fc.assert(
      fc.property(total, weights, (amount, list) => {
        const sum = list.reduce((all, weight) => all + weight, 0n)
        const shares = splitByWeights(amount, list).map((part, index) => {
          const exact = amount * (list[index] ?? 0n)
          return { isRaised: part > exact / sum, remainder: exact % sum, index }
        })
        const raised = shares.filter((share) => share.isRaised)
        const kept = shares.filter((share) => !share.isRaised)
        for (const up of raised)
          for (const stay of kept) expect(up.remainder > stay.remainder || (up.remainder === stay.remainder && up.index < stay.index)).toBe(true)
      }),
    ))
  it('breaks ties by position', () => {
    expect(splitByWeights(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n])
    expect(splitByWeights(2n, [1n, 1n, 1n])).toEqual([1n, 1n, 0n])
    expect(splitByWeights(0n, [1n, 0n])).toEqual([0n, 0n])
  })
  it('refuses negative amounts, negative weights and no weight at all', () => {
    expect(() => splitByWeights(-1n, [1n])).toThrow(RangeError)
    expect(() => splitByWeights(1n, [2n, -1n])).toThrow(RangeError)
    expect(() => splitByWeights(1n, [0n])).toThrow(RangeError)
    expect(() => splitByWeights(1n, [])).toThrow(RangeError)
  })
})
