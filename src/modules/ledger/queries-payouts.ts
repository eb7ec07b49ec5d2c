/** Read models of money that goes out: payout orders, their batches, and the way of each from the order to the bank's own line. */
import type { Selectable } from 'kysely'
import { isoOrNull, toIso } from '#kernel/instant.ts'
import { ok, refuse } from '#kernel/result.ts'
import { containing } from '#platform/db/like.ts'
import { cutPage } from '#platform/db/page.ts'
import { reading, type Reader } from '#platform/db/transaction.ts'
import type { Queries } from '#platform/command/module.ts'
import type { LedgerContract } from './api.ts'
import { batchActs, payoutActs } from './core/acts.ts'
import { makerIn, maySeeMoneyOf } from './core/permit.ts'
import { namesOf, type Names } from './names.ts'
import { bankAccountOf, bankShapeOf, requestShapeOf } from './queries.ts'
import { forBookReaders, readsBooks } from './queries-gate.ts'
import type { LedgerTables } from './store-tables.ts'

const db = (reader: Reader) => reading<LedgerTables>(reader)

type PayoutRow = Selectable<LedgerTables['ledger.payout']>
type BatchRow = Selectable<LedgerTables['ledger.payout_batch']>

const payoutShapeOf = (row: PayoutRow, names: Names) => ({
  id: row.id,
  reference: row.reference,
  purpose: row.purpose,
  subject: row.subject,
  fromOrganisationId: row.from_organisation_id,
  fromName: row.from_organisation_id === null ? null : (names.get(row.from_organisation_id) ?? null),
  beneficiaryKind: row.beneficiary_kind,
  beneficiaryId: row.beneficiary_id,
  beneficiaryName: row.beneficiary_kind === 'payer' ? { zh: row.account_name, en: '' } : (names.get(row.beneficiary_id) ?? null),
  amountMinor: String(row.amount_minor),
  currency: row.currency,
  accountName: row.account_name,
  accountTail: row.account_number.slice(-4),
  bankName: row.bank_name,
  state: row.state,
  batchId: row.batch_id,
  dueAt: isoOrNull(row.due_at),
  orderedAt: toIso(row.ordered_at),
  settledAt: isoOrNull(row.settled_at),
})

export const payoutShapes = async (reader: Reader, rows: readonly PayoutRow[]) => {
  const names = await namesOf(
    reader,
    rows.flatMap((row) => [row.from_organisation_id, row.beneficiary_id]),
  )
  return rows.map((row) => payoutShapeOf(row, names))
}

const payouts: Queries<LedgerContract, 'payouts'>['payouts'] = async ({ reader }, { cursor, limit, state, reference }) => {
  let query = db(reader).selectFrom('ledger.payout').selectAll()
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
  payoutCount: row.payout_count,
  totalMinor: String(row.total_minor),
  currency: row.currency,
  madeById: row.made_by,
  madeBy: names.get(row.made_by) ?? null,
  madeAt: toIso(row.made_at),
  decidedBy: row.decided_by === null ? null : (names.get(row.decided_by) ?? null),
  decidedAt: isoOrNull(row.decided_at),
  exportedAt: isoOrNull(row.exported_at),
})

const batches: Queries<LedgerContract, 'batches'>['batches'] = async ({ reader }, { cursor, limit }) => {
  let query = db(reader).selectFrom('ledger.payout_batch').selectAll()
  if (cursor !== undefined) query = query.where('id', '<', cursor)
  const rows = await query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const names = await namesOf(
    reader,
    rows.flatMap((row) => [row.made_by, row.decided_by]),
  )
  const { items, nextCursor } = cutPage(rows, limit, (row) => row.id)
  return ok({ items: items.map((row) => batchShapeOf(row, names)), nextCursor, total: null })
}

const batch: Queries<LedgerContract, 'batch'>['batch'] = async ({ reader, actor }, { batchId }) => {
  const row = await db(reader).selectFrom('ledger.payout_batch').selectAll().where('id', '=', batchId).executeTakeFirst()
  if (row === undefined) return refuse('ledger.not_found')
  const items = await db(reader).selectFrom('ledger.payout').selectAll().where('batch_id', '=', batchId).orderBy('id').execute()
  const names = await namesOf(reader, [row.made_by, row.decided_by])
  const { account_number: account } = await bankAccountOf(reader)
  const acts = batchActs(actor, { state: row.state, maker: makerIn(row), hasBankAccount: account !== '' })
  return ok({ ...batchShapeOf(row, names), payouts: await payoutShapes(reader, items), acts })
}

const batchOf = async (reader: Reader, id: string | null) =>
  id === null ? undefined : db(reader).selectFrom('ledger.payout_batch').selectAll().where('id', '=', id).executeTakeFirst()

