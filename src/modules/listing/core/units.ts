/**
 * Several licences of one technology as one lot (多份许可): each bidder takes one at most. Only an ordinary licence is there more than once: any other right suffers no
 * second holder beside it where both reach.
 */
import { ok, refuse, type Result, type RuleCitation } from '#kernel/result.ts'
import type { LotTerms } from './terms.ts'

export const UNIT_REFUSALS = ['listing.units_not_ordinary', 'listing.units_not_by_method', 'listing.units_too_many', 'listing.units_next_bidder'] as const

export interface UnitBounds {
  /** Its way of pricing says who takes each of several. */
  readonly isByMethod: boolean
  readonly max: number
  readonly rule: RuleCitation
}

/** Null: one buyer takes what the lot offers. */
export const checkUnits = ({ units, right, nextBidderDays }: Pick<LotTerms, 'units' | 'right' | 'nextBidderDays'>, bounds: UnitBounds): Result<null> => {
  if (units === null) return ok(null)
  const at = { field: 'units' }
  if (right.kind !== 'licence' || right.exclusivity !== 'ordinary') return refuse('listing.units_not_ordinary', {}, at)
  if (!bounds.isByMethod) return refuse('listing.units_not_by_method', {}, at)
  if (units > bounds.max) return refuse('listing.units_too_many', { max: bounds.max }, { ...at, rule: bounds.rule })
  // Behind each of several winners would stand the same bidders: to whom which unit is offered first nobody has announced.
  return nextBidderDays === null ? ok(null) : refuse('listing.units_next_bidder', {}, { field: 'nextBidder' })
}
