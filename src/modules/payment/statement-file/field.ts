/** Single fields of a statement, strictly read. */
import { readDecimal } from '#kernel/decimal.ts'
import { calendarDate, dateOf, parseInstant } from '#kernel/instant.ts'
import type { Result } from '#kernel/result.ts'
import { ok, refuse } from '#kernel/result.ts'
import { MAX_LEG_MINOR } from '#modules/ledger/index.ts'
import type { Direction } from '../core/statement.ts'

export const MAX_LINES = 5000

/** Control characters would neither be stored nor shown; blanks at the ends are the bank's padding. */
export const plainText = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim()

export interface FieldAt {
  readonly line: number
  readonly field: string
}

/** Text beyond the bound is cut where it can be seen; the file itself is kept whole. */
export const cutText = (text: string, max: number): string => {
  const letters = Array.from(plainText(text))
  return letters.length > max ? `${letters.slice(0, max - 1).join('')}…` : letters.join('')
}

export const boundedText = (text: string, max: number, at: FieldAt): Result<string> => {
  const plain = plainText(text)
  return plain.length > max ? refuse('ledger.statement_field_too_long', { ...at, max }) : ok(plain)
}

export const requiredText = (text: string, max: number, at: FieldAt): Result<string> => {
  const bounded = boundedText(text, max, at)
  return bounded.ok && bounded.value === '' ? refuse('ledger.statement_field_missing', { ...at }) : bounded
}

const MARKS: Readonly<Record<string, Direction>> = {
  D: 'debit',
  DR: 'debit',
  DBIT: 'debit',
  DEBIT: 'debit',
  借: 'debit',
  借方: 'debit',
  支: 'debit',
  支出: 'debit',
  付: 'debit',
  转出: 'debit',
  C: 'credit',
  CR: 'credit',
  CRDT: 'credit',
  CREDIT: 'credit',
  贷: 'credit',
  贷方: 'credit',
  收: 'credit',
  收入: 'credit',
  转入: 'credit',
}

/** Money in or out, as a mark of its own says it; null for any other word. */
export const markOf = (text: string): Direction | null => MARKS[text.normalize('NFKC').trim().replace(/\.$/, '').toUpperCase()] ?? null

export interface SignedAmount {
  /** Fen; negative with a minus or in brackets. */
  readonly minor: bigint
  /** From a mark that stands at the number (`1,000.00 CR`). */
  readonly mark: Direction | null
}

const FEN = 2
const MARKED = /^(DR|CR|借|贷)?\s*([^A-Z借贷]*?)\s*(DR|CR|借|贷)?$/

/** What banks and spreadsheets put round a number: currency, brackets for a minus, zeros in front, no digit before the point (xs:decimal). */
const bareNumber = (text: string): string => {
  const plain = text
    .replace('−', '-')
    .replace(/^([-+]?)\s*(?:CNY|RMB|¥)\s*/, '$1')
    .replace(/\s*元$/, '')
  const signed = /^\((?<inner>[^()+-]+)\)$/.exec(plain)?.groups?.['inner']
  return (signed === undefined ? plain : `-${signed}`)
    .replace(/^([-+]?)\./, '$10.')
    .replace(/^([-+]?)0+(?=\d)/, '$1')
    .replace(/^([-+]?\d+)\.$/, '$1')
}

/** A decimal amount of yuan to fen, by the market's one reader of numbers: `1,234.56` is read, `12,5` refused. Never by way of a floating-point number. */
export const signedAmountField = (text: string, at: FieldAt): Result<SignedAmount> => {
  const bare = plainText(text)
  const parts = MARKED.exec(
    bare
      .normalize('NFKC')
      .toUpperCase()
      .replace(/^CNY\s*/, ''),
  )
  const read = readDecimal(bareNumber(parts?.[2] ?? bare.normalize('NFKC')), FEN, true)
  const isTwice = parts?.[1] !== undefined && parts[3] !== undefined
  const size = read.ok && read.value < 0n ? -read.value : read.ok ? read.value : 0n
  if (!read.ok || isTwice || size > MAX_LEG_MINOR) return refuse('ledger.statement_amount_invalid', { ...at, value: bare.slice(0, 40) })
  return ok({ minor: read.value, mark: markOf(parts?.[1] ?? parts?.[3] ?? '') })
}

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/
const DATE = /^(19\d{2}|2\d{3})([-/.年]?)(\d{1,2})(?:\2|月)(\d{1,2})日?(?:Z|[+-]\d\d:\d\d)?(?:[T ]\s*(\d{1,2}:\d{1,2}(?::\d{1,2})?)(?:\.\d+)?)?$/

export interface BankTime {
  /** `YYYY-MM-DD` in the market's zone. */
  readonly date: string
  /** `HH:MM:SS` where the same field tells it. */
  readonly time: string | null
}

/** `9:05`, `09:05:00`, `090500`; null for anything else: the time only orders lines. */
export const timeField = (text: string): string | null => {
  const match = /^(\d{1,2})(:?)(\d{2})(?:\2(\d{2}))?(?:\.\d+)?$/.exec(plainText(text).normalize('NFKC'))
  if (match === null || Number(match[1]) > 23 || Number(match[3]) > 59) return null
  return [match[1]?.padStart(2, '0'), match[3], match[4] ?? '00'].join(':')
}

/**
 * A day as banks and spreadsheets write it: `2026-03-04`, `2026/3/4`, `20260304`, `2026.3.4`, `2026年3月4日`, each with or without a time; the
 * day must exist. A time with a zone is turned into the market's day; a date with a zone (`2026-11-30+08:00`) is the bank's own day.
 */
export const bankTimeField = (text: string, at: FieldAt): Result<BankTime> => {
  const bare = plainText(text).normalize('NFKC')
  try {
    if (DATE_TIME.test(bare)) return ok({ date: dateOf(parseInstant(bare)), time: null })
    const [, year = '', mark = '', month = '', day = '', time] = DATE.exec(bare) ?? []
    const isWhole = mark !== '' || (month.length === 2 && day.length === 2)
    if (isWhole) return ok({ date: calendarDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`), time: timeField(time ?? '') })
  } catch {
    // No such day: the refusal below says so.
  }
  return refuse('ledger.statement_date_invalid', { ...at, value: bare.slice(0, 40) })
}
