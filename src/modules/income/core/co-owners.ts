/**
 * Patent Law art. 14. What the co-owners have agreed on the exercise of their right holds. Without an agreement each may grant an ordinary licence alone, and the
 * fee that is collected "shall be distributed among the co-owners"; everything else needs the consent of all. The article names no measure of the distribution:
 * here it is the agreement of the co-owners where the plan names one, otherwise the shares on record in the title, which are equal where the record says so.
 */
import { ok, refuse, type Result } from '#kernel/result.ts'
import { splitByWeights } from '#kernel/split.ts'

export interface OwnerShare {
  readonly organisationId: string
  readonly basisPoints: number
}

export interface OwnerPart extends OwnerShare {
  readonly amountMinor: bigint
}

export interface AmongOwners {
  /** Of the unit that sold or licensed: only this is its income. */
  readonly ownMinor: bigint
  readonly coOwnerMinor: bigint
  readonly coOwners: readonly OwnerPart[]
}

const WHOLE = 10_000

/** What comes in, split to the fen among the co-owners and the unit, which has the rest of the whole. */
export const splitAmongOwners = (grossMinor: bigint, coOwners: readonly OwnerShare[]): Result<AmongOwners> => {
  const theirs = coOwners.reduce((sum, owner) => sum + owner.basisPoints, 0)
  if (theirs > WHOLE || coOwners.some((owner) => owner.basisPoints < 0))
    return refuse('income.co_owners_exceed_whole', { sum: theirs / 100 }, { field: 'coOwners' })
  const [ownMinor = 0n, ...parts] = splitByWeights(grossMinor, [WHOLE - theirs, ...coOwners.map((owner) => owner.basisPoints)].map(BigInt))
  return ok({ ownMinor, coOwnerMinor: grossMinor - ownMinor, coOwners: coOwners.map((owner, index) => ({ ...owner, amountMinor: parts[index] ?? 0n })) })
}

/** Nobody of the record is left out or added, and who leaves its shares names the agreement. */
export const checkCoOwners = (coOwners: readonly OwnerShare[], recorded: readonly OwnerShare[], agreement: string): Result<readonly OwnerShare[]> => {
  const shareOnRecord = new Map(recorded.map((owner) => [owner.organisationId, owner.basisPoints]))
  const isSame = coOwners.length === recorded.length && new Set(coOwners.map((owner) => owner.organisationId)).size === recorded.length
  if (!isSame || coOwners.some((owner) => !shareOnRecord.has(owner.organisationId))) return refuse('income.co_owner_missing', {}, { field: 'coOwners' })
  const isOffRecord = coOwners.some((owner) => shareOnRecord.get(owner.organisationId) !== owner.basisPoints)
  return isOffRecord && agreement === '' ? refuse('income.co_owner_agreement_missing', {}, { field: 'coOwnerAgreement' }) : ok(coOwners)
}
