/** Writes bank statements, their lines and what people decide about the lines that matched nothing. */
import { sql, type Insertable, type Selectable } from 'kysely'
import type { Instant } from '#kernel/instant.ts'
import { timestamp, writing, type Tx } from '#platform/db/transaction.ts'
import type { LineState, Settlement } from './core/payout.ts'
import { unreadMinorOf, unreadOf, type Statement } from './core/statement.ts'
import type { PaymentTables } from './store-tables.ts'

const db = (tx: Tx) => writing<PaymentTables>(tx)

/** The market keeps one supervised account. */
export const SUPERVISED = 'supervised'

export type BankAccountRow = Selectable<PaymentTables['payment.bankAccount']>
export type StatementRow = Selectable<PaymentTables['payment.statement']>
export type LineRow = Selectable<PaymentTables['payment.statementLine']>

/** Statements are booked one after another: their balances form a chain. */
export const lockBankAccount = async (tx: Tx): Promise<BankAccountRow> =>
  db(tx).selectFrom('payment.bankAccount').selectAll().where('id', '=', SUPERVISED).forUpdate().executeTakeFirstOrThrow()

export const setBankAccount = async (
  tx: Tx,
  details: { readonly bankName: string; readonly accountName: string; readonly accountNumber: string; readonly isDemo: boolean },
): Promise<void> => {
  await db(tx)
    .updateTable('payment.bankAccount')
    .set({ bankName: details.bankName, accountName: details.accountName, accountNumber: details.accountNumber, isDemo: details.isDemo })
    .where('id', '=', SUPERVISED)
    .execute()
}

export const setClosingBalance = async (tx: Tx, closingMinor: bigint): Promise<void> => {
  await db(tx).updateTable('payment.bankAccount').set({ closingMinor }).where('id', '=', SUPERVISED).execute()
}

export const statementBySha = async (tx: Tx, sha256: string): Promise<{ id: string; state: string } | undefined> =>
  db(tx)
    .selectFrom('payment.statement')
    .select(['id', 'state'])
    .where('bankAccountId', '=', SUPERVISED)
    .where('sha256', '=', sha256)
    .where('state', '<>', 'discarded')
    .executeTakeFirst()

export const insertStatement = async (tx: Tx, row: Insertable<PaymentTables['payment.statement']>): Promise<void> => {
  await db(tx).insertInto('payment.statement').values(row).execute()
}

export const lockStatement = async (tx: Tx, id: string): Promise<StatementRow | undefined> =>
  db(tx).selectFrom('payment.statement').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** The figures of a statement as its table keeps them. */
export const statementFigures = (statement: Statement) => {
  const sumOf = (direction: 'credit' | 'debit'): bigint =>
    statement.lines.reduce((sum, line) => sum + (line.direction === direction ? line.amountMinor : 0n), 0n)
  const unread = unreadOf(statement)
  return {
    openingMinor: statement.openingMinor,
    closingMinor: statement.closingMinor,
    creditMinor: sumOf('credit'),
    debitMinor: sumOf('debit'),
    lineCount: statement.lines.length + (statement.setAside?.length ?? 0),
    partCount: statement.partCount ?? 1,
    unreadCount: unread.length,
    unreadMinor: unread.length === 0 ? 0n : unreadMinorOf(statement),
  }
}

interface StatementBooking {
  readonly by: string
  readonly at: Instant
  readonly statement: Statement
  /** The partly booked statement whose place it takes. */
  readonly replaces: string | null
}

/** The bank account must be locked: bookings are numbered one after another. */
export const markStatementBooked = async (tx: Tx, id: string, { by, at, statement, replaces }: StatementBooking): Promise<void> => {
  const figures = statementFigures(statement)
  const place =
    replaces === null
      ? sql<number>`(select coalesce(max(booked_seq), 0) + 1 from payment.statement)`
      : sql<number>`(select booked_seq from payment.statement where id = ${replaces})`
  await db(tx)
    .updateTable('payment.statement')
    .set({
      ...figures,
      state: figures.unreadCount > 0 ? 'partly_booked' : 'booked',
      bookedBy: by,
      bookedAt: timestamp(at),
      bookedSeq: place,
      bookedCount: sql<number>`(select count(*) from payment.statement_line l where l.statement_id = ${id})`,
    })
    .where('id', '=', id)
    .execute()
  if (replaces === null) return
  await db(tx).updateTable('payment.statement').set({ state: 'replaced', replacedBy: id }).where('id', '=', replaces).execute()
}

/** The sum that waited for lines nobody could read is explained: nothing of the statement waits any more. */
export const completeStatement = async (tx: Tx, line: Pick<LineRow, 'statementId' | 'reason'>): Promise<void> => {
  if (line.reason !== 'unreadable') return
  await db(tx).updateTable('payment.statement').set({ state: 'booked' }).where('id', '=', line.statementId).where('state', '=', 'partly_booked').execute()
}

