import { expect, test } from 'vitest'
import { later, parseInstant, type Instant } from '#kernel/instant.ts'
import { openTurnClock } from './turn-clock.ts'

const START = parseInstant('2026-03-03T01:00:00.000Z')

test('what one turn takes from the sockets came at one time, whoever is handled last', () => {
  let now: Instant = START
  const ends: (() => void)[] = []
  const arrivedAt = openTurnClock(
    () => now,
    (end) => void ends.push(end),
  )
  expect(arrivedAt()).toBe(START)
  now = later(START, 12)
  expect(arrivedAt()).toBe(START)
  expect(ends).toHaveLength(1)
  ends[0]?.()
  expect(arrivedAt()).toBe(later(START, 12))
})

test('a long turn is not one time: what it takes last may have come late', () => {
  let now: Instant = START
  const arrivedAt = openTurnClock(
    () => now,
    () => undefined,
  )
  arrivedAt()
  now = later(START, 7_600)
  expect(arrivedAt()).toBe(now)
  now = later(START, 1_000)
  expect(arrivedAt()).toBe(now)
})
