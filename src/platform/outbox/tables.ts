import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#kernel/instant.ts'
import type { InstantColumn, JsonColumn, NullableInstantColumn, SqlInstant } from '#platform/db/transaction.ts'
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
    actorId: string
    visibleTo: string[] | null
    /** When content and salt went by the erasure of a person. */
    erasedAt: ColumnType<Instant | null, never, SqlInstant>
  }
  'platform.factPending': { seq: bigint }
  'platform.factPosition': { position: bigint; seq: bigint }
  'platform.request': { actorId: string; key: string; operation: string; inputHash: string; outcome: JsonColumn<unknown>; at: InstantColumn }
  'platform.work': {
    key: string
    task: string
    payload: JsonColumn<Record<string, Json>>
    dueAt: InstantColumn
    seq: Generated<bigint>
    attempts: Generated<number>
    retryAt: NullableInstantColumn
    lastError: string | null
    parkedAt: NullableInstantColumn
  }
  'platform.demoClock': { onlyRow: Generated<boolean>; offsetMs: bigint }
}
