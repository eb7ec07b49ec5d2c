/** camt.053 (ISO 20022 BankToCustomerStatement), versions 02 to 11: the parts every bank fills. */
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import type { Result } from '#kernel/result.ts'
import { ok, refuse } from '#kernel/result.ts'
import type { Direction, Statement, StatementLine } from '../core/statement.ts'
import { MAX_LINES, amountField, boundedText, dateField, requiredText } from './field.ts'

const LISTS = new Set(['Stmt', 'Bal', 'Ntry', 'NtryDtls', 'TxDtls', 'Ustrd'])

/** Every value stays text: amounts must never become numbers. Entities are not expanded by the parser; see `unescape`. */
const parser = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  parseAttributeValue: false,
  removeNSPrefix: true,
  processEntities: false,
  isArray: (name) => LISTS.has(name),
})

type Node = Readonly<Record<string, unknown>>

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)

const step = (value: unknown, name: string): unknown => (isNode(value) && Object.hasOwn(value, name) ? value[name] : undefined)
/** Walks down single children. */
const at = (value: unknown, ...path: readonly string[]): unknown => path.reduce(step, value)
const listAt = (value: unknown, name: string): readonly unknown[] => {
  const found = step(value, name)
  return Array.isArray(found) ? found : []
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Halves of surrogate pairs are no characters: XML does not allow them and no database keeps them. */
const isCharacter = (point: number): boolean => point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)

/** The five entities of XML itself and character numbers; a document type, and with it any other entity, was refused before. */
const unescape = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|([a-z]{2,4}));/g, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED[name] ?? whole
    const point = decimal === undefined ? Number.parseInt(hex ?? '0', 16) : Number(decimal)
    return isCharacter(point) ? String.fromCodePoint(point) : whole
  })

/** Text of an element, with or without attributes beside it. */
const textOf = (value: unknown): string => {
  if (typeof value === 'string') return unescape(value)
  const inner = step(value, '#text')
  return typeof inner === 'string' ? unescape(inner) : ''
}

/** Lines of the file on which the entries begin, so that a message can point there. */
const entryLines = (xml: string): readonly number[] => {
  const lines: number[] = []
  let line = 1
  let from = 0
  for (const match of xml.matchAll(/<(?:[\w.-]+:)?Ntry[\s>]/g)) {
    for (let i = from; i < match.index; i += 1) if (xml.charCodeAt(i) === 10) line += 1
    from = match.index
    lines.push(line)
  }
  return lines
}

const lineAt = (xml: string, index: number): number => xml.slice(0, index).split('\n').length

const direction = (value: unknown, line: number): Result<Direction> => {
  const code = textOf(value)
  if (code === 'CRDT') return ok('credit')
  if (code === 'DBIT') return ok('debit')
  return refuse('ledger.statement_field_missing', { line, field: 'CdtDbtInd' })
}

const CURRENCY = 'CNY'

/** The standard wants the currency on every amount; nothing is taken for yuan that does not say so. */
const checkCurrency = (stated: string, line: number): Result<true> => {
  if (stated === '') return refuse('ledger.statement_field_missing', { line, field: 'Ccy' })
  return stated === CURRENCY ? ok(true) : refuse('ledger.statement_currency', { line, found: stated.slice(0, 10) })
}

const currencyOf = (amount: unknown): string => textOf(step(amount, '@_Ccy'))

const accountOf = (holder: unknown): string => textOf(at(holder, 'Id', 'Othr', 'Id')) || textOf(at(holder, 'Id', 'IBAN'))

const counterparty = (details: unknown, way: Direction): { readonly name: string; readonly account: string } => {
  const parties = step(details, 'RltdPties')
  const role = way === 'credit' ? 'Dbtr' : 'Cdtr'
  const name = textOf(at(parties, role, 'Pty', 'Nm')) || textOf(at(parties, role, 'Nm'))
  return { name, account: accountOf(step(parties, `${role}Acct`)) }
}

const readEntry = (entry: unknown, line: number): Result<StatementLine> => {
  const way = direction(step(entry, 'CdtDbtInd'), line)
  if (!way.ok) return way
  const currency = checkCurrency(currencyOf(step(entry, 'Amt')), line)
  if (!currency.ok) return currency
  const amount = amountField(textOf(step(entry, 'Amt')), { line, field: 'Amt' })
  if (!amount.ok) return amount
  if (amount.value === 0n) return refuse('ledger.statement_amount_invalid', { line, field: 'Amt', value: '0' })
  const booked = step(entry, 'BookgDt')
  const bookedOn = dateField(textOf(step(booked, 'Dt')) || textOf(step(booked, 'DtTm')), { line, field: 'BookgDt' })
  if (!bookedOn.ok) return bookedOn
  const id = requiredText(textOf(step(entry, 'AcctSvcrRef')) || textOf(step(entry, 'NtryRef')), 64, { line, field: 'AcctSvcrRef' })
  if (!id.ok) return id
  // A collective booking keeps all its remarks: several references in it are told as such, not picked from.
  const details = listAt(entry, 'NtryDtls').flatMap((group) => listAt(group, 'TxDtls'))
  const remarks = details.flatMap((detail) => listAt(step(detail, 'RmtInf'), 'Ustrd').map(textOf))
  const remark = boundedText([...remarks, textOf(step(entry, 'AddtlNtryInf'))].join(' '), 1000, { line, field: 'RmtInf' })
  if (!remark.ok) return remark
  const other = counterparty(details[0], way.value)
  const name = boundedText(other.name, 200, { line, field: 'Nm' })
  if (!name.ok) return name
  const account = boundedText(other.account, 64, { line, field: 'Acct' })
  if (!account.ok) return account
  return ok({
    lineNumber: line,
    bankLineId: id.value,
    bookedOn: bookedOn.value,
    direction: way.value,
    amountMinor: amount.value,
    counterpartyName: name.value,
    counterpartyAccount: account.value,
    remark: remark.value,
  })
}

