/** Bank statements as the market reads them, and how one joins the last: line by line, balance by balance. */
import type { Currency } from '#kernel/money.ts'
import type { Refusal, Result } from '#kernel/result.ts'
import { ok, refuse } from '#kernel/result.ts'
import { plainDecimal } from '#kernel/money.ts'

export type Direction = 'credit' | 'debit'

/** One of several payments that the bank booked as one line. */
export interface LineDetail {
  /** Everything the bank says about it: remarks and references. */
  readonly text: string
  /** Null where the bank names no amount of its own. */
  readonly amountMinor: bigint | null
}

export interface StatementLine {
  /** Line of the uploaded file, for messages a person can follow. */
  readonly lineNumber: number
  /** The bank's own id of the line (流水号, AcctSvcrRef); empty where the bank gives none. Banks begin again each day, and give a fee the id of its payment. */
  readonly bankLineId: string
  /** `YYYY-MM-DD` in the market's zone, as the bank booked it. */
  readonly bookedOn: string
  readonly direction: Direction
  readonly amountMinor: bigint
  /** Of the account after this line, where the file states it. */
  readonly balanceMinor?: bigint
  /** Who the bank names on the other side; several, each once, where one booking collects payments of several. */
  readonly counterpartyName: string
  readonly counterpartyAccount: string
  /** The names of all details, an empty one where a detail names nobody. Absent: `counterpartyName` is the only one. */
  readonly parties?: readonly string[]
  readonly remark: string
  /** The bank takes an earlier booking back (冲正, 红字). */
  readonly isReversal?: boolean
  /** The payments of a collective booking (批量入账); absent for a single one. */
  readonly details?: readonly LineDetail[]
}

/** A line that books nothing: its amount is zero (refusal null), or it cannot be read and waits for a person. */
export interface SetAside {
  readonly lineNumber: number
  readonly text: string
  readonly refusal: Refusal | null
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
  readonly setAside?: readonly SetAside[]
  /** How many statements of the bank the file holds, one continuing the other. */
  readonly partCount?: number
}

export const signedAmount = (line: Pick<StatementLine, 'direction' | 'amountMinor'>): bigint =>
  line.direction === 'credit' ? line.amountMinor : -line.amountMinor

export const sumOfLines = (lines: readonly Pick<StatementLine, 'direction' | 'amountMinor'>[]): bigint =>
  lines.reduce((sum, line) => sum + signedAmount(line), 0n)

/** Lines that wait because nobody can read them. */
export const unreadOf = (statement: Pick<Statement, 'setAside'>): readonly SetAside[] => (statement.setAside ?? []).filter(({ refusal }) => refusal !== null)

/** What the lines that cannot be read have moved together: the balances tell it, whatever the lines say. */
export const unreadMinorOf = ({ openingMinor, closingMinor, lines }: Pick<Statement, 'openingMinor' | 'closingMinor' | 'lines'>): bigint =>
  closingMinor - openingMinor - sumOfLines(lines)

/** Opening balance + lines must give the closing balance; only lines that are known to wait may make a difference. */
export const checkStatement = (statement: Statement): Result<true> => {
  if (unreadOf(statement).length > 0 || unreadMinorOf(statement) === 0n) return ok(true)
  return refuse('ledger.statement_does_not_add_up', {
    computed: plainDecimal(statement.openingMinor + sumOfLines(statement.lines)),
    stated: plainDecimal(statement.closingMinor),
  })
}

/** Statements that one file holds, put in the order of their balances; each must begin where the one before ended. */
export const joinParts = (parts: readonly Statement[]): Result<Statement> => {
  const [first] = parts
  if (first === undefined) return refuse('ledger.statement_empty')
  for (const part of parts) {
    const sound = checkStatement(part)
    if (!sound.ok) return sound
  }
  const followsOn = (order: readonly Statement[]): boolean => order.every((part, i) => i === 0 || order[i - 1]?.closingMinor === part.openingMinor)
  const order = [parts, parts.toReversed()].find(followsOn)
  const foreign = parts.find((part) => part.accountNumber !== first.accountNumber)
  if (foreign !== undefined) return refuse('ledger.statement_account', { found: foreign.accountNumber ?? '', expected: first.accountNumber ?? '' })
  if (order === undefined) return refuse('ledger.statement_parts_gap', { count: parts.length })
  return ok({
    ...first,
    openingMinor: order[0]?.openingMinor ?? 0n,
    closingMinor: order.at(-1)?.closingMinor ?? 0n,
    lines: order.flatMap(({ lines }) => lines),
    setAside: order.flatMap(({ setAside = [] }) => setAside),
    partCount: parts.length,
  })
}

