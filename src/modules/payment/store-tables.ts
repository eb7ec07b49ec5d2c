/** The tables of payments, as Kysely sees them. */
import type { Generated } from 'kysely'
import type { InstantColumn, NullableInstantColumn } from '#platform/db/transaction.ts'
import type { Currency } from '#kernel/money.ts'
import type { MoneyPurpose } from '#modules/ledger/index.ts'
import type { BatchState, LineState, PayoutState, RequestState, Settlement, StatementState } from './core/payout.ts'
import type { CallState, InstrumentKind, InstrumentState } from './core/instrument.ts'
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
    purpose: MoneyPurpose
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
  /** `madeBy`: who checked the proof with its issuer. */
  'payment.instrument': {
    id: string
    organisationId: string
    kind: InstrumentKind
    /** The lot that it is for; null: a frame that serves several up to its sum. */
    subject: string | null
    issuerName: string
    number: string
    amountMinor: bigint
    validUntil: NullableInstantColumn
    statement: string
    documentId: string | null
    state: Generated<InstrumentState>
    /** Why it was returned, or what the officer found out. */
    reason: string
    filedBy: string
    filedAt: InstantColumn
    madeBy: string | null
    madeIn: string | null
    madeAt: NullableInstantColumn
    decidedBy: string | null
    decidedAt: NullableInstantColumn
    endedAt: NullableInstantColumn
  }
  'payment.call': {
    id: string
    instrumentId: string
    organisationId: string
    subject: string
    amountMinor: bigint
    state: Generated<CallState>
    reference: string
    reason: string
    calledAt: InstantColumn
    dueAt: InstantColumn
    answeredAt: NullableInstantColumn
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
