/**
 * Deposits without cash. A proof is filed, one finance officer checks it with its issuer, a second confirms it, and only then its sum stands, off balance, for
 * the lots to which it is bound. It is freed with them, lapses on its day, and is called where the winner does not keep its word.
 */
import { actorIdOf, organisationMeant } from '#kernel/actor.ts'
import { deadline } from '#kernel/business-calendar.ts'
import { calendarDate, DAY_MS, endOfDay, later, toIso, type Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { linkDocuments } from '#modules/document/index.ts'
import { bindCover, closeCover, freeCover, openCover, readHolds, voidCover } from '#modules/ledger/index.ts'
import { rulesAt } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands, Task } from '#platform/command/module.ts'
import { timestamp, type Reader } from '#platform/db/transaction.ts'
import type { PaymentContract } from './api.ts'
import { permitOnInstrument, type HandledInstrument, type InstrumentAct } from './core/acts.ts'
import { callLifecycle, instrumentLifecycle, isPromise, type InstrumentKind, type InstrumentState } from './core/instrument.ts'
import { makerOf } from './core/permit.ts'
import { requestPayment } from './doors.ts'
import { instrumentFacts } from './facts.ts'
import {
  callOf,
  callsOn,
  insertCall,
  insertInstrument,
  lockInstrument,
  updateCall,
  updateInstrument,
  type CallRow,
  type InstrumentRow,
} from './store-instruments.ts'
import { tellCall, tellInstrument } from './telling.ts'

export const INSTRUMENT_DUE = 'payment.instrument_due'
const dueKey = (id: string): string => `${INSTRUMENT_DUE}:${id}`

export interface Paper {
  readonly kind: InstrumentKind
  readonly issuerName: string
  readonly number: string
  readonly amountMinor: bigint
  /** `YYYY-MM-DD`, the last day included; null where nothing ends. */
  readonly validUntil: string | null
  readonly statement: string
  readonly documentId: string | null
}

interface Filed extends Paper {
  readonly organisationId: string
  /** Null: a frame. */
  readonly subject: string | null
}

export const lastInstantOf = (validUntil: string): Instant => endOfDay(calendarDate(validUntil))

const paperVerdict = (paper: Paper, now: Instant): Result<null> => {
  if (!isPromise(paper.kind)) return ok(null)
  if (paper.documentId === null) return refuse('payment.instrument.proof_missing', {}, { field: 'documentId' })
  for (const field of ['issuerName', 'number', 'validUntil'] as const) if (!paper[field]) return refuse('payment.instrument.particulars_missing', {}, { field })
  return paper.validUntil !== null && lastInstantOf(paper.validUntil) <= now ? refuse('payment.instrument.expired', {}, { field: 'validUntil' }) : ok(null)
}

const watch = (act: Act, id: string, dueAt: Instant): void => act.schedule({ key: dueKey(id), task: INSTRUMENT_DUE, payload: { id }, dueAt })

const warningDays = async (act: Act): Promise<number> => (await rulesAt(act.tx, act.now)).number('deposit.instrument.warning')

/** Files the proof for the finance officers. Nothing stands yet. */
export const fileInstrument = async (act: Act, { organisationId, subject, ...paper }: Filed): Promise<Result<{ readonly instrumentId: string }>> => {
  const sound = paperVerdict(paper, act.now)
  if (!sound.ok) return sound
  const id = act.newId('ins')
  const validUntil = paper.validUntil === null ? null : lastInstantOf(paper.validUntil)
  const { kind, issuerName, number, amountMinor, statement, documentId } = paper
  const isAdded = await insertInstrument(act.tx, {
    id,
    organisationId,
    kind,
    subject,
    issuerName,
    number,
    amountMinor,
    statement,
    documentId,
    validUntil: validUntil === null ? null : timestamp(validUntil),
    reason: '',
    filedBy: actorIdOf(act.actor),
    filedAt: timestamp(act.now),
    madeBy: null,
    madeIn: null,
    madeAt: null,
    decidedBy: null,
    decidedAt: null,
    endedAt: null,
  })
  if (!isAdded) return refuse('payment.instrument.known', {}, { field: 'number' })
  if (documentId !== null) {
    const linked = await linkDocuments(act, { documentIds: [documentId], subject: id, visibleTo: [organisationId, 'role:finance'], field: 'documentId' })
    if (!linked.ok) return linked
  }
  const row = await lockInstrument(act.tx, id)
  if (row) tellInstrument(act, row, instrumentFacts.instrument_filed, { validUntil: validUntil === null ? null : toIso(validUntil), documentId })
  if (validUntil !== null) watch(act, id, later(validUntil, -(await warningDays(act)) * DAY_MS))
  return ok({ instrumentId: id })
}

