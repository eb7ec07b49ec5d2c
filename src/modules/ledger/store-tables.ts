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
  made_by: string
  made_in: string
  made_at: InstantColumn
  decided_by: string | null
  decided_at: NullableInstantColumn
}

export interface LedgerTables {
  'ledger.account': {
    id: GeneratedAlways<bigint>
    code: string
    class: AccountClass
    kind: AccountKind
    currency: Currency
    owner_kind: OwnerKind
    owner_id: string | null
    floor_minor: bigint | null
    debits_minor: Generated<bigint>
    credits_minor: Generated<bigint>
    held_minor: Generated<bigint>
    posted_minor: GeneratedAlways<bigint>
    available_minor: GeneratedAlways<bigint>
    opened_at: InstantColumn
  }
  'ledger.transaction': {
    id: string
    purpose: string
    subject: string
    key: string
    body_hash: Buffer
    reverses: string | null
    actor_id: string
    at: InstantColumn
  }
  'ledger.entry': {
    transaction_id: string
    leg: number
    account_id: bigint
    side: Side
    amount_minor: bigint
    currency: Currency
  }
  'ledger.bank_account': {
    id: string
    account_id: bigint
    currency: Currency
    bank_name: Generated<string>
    account_name: Generated<string>
    account_number: Generated<string>
    is_demo: Generated<boolean>
    closing_minor: Generated<bigint>
  }
  'ledger.reference': { reference: string; target_kind: 'request' | 'payout'; target_id: string }
  'ledger.payment_request': {
    id: string
    reference: string
    payer_organisation_id: string
    purpose: HoldPurpose
    subject: string
    amount_minor: bigint
    currency: Currency
    due_at: InstantColumn
    state: Generated<RequestState>
    requested_at: InstantColumn
    paid_at: NullableInstantColumn
  }
  'ledger.hold': {
    id: string
    account_id: bigint
    currency: Currency
    organisation_id: string
    purpose: HoldPurpose
    subject: string
    amount_minor: bigint
    state: Generated<HoldState>
    request_id: string | null
    placed_at: InstantColumn
    ended_at: NullableInstantColumn
    transaction_id: string | null
  }
  'ledger.payout_batch': TwoPeople & {
    id: string
    currency: Currency
    state: Generated<BatchState>
    payout_count: number
    total_minor: bigint
    exported_by: string | null
    exported_at: NullableInstantColumn
  }
  'ledger.payout': {
    id: string
    reference: string
    purpose: string
    subject: string
    key: string
    from_organisation_id: string | null
    beneficiary_kind: 'person' | 'organisation' | 'payer'
    beneficiary_id: string
    amount_minor: bigint
    currency: Currency
    account_name: string
    account_number: string
    bank_name: string
    state: PayoutState
    batch_id: string | null
    hold_id: string | null
    transaction_id: string
    due_at: NullableInstantColumn
    ordered_by: string | null
    ordered_at: InstantColumn
    settled_at: NullableInstantColumn
    /** The bank line that paid it; one line may pay several. */
    line_id: string | null
  }
  'ledger.statement': {
    id: string
    bank_account_id: string
    file_name: string
    sha256: string
    format: 'camt.053' | 'csv'
    content: Buffer
    state: Generated<StatementState>
    part_count: Generated<number>
    unread_count: Generated<number>
    unread_minor: Generated<bigint>
    /** The order in which statements were booked; one that replaces another takes its place. */
    booked_seq: number | null
    replaced_by: string | null
    currency: Currency
    opening_minor: bigint
    closing_minor: bigint
    credit_minor: bigint
    debit_minor: bigint
    line_count: number
    booked_count: Generated<number>
    uploaded_by: string
    uploaded_at: InstantColumn
    booked_by: string | null
    booked_at: NullableInstantColumn
  }
  'ledger.statement_line': {
    id: string
    statement_id: string
    line_number: number
    bank_account_id: string
    bank_line_id: string
    booked_on: string
    direction: Direction
    amount_minor: bigint
    currency: Currency
    counterparty_name: string
    counterparty_account: string
    remark: string
    state: LineState
    reason: UnmatchedReason | null
    request_id: string | null
    payout_id: string | null
    return_payout_id: string | null
    transaction_id: string
    balance_minor: bigint | null
    occurrence: number
    settles: Settlement | null
    reverses_line_id: string | null
  }
  'ledger.line_note': { id: string; line_id: string; kind: LineNoteKind; note: string; made_by: string; made_at: InstantColumn }
  'ledger.account_proposal': TwoPeople & {
    id: string
    payout_id: string
    account_name: string
    account_number: string
    bank_name: string
    reason: string
    state: Generated<'proposed' | 'confirmed' | 'rejected'>
  }
  'ledger.assignment': TwoPeople & {
    id: string
    line_id: string
    target_kind: AssignmentKind
    target_id: string
    note: string
    state: Generated<'proposed' | 'confirmed' | 'rejected'>
  }
}
