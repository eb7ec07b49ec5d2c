/** The ledger's own tables, as Kysely sees them. */
import type { Generated, GeneratedAlways } from 'kysely'
import type { InstantColumn, NullableInstantColumn } from '#platform/db/transaction.ts'
import type { Currency } from '#kernel/money.ts'
import type { AccountClass, AccountKind, OwnerKind, Side } from './core/accounts.ts'
import type { HoldPurpose, HoldState } from './core/hold.ts'
import type { BatchState, LineState, PayoutState, RequestState, Settlement, StatementState } from './core/payout.ts'
import type { Direction } from './core/statement.ts'
import type { UnmatchedReason } from './core/matching.ts'

export type AssignmentKind = 'request' | 'payout' | 'batch' | 'line' | 'charge' | 'interest'
export type LineNoteKind = 'note' | 'waits' | 'asked_bank'

interface TwoPeople {
  madeBy: string
  madeIn: string
  madeAt: InstantColumn
  decidedBy: string | null
  decidedAt: NullableInstantColumn
}

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
  'ledger.bankAccount': {
    id: string
    accountId: bigint
    currency: Currency
    bankName: Generated<string>
    accountName: Generated<string>
    accountNumber: Generated<string>
    isDemo: Generated<boolean>
    closingMinor: Generated<bigint>
  }
  'ledger.reference': { reference: string; targetKind: 'request' | 'payout'; targetId: string }
  'ledger.paymentRequest': {
    id: string
    reference: string
    payerOrganisationId: string
    purpose: HoldPurpose
    subject: string
    amountMinor: bigint
    currency: Currency
    dueAt: InstantColumn
    state: Generated<RequestState>
    requestedAt: InstantColumn
    paidAt: NullableInstantColumn
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
    requestId: string | null
    placedAt: InstantColumn
    endedAt: NullableInstantColumn
    transactionId: string | null
  }
  'ledger.payoutBatch': TwoPeople & {
    id: string
    currency: Currency
    state: Generated<BatchState>
    payoutCount: number
    totalMinor: bigint
    exportedBy: string | null
    exportedAt: NullableInstantColumn
  }
  'ledger.payout': {
    id: string
    reference: string
    purpose: string
    subject: string
    key: string
    fromOrganisationId: string | null
    beneficiaryKind: 'person' | 'organisation' | 'payer'
    beneficiaryId: string
    amountMinor: bigint
    currency: Currency
    accountName: string
    accountNumber: string
    bankName: string
    state: PayoutState
    batchId: string | null
    holdId: string | null
    transactionId: string
    dueAt: NullableInstantColumn
    orderedBy: string | null
    orderedAt: InstantColumn
    settledAt: NullableInstantColumn
    /** The bank line that paid it; one line may pay several. */
    lineId: string | null
  }
  'ledger.statement': {
    id: string
    bankAccountId: string
    fileName: string
    sha256: string
    format: 'camt.053' | 'csv'
    content: Buffer
    state: Generated<StatementState>
    partCount: Generated<number>
    unreadCount: Generated<number>
    unreadMinor: Generated<bigint>
    /** The order in which statements were booked; one that replaces another takes its place. */
    bookedSeq: number | null
    replacedBy: string | null
    currency: Currency
    openingMinor: bigint
    closingMinor: bigint
    creditMinor: bigint
    debitMinor: bigint
    lineCount: number
    bookedCount: Generated<number>
    uploadedBy: string
    uploadedAt: InstantColumn
    bookedBy: string | null
    bookedAt: NullableInstantColumn
  }
  'ledger.statementLine': {
    id: string
    statementId: string
    lineNumber: number
    bankAccountId: string
    bankLineId: string
    bookedOn: string
    direction: Direction
    amountMinor: bigint
    currency: Currency
    counterpartyName: string
    counterpartyAccount: string
    remark: string
    state: LineState
    reason: UnmatchedReason | null
    requestId: string | null
    payoutId: string | null
    returnPayoutId: string | null
    transactionId: string
    balanceMinor: bigint | null
    occurrence: number
    settles: Settlement | null
    reversesLineId: string | null
  }
  'ledger.lineNote': { id: string; lineId: string; kind: LineNoteKind; note: string; madeBy: string; madeAt: InstantColumn }
  'ledger.accountProposal': TwoPeople & {
    id: string
    payoutId: string
    accountName: string
    accountNumber: string
    bankName: string
    reason: string
    state: Generated<'proposed' | 'confirmed' | 'rejected'>
  }
  'ledger.assignment': TwoPeople & {
    id: string
    lineId: string
    targetKind: AssignmentKind
    targetId: string
    note: string
    state: Generated<'proposed' | 'confirmed' | 'rejected'>
  }
}
