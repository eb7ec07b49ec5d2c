/**
 * The sale of a share in a right: the seller gives a part of what it holds, or all of it, and the holders change by exactly that. The exercise of a right to apply
 * or of a patent that is held together takes the consent of all co-owners where they agreed nothing else (Patent Law art. 14).
 */
import { ok, refuse, type Result } from '#kernel/result.ts'

const WHOLE = 10_000

interface Holder {
  readonly organisationId: string
  readonly shareBasisPoints: number
}

/** What is sold is held by the seller and is less than the whole; `null`: the whole right. */
export const checkShare = (shareBasisPoints: number | null, sellerId: string, holders: readonly Holder[]): Result<null, 'title.share_too_large'> => {
  if (shareBasisPoints === null) return ok(null)
  const held = holders.find(({ organisationId }) => organisationId === sellerId)?.shareBasisPoints ?? 0
  return shareBasisPoints > held || shareBasisPoints >= WHOLE ? refuse('title.share_too_large', { held: `${held / 100}%` }) : ok(null)
}

/** The holders after the share has passed; who keeps nothing is no holder any more. */
export const sharesAfter = (
  holders: readonly Holder[],
  sale: { readonly from: string; readonly to: string; readonly basisPoints: number },
): readonly Holder[] => {
  const { from, to, basisPoints } = sale
  const shares = new Map(holders.map(({ organisationId, shareBasisPoints }) => [organisationId, shareBasisPoints]))
  shares.set(from, (shares.get(from) ?? 0) - basisPoints)
  shares.set(to, (shares.get(to) ?? 0) + basisPoints)
  return [...shares].filter(([, shareBasisPoints]) => shareBasisPoints > 0).map(([organisationId, shareBasisPoints]) => ({ organisationId, shareBasisPoints }))
}

/** Other holders of the right, who are asked before a share goes to somebody else: by the market's own rule, since art. 860 speaks of co-developers alone. */
export const otherHolders = (holders: readonly Holder[], sellerId: string): readonly string[] =>
  holders.flatMap(({ organisationId }) => (organisationId === sellerId ? [] : organisationId))
