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
  seller_organisation_id: string
  achievement_id: string
  state: LotState
  suspended_from: 'notice' | 'ready' | 'bidding' | null
  state_reason: string | null
  round: number
  title: JsonColumn<Bilingual>
  summary: JsonColumn<Bilingual>
  method: string
  method_terms: JsonColumn<MethodTerms>
  right_kind: 'assignment' | 'licence'
  exclusivity: Exclusivity | null
  term_months: number | null
  territory: JsonColumn<Bilingual> | null
  field: JsonColumn<Bilingual> | null
  starting_price_minor: bigint
  deposit_minor: bigint
  has_reserve: boolean
  reserve_commitment: string | null
  notice_days: number
  notice_unit: 'cd' | 'wd'
  price_basis_kind: PriceBasisKind
  price_basis: JsonColumn<Bilingual>
  valuation_minor: bigint | null
  terms: JsonColumn<Bilingual>
  qualifications: JsonColumn<Bilingual>
  rules: JsonColumn<readonly RuleCitation[]>
  planned_opens_at: NullableInstantColumn
  notice_id: string | null
  notice_closes_at: NullableInstantColumn
  is_notice_paused: Generated<boolean>
  registration_closes_at: NullableInstantColumn
  deposit_due_at: NullableInstantColumn
  opens_at: NullableInstantColumn
  /** What runs the procedure, e.g. an auction. */
  procedure_id: string | null
  buyer_organisation_id: string | null
  price_minor: bigint | null
  result_notice_id: string | null
  created_by: string
  created_at: InstantColumn
  submitted_at: NullableInstantColumn
  checked_at: NullableInstantColumn
  closed_at: NullableInstantColumn
  settled_at: NullableInstantColumn
  changed_at: InstantColumn
}

export interface ApplicationTable {
  id: string
  lot_id: string
  organisation_id: string
  person_id: string
  state: ApplicationState
  statement: string
  reason: string | null
  deposit_state: Generated<'none' | 'requested' | 'held' | 'released' | 'kept'>
  deposit_minor: bigint
  deposit_due_at: NullableInstantColumn
  request_id: string | null
  reference: string | null
  bidder_number: number | null
  applied_at: InstantColumn
  decided_by: string | null
  decided_at: NullableInstantColumn
  confirmed_at: NullableInstantColumn
}

export interface ListingTables {
  'listing.lot': LotTable
  'listing.reserve': { lot_id: string; reserve_minor: bigint; salt: string; set_by: string; set_at: InstantColumn }
  'listing.lot_check': {
    lot_id: string
    round: number
    aspect: Aspect
    outcome: 'passed' | 'returned'
    reason: string
    checked_by: string
    checked_at: InstantColumn
  }
  'listing.application': ApplicationTable
}
