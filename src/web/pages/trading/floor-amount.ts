/** What the console offers next: above what the room shows and above what waits in the queue, on the grid of the auction. */
import { aboveOnGrid, onGrid, type Grid } from '#modules/auction/core/grid.ts'
import type { FloorEntry } from './floor-queue.ts'
import type { Auction } from './lot-loaded.ts'

export const gridOf = ({ startingPriceMinor, incrementMinor, bands }: Auction): Grid => ({
  startingPriceMinor: BigInt(startingPriceMinor),
  incrementMinor: BigInt(incrementMinor),
  bands: bands.map((band) => ({ fromMinor: BigInt(band.fromMinor), incrementMinor: BigInt(band.incrementMinor) })),
})

/** The least that can still count when everything that waits has counted. */
export const leastNext = (auction: Auction, entries: readonly FloorEntry[]): bigint => {
  const next = BigInt(auction.nextMinimumMinor)
  const waiting = entries.filter(({ state }) => state === 'waiting').map(({ priceMinor }) => BigInt(priceMinor))
  const highest = waiting.reduce((most, price) => (price > most ? price : most), 0n)
  return highest >= next ? aboveOnGrid(gridOf(auction), highest) : next
}

/** One step up or down from the amount, never below `least`. An amount off the grid goes to the next price of it. */
export const stepFrom = (auction: Auction, priceMinor: bigint, way: 'up' | 'down', least: bigint): bigint => {
  const grid = gridOf(auction)
  if (priceMinor < least) return least
  if (way === 'up') return aboveOnGrid(grid, priceMinor)
  const at = onGrid(grid, priceMinor)
  const below = at < priceMinor ? at : onGrid(grid, priceMinor - 1n)
  return below < least ? least : below
}
