/** What is counted, and how figures follow from it. */
import { dateOf, type Instant } from '#kernel/instant.ts'

export const OBSERVATION_KINDS = ['catalogued', 'listed', 'hammer', 'failed', 'settled', 'researcher_income', 'demand'] as const
export type ObservationKind = (typeof OBSERVATION_KINDS)[number]

/** Month in the market's zone, `YYYY-MM`. */
export const monthOf = (at: Instant): string => dateOf(at).slice(0, 7)

const FULL = 10_000n

/** Premium 溢价率 in basis points: (price − start) ÷ start, rounded towards zero; null where nothing was sold from a starting price. */
export const premiumBasisPoints = (priceMinor: bigint, startingMinor: bigint): number | null =>
  startingMinor <= 0n ? null : Number(((priceMinor - startingMinor) * FULL) / startingMinor)

/** The `count` months up to and including the month of `at`, oldest first. */
export const monthsUpTo = (at: Instant, count: number): readonly string[] => {
  const [year = 0, month = 1] = monthOf(at).split('-').map(Number)
  return Array.from({ length: count }, (_, index) => {
    const total = year * 12 + (month - 1) - (count - 1 - index)
    return `${String(Math.floor(total / 12)).padStart(4, '0')}-${String((total % 12) + 1).padStart(2, '0')}`
  })
}
