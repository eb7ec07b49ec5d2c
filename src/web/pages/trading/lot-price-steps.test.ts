import fc from 'fast-check'
import { expect, it } from 'vitest'
import { priceSteps } from './lot-price-steps.ts'

it('stays level between bids and rises where one was received', () => {
  const { corners, lowMinor, highMinor } = priceSteps({
    startsAt: 0,
    startMinor: 100n,
    bids: [
      { at: 250, minor: 100n },
      { at: 500, minor: 150n },
      { at: 750, minor: 200n },
    ],
    endsAt: 1_000,
  })
  expect([lowMinor, highMinor]).toEqual([100n, 200n])
  expect(corners).toEqual([
    [0, 1_000],
    [250, 1_000],
    [250, 1_000],
    [500, 1_000],
    [500, 500],
    [750, 500],
    [750, 0],
    [1_000, 0],
  ])
})

it('draws a level line in the middle as long as nothing rose', () => {
  expect(priceSteps({ startsAt: 0, startMinor: 5n, bids: [], endsAt: 10 }).corners).toEqual([
    [0, 500],
    [1_000, 500],
  ])
})

it('never goes back, down or out of the picture, whatever the clocks say', () =>
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(10_000), fc.nat(1_000)), { maxLength: 30 }), fc.nat(20_000), (rises, endsAt) => {
      let minor = 1n
      const bids = rises
        .toSorted(([a], [b]) => a - b)
        .map(([at, rise]) => {
          minor += BigInt(rise)
          return { at, minor }
        })
      const { corners } = priceSteps({ startsAt: 100, startMinor: 1n, bids, endsAt })
      corners.forEach(([across, down], index) => {
        const [before, above] = corners[index - 1] ?? [0, 1_000]
        expect(across).toBeGreaterThanOrEqual(before)
        expect(down).toBeLessThanOrEqual(above)
        expect(Math.min(across, down)).toBeGreaterThanOrEqual(0)
        expect(across).toBeLessThanOrEqual(1_000)
      })
    }),
  ))
