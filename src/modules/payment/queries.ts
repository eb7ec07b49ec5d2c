/** Read models of what comes in: bank lines and payment requests. */
import { organisationsOf } from '#kernel/actor.ts'
import { sql, type Selectable } from 'kysely'
import { ok } from '#kernel/result.ts'
import { containing } from '#platform/db/like.ts'
import { cutPage } from '#platform/db/page.ts'
import { reading, type Reader } from '#platform/db/transaction.ts'
import type { View } from '#platform/command/act.ts'
import type { Queries } from '#platform/command/module.ts'
import { forBookReaders, namesOf, type Names } from '#modules/ledger/index.ts'
import type { PaymentContract } from './api.ts'
import { canReceive } from './core/account-text.ts'
import { SUPERVISED } from './store-statements.ts'
import type { PaymentTables } from './store-tables.ts'

const db = (reader: Reader) => reading<PaymentTables>(reader)

export const bankAccountOf = async (reader: Reader) =>
  db(reader).selectFrom('payment.bankAccount').selectAll().where('id', '=', SUPERVISED).executeTakeFirstOrThrow()

export const bankShapeOf = (bank: Awaited<ReturnType<typeof bankAccountOf>>) =>
  bank.accountNumber === ''
    ? null
    : {
        bankName: bank.bankName,
        accountName: bank.accountName,
        accountNumber: bank.accountNumber,
        currency: bank.currency,
        isDemo: bank.isDemo,
      }

export type RequestRow = Selectable<PaymentTables['payment.paymentRequest']>

export const requestShapeOf = (row: RequestRow, names: Names) => ({
  id: row.id,
  reference: row.reference,
  payerOrganisationId: row.payerOrganisationId,
  payerName: names.get(row.payerOrganisationId) ?? null,
  purpose: row.purpose,
  subject: row.subject,
  amountMinor: row.amountMinor,
  currency: row.currency,
  dueAt: row.dueAt,
  state: row.state,
  requestedAt: row.requestedAt,
  paidAt: row.paidAt,
})

export type LineRow = Selectable<PaymentTables['payment.statementLine']>

interface TargetBrief {
  readonly kind: 'request' | 'payout'
  readonly id: string
  readonly ownerId: string
  readonly amountMinor: bigint
}

export const briefs = async (reader: Reader, requestIds: readonly string[], payoutIds: readonly string[]) => {
  const found = new Map<string, TargetBrief>()
  if (requestIds.length > 0) {
    const rows = await db(reader)
      .selectFrom('payment.paymentRequest')
      .select(['id', 'payerOrganisationId', 'amountMinor'])
      .where('id', '=', sql<string>`any(${requestIds})`)
      .execute()
    for (const row of rows) found.set(row.id, { kind: 'request', id: row.id, ownerId: row.payerOrganisationId, amountMinor: row.amountMinor })
  }
  if (payoutIds.length > 0) {
    const rows = await db(reader)
      .selectFrom('payment.payout')
      .select(['id', 'beneficiaryId', 'amountMinor'])
      .where('id', '=', sql<string>`any(${payoutIds})`)
      .execute()
    for (const row of rows) found.set(row.id, { kind: 'payout', id: row.id, ownerId: row.beneficiaryId, amountMinor: row.amountMinor })
  }
  return {
    found,
    names: await namesOf(
      reader,
      [...found.values()].map((brief) => brief.ownerId),
    ),
  }
}
export type Briefs = Awaited<ReturnType<typeof briefs>>

export const targetShapeOf = (id: string | null, { found, names }: Briefs) => {
  const brief = id === null ? undefined : found.get(id)
  return brief === undefined ? null : { kind: brief.kind, id: brief.id, name: names.get(brief.ownerId) ?? null, amountMinor: brief.amountMinor }
}

interface LineTargets extends Briefs {
  /** Of lines that pay several payouts at once. */
  readonly firstPayoutOf: ReadonlyMap<string, string>
  readonly payoutCountOf: ReadonlyMap<string, number>
}

