/**
 * The next bidder (顺位受让): a winner did not keep its word, and the notice said what then. A higher bid had freed whoever was outbid (Auction Law art. 36), so
 * nobody is bound by it any more: the lot is offered to the next bidder at its own last price, and it may take it or leave it.
 */
import { holdsRole, type Actor } from '#kernel/actor.ts'
import { DAY_MS, later, type Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { LotState } from './lifecycle.ts'
import type { NextAct } from './words.ts'

export const RUNNER_UP_STATES = ['open', 'offered', 'bought', 'declined', 'silent', 'unpaid', 'void'] as const
export type RunnerUpState = (typeof RUNNER_UP_STATES)[number]

/** Why an offer ended without a sale. */
export type OfferEnd = Extract<RunnerUpState, 'declined' | 'silent' | 'unpaid'>

/** As the procedure ranks them: the highest last price first, of equal ones the first received. */
export interface RunnerUp {
  readonly number: number
  readonly priceMinor: bigint
}

/** To whom the lot can be offered now, and until when. */
export interface NextInLine extends RunnerUp {
  readonly until: Instant
}

/** What a lot that is such an offer says of it. */
export interface NextOffer extends RunnerUp {
  readonly organisationId: string
  readonly answerBy: Instant
  readonly isAccepted: boolean
}

interface Ended {
  readonly sellerOrganisationId: string
  readonly state: LotState
  readonly hasDefaulted: boolean
  readonly hasSuccessor: boolean
  readonly next: NextInLine | null
}

interface Offered {
  readonly state: LotState
  readonly offer: NextOffer | null
}

export const NEXT_REFUSALS = ['listing.next_nobody', 'listing.next_too_late'] as const
export const ANSWER_REFUSALS = ['listing.next_answered', 'listing.next_answer_too_late'] as const

/** Of those behind the winner each once, by its own last price; below the reserve nothing is sold. */
export const runnersUp = (ranked: readonly RunnerUp[], { winner, reserveMinor }: { readonly winner: number; readonly reserveMinor: bigint | null }) =>
  ranked.filter(
    ({ number, priceMinor }, at) =>
      number !== winner && ranked.findIndex((other) => other.number === number) === at && (reserveMinor === null || priceMinor >= reserveMinor),
  )

/** Counted from the default, or from the end of the last offer. */
export const offerUntil = (since: Instant, days: number): Instant => later(since, days * DAY_MS)

export const permitOffer = (actor: Actor, lot: Ended, now: Instant): Result<null> => {
  if (!holdsRole(actor, 'tto', lot.sellerOrganisationId)) return refuse('listing.not_found')
  if (lot.state !== 'sold' || !lot.hasDefaulted) return refuse('listing.wrong_state', { state: lot.state })
  if (lot.hasSuccessor) return refuse('listing.already_reoffered')
  if (lot.next === null) return refuse('listing.next_nobody')
  return now >= lot.next.until ? refuse('listing.next_too_late') : ok(null)
}

/** To everybody but the bidder whom it is offered to there is nothing to answer. */
export const permitAnswer = (actor: Actor, { state, offer }: Offered, now: Instant): Result<null> => {
  if (offer === null || !holdsRole(actor, 'enterprise', offer.organisationId)) return refuse('listing.not_found')
  if (offer.isAccepted || state === 'sold') return refuse('listing.next_answered')
  if (state !== 'offered') return refuse('listing.wrong_state', { state })
  return now >= offer.answerBy ? refuse('listing.next_answer_too_late') : ok(null)
}

/** Undefined: no concern of the actor's. */
export const nextVerdict = (act: NextAct, actor: Actor, lot: Ended & Offered, now: Instant): Result<null> | undefined => {
  if (act === 'offerNext')
    return lot.hasDefaulted && lot.next !== null && holdsRole(actor, 'tto', lot.sellerOrganisationId) ? permitOffer(actor, lot, now) : undefined
  return lot.offer !== null && holdsRole(actor, 'enterprise', lot.offer.organisationId) ? permitAnswer(actor, lot, now) : undefined
}
