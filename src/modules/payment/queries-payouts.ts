/** Read models of money that goes out: payout orders, their batches, and the way of each from the order to the bank's own line. */
import type { Selectable } from 'kysely'
import { ok, refuse } from '#kernel/result.ts'
import { containing } from '#platform/db/like.ts'
import { cutPage } from '#platform/db/page.ts'
import { reading, type Reader } from '#platform/db/transaction.ts'
import type { Queries } from '#platform/command/module.ts'
import { forBookReaders, maySeeMoneyOf, namesOf, readsBooks, type Names } from '#modules/ledger/index.ts'
import type { PaymentContract } from './api.ts'
import { batchActs, payoutActs } from './core/acts.ts'
import { makerIn } from './core/permit.ts'
import { bankAccountOf, bankShapeOf, requestShapeOf } from './queries.ts'
import type { PaymentTables } from './store-tables.ts'

const db = (reader: Reader) => reading<PaymentTables>(reader)

type PayoutRow = Selectable<PaymentTables['payment.payout']>
type BatchRow = Selectable<PaymentTables['payment.payoutBatch']>

const payoutShapeOf = (row: PayoutRow, names: Names) => ({
  id: row.id,
  reference: row.reference,
  purpose: row.purpose,
  subject: row.subject,
  fromOrganisationId: row.fromOrganisationId,
  fromName: row.fromOrganisationId === null ? null : (names.get(row.fromOrganisationId) ?? null),
  beneficiaryKind: row.beneficiaryKind,
  beneficiaryId: row.beneficiaryId,
  beneficiaryName: row.beneficiaryKind === 'payer' ? { zh: row.accountName, en: '' } : (names.get(row.beneficiaryId) ?? null),
  amountMinor: row.amountMinor,
  currency: row.currency,
  accountName: row.accountName,
  accountTail: row.accountNumber.slice(-4),
  bankName: row.bankName,
  state: row.state,
  batchId: row.batchId,
  dueAt: row.dueAt,
  orderedAt: row.orderedAt,
  settledAt: row.settledAt,
})

export const payoutShapes = async (reader: Reader, rows: readonly PayoutRow[]) => {
  const names = await namesOf(
    reader,
    rows.flatMap((row) => [row.fromOrganisationId, row.beneficiaryId]),
  )
  return rows.map((row) => payoutShapeOf(row, names))
}

const payouts: Queries<PaymentContract, 'payouts'>['payouts']['list'] = async ({ reader }, { cursor, limit, state, reference }) => {
  let query = db(reader).selectFrom('payment.payout').selectAll()
  if (state !== undefined) query = query.where('state', '=', state)
  if (reference) query = query.where('reference', 'ilike', containing(reference))
  if (cursor !== undefined) query = query.where('id', '<', cursor)
  const rows = await query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const { items, nextCursor } = cutPage(rows, limit, (row) => row.id)
  return ok({ items: await payoutShapes(reader, items), nextCursor, total: null })
}

const batchShapeOf = (row: BatchRow, names: Names) => ({
  id: row.id,
  state: row.state,
  payoutCount: row.payoutCount,
  totalMinor: row.totalMinor,
  currency: row.currency,
  madeById: row.madeBy,
  madeBy: names.get(row.madeBy) ?? null,
  madeAt: row.madeAt,
  decidedBy: row.decidedBy === null ? null : (names.get(row.decidedBy) ?? null),
  decidedAt: row.decidedAt,
  exportedAt: row.exportedAt,
})

const batches: Queries<PaymentContract, 'batches'>['batches']['list'] = async ({ reader }, { cursor, limit }) => {
  let query = db(reader).selectFrom('payment.payoutBatch').selectAll()
  if (cursor !== undefined) query = query.where('id', '<', cursor)
  const rows = await query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const names = await namesOf(
    reader,
    rows.flatMap((row) => [row.madeBy, row.decidedBy]),
  )
  const { items, nextCursor } = cutPage(rows, limit, (row) => row.id)
  return ok({ items: items.map((row) => batchShapeOf(row, names)), nextCursor, total: null })
}

const batch: Queries<PaymentContract, 'batches'>['batches']['get'] = async ({ reader, actor }, { batchId }) => {
  const row = await db(reader).selectFrom('payment.payoutBatch').selectAll().where('id', '=', batchId).executeTakeFirst()
  if (row === undefined) return refuse('ledger.not_found')
  const items = await db(reader).selectFrom('payment.payout').selectAll().where('batchId', '=', batchId).orderBy('id').execute()
  const names = await namesOf(reader, [row.madeBy, row.decidedBy])
  const { accountNumber: account } = await bankAccountOf(reader)
  const acts = batchActs(actor, { state: row.state, maker: makerIn(row), hasBankAccount: account !== '' })
  return ok({ ...batchShapeOf(row, names), payouts: await payoutShapes(reader, items), acts })
}

