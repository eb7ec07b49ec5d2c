/** camt.053 (ISO 20022 BankToCustomerStatement), all versions of the message in use: the parts every bank fills. */
import type { Result } from '#kernel/result.ts'
import { ok, refuse } from '#kernel/result.ts'
import { joinParts, type SetAside, type Statement, type StatementLine } from '../core/statement.ts'
import { accountOf, checkCurrency, currencyOf, directionOf, readEntry } from './camt-entry.ts'
import { MAX_LINES, cutText, requiredText, signedAmountField } from './field.ts'
import { at, linesOf, listAt, readXml, step, textOf } from './xml.ts'

const balance = (statement: unknown, codes: readonly string[], line: number): Result<bigint> => {
  for (const code of codes) {
    const found = listAt(statement, 'Bal').find((bal) => textOf(at(bal, 'Tp', 'CdOrPrtry', 'Cd')) === code)
    if (found === undefined) continue
    const currency = checkCurrency(currencyOf(step(found, 'Amt')), line)
    if (!currency.ok) return currency
    const amount = signedAmountField(textOf(step(found, 'Amt')), { line, field: code })
    const way = directionOf(step(found, 'CdtDbtInd'), line)
    if (!amount.ok) return amount
    if (!way.ok) return way
    return ok(way.value === 'credit' ? amount.value.minor : -amount.value.minor)
  }
  return refuse('ledger.statement_field_missing', { line, field: `Bal ${codes[0] ?? ''}` })
}

/** Only booked entries count; pending ones come again when they are booked. */
const isBooked = (entry: unknown): boolean => {
  const status = textOf(at(entry, 'Sts', 'Cd')) || textOf(step(entry, 'Sts'))
  return status === '' || status === 'BOOK'
}

/** What a person needs to find an entry in the bank's own program. */
const briefOf = (entry: unknown): string =>
  cutText(
    [
      step(entry, 'AcctSvcrRef'),
      at(entry, 'BookgDt', 'Dt'),
      at(entry, 'BookgDt', 'DtTm'),
      step(entry, 'CdtDbtInd'),
      step(entry, 'Amt'),
      step(entry, 'AddtlNtryInf'),
    ]
      .map(textOf)
      .filter((text) => text !== '')
      .join(' · '),
    300,
  )

/** The message says by its namespace what it is; other messages have elements of the same names. */
const IS_CAMT053 = /<(?:[\w.-]+:)?Document\s[^>]*["']urn:iso:std:iso:20022:tech:xsd:camt[.]053[.]001[.]\d\d["']/

const readPart = (statement: unknown, head: number, lineOf: () => number): Result<Statement> => {
  const accountNumber = requiredText(accountOf(step(statement, 'Acct')), 64, { line: head, field: 'Acct' })
  if (!accountNumber.ok) return accountNumber
  const stated = textOf(at(statement, 'Acct', 'Ccy'))
  const currency = stated === '' ? ok(true) : checkCurrency(stated, head)
  if (!currency.ok) return currency
  const opening = balance(statement, ['OPBD', 'PRCD'], head)
  if (!opening.ok) return opening
  const closing = balance(statement, ['CLBD'], head)
  if (!closing.ok) return closing
  const lines: StatementLine[] = []
  const setAside: SetAside[] = []
  for (const entry of listAt(statement, 'Ntry')) {
    const lineNumber = lineOf()
    if (!isBooked(entry)) continue
    const line = readEntry(entry, lineNumber)
    if (line.ok && line.value !== null) lines.push(line.value)
    else setAside.push({ lineNumber, text: briefOf(entry), refusal: line.ok ? null : line.refusal })
  }
  const [unread] = setAside.flatMap(({ refusal }) => refusal ?? [])
  if (lines.length === 0 && unread !== undefined && setAside.every(({ refusal }) => refusal !== null)) return { ok: false, refusal: unread }
  return ok({
    format: 'camt.053',
    accountNumber: accountNumber.value,
    currency: 'CNY',
    openingMinor: opening.value,
    closingMinor: closing.value,
    lines,
    setAside,
  })
}

export const readCamt053 = (xml: string): Result<Statement> => {
  const document = readXml(xml)
  if (!document.ok) return document
  const statements = listAt(at(document.value, 'Document', 'BkToCstmrStmt'), 'Stmt')
  if (statements.length === 0 || !IS_CAMT053.test(xml)) return refuse('ledger.statement_not_camt053')
  const entries = linesOf(xml, 'Ntry')
  if (entries.length > MAX_LINES) return refuse('ledger.statement_too_many_lines', { max: MAX_LINES })
  const heads = linesOf(xml, 'Stmt')
  const parts: Statement[] = []
  let next = 0
  for (const [index, statement] of statements.entries()) {
    const head = heads[index] ?? 1
    const part = readPart(statement, head, () => entries[next++] ?? head)
    if (!part.ok) return part
    parts.push(part.value)
  }
  return parts.length === 1 && parts[0] !== undefined ? ok(parts[0]) : joinParts(parts)
}
