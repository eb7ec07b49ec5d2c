/** Bank statements as the market reads them, and how one joins the last: line by line, balance by balance. */
import type { Currency } from '#kernel/money.ts'
import type { Result } from '#kernel/result.ts'
import { ok, refuse } from '#kernel/result.ts'
import { plainDecimal } from './xml-text.ts'

export type Direction = 'credit' | 'debit'

export interface StatementLine {
  /** Line of the uploaded file, for messages a person can follow. */
  readonly lineNumber: number
  /** The bank's own id of the line (流水号, AcctSvcrRef): the key that makes a second import harmless. */
  readonly bankLineId: string
  /** `YYYY-MM-DD`, as the bank booked it. */
  readonly bookedOn: string
  readonly direction: Direction
  readonly amountMinor: bigint
  readonly counterpartyName: string
  readonly counterpartyAccount: string
  readonly remark: string
}

export interface Statement {
  readonly format: 'camt.053' | 'csv'
  /** Null where the file does not name its account. */
  readonly accountNumber: string | null
  readonly currency: Currency
  readonly openingMinor: bigint
  readonly closingMinor: bigint
  /** In the order in which the bank booked them. */
  readonly lines: readonly StatementLine[]
}

export const signedAmount = (line: Pick<StatementLine, 'direction' | 'amountMinor'>): bigint =>
  line.direction === 'credit' ? line.amountMinor : -line.amountMinor

export const sumOfLines = (lines: readonly Pick<StatementLine, 'direction' | 'amountMinor'>[]): bigint =>
  lines.reduce((sum, line) => sum + signedAmount(line), 0n)

/** A statement must name no line twice, and opening balance + lines must give the closing balance. */
export const checkStatement = (statement: Statement): Result<true> => {
  const seen = new Set<string>()
  for (const line of statement.lines) {
    if (seen.has(line.bankLineId)) {
      return refuse('ledger.statement_line_twice', { line: line.lineNumber, bankLineId: line.bankLineId })
    }
    seen.add(line.bankLineId)
  }
  const expected = statement.openingMinor + sumOfLines(statement.lines)
  if (expected !== statement.closingMinor) {
    return refuse('ledger.statement_does_not_add_up', {
      computed: plainDecimal(expected),
      stated: plainDecimal(statement.closingMinor),
    })
  }
  return ok(true)
}

export type KnownLine = Pick<StatementLine, 'direction' | 'amountMinor'>

/**
 * Which lines are new? Lines booked before are dropped when they are the same and refused when the bank tells another
 * amount now; the new ones must begin where the last booked statement ended, so no line in between can be missing.
 */
export const joinStatement = (
  statement: Statement,
  known: ReadonlyMap<string, KnownLine>,
  lastClosingMinor: bigint,
): Result<{ readonly fresh: readonly StatementLine[] }> => {
  const sound = checkStatement(statement)
  if (!sound.ok) return sound
  const fresh: StatementLine[] = []
  const old: StatementLine[] = []
  for (const line of statement.lines) {
    const before = known.get(line.bankLineId)
    if (before === undefined) {
      fresh.push(line)
      continue
    }
    if (before.direction !== line.direction || before.amountMinor !== line.amountMinor) {
      return refuse('ledger.statement_line_changed', { line: line.lineNumber, bankLineId: line.bankLineId })
    }
    old.push(line)
  }
  if (fresh.length === 0) return ok({ fresh })
  const start = statement.openingMinor + sumOfLines(old)
  if (start !== lastClosingMinor) {
    return refuse('ledger.statement_gap', { expected: plainDecimal(lastClosingMinor), found: plainDecimal(start) })
  }
  return ok({ fresh })
}
