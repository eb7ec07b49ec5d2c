/** Where a falling price stands: apart from what is refused, so that a page can follow the clock with nothing more. */
import type { Instant } from '#kernel/instant.ts'

interface Running {
  readonly endsAt: Instant
  readonly suspendedAt: Instant | null
}

interface Falling {
  readonly startingPriceMinor: bigint
  readonly incrementMinor: bigint
  readonly floorMinor: bigint
  readonly tickMs: number
  /** From the opening to the end. */
  readonly timedMs: number
}

/** The clock shows each price for one tick, stands still with the auction, and rests at the floor. */
export const clockPrice = (
  { endsAt, suspendedAt }: Running,
  { startingPriceMinor, incrementMinor, floorMinor, tickMs, timedMs }: Falling,
  at: Instant,
): bigint => {
  // A resumption moves the end by the time the auction stood still: so what is left to the end tells how long the clock has run.
  const ranMs = Math.max(0, timedMs - (endsAt - (suspendedAt ?? at)))
  const fallen = startingPriceMinor - BigInt(Math.floor(ranMs / tickMs)) * incrementMinor
  return fallen > floorMinor ? fallen : floorMinor
}
