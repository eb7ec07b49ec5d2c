import type { Bilingual } from '#kernel/bilingual.ts'
import type { RuleCitation } from '#kernel/result.ts'
import type { InstantColumn, JsonColumn, NullableInstantColumn } from '#platform/db/transaction.ts'
import type { DisputeForum, RightKind } from '#modules/document/index.ts'
import type { DeductionKind } from './core/amounts.ts'
import type { Side, Stage } from './core/confirmation.ts'
import type { Ground } from './core/ending.ts'
import type { ContractState } from './core/lifecycle.ts'

/** What the parties may settle between themselves; everything else follows from the lot and the law. */
export interface ContractTerms {
  readonly handoverDays: number
  readonly acceptanceDays: number
  readonly guidanceDays: number
  readonly secrecyYears: number
  readonly forum: DisputeForum
}

export interface ContractTable {
  id: string
  number: string
  sale_number: string
  lot_id: string
  lot_number: string
  achievement_id: string
  auction_id: string | null
  state: ContractState
  seller_organisation_id: string
  buyer_organisation_id: string
  bid_number: number | null
  title: JsonColumn<Bilingual>
  right_name: RightKind
  term_months: number | null
  territory: JsonColumn<Bilingual | null>
  field: JsonColumn<Bilingual | null>
  starting_price_minor: bigint
  price_minor: bigint
  deposit_minor: bigint
  technology_amount_minor: bigint
  technical_income_minor: bigint
  terms: JsonColumn<ContractTerms>
  rules: JsonColumn<readonly RuleCitation[]>
  sold_at: InstantColumn
  notice_id: string
  sale_document_id: string
  sale_sha256: string
  contract_document_id: string | null
  contract_sha256: string | null
  payment_request_id: string | null
  payment_reference: string | null
  opened_at: InstantColumn
  drafted_at: NullableInstantColumn
  effective_at: NullableInstantColumn
  payment_due_at: NullableInstantColumn
  cure_ends_at: NullableInstantColumn
  paid_at: NullableInstantColumn
  handover_due_at: NullableInstantColumn
  handed_over_at: NullableInstantColumn
  acceptance_due_at: NullableInstantColumn
  ended_at: NullableInstantColumn
  end_ground: Ground | null
  end_reason: string | null
}

export interface ContractTables {
  'contract.sale': { lot_id: string; auction_id: string; buyer_organisation_id: string; bid_number: number | null; price_minor: bigint; sold_at: InstantColumn }
  'contract.serial': { year: number; last: number }
  'contract.contract': ContractTable
  'contract.deduction': { contract_id: string; line: number; kind: DeductionKind; label: string; amount_minor: bigint }
  'contract.confirmation': { contract_id: string; stage: Stage; side: Side; sha256: string; person_id: string; statement: string; confirmed_at: InstantColumn }
  'contract.handover': {
    contract_id: string
    round: number
    note: string
    document_ids: string[]
    handed_over_by: string
    handed_over_at: InstantColumn
    outcome: 'accepted' | 'rejected' | null
    decided_by: string | null
    decided_at: NullableInstantColumn
    reason: string | null
  }
}
