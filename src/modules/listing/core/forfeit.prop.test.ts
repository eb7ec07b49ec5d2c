import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FORFEIT, forfeitSplit } from './forfeit.ts'

const ORDER = ['costs', 'resale_gap', 'seller']
const minor = fc.bigInt({ min: 0n, max: 10n ** 12n })

describe('a forfeited deposit', () => {
  it('has no dead and no unreachable state', () => expect(FORFEIT.validate()).toEqual([]))
  it('is divided to the fen, costs first, then the gap, and what it does not cover is owed', () =>
    fc.assert(
      fc.property(minor, minor, minor, (depositMinor, costsMinor, gapMinor) => {
        const split = forfeitSplit({ depositMinor, costsMinor, gapMinor }, ORDER)
        expect(split.costsMinor + split.gapMinor + split.sellerMinor).toBe(depositMinor)
        expect(split.gapMinor + split.owedMinor).toBe(gapMinor)
        if (split.gapMinor > 0n) expect(split.costsMinor).toBe(costsMinor)
        if (split.sellerMinor > 0n) expect(split.owedMinor).toBe(0n)
      }),
    ))
  it('follows another order where the rule has one', () =>
    expect(forfeitSplit({ depositMinor: 100n, costsMinor: 60n, gapMinor: 70n }, ['resale_gap', 'costs', 'seller'])).toEqual({
      costsMinor: 30n,
      gapMinor: 70n,
      sellerMinor: 0n,
      owedMinor: 0n,
    }))
})
