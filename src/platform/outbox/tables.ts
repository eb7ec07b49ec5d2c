import type { Generated } from 'kysely'
import type { InstantColumn, JsonColumn, NullableInstantColumn } from '#platform/db/transaction.ts'
import type { Json } from '#kernel/canonical-json.ts'

export interface PlatformTables {
  'platform.fact': {
    id: string
    seq: Generated<bigint>
    type: string
    version: number
    subject: string
    related: string[]
    body: string
    salt: Buffer
    leaf: Buffer
    at: InstantColumn
    actor_id: string
    visible_to: string[] | null
  }
  'platform.fact_pending': { seq: bigint }
  'platform.fact_position': { position: bigint; seq: bigint }
  'platform.request': { actor_id: string; key: string; operation: string; input_hash: string; outcome: JsonColumn<unknown>; at: InstantColumn }
  'platform.work': {
    key: string
    task: string
    payload: JsonColumn<Record<string, Json>>
    due_at: InstantColumn
    seq: Generated<bigint>
    attempts: Generated<number>
    retry_at: NullableInstantColumn
    last_error: string | null
    parked_at: NullableInstantColumn
  }
  'platform.demo_clock': { only_row: Generated<boolean>; offset_ms: bigint }
}