export interface Instrument {
  readonly id: string
  readonly organisationId: string
  readonly kind: InstrumentKind
  readonly subject: string | null
  readonly state: InstrumentState
  readonly amountMinor: bigint
  readonly validUntil: Instant | null
}

/** Locked until the end of the transaction. */
export const instrumentById = async (act: Act, id: string): Promise<Instrument | null> => (await lockInstrument(act.tx, id)) ?? null

/** Binds a part of what stands to a lot; a waiver stands for the whole of it. Refused when the promise does not reach. */
export const bindInstrument = async (act: Act, id: string, subject: string, amountMinor: bigint): Promise<Result<unknown>> => {
  const row = await lockInstrument(act.tx, id)
  if (!row || row.state !== 'standing' || (row.subject !== null && row.subject !== subject)) return refuse('payment.instrument.not_standing')
  return isPromise(row.kind) ? bindCover(act, { instrumentId: id, organisationId: row.organisationId, subject }, amountMinor) : ok(null)
}

const endInstrument = async (act: Act, row: InstrumentRow, event: 'release' | 'lapse' | 'return', reason = row.reason): Promise<Result<null>> => {
  const state = instrumentLifecycle.next(row.state, event)
  if (state === null) return refuse('payment.instrument.wrong_state', { state: row.state })
  if (isPromise(row.kind) && row.decidedBy !== null) {
    const closed = await closeCover(act, row.id)
    if (!closed.ok) return refuse('payment.instrument.bound')
  }
  await updateInstrument(act.tx, row.id, { state, reason, endedAt: timestamp(act.now) })
  act.unschedule(dueKey(row.id))
  return ok(null)
}

/** The lot needs it no longer. What was for this lot alone goes back to who gave it; a frame stands on. */
export const freeInstrument = async (act: Act, id: string, subject: string): Promise<void> => {
  const row = await lockInstrument(act.tx, id)
  if (!row || row.endedAt !== null) return
  if (isPromise(row.kind) && row.state === 'standing') await freeCover(act, id, subject)
  if (row.subject === null || instrumentLifecycle.next(row.state, 'release') === null) return
  const ended = await endInstrument(act, row, 'release')
  if (ended.ok) tellInstrument(act, row, instrumentFacts.instrument_released, {})
}

interface Claimed {
  readonly subject: string
  readonly amountMinor: bigint
}

/** Asks the guarantor for the sum; under a waiver the bidder itself. Asked twice, the first claim answers. */
export const callInstrument = async (act: Act, id: string, { subject, amountMinor }: Claimed): Promise<Result<{ readonly callId: string }>> => {
  const row = await lockInstrument(act.tx, id)
  if (!row) return refuse('payment.instrument.not_found')
  const earlier = (await callsOn(act.tx, id)).find((call) => call.subject === subject)
  if (earlier) return ok({ callId: earlier.id })
  if (row.state !== 'standing') return refuse('payment.instrument.not_standing')
  const rules = await rulesAt(act.tx, act.now)
  const dueAt = deadline(rules.calendar, act.now, rules.number('deposit.call.days'), 'wd')
  const { organisationId } = row
  const asked = await requestPayment(act, { payerOrganisationId: organisationId, amountMinor, purpose: 'claim', subject, dueAt })
  if (!asked.ok) return asked
  const callId = act.newId('cal')
  const call = { id: callId, instrumentId: id, organisationId, subject, amountMinor, reference: asked.value.reference }
  await insertCall(act.tx, { ...call, reason: '', calledAt: timestamp(act.now), dueAt: timestamp(dueAt), answeredAt: null })
  if (row.subject !== null) await updateInstrument(act.tx, id, { state: 'called' })
  tellCall(act, { ...call, state: 'called', reason: '', calledAt: act.now, dueAt, answeredAt: null }, instrumentFacts.call_made, {
    reference: call.reference,
    dueAt: toIso(dueAt),
  })
  return ok({ callId })
}

