/** Read models of what stands for deposits, and of all deposits of one's own organisation. */
import type { Selectable } from 'kysely'
import { holdsRole, organisationsOf } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import { ok, refuse } from '#kernel/result.ts'
import { namesOf, readHolds } from '#modules/ledger/index.ts'
import type { Queries } from '#platform/command/module.ts'
import { cursorOf, pageFrom, timePlaceOf } from '#platform/db/page.ts'
import { reading, timestamp, type Reader } from '#platform/db/transaction.ts'
import type { PaymentContract } from './api.ts'
import { instrumentActs } from './core/acts.ts'
import { cashState, coverState, type DepositState } from './core/deposit.ts'
import type { InstrumentState } from './core/instrument.ts'
import { handledInstrument } from './instruments.ts'
import type { InstrumentRow } from './store-instruments.ts'
import type { PaymentTables } from './store-tables.ts'

const db = (reader: Reader) => reading<PaymentTables>(reader)

/** More than anybody has at one time; older ones are in the list of payments. */
const MOST = 500

const boundSums = async (reader: Reader, rows: readonly Pick<InstrumentRow, 'organisationId'>[]) => {
  const organisationIds = [...new Set(rows.map(({ organisationId }) => organisationId))]
  const holds = await readHolds(reader, { organisationIds, purposes: ['cover'], limit: MOST })
  return holds.filter(({ state }) => state === 'held')
}

const shapesOf = async (reader: Reader, rows: readonly InstrumentRow[]) => {
  const names = await namesOf(
    reader,
    rows.flatMap((row) => [row.organisationId, row.madeBy, row.decidedBy]),
  )
  const bound = await boundSums(reader, rows)
  return rows.map(({ madeBy, madeIn: _house, madeAt, decidedBy, decidedAt, filedBy: _filer, ...row }) => ({
    ...row,
    organisationName: names.get(row.organisationId) ?? null,
    boundMinor: bound.reduce((sum, hold) => (hold.coverOf === row.id ? sum + hold.amountMinor : sum), 0n),
    checkedByName: names.get(madeBy ?? '') ?? null,
    checkedAt: madeAt,
    confirmedByName: names.get(decidedBy ?? '') ?? null,
    confirmedAt: decidedAt,
  }))
}

type Instruments = Queries<PaymentContract, 'instruments'>['instruments']

const list: Instruments['list'] = async ({ reader }, { state, cursor, limit }) => {
  const after = timePlaceOf(cursor)
  const rows = await db(reader)
    .selectFrom('payment.instrument')
    .selectAll()
    .$if(state !== undefined, (query) => query.where('state', '=', state ?? 'filed'))
    .$if(after !== null, (query) => query.where((eb) => eb(eb.refTuple('filedAt', 'id'), '>', eb.tuple(timestamp(after?.at ?? (0 as never)), after?.id ?? ''))))
    .orderBy('filedAt')
    .orderBy('id')
    .limit(limit + 1)
    .execute()
  const { nextCursor } = pageFrom(rows, limit, { item: (row) => row, cursor: (row) => cursorOf(row.filedAt, row.id) })
  return ok({ items: await shapesOf(reader, rows.slice(0, limit)), nextCursor, total: null })
}

const get: Instruments['get'] = async ({ reader, actor }, { instrumentId }) => {
  const row = await db(reader).selectFrom('payment.instrument').selectAll().where('id', '=', instrumentId).executeTakeFirst()
  if (row === undefined || !(holdsRole(actor, 'finance') || holdsRole(actor, 'enterprise', row.organisationId))) return refuse('payment.instrument.not_found')
  const [shape] = await shapesOf(reader, [row])
  if (shape === undefined) throw new Error('one instrument has one shape')
  const calls = await db(reader).selectFrom('payment.call').selectAll().where('instrumentId', '=', row.id).orderBy('calledAt').execute()
  const bound = (await boundSums(reader, [row])).filter(({ coverOf }) => coverOf === row.id)
  return ok({
    ...shape,
    bound: bound.map(({ subject, amountMinor, placedAt }) => ({ subject, amountMinor, placedAt })),
    calls: calls.map(({ instrumentId: _id, organisationId: _owner, ...call }) => call),
    acts: instrumentActs(actor, handledInstrument(row, bound.length, calls)),
  })
}

