import type { Generated } from 'kysely'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { InstantColumn, JsonColumn, NullableInstantColumn } from '#platform/db/transaction.ts'
import type { DemandState } from './core/lifecycle.ts'
import type { Field, Mode, Outcome, Source } from './core/words.ts'

export interface RecordTable {
  id: string
  state: DemandState
  source: Source
  source_ref: string | null
  organisation_id: string | null
  created_by: string
  title: JsonColumn<Bilingual>
  body: JsonColumn<Bilingual>
  field: Field | null
  industry_code: string | null
  modes: Generated<Mode[]>
  budget_min_minor: bigint | null
  budget_max_minor: bigint | null
  deadline: string | null
  region: string | null
  outcome: Outcome | null
  state_reason: string | null
  search: string
  published_at: InstantColumn
  closed_at: NullableInstantColumn
  changed_at: InstantColumn
}

export interface DemandTables {
  'demand.record': RecordTable
  'demand.contact': { demand_id: string; name: string; phone: string; email: string }
  'demand.response': {
    id: string
    demand_id: string
    person_id: string
    organisation_id: string
    message: string
    contact: string
    achievement_id: string | null
    at: InstantColumn
  }
}
