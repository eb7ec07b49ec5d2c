/** The journal for outside auditors. */
import { sql } from 'kysely'
import { calendarDate, dateOf, endOfDay, startOfDay, type Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { reading, timestamp, type Reader } from '#platform/db/transaction.ts'
import type { Queries } from '#platform/command/module.ts'
import type { LedgerContract } from './api.ts'
import type { AccountKind, Side } from './core/accounts.ts'
import { journalText, type ClosingBalance, type JournalTransaction } from './core/journal.ts'
import { forBookReaders } from './queries-gate.ts'
import type { LedgerTables } from './store-tables.ts'

const db = (reader: Reader) => reading<LedgerTables>(reader)

/** About 10 MB of text; a longer period is asked for in parts. */
const MAX_TRANSACTIONS = 50_000

const FIRST_DAY = '1900-01-01'

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

interface Period {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** Null: no bound. Before the first year the kernel counts there is nothing, so a start there is none either. */
const boundsOf = ({ from, to }: Period): Result<{ readonly from: Instant | null; readonly to: Instant | null }> => {
  const first = from === undefined || from < FIRST_DAY ? FIRST_DAY : from
  if (to !== undefined && to < first) return refuse('ledger.period_reversed', {}, { field: 'to' })
  return ok({
    from: first === FIRST_DAY ? null : startOfDay(calendarDate(first)),
    to: to === undefined ? null : endOfDay(calendarDate(to)),
  })
}

/** Balances that the market keeps, so that the auditor's program compares them with what the entries add up to. */
const readBalances = async (reader: Reader): Promise<readonly ClosingBalance[]> => {
  const accounts = await db(reader)
    .selectFrom('ledger.account')
    .select(['code', 'kind', 'currency', 'debitsMinor', 'creditsMinor'])
    .where((eb) => eb.or([eb('debitsMinor', '>', 0n), eb('creditsMinor', '>', 0n)]))
    .orderBy('code')
    .execute()
  return accounts.map((account) => ({
    accountCode: account.code,
    accountKind: account.kind,
    currency: account.currency,
    debitsMinor: account.debitsMinor,
    creditsMinor: account.creditsMinor,
  }))
}

/** A part of the books has no balances at its end: it does not start at zero. */
export const readJournal = async (reader: Reader, now: Instant, period: Period): Promise<Result<JournalFile>> => {
  const bounds = boundsOf(period)
  if (!bounds.ok) return bounds
  const { from, to } = bounds.value
  const rows = await readTransactions(reader, from, to)
  if (rows.length > MAX_TRANSACTIONS) return refuse('ledger.export_too_large', { max: MAX_TRANSACTIONS })
  const last = rows.at(-1)
  const isWhole = from === null && to === null && last !== undefined
  const closing = isWhole ? { date: dateOf(last.at), balances: await readBalances(reader) } : null
  const text = journalText({ transactions: rows.map(asTransaction), closing })
  return ok({ fileName: `zhepai-${period.from ?? 'start'}-${period.to ?? dateOf(now)}.journal`, mediaType: 'text/plain; charset=utf-8', text })
}

const exportJournal: Queries<LedgerContract, 'exportJournal'>['exportJournal'] = ({ reader, now }, period) => readJournal(reader, now, period)

export const journalQueries = forBookReaders({ exportJournal })