const mine: Instruments['mine'] = async ({ reader, actor }, { cursor, limit }) => {
  const after = timePlaceOf(cursor)
  const rows = await db(reader)
    .selectFrom('payment.instrument')
    .selectAll()
    .where('organisationId', 'in', ['', ...organisationsOf(actor, 'enterprise')])
    .$if(after !== null, (query) => query.where((eb) => eb(eb.refTuple('filedAt', 'id'), '<', eb.tuple(timestamp(after?.at ?? (0 as never)), after?.id ?? ''))))
    .orderBy('filedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const { nextCursor } = pageFrom(rows, limit, { item: (row) => row, cursor: (row) => cursorOf(row.filedAt, row.id) })
  return ok({ items: await shapesOf(reader, rows.slice(0, limit)), nextCursor, total: null })
}

interface Deposit {
  readonly id: string
  readonly kind: 'cash' | InstrumentRow['kind']
  readonly subject: string
  readonly amountMinor: bigint
  readonly state: DepositState
  readonly since: Instant
  readonly until: Instant | null
  readonly reference: string | null
  readonly instrumentId: string | null
}

/** The latest step comes first. */
const firstOf = (...moments: readonly (Instant | null | undefined)[]): Instant | null => moments.find((at) => at !== null && at !== undefined) ?? null

type RequestRow = Selectable<PaymentTables['payment.paymentRequest']>
type Hold = Awaited<ReturnType<typeof readHolds>>[number]

const cashDeposits = async (reader: Reader, own: readonly string[], holds: readonly Hold[]): Promise<readonly Deposit[]> => {
  const requests = await db(reader)
    .selectFrom('payment.paymentRequest')
    .selectAll()
    .where('payerOrganisationId', 'in', ['', ...own])
    .where('purpose', '=', 'deposit')
    .where('state', '<>', 'cancelled')
    .orderBy('requestedAt', 'desc')
    .limit(MOST)
    .execute()
  const holdIds = requests.flatMap(({ holdId }) => holdId ?? [])
  const refunds = await db(reader)
    .selectFrom('payment.payout')
    .selectAll()
    .where('holdId', 'in', ['', ...holdIds])
    .execute()
  return requests.map((request: RequestRow) => {
    const hold = holds.find(({ id }) => id === request.holdId)
    const refund = refunds.find(({ holdId }) => holdId === request.holdId)
    const isPaidBack = refund?.state === 'settled'
    const state = cashState({ request: request.state as 'open', hold: hold?.state ?? null, isPaidBack, isLost: hold?.capturedTo === request.subject })
    return {
      id: request.id,
      kind: 'cash' as const,
      subject: request.subject,
      amountMinor: request.amountMinor,
      state,
      since: firstOf(refund?.settledAt, refund?.orderedAt, hold?.endedAt, request.paidAt) ?? request.requestedAt,
      until: state === 'asked' ? request.dueAt : state === 'returning' ? firstOf(refund?.dueAt) : null,
      reference: state === 'asked' ? request.reference : null,
      instrumentId: null,
    }
  })
}

/** What is not on hold: waivers, and papers for one lot that two officers have not confirmed yet. */
const UNHELD: Readonly<Partial<Record<InstrumentState, DepositState>>> = { filed: 'inCheck', checked: 'inCheck' }
const WAIVED: Readonly<Partial<Record<InstrumentState, DepositState>>> = {
  ...UNHELD,
  standing: 'bound',
  called: 'called',
  released: 'returned',
  paid: 'forfeited',
  refused: 'forfeited',
}

const otherDeposits = async (reader: Reader, own: readonly string[], holds: readonly Hold[]): Promise<readonly Deposit[]> => {
  const rows = await db(reader)
    .selectFrom('payment.instrument')
    .selectAll()
    .where('organisationId', 'in', ['', ...own])
    .orderBy('filedAt', 'desc')
    .limit(MOST)
    .execute()
  const calls = await db(reader)
    .selectFrom('payment.call')
    .selectAll()
    .where('organisationId', 'in', ['', ...own])
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  const held = holds.flatMap((hold): Deposit[] => {
    const instrument = byId.get(hold.coverOf ?? '')
    if (!instrument) return []
    const call = calls.find(({ instrumentId, subject }) => instrumentId === instrument.id && subject === hold.subject) ?? null
    const state = coverState(hold.state, call?.state ?? null)
    const until = state === 'called' ? firstOf(call?.dueAt) : state === 'bound' ? instrument.validUntil : null
    const since = firstOf(call?.answeredAt, call?.calledAt, hold.endedAt) ?? hold.placedAt
    const { id, subject, amountMinor } = hold
    return [{ id, kind: instrument.kind, subject, amountMinor, state, since, until, reference: call?.reference ?? null, instrumentId: instrument.id }]
  })
  const unheld = rows.flatMap(({ id, kind, subject, amountMinor, state: at, ...row }): Deposit[] => {
    const state = (kind === 'waiver' ? WAIVED : UNHELD)[at]
    if (state === undefined || subject === null) return []
    return [
      { id, kind, subject, amountMinor, state, since: row.endedAt ?? row.decidedAt ?? row.filedAt, until: row.validUntil, reference: null, instrumentId: id },
    ]
  })
  return [...held, ...unheld]
}

const myDeposits: Queries<PaymentContract, 'deposits'>['deposits']['mine'] = async ({ reader, actor }, { cursor, limit }) => {
  const own = organisationsOf(actor, 'enterprise')
  const holds = await readHolds(reader, { organisationIds: own, purposes: ['deposit', 'cover'], limit: MOST })
  const all = [...(await cashDeposits(reader, own, holds)), ...(await otherDeposits(reader, own, holds))]
  const sorted = all.toSorted((a, b) => b.since - a.since || (a.id < b.id ? 1 : -1))
  const after = timePlaceOf(cursor)
  const rest = after === null ? sorted : sorted.filter(({ since, id }) => since < after.at || (since === after.at && id < after.id))
  return ok(pageFrom(rest.slice(0, limit + 1), limit, { item: (deposit) => deposit, cursor: ({ since, id }) => cursorOf(since, id) }))
}

export const instrumentQueries: Instruments = { list, get, mine }
export const depositQueries = { mine: myDeposits }
