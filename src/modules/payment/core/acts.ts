/** Which act on a bank line, a payout, a batch and a statement is open to whom, and why not. Two people, always: who prepares never confirms. */
import { actsBy, inTurn, verdictsOf, type Permit, type Verdict } from '#kernel/acts.ts'
import { actsFor, holdsRole, type Actor } from '#kernel/actor.ts'
import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts'
import { instrumentLifecycle, type InstrumentEvent, type InstrumentState } from './instrument.ts'
import { batchLifecycle, lineLifecycle, payoutLifecycle, type BatchState, type LineState, type PayoutState, type StatementState } from './payout.ts'
import { checkSecondPerson, makerOf, type Maker } from './permit.ts'
import type { Direction } from './statement.ts'

const whether = (result: Result<unknown>): Result<null> => (result.ok ? ok(null) : result)
/** Others read the books at most: the act is none of theirs. The door refuses them by the same word. */
const finance: Permit<unknown> = (actor) => (actor.kind === 'system' || holdsRole(actor, 'finance') ? ok(null) : refuse('request.forbidden'))
const maker: Permit<unknown> = (actor) => (makerOf(actor) === null ? refuse('ledger.second_person.forbidden') : ok(null))

export const LINE_ACTS = ['propose', 'confirm', 'reject', 'return', 'cancelReturn', 'note'] as const
export type LineAct = (typeof LINE_ACTS)[number]

export interface HandledLine {
  readonly state: LineState
  readonly direction: Direction
  /** Who proposed what it is, while a second person has not answered. */
  readonly proposal: Maker | null
  /** The payout by which it goes back. */
  readonly returning: PayoutState | null
}

type LinePermit = Permit<HandledLine>

const lineConflict = ({ state }: HandledLine) => refuse('ledger.line.conflict', { state })
const lineWhen =
  (event: Parameters<typeof lineLifecycle.next>[1]): LinePermit =>
  (_actor, line) =>
    lineLifecycle.next(line.state, event) === null ? lineConflict(line) : ok(null)

const secondOfLine: LinePermit = (actor, { proposal }) => (proposal === null ? refuse('ledger.not_found') : whether(checkSecondPerson(actor, proposal)))

/** Only money that came in goes back. */
const returnable: LinePermit = (_actor, line) =>
  line.direction === 'credit' && lineLifecycle.next(line.state, 'orderReturn') !== null ? ok(null) : lineConflict(line)

const notUnderway: LinePermit = (_actor, line) => {
  if (lineLifecycle.next(line.state, 'cancelReturn') === null || line.returning === null) return lineConflict(line)
  return payoutLifecycle.next(line.returning, 'cancel') === null ? refuse('ledger.payout.already_batched', { state: line.returning }) : ok(null)
}

/** Notes are for lines that wait. */
const waits: LinePermit = (_actor, line) => (line.state === 'unmatched' || line.state === 'proposed' ? ok(null) : lineConflict(line))

const LINE_PERMITS: Readonly<Record<LineAct, LinePermit>> = {
  propose: inTurn(maker, lineWhen('propose')),
  confirm: secondOfLine,
  reject: secondOfLine,
  return: inTurn(finance, returnable),
  cancelReturn: inTurn(finance, notUnderway),
  note: inTurn(finance, waits),
}

export const permitOnLine = (act: LineAct, actor: Actor, line: HandledLine): Result<null> => LINE_PERMITS[act](actor, line)
export const lineActs = actsBy(LINE_PERMITS)

export const PAYOUT_ACTS = ['proposeAccount', 'confirmAccount', 'rejectAccount'] as const
export type PayoutAct = (typeof PAYOUT_ACTS)[number]

export interface HandledPayout {
  readonly state: PayoutState
  readonly reference: string
  /** Who named an account, while a second person has not answered. */
  readonly proposal: Maker | null
}

type PayoutPermit = Permit<HandledPayout>

const awaitsAccount: PayoutPermit = (_actor, { state, reference }) =>
  payoutLifecycle.next(state, 'nameAccount') === null ? refuse('ledger.payout_has_account', { reference }) : ok(null)
const unproposed: PayoutPermit = (_actor, { proposal }) => (proposal === null ? ok(null) : refuse('ledger.account_already_proposed'))
/** Before anything is said of the payout: approvers of other houses come as far as this. */
const secondOfPayout: PayoutPermit = (actor, { proposal }) => (proposal === null ? refuse('ledger.not_found') : whether(checkSecondPerson(actor, proposal)))

const PAYOUT_PERMITS: Readonly<Record<PayoutAct, PayoutPermit>> = {
  proposeAccount: inTurn(maker, awaitsAccount, unproposed),
  confirmAccount: inTurn(secondOfPayout, awaitsAccount),
  rejectAccount: inTurn(secondOfPayout, awaitsAccount),
}

export const permitOnPayout = (act: PayoutAct, actor: Actor, payout: HandledPayout): Result<null> => PAYOUT_PERMITS[act](actor, payout)
export const payoutActs = actsBy(PAYOUT_PERMITS)

