import type { ColumnType, Generated } from 'kysely'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { RuleCitation } from '#kernel/result.ts'
import type { InstantColumn, JsonColumn, NullableInstantColumn } from '#platform/db/transaction.ts'
import type { EncumbranceKind } from './core/encumbrance.ts'
import type { Answer, AskState } from './core/first-refusal.ts'
import type { Right } from './core/scope.ts'

/** Ranges are written and read by SQL expressions only. */
type RangeColumn = ColumnType<string, string, never>

export interface TitleTables {
  'title.right_record': {
    achievement_id: string
    institution_id: string
    title: JsonColumn<Bilingual>
    is_service: boolean
    opened_at: InstantColumn
    changed_at: InstantColumn
  }
  'title.holder': {
    achievement_id: string
    organisation_id: string
    share_basis_points: number
    consented_by: string | null
    consented_at: NullableInstantColumn
  }
  'title.completer': { achievement_id: string; position: number; person_id: string | null }
  'title.encumbrance': {
    id: string
    achievement_id: string
    kind: EncumbranceKind
    note: string
    in_favour_of: string
    period: RangeColumn
    recorded_by: string
    recorded_at: InstantColumn
    lifted_by: string | null
    lifted_at: NullableInstantColumn
    lift_reason: string | null
  }
  'title.disposal': {
    id: string
    achievement_id: string
    lot_id: string
    contract_id: string | null
    right_kind: Right
    field: string | null
    territory: string | null
    fields: RangeColumn
    places: RangeColumn
    period: RangeColumn
    ordinal: Generated<bigint>
    state: 'reserved' | 'completed' | 'released'
    reserved_at: InstantColumn
    changed_at: InstantColumn
  }
  'title.first_refusal': {
    id: string
    achievement_id: string
    round: number
    state: AskState
    terms: string
    price_minor: bigint | null
    asked_by: string
    asked_at: InstantColumn
    closes_at: InstantColumn
    rule: JsonColumn<RuleCitation>
    closed_at: NullableInstantColumn
  }
  'title.first_refusal_answer': {
    ask_id: string
    person_id: string
    answer: Answer | null
    note: Generated<string>
    answered_at: NullableInstantColumn
  }
}
