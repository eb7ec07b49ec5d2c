import fc from 'fast-check'
import { expect, test } from 'vitest'
import { networkOf, waitAfter } from './attempts.ts'
import { PACES } from './house-rules.ts'

test('waits begin after the free tries, never shrink, and have an end', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.values(PACES)), fc.integer({ min: 1, max: 10_000 }), (pace, tries) => {
      const wait = waitAfter(tries, pace)
      expect(wait).toBe(tries < pace.free ? 0 : wait)
      expect(waitAfter(tries + 1, pace)).toBeGreaterThanOrEqual(wait)
      expect(wait).toBeLessThanOrEqual(pace.mostMs)
    }),
  )
  expect([4, 5, 6, 7].map((tries) => waitAfter(tries, PACES.place))).toEqual([0, 30_000, 60_000, 120_000])
})

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:0:1::5', '2001:db8:0:1'],
  ['2001:0db8:0000:0001:ffff:ffff:ffff:ffff', '2001:db8:0:1'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
])('%s counts as %s', (address, network) => expect(networkOf(address)).toBe(network))