/** A line that was booked before. */
export interface KnownLine {
  readonly statementId: string
  readonly bankLineId: string
  readonly bookedOn: string
  readonly direction: Direction
  readonly amountMinor: bigint
  readonly balanceMinor: bigint | null
}

/** A booked statement some lines of which could not be read. */
export interface PartlyBooked {
  readonly statementId: string
  readonly openingMinor: bigint
  readonly closingMinor: bigint
  /** Lines of it that were booked. */
  readonly goodCount: number
}

export interface FreshLine {
  readonly line: StatementLine
  /** 1 for the first line of this id, day, direction and amount, 2 for the next: what tells twins apart. */
  readonly occurrence: number
}

export interface Joined {
  readonly fresh: readonly FreshLine[]
  /** The statement whose unreadable lines this one brings again, readable. */
  readonly replaces: string | null
}

type Identity = Pick<KnownLine, 'bankLineId' | 'bookedOn' | 'direction' | 'amountMinor'>
const identityOf = (line: Identity): string => JSON.stringify([line.bankLineId, line.bookedOn, line.direction, String(line.amountMinor)])

/**
 * Pairs the file's lines with those booked before: same id, day, direction and amount, and the same balance where both name one. Each known
 * line stands for one line of the file only, so that two equal bookings of a day stay two.
 */
export const pairLines = (
  lines: readonly StatementLine[],
  known: readonly KnownLine[],
): { readonly old: readonly KnownLine[]; readonly fresh: readonly FreshLine[] } => {
  const unused = new Map<string, KnownLine[]>()
  for (const line of known) unused.set(identityOf(line), [...(unused.get(identityOf(line)) ?? []), line])
  const seen = new Map([...unused].map(([key, twins]) => [key, twins.length]))
  const old: KnownLine[] = []
  const fresh: FreshLine[] = []
  for (const line of lines) {
    const key = identityOf(line)
    const twins = unused.get(key) ?? []
    const at = [
      twins.findIndex(({ balanceMinor }) => balanceMinor === line.balanceMinor),
      twins.findIndex(({ balanceMinor }) => balanceMinor === null || line.balanceMinor === undefined),
    ].find((index) => index >= 0)
    if (at === undefined) {
      const occurrence = (seen.get(key) ?? 0) + 1
      seen.set(key, occurrence)
      fresh.push({ line, occurrence })
    } else old.push(...twins.splice(at, 1))
  }
  return { old, fresh }
}

export interface Ledger {
  readonly known: readonly KnownLine[]
  readonly lastClosingMinor: bigint
  readonly partly?: readonly PartlyBooked[]
}

/**
 * Which lines are new? Those booked before are passed over; the new ones must begin where the last booked statement ended, so that no line
 * in between can be missing, and the ledger ends where the statement does. A file that has nothing new and does not end at the ledger's
 * balance is refused: it would stand there as booked and prove nothing.
 */
export const joinStatement = (statement: Statement, { known, lastClosingMinor, partly = [] }: Ledger): Result<Joined> => {
  const sound = checkStatement(statement)
  if (!sound.ok) return sound
  const { old, fresh } = pairLines(statement.lines, known)
  const hasUnread = unreadOf(statement).length > 0
  const replaced = partly.find(
    (one) =>
      !hasUnread &&
      one.openingMinor === statement.openingMinor &&
      one.closingMinor === statement.closingMinor &&
      one.goodCount === old.length &&
      old.every(({ statementId }) => statementId === one.statementId),
  )
  if (replaced !== undefined && fresh.length > 0) return ok({ fresh, replaces: replaced.statementId })
  if (fresh.length === 0 && !hasUnread) {
    if (statement.closingMinor === lastClosingMinor) return ok({ fresh, replaces: null })
    return refuse('ledger.statement_nothing_new', { stated: plainDecimal(statement.closingMinor), ledger: plainDecimal(lastClosingMinor) })
  }
  const start = statement.openingMinor + sumOfLines(old)
  if (start !== lastClosingMinor) {
    return refuse('ledger.statement_gap', { expected: plainDecimal(lastClosingMinor), found: plainDecimal(start) })
  }
  return ok({ fresh, replaces: null })
}
