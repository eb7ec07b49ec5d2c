/** Both sides say yes to the same bytes: a confirmation names the digest that the person saw. */
import { ok, refuse, type Result } from '#kernel/result.ts'

/** sale: 成交确认书 · contract: the technology contract. */
export const STAGES = ['sale', 'contract'] as const
export type Stage = (typeof STAGES)[number]
export const SIDES = ['seller', 'buyer'] as const
export type Side = (typeof SIDES)[number]

export interface Confirmation {
  readonly stage: Stage
  readonly side: Side
  readonly sha256: string
}

/** True when with this confirmation both sides have confirmed the current text. */
export const recordConfirmation = (
  confirmations: readonly Confirmation[],
  given: Confirmation,
  currentSha256: string,
): Result<{ readonly isComplete: boolean }> => {
  if (given.sha256 !== currentSha256) return refuse('contract.text_changed.stale', {}, { field: 'sha256' })
  const standing = confirmations.filter((confirmation) => confirmation.stage === given.stage && confirmation.sha256 === currentSha256)
  if (standing.some((confirmation) => confirmation.side === given.side)) return refuse('contract.already_confirmed')
  return ok({ isComplete: standing.some((confirmation) => confirmation.side !== given.side) })
}
