/**
 * A price that seller and buyer have agreed (协议定价). The Zhejiang regulation art. 17 lets institutes set up by government fix a price so, if name, summary, way
 * of conversion and intended price are published in the unit and on the market for fifteen days or more, and if the notice says so where the buyer is a completer
 * or somebody interested with one. For other sellers the same door is open, and the market keeps the same notice.
 */
import { ok, refuse, type Result } from '#kernel/result.ts'

export const NEGOTIATED = 'negotiated'

/** How the buyer stands to the completers (or to the seller): `completer` is one or acts through the buyer, `interested` has an interest with one. */
export const RELATIONS = ['none', 'completer', 'interested'] as const
export type Relation = (typeof RELATIONS)[number]

export interface Agreed {
  readonly buyerOrganisationId: string
  readonly relation: Relation
  /** What the relation is; empty without one. */
  readonly relationNote: string
}

export const checkAgreed = ({ relation, relationNote }: Agreed): Result<null> =>
  relation !== 'none' && relationNote === '' ? refuse('listing.relation_note_missing', {}, { field: 'methodTerms.relationNote' }) : ok(null)

/** What a lot says of its agreement; null where it is sold otherwise. Its method has read the terms by their shape before they were kept. */
export const agreedOf = ({ method, methodTerms }: { readonly method: string; readonly methodTerms: Readonly<Record<string, unknown>> }): Agreed | null =>
  method === NEGOTIATED ? (methodTerms as unknown as Agreed) : null

export interface BuyerQuestion {
  readonly isSeller: boolean
  readonly isVerified: boolean
  /** The register of relations joins seller and buyer, or a completer acts for the buyer. */
  readonly isRelated: boolean
  readonly relation: Relation
}

export const BUYER_REFUSALS = ['listing.foreign_party', 'listing.buyer_is_seller', 'listing.buyer_not_verified', 'listing.relation_not_marked'] as const

/** A relation is no bar to a negotiated price, but it is never left unsaid. */
export const checkBuyer = ({ isSeller, isVerified, isRelated, relation }: BuyerQuestion): Result<null, (typeof BUYER_REFUSALS)[number]> => {
  const at = { field: 'methodTerms.buyerOrganisationId' }
  if (isSeller) return refuse('listing.buyer_is_seller', {}, at)
  if (!isVerified) return refuse('listing.buyer_not_verified', {}, at)
  return isRelated && relation === 'none' ? refuse('listing.relation_not_marked', {}, { field: 'methodTerms.relation' }) : ok(null)
}

export interface AskedTerms {
  /** Completers have to be asked at all. */
  readonly isDue: boolean
  /** On which they have waived; null: no price was named. */
  readonly priceMinor: bigint | null
}

/** Civil Code art. 847 gives the completers the same terms: a waiver at a higher price, or at none, says nothing of this one. */
export const checkWaivedPrice = (priceMinor: bigint, { isDue, priceMinor: asked }: AskedTerms): Result<null> =>
  isDue && (asked === null || priceMinor < asked) ? refuse('listing.first_refusal_other_terms', {}, { field: 'startingPriceMinor' }) : ok(null)
