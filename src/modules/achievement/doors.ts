/** What higher modules call, inside their own transaction. */
import type { Field } from '#kernel/field.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import type { Reader } from '#platform/db/transaction.ts'
import type { AchievementState } from './core/lifecycle.ts'
import type { Completer } from './core/shares.ts'
import type { IpKind, Maturity, Offer } from './core/words.ts'
import { achievementFacts } from './facts.ts'
import { completerRows, lockRecord, patentRows, readFields, recordRow, updateRecord, type RecordChange } from './store.ts'

export interface Achievement {
  readonly id: string
  readonly state: AchievementState
  readonly title: Bilingual
  readonly abstract: Bilingual
  /** The institution that owns it until the rights say otherwise. */
  readonly ownerOrganisationId: string
  readonly catalogueNumber: string | null
  readonly field: Field | null
  readonly maturity: Maturity | null
  readonly isServiceAchievement: boolean
  readonly offer: Offer
  readonly patentNumbers: readonly string[]
  readonly patents: readonly { readonly number: string; readonly kind: 'invention' | 'utility' | 'design'; readonly isGranted: boolean }[]
  readonly ipKind: IpKind | null
}

const UNTITLED: Bilingual = { zh: '', en: '' }

/** Null when there is none. Drafts have an empty title; whether the caller may use it in its state is the caller's to ask. */
export const achievementById = async (reader: Reader, id: string): Promise<Achievement | null> => {
  const row = await recordRow(reader, id)
  if (!row) return null
  const patents = await patentRows(reader, id)
  return {
    id: row.id,
    state: row.state,
    title: row.title ?? UNTITLED,
    abstract: row.abstract ?? UNTITLED,
    ownerOrganisationId: row.institutionId,
    catalogueNumber: row.catalogueNumber,
    field: row.field,
    maturity: row.maturity,
    isServiceAchievement: row.isService,
    offer: row.offer,
    ipKind: row.ipKind,
    patents: patents.map(({ number, kind, isGranted }) => ({ number, kind, isGranted })),
    patentNumbers: patents.map((patent) => `${patent.isGranted ? 'ZL' : ''}${patent.number}`),
  }
}

export const fieldsByIds = async (reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, Field | null>> => readFields(reader, ids)

/** In the order of the disclosure; shares sum to 10000. */
export const completersOf = async (reader: Reader, id: string): Promise<readonly Completer[]> => {
  const rows = await completerRows(reader, [id])
  return rows.map((row) => ({
    personId: row.personId,
    name: row.name,
    shareBasisPoints: row.shareBasisPoints,
    isMain: row.isMain,
    isRepresentative: row.isRepresentative,
  }))
}

type OfferFact = (typeof achievementFacts)['listed' | 'unlisted' | 'converted']

const mark = async (
  act: Act,
  id: string,
  told: { readonly fact: OfferFact; readonly related: string; readonly change: RecordChange },
): Promise<Result<null>> => {
  const row = await lockRecord(act.tx, id)
  if (!row) return refuse('achievement.not_found')
  if (row.state !== 'catalogued') return refuse('achievement.wrong_state', { state: row.state })
  const { offer, lotId } = told.change
  if (row.offer === offer && (lotId === undefined || row.lotId === lotId)) return ok(null)
  await updateRecord(act.tx, id, act.now, told.change)
  act.publish(told.fact, { subject: id, related: [told.related], body: { achievementId: id, offer: offer ?? row.offer } })
  return ok(null)
}

/** The catalogue shows that the achievement is on offer. Idempotent. */
export const markListed = (act: Act, id: string, lotId: string): Promise<Result<null>> =>
  mark(act, id, { fact: achievementFacts.listed, related: lotId, change: { offer: 'listed', lotId } })

/** The lot has ended without a sale; nothing to do when another lot is on offer. */
export const markUnlisted = async (act: Act, id: string, lotId: string): Promise<Result<null>> => {
  const row = await recordRow(act.tx, id)
  return row?.offer === 'listed' && row.lotId === lotId
    ? mark(act, id, { fact: achievementFacts.unlisted, related: lotId, change: { offer: 'none', lotId: null } })
    : ok(null)
}

export const markConverted = (act: Act, id: string, contractId: string): Promise<Result<null>> =>
  mark(act, id, { fact: achievementFacts.converted, related: contractId, change: { offer: 'converted', contractId } })
