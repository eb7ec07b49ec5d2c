/**
 * First refusal asked after the bidding (先竞价、后征询): whoever has it on equal terms (Civil Code art. 847, 859, 860) is offered the price that the lot brought. The
 * notice says so before anybody bids, and the sale stands or falls with the answers.
 */
import { ok, refuse, type Result } from '#kernel/result.ts'
import { NEGOTIATED } from './negotiated.ts'
import type { LotTerms } from './terms.ts'

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
