/** How moves of money become facts. */
import { whole, type FactWith, type Told } from '#contract/fact.ts'
import type { Act } from '#platform/command/act.ts'
import { accountCode } from './core/accounts.ts'
import { moneyReaders } from './core/permit.ts'
import type { Posting } from './core/posting.ts'
import { ledgerFacts } from './facts.ts'

/** For the keepers of the books. */
export const tellPosted = (act: Act, transactionId: string, { purpose, subject, key, legs, reverses }: Posting): void =>
  act.publish(ledgerFacts.posted, {
    subject: transactionId,
    body: {
      transactionId,
      purpose,
      subject,
      key,
      reverses: reverses ?? null,
      legs: legs.map(({ account, side, amountMinor }) => [accountCode(account), side, String(amountMinor)] as const),
    },
    visibleTo: moneyReaders(act.actor, []),
  })

interface RequestFact {
  readonly id: string
  readonly subject: string
  readonly purpose: string
  readonly payerOrganisationId: string
  readonly amountMinor: bigint
  readonly currency: string
}

const requestBody = (request: RequestFact) => ({
  requestId: request.id,
  subject: request.subject,
  purpose: request.purpose,
  payerOrganisationId: request.payerOrganisationId,
  amountMinor: String(request.amountMinor),
  currency: request.currency,
})
type KnownRequest = ReturnType<typeof requestBody>

export const tellRequest = <Kind extends FactWith<KnownRequest, 'named'>>(
  act: Act,
  request: RequestFact,
  fact: Kind,
  rest: Omit<Told<Kind>, keyof KnownRequest>,
): void =>
  act.publish(fact, {
    subject: request.id,
    related: [request.subject],
    body: whole(fact, requestBody(request), rest),
    visibleTo: moneyReaders(act.actor, [request.payerOrganisationId]),
  })

interface Imported {
  readonly id: string
  readonly sha256: string
  readonly linesSha256: string | null
  readonly booked: number
  readonly matched: number
  readonly unread: number
  readonly openingMinor: bigint
  readonly closingMinor: bigint
}

export const tellImported = (act: Act, statement: Imported): void =>
  act.publish(ledgerFacts.statement_imported, {
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
    visibleTo: moneyReaders(act.actor, []),
  })

interface LineFact {
  readonly id: string
  readonly statementId: string
  readonly direction: string
  readonly amountMinor: bigint
}

const lineBody = (line: LineFact) => ({
  lineId: line.id,
  statementId: line.statementId,
  direction: line.direction,
  amountMinor: String(line.amountMinor),
})
type KnownLine = ReturnType<typeof lineBody>

export const tellLine = <Kind extends FactWith<KnownLine, 'named'>>(act: Act, line: LineFact, fact: Kind, rest: Omit<Told<Kind>, keyof KnownLine>): void =>
  act.publish(fact, { subject: line.id, related: [line.statementId], body: whole(fact, lineBody(line), rest), visibleTo: moneyReaders(act.actor, []) })

interface HoldFact {
  readonly id: string
  readonly subject: string
  readonly purpose: string
  readonly organisationId: string
  readonly amountMinor: bigint
}

const holdBody = (hold: HoldFact) => ({
  holdId: hold.id,
  subject: hold.subject,
  purpose: hold.purpose,
  organisationId: hold.organisationId,
  amountMinor: String(hold.amountMinor),
})
type KnownHold = ReturnType<typeof holdBody>

export const tellHold = <Kind extends FactWith<KnownHold, 'named'>>(act: Act, hold: HoldFact, fact: Kind, rest: Omit<Told<Kind>, keyof KnownHold>): void =>
  act.publish(fact, {
    subject: hold.id,
    related: [hold.subject],
    body: whole(fact, holdBody(hold), rest),
    visibleTo: moneyReaders(act.actor, [hold.organisationId]),
  })

/** What was captured belongs to the timeline of what it went to as well. */
export const tellCaptured = (act: Act, hold: HoldFact, toSubject: string): void =>
  act.publish(ledgerFacts.hold_captured, {
    subject: hold.id,
    related: [hold.subject, toSubject],
    body: { ...holdBody(hold), toSubject },
    visibleTo: moneyReaders(act.actor, [hold.organisationId]),
  })

interface Release {
  readonly contractId: string
  readonly toOrganisationId: string
  readonly amountMinor: bigint
  readonly transactionId: string
}

export const tellReleased = (act: Act, release: Release): void =>
  act.publish(ledgerFacts.escrow_released, {
    subject: release.contractId,
    body: { ...release, amountMinor: String(release.amountMinor) },
    visibleTo: moneyReaders(act.actor, [release.toOrganisationId]),
  })

interface PayoutFact {
  readonly id: string
  readonly subject: string
  readonly purpose: string
  readonly fromOrganisationId: string | null
  readonly beneficiaryKind: string
  readonly beneficiaryId: string
  readonly amountMinor: bigint
}

const payoutBody = (payout: PayoutFact) => ({
  payoutId: payout.id,
  subject: payout.subject,
  purpose: payout.purpose,
  beneficiaryKind: payout.beneficiaryKind,
  beneficiaryId: payout.beneficiaryId,
  amountMinor: String(payout.amountMinor),
})
type KnownPayout = ReturnType<typeof payoutBody>

export const tellPayout = <Kind extends FactWith<KnownPayout, 'named'>>(
  act: Act,
  payout: PayoutFact,
  fact: Kind,
  rest: Omit<Told<Kind>, keyof KnownPayout>,
): void =>
  act.publish(fact, {
    subject: payout.id,
    related: [payout.subject],
    body: whole(fact, payoutBody(payout), rest),
    visibleTo: moneyReaders(
      act.actor,
      [payout.fromOrganisationId, payout.beneficiaryKind === 'payer' ? null : payout.beneficiaryId].filter((id) => id !== null),
    ),
  })
