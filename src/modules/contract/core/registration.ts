/** Rights that pass when a register says so, and the proof of it. */
import { holdsRole, type Actor } from '#kernel/actor.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Side } from './confirmation.ts'

/**
 * Rights whose assignment has no effect before it is registered, with the article that says so; of the two regulations no text is on file, so their articles
 * are not checked against it. Software is not among them: its transfer may be registered
 * (Regulations on software, art. 21), a technical secret has no register at all, and a licence passes nothing.
 */
export const REGISTERED_KINDS = {
  patent: 'Patent Law art. 10(3)',
  application: 'Patent Law art. 10(3)',
  circuit_layout: 'Regulations on layout-designs of integrated circuits art. 22 (not checked against the text)',
  plant_variety: 'Regulations on new plant varieties art. 9 (not checked against the text)',
} as const
export type RegisteredKind = keyof typeof REGISTERED_KINDS
const KINDS = Object.keys(REGISTERED_KINDS) as RegisteredKind[]

/** What a contract about these rights has to register; empty where nothing passes or nothing is registered. */
export const registeredOf = (right: string, kinds: readonly string[]): readonly RegisteredKind[] =>
  right === 'assignment' ? KINDS.filter((kind) => kinds.includes(kind)) : []

/** applied: the register has taken the request in · registered: the right has passed · refused: it has not, and why. */
export const FILING_OUTCOMES = ['applied', 'registered', 'refused'] as const
export type FilingOutcome = (typeof FILING_OUTCOMES)[number]
export const FILING_CAUSES = ['seller', 'buyer', 'impossible'] as const
export type FilingCause = (typeof FILING_CAUSES)[number]

/** open: one or two officers have still to check it · confirmed · returned: not what it is said to be. */
export type FilingState = 'open' | 'confirmed' | 'returned'

export interface Filing {
  readonly outcome: FilingOutcome
  readonly state: FilingState
  readonly side: Side
  /** On whose side the reason of a refusal lies. */
  readonly cause: FilingCause | null
  readonly firstBy: string | null
}

/** A refusal names its reason and on whose side it lies; nothing else does. */
export const checkFiling = (filed: { readonly outcome: FilingOutcome; readonly cause: FilingCause | null; readonly reason: string }): Result<null> => {
  const isRefused = filed.outcome === 'refused'
  if (isRefused !== (filed.cause !== null)) return refuse('contract.filing_cause', {}, { field: 'cause' })
  return isRefused && filed.reason === '' ? refuse('contract.filing_reason', {}, { field: 'reason' }) : ok(null)
}

/** Applied for, as two officers have seen, or still being looked at: nobody is late with it. What was returned or refused is nowhere. */
export const isWithRegister = (filing: Filing | null): boolean =>
  filing !== null && (filing.state === 'open' || (filing.state === 'confirmed' && filing.outcome === 'applied'))

/** Two different officers look at the paper; the second makes it count. */
export const permitCheck = (actor: Actor, filing: Filing | null): Result<{ readonly isSecond: boolean }> => {
  if (!holdsRole(actor, 'clerk')) return refuse('contract.clerk_only.forbidden')
  if (filing?.state !== 'open') return refuse('contract.nothing_filed')
  if (filing.firstBy !== null && filing.firstBy === actor.personId) return refuse('contract.second_person_needed')
  return ok({ isSecond: filing.firstBy !== null })
}