/** The day on which the bank booked the line. */
const dayOfLine = async (reader: Reader, id: string | null): Promise<string | null> =>
  id === null ? null : (await db(reader).selectFrom('ledger.statement_line').select('booked_on').where('id', '=', id).executeTakeFirstOrThrow()).booked_on

/** Who ordered, approved and sent it, and the day on which the bank says that it paid. */
const wayOf = async (reader: Reader, row: PayoutRow) => {
  const [shape] = await payoutShapes(reader, [row])
  if (shape === undefined) throw new Error('one payout has one shape')
  const batchRow = await batchOf(reader, row.batch_id)
  const names = await namesOf(reader, [row.ordered_by, batchRow?.decided_by ?? null])
  const nameOf = (id: string | null | undefined) => names.get(id ?? '') ?? null
  return {
    ...shape,
    orderedBy: nameOf(row.ordered_by),
    approvedBy: nameOf(batchRow?.decided_by),
    approvedAt: isoOrNull(batchRow?.decided_at ?? null),
    exportedAt: isoOrNull(batchRow?.exported_at ?? null),
    paidOn: await dayOfLine(reader, row.line_id),
  }
}

const proposalsOf = async (reader: Reader, payoutId: string) => {
  const rows = await db(reader).selectFrom('ledger.account_proposal').selectAll().where('payout_id', '=', payoutId).orderBy('id', 'desc').limit(50).execute()
  const names = await namesOf(
    reader,
    rows.flatMap((row) => [row.made_by, row.decided_by]),
  )
  return rows.map((row) => ({
    id: row.id,
    accountName: row.account_name,
    accountNumber: row.account_number,
    bankName: row.bank_name,
    reason: row.reason,
    state: row.state,
    madeById: row.made_by,
    madeBy: names.get(row.made_by) ?? null,
    madeAt: toIso(row.made_at),
    decidedBy: row.decided_by === null ? null : (names.get(row.decided_by) ?? null),
    decidedAt: isoOrNull(row.decided_at),
  }))
}

const payout: Queries<LedgerContract, 'payout'>['payout'] = async ({ reader, actor }, { payoutId }) => {
  const row = await db(reader).selectFrom('ledger.payout').selectAll().where('id', '=', payoutId).executeTakeFirst()
  if (row === undefined) return refuse('ledger.not_found')
  const open = await db(reader)
    .selectFrom('ledger.account_proposal')
    .select(['made_by', 'made_in'])
    .where('payout_id', '=', payoutId)
    .where('state', '=', 'proposed')
    .executeTakeFirst()
  const acts = payoutActs(actor, { state: row.state, reference: row.reference, proposal: open ? makerIn(open) : null })
  return ok({ payout: await wayOf(reader, row), proposals: await proposalsOf(reader, payoutId), acts })
}

/** The bank line that paid a request; lines that the bank took back pay nothing. */
const receiptOf = async (reader: Reader, requestId: string) => {
  const row = await db(reader)
    .selectFrom('ledger.statement_line')
    .select(['id', 'booked_on', 'bank_line_id', 'counterparty_name', 'counterparty_account'])
    .where('request_id', '=', requestId)
    .where('state', 'in', ['matched', 'assigned'])
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    lineId: row.id,
    bookedOn: row.booked_on,
    bankLineId: row.bank_line_id,
    payerName: row.counterparty_name,
    accountTail: row.counterparty_account.slice(-4),
  }
}

const refundOf = async (reader: Reader, requestId: string) => {
  const row = await db(reader)
    .selectFrom('ledger.payout as p')
    .innerJoin('ledger.hold as h', 'h.id', 'p.hold_id')
    .selectAll('p')
    .where('h.request_id', '=', requestId)
    .executeTakeFirst()
  return row === undefined ? null : wayOf(reader, row)
}

/** The slip before it is paid, the receipt after, and the way of its refund: for the payer and for readers of the books. */
const payment: Queries<LedgerContract, 'payment'>['payment'] = async (view, { requestId }) => {
  const { reader, actor } = view
  const row = await db(reader).selectFrom('ledger.payment_request').selectAll().where('id', '=', requestId).executeTakeFirst()
  if (row === undefined) return refuse('ledger.not_found')
  if (!maySeeMoneyOf(actor, row.payer_organisation_id) && !(await readsBooks(view))) return refuse('ledger.not_found')
  return ok({
    bank: bankShapeOf(await bankAccountOf(reader)),
    request: requestShapeOf(row, await namesOf(reader, [row.payer_organisation_id])),
    received: await receiptOf(reader, requestId),
    refund: await refundOf(reader, requestId),
  })
}

export const payoutQueries = { ...forBookReaders({ payouts, payout, batches, batch }), payment }
