/** What burdens a right, and which disposals it stands against. */
import type { Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Right } from './scope.ts'

export const ENCUMBRANCES = ['pledge', 'open_licence', 'exclusive_licence', 'sole_licence', 'ordinary_licence', 'dispute'] as const
export type EncumbranceKind = (typeof ENCUMBRANCES)[number]

export interface Encumbrance {
  readonly kind: EncumbranceKind
  readonly from: Instant
  readonly to: Instant | null
}

export const ENCUMBRANCE_REFUSALS = [
  'title.pledged',
  'title.open_licence',
  'title.exclusive_licence',
  'title.sole_licence',
  'title.disputed',
  'title.co_owner_consent_missing',
] as const
type EncumbranceRefusal = (typeof ENCUMBRANCE_REFUSALS)[number]

/**
 * Pledge: no assignment or licence without the pledgee (Civil Code art. 444). Open licence: neither exclusive nor sole beside it (Patent Law
 * art. 51). An exclusive or sole licence in force leaves nothing that could be licensed again; it does not stand against an assignment, which leaves
 * it untouched (interpretation on technology contracts, art. 24), but it must be shown. Dispute: nothing.
 */
const STANDS_AGAINST: Readonly<Record<EncumbranceKind, { readonly rights: readonly Right[]; readonly code: EncumbranceRefusal | null }>> = {
  dispute: { rights: ['assignment', 'exclusive', 'sole', 'ordinary'], code: 'title.disputed' },
  pledge: { rights: ['assignment', 'exclusive', 'sole', 'ordinary'], code: 'title.pledged' },
  open_licence: { rights: ['exclusive', 'sole'], code: 'title.open_licence' },
  exclusive_licence: { rights: ['exclusive', 'sole', 'ordinary'], code: 'title.exclusive_licence' },
  sole_licence: { rights: ['exclusive', 'sole', 'ordinary'], code: 'title.sole_licence' },
  ordinary_licence: { rights: [], code: null },
}

export const inForce = (encumbrance: Encumbrance, from: Instant, to: Instant | null): boolean =>
  (to === null || encumbrance.from < to) && (encumbrance.to === null || from < encumbrance.to)

export const checkEncumbrances = (
  right: Right,
  period: { readonly from: Instant; readonly to: Instant | null },
  encumbrances: readonly Encumbrance[],
): Result<null, EncumbranceRefusal> => {
  for (const encumbrance of encumbrances) {
    const { rights, code } = STANDS_AGAINST[encumbrance.kind]
    if (code !== null && rights.includes(right) && inForce(encumbrance, period.from, period.to)) return refuse(code)
  }
  return ok(null)
}

export interface Holder {
  readonly organisationId: string
  readonly shareBasisPoints: number
  readonly hasConsented: boolean
}

/** Co-owners must all agree to an assignment, an exclusive or a sole licence; each may grant an ordinary licence alone (Patent Law art. 14). */
export const checkCoOwners = (right: Right, sellerId: string, holders: readonly Holder[]): Result<null, EncumbranceRefusal> =>
  right !== 'ordinary' && holders.some((holder) => holder.organisationId !== sellerId && !holder.hasConsented)
    ? refuse('title.co_owner_consent_missing')
    : ok(null)
