/** What the parties of a joint development say of the application for a patent (Civil Code art. 860). */
import { ok, refuse, type Result } from '#kernel/result.ts'
import { splitByWeights } from '#kernel/split.ts'

/** A house that developed it too. */
export interface Part {
  readonly organisationId: string
  /** It does not agree to an application, and has not taken that back: the others may not apply (para. 3). */
  readonly hasObjected: boolean
  /** It gave up its part in the right to apply: the others apply without it, and it works the patent free of charge (para. 2). */
  readonly hasGivenUp: boolean
}

export interface Joint {
  /** Nothing is filed, or what is filed is not granted. */
  readonly isRightToApply: boolean
  readonly parts: readonly Part[]
}

/** What may not be applied for is not offered as a right to apply; null: not developed together. */
export const checkUnobjected = (joint: Joint | null): Result<null, 'title.filing.objected'> =>
  joint?.isRightToApply === true && joint.parts.some(({ hasObjected }) => hasObjected) ? refuse('title.filing.objected') : ok(null)

interface Share {
  readonly organisationId: string
  readonly shareBasisPoints: number
}

/** The part of who gave up goes to the others by their shares. Nothing changes where it holds none, or where nobody else holds any. */
export const sharesWithout = (holders: readonly Share[], organisationId: string): readonly Share[] => {
  const others = holders.filter((holder) => holder.organisationId !== organisationId)
  const given = holders.find((holder) => holder.organisationId === organisationId)?.shareBasisPoints ?? 0
  if (given === 0 || others.length === 0) return holders
  const parts = splitByWeights(
    BigInt(given),
    others.map(({ shareBasisPoints }) => BigInt(shareBasisPoints)),
  )
  return others.map((holder, index) => ({ ...holder, shareBasisPoints: holder.shareBasisPoints + Number(parts[index] ?? 0n) }))
}
