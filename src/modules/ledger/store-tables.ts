/** The tables of the books, as Kysely sees them. */
import type { Generated, GeneratedAlways } from 'kysely'
import type { InstantColumn, NullableInstantColumn } from '#platform/db/transaction.ts'
import type { Currency } from '#kernel/money.ts'
import type { AccountClass, AccountKind, OwnerKind, Side } from './core/accounts.ts'
import type { HoldPurpose, HoldState } from './core/hold.ts'

export interface LedgerTables {
  'ledger.account': {
    id: GeneratedAlways<bigint>
    code: string
    class: AccountClass
    kind: AccountKind
    currency: Currency
    ownerKind: OwnerKind
    ownerId: string | null
    floorMinor: bigint | null
    debitsMinor: Generated<bigint>
    creditsMinor: Generated<bigint>
    heldMinor: Generated<bigint>
    postedMinor: GeneratedAlways<bigint>
    availableMinor: GeneratedAlways<bigint>
    openedAt: InstantColumn
  }
  'ledger.transaction': {
    id: string
    purpose: string
    subject: string
    key: string
    bodyHash: Buffer
    reverses: string | null
    actorId: string
    at: InstantColumn
  }
  'ledger.entry': {
    transactionId: string
    leg: number
    accountId: bigint
    side: Side
    amountMinor: bigint
    currency: Currency
  }
  'ledger.hold': {
    id: string
    accountId: bigint
    currency: Currency
    organisationId: string
    purpose: HoldPurpose
    subject: string
    amountMinor: bigint
    state: Generated<HoldState>
    placedAt: InstantColumn
    endedAt: NullableInstantColumn
    transactionId: string | null
  }
}
