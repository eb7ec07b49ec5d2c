/** How payments become facts. */
import { whole, type FactWith, type Told } from '#contract/fact.ts'
import type { Act } from '#platform/command/act.ts'
import { moneyReaders } from '#modules/ledger/index.ts'
import { paymentFacts } from './facts.ts'
import type { CallRow, InstrumentRow } from './store-instruments.ts'

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
  act.publish(paymentFacts.statement_imported, {
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

type KnownInstrument = ReturnType<typeof instrumentBody>
const instrumentBody = ({ id: instrumentId, organisationId, kind, subject, amountMinor }: InstrumentRow) => ({
  instrumentId,
  organisationId,
  kind: kind as string,
  subject,
  amountMinor: String(amountMinor),
})

export const tellInstrument = <Kind extends FactWith<KnownInstrument, 'named'>>(
  act: Act,
  row: InstrumentRow,
  fact: Kind,
  rest: Omit<Told<Kind>, keyof KnownInstrument>,
): void =>
  act.publish(fact, {
    subject: row.id,
    related: row.subject === null ? [] : [row.subject],
    body: whole(fact, instrumentBody(row), rest),
    visibleTo: moneyReaders(act.actor, [row.organisationId]),
  })

type KnownCall = ReturnType<typeof callBody>
const callBody = ({ id: callId, instrumentId, organisationId, subject, amountMinor }: CallRow) => ({
  callId,
  instrumentId,
  organisationId,
  subject,
  amountMinor: String(amountMinor),
})

export const tellCall = <Kind extends FactWith<KnownCall, 'named'>>(act: Act, row: CallRow, fact: Kind, rest: Omit<Told<Kind>, keyof KnownCall>): void =>
  act.publish(fact, {
    subject: row.id,
    related: [row.instrumentId, row.subject],
    body: whole(fact, callBody(row), rest),
    visibleTo: moneyReaders(act.actor, [row.organisationId]),
  })
