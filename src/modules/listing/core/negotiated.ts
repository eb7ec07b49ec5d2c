/**
 * A price that seller and buyer have agreed (协议定价). The Zhejiang regulation art. 17 lets institutes set up by government fix a price so, if name, summary, way
 * of conversion and intended price are published in the unit and on the market for fifteen days or more, and if the notice says so where the buyer is a completer
 * or somebody interested with one. For other sellers the same door is open, and the market keeps the same notice.
 */
import { yuanFigures } from '#kernel/money.ts'
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

/** What the record of first refusal says against a lot. */
export const FIRST_REFUSAL = [
  'listing.first_refusal_open',
  'listing.first_refusal_exercised',
  'listing.first_refusal_same_terms',
  'listing.first_refusal_cheaper',
] as const

export const BUYER_REFUSALS = ['listing.foreign_party', 'listing.buyer_is_seller', 'listing.buyer_not_verified', 'listing.relation_not_marked'] as const

/** A relation is no bar to a negotiated price, but it is never left unsaid. */
export const checkBuyer = ({ isSeller, isVerified, isRelated, relation }: BuyerQuestion): Result<null, (typeof BUYER_REFUSALS)[number]> => {
  const at = { field: 'methodTerms.buyerOrganisationId' }
  if (isSeller) return refuse('listing.buyer_is_seller', {}, at)
  if (!isVerified) return refuse('listing.buyer_not_verified', {}, at)
  return isRelated && relation === 'none' ? refuse('listing.relation_not_marked', {}, { field: 'methodTerms.relation' }) : ok(null)
}

export interface AskedTerms {
  /** Somebody has to be asked at all. */
  readonly isDue: boolean
  /** On which they have waived; null: no price was named. */
  readonly priceMinor: bigint | null
}

export interface Exercised {
  /** Who exercised first refusal: a natural person, or a house. */
  readonly buyerOrganisationId: string | null
  /** Of the terms that were asked; null: they named no price. */
  readonly priceMinor: bigint | null
  /** What was asked about: a share, or (null) the whole. */
  readonly shareBasisPoints: number | null
}

/** To whom exercised first refusal it is sold and to nobody else, at exactly the price that was asked: on the same terms (Civil Code art. 847). */
export const checkExercised = (
  lot: { readonly priceMinor: bigint; readonly shareBasisPoints: number | null; readonly agreedWith: string | null },
  { buyerOrganisationId, priceMinor, shareBasisPoints }: Exercised,
): Result<null> => {
  if (lot.agreedWith === null || lot.agreedWith !== buyerOrganisationId)
    return refuse('listing.first_refusal_exercised', {}, { field: 'methodTerms.buyerOrganisationId' })
  if (shareBasisPoints !== lot.shareBasisPoints) return refuse('listing.first_refusal_same_terms', {}, { field: 'right.shareBasisPoints' })
  return priceMinor === null || priceMinor === lot.priceMinor ? ok(null) : refuse('listing.first_refusal_same_terms', {}, { field: 'startingPriceMinor' })
}

/** First refusal is on the same terms (Civil Code art. 847, 859, 860): a waiver at a higher price, or at none, says nothing of this one. */
export const checkWaivedPrice = (priceMinor: bigint, { isDue, priceMinor: asked }: AskedTerms): Result<null> =>
  isDue && (asked === null || priceMinor < asked) ? refuse('listing.first_refusal_other_terms', {}, { field: 'startingPriceMinor' }) : ok(null)

/** In a competition the price is what it brings, never below `lowestMinor`: who waived at a price waived no cheaper sale; who was asked without one waived at any. */
export const checkWaivedFrom = (lowestMinor: bigint, { isDue, priceMinor: asked }: AskedTerms): Result<null> =>
  isDue && asked !== null && lowestMinor < asked
    ? refuse('listing.first_refusal_cheaper', { asked: yuanFigures(asked) }, { field: 'startingPriceMinor' })
    : ok(null)
