import type { Field } from '#kernel/field.ts'
import type { Generated } from 'kysely'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { InstantColumn, JsonColumn, NullableInstantColumn } from '#platform/db/transaction.ts'
import type { DemandState } from './core/lifecycle.ts'
import type { Mode, Outcome, Source } from './core/words.ts'

export interface RecordTable {
  id: string
  state: DemandState
  source: Source
  sourceRef: string | null
  organisationId: string | null
  createdBy: string
  title: JsonColumn<Bilingual>
  body: JsonColumn<Bilingual>
  field: Field | null
  industryCode: string | null
  modes: Generated<Mode[]>
  budgetMinMinor: bigint | null
  budgetMaxMinor: bigint | null
  deadline: string | null
  region: string | null
  outcome: Outcome | null
  stateReason: string | null
  search: string
  publishedAt: InstantColumn
  closedAt: NullableInstantColumn
  changedAt: InstantColumn
}

export interface DemandTables {
  'demand.record': RecordTable
  'demand.contact': { demandId: string; name: string; phone: string; email: string }
  'demand.response': {
    id: string
    demandId: string
    personId: string
    organisationId: string
    message: string
    contact: string
    achievementId: string | null
    at: InstantColumn
  }
}
