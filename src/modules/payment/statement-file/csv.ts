/** The CSV statement: optional rows 账号/户名/币种, then a header, then one row per booking, oldest or newest first. */
import { CsvError, parse } from 'csv-parse/sync'
import type { Result } from '#kernel/result.ts'
import { ok, refuse } from '#kernel/result.ts'
import { CSV_COLUMNS } from '../core/statement-file.ts'
import { joinParts, type Statement } from '../core/statement.ts'
import { plainDecimal } from '#kernel/money.ts'
import { columnsOf, type Columns } from './csv-columns.ts'
import { readRow, type BookedRow, type Cells } from './csv-row.ts'
import { MAX_LINES, plainText } from './field.ts'

const DELIMITERS = [',', '\t', ';'] as const

const readRows = (text: string, delimiter: string): Result<readonly Cells[]> => {
  try {
    const records: unknown = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      // What a spreadsheet writes to keep a number text: ="0001"
      relax_quotes: text.includes('="'),
      trim: true,
      max_record_size: 20_000,
    })
    const rows = records as readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[]
    const cells = rows.map(({ record, info }) => ({ line: info.lines, cells: record.map((cell) => plainText(cell).replace(/^="(.*)"$/, '$1')) }))
    return ok(cells.filter((row) => row.cells.some((cell) => cell !== '')))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return refuse('ledger.statement_csv_broken', { line: typeof error['lines'] === 'number' ? error['lines'] : 1 })
  }
}

interface Part {
  /** Rows in front of the header. */
  readonly head: readonly Cells[]
  readonly columns: Columns
  readonly body: readonly Cells[]
}

const MAX_HEAD_ROWS = 20
const HEAD_NAMES = ['账号', '户名', '币种']

/** A file may hold several statements, each with its own header. */
const partsOf = (rows: readonly Cells[]): readonly Part[] => {
  const headers = rows.flatMap(({ cells }, index) => {
    const columns = columnsOf(cells)
    return columns === null ? [] : [{ index, columns }]
  })
  if ((headers[0]?.index ?? MAX_HEAD_ROWS) >= MAX_HEAD_ROWS) return []
  /** The rows in front of a later header that name account and currency are its own. */
  const headStart = (index: number): number => {
    let start = index
    while (start > 0 && HEAD_NAMES.includes(rows[start - 1]?.cells[0] ?? '')) start -= 1
    return start
  }
  return headers.map(({ index, columns }, i) => {
    const next = headers[i + 1]
    return {
      head: rows.slice(i === 0 ? 0 : headStart(index), index),
      columns,
      body: rows.slice(index + 1, next === undefined ? undefined : headStart(next.index)),
    }
  })
}

/** The first row whose balance does not follow from the one before; rows that nobody can read leave a gap that the balances close. */
const brokenAt = (rows: readonly BookedRow[]): BookedRow | null => {
  let balance: bigint | null = null
  for (const row of rows) {
    const { balanceMinor, movedMinor } = row
    if (balance !== null && balanceMinor !== null && movedMinor !== null && balance + movedMinor !== balanceMinor) return row
    balance = balanceMinor ?? (balance === null || movedMinor === null ? null : balance + movedMinor)
    if (movedMinor === null && balanceMinor === null) balance = null
  }
  return null
}

const isInTime = (rows: readonly BookedRow[]): boolean =>
  rows.every((row, i) => {
    const before = rows[i - 1]?.moment ?? null
    return row.moment !== null && (i === 0 || (before !== null && before <= row.moment))
  })

const byMoment = (rows: readonly BookedRow[]): readonly BookedRow[] =>
  rows.toSorted((a, b) => ((a.moment ?? '') < (b.moment ?? '') ? -1 : (a.moment ?? '') > (b.moment ?? '') ? 1 : 0))

/** Balance before the first row; null where the row does not tell. */
const openingOf = (rows: readonly BookedRow[]): bigint | null => {
  const [first] = rows
  return first === undefined || first.balanceMinor === null || first.movedMinor === null ? null : first.balanceMinor - first.movedMinor
}

/**
 * Banks list the newest booking first or last. The balances must fit; where they fit both ways (money in and out of the same amount), the
 * bank's time decides, and without times the balance at which the last statement ended.
 */
