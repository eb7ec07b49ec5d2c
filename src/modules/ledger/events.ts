/** Published facts. Money moves are told to the organisation they concern and to the finance officer's house, never to the public. */
import type { Actor } from '#kernel/actor.ts'
import { toIso, type Instant } from '#kernel/instant.ts'
import type { NewFact } from '#platform/command/act.ts'
import { moneyReaders } from './core/permit.ts'
import { accountCode } from './core/accounts.ts'
import type { Posting } from './core/posting.ts'
import type { UnmatchedReason } from './core/matching.ts'

/** Every transaction of the books as it was posted, so that no entry can be changed or put in behind the log's back. For the keepers of the books. */
export const posted = (actor: Actor, transactionId: string, { purpose, subject, key, legs, reverses }: Posting): NewFact => ({
  type: 'ledger.posted',
  subject: transactionId,
  body: {
    transactionId,
    purpose,
    subject,
    key,
    reverses: reverses ?? null,
    legs: legs.map(({ account, side, amountMinor }) => [accountCode(account), side, String(amountMinor)]),
  },
  visibleTo: moneyReaders(actor, []),
})

interface RequestFact {
  readonly id: string
  readonly subject: string
  readonly purpose: string
  readonly payerOrganisationId: string
  readonly amountMinor: bigint
  readonly currency: string
  readonly dueAt: Instant
}

const requestBody = (request: RequestFact) => ({
  requestId: request.id,
  subject: request.subject,
  purpose: request.purpose,
  payerOrganisationId: request.payerOrganisationId,
  amountMinor: String(request.amountMinor),
  currency: request.currency,
})

const aboutRequest = (actor: Actor, type: string, request: RequestFact, more: NewFact['body'] = {}): NewFact => ({
  type,
  subject: request.id,
  related: [request.subject],
  body: { ...requestBody(request), ...more },
  visibleTo: moneyReaders(actor, [request.payerOrganisationId]),
})

export const paymentRequested = (actor: Actor, request: RequestFact): NewFact =>
  aboutRequest(actor, 'ledger.payment_requested', request, { dueAt: toIso(request.dueAt) })

export const paymentCancelled = (actor: Actor, request: RequestFact): NewFact => aboutRequest(actor, 'ledger.payment_cancelled', request)

/** `bookedOn` is the bank's booking date; `isLate` compares it with the day on which the payment was due. */
export const paymentReceived = (
  actor: Actor,
  request: RequestFact,
  line: { readonly lineId: string; readonly bookedOn: string; readonly isLate: boolean },
): NewFact => aboutRequest(actor, 'ledger.payment_received', request, { lineId: line.lineId, bookedOn: line.bookedOn, isLate: line.isLate })

/** The bank took the payment back: the request is open again, and whoever relied on it must hear so. */
export const paymentReversed = (actor: Actor, request: RequestFact, lineId: string): NewFact =>
  aboutRequest(actor, 'ledger.payment_reversed', request, { lineId })

export const statementImported = (
  actor: Actor,
  statement: {
    readonly id: string
    readonly sha256: string
    readonly linesSha256: string | null
    readonly booked: number
    readonly matched: number
    readonly unread: number
    readonly openingMinor: bigint
    readonly closingMinor: bigint
  },
): NewFact => ({
  type: 'ledger.statement_imported',
  subject: statement.id,
  body: {
    statementId: statement.id,
    sha256: statement.sha256,
    linesSha256: statement.linesSha256,
    booked: statement.booked,
    matched: statement.matched,
    unread: statement.unread,
    openingMinor: String(statement.openingMinor),
    closingMinor: String(statement.closingMinor),
  },
  visibleTo: moneyReaders(actor, []),
})

interface LineFact {
  readonly id: string
  readonly statementId: string
  readonly direction: string
  readonly amountMinor: bigint
}

const aboutLine = (actor: Actor, type: string, line: LineFact, more: NewFact['body']): NewFact => ({
  type,
  subject: line.id,
  related: [line.statementId],
  body: { lineId: line.id, statementId: line.statementId, direction: line.direction, amountMinor: String(line.amountMinor), ...more },
  visibleTo: moneyReaders(actor, []),
})

