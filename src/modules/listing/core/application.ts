/** Applicants: who may apply, when, and which bidder number they get. */
import type { Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result, type RuleCitation } from '#kernel/result.ts'
import type { LotState } from './lifecycle.ts'

export interface ApplyQuestion {
  readonly lotState: LotState
  readonly registrationClosesAt: Instant | null
  /** An objection holds the notice up: registration goes on with it, and its dates are told anew when the clock runs again. */
  readonly isNoticePaused: boolean
  readonly now: Instant
  /** The rule that keeps out who bought this lot before and did not keep its word; null for others. */
  readonly barred: RuleCitation | null
  readonly isSeller: boolean
  readonly isRelated: boolean
  /** It holds the auction, or acts for who does. */
  readonly isHouse: boolean
  readonly isVerified: boolean
  readonly isNaturalPerson: boolean
  /** The rule that keeps parties abroad out while exports are not screened; null for others. */
  readonly foreignBar: RuleCitation | null
  readonly hasApplied: boolean
  readonly undertakingAccepted: boolean
  /** Applications of the enterprise to this lot so far, ended ones included, and to all lots that wait for a clerk. */
  readonly tried: Bounded
  readonly waiting: Bounded
}

interface Bounded {
  readonly used: number
  readonly allowed: number
}

export const APPLY_REFUSALS = [
  'listing.registration_not_open',
  'listing.registration_closed',
  'listing.seller_may_not_apply',
  'listing.related_party',
  'listing.house_may_not_apply',
  'listing.barred_after_default',
  'listing.natural_person',
  'listing.organisation_not_verified',
  'listing.foreign_party',
  'listing.already_applied',
  'listing.undertaking_missing',
  'listing.tried_too_often',
  'listing.too_many_applications',
] as const

/** On which side of the sale it stands already; null: on none. */
const sideOf = ({ isSeller, isRelated, isHouse }: ApplyQuestion) => {
  if (isSeller) return 'listing.seller_may_not_apply'
  if (isRelated) return 'listing.related_party'
  return isHouse ? 'listing.house_may_not_apply' : null
}

/**
 * The auction house and its people do not bid at their own sale (Auction Law art. 22).
 * The consignor and its related parties may not bid, themselves or through others (Auction Law art. 30). A party abroad may not while nobody screens
 * exports: what is restricted needs a permit before anybody negotiates (Regulations on Technology Import and Export art. 30, 33; S&T Progress Law art. 34).
 */
export const mayApply = (question: ApplyQuestion): Result<null, (typeof APPLY_REFUSALS)[number]> => {
  if (question.lotState !== 'notice' || question.registrationClosesAt === null) return refuse('listing.registration_not_open')
  if (!question.isNoticePaused && question.now >= question.registrationClosesAt) return refuse('listing.registration_closed')
  const side = sideOf(question)
  if (side !== null) return refuse(side)
  if (question.barred) return refuse('listing.barred_after_default', {}, { rule: question.barred })
  if (question.isNaturalPerson) return refuse('listing.natural_person')
  if (!question.isVerified) return refuse('listing.organisation_not_verified')
  if (question.foreignBar) return refuse('listing.foreign_party', {}, { rule: question.foreignBar })
  if (question.hasApplied) return refuse('listing.already_applied')
  if (!question.undertakingAccepted) return refuse('listing.undertaking_missing', {}, { field: 'undertakingAccepted' })
  const { tried, waiting } = question
  if (tried.used >= tried.allowed) return refuse('listing.tried_too_often', { ...tried })
  return waiting.used < waiting.allowed ? ok(null) : refuse('listing.too_many_applications', { ...waiting })
}

const FIRST_NUMBER = 100
const NUMBERS = 9900

/** Three or four digits: drawn, not counted, so that a number tells nothing about who came when. */
export const bidderNumberFrom = (draw: number, taken: ReadonlySet<number>): number => {
  if (taken.size >= NUMBERS) throw new Error('listing: bidder numbers of a lot are used up')
  let number = FIRST_NUMBER + (draw % NUMBERS)
  while (taken.has(number)) number = number + 1 < FIRST_NUMBER + NUMBERS ? number + 1 : FIRST_NUMBER
  return number
}
