import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, instant, later } from '#kernel/instant.ts'
import { branchPattern, isBelow } from './region.ts'
import { isDue, remindersOf } from './reminder.ts'

const opensAt = instant(1_772_500_000_000)

describe('reminders', () => {
  it.each([
    [2 * DAY_MS, ['day', 'hour']],
    [DAY_MS, ['hour']],
    [2 * HOUR_MS, ['hour']],
    [HOUR_MS, []],
    [0, []],
  ])('%i ms before the opening, those to come are %j', (before, expected) =>
    expect(remindersOf(opensAt, later(opensAt, -before)).map(({ kind }) => kind)).toEqual(expected),
  )
  it.each([
    ['day', DAY_MS, true],
    ['day', DAY_MS + 1, false],
    ['hour', HOUR_MS, true],
    ['hour', DAY_MS, false],
    ['hour', 0, false],
  ] as const)('%s, %i ms before: %s', (kind, before, expected) => expect(isDue(kind, opensAt, later(opensAt, -before))).toBe(expected))
})

describe('a branch', () => {
  it.each([
    ['330000', '33%'],
    ['330500', '3305%'],
    ['330523', '330523%'],
    ['110000', '11%'],
  ])('%s is %s', (code, pattern) => expect(branchPattern(code)).toBe(pattern))
  it('has everything below it', () => {
    expect([isBelow('330523', '330000'), isBelow('330523', '330500'), isBelow('330523', '330100'), isBelow('330000', '330500')]).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})
