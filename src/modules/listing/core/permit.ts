/** Who may do and see what with a lot. */
import { actsFor, holdsRole, type Actor } from '#kernel/actor.ts'
import { PUBLIC_STATES, type LotState } from './lifecycle.ts'

interface Offered {
  readonly sellerOrganisationId: string
  readonly state: LotState
  /** Named by a negotiated price. */
  readonly buyerId?: string | null
  /** The next bidder, whom it is or was offered to. */
  readonly nextId?: string | null
}

/** The transfer office that offers the lot: drafts, submits, withdraws, sees the reserve. */
export const isSellersOfficer = (actor: Actor, lot: Pick<Offered, 'sellerOrganisationId'>): boolean => holdsRole(actor, 'tto', lot.sellerOrganisationId)

/** A clerk of the market; not one who also acts for the seller. */
export const mayCheck = (actor: Actor, lot: Pick<Offered, 'sellerOrganisationId'>): boolean =>
  holdsRole(actor, 'clerk') && !actsFor(actor, lot.sellerOrganisationId)

export const maySeeLot = (actor: Actor, lot: Offered): boolean =>
  PUBLIC_STATES.includes(lot.state) ||
  actsFor(actor, lot.sellerOrganisationId) ||
  (lot.state === 'checked' && actsFor(actor, lot.buyerId ?? '')) ||
  actsFor(actor, lot.nextId ?? '') ||
  actor.kind === 'system' ||
  (lot.state !== 'draft' && (holdsRole(actor, 'clerk') || holdsRole(actor, 'auctioneer') || holdsRole(actor, 'regulator')))
