/** The CSV statement: optional rows 账号/户名/币种, then the ten columns, then one row per booking, oldest or newest first. */
import { CsvError, parse } from 'csv-parse/sync'
import type { Result } from '#kernel/result.ts'
import { ok, refuse } from '#kernel/result.ts'
import { CSV_COLUMNS } from '../core/statement-file.ts'
import type { Statement, StatementLine } from '../core/statement.ts'
import { signedAmount } from '../core/statement.ts'
import { plainDecimal } from '../core/xml-text.ts'
import { MAX_LINES, amountField, boundedText, dateField, plainText, requiredText } from './field.ts'

interface Row {
  readonly line: number
  readonly cells: readonly string[]
}

type Column = (typeof CSV_COLUMNS)[number]

interface BookedRow {
  readonly line: StatementLine
  readonly balanceMinor: bigint
}

const readRows = (text: string): Result<readonly Row[]> => {
  try {
    const records: unknown = parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: 20_000,
    })
    const rows = records as readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[]
    return ok(rows.map(({ record, info }) => ({ line: info.lines, cells: record.map(plainText) })))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return refuse('ledger.statement_csv_broken', { line: typeof error['lines'] === 'number' ? error['lines'] : 1 })
  }
}

const isHeader = (row: Row): boolean => CSV_COLUMNS.every((name, i) => row.cells[i] === name)

const readAmount = (cell: (name: Column) => string, line: number): Result<{ way: 'credit' | 'debit'; minor: bigint }> => {
  const read = (name: '借方发生额' | '贷方发生额'): Result<bigint> => (cell(name) === '' ? ok(0n) : amountField(cell(name), { line, field: name }))
  const out = read('借方发生额')
  if (!out.ok) return out
  const into = read('贷方发生额')
  if (!into.ok) return into
  if ((out.value === 0n) === (into.value === 0n)) return refuse('ledger.statement_one_amount', { line })
  return ok(into.value > 0n ? { way: 'credit', minor: into.value } : { way: 'debit', minor: out.value })
}

const readRow = (row: Row): Result<BookedRow> => {
  const { line } = row
  if (row.cells.length !== CSV_COLUMNS.length) {
    return refuse('ledger.statement_columns', { line, expected: CSV_COLUMNS.length, found: row.cells.length })
  }
  const cell = (name: Column): string => row.cells[CSV_COLUMNS.indexOf(name)] ?? ''
  const bookedOn = dateField(cell('交易日期'), { line, field: '交易日期' })
  if (!bookedOn.ok) return bookedOn
  const amount = readAmount(cell, line)
  if (!amount.ok) return amount
  const balance = amountField(cell('余额'), { line, field: '余额' })
  if (!balance.ok) return balance
  const name = boundedText(cell('对方户名'), 200, { line, field: '对方户名' })
  if (!name.ok) return name
  const account = boundedText(cell('对方账号'), 64, { line, field: '对方账号' })
  if (!account.ok) return account
  const remark = boundedText(`${cell('摘要')} ${cell('附言')}`, 1000, { line, field: '附言' })
  if (!remark.ok) return remark
  const id = requiredText(cell('流水号'), 64, { line, field: '流水号' })
  if (!id.ok) return id
  return ok({
    balanceMinor: balance.value,
    line: {
      lineNumber: line,
      bankLineId: id.value,
      bookedOn: bookedOn.value,
      direction: amount.value.way,
      amountMinor: amount.value.minor,
      counterpartyName: name.value,
      counterpartyAccount: account.value,
      remark: remark.value,
    },
  })
}

/** The first row whose balance does not follow from the one before; null when all do. */
const brokenAt = (rows: readonly BookedRow[]): BookedRow | null => {
  for (let i = 1; i < rows.length; i += 1) {
    const before = rows[i - 1]
    const row = rows[i]
    if (before !== undefined && row !== undefined && before.balanceMinor + signedAmount(row.line) !== row.balanceMinor) return row
  }
  return null
}

/** Banks list the newest booking first or last; the balances tell which. */
const inBankOrder = (rows: readonly BookedRow[]): Result<readonly BookedRow[]> => {
  const broken = brokenAt(rows)
  if (broken === null) return ok(rows)
  const reversed = [...rows].reverse()
  if (brokenAt(reversed) === null) return ok(reversed)
  return refuse('ledger.statement_balance_broken', { line: broken.line.lineNumber, balance: plainDecimal(broken.balanceMinor) })
}

const preamble = (rows: readonly Row[], name: string): string | null => {
  const row = rows.find(({ cells }) => cells[0] === name)
  return row?.cells[1] === undefined || row.cells[1] === '' ? null : row.cells[1]
}

export const readCsvStatement = (text: string): Result<Statement> => {
  const rows = readRows(text)
  if (!rows.ok) return rows
  const header = rows.value.slice(0, 20).findIndex(isHeader)
  if (header < 0) return refuse('ledger.statement_header_missing', { line: rows.value[0]?.line ?? 1, columns: CSV_COLUMNS.join(',') })
  const currency = preamble(rows.value.slice(0, header), '币种')
  if (currency !== null && !['CNY', 'RMB', '人民币'].includes(currency)) {
    return refuse('ledger.statement_currency', { line: 1, found: currency.slice(0, 10) })
  }
  const body = rows.value.slice(header + 1)
  if (body.length === 0) return refuse('ledger.statement_empty')
  if (body.length > MAX_LINES) return refuse('ledger.statement_too_many_lines', { max: MAX_LINES })
  const booked: BookedRow[] = []
  for (const row of body) {
    const read = readRow(row)
    if (!read.ok) return read
    booked.push(read.value)
  }
  const ordered = inBankOrder(booked)
  if (!ordered.ok) return ordered
  const first = ordered.value[0]
  const last = ordered.value.at(-1)
  if (first === undefined || last === undefined) return refuse('ledger.statement_empty')
  return ok({
    format: 'csv',
    accountNumber: preamble(rows.value.slice(0, header), '账号'),
    currency: 'CNY',
    openingMinor: first.balanceMinor - signedAmount(first.line),
    closingMinor: last.balanceMinor,
    lines: ordered.value.map(({ line }) => line),
  })
}
