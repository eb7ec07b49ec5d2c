/** The journal for outside auditors, and what the make-believe bank needs to know. */
import { sql } from 'kysely'
import { calendarDate, dateOf, endOfDay, startOfDay, type Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { reading, timestamp, type Reader } from '#platform/db/transaction.ts'
import type { Queries } from '#platform/command/module.ts'
import type { LedgerContract } from './api.ts'
import type { AccountKind, Side } from './core/accounts.ts'
import { journalText, type JournalTransaction } from './core/journal.ts'
import type { LedgerTables } from './store-tables.ts'

const db = (reader: Reader) => reading<LedgerTables>(reader)

/** About 10 MB of text; a longer period is asked for in parts. */
const MAX_TRANSACTIONS = 50_000

interface EntryJson {
  readonly code: string
  readonly kind: AccountKind
  readonly side: Side
  /** Text, because JSON numbers would lose digits. */
  readonly amount: string
  readonly currency: string
}

interface TransactionRow {
  readonly id: string
  readonly at: Instant
  readonly purpose: string
  readonly subject: string
  readonly key: string
  readonly reverses: string | null
  readonly entries: readonly EntryJson[]
}

const readTransactions = async (reader: Reader, from: Instant | null, to: Instant | null): Promise<readonly TransactionRow[]> => {
  const since = from === null ? sql`true` : sql`t.at >= ${timestamp(from)}`
  const until = to === null ? sql`true` : sql`t.at < ${timestamp(to)}`
  const found = sql<TransactionRow>`(
    select t.id, t.at, t.purpose, t.subject, t.key, t.reverses,
      (select json_agg(json_build_object('code', a.code, 'kind', a.kind, 'side', e.side, 'amount', e.amount_minor::text, 'currency', e.currency) order by e.leg)
       from ledger.entry e join ledger.account a on a.id = e.account_id where e.transaction_id = t.id) entries
    from ledger.transaction t where ${since} and ${until}
    order by t.at, t.id limit ${MAX_TRANSACTIONS + 1})`
  return db(reader).selectFrom(found.as('x')).selectAll().orderBy('at').orderBy('id').execute()
}

const asTransaction = (row: TransactionRow): JournalTransaction => ({
  id: row.id,
  date: dateOf(row.at),
  purpose: row.purpose,
  subject: row.subject,
  key: row.key,
  reverses: row.reverses,
  entries: row.entries.map((entry) => ({
    accountCode: entry.code,
    accountKind: entry.kind,
    side: entry.side,
    amountMinor: BigInt(entry.amount),
    currency: entry.currency,
  })),
})

export interface JournalFile {
  readonly fileName: string
  readonly mediaType: string
  readonly text: string
}

/** The whole books end with the balances that the market keeps, so that the auditor's program compares them. */
export const readJournal = async (
  reader: Reader,
  now: Instant,
  period: { readonly from?: string | undefined; readonly to?: string | undefined },
): Promise<Result<JournalFile>> => {
  const from = period.from === undefined ? null : startOfDay(calendarDate(period.from))
  const to = period.to === undefined ? null : endOfDay(calendarDate(period.to))
  if (from !== null && to !== null && to <= from) return refuse('ledger.period_reversed', {}, { field: 'to' })
  const rows = await readTransactions(reader, from, to)
  if (rows.length > MAX_TRANSACTIONS) return refuse('ledger.export_too_large', { max: MAX_TRANSACTIONS })
  const isWhole = from === null && to === null
  const accounts = isWhole
    ? await db(reader)
        .selectFrom('ledger.account')
        .select(['code', 'kind', 'currency', 'debits_minor', 'credits_minor'])
        .where((eb) => eb.or([eb('debits_minor', '>', 0n), eb('credits_minor', '>', 0n)]))
        .orderBy('code')
        .execute()
    : []
  const balances = accounts.map((account) => ({
    accountCode: account.code,
    accountKind: account.kind,
    currency: account.currency,
    debitsMinor: account.debits_minor,
    creditsMinor: account.credits_minor,
  }))
  const lastDate = rows.at(-1)
  const closing = isWhole && lastDate !== undefined ? { date: dateOf(lastDate.at), balances } : null
  const text = journalText({ transactions: rows.map(asTransaction), closing })
  return ok({ fileName: `zhepai-${period.from ?? 'start'}-${period.to ?? dateOf(now)}.journal`, mediaType: 'text/plain; charset=utf-8', text })
}

const exportJournal: Queries<LedgerContract, 'exportJournal'>['exportJournal'] = ({ reader, now }, period) => readJournal(reader, now, period)

export const journalQueries = { exportJournal }

/** Everything that somebody still has to pay: what a bank would find in its orders. */
export const readOutstanding = async (reader: Reader, limit: number) => ({
  requests: await db(reader)
    .selectFrom('ledger.payment_request')
    .selectAll()
    .where('state', '=', 'open')
    .orderBy('id')
    .limit(limit)
    .execute(),
  payouts: await db(reader).selectFrom('ledger.payout').selectAll().where('state', '=', 'exported').orderBy('id').limit(limit).execute(),
})
