/** Arithmetic of the figures. */
import { dateOf, type Instant } from '#kernel/instant.ts'

export const MONTHS_SHOWN = 12

/** `2026-03`, in the market's zone. */
export const monthOf = (at: Instant): string => dateOf(at).slice(0, 7)

/** The months up to and including the one of `now`, oldest first: months without a deal are zero, not missing. */
export const monthsUpTo = (now: Instant, count: number): readonly string[] => {
  const [year = 0, month = 1] = monthOf(now).split('-').map(Number)
  const last = year * 12 + month - 1
  return Array.from({ length: count }, (_, index) => {
    const at = last - (count - 1 - index)
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
  })
}

/** What buyers paid over the starting prices, in basis points, rounded down; null where nothing was sold. */
export const premiumOf = (startingMinor: bigint, priceMinor: bigint): number | null =>
  startingMinor === 0n ? null : Number(((priceMinor - startingMinor) * 10_000n) / startingMinor)