interface Answer {
  readonly event: 'pay' | 'refuse'
  readonly reason: string
}

/** The claim is answered: what was bound for it stands no longer, and with it what served this lot alone. */
const answerCall = async (act: Act, row: InstrumentRow, call: CallRow, { event, reason }: Answer): Promise<Result<null>> => {
  const state = callLifecycle.next(call.state, event)
  if (state === null) return refuse('payment.instrument.wrong_state', { state: call.state })
  await updateCall(act.tx, call.id, { state, reason, answeredAt: timestamp(act.now) })
  if (isPromise(row.kind) && call.state === 'called') {
    await freeCover(act, row.id, call.subject)
    const closed = await closeCover(act, row.id, { amountMinor: call.amountMinor, key: call.id })
    if (!closed.ok) return closed
  }
  const next = row.subject === null ? null : instrumentLifecycle.next(row.state, event)
  if (next !== null) {
    if (isPromise(row.kind)) await closeCover(act, row.id)
    await updateInstrument(act.tx, row.id, { state: next, endedAt: timestamp(row.endedAt ?? act.now) })
    act.unschedule(dueKey(row.id))
  }
  return ok(null)
}

/** The guarantor's money has come. */
export const receiveClaim = async (act: Act, organisationId: string, subject: string): Promise<Result<unknown>> => {
  const call = await callOf(act.tx, organisationId, subject)
  const row = call && (await lockInstrument(act.tx, call.instrumentId))
  if (!call || !row) return ok(null)
  const answered = await answerCall(act, row, call, { event: 'pay', reason: call.reason })
  if (answered.ok) tellCall(act, call, instrumentFacts.call_paid, {})
  return answered
}

export const handledInstrument = (row: InstrumentRow, bound: number, calls: readonly Pick<CallRow, 'state'>[]): HandledInstrument => ({
  organisationId: row.organisationId,
  state: row.state,
  checker: row.madeBy === null || row.madeIn === null ? null : { personId: row.madeBy, organisationId: row.madeIn },
  isBound: bound > 0,
  isCalled: calls.some(({ state }) => state === 'called'),
})

export const boundOf = async (reader: Reader, organisationId: string, instrumentId: string) =>
  (await readHolds(reader, { organisationIds: [organisationId], purposes: ['cover'], limit: 500 })).filter(
    ({ coverOf, state }) => coverOf === instrumentId && state === 'held',
  )

/** The instrument, locked, when the actor may do this with it now. */
const permitted = async (act: Act, name: InstrumentAct, id: string): Promise<Result<InstrumentRow>> => {
  const row = await lockInstrument(act.tx, id)
  if (!row) return refuse('payment.instrument.not_found')
  const bound = await boundOf(act.tx, row.organisationId, id)
  const verdict = permitOnInstrument(name, act.actor, handledInstrument(row, bound.length, await callsOn(act.tx, id)))
  return verdict.ok ? ok(row) : verdict
}

type Names = 'fileFrame' | 'checkInstrument' | 'confirmInstrument' | 'returnInstrument' | 'releaseInstrument' | 'refuseCall'

const stateOf = (instrumentId: string, state: InstrumentState) => ok({ instrumentId, state })