const lineShapeOf = (row: LineRow, known: LineTargets) => ({
  id: row.id,
  lineNumber: row.lineNumber,
  bankLineId: row.bankLineId,
  bookedOn: row.bookedOn,
  direction: row.direction,
  amountMinor: row.amountMinor,
  counterpartyName: row.counterpartyName,
  counterpartyAccount: row.counterpartyAccount,
  remark: row.remark,
  state: row.state,
  reason: row.reason,
  settles: row.settles,
  target: targetShapeOf(row.requestId ?? row.payoutId ?? row.returnPayoutId ?? known.firstPayoutOf.get(row.id) ?? null, known),
  targetCount: known.payoutCountOf.get(row.id) ?? 1,
  reversesLineId: row.reversesLineId,
  canReceive: canReceive(row.counterpartyAccount),
  statementId: row.statementId,
})

export const lineShapes = async (reader: Reader, rows: readonly LineRow[]) => {
  const collective = rows.filter((row) => row.settles === 'payouts').map((row) => row.id)
  const paid =
    collective.length === 0
      ? []
      : await db(reader)
          .selectFrom('payment.payout')
          .select(['id', 'lineId'])
          .where('lineId', '=', sql<string>`any(${collective})`)
          .orderBy('id')
          .execute()
  const requestIds = rows.flatMap((row) => row.requestId ?? [])
  const payoutIds = [...rows.flatMap((row) => row.payoutId ?? row.returnPayoutId ?? []), ...paid.map((row) => row.id)]
  const known: LineTargets = {
    ...(await briefs(reader, requestIds, payoutIds)),
    firstPayoutOf: new Map(paid.toReversed().map((row) => [row.lineId ?? '', row.id])),
    payoutCountOf: new Map(collective.map((id) => [id, paid.filter((row) => row.lineId === id).length])),
  }
  return rows.map((row) => lineShapeOf(row, known))
}

export const OPEN_LINE_STATES = ['unmatched', 'proposed'] as const

const lines: Queries<PaymentContract, 'lines'>['lines']['list'] = async ({ reader }, { cursor, limit, state }) => {
  let query = db(reader).selectFrom('payment.statementLine').selectAll()
  query = state === 'open' ? query.where('state', 'in', OPEN_LINE_STATES) : query.where('state', '=', state)
  if (cursor !== undefined) query = query.where('id', '<', cursor)
  const rows = await query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const { items, nextCursor } = cutPage(rows, limit, (row) => row.id)
  return ok({ items: await lineShapes(reader, items), nextCursor, total: null })
}

const paymentRequests: Queries<PaymentContract, 'requests'>['requests']['list'] = async ({ reader }, { cursor, limit, state, reference }) => {
  let query = db(reader).selectFrom('payment.paymentRequest').selectAll()
  if (state !== undefined) query = query.where('state', '=', state)
  if (reference) query = query.where('reference', 'ilike', containing(reference))
  if (cursor !== undefined) query = query.where('id', '<', cursor)
  const rows = await query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const names = await namesOf(
    reader,
    rows.map((row) => row.payerOrganisationId),
  )
  const { items, nextCursor } = cutPage(rows, limit, (row) => row.id)
  return ok({ items: items.map((row) => requestShapeOf(row, names)), nextCursor, total: null })
}

/** Organisations whose money the person may see as a member: every mandate except those of the market's own officers. */
export const ownOrganisations = (view: View): readonly string[] => organisationsOf(view.actor)

export const requestsOf = async (reader: Reader, organisationIds: readonly string[], subject?: string): Promise<readonly RequestRow[]> => {
  if (organisationIds.length === 0) return []
  let query = db(reader)
    .selectFrom('payment.paymentRequest')
    .selectAll()
    .where('payerOrganisationId', '=', sql<string>`any(${organisationIds})`)
  if (subject !== undefined) query = query.where('subject', '=', subject)
  return query.orderBy('id', 'desc').limit(100).execute()
}

export const incomingQueries = { lines: forBookReaders({ list: lines }), requests: forBookReaders({ list: paymentRequests }) }

/** Everything that somebody still has to pay: what a bank would find in its orders. */
export const readOutstanding = async (reader: Reader, limit: number) => ({
  requests: await db(reader).selectFrom('payment.paymentRequest').selectAll().where('state', '=', 'open').orderBy('id').limit(limit).execute(),
  payouts: await db(reader).selectFrom('payment.payout').selectAll().where('state', '=', 'exported').orderBy('id').limit(limit).execute(),
})
