/** Who may preside. The auctioneer and those it acts for may not take part in its sale (Auction Law art. 22, 23). */
import { actsFor, holdsRole, type Actor } from '#kernel/actor.ts'

interface Sale {
  readonly sellerOrganisationId: string
  readonly bidderOrganisationIds: readonly string[]
}

export const isAuctioneer = (actor: Actor): boolean => holdsRole(actor, 'auctioneer')

/** Also who qualifies bidders or books their deposits: whoever presides must not know who stands behind a number. */
export const isConflicted = (actor: Actor, sale: Sale): boolean =>
  holdsRole(actor, 'clerk') ||
  holdsRole(actor, 'finance') ||
  actsFor(actor, sale.sellerOrganisationId) ||
  sale.bidderOrganisationIds.some((organisationId) => actsFor(actor, organisationId))

export const presides = (actor: Actor, auctioneerId: string | null): boolean => auctioneerId !== null && actor.personId === auctioneerId && isAuctioneer(actor)

/** After the close the record is read by those who answer for the sale. */
export const mayReadRecord = (actor: Actor, sale: { readonly sellerOrganisationId: string; readonly auctioneerId: string | null }): boolean =>
  presides(actor, sale.auctioneerId) || holdsRole(actor, 'clerk') || holdsRole(actor, 'regulator') || holdsRole(actor, 'tto', sale.sellerOrganisationId)
