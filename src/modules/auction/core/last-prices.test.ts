import { expect, it } from 'vitest'
import { lastPrices } from './last-prices.ts'

const bid = (seq: number, number: number, priceMinor: bigint) => ({ seq, number, priceMinor })
const numbers = (bids: Parameters<typeof lastPrices>[0], drawn: readonly number[] = []) => lastPrices(bids, drawn).map(({ number }) => number)

it('names each once, by its own highest price', () => {
  const ranked = lastPrices([bid(1, 10, 100n), bid(2, 20, 110n), bid(3, 10, 120n), bid(4, 30, 130n)], [])
  expect(ranked.map(({ number, priceMinor }) => [number, priceMinor])).toEqual([
    [30, 130n],
    [10, 120n],
    [20, 110n],
  ])
})
it('of equal prices puts the first received first, or whom the draw named', () => {
  expect(numbers([bid(1, 10, 100n), bid(2, 20, 100n)])).toEqual([10, 20])
  expect(numbers([bid(1, 10, 100n), bid(2, 20, 200n), bid(3, 30, 200n), bid(4, 40, 200n)], [40, 20, 30])).toEqual([40, 20, 30, 10])
})
it('of no bids nothing', () => expect(lastPrices([], [])).toEqual([]))
