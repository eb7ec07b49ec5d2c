import type { Generated } from 'kysely'
import type { KeyChangeHow } from './core/keys.ts'
import type { InstantColumn } from '#platform/db/transaction.ts'

export interface EvidenceTables {
  'evidence.tree': { onlyRow: Generated<boolean>; logId: Generated<string>; origin: string; size: bigint; frontier: Buffer }
  'evidence.node': { level: number; index: bigint; hash: Buffer }
  'evidence.key': { id: string; vkey: string; previous: string; how: KeyChangeHow; reason: string; at: InstantColumn }
  'evidence.checkpoint': { size: bigint; root: Buffer; note: string; vkey: string; at: InstantColumn }
}
