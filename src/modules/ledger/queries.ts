/** Read models of what comes in: bank lines and payment requests. */
import { sql, type Selectable } from 'kysely'
import { isoOrNull, toIso } from '#kernel/instant.ts'
import { ok } from '#kernel/result.ts'
import { containing } from '#platform/db/like.ts'
import { cutPage } from '#platform/db/page.ts'
import { reading, type Reader } from '#platform/db/transaction.ts'
import type { View } from '#platform/command/act.ts'
import type { Queries } from '#platform/command/module.ts'
import type { LedgerContract } from './api.ts'
import { canReceive } from './core/account-text.ts'
import { namesOf, type Names } from './names.ts'
import { forBookReaders } from './queries-gate.ts'
import type { LedgerTables } from './store-tables.ts'

const db = (reader: Reader) => reading<LedgerTables>(reader)

export const SUPERVISED = 'supervised'

export const bankAccountOf = async (reader: Reader) =>
  db(reader).selectFrom('ledger.bank_account').selectAll().where('id', '=', SUPERVISED).executeTakeFirstOrThrow()

export const bankShapeOf = (bank: Awaited<ReturnType<typeof bankAccountOf>>) =>
  bank.account_number === ''
    ? null
    : {
        bankName: bank.bank_name,
        accountName: bank.account_name,
        accountNumber: bank.account_number,
        currency: bank.currency,
        isDemo: bank.is_demo,
      }

/** Available balance of an account; 0 while it has never been posted to. */
export const readAvailable = async (reader: Reader, code: string): Promise<bigint> =>
  (await db(reader).selectFrom('ledger.account').select('available_minor').where('code', '=', code).executeTakeFirst())?.available_minor ?? 0n

export type RequestRow = Selectable<LedgerTables['ledger.payment_request']>

export const requestShapeOf = (row: RequestRow, names: Names) => ({
  id: row.id,
  reference: row.reference,
  payerOrganisationId: row.payer_organisation_id,
  payerName: names.get(row.payer_organisation_id) ?? null,
  purpose: row.purpose,
  subject: row.subject,
  amountMinor: String(row.amount_minor),
  currency: row.currency,
  dueAt: toIso(row.due_at),
  state: row.state,
  requestedAt: toIso(row.requested_at),
  paidAt: isoOrNull(row.paid_at),
})

export type LineRow = Selectable<LedgerTables['ledger.statement_line']>

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
      .selectFrom('ledger.payment_request')
      .select(['id', 'payer_organisation_id', 'amount_minor'])
      .where('id', '=', sql<string>`any(${requestIds})`)
      .execute()
    for (const row of rows) found.set(row.id, { kind: 'request', id: row.id, ownerId: row.payer_organisation_id, amountMinor: row.amount_minor })
  }
  if (payoutIds.length > 0) {
    const rows = await db(reader)
      .selectFrom('ledger.payout')
      .select(['id', 'beneficiary_id', 'amount_minor'])
      .where('id', '=', sql<string>`any(${payoutIds})`)
      .execute()
    for (const row of rows) found.set(row.id, { kind: 'payout', id: row.id, ownerId: row.beneficiary_id, amountMinor: row.amount_minor })
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
  return brief === undefined ? null : { kind: brief.kind, id: brief.id, name: names.get(brief.ownerId) ?? null, amountMinor: String(brief.amountMinor) }
}

interface LineTargets extends Briefs {
  /** Of lines that pay several payouts at once. */
  readonly firstPayoutOf: ReadonlyMap<string, string>
  readonly payoutCountOf: ReadonlyMap<string, number>
}

const lineShapeOf = (row: LineRow, known: LineTargets) => ({
  id: row.id,
  lineNumber: row.line_number,
  bankLineId: row.bank_line_id,
  bookedOn: row.booked_on,
  direction: row.direction,
  amountMinor: String(row.amount_minor),
  counterpartyName: row.counterparty_name,
  counterpartyAccount: row.counterparty_account,
  remark: row.remark,
  state: row.state,
  reason: row.reason,
  settles: row.settles,
  target: targetShapeOf(row.request_id ?? row.payout_id ?? row.return_payout_id ?? known.firstPayoutOf.get(row.id) ?? null, known),
  targetCount: known.payoutCountOf.get(row.id) ?? 1,
  reversesLineId: row.reverses_line_id,
  canReceive: canReceive(row.counterparty_account),
  statementId: row.statement_id,
})

export const lineShapes = async (reader: Reader, rows: readonly LineRow[]) => {
  const collective = rows.filter((row) => row.settles === 'payouts').map((row) => row.id)
  const paid =
    collective.length === 0
      ? []
      : await db(reader)
          .selectFrom('ledger.payout')
          .select(['id', 'line_id'])
          .where('line_id', '=', sql<string>`any(${collective})`)
          .orderBy('id')
          .execute()
  const requestIds = rows.flatMap((row) => row.request_id ?? [])
  const payoutIds = [...rows.flatMap((row) => row.payout_id ?? row.return_payout_id ?? []), ...paid.map((row) => row.id)]
  const known: LineTargets = {
    ...(await briefs(reader, requestIds, payoutIds)),
    firstPayoutOf: new Map(paid.toReversed().map((row) => [row.line_id ?? '', row.id])),
    payoutCountOf: new Map(collective.map((id) => [id, paid.filter((row) => row.line_id === id).length])),
  }
  return rows.map((row) => lineShapeOf(row, known))
}

export const OPEN_LINE_STATES = ['unmatched', 'proposed'] as const

const lines: Queries<LedgerContract, 'lines'>['lines'] = async ({ reader }, { cursor, limit, state }) => {
  let query = db(reader).selectFrom('ledger.statement_line').selectAll()
  query = state === 'open' ? query.where('state', 'in', OPEN_LINE_STATES) : query.where('state', '=', state)
  if (cursor !== undefined) query = query.where('id', '<', cursor)
  const rows = await query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const { items, nextCursor } = cutPage(rows, limit, (row) => row.id)
  return ok({ items: await lineShapes(reader, items), nextCursor, total: null })
}

const paymentRequests: Queries<LedgerContract, 'paymentRequests'>['paymentRequests'] = async ({ reader }, { cursor, limit, state, reference }) => {
  let query = db(reader).selectFrom('ledger.payment_request').selectAll()
  if (state !== undefined) query = query.where('state', '=', state)
  if (reference) query = query.where('reference', 'ilike', containing(reference))
  if (cursor !== undefined) query = query.where('id', '<', cursor)
  const rows = await query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const names = await namesOf(
    reader,
    rows.map((row) => row.payer_organisation_id),
  )
  const { items, nextCursor } = cutPage(rows, limit, (row) => row.id)
  return ok({ items: items.map((row) => requestShapeOf(row, names)), nextCursor, total: null })
}

/** Organisations whose money the person may see as a member: every mandate except those of the market's own officers. */
export const ownOrganisations = (view: View): readonly string[] => [...new Set(view.actor.mandates.map((mandate) => mandate.organisationId))]

export const requestsOf = async (reader: Reader, organisationIds: readonly string[], subject?: string): Promise<readonly RequestRow[]> => {
  if (organisationIds.length === 0) return []
  let query = db(reader)
    .selectFrom('ledger.payment_request')
    .selectAll()
    .where('payer_organisation_id', '=', sql<string>`any(${organisationIds})`)
  if (subject !== undefined) query = query.where('subject', '=', subject)
  return query.orderBy('id', 'desc').limit(100).execute()
}

export const incomingQueries = forBookReaders({ lines, paymentRequests })
