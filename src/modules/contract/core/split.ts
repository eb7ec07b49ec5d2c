/** How the sum that is held is divided: proposed by one side and confirmed by the other, or awarded and put on record by two officers. */
import { canonicalJson } from '#kernel/canonical-json.ts'
import { toIso, type Instant } from '#kernel/instant.ts'
import type { Side } from './confirmation.ts'
import type { Shares } from './ending.ts'

export const SPLIT_KINDS = ['settlement', 'award'] as const
export type SplitKind = (typeof SPLIT_KINDS)[number]
/**
 * performed: the contract stands at this price, and the right passes · ended: it does not · continued: the notice of rescission had no effect, everything goes on
 * where it stood and nothing is divided (Civil Code art. 565).
 */
export const SPLIT_OUTCOMES = ['performed', 'ended', 'continued'] as const
export type SplitOutcome = (typeof SPLIT_OUTCOMES)[number]

export interface OpenSplit {
  readonly kind: SplitKind
  /** Who proposed; null for an award. */
  readonly side: Side | null
  readonly proposedBy: string
}

export interface SplitText extends Shares {
  readonly contractId: string
  readonly kind: SplitKind
  readonly side: Side | null
  readonly outcome: SplitOutcome
  readonly statement: string
  /** Number and day of an award; empty for a settlement. */
  readonly number: string
  readonly on: string
  readonly documents: readonly string[]
  readonly at: Instant
}

/** The text of which both hands confirm the digest: the same for everybody who reads it. */
export const splitText = ({ sellerMinor, buyerMinor, at, documents, ...rest }: SplitText): string =>
  canonicalJson({ ...rest, sellerMinor: String(sellerMinor), buyerMinor: String(buyerMinor), documents: [...documents], at: toIso(at) })
