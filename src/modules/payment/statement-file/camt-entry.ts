/** One entry of camt.053: who, how much, when, and every place where banks write what it is for. */
import type { Result } from '#kernel/result.ts'
import { ok, refuse } from '#kernel/result.ts'
import { accountText } from '../core/account-text.ts'
import type { Direction, LineDetail, StatementLine } from '../core/statement.ts'
import { bankTimeField, boundedText, cutText, markOf, signedAmountField } from './field.ts'
import { allAt, at, step, textOf } from './xml.ts'

const CURRENCY = 'CNY'

/** The standard wants the currency on every amount; nothing is taken for yuan that does not say so. */
export const checkCurrency = (stated: string, line: number): Result<true> => {
  if (stated === '') return refuse('ledger.statement_field_missing', { line, field: 'Ccy' })
  return stated === CURRENCY ? ok(true) : refuse('ledger.statement_currency', { line, found: stated.slice(0, 10) })
}

export const currencyOf = (amount: unknown): string => textOf(step(amount, '@_Ccy'))

export const accountOf = (holder: unknown): string => accountText(textOf(at(holder, 'Id', 'Othr', 'Id')) || textOf(at(holder, 'Id', 'IBAN')))

export const directionOf = (value: unknown, line: number): Result<Direction> => {
  const way = markOf(textOf(value))
  return way === null ? refuse('ledger.statement_field_missing', { line, field: 'CdtDbtInd' }) : ok(way)
}

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts.map((text) => text.trim()).filter((text) => text !== ''))]

/** What the payer or the market wrote, in the order in which a person would look for it. */
const REMARKS = [
  ['RmtInf', 'Ustrd'],
  ['RmtInf', 'Strd', 'CdtrRefInf', 'Ref'],
  ['RmtInf', 'Strd', 'RfrdDocInf', 'Nb'],
  ['RmtInf', 'Strd', 'AddtlRmtInf'],
  ['AddtlTxInf'],
  ['Refs', 'EndToEndId'],
  ['Refs', 'PmtInfId'],
  ['Refs', 'MsgId'],
  ['Refs', 'InstrId'],
  ['RtrInf', 'AddtlInf'],
] as const

const NOTHING = new Set(['NOTPROVIDED', 'NONREF'])

const textsOf = (detail: unknown): readonly string[] =>
  distinct(REMARKS.flatMap((path) => allAt(detail, ...path).map(textOf))).filter((text) => !NOTHING.has(text.toUpperCase()))

const partyOf = (detail: unknown, way: Direction): { readonly name: string; readonly account: string } => {
  const role = way === 'credit' ? 'Dbtr' : 'Cdtr'
  const parties = step(detail, 'RltdPties')
  const name = textOf(at(parties, role, 'Pty', 'Nm')) || textOf(at(parties, role, 'Nm'))
  return { name: name.trim(), account: accountOf(step(parties, `${role}Acct`)) }
}

const detailOf = (detail: unknown, line: number): LineDetail => {
  const amount = signedAmountField(textOf(step(detail, 'Amt')) || textOf(at(detail, 'AmtDtls', 'TxAmt', 'Amt')), { line, field: 'TxDtls' })
  return { text: textsOf(detail).join(' '), amountMinor: amount.ok ? amount.value.minor : null }
}

/** The bank's own id; some banks give it to the details only. */
const idOf = (entry: unknown, details: readonly unknown[]): string => {
  const own = textOf(step(entry, 'AcctSvcrRef')) || textOf(step(entry, 'NtryRef'))
  if (own !== '') return own
  const [id, ...others] = distinct(details.map((detail) => textOf(at(detail, 'Refs', 'AcctSvcrRef')) || textOf(at(detail, 'Refs', 'TxId'))))
  return id === undefined || others.length > 0 ? '' : id
}

interface Money {
  readonly direction: Direction
  readonly minor: bigint
  readonly isReversal: boolean
}

const moneyOf = (entry: unknown, line: number): Result<Money> => {
  const way = directionOf(step(entry, 'CdtDbtInd'), line)
  if (!way.ok) return way
  const currency = checkCurrency(currencyOf(step(entry, 'Amt')), line)
  if (!currency.ok) return currency
  const amount = signedAmountField(textOf(step(entry, 'Amt')), { line, field: 'Amt' })
  if (!amount.ok) return amount
  const { minor } = amount.value
  const isReversal = minor < 0n || /^(?:true|1)$/.test(textOf(step(entry, 'RvslInd')).trim())
  // The standard knows no negative amounts; where a bank writes one, it is money the other way.
  if (minor < 0n) return ok({ direction: way.value === 'credit' ? 'debit' : 'credit', minor: -minor, isReversal })
  return ok({ direction: way.value, minor, isReversal })
}

/** Null for an entry of zero: it is told and books nothing. */
export const readEntry = (entry: unknown, line: number): Result<StatementLine | null> => {
  const money = moneyOf(entry, line)
  if (!money.ok) return money
  if (money.value.minor === 0n) return ok(null)
  const { direction } = money.value
  const booked = step(entry, 'BookgDt')
  const day = bankTimeField(textOf(step(booked, 'Dt')) || textOf(step(booked, 'DtTm')), { line, field: 'BookgDt' })
  if (!day.ok) return day
  const details = allAt(entry, 'NtryDtls', 'TxDtls')
  const id = boundedText(idOf(entry, details), 64, { line, field: 'AcctSvcrRef' })
  if (!id.ok) return id
  const batch = allAt(entry, 'NtryDtls', 'Btch').flatMap((one) => [textOf(step(one, 'PmtInfId')), textOf(step(one, 'MsgId'))])
  const remark = distinct([...details.flatMap(textsOf), ...batch, textOf(step(entry, 'AddtlNtryInf'))]).join(' ')
  const parties = details.map((detail) => partyOf(detail, direction))
  const many = details.length > 1
  return ok({
    lineNumber: line,
    bankLineId: id.value,
    bookedOn: day.value.date,
    direction,
    amountMinor: money.value.minor,
    counterpartyName: cutText(distinct(parties.map(({ name }) => name)).join('；'), 200),
    counterpartyAccount: cutText(distinct(parties.map(({ account }) => account)).join('；'), 64),
    remark: cutText(remark, 1000),
    ...(many ? { parties: parties.map(({ name }) => name), details: details.map((detail) => detailOf(detail, line)) } : {}),
    ...(money.value.isReversal ? { isReversal: true } : {}),
  })
}