export const lineUnmatched = (actor: Actor, line: LineFact, reason: UnmatchedReason): NewFact => aboutLine(actor, 'ledger.line_unmatched', line, { reason })

export const lineNoted = (actor: Actor, line: LineFact, kind: string): NewFact => aboutLine(actor, 'ledger.line_noted', line, { kind })

export const assignmentProposed = (actor: Actor, line: LineFact, targetId: string): NewFact =>
  aboutLine(actor, 'ledger.assignment_proposed', line, { targetId })

export const assignmentRejected = (actor: Actor, line: LineFact, targetId: string): NewFact =>
  aboutLine(actor, 'ledger.assignment_rejected', line, { targetId })

export const lineAssigned = (actor: Actor, line: LineFact, targetId: string, makerId: string): NewFact =>
  aboutLine(actor, 'ledger.line_assigned', line, { targetId, makerId })

interface HoldFact {
  readonly id: string
  readonly subject: string
  readonly purpose: string
  readonly organisationId: string
  readonly amountMinor: bigint
}

const aboutHold = (actor: Actor, type: string, hold: HoldFact, more: NewFact['body'] = {}): NewFact => ({
  type,
  subject: hold.id,
  related: [hold.subject],
  body: {
    holdId: hold.id,
    subject: hold.subject,
    purpose: hold.purpose,
    organisationId: hold.organisationId,
    amountMinor: String(hold.amountMinor),
    ...more,
  },
  visibleTo: moneyReaders(actor, [hold.organisationId]),
})

export const holdPlaced = (actor: Actor, hold: HoldFact): NewFact => aboutHold(actor, 'ledger.hold_placed', hold)
export const holdReleased = (actor: Actor, hold: HoldFact, payoutId: string): NewFact => aboutHold(actor, 'ledger.hold_released', hold, { payoutId })
export const holdVoided = (actor: Actor, hold: HoldFact): NewFact => aboutHold(actor, 'ledger.hold_voided', hold)
export const holdCaptured = (actor: Actor, hold: HoldFact, toSubject: string): NewFact => {
  const fact = aboutHold(actor, 'ledger.hold_captured', hold, { toSubject })
  return { ...fact, related: [hold.subject, toSubject] }
}

export const escrowReleased = (
  actor: Actor,
  release: { readonly contractId: string; readonly toOrganisationId: string; readonly amountMinor: bigint; readonly transactionId: string },
): NewFact => ({
  type: 'ledger.escrow_released',
  subject: release.contractId,
  body: { ...release, amountMinor: String(release.amountMinor) },
  visibleTo: moneyReaders(actor, [release.toOrganisationId]),
})

interface PayoutFact {
  readonly id: string
  readonly subject: string
  readonly purpose: string
  readonly from_organisation_id: string | null
  readonly beneficiary_kind: string
  readonly beneficiary_id: string
  readonly amount_minor: bigint
}

/** Account numbers stay out of facts: who is paid what is enough to prove the payment. */
export const aboutPayout = (
  actor: Actor,
  type: 'ordered' | 'approved' | 'exported' | 'settled' | 'cancelled' | 'account_proposed' | 'account_confirmed' | 'account_rejected',
  payout: PayoutFact,
  more: NewFact['body'] = {},
): NewFact => ({
  type: `ledger.payout_${type}`,
  subject: payout.id,
  related: [payout.subject],
  body: {
    payoutId: payout.id,
    subject: payout.subject,
    purpose: payout.purpose,
    beneficiaryKind: payout.beneficiary_kind,
    beneficiaryId: payout.beneficiary_id,
    amountMinor: String(payout.amount_minor),
    ...more,
  },
  visibleTo: moneyReaders(
    actor,
    [payout.from_organisation_id, payout.beneficiary_kind === 'payer' ? null : payout.beneficiary_id].filter((id) => id !== null),
  ),
})