const batchOf = async (reader: Reader, id: string | null) =>
  id === null ? undefined : db(reader).selectFrom('payment.payoutBatch').selectAll().where('id', '=', id).executeTakeFirst()

/** The day on which the bank booked the line. */
const dayOfLine = async (reader: Reader, id: string | null): Promise<string | null> =>
  id === null ? null : (await db(reader).selectFrom('payment.statementLine').select('bookedOn').where('id', '=', id).executeTakeFirstOrThrow()).bookedOn

/** Who ordered, approved and sent it, and the day on which the bank says that it paid. */
const wayOf = async (reader: Reader, row: PayoutRow) => {
  const [shape] = await payoutShapes(reader, [row])
  if (shape === undefined) throw new Error('one payout has one shape')
  const batchRow = await batchOf(reader, row.batchId)
  const names = await namesOf(reader, [row.orderedBy, batchRow?.decidedBy ?? null])
  const nameOf = (id: string | null | undefined) => names.get(id ?? '') ?? null
  return {
    ...shape,
    orderedBy: nameOf(row.orderedBy),
    approvedBy: nameOf(batchRow?.decidedBy),
    approvedAt: batchRow?.decidedAt ?? null,
    exportedAt: batchRow?.exportedAt ?? null,
    paidOn: await dayOfLine(reader, row.lineId),
  }
}

const proposalsOf = async (reader: Reader, payoutId: string) => {
  const rows = await db(reader).selectFrom('payment.accountProposal').selectAll().where('payoutId', '=', payoutId).orderBy('id', 'desc').limit(50).execute()
  const names = await namesOf(
    reader,
    rows.flatMap((row) => [row.madeBy, row.decidedBy]),
  )
  return rows.map((row) => ({
    id: row.id,
    accountName: row.accountName,
    accountNumber: row.accountNumber,
    bankName: row.bankName,
    reason: row.reason,
    state: row.state,
    madeById: row.madeBy,
    madeBy: names.get(row.madeBy) ?? null,
    madeAt: row.madeAt,
    decidedBy: row.decidedBy === null ? null : (names.get(row.decidedBy) ?? null),
    decidedAt: row.decidedAt,
  }))
}

const payout: Queries<PaymentContract, 'payouts'>['payouts']['get'] = async ({ reader, actor }, { payoutId }) => {
  const row = await db(reader).selectFrom('payment.payout').selectAll().where('id', '=', payoutId).executeTakeFirst()
  if (row === undefined) return refuse('ledger.not_found')
  const open = await db(reader)
    .selectFrom('payment.accountProposal')
    .select(['madeBy', 'madeIn'])
    .where('payoutId', '=', payoutId)
    .where('state', '=', 'proposed')
    .executeTakeFirst()
  const acts = payoutActs(actor, { state: row.state, reference: row.reference, proposal: open ? makerIn(open) : null })
  return ok({ payout: await wayOf(reader, row), proposals: await proposalsOf(reader, payoutId), acts })
}

/** The bank line that paid a request; lines that the bank took back pay nothing. */
const receiptOf = async (reader: Reader, requestId: string) => {
  const row = await db(reader)
    .selectFrom('payment.statementLine')
    .select(['id', 'bookedOn', 'bankLineId', 'counterpartyName', 'counterpartyAccount'])
    .where('requestId', '=', requestId)
    .where('state', 'in', ['matched', 'assigned'])
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    lineId: row.id,
    bookedOn: row.bookedOn,
    bankLineId: row.bankLineId,
    payerName: row.counterpartyName,
    accountTail: row.counterpartyAccount.slice(-4),
  }
}

const refundOf = async (reader: Reader, holdId: string | null) => {
  if (holdId === null) return null
  const row = await db(reader).selectFrom('payment.payout').selectAll().where('holdId', '=', holdId).executeTakeFirst()
  return row === undefined ? null : wayOf(reader, row)
}

/** The slip before it is paid, the receipt after, and the way of its refund: for the payer and for readers of the books. */
const payment: Queries<PaymentContract, 'requests'>['requests']['get'] = async (view, { requestId }) => {
  const { reader, actor } = view
  const row = await db(reader).selectFrom('payment.paymentRequest').selectAll().where('id', '=', requestId).executeTakeFirst()
  if (row === undefined) return refuse('ledger.not_found')
  if (!maySeeMoneyOf(actor, row.payerOrganisationId) && !(await readsBooks(view))) return refuse('ledger.not_found')
  return ok({
    bank: bankShapeOf(await bankAccountOf(reader)),
    request: requestShapeOf(row, await namesOf(reader, [row.payerOrganisationId])),
    received: await receiptOf(reader, requestId),
    refund: await refundOf(reader, row.holdId),
  })
}

export const payoutQueries = { payouts: forBookReaders({ list: payouts, get: payout }), batches: forBookReaders({ list: batches, get: batch }) }
export const paymentQueries = { get: payment }
