/** A partner market that shows a session or a lot as well: nobody is named as such before it said so itself. */
import { actsBy, inTurn, type Permit as PermitOn } from '#kernel/acts.ts'
import { holdsRole, type Actor } from '#kernel/actor.ts'
import { lifecycle } from '#kernel/lifecycle.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Waits } from '#kernel/waiting.ts'

export const CO_LISTING_STATES = ['invited', 'confirmed', 'declined', 'withdrawn'] as const
export type CoListingState = (typeof CO_LISTING_STATES)[number]

export const CO_LISTING = lifecycle({
  initial: 'invited',
  states: {
    invited: { confirm: 'confirmed', decline: 'declined', withdraw: 'withdrawn' },
    confirmed: { withdraw: 'withdrawn' },
    declined: {},
    withdrawn: {},
  },
})

export const CO_LISTING_WAITS: Waits<CoListingState, 'confirm', 'partner'> = {
  invited: [{ act: 'confirm', of: 'partner', roles: ['approver'] }],
  confirmed: [],
  declined: [],
  withdrawn: [],
}

export const CO_LISTING_ACTS = ['confirm', 'decline', 'withdraw'] as const
export type CoListingAct = (typeof CO_LISTING_ACTS)[number]

export interface HandledCoListing {
  readonly state: CoListingState
  readonly partnerId: string
  readonly invitedBy: string
  /** Session or lot are not over yet. */
  readonly isLiving: boolean
}

type Permit = PermitOn<HandledCoListing>

const notFound = () => refuse('session.co_listing.not_found')
const ofPartner: Permit = (actor, { partnerId }) => (holdsRole(actor, 'approver', partnerId) ? ok(null) : notFound())
/** Who invited takes an invitation back; what a partner confirmed it alone withdraws. */
const ofOwner: Permit = (actor, handled) => {
  if (handled.state !== 'invited') return ofPartner(actor, handled)
  return holdsRole(actor, 'clerk') ? ok(null) : notFound()
}
const has =
  (act: CoListingAct): Permit =>
  (_actor, { state }) =>
    CO_LISTING.next(state, act) === null ? refuse('session.co_listing_decided', { state }) : ok(null)
const living: Permit = (_actor, { isLiving }) => (isLiving ? ok(null) : refuse('session.co_listing_over'))
/** Consent is another's. */
const another: Permit = (actor, { invitedBy }) => (actor.personId === invitedBy ? refuse('session.own_invitation') : ok(null))

const PERMITS: Readonly<Record<CoListingAct, Permit>> = {
  confirm: inTurn(ofPartner, has('confirm'), living, another),
  decline: inTurn(ofPartner, has('decline')),
  withdraw: inTurn(ofOwner, has('withdraw')),
}
export const permitCoListing = (act: CoListingAct, actor: Actor, handled: HandledCoListing): Result<null> => PERMITS[act](actor, handled)
export const coListingActsOf = actsBy(PERMITS)
