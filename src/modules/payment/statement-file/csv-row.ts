/** One row of a bank's CSV: a booking, an amount of zero, or a row that nobody can read and that waits. */
import type { Refusal, Result } from '#kernel/result.ts'
import { ok, refuse } from '#kernel/result.ts'
import { accountText } from '../core/account-text.ts'
import type { Direction, StatementLine } from '../core/statement.ts'
import type { Column, Columns } from './csv-columns.ts'
import { bankTimeField, boundedText, cutText, markOf, signedAmountField, timeField, type BankTime } from './field.ts'

export interface Cells {
  readonly line: number
  readonly cells: readonly string[]
}

export interface BookedRow {
  readonly lineNumber: number
  readonly text: string
  /** Null: not a booking. */
  readonly line: StatementLine | null
  /** Why it cannot be read; null for a booking and for an amount of zero. */
  readonly refusal: Refusal | null
  /** Of the account after this row; null where it cannot be read. */
  readonly balanceMinor: bigint | null
  /** What the row moves; null where it cannot be read. */
  readonly movedMinor: bigint | null
  /** Day and time in an order that sorts; null where the bank gives no time. */
  readonly moment: string | null
}

const REVERSAL = /冲正|冲销|冲账|抹账|红字|reversal/i

interface Moved {
  readonly minor: bigint
  readonly isReversal: boolean
}

const NEITHER: Moved = { minor: 0n, isReversal: false }

/** A negative amount in a column is money the other way: the bank takes an earlier booking back in red. */
const fromColumn = (minor: bigint, way: Direction): Moved => ({ minor: way === 'credit' ? minor : -minor, isReversal: minor < 0n })

type CellOf = (name: Column) => string

const fromTwoColumns = (cell: CellOf, columns: Columns, line: number): Result<Moved> => {
  const moved: Moved[] = []
  for (const way of ['debit', 'credit'] as const) {
    if (cell(way) === '') continue
    const amount = signedAmountField(cell(way), { line, field: columns.nameOf(way) })
    if (!amount.ok) return amount
    if (amount.value.mark !== null && amount.value.mark !== way) return refuse('ledger.statement_one_amount', { line })
    moved.push(fromColumn(amount.value.minor, way))
  }
  const [first, ...others] = moved.filter(({ minor }) => minor !== 0n)
  return moved.length === 0 || others.length > 0 ? refuse('ledger.statement_one_amount', { line }) : ok(first ?? NEITHER)
}

/** One column: a mark beside it or at the number is the direction; without any the sign is. */
const fromOneColumn = (cell: CellOf, columns: Columns, line: number): Result<Moved> => {
  const amount = signedAmountField(cell('amount'), { line, field: columns.nameOf('amount') })
  if (!amount.ok) return amount
  const { minor, mark } = amount.value
  if (minor === 0n) return ok(NEITHER)
  const hasMarks = columns.at('mark') !== null
  const way = mark ?? (hasMarks ? markOf(cell('mark')) : null)
  if (way !== null) return ok(fromColumn(minor, way))
  return hasMarks ? refuse('ledger.statement_field_missing', { line, field: columns.nameOf('mark') }) : ok({ minor, isReversal: false })
}

const readMoved = (cell: CellOf, columns: Columns, line: number): Result<Moved> =>
  columns.at('debit') !== null && columns.at('credit') !== null ? fromTwoColumns(cell, columns, line) : fromOneColumn(cell, columns, line)

const lineOf = (row: Cells, columns: Columns, read: { readonly moved: Moved; readonly date: string; readonly balanceMinor: bigint }): Result<StatementLine> => {
  const { line } = row
  const cell = (name: Column): string => row.cells[columns.at(name) ?? -1] ?? ''
  const id = boundedText(cell('id'), 64, { line, field: columns.nameOf('id') })
  if (!id.ok) return id
  const remark = [...new Set(columns.texts.map((index) => row.cells[index] ?? ''))].filter((text) => text !== '').join(' ')
  const { minor } = read.moved
  return ok({
    lineNumber: line,
    bankLineId: id.value.replace(/^'+/, ''),
    bookedOn: read.date,
    direction: minor > 0n ? 'credit' : 'debit',
    amountMinor: minor > 0n ? minor : -minor,
    balanceMinor: read.balanceMinor,
    counterpartyName: cutText(cell('name'), 200),
    counterpartyAccount: cutText(accountText(cell('account')), 64),
    remark: cutText(remark, 1000),
    ...(read.moved.isReversal || REVERSAL.test(remark) ? { isReversal: true } : {}),
  })
}

const momentOf = (cell: CellOf, columns: Columns, day: Result<BankTime>): string | null => {
  if (!day.ok) return null
  const time = day.value.time ?? (columns.at('time') === columns.at('date') ? null : timeField(cell('time')))
  return time === null ? null : `${day.value.date}T${time}`
}

export const readRow = (row: Cells, columns: Columns): BookedRow => {
  const { line } = row
  const cell = (name: Column): string => row.cells[columns.at(name) ?? -1] ?? ''
  const width = row.cells.findLastIndex((text) => text !== '') + 1
  const shape = width > columns.count ? refuse('ledger.statement_columns', { line, expected: columns.count, found: width }) : ok(true)
  const day = bankTimeField(cell('date'), { line, field: columns.nameOf('date') })
  const moved = readMoved(cell, columns, line)
  const balance = signedAmountField(cell('balance'), { line, field: columns.nameOf('balance') })
  const given = {
    lineNumber: line,
    text: cutText(row.cells.filter((text) => text !== '').join(' · '), 300),
    balanceMinor: balance.ok ? balance.value.minor : null,
    movedMinor: moved.ok ? moved.value.minor : null,
    moment: momentOf(cell, columns, day),
  }
  const waits = (refusal: Refusal): BookedRow => ({ ...given, line: null, refusal })
  if (!shape.ok) return waits(shape.refusal)
  if (!day.ok) return waits(day.refusal)
  if (!moved.ok) return waits(moved.refusal)
  if (!balance.ok) return waits(balance.refusal)
  if (moved.value.minor === 0n) return { ...given, line: null, refusal: null }
  const read = lineOf(row, columns, { moved: moved.value, date: day.value.date, balanceMinor: balance.value.minor })
  return read.ok ? { ...given, line: read.value, refusal: null } : waits(read.refusal)
}