const balance = (statement: unknown, codes: readonly string[], line: number): Result<bigint> => {
  for (const code of codes) {
    const found = listAt(statement, 'Bal').find((bal) => textOf(at(bal, 'Tp', 'CdOrPrtry', 'Cd')) === code)
    if (found === undefined) continue
    const currency = checkCurrency(currencyOf(step(found, 'Amt')), line)
    if (!currency.ok) return currency
    const amount = amountField(textOf(step(found, 'Amt')), { line, field: code })
    const way = direction(step(found, 'CdtDbtInd'), line)
    if (!amount.ok) return amount
    if (!way.ok) return way
    return ok(way.value === 'credit' ? amount.value : -amount.value)
  }
  return refuse('ledger.statement_field_missing', { line, field: `Bal ${codes[0] ?? ''}` })
}

/** Only booked entries count; pending ones come again when they are booked. */
const isBooked = (entry: unknown): boolean => {
  const status = textOf(at(entry, 'Sts', 'Cd')) || textOf(step(entry, 'Sts'))
  return status === '' || status === 'BOOK'
}

const readXml = (xml: string): Result<unknown> => {
  const forbidden = /<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST)/i.exec(xml)
  if (forbidden !== null) return refuse('ledger.statement_doctype', { line: lineAt(xml, forbidden.index) })
  const valid = XMLValidator.validate(xml)
  if (valid !== true) return refuse('ledger.statement_xml_broken', { line: valid.err.line })
  try {
    return ok(parser.parse(xml))
  } catch {
    // The parser's own bounds (nesting, names); the text passed the syntax check, so there is no better line than the first.
    return refuse('ledger.statement_xml_broken', { line: 1 })
  }
}

/** The message says by its namespace what it is; other messages have elements of the same names. */
const IS_CAMT053 = /<(?:[\w.-]+:)?Document\s[^>]*["']urn:iso:std:iso:20022:tech:xsd:camt[.]053[.]001[.]\d\d["']/

const onlyStatement = (xml: string): Result<unknown> => {
  const document = readXml(xml)
  if (!document.ok) return document
  const statements = listAt(at(document.value, 'Document', 'BkToCstmrStmt'), 'Stmt')
  if (statements.length === 0 || !IS_CAMT053.test(xml)) return refuse('ledger.statement_not_camt053')
  return statements.length === 1 ? ok(statements[0]) : refuse('ledger.statement_several', { count: statements.length })
}

export const readCamt053 = (xml: string): Result<Statement> => {
  const found = onlyStatement(xml)
  if (!found.ok) return found
  const statement = found.value
  const head = lineAt(xml, Math.max(0, xml.search(/<(?:[\w.-]+:)?Stmt[\s>]/)))
  const accountNumber = requiredText(accountOf(step(statement, 'Acct')), 64, { line: head, field: 'Acct' })
  if (!accountNumber.ok) return accountNumber
  const accountCurrency = textOf(at(statement, 'Acct', 'Ccy'))
  if (accountCurrency !== '' && accountCurrency !== CURRENCY) return refuse('ledger.statement_currency', { line: head, found: accountCurrency.slice(0, 10) })
  const opening = balance(statement, ['OPBD', 'PRCD'], head)
  if (!opening.ok) return opening
  const closing = balance(statement, ['CLBD'], head)
  if (!closing.ok) return closing
  const entries = listAt(statement, 'Ntry')
  if (entries.length > MAX_LINES) return refuse('ledger.statement_too_many_lines', { max: MAX_LINES })
  const lineNumbers = entryLines(xml)
  const lines: StatementLine[] = []
  for (const [index, entry] of entries.entries()) {
    if (!isBooked(entry)) continue
    const line = readEntry(entry, lineNumbers[index] ?? head)
    if (!line.ok) return line
    lines.push(line.value)
  }
  return ok({
    format: 'camt.053',
    accountNumber: accountNumber.value,
    currency: CURRENCY,
    openingMinor: opening.value,
    closingMinor: closing.value,
    lines,
  })
}
