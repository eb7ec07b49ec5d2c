/** The tables of payments, as Kysely sees them. */
import type { Generated } from 'kysely'
import type { InstantColumn, NullableInstantColumn } from '#platform/db/transaction.ts'
import type { Currency } from '#kernel/money.ts'
import type { HoldPurpose } from '#modules/ledger/index.ts'
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

export interface PaymentTables {
  'payment.bankAccount': {
    id: string
    accountId: bigint
    currency: Currency
    bankName: Generated<string>
    accountName: Generated<string>
    accountNumber: Generated<string>
    isDemo: Generated<boolean>
    closingMinor: Generated<bigint>
  }
  'payment.reference': { reference: string; targetKind: 'request' | 'payout'; targetId: string }
  'payment.paymentRequest': {
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
    /** What binds the money while it is here. */
    holdId: string | null
  }
  'payment.payoutBatch': TwoPeople & {
    id: string
    currency: Currency
    state: Generated<BatchState>
    payoutCount: number
    totalMinor: bigint
    exportedBy: string | null
    exportedAt: NullableInstantColumn
  }
  'payment.payout': {
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
  'payment.statement': {
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
  'payment.statementLine': {
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
  'payment.lineNote': { id: string; lineId: string; kind: LineNoteKind; note: string; madeBy: string; madeAt: InstantColumn }
  'payment.accountProposal': TwoPeople & {
    id: string
    payoutId: string
    accountName: string
    accountNumber: string
    bankName: string
    reason: string
    state: Generated<'proposed' | 'confirmed' | 'rejected'>
  }
  'payment.assignment': TwoPeople & {
    id: string
    lineId: string
    targetKind: AssignmentKind
    targetId: string
    note: string
    state: Generated<'proposed' | 'confirmed' | 'rejected'>
  }
}
