/** How an achievement came about beside the unit's own work, and who has first refusal by it when the right is assigned (Civil Code art. 859, 860). */
import { ok, refuse, type Result } from '#kernel/result.ts'

/** `commissioned`: developed for somebody else, by whose contract it was paid. `co_developed`: developed together. */
export const ORIGINS = ['own', 'commissioned', 'co_developed'] as const
export type OriginKind = (typeof ORIGINS)[number]

/**
 * By what the others have first refusal. `law`: on the right to apply for a patent, until it is granted. `agreement`: the contract gives it on every assignment.
 * `excluded`: the contract of a joint development takes it away, which art. 860 allows; art. 859 says nothing of the kind.
 */
export const GROUNDS = ['law', 'agreement', 'excluded'] as const
export type Ground = (typeof GROUNDS)[number]

export interface Origin {
  readonly kind: OriginKind
  /** Null for own work. */
  readonly ground: Ground | null
}

export interface Stated extends Origin {
  readonly institutionId: string
  readonly developers: readonly string[]
  readonly hasContract: boolean
}

export const ORIGIN_REFUSALS = [
  'title.origin.own_alone',
  'title.origin.developers_missing',
  'title.origin.developer_twice',
  'title.origin.is_institution',
  'title.origin.ground_missing',
  'title.origin.not_excluded',
  'title.origin.contract_missing',
] as const

/** Own work names nobody; any other origin names who, by which contract, and by what they have first refusal. */
export const checkOrigin = ({ kind, ground, developers, institutionId, hasContract }: Stated): Result<null, (typeof ORIGIN_REFUSALS)[number]> => {
  if (kind === 'own') return developers.length > 0 || ground !== null ? refuse('title.origin.own_alone', {}, { field: 'kind' }) : ok(null)
  if (developers.length === 0) return refuse('title.origin.developers_missing', {}, { field: 'developers' })
  if (new Set(developers).size !== developers.length) return refuse('title.origin.developer_twice', {}, { field: 'developers' })
  if (developers.includes(institutionId)) return refuse('title.origin.is_institution', {}, { field: 'developers' })
  if (ground === null) return refuse('title.origin.ground_missing', {}, { field: 'ground' })
  if (ground === 'excluded' && kind === 'commissioned') return refuse('title.origin.not_excluded', {}, { field: 'ground' })
  return hasContract ? ok(null) : refuse('title.origin.contract_missing', {}, { field: 'contractDocumentId' })
}

/** Before anybody is asked, and before the right is offered for assignment; licences go without, since nobody has first refusal of them. */
export const checkDeclared = (isDeclared: boolean): Result<null, 'title.origin.undeclared'> => (isDeclared ? ok(null) : refuse('title.origin.undeclared'))

/** What is assigned is still a right to apply: nothing is filed, or something that is filed is not granted. */
export const isRightToApply = (patents: readonly { readonly isGranted: boolean }[]): boolean =>
  patents.length === 0 || patents.some(({ isGranted }) => !isGranted)

/** Art. 859 and 860 speak of the right to apply for a patent alone; a contract may give more. */
export const givesFirstRefusal = ({ kind, ground }: Origin, patents: readonly { readonly isGranted: boolean }[]): boolean =>
  kind !== 'own' && (ground === 'agreement' || (ground === 'law' && isRightToApply(patents)))
