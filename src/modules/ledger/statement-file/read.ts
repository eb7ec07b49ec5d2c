/** One door for every statement file: the content decides the format, not the file's name. */
import type { Result } from '#kernel/result.ts'
import { checkStatement, type Statement } from '../core/statement.ts'
import { readCamt053 } from './camt.ts'
import { readCsvStatement } from './csv.ts'
import { decodeStatement } from './decode.ts'

export const readStatement = (bytes: Uint8Array): Result<Statement> => {
  const text = decodeStatement(bytes)
  if (!text.ok) return text
  const statement = /^\s*</.test(text.value) ? readCamt053(text.value) : readCsvStatement(text.value)
  if (!statement.ok) return statement
  const sound = checkStatement(statement.value)
  return sound.ok ? statement : sound
}
