/** Bytes of an uploaded statement to text. Chinese banks still write GBK; GB 18030 contains it. */
import type { Result } from '#kernel/result.ts'
import { ok, refuse } from '#kernel/result.ts'

export const MAX_STATEMENT_BYTES = 2 * 1024 * 1024

const strictly = (bytes: Uint8Array, encoding: 'utf-8' | 'gb18030'): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** The encoding that an XML declaration names; the declaration itself is ASCII. */
const declaredEncoding = (bytes: Uint8Array): string | null => {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  return /^\s*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(head)?.[1]?.toLowerCase() ?? null
}

const CHINESE = new Set(['gbk', 'gb2312', 'gb18030'])

/** Decodes UTF-8 (with or without byte order mark) or GBK; anything that is neither is refused, never repaired. */
export const decodeStatement = (bytes: Uint8Array): Result<string> => {
  if (bytes.length === 0) return refuse('ledger.statement_empty')
  if (bytes.length > MAX_STATEMENT_BYTES) return refuse('ledger.statement_too_large', { maxBytes: MAX_STATEMENT_BYTES })
  if (bytes.includes(0)) return refuse('ledger.statement_encoding')
  const declared = declaredEncoding(bytes)
  const text =
    declared !== null && CHINESE.has(declared)
      ? strictly(bytes, 'gb18030')
      : (strictly(bytes, 'utf-8') ?? (declared === null ? strictly(bytes, 'gb18030') : null))
  if (text === null) return refuse('ledger.statement_encoding')
  return text.trim() === '' ? refuse('ledger.statement_empty') : ok(text)
}
