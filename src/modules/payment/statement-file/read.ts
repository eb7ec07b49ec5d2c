/** One door for every statement file: the content decides the format, not the file's name. */
import type { Result } from '#kernel/result.ts'
import { checkStatement, type Statement } from '../core/statement.ts'
import { readCamt053 } from './camt.ts'
import { readCsvStatement } from './csv.ts'
import { decodeStatement } from './decode.ts'

/**
 * `lastClosingMinor`: the balance at which the last booked statement ended; it decides the order of a CSV that can be read both ways, and
 * where one begins whose first row cannot be read.
 */
export const readStatement = (bytes: Uint8Array, lastClosingMinor: bigint | null = null): Result<Statement> => {
  const text = decodeStatement(bytes)
  if (!text.ok) return text
  const statement = /^\s*\ufeff?\s*</.test(text.value) ? readCamt053(text.value.replace(/^\s*\ufeff/, '')) : readCsvStatement(text.value, lastClosingMinor)
  if (!statement.ok) return statement
  const sound = checkStatement(statement.value)
  return sound.ok ? statement : sound
}