const inBankOrder = (rows: readonly BookedRow[], lastClosingMinor: bigint | null): Result<readonly BookedRow[]> => {
  const fitting = [rows, rows.toReversed(), byMoment(rows), byMoment(rows.toReversed())].filter((order) => brokenAt(order) === null)
  const inTime = fitting.filter(isInTime)
  const orders = inTime.length > 0 ? inTime : fitting
  const order = orders.find((one) => lastClosingMinor !== null && openingOf(one) === lastClosingMinor) ?? orders[0]
  if (order !== undefined) return ok(order)
  const broken = brokenAt(rows)
  return refuse('ledger.statement_balance_broken', { line: broken?.lineNumber ?? 0, balance: plainDecimal(broken?.balanceMinor ?? 0n) })
}

/** Of a row that cannot be read, not even the figures may be right: columns may have moved. */
const withoutUnread = (rows: readonly BookedRow[]): readonly BookedRow[] =>
  rows.map((row) => (row.refusal === null ? row : { ...row, balanceMinor: null, movedMinor: null }))

const headValue = (rows: readonly Cells[], name: string): string | null => {
  const value = rows.find(({ cells }) => cells[0] === name)?.cells[1]
  return value === undefined || value === '' ? null : value.replace(/^'+/, '')
}

const YUAN = ['CNY', 'RMB', '人民币', '人民币元', '156']

/** Balance after the last row; null where neither the row nor the one before it tells. */
const closingOf = (rows: readonly BookedRow[]): bigint | null => {
  const last = rows.at(-1)
  const before = rows.at(-2)?.balanceMinor ?? null
  if (last === undefined) return null
  if (last.balanceMinor !== null) return last.balanceMinor
  return before === null || last.movedMinor === null ? null : before + last.movedMinor
}

const orderedRows = ({ columns, body }: Part, lastClosingMinor: bigint | null): Result<readonly BookedRow[]> => {
  const read = body.map((row) => readRow(row, columns))
  const proven = inBankOrder(read, lastClosingMinor)
  return proven.ok ? proven : inBankOrder(withoutUnread(read), lastClosingMinor)
}

/** Where the file itself does not tell the balance before its first row, the last statement does. */
const readPart = (part: Part, lastClosingMinor: bigint | null): Result<Statement> => {
  const { head, body } = part
  const currency = headValue(head, '币种')
  if (currency !== null && !YUAN.includes(currency)) return refuse('ledger.statement_currency', { line: head[0]?.line ?? 1, found: currency.slice(0, 10) })
  if (body.length === 0) return refuse('ledger.statement_empty')
  const ordered = orderedRows(part, lastClosingMinor)
  if (!ordered.ok) return ordered
  const rows = ordered.value
  const openingMinor = openingOf(rows) ?? lastClosingMinor
  const closingMinor = closingOf(rows)
  const [unread] = rows.flatMap(({ refusal }) => refusal ?? [])
  const isBlank = rows.every(({ refusal }) => refusal !== null)
  // Nothing that can be booked, or no balance to book it against: the first row that cannot be read is the reason.
  if (isBlank || openingMinor === null || closingMinor === null) return unread === undefined ? refuse('ledger.statement_empty') : { ok: false, refusal: unread }
  return ok({
    format: 'csv',
    accountNumber: headValue(head, '账号'),
    currency: 'CNY',
    openingMinor,
    closingMinor,
    lines: rows.flatMap(({ line }) => line ?? []),
    setAside: rows.flatMap(({ line, lineNumber, text, refusal }) => (line === null ? [{ lineNumber, text, refusal }] : [])),
  })
}

export const readCsvStatement = (text: string, lastClosingMinor: bigint | null): Result<Statement> => {
  const attempts = DELIMITERS.map((delimiter) => readRows(text, delimiter))
  const found = attempts.flatMap((rows) => (rows.ok ? [partsOf(rows.value)] : [])).find((parts) => parts.length > 0)
  if (found === undefined) {
    const failed = attempts[0]
    if (failed !== undefined && !failed.ok) return failed
    return refuse('ledger.statement_header_missing', { line: failed?.value[0]?.line ?? 1, columns: CSV_COLUMNS.join(',') })
  }
  if (found.reduce((sum, { body }) => sum + body.length, 0) > MAX_LINES) return refuse('ledger.statement_too_many_lines', { max: MAX_LINES })
  const parts: Statement[] = []
  for (const part of found) {
    const read = readPart(part, found.length === 1 ? lastClosingMinor : null)
    if (!read.ok) return read
    parts.push(read.value)
  }
  return parts.length === 1 && parts[0] !== undefined ? ok(parts[0]) : joinParts(parts)
}
