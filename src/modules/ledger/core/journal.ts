/** The books as an hledger journal, so that an auditor can add them up with a program that is not ours. */
import type { AccountKind, Side } from './accounts.ts'
import { plainDecimal } from '#kernel/money.ts'

export interface JournalEntry {
  readonly accountCode: string
  readonly accountKind: AccountKind
  readonly side: Side
  readonly amountMinor: bigint
  readonly currency: string
}

export interface JournalTransaction {
  readonly id: string
  /** `YYYY-MM-DD` in the market's zone. */
  readonly date: string
  readonly purpose: string
  readonly subject: string
  readonly key: string
  readonly reverses: string | null
  readonly entries: readonly JournalEntry[]
}

const ROOTS: Readonly<Record<AccountKind, string>> = {
  asset: 'assets',
  liability: 'liabilities',
  income: 'income',
  expense: 'expenses',
  equity: 'equity',
}

/** `client:org_…:CNY` → `liabilities:client:org_…`; hledger reads the kind from the first part. */
export const journalAccount = (entry: Pick<JournalEntry, 'accountCode' | 'accountKind'>): string =>
  `${ROOTS[entry.accountKind]}:${entry.accountCode.slice(0, entry.accountCode.lastIndexOf(':'))}`

/** One line, no characters that hledger gives a meaning to. */
const word = (text: string): string => text.replace(/[\s;|()[\]*!,]+/g, ' ').trim()

const signed = (entry: JournalEntry): bigint => (entry.side === 'D' ? entry.amountMinor : -entry.amountMinor)

const posting = (entry: JournalEntry): string => `    ${journalAccount(entry)}  ${entry.currency} ${plainDecimal(signed(entry))}`

const transaction = (t: JournalTransaction): string =>
  [
    `${t.date} * (${t.id}) ${word(t.purpose)} ${word(t.subject)}`,
    `    ; key: ${word(t.key)}`,
    ...(t.reverses === null ? [] : [`    ; reverses: ${t.reverses}`]),
    ...t.entries.map(posting),
    '',
  ].join('\n')

export interface ClosingBalance {
  readonly accountCode: string
  readonly accountKind: AccountKind
  readonly currency: string
  readonly debitsMinor: bigint
  readonly creditsMinor: bigint
}

/** Balance assertions: hledger refuses the journal when the kept balances differ from what the entries add up to. */
const assertions = (date: string, balances: readonly ClosingBalance[]): string =>
  [
    `${date} * balances kept by the market`,
    ...balances.map((b) => {
      const minor = plainDecimal(b.debitsMinor - b.creditsMinor)
      return `    ${journalAccount(b)}  ${b.currency} 0.00 = ${b.currency} ${minor}`
    }),
    '',
  ].join('\n')

export interface Journal {
  readonly transactions: readonly JournalTransaction[]
  /** Only for a journal from the first day on; a part of the books does not start at zero. */
  readonly closing: { readonly date: string; readonly balances: readonly ClosingBalance[] } | null
}

export const journalText = ({ transactions, closing }: Journal): string => {
  const currencies = [...new Set(transactions.flatMap((t) => t.entries.map((entry) => entry.currency)))].sort()
  const parts = [
    '; hledger journal: debit positive, credit negative',
    'decimal-mark .',
    ...currencies.map((currency) => `commodity ${currency} 1000.00`),
    '',
    ...transactions.map(transaction),
  ]
  if (closing !== null && closing.balances.length > 0) parts.push(assertions(closing.date, closing.balances))
  return `${parts.join('\n')}\n`
}
