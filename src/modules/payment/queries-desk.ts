/** Read models of the money desk: what waits in figures, the bank against the books, and what is asked of one's own organisations. */
import { sql } from 'kysely'
import { ok } from '#kernel/result.ts'
import { forBookReaders, forFigureReaders, namesOf, readClassSums, readClientAccounts } from '#modules/ledger/index.ts'
import { reading, type Reader } from '#platform/db/transaction.ts'
import type { Queries } from '#platform/command/module.ts'
import type { PaymentContract } from './api.ts'
import { bankAccountOf, bankShapeOf, ownOrganisations, requestShapeOf, requestsOf } from './queries.ts'
import { payoutShapes } from './queries-payouts.ts'
import type { PaymentTables } from './store-tables.ts'

const db = (reader: Reader) => reading<PaymentTables>(reader)

const myPayments: Queries<PaymentContract, 'requests'>['requests']['mine'] = async (view, { subject }) => {
  const ids = ownOrganisations(view)
  const requests = await requestsOf(view.reader, ids, subject)
  const names = await namesOf(view.reader, ids)
  return ok({
    bank: bankShapeOf(await bankAccountOf(view.reader)),
    requests: requests.map((row) => requestShapeOf(row, names)),
    accounts: [...(await readClientAccounts(view.reader, ids))],
  })
}

const bankAccount: Queries<PaymentContract, 'bankAccount'>['bankAccount']['get'] = async ({ reader }) => ok({ bank: bankShapeOf(await bankAccountOf(reader)) })

const LIABILITIES = ['client', 'escrow', 'payouts', 'suspense', 'fees', 'interest'] as const

const reconciliation: Queries<PaymentContract, 'reconciliation'>['reconciliation'] = async ({ reader }) => {
  const bank = await bankAccountOf(reader)
  const sums = await readClassSums(reader, bank.currency)
  const of = (name: string) => sums.find((row) => row.class === name)
  const posted = (name: string) => of(name)?.posted ?? 0n
  const last = await db(reader)
    .selectFrom('payment.statement')
    .select(['id', 'fileName', 'bookedAt', 'closingMinor'])
    .where('state', 'in', ['booked', 'partly_booked'])
    .orderBy('bookedSeq', 'desc')
    .limit(1)
    .executeTakeFirst()
  const bookedAt = last?.bookedAt ?? null
  const lastStatement = last === undefined || bookedAt === null ? null : { id: last.id, fileName: last.fileName, bookedAt }
  const orders = await db(reader)
    .selectFrom('payment.payout')
    .select(sql<bigint>`coalesce(sum(amount_minor), 0)::bigint`.as('minor'))
    .where('state', 'not in', ['settled', 'cancelled'])
    .executeTakeFirstOrThrow()
  const waiting = await db(reader)
    .selectFrom('payment.statement')
    .select([sql<number>`count(*)::int`.as('n'), sql<bigint>`coalesce(sum(unread_minor), 0)::bigint`.as('minor')])
    .where('state', '=', 'partly_booked')
    .executeTakeFirstOrThrow()
  // What the bank's own file says, not what the market noted when it booked it.
  const bankClosing = last?.closingMinor ?? bank.closingMinor
  const liabilities = LIABILITIES.map((name) => ({ class: name, minor: posted(name), accounts: of(name)?.accounts ?? 0 }))
  const owed = LIABILITIES.reduce((sum, name) => sum + posted(name), 0n)
  return ok({
    bankClosingMinor: bankClosing,
    lastStatement,
    ledgerBankMinor: posted('bank'),
    differenceMinor: posted('bank') - bankClosing,
    claimsMinor: posted('claims'),
    chargesMinor: posted('charges'),
    partlyBooked: { count: waiting.n, minor: waiting.minor },
    liabilities,
    liabilitiesMinor: owed,
    isCovered: posted('bank') + posted('claims') + posted('charges') === owed,
    debitsMinor: sums.reduce((sum, row) => sum + row.debits, 0n),
    creditsMinor: sums.reduce((sum, row) => sum + row.credits, 0n),
    payoutsInTransitMinor: posted('payouts'),
    payoutOrdersMinor: orders.minor,
  })
}

const overview: Queries<PaymentContract, 'overview'>['overview'] = async ({ reader }) => {
  const bank = await bankAccountOf(reader)
  const counted = sql<{ what: string; n: number; minor: bigint }>`(
    select 'request.' || state what, count(*)::int n, coalesce(sum(amount_minor), 0)::bigint minor from payment.payment_request group by state
    union all select 'line.' || state, count(*)::int, coalesce(sum(amount_minor), 0)::bigint from payment.statement_line group by state
    union all select 'payout.' || state, count(*)::int, coalesce(sum(amount_minor), 0)::bigint from payment.payout group by state
    union all select 'batch.' || state, count(*)::int, coalesce(sum(total_minor), 0)::bigint from payment.payout_batch group by state)`
  const rows = await db(reader).selectFrom(counted.as('x')).selectAll().execute()
  const figure = (what: string) => {
    const row = rows.find((candidate) => candidate.what === what)
    return { count: row?.n ?? 0, minor: row?.minor ?? 0n }
  }
  const due = await db(reader)
    .selectFrom('payment.payout')
    .selectAll()
    .where('dueAt', 'is not', null)
    .where('state', 'in', ['awaiting_account', 'ordered', 'batched', 'exported'])
    .orderBy('dueAt')
    .limit(50)
    .execute()
  const shape = bankShapeOf(bank)
  return ok({
    bank: shape === null ? null : { ...shape, closingMinor: bank.closingMinor },
    openRequests: figure('request.open'),
    unmatchedLines: figure('line.unmatched'),
    proposedAssignments: figure('line.proposed').count,
    awaitingAccount: figure('payout.awaiting_account'),
    toBatch: figure('payout.ordered'),
    batchesToApprove: figure('batch.proposed').count,
    batchesToExport: figure('batch.approved').count,
    atBank: figure('payout.exported'),
    refundsDue: await payoutShapes(reader, due),
  })
}

export const ownQueries = { mine: myPayments }

export const deskQueries = {
  ...forBookReaders({ overview }),
  ...forFigureReaders({ reconciliation }),
  // The account everybody pays to.
  bankAccount: { get: bankAccount },
}
