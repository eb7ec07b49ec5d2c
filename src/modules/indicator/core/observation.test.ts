import { describe, expect, it } from 'vitest'
import { parseInstant } from '#kernel/instant.ts'
import { monthOf, monthsUpTo, premiumBasisPoints } from './observation.ts'

describe('figures', () => {
  it.each([
    [200_000_000n, 300_000_000n, 5000],
    [790_000_000n, 1_014_000_000n, 2835],
    [100n, 100n, 0],
    [0n, 5n, null],
    [1n, 2n, 10_000],
  ])('the premium from %s to %s is %s basis points', (start, price, expected) => expect(premiumBasisPoints(price, start)).toBe(expected))
  it('count by the market month, not by UTC', () => {
    expect(monthOf(parseInstant('2026-02-28T17:00:00.000Z'))).toBe('2026-03')
    expect(monthsUpTo(parseInstant('2026-02-10T00:00:00.000Z'), 4)).toEqual(['2025-11', '2025-12', '2026-01', '2026-02'])
  })
})
