import { describe, expect, it } from 'vitest'
import { DAY_MS, later, parseInstant } from '#kernel/instant.ts'
import { checkReoffer, cutOf } from './reoffer.ts'

const rule = { id: 'rul_1', key: 'k', source: 's' }
const bounds = { windowDays: 30, windowRule: rule, maxCutBasisPoints: 2_000, cutRule: rule }
const endedAt = parseInstant('2026-03-03T02:00:00Z')
const earlier = { startingPriceMinor: 100_000_000n, endedAt }
const offered = (days: number, startingPriceMinor: bigint, hasDecision = false) => ({ now: later(endedAt, days * DAY_MS), startingPriceMinor, hasDecision })

describe('an offer again', () => {
  it.each([
    ['ok', offered(30, 80_000_000n)],
    ['ok', offered(0, 120_000_000n)],
    ['listing.reoffer_cut_too_deep', offered(1, 79_999_999n)],
    ['ok', offered(1, 79_999_999n, true)],
    ['listing.reoffer_too_late', offered(31, 100_000_000n)],
    ['ok', offered(31, 100_000_000n, true)],
  ] as const)('%s', (code, at) => {
    const verdict = checkReoffer(earlier, at, bounds)
    expect(verdict.ok ? 'ok' : verdict.refusal.code).toBe(code)
  })
  it.each([
    [100n, 100n, 0],
    [100n, 130n, 0],
    [100n, 80n, 2_000],
    [3n, 2n, 3_334],
  ] as const)('%s to %s is a cut of %s', (before, after, cut) => expect(cutOf(before, after)).toBe(cut))
})
