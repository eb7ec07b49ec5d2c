import { expect, test } from 'vitest'
import { leastNext, stepFrom } from './floor-amount.ts'
import type { FloorEntry } from './floor-queue.ts'
import type { Auction } from './lot-loaded.ts'

const auction = {
  startingPriceMinor: '1000',
  incrementMinor: '100',
  bands: [{ fromMinor: '2000', incrementMinor: '500' }],
  nextMinimumMinor: '1300',
} as unknown as Auction
const entry = (priceMinor: string, state: FloorEntry['state']) => ({ priceMinor, state }) as FloorEntry

test.each([
  [[], 1300n],
  [[entry('1300', 'waiting')], 1400n],
  [[entry('1300', 'waiting'), entry('1900', 'waiting')], 2000n],
  [[entry('1900', 'refused'), entry('1800', 'accepted')], 1300n],
  [[entry('1200', 'waiting')], 1300n],
] as const)('offers what stands above the room and the queue: %#', (entries, expected) => expect(leastNext(auction, entries)).toBe(expected))

test.each([
  [1300n, 'up', 1400n],
  [1900n, 'up', 2000n],
  [2000n, 'up', 2500n],
  [2500n, 'down', 2000n],
  [2000n, 'down', 1900n],
  [1300n, 'down', 1300n],
  [1450n, 'down', 1400n],
  [1450n, 'up', 1500n],
  [500n, 'up', 1300n],
] as const)('steps from %s %s to %s', (from, way, expected) => expect(stepFrom(auction, from, way, 1300n)).toBe(expected))