export const BATCH_ACTS = ['approve', 'reject', 'export'] as const
export type BatchAct = (typeof BATCH_ACTS)[number]

export interface HandledBatch {
  readonly state: BatchState
  readonly maker: Maker
  /** The account that the bank is to debit. */
  readonly hasBankAccount: boolean
}

type BatchPermit = Permit<HandledBatch>

const batchConflict = ({ state }: HandledBatch) => refuse('ledger.batch.conflict', { state })
const batchWhen =
  (event: Parameters<typeof batchLifecycle.next>[1]): BatchPermit =>
  (_actor, batch) =>
    batchLifecycle.next(batch.state, event) === null ? batchConflict(batch) : ok(null)
const secondOfBatch: BatchPermit = (actor, batch) => whether(checkSecondPerson(actor, batch.maker))
const bankKnown: BatchPermit = (_actor, { hasBankAccount }) => (hasBankAccount ? ok(null) : refuse('ledger.bank_account_missing'))
/** The same file is given again as often as it is asked for. */
const exportable: BatchPermit = (actor, batch) => (batch.state === 'exported' ? ok(null) : batchWhen('export')(actor, batch))

const BATCH_PERMITS: Readonly<Record<BatchAct, BatchPermit>> = {
  approve: inTurn(batchWhen('approve'), secondOfBatch),
  reject: inTurn(batchWhen('reject'), secondOfBatch),
  export: inTurn(finance, bankKnown, exportable),
}

export const permitOnBatch = (act: BatchAct, actor: Actor, batch: HandledBatch): Result<null> => BATCH_PERMITS[act](actor, batch)
export const batchActs = actsBy(BATCH_PERMITS)

export const STATEMENT_ACTS = ['book', 'discard'] as const
export type StatementAct = (typeof STATEMENT_ACTS)[number]

/** One that was discarded may be discarded again: nothing happens. */
export const permitDiscard = (state: StatementState): Result<null> =>
  state === 'previewed' || state === 'discarded' ? ok(null) : refuse('ledger.statement.already_booked')

/** `problem`: what the lines of a preview say against booking. Booking or discarding twice changes nothing, and is offered to nobody. */
export const statementActs = (actor: Actor, state: StatementState, problem: Refusal | null): Verdict<StatementAct>[] => {
  if (!finance(actor, null).ok || state === 'discarded') return []
  const booking = (): Result<null> => {
    if (state !== 'previewed') return refuse('ledger.statement.already_booked')
    return problem === null ? ok(null) : { ok: false, refusal: problem }
  }
  return verdictsOf<StatementAct>({ book: booking(), discard: permitDiscard(state) })
}

export const INSTRUMENT_ACTS = ['check', 'confirm', 'return', 'release', 'refuseCall'] as const
export type InstrumentAct = (typeof INSTRUMENT_ACTS)[number]

export interface HandledInstrument {
  readonly organisationId: string
  readonly state: InstrumentState
  /** Who checked the proof, while a second person has not answered. */
  readonly checker: Maker | null
  /** Part of it stands for a lot. */
  readonly isBound: boolean
  /** A claim on it is open. */
  readonly isCalled: boolean
}

type InstrumentPermit = Permit<HandledInstrument>

const instrumentWhen =
  (event: InstrumentEvent): InstrumentPermit =>
  (_actor, { state }) =>
    instrumentLifecycle.next(state, event) === null ? refuse('payment.instrument.wrong_state', { state }) : ok(null)
/** Finance officers, but none who acts for the bidder as well. */
const officer: InstrumentPermit = (actor, { organisationId }) =>
  makerOf(actor) === null || actsFor(actor, organisationId) ? refuse('payment.instrument.forbidden') : ok(null)
const secondOfInstrument: InstrumentPermit = (actor, { checker }) => (checker === null ? ok(null) : whether(checkSecondPerson(actor, checker)))
const ownerOrOfficer: InstrumentPermit = (actor, instrument) =>
  holdsRole(actor, 'enterprise', instrument.organisationId) ? ok(null) : officer(actor, instrument)
const unbound: InstrumentPermit = (_actor, { isBound }) => (isBound ? refuse('payment.instrument.bound') : ok(null))
const called: InstrumentPermit = (_actor, { isCalled, state }) => (isCalled ? ok(null) : refuse('payment.instrument.wrong_state', { state }))

const INSTRUMENT_PERMITS: Readonly<Record<InstrumentAct, InstrumentPermit>> = {
  check: inTurn(officer, instrumentWhen('check')),
  confirm: inTurn(officer, instrumentWhen('confirm'), secondOfInstrument),
  return: inTurn(officer, instrumentWhen('return')),
  release: inTurn(ownerOrOfficer, instrumentWhen('release'), unbound),
  refuseCall: inTurn(officer, called),
}

export const permitOnInstrument = (act: InstrumentAct, actor: Actor, instrument: HandledInstrument): Result<null> => INSTRUMENT_PERMITS[act](actor, instrument)
export const instrumentActs = actsBy(INSTRUMENT_PERMITS)
