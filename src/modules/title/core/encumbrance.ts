/** What burdens a right, and which disposals it stands against. */
import type { Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Right } from './scope.ts'

export const ENCUMBRANCES = [
  'pledge',
  'open_licence',
  'exclusive_licence',
  'sole_licence',
  'ordinary_licence',
  'co_owner_agreement',
  'dispute',
  'free_working',
] as const
export type EncumbranceKind = (typeof ENCUMBRANCES)[number]
/** What comes of giving up a part is put on record with it. */
export const isRecorded = (kind: EncumbranceKind): boolean => kind !== 'free_working'
export const RECORDED = ENCUMBRANCES.filter(isRecorded)

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
  'title.co_owners_forbid_licence',
  'title.disputed',
  'title.co_owner_consent_missing',
] as const
type EncumbranceRefusal = (typeof ENCUMBRANCE_REFUSALS)[number]

/**
 * Pledge: no assignment or licence without the pledgee (Civil Code art. 444). Open licence: neither exclusive nor sole beside it (Patent Law
 * art. 51). An exclusive or sole licence in force leaves nothing that could be licensed again; it does not stand against an assignment, which leaves
 * it untouched (interpretation on technology contracts, art. 24), but it must be shown. Co-owners who agreed that none of them licenses alone are bound by it
 * (Patent Law art. 14). Dispute: nothing.
 */
const STANDS_AGAINST: Readonly<Record<EncumbranceKind, { readonly rights: readonly Right[]; readonly code: EncumbranceRefusal | null }>> = {
  dispute: { rights: ['assignment', 'exclusive', 'sole', 'ordinary'], code: 'title.disputed' },
  pledge: { rights: ['assignment', 'exclusive', 'sole', 'ordinary'], code: 'title.pledged' },
  open_licence: { rights: ['exclusive', 'sole'], code: 'title.open_licence' },
  exclusive_licence: { rights: ['exclusive', 'sole', 'ordinary'], code: 'title.exclusive_licence' },
  sole_licence: { rights: ['exclusive', 'sole', 'ordinary'], code: 'title.sole_licence' },
  ordinary_licence: { rights: [], code: null },
  // Of who gave up its part in the application (Civil Code art. 860): it goes on whoever holds the right, and is shown.
  free_working: { rights: [], code: null },
  co_owner_agreement: { rights: ['ordinary'], code: 'title.co_owners_forbid_licence' },
}

/** An agreement is put on record with its paper, and only where there is somebody to agree with. */
export const checkRecording = ({ kind, hasPaper, holders }: { readonly kind: EncumbranceKind; readonly hasPaper: boolean; readonly holders: number }) => {
  if (kind !== 'co_owner_agreement') return ok(null)
  if (holders < 2) return refuse('title.no_co_owner', {}, { field: 'kind' })
  return hasPaper ? ok(null) : refuse('title.agreement_paper_missing', {}, { field: 'paperDocumentId' })
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

/** Co-owners must all agree to an assignment, an exclusive or a sole licence; each may grant an ordinary licence alone, where they have not agreed otherwise (Patent Law art. 14). */
export const checkCoOwners = (right: Right, sellerId: string, holders: readonly Holder[]): Result<null, EncumbranceRefusal> =>
  right !== 'ordinary' && holders.some((holder) => holder.organisationId !== sellerId && !holder.hasConsented)
    ? refuse('title.co_owner_consent_missing')
    : ok(null)
