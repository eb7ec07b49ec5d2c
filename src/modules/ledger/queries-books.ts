/** Read models of the books: accounts, entries, reconciliation. */
import { sql, type Selectable } from 'kysely'
import { toIso, type Instant } from '#kernel/instant.ts'
import { ok, refuse } from '#kernel/result.ts'
import { cutPage } from '#platform/db/page.ts'
import { reading, type Reader } from '#platform/db/transaction.ts'
import type { Queries } from '#platform/command/module.ts'
import type { LedgerContract } from './api.ts'
import { postedOf } from './core/accounts.ts'
import { maySeeMoneyOf } from './core/permit.ts'
import { forBookReaders, forFigureReaders } from './queries-gate.ts'
import { namesOf, type Names } from './names.ts'
import { bankAccountOf, bankShapeOf, ownOrganisations, requestShapeOf, requestsOf } from './queries.ts'
import { payoutShapes } from './queries-payouts.ts'
import type { LedgerTables } from './store-tables.ts'

const db = (reader: Reader) => reading<LedgerTables>(reader)

type AccountRow = Selectable<LedgerTables['ledger.account']>

const accountShapeOf = (row: AccountRow, names: Names) => ({
  code: row.code,
  class: row.class,
  kind: row.kind,
  currency: row.currency,
  ownerId: row.ownerId,
  ownerName: row.ownerId === null ? null : (names.get(row.ownerId) ?? null),
  postedMinor: String(row.postedMinor),
  heldMinor: String(row.heldMinor),
  availableMinor: String(row.availableMinor),
})

const accounts: Queries<LedgerContract, 'accounts'>['accounts'] = async ({ reader }, { cursor, limit, ...filter }) => {
  let query = db(reader).selectFrom('ledger.account').selectAll()
  if (filter.class !== undefined) query = query.where('class', '=', filter.class)
  if (cursor !== undefined) query = query.where('code', '>', cursor)
  const rows = await query
    .orderBy('code')
    .limit(limit + 1)
    .execute()
  const names = await namesOf(
    reader,
    rows.map((row) => row.ownerId),
  )
  const { items, nextCursor } = cutPage(rows, limit, (row) => row.code)
  return ok({ items: items.map((row) => accountShapeOf(row, names)), nextCursor, total: null })
}

interface EntryRow {
  readonly transactionId: string
  readonly leg: number
  readonly at: Instant
  readonly purpose: string
  readonly subject: string
  readonly side: 'D' | 'C'
  readonly amountMinor: bigint
  readonly against: readonly string[]
}

/** Cursor of an account's entries: place, and the balance before it, so that no page adds up all the older ones. */
const entryCursor = /^(ltx_[0-9a-z]{20,32})\.(\d{1,3})\.(-?\d{1,19})$/

const readEntries = async (reader: Reader, account: AccountRow, page: { cursor: string | undefined; limit: number }) => {
  const [, afterId, afterLeg, balance] = entryCursor.exec(page.cursor ?? '') ?? []
  const older = afterId === undefined ? sql`true` : sql`(e.transaction_id, e.leg) < (${afterId}, ${Number(afterLeg)}::smallint)`
  const found = sql<EntryRow>`(
    select e.transaction_id, e.leg, t.at, t.purpose, t.subject, e.side, e.amount_minor,
      (select coalesce(array_agg(distinct a.code), '{}') from ledger.entry o join ledger.account a on a.id = o.account_id
       where o.transaction_id = e.transaction_id and o.account_id <> e.account_id) against
    from ledger.entry e join ledger.transaction t on t.id = e.transaction_id
    where e.account_id = ${String(account.id)}::bigint and ${older}
    order by e.transaction_id desc, e.leg desc limit ${page.limit + 1})`
  const rows = await db(reader).selectFrom(found.as('x')).selectAll().orderBy('transactionId', 'desc').orderBy('leg', 'desc').execute()
  let running = balance === undefined ? account.postedMinor : BigInt(balance)
  const items = rows.slice(0, page.limit).map((row) => {
    const balanceMinor = running
    running -= postedOf(account.kind, row.side === 'D' ? row.amountMinor : 0n, row.side === 'C' ? row.amountMinor : 0n)
    const { transactionId, purpose, subject, side, against } = row
    const amounts = { amountMinor: String(row.amountMinor), balanceMinor: String(balanceMinor) }
    return { transactionId, at: toIso(row.at), purpose, subject, side, ...amounts, against: [...against] }
  })
  const last = rows[page.limit - 1]
  const nextCursor = rows.length > page.limit && last !== undefined ? `${last.transactionId}.${last.leg}.${running}` : null
  return { entries: items, nextCursor }
}

const account: Queries<LedgerContract, 'account'>['account'] = async ({ reader, actor }, { code, cursor, limit }) => {
  const row = await db(reader).selectFrom('ledger.account').selectAll().where('code', '=', code).executeTakeFirst()
  if (row === undefined || !maySeeMoneyOf(actor, row.ownerKind === 'organisation' ? (row.ownerId ?? '') : '')) return refuse('ledger.not_found')
  const holds = await db(reader)
    .selectFrom('ledger.hold')
    .selectAll()
    .where('accountId', '=', row.id)
    .where('state', '=', 'held')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  const names = await namesOf(reader, [row.ownerId])
  return ok({
    account: accountShapeOf(row, names),
    holds: holds.map((hold) => ({
      id: hold.id,
      purpose: hold.purpose,
      subject: hold.subject,
      amountMinor: String(hold.amountMinor),
      placedAt: toIso(hold.placedAt),
    })),
    ...(await readEntries(reader, row, { cursor, limit })),
  })
}

