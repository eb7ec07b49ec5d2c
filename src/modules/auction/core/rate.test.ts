import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instant, later, type Instant } from '#kernel/instant.ts'
import { takeToken, type Bucket, type Rate } from './rate.ts'

const START = instant(1_780_000_000_000)
const rate: Rate = { perSecond: 5, burst: 20 }

const takenAt = (moments: readonly Instant[], by: Rate): number => {
  let bucket: Bucket | undefined
  let taken = 0
  for (const now of moments) {
    const next = takeToken(bucket, now, by)
    bucket = next.bucket
    taken += Number(next.waitMs === 0)
  }
  return taken
}

describe('a bucket of tokens', () => {
  it('lets a burst through and then the pace', () => {
    expect(takenAt(Array(100).fill(START) as Instant[], rate)).toBe(20)
    expect(
      takenAt(
        Array.from({ length: 1000 }, (_, index) => later(START, index * 10)),
        rate,
      ),
    ).toBe(20 + 49)
  })
  it('says when it is worth asking again', () => {
    const empty: Bucket = { tokens: 0, at: START }
    const { waitMs } = takeToken(empty, START, rate)
    expect(waitMs).toBe(200)
    expect(takeToken(empty, later(START, waitMs), rate).waitMs).toBe(0)
    expect(takeToken({ tokens: 0.5, at: START }, START, rate).waitMs).toBe(100)
  })
  it('never lets more through than burst and pace allow, whatever the clock does', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -500, max: 2_000 }), { maxLength: 200 }), (steps) => {
        let now = START
        let highest: Instant = START
        let forward = 0
        const moments = steps.map((step) => {
          const before = now
          now = later(now, step)
          forward += Math.max(0, now - before)
          highest = now > highest ? now : highest
          return now
        })
        expect(takenAt(moments, rate)).toBeLessThanOrEqual(rate.burst + (forward * rate.perSecond) / 1000)
      }),
    ))
})
