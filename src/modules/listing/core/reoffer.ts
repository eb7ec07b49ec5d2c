/**
 * Offered again (再次挂牌): what was not sold, or whose winner did not keep its word, comes back within the rule's days and at most the rule's cut below the first
 * starting price. The unit may decide otherwise, and says so by a paper; what its price basis allows at least stays the bound then too.
 */
import type { Instant } from '#kernel/instant.ts'
import { yuanFigures } from '#kernel/money.ts'
import { ok, refuse, type Result, type RuleCitation } from '#kernel/result.ts'
import { reckonSpan } from './reckoning.ts'

export interface ReofferBounds {
  readonly windowDays: number
  readonly windowRule: RuleCitation
  readonly maxCutBasisPoints: number
  readonly cutRule: RuleCitation
}

export interface EarlierOffer {
  readonly startingPriceMinor: bigint
  /** When it ended without a sale that stands. */
  readonly endedAt: Instant
}

export const REOFFER_REFUSALS = ['listing.reoffer_too_late', 'listing.reoffer_cut_too_deep'] as const

/** The last moment to offer it again without a decision of the unit. */
export const reofferUntil = (endedAt: Instant, windowDays: number): Instant => reckonSpan(endedAt, windowDays).at

const ALL = 10_000n

/** In basis points of the earlier starting price, rounded up: what is refused is never called less than it is. 0 where it is not lower. */
export const cutOf = (earlierMinor: bigint, nowMinor: bigint): number =>
  nowMinor >= earlierMinor ? 0 : Number(((earlierMinor - nowMinor) * ALL + earlierMinor - 1n) / earlierMinor)

interface Offered {
  readonly now: Instant
  readonly startingPriceMinor: bigint
  readonly hasDecision: boolean
}

export const checkReoffer = (earlier: EarlierOffer, offered: Offered, bounds: ReofferBounds): Result<null, (typeof REOFFER_REFUSALS)[number]> => {
  if (offered.hasDecision) return ok(null)
  const { windowDays, maxCutBasisPoints } = bounds
  if (offered.now > reofferUntil(earlier.endedAt, windowDays)) return refuse('listing.reoffer_too_late', { days: windowDays }, { rule: bounds.windowRule })
  const leastMinor = (earlier.startingPriceMinor * (ALL - BigInt(maxCutBasisPoints)) + ALL - 1n) / ALL
  if (offered.startingPriceMinor >= leastMinor) return ok(null)
  const at = { field: 'startingPriceMinor', rule: bounds.cutRule }
  return refuse('listing.reoffer_cut_too_deep', { min: yuanFigures(leastMinor), percent: maxCutBasisPoints / 100 }, at)
}