const myPayments: Queries<LedgerContract, 'myPayments'>['myPayments'] = async (view, { subject }) => {
  const ids = ownOrganisations(view)
  const requests = await requestsOf(view.reader, ids, subject)
  const own =
    ids.length === 0
      ? []
      : await db(view.reader)
          .selectFrom('ledger.account')
          .selectAll()
          .where('class', '=', 'client')
          .where('ownerId', '=', sql<string>`any(${ids})`)
          .orderBy('code')
          .execute()
  const names = await namesOf(view.reader, ids)
  return ok({
    bank: bankShapeOf(await bankAccountOf(view.reader)),
    requests: requests.map((row) => requestShapeOf(row, names)),
    accounts: own.map((row) => accountShapeOf(row, names)),
  })
}

const bankAccount: Queries<LedgerContract, 'bankAccount'>['bankAccount'] = async ({ reader }) => ok({ bank: bankShapeOf(await bankAccountOf(reader)) })

const LIABILITIES = ['client', 'escrow', 'payouts', 'suspense', 'fees', 'interest'] as const

const reconciliation: Queries<LedgerContract, 'reconciliation'>['reconciliation'] = async ({ reader }) => {
  const bank = await bankAccountOf(reader)
  const byClass = sql<{ class: string; n: number; posted: bigint; debits: bigint; credits: bigint }>`(
    select class, count(*)::int n, sum(posted_minor)::bigint posted, sum(debits_minor)::bigint debits, sum(credits_minor)::bigint credits
    from ledger.account where currency = ${bank.currency} group by class)`
  const sums = await db(reader).selectFrom(byClass.as('x')).selectAll().execute()
  const of = (name: string) => sums.find((row) => row.class === name)
  const posted = (name: string) => of(name)?.posted ?? 0n
  const last = await db(reader)
    .selectFrom('ledger.statement')
    .select(['id', 'fileName', 'bookedAt', 'closingMinor'])
    .where('state', 'in', ['booked', 'partly_booked'])
    .orderBy('bookedSeq', 'desc')
    .limit(1)
    .executeTakeFirst()
  const bookedAt = last?.bookedAt ?? null
  const lastStatement = last === undefined || bookedAt === null ? null : { id: last.id, fileName: last.fileName, bookedAt: toIso(bookedAt) }
  const orders = await db(reader)
    .selectFrom('ledger.payout')
    .select(sql<bigint>`coalesce(sum(amount_minor), 0)::bigint`.as('minor'))
    .where('state', 'not in', ['settled', 'cancelled'])
    .executeTakeFirstOrThrow()
  const waiting = await db(reader)
    .selectFrom('ledger.statement')
    .select([sql<number>`count(*)::int`.as('n'), sql<bigint>`coalesce(sum(unread_minor), 0)::bigint`.as('minor')])
    .where('state', '=', 'partly_booked')
    .executeTakeFirstOrThrow()
  // What the bank's own file says, not what the market noted when it booked it.
  const bankClosing = last?.closingMinor ?? bank.closingMinor
  const liabilities = LIABILITIES.map((name) => ({ class: name, minor: String(posted(name)), accounts: of(name)?.n ?? 0 }))
  const owed = LIABILITIES.reduce((sum, name) => sum + posted(name), 0n)
  return ok({
    bankClosingMinor: String(bankClosing),
    lastStatement,
    ledgerBankMinor: String(posted('bank')),
    differenceMinor: String(posted('bank') - bankClosing),
    claimsMinor: String(posted('claims')),
    chargesMinor: String(posted('charges')),
    partlyBooked: { count: waiting.n, minor: String(waiting.minor) },
    liabilities,
    liabilitiesMinor: String(owed),
    isCovered: posted('bank') + posted('claims') + posted('charges') === owed,
    debitsMinor: String(sums.reduce((sum, row) => sum + row.debits, 0n)),
    creditsMinor: String(sums.reduce((sum, row) => sum + row.credits, 0n)),
    payoutsInTransitMinor: String(posted('payouts')),
    payoutOrdersMinor: String(orders.minor),
  })
}

const overview: Queries<LedgerContract, 'overview'>['overview'] = async ({ reader }) => {
  const bank = await bankAccountOf(reader)
  const counted = sql<{ what: string; n: number; minor: bigint }>`(
    select 'request.' || state what, count(*)::int n, coalesce(sum(amount_minor), 0)::bigint minor from ledger.payment_request group by state
    union all select 'line.' || state, count(*)::int, coalesce(sum(amount_minor), 0)::bigint from ledger.statement_line group by state
    union all select 'payout.' || state, count(*)::int, coalesce(sum(amount_minor), 0)::bigint from ledger.payout group by state
    union all select 'batch.' || state, count(*)::int, coalesce(sum(total_minor), 0)::bigint from ledger.payout_batch group by state)`
  const rows = await db(reader).selectFrom(counted.as('x')).selectAll().execute()
  const figure = (what: string) => {
    const row = rows.find((candidate) => candidate.what === what)
    return { count: row?.n ?? 0, minor: String(row?.minor ?? 0n) }
  }
  const due = await db(reader)
    .selectFrom('ledger.payout')
    .selectAll()
    .where('dueAt', 'is not', null)
    .where('state', 'in', ['awaiting_account', 'ordered', 'batched', 'exported'])
    .orderBy('dueAt')
    .limit(50)
    .execute()
  const shape = bankShapeOf(bank)
  return ok({
    bank: shape === null ? null : { ...shape, closingMinor: String(bank.closingMinor) },
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

export const bookQueries = {
  ...forBookReaders({ accounts, overview }),
  ...forFigureReaders({ reconciliation }),
  // Own money, and the account everybody pays to.
  account,
  myPayments,
  bankAccount,
}