export const instrumentCommands: Commands<PaymentContract, Names> = {
  fileFrame: async (act, { organisationId: named, ...paper }) => {
    const organisationId = organisationMeant(act.actor, 'enterprise', named)
    if (organisationId === null) return refuse('payment.instrument.forbidden', {}, { field: 'organisationId' })
    const filed = await fileInstrument(act, { ...paper, kind: 'guarantee', organisationId, subject: null })
    return filed.ok ? stateOf(filed.value.instrumentId, 'filed') : filed
  },
  checkInstrument: async (act, { instrumentId, note }) => {
    const found = await permitted(act, 'check', instrumentId)
    const maker = makerOf(act.actor)
    if (!found.ok) return found
    if (maker === null) return refuse('payment.instrument.forbidden')
    const row = found.value
    await updateInstrument(act.tx, row.id, { state: 'checked', reason: note, madeBy: maker.personId, madeIn: maker.organisationId, madeAt: timestamp(act.now) })
    tellInstrument(act, row, instrumentFacts.instrument_checked, { note })
    return stateOf(row.id, 'checked')
  },
  confirmInstrument: async (act, { instrumentId }) => {
    const found = await permitted(act, 'confirm', instrumentId)
    if (!found.ok) return found
    const row = found.value
    if (row.validUntil !== null && row.validUntil <= act.now) return refuse('payment.instrument.expired')
    if (isPromise(row.kind)) {
      const opened = await openCover(act, row.id, row.amountMinor)
      if (!opened.ok) return opened
    }
    await updateInstrument(act.tx, row.id, { state: 'standing', decidedBy: actorIdOf(act.actor), decidedAt: timestamp(act.now) })
    tellInstrument(act, row, instrumentFacts.instrument_confirmed, { makerId: row.madeBy ?? '' })
    return stateOf(row.id, 'standing')
  },
  returnInstrument: async (act, { instrumentId, reason }) => {
    const found = await permitted(act, 'return', instrumentId)
    if (!found.ok) return found
    const ended = await endInstrument(act, found.value, 'return', reason)
    if (!ended.ok) return ended
    tellInstrument(act, found.value, instrumentFacts.instrument_returned, { reason })
    return stateOf(instrumentId, 'returned')
  },
  releaseInstrument: async (act, { instrumentId }) => {
    const found = await permitted(act, 'release', instrumentId)
    if (!found.ok) return found
    const ended = await endInstrument(act, found.value, 'release')
    if (!ended.ok) return ended
    tellInstrument(act, found.value, instrumentFacts.instrument_released, {})
    return stateOf(instrumentId, 'released')
  },
  refuseCall: async (act, { instrumentId, subject, reason }) => {
    const found = await permitted(act, 'refuseCall', instrumentId)
    if (!found.ok) return found
    const call = (await callsOn(act.tx, instrumentId)).find((open) => open.state === 'called' && open.subject === subject)
    if (!call) return refuse('payment.instrument.not_found', {}, { field: 'subject' })
    const answered = await answerCall(act, found.value, call, { event: 'refuse', reason })
    if (!answered.ok) return answered
    tellCall(act, call, instrumentFacts.call_refused, { reason })
    return stateOf(instrumentId, found.value.subject === null ? found.value.state : 'refused')
  },
}

/** Warns some days before, and on its day lets it lapse: what relied on it stands on nothing. A claim that was made in time is not lost. */
export const instrumentDue: Task = async (act, payload) => {
  const row = await lockInstrument(act.tx, String(payload['id'] ?? ''))
  if (!row || row.validUntil === null || instrumentLifecycle.next(row.state, 'lapse') === null) return ok(null)
  if (act.now < row.validUntil) {
    tellInstrument(act, row, instrumentFacts.instrument_expiring, { validUntil: toIso(row.validUntil) })
    watch(act, row.id, row.validUntil)
    return ok(null)
  }
  const called = (await callsOn(act.tx, row.id)).some(({ state }) => state === 'called')
  if (called) {
    watch(act, row.id, later(act.now, DAY_MS))
    return ok(null)
  }
  const lots = isPromise(row.kind) && row.state === 'standing' ? await voidCover(act, row.id) : []
  const ended = await endInstrument(act, row, 'lapse')
  if (ended.ok) tellInstrument(act, row, instrumentFacts.instrument_lapsed, { lots: [...lots] })
  return ended
}
