/** A reserve that is entered by two people of the seller, one after the other, until shortly before the end of the free phase. */
import { holdsRole, type Actor } from '#kernel/actor.ts'
import { later, MINUTE_MS, type Instant } from '#kernel/instant.ts'
import { yuanFigures } from '#kernel/money.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { LotState } from './lifecycle.ts'
import type { ReserveAct } from './words.ts'

/** As the notice announced it and as it stands. */
export interface LaterReserve {
  /** Before the end of the free phase nothing is entered any more. */
  readonly minutes: number
  /** Null until the bidding is scheduled. */
  readonly dueAt: Instant | null
  readonly fixedAt: Instant | null
  /** Who typed an amount that waits for the second person; null: nobody. */
  readonly enteredBy: string | null
}

interface Reserved {
  readonly sellerOrganisationId: string
  readonly state: LotState
  readonly reserve: LaterReserve | null
}

export const RESERVE_REFUSALS = [
  'listing.reserve_not_announced',
  'listing.reserve_not_yet',
  'listing.reserve_too_late',
  'listing.reserve_fixed_already',
  'listing.reserve_entered_already',
  'listing.reserve_nothing_entered',
  'listing.reserve_second_person',
  'listing.reserve_knows_bidders',
] as const

/** Moves with the free phase, as stops move it. */
export const reserveDueAt = (freeEndsAt: Instant, minutes: number): Instant => later(freeEndsAt, -minutes * MINUTE_MS)

const isUnit = (actor: Actor, { sellerOrganisationId }: Reserved): boolean =>
  (['tto', 'approver'] as const).some((role) => holdsRole(actor, role, sellerOrganisationId))

/** Who is told in its work who bids: with that knowledge nobody fixes below which price nothing is sold. */
const knowsBidders = (actor: Actor): boolean => (['clerk', 'finance', 'auctioneer', 'enterprise'] as const).some((role) => holdsRole(actor, role))

/** Whom the acts concern at all: people of the seller; the second word may be the regulator's. */
export const isForReserve = (act: ReserveAct, actor: Actor, lot: Reserved): boolean =>
  lot.reserve !== null && (isUnit(actor, lot) || (act === 'confirmReserve' && holdsRole(actor, 'regulator') && lot.state !== 'draft'))

const timely = ({ state, reserve }: Reserved & { readonly reserve: LaterReserve }, now: Instant): Result<null> => {
  if (reserve.fixedAt !== null) return refuse('listing.reserve_fixed_already')
  if (reserve.dueAt === null) return refuse('listing.reserve_not_yet')
  if (now >= reserve.dueAt) return refuse('listing.reserve_too_late')
  return state === 'ready' || state === 'bidding' ? ok(null) : refuse('listing.wrong_state', { state })
}

const secondWord = ({ enteredBy }: LaterReserve, actor: Actor): Result<null> => {
  if (enteredBy === null) return refuse('listing.reserve_nothing_entered')
  return actor.personId === enteredBy ? refuse('listing.reserve_second_person') : ok(null)
}

/** Whoever entered may correct itself until the second person has typed; another one may not type over it. */
const firstWord = ({ enteredBy }: LaterReserve, actor: Actor): Result<null> =>
  enteredBy === null || enteredBy === actor.personId ? ok(null) : refuse('listing.reserve_entered_already')

export const permitReserve = (act: ReserveAct, actor: Actor, lot: Reserved, now: Instant): Result<null> => {
  const { reserve } = lot
  const isRegulator = act === 'confirmReserve' && holdsRole(actor, 'regulator') && lot.state !== 'draft'
  if (!isUnit(actor, lot) && !isRegulator) return refuse('listing.not_found')
  if (reserve === null) return refuse('listing.reserve_not_announced')
  if (knowsBidders(actor)) return refuse('listing.reserve_knows_bidders')
  const inTime = timely({ ...lot, reserve }, now)
  if (!inTime.ok) return inTime
  return act === 'enterReserve' ? firstWord(reserve, actor) : secondWord(reserve, actor)
}

/** Not below the start; and a price that nobody may name would end every sale without one. */
export const checkReserveAmount = (
  reserveMinor: bigint,
  { startingPriceMinor, highestMinor }: { readonly startingPriceMinor: bigint; readonly highestMinor: bigint | null },
): Result<null> => {
  const field = 'reserveMinor'
  if (reserveMinor < startingPriceMinor) return refuse('listing.reserve_below_start', { start: yuanFigures(startingPriceMinor) }, { field })
  if (highestMinor === null || reserveMinor <= highestMinor) return ok(null)
  return refuse('listing.reserve_above_highest', { highest: yuanFigures(highestMinor) }, { field })
}
