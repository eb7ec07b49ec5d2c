import fc from 'fast-check'
import { expect, it } from 'vitest'
import { checkEnglish, proposedEnglish, type EnglishRules, type EnglishTerms } from './terms.ts'

const rule = { id: 'rul_1', key: 'k', source: 's' }
const rules: EnglishRules = {
  incrementBasisPoints: { min: 50, max: 1000, standard: 200, rule },
  timedSeconds: { min: 120, max: 300, standard: 300, rule },
  freeMinutes: { min: 10, max: 10_080, standard: 60, rule },
}
const FREE = { leastMinor: 0n, reserveMinor: null }
const START = 200_000_000n
const terms: EnglishTerms = { incrementMinor: 4_000_000n, freeMinutes: 60, timedSeconds: 300 }

it.each<readonly [string, Partial<EnglishTerms>]>([
  ['accepted', {}],
  ['accepted', { incrementMinor: 1_000_000n }],
  ['auction.increment_out_of_bounds', { incrementMinor: 999_999n }],
  ['accepted', { incrementMinor: 20_000_000n }],
  ['auction.increment_out_of_bounds', { incrementMinor: 20_000_001n }],
  ['accepted', { freeMinutes: 10 }],
  ['auction.free_phase_out_of_bounds', { freeMinutes: 9 }],
  ['accepted', { freeMinutes: 10_080 }],
  ['auction.free_phase_out_of_bounds', { freeMinutes: 10_081 }],
  ['accepted', { timedSeconds: 120 }],
  ['auction.timed_phase_out_of_bounds', { timedSeconds: 119 }],
  ['auction.timed_phase_out_of_bounds', { timedSeconds: 301 }],
])('%s (case %#)', (expected, change) => {
  const verdict = checkEnglish({ ...terms, ...change }, START, rules, FREE)
  expect(verdict.ok ? 'accepted' : verdict.refusal.code).toBe(expected)
})

it('an increment of nothing is never allowed', () =>
  expect(checkEnglish({ ...terms, incrementMinor: 0n }, 0n, rules, FREE)).toMatchObject({ refusal: { code: 'auction.increment_out_of_bounds' } }))

it('an increment of one fen is one where the rules bear it', () => expect(checkEnglish({ ...terms, incrementMinor: 1n }, 10n, rules, FREE).ok).toBe(true))

it.each([
  [5_000_000n, 100_000n, 'a thousand yuan as it is'],
  [2_500_000n, 50_000n, 'five hundred as they are'],
  [2_499_999n, 20_000n, 'a fen less than five hundred: two hundred'],
  [999_999n, 10_000n, 'a fen less than two hundred: one hundred'],
  [4_999n, 100n, 'less than a yuan: one yuan'],
])('of a start of %i fen, %i fen are proposed: %s', (start, increment) => expect(proposedEnglish(start, rules).incrementMinor).toBe(increment))

it('proposed for any start pass the rules', () =>
  fc.assert(
    fc.property(fc.bigInt(20_000n, 10n ** 14n), (start) => {
      expect(checkEnglish(proposedEnglish(start, rules), start, rules, FREE).ok).toBe(true)
    }),
  ))

it('are proposed as a neat step', () => expect(proposedEnglish(START, rules)).toEqual({ incrementMinor: 2_000_000n, freeMinutes: 60, timedSeconds: 300 }))
