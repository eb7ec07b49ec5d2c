/** Read models of the books: accounts and entries. */
import { sql, type Selectable } from 'kysely'
import type { Instant } from '#kernel/instant.ts'
import type { Currency } from '#kernel/money.ts'
import { ok, refuse } from '#kernel/result.ts'
import { cutPage } from '#platform/db/page.ts'
import { reading, type Reader } from '#platform/db/transaction.ts'
import type { Queries } from '#platform/command/module.ts'
import type { LedgerContract } from './api.ts'
import { postedOf, type AccountClass } from './core/accounts.ts'
import { maySeeMoneyOf } from './core/permit.ts'
import { forBookReaders } from './queries-gate.ts'
import { namesOf, type Names } from './names.ts'
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
  postedMinor: row.postedMinor,
  heldMinor: row.heldMinor,
  availableMinor: row.availableMinor,
})

const accounts: Queries<LedgerContract, 'accounts'>['accounts']['list'] = async ({ reader }, { cursor, limit, ...filter }) => {
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
    const amounts = { amountMinor: row.amountMinor, balanceMinor }
    return { transactionId, at: row.at, purpose, subject, side, ...amounts, against: [...against] }
  })
  const last = rows[page.limit - 1]
  const nextCursor = rows.length > page.limit && last !== undefined ? `${last.transactionId}.${last.leg}.${running}` : null
  return { entries: items, nextCursor }
}

const account: Queries<LedgerContract, 'accounts'>['accounts']['get'] = async ({ reader, actor }, { code, cursor, limit }) => {
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
      amountMinor: hold.amountMinor,
      placedAt: hold.placedAt,
    })),
    ...(await readEntries(reader, row, { cursor, limit })),
  })
}

/** Money of organisations, as their own accounts show it. */
export const readClientAccounts = async (reader: Reader, organisationIds: readonly string[]) => {
  if (organisationIds.length === 0) return []
  const rows = await db(reader)
    .selectFrom('ledger.account')
    .selectAll()
    .where('class', '=', 'client')
    .where('ownerId', '=', sql<string>`any(${organisationIds})`)
    .orderBy('code')
    .execute()
  const names = await namesOf(reader, organisationIds)
  return rows.map((row) => accountShapeOf(row, names))
}

interface ClassSum {
  readonly class: AccountClass
  readonly accounts: number
  readonly posted: bigint
  readonly debits: bigint
  readonly credits: bigint
}

/** The chart of accounts added up. */
export const readClassSums = (reader: Reader, currency: Currency): Promise<readonly ClassSum[]> => {
  const byClass = sql<ClassSum>`(
    select class, count(*)::int accounts, sum(posted_minor)::bigint posted, sum(debits_minor)::bigint debits, sum(credits_minor)::bigint credits
    from ledger.account where currency = ${currency} group by class)`
  return db(reader).selectFrom(byClass.as('x')).selectAll().execute()
}

/** Available balance of an account; 0 while it has never been posted to. */
export const readAvailable = async (reader: Reader, code: string): Promise<bigint> =>
  (await db(reader).selectFrom('ledger.account').select('availableMinor').where('code', '=', code).executeTakeFirst())?.availableMinor ?? 0n

// Everybody reads the own account.
export const bookQueries = { accounts: { ...forBookReaders({ list: accounts }), get: account } }
