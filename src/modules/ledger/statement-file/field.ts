/** Single fields of a statement, strictly read. */
import { calendarDate } from '#kernel/instant.ts'
import type { Result } from '#kernel/result.ts'
import { ok, refuse } from '#kernel/result.ts'
import { MAX_LEG_MINOR } from '../core/posting.ts'

export const MAX_LINES = 5000

/** Control characters would neither be stored nor shown; blanks at the ends are the bank's padding. */
export const plainText = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim()

export interface FieldAt {
  readonly line: number
  readonly field: string
}

export const boundedText = (text: string, max: number, at: FieldAt): Result<string> => {
  const plain = plainText(text)
  return plain.length > max ? refuse('ledger.statement_field_too_long', { ...at, max }) : ok(plain)
}

export const requiredText = (text: string, max: number, at: FieldAt): Result<string> => {
  const bounded = boundedText(text, max, at)
  return bounded.ok && bounded.value === '' ? refuse('ledger.statement_field_missing', { ...at }) : bounded
}

const GROUPED = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/

/**
 * A decimal amount of yuan to fen. Thousands commas count only where they stand right; more than two decimals are
 * accepted only when they are zeros. Never by way of a floating-point number.
 */
export const amountField = (text: string, at: FieldAt): Result<bigint> => {
  const bare = plainText(text)
  const plain = GROUPED.test(bare) ? bare.replaceAll(',', '') : bare
  const match = /^(\d{1,15})(?:\.(\d{1,2})(0{0,3}))?$/.exec(plain)
  if (match === null) return refuse('ledger.statement_amount_invalid', { ...at, value: bare.slice(0, 40) })
  const minor = BigInt(match[1] ?? '0') * 100n + BigInt((match[2] ?? '').padEnd(2, '0'))
  return minor > MAX_LEG_MINOR ? refuse('ledger.statement_amount_invalid', { ...at, value: bare.slice(0, 40) }) : ok(minor)
}

/** `2026-03-04`, `2026/03/04`, `20260304` and ISO date-times; the day must exist. */
export const dateField = (text: string, at: FieldAt): Result<string> => {
  const bare = plainText(text)
  const match = /^(19\d{2}|2\d{3})([-/]?)(\d{2})\2(\d{2})(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?)?$/.exec(bare)
  if (match !== null) {
    const date = `${match[1]}-${match[3]}-${match[4]}`
    try {
      return ok(calendarDate(date))
    } catch {
      // falls through to the refusal below
    }
  }
  return refuse('ledger.statement_date_invalid', { ...at, value: bare.slice(0, 40) })
}
