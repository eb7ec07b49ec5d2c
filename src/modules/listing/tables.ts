import type { Generated } from 'kysely'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { RuleCitation } from '#kernel/result.ts'
import type { InstantColumn, JsonColumn, NullableInstantColumn } from '#platform/db/transaction.ts'
import type { ApplicationState, LotState } from './core/lifecycle.ts'
import type { MethodTerms } from './method.ts'
import type { Aspect, Exclusivity, PriceBasisKind } from './core/words.ts'

export interface LotTable {
  id: string
  number: string
  sellerOrganisationId: string
  achievementId: string
  state: LotState
  suspendedFrom: 'notice' | 'ready' | 'bidding' | null
  stateReason: string | null
  round: number
  title: JsonColumn<Bilingual>
  summary: JsonColumn<Bilingual>
  method: string
  methodTerms: JsonColumn<MethodTerms>
  rightKind: 'assignment' | 'licence'
  exclusivity: Exclusivity | null
  termMonths: number | null
  territory: JsonColumn<Bilingual> | null
  field: JsonColumn<Bilingual> | null
  startingPriceMinor: bigint
  depositMinor: bigint
  hasReserve: boolean
  reserveCommitment: string | null
  noticeDays: number
  noticeUnit: 'cd' | 'wd'
  priceBasisKind: PriceBasisKind
  priceBasis: JsonColumn<Bilingual>
  valuationMinor: bigint | null
  terms: JsonColumn<Bilingual>
  qualifications: JsonColumn<Bilingual>
  rules: JsonColumn<readonly RuleCitation[]>
  plannedOpensAt: NullableInstantColumn
  noticeId: string | null
  noticeClosesAt: NullableInstantColumn
  isNoticePaused: Generated<boolean>
  registrationClosesAt: NullableInstantColumn
  depositDueAt: NullableInstantColumn
  opensAt: NullableInstantColumn
  /** What runs the procedure, e.g. an auction. */
  procedureId: string | null
  buyerOrganisationId: string | null
  priceMinor: bigint | null
  /** The buyer of a negotiated price, before anybody else hears of it. */
  buyerConfirmedBy: string | null
  buyerConfirmedAt: NullableInstantColumn
  resultNoticeId: string | null
  createdBy: string
  createdAt: InstantColumn
  submittedAt: NullableInstantColumn
  checkedAt: NullableInstantColumn
  closedAt: NullableInstantColumn
  settledAt: NullableInstantColumn
  changedAt: InstantColumn
}

export interface ApplicationTable {
  id: string
  lotId: string
  organisationId: string
  personId: string
  state: ApplicationState
  statement: string
  reason: string | null
  depositState: Generated<'none' | 'requested' | 'held' | 'released' | 'kept'>
  depositMinor: bigint
  depositDueAt: NullableInstantColumn
  requestId: string | null
  reference: string | null
  bidderNumber: number | null
  appliedAt: InstantColumn
  decidedBy: string | null
  decidedAt: NullableInstantColumn
  confirmedAt: NullableInstantColumn
}

export interface ListingTables {
  'listing.lot': LotTable
  'listing.reserve': { lotId: string; reserveMinor: bigint; salt: string; setBy: string; setAt: InstantColumn }
  'listing.lotCheck': {
    lotId: string
    round: number
    aspect: Aspect
    outcome: 'passed' | 'returned'
    reason: string
    checkedBy: string
    checkedAt: InstantColumn
  }
  'listing.application': ApplicationTable
}
