/** One bank line: its history, its notes, and everything of exactly its amount that it could be. */
import { sql } from 'kysely'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { reading, type Reader } from '#platform/db/transaction.ts'
import type { Queries } from '#platform/command/module.ts'
import { forBookReaders, namesOf } from '#modules/ledger/index.ts'
import type { PaymentContract } from './api.ts'
import { lineActs, type HandledLine } from './core/acts.ts'
import { makerIn } from './core/permit.ts'
import { OPEN_LINE_STATES, lineShapes, requestShapeOf, type LineRow, type RequestRow } from './queries.ts'
import { payoutShapes } from './queries-payouts.ts'
import type { PaymentTables } from './store-tables.ts'

const db = (reader: Reader) => reading<PaymentTables>(reader)

const MAX_CANDIDATES = 50

const isOpen = (row: LineRow): boolean => OPEN_LINE_STATES.some((state) => state === row.state)

const assignmentsOf = async (reader: Reader, lineId: string) => {
  const rows = await db(reader).selectFrom('payment.assignment').selectAll().where('lineId', '=', lineId).orderBy('id', 'desc').execute()
  const names = await namesOf(
    reader,
    rows.flatMap((row) => [row.madeBy, row.decidedBy]),
  )
  return rows.map((row) => ({
    id: row.id,
    targetKind: row.targetKind,
    targetId: row.targetId,
    note: row.note,
    state: row.state,
    madeById: row.madeBy,
    madeBy: names.get(row.madeBy) ?? null,
    madeAt: row.madeAt,
    decidedBy: row.decidedBy === null ? null : (names.get(row.decidedBy) ?? null),
    decidedAt: row.decidedAt,
  }))
}

/** Open requests of exactly the line's amount: offered to a person, never chosen. */
const requestCandidates = async (reader: Reader, row: LineRow): Promise<readonly RequestRow[]> =>
  row.direction === 'debit' || !isOpen(row)
    ? []
    : db(reader)
        .selectFrom('payment.paymentRequest')
        .selectAll()
        .where('state', '=', 'open')
        .where('amountMinor', '=', row.amountMinor)
        .orderBy('id')
        .limit(MAX_CANDIDATES)
        .execute()

const readLine = async (reader: Reader, lineId: string): Promise<Result<LineRow>> => {
  const row = await db(reader).selectFrom('payment.statementLine').selectAll().where('id', '=', lineId).executeTakeFirst()
  return row === undefined ? refuse('ledger.not_found') : ok(row)
}

/** Payouts at the bank of exactly the line's amount. */
const payoutCandidates = async (reader: Reader, row: LineRow) =>
  row.direction === 'credit' || !isOpen(row)
    ? []
    : db(reader)
        .selectFrom('payment.payout')
        .selectAll()
        .where('state', '=', 'exported')
        .where('amountMinor', '=', row.amountMinor)
        .orderBy('id')
        .limit(MAX_CANDIDATES)
        .execute()

/** Batches whose payouts at the bank add up to the line: banks book a payment file as one debit. */
const batchCandidates = async (reader: Reader, row: LineRow) =>
  row.direction === 'credit' || !isOpen(row)
    ? []
    : db(reader)
        .selectFrom('payment.payout')
        .select(['batchId', sql<number>`count(*)::int`.as('n'), sql<bigint>`sum(amount_minor)::bigint`.as('total')])
        .where('state', '=', 'exported')
        .groupBy('batchId')
        .having(sql<boolean>`sum(amount_minor) = ${String(row.amountMinor)}::bigint and count(*) > 1`)
        .orderBy('batchId')
        .limit(MAX_CANDIDATES)
        .execute()

/** Lines of the same amount the other way that this one may take back, newest first. */
const reversible = async (reader: Reader, row: LineRow) =>
  isOpen(row)
    ? db(reader)
        .selectFrom('payment.statementLine')
        .selectAll()
        .where('direction', '<>', row.direction)
        .where('amountMinor', '=', row.amountMinor)
        .where('state', 'in', ['unmatched', 'matched', 'assigned'])
        .where((eb) => eb.or([eb('settles', 'is', null), eb('settles', 'in', ['request', 'charge', 'interest'])]))
        .where('bookedOn', '<=', row.bookedOn)
        .orderBy('bookedOn', 'desc')
        .orderBy('id', 'desc')
        .limit(MAX_CANDIDATES)
        .execute()
    : []

const notesOf = async (reader: Reader, lineId: string) => {
  const rows = await db(reader).selectFrom('payment.lineNote').selectAll().where('lineId', '=', lineId).orderBy('id', 'desc').limit(100).execute()
  const names = await namesOf(
    reader,
    rows.map((row) => row.madeBy),
  )
  return rows.map((row) => ({ id: row.id, kind: row.kind, note: row.note, madeBy: names.get(row.madeBy) ?? null, madeAt: row.madeAt }))
}

/** What decides on the acts: who proposed what it is, and the payout by which it goes back. */
const handled = async (reader: Reader, row: LineRow): Promise<HandledLine> => {
  const proposal = await db(reader)
    .selectFrom('payment.assignment')
    .select(['madeBy', 'madeIn'])
    .where('lineId', '=', row.id)
    .where('state', '=', 'proposed')
    .executeTakeFirst()
  const payout =
    row.returnPayoutId === null
      ? undefined
      : await db(reader).selectFrom('payment.payout').select('state').where('id', '=', row.returnPayoutId).executeTakeFirst()
  return { state: row.state, direction: row.direction, proposal: proposal ? makerIn(proposal) : null, returning: payout?.state ?? null }
}

const line: Queries<PaymentContract, 'lines'>['lines']['get'] = async ({ reader, actor }, { lineId }) => {
  const found = await readLine(reader, lineId)
  if (!found.ok) return found
  const row = found.value
  const [shape] = await lineShapes(reader, [row])
  if (shape === undefined) throw new Error('one line has one shape')
  const requests = await requestCandidates(reader, row)
  const names = await namesOf(
    reader,
    requests.map((request) => request.payerOrganisationId),
  )
  return ok({
    line: shape,
    assignments: await assignmentsOf(reader, row.id),
    notes: await notesOf(reader, row.id),
    requestCandidates: requests.map((request) => requestShapeOf(request, names)),
    payoutCandidates: await payoutShapes(reader, await payoutCandidates(reader, row)),
    batchCandidates: (await batchCandidates(reader, row)).map(({ batchId, n, total }) => ({ id: batchId ?? '', payoutCount: n, totalMinor: total })),
    lineCandidates: await lineShapes(reader, await reversible(reader, row)),
    acts: lineActs(actor, await handled(reader, row)),
  })
}

export const lineQueries = forBookReaders({ get: line })
