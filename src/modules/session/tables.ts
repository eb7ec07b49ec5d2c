import type { ColumnType, Generated } from 'kysely'
import type { Bilingual, Lang } from '#kernel/bilingual.ts'
import type { Field } from '#kernel/field.ts'
import type { InstantColumn, JsonColumn, NullableInstantColumn } from '#platform/db/transaction.ts'
import type { SessionState, Standing } from './core/lifecycle.ts'
import type { CoListingState } from './core/co-listing.ts'
import type { QuestionState, SlotState } from './core/roadshow.ts'

export interface SessionTable {
  id: string
  serial: Generated<bigint>
  state: SessionState
  title: JsonColumn<Bilingual>
  summary: JsonColumn<Bilingual>
  organiserId: string
  region: string
  field: Field | null
  isOnline: boolean
  place: JsonColumn<Bilingual>
  startsAt: InstantColumn
  endsAt: InstantColumn
  partnerIds: Generated<string[]>
  draftedBy: string
  draftedAt: InstantColumn
  submittedBy: string | null
  announcedBy: string | null
  announcedAt: NullableInstantColumn
  closedAt: NullableInstantColumn
  reason: string | null
  changedAt: InstantColumn
}

export interface EntryTable {
  id: string
  sessionId: string
  lotId: string
  sellerOrganisationId: string
  standing: Standing
  place: number | null
  addedBy: string
  addedAt: InstantColumn
  decidedAt: NullableInstantColumn
  reason: string | null
}

export interface PaperTable {
  sessionId: string
  kind: 'catalogue' | 'results'
  lang: Lang
  documentId: string
  printedAt: InstantColumn
}

export interface SlotTable {
  id: string
  sessionId: string
  state: SlotState
  startsAt: InstantColumn
  endsAt: InstantColumn
  lotIds: string[]
  sellerOrganisationId: string
  languages: Lang[]
  /** Brought as `json()`, later than the slot. */
  speaker: ColumnType<Bilingual | null, string | undefined, string>
  slidesDocumentId: string | null
  slidesSha256: string | null
  slidesAt: NullableInstantColumn
  plannedBy: string
  reason: string | null
  changedAt: InstantColumn
}

export interface QuestionTable {
  id: string
  slotId: string
  sessionId: string
  state: QuestionState
  organisationId: string
  askedByPersonId: string
  askerNumber: number
  shownAs: 'name' | 'number'
  question: string
  askedAt: InstantColumn
  answer: string | null
  digest: string | null
  reason: string | null
  decidedAt: NullableInstantColumn
}

export interface CoListingTable {
  id: string
  subject: string
  partnerId: string
  state: CoListingState
  /** Brought as `json()` when the partner confirms. */
  line: ColumnType<Bilingual | null, string | undefined, string>
  invitedBy: string
  invitedAt: InstantColumn
  decidedAt: NullableInstantColumn
  reason: string | null
}

export interface SessionTables {
  'session.paper': PaperTable
  'session.session': SessionTable
  'session.entry': EntryTable
  'session.coListing': CoListingTable
  'session.slot': SlotTable
  'session.question': QuestionTable
  'session.watch': { id: string; personId: string; subject: string; since: InstantColumn }
}
