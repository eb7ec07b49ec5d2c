/**
 * First refusal asked after the bidding (先竞价、后征询): whoever has it on equal terms (Civil Code art. 847, 859, 860) is offered the price that the lot brought. The
 * notice says so before anybody bids, and the sale stands or falls with the answers.
 */
import { ok, refuse, type Result } from '#kernel/result.ts'
import { NEGOTIATED } from './negotiated.ts'
import type { LotTerms } from './terms.ts'

/** Who of several that want it gets it, as rounds of first refusal know it. */
export const REFUSAL_PRECEDENCES = ['earliest', 'share'] as const

/** As the notice announces it. */
export interface RefusalAfter {
  /** Working days, from the price on. */
  readonly days: number
  readonly precedence: (typeof REFUSAL_PRECEDENCES)[number]
  /** The agreement or rule of the unit by which silence is a waiver; empty: there is none, and where somebody is silent nothing is sold. */
  readonly silenceBasis: string
}

/** `stood`: sold to who brought the price. `taken`: a holder bought at it. `unanswered`: somebody was silent, and that is no waiver. */
export const SUBJECT_OUTCOMES = ['stood', 'taken', 'unanswered'] as const
export type SubjectOutcome = (typeof SUBJECT_OUTCOMES)[number]

/** Why a lot ends unsold whose holders were silent. */
export const UNANSWERED = 'first_refusal_unanswered'

export interface Answered {
  readonly state: string
  /** Who exercised first refusal. */
  readonly buyerOrganisationId: string | null
}

/** What the end of the round means for the sale; null while it is open. A holder that had won takes nothing from anybody. */
export const outcomeOfRefusal = ({ state, buyerOrganisationId }: Answered, winnerOrganisationId: string | null): SubjectOutcome | null => {
  if (state === 'open') return null
  if (state === 'waived') return 'stood'
  if (state !== 'exercised' || buyerOrganisationId === null) return 'unanswered'
  return buyerOrganisationId === winnerOrganisationId ? 'stood' : 'taken'
}

/** A licence knows no first refusal, and a negotiated price is asked at before it is agreed. */
export const checkRefusalAfter = ({ refusalAfter, right }: Pick<LotTerms, 'refusalAfter' | 'right'>, method: string): Result<null> =>
  refusalAfter !== null && (right.kind !== 'assignment' || method === NEGOTIATED)
    ? refuse('listing.refusal_after_not_here', {}, { field: 'refusalAfter' })
    : ok(null)
