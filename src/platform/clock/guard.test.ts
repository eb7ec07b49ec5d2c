import { describe, expect, it } from 'vitest'
import { instant, parseInstant } from '#kernel/instant.ts'
import { openClockGuard } from './guard.ts'

const START = parseInstant('2026-03-03T01:00:00.000Z')

/** A machine whose time passes only when the test lets it, and whose clock can be set. */
const machine = () => {
  let wall: number = START
  let elapsed = 5_000
  return {
    time: { wall: () => wall, elapsed: () => elapsed },
    pass: (ms: number) => {
      wall += ms
      elapsed += ms
    },
    set: (byMs: number) => {
      wall += byMs
    },
  }
}

describe('the market’s time', () => {
  it('is the machine’s, and follows its small corrections without going back', () => {
    const { time, pass, set } = machine()
    const guard = openClockGuard(time)
    pass(1_000)
    expect(guard.now()).toBe(START + 1_000)
    set(-200)
    expect(guard.now()).toBe(START + 1_000)
    expect(guard.problem()).toBeNull()
    pass(500)
    expect(guard.now()).toBe(START + 1_300)
  })

  it('stands still when the clock is set back, and goes on when it is put right; what stood still is told', () => {
    const { time, pass, set } = machine()
    const guard = openClockGuard(time)
    pass(1_000)
    guard.now()
    set(-3_600_000)
    expect(guard.problem()).toBe('clock.set_back')
    pass(60_000)
    expect(guard.now()).toBe(START + 1_000)
    set(3_600_000)
    expect(guard.problem()).toBeNull()
    expect(guard.now()).toBe(START + 61_000)
    expect(guard.ended()).toEqual([{ problem: 'clock.set_back', from: START + 1_000, to: START + 61_000 }])
    guard.settle()
    expect(guard.ended()).toEqual([])
  })

  it('waits for a clock that had run ahead and was corrected', () => {
    const { time, pass, set } = machine()
    const guard = openClockGuard(time)
    guard.now()
    set(-5_000)
    expect(guard.problem()).toBe('clock.set_back')
    pass(4_999)
    expect(guard.problem()).toBe('clock.set_back')
    pass(1)
    expect(guard.problem()).toBeNull()
    // The record has no gap, so nothing is given back.
    expect(guard.ended()).toMatchObject([{ from: START, to: START }])
  })

  it('does not leap: a clock set forward is believed after it has run undisturbed for a while', () => {
    const { time, pass, set } = machine()
    const guard = openClockGuard(time)
    guard.now()
    set(7_200_000)
    expect(guard.problem()).toBe('clock.leapt')
    pass(20_000)
    set(60_000)
    expect(guard.problem()).toBe('clock.leapt')
    pass(29_999)
    expect(guard.now()).toBe(START)
    pass(1)
    expect(guard.now()).toBe(START + 7_310_000)
    expect(guard.ended()).toMatchObject([{ problem: 'clock.leapt', from: START, to: START + 7_310_000 }])
  })

  it('goes on at once when a leap is taken back', () => {
    const { time, pass, set } = machine()
    const guard = openClockGuard(time)
    guard.now()
    set(7_200_000)
    expect(guard.problem()).toBe('clock.leapt')
    pass(3_000)
    set(-7_200_000)
    expect(guard.now()).toBe(START + 3_000)
    expect(guard.problem()).toBeNull()
  })

  it('does not begin before what is on record', () => {
    const { time, pass } = machine()
    const guard = openClockGuard(time)
    guard.compare(null)
    guard.compare(instant(START + 900))
    expect(guard.problem()).toBeNull()
    guard.compare(instant(START + 10_000))
    expect(guard.problem()).toBe('clock.behind_record')
    expect(guard.now()).toBe(START + 10_000)
    pass(10_000)
    expect(guard.problem()).toBeNull()
  })
})
