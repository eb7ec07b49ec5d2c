/** Where a falling price stands in the browser, and when it falls next: by the market's time and the rules of the server. */
import type { Instant } from '#kernel/instant.ts'
import { clockPrice } from '#modules/auction/core/clock-price.ts'
import { toInstant } from '../../i18n/dates.ts'
import { useMarketSecond } from '../../live/market-clock.tsx'
import type { Auction } from './lot-loaded.ts'

export interface ClockPrice {
  readonly minor: string
  /** Null at the floor. */
  readonly fallsAt: Instant | null
}

/** Null where the price does not fall. */
export const useClockPrice = (auction: Auction): ClockPrice | null => {
  const second = useMarketSecond()
  const { clock, clockMs, phase, topPriceMinor } = auction
  if (clock === null || clockMs === null || phase === 'closed') return null
  if (topPriceMinor !== null) return { minor: topPriceMinor, fallsAt: null }
  const [opensAt, endsAt] = [toInstant(auction.opensAt), toInstant(auction.endsAt)]
  const at = (phase === 'timed' ? Math.max(second, opensAt) : opensAt) as Instant
  const tickMs = clock.tickSeconds * 1_000
  const floorMinor = BigInt(clock.floorMinor)
  const price = clockPrice(
    { endsAt, suspendedAt: auction.suspendedAt === null ? null : toInstant(auction.suspendedAt) },
    { startingPriceMinor: BigInt(auction.startingPriceMinor), incrementMinor: BigInt(auction.incrementMinor), floorMinor, tickMs, timedMs: clockMs },
    at,
  )
  const began = endsAt - clockMs
  return { minor: String(price), fallsAt: price > floorMinor ? ((began + (Math.floor((at - began) / tickMs) + 1) * tickMs) as Instant) : null }
}