export const markStatementDiscarded = async (tx: Tx, id: string): Promise<void> => {
  await db(tx).updateTable('payment.statement').set({ state: 'discarded' }).where('id', '=', id).execute()
}

/** Far below PostgreSQL's 65,535 parameters a statement. */
const LINES_PER_INSERT = 1000

/** Digest of the lines of each booked statement, `statement_id` and `sha256`; the same for the fact and for the check. */
export const LINE_DIGESTS = `select l.statement_id, encode(sha256(convert_to(string_agg(concat_ws(e'\\x1f', l.bank_line_id, l.booked_on, l.direction, l.amount_minor,
  l.counterparty_name, l.counterparty_account, l.remark), e'\\x1e' order by l.line_number), 'UTF8')), 'hex') as sha256 from payment.statement_line l group by l.statement_id`

/** Null for a statement that brought nothing new. */
export const lineDigestOf = async (tx: Tx, statementId: string): Promise<string | null> => {
  const { rows } = await sql<{ sha256: string }>`select sha256 from (${sql.raw(LINE_DIGESTS)}) d where statement_id = ${statementId}`.execute(db(tx))
  return rows[0]?.sha256 ?? null
}

export const insertLines = async (tx: Tx, rows: readonly Insertable<PaymentTables['payment.statementLine']>[]): Promise<void> => {
  for (let from = 0; from < rows.length; from += LINES_PER_INSERT) {
    await db(tx)
      .insertInto('payment.statementLine')
      .values(rows.slice(from, from + LINES_PER_INSERT))
      .execute()
  }
}

export const lockLine = async (tx: Tx, id: string): Promise<LineRow | undefined> =>
  db(tx).selectFrom('payment.statementLine').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const lockLineOfReturn = async (tx: Tx, payoutId: string): Promise<LineRow | undefined> =>
  db(tx).selectFrom('payment.statementLine').selectAll().where('returnPayoutId', '=', payoutId).forUpdate().executeTakeFirst()

interface LineChange {
  readonly state: LineState
  readonly settles?: Settlement
  readonly requestId?: string
  readonly payoutId?: string
  readonly returnPayoutId?: string | null
  readonly reversesLineId?: string
}

export const setLineState = async (tx: Tx, id: string, change: LineChange): Promise<void> => {
  await db(tx)
    .updateTable('payment.statementLine')
    .set({
      state: change.state,
      ...(change.settles === undefined ? {} : { settles: change.settles }),
      ...(change.requestId === undefined ? {} : { requestId: change.requestId }),
      ...(change.payoutId === undefined ? {} : { payoutId: change.payoutId }),
      ...(change.returnPayoutId === undefined ? {} : { returnPayoutId: change.returnPayoutId }),
      ...(change.reversesLineId === undefined ? {} : { reversesLineId: change.reversesLineId }),
    })
    .where('id', '=', id)
    .execute()
}

/** The line that stands for what nobody could read in a statement. */
export const lockUnreadLine = async (tx: Tx, statementId: string): Promise<LineRow | undefined> =>
  db(tx)
    .selectFrom('payment.statementLine')
    .selectAll()
    .where('statementId', '=', statementId)
    .where('reason', '=', 'unreadable')
    .where('state', '=', 'unmatched')
    .forUpdate()
    .executeTakeFirst()

export const insertLineNote = async (tx: Tx, row: Insertable<PaymentTables['payment.lineNote']>): Promise<void> => {
  await db(tx).insertInto('payment.lineNote').values(row).execute()
}

/** False when the target already has an open or confirmed assignment. */
export const insertAssignment = async (tx: Tx, row: Insertable<PaymentTables['payment.assignment']>): Promise<boolean> => {
  const added = await db(tx)
    .insertInto('payment.assignment')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

export const lockProposedAssignment = async (tx: Tx, lineId: string) =>
  db(tx).selectFrom('payment.assignment').selectAll().where('lineId', '=', lineId).where('state', '=', 'proposed').forUpdate().executeTakeFirst()

export const decideAssignment = async (
  tx: Tx,
  id: string,
  decision: { readonly state: 'confirmed' | 'rejected'; readonly by: string; readonly at: Instant },
): Promise<void> => {
  await db(tx)
    .updateTable('payment.assignment')
    .set({ state: decision.state, decidedBy: decision.by, decidedAt: timestamp(decision.at) })
    .where('id', '=', id)
    .execute()
}

/** The bank line that paid a request: where a refund goes back to when the payer has named no account. */
export const lineOfRequest = async (tx: Tx, requestId: string): Promise<LineRow | undefined> =>
  db(tx).selectFrom('payment.statementLine').selectAll().where('requestId', '=', requestId).where('state', 'in', ['matched', 'assigned']).executeTakeFirst()
