/** Bytes of an uploaded statement to text. Chinese banks still write GBK; GB 18030 contains it. */
import type { Result } from '#kernel/result.ts'
import { ok, refuse } from '#kernel/result.ts'

export const MAX_STATEMENT_BYTES = 2 * 1024 * 1024

type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'

const strictly = (bytes: Uint8Array, encoding: Encoding): string | null => {
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

/** Spreadsheet programs save "Unicode text" as UTF-16 with its byte order mark. */
const utf16Of = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
}

/** Decodes UTF-8 (with or without byte order mark), UTF-16 with its mark, or GBK; anything else is refused, never repaired. */
export const decodeStatement = (bytes: Uint8Array): Result<string> => {
  if (bytes.length === 0) return refuse('ledger.statement_empty')
  if (bytes.length > MAX_STATEMENT_BYTES) return refuse('ledger.statement_too_large', { maxBytes: MAX_STATEMENT_BYTES })
  const wide = utf16Of(bytes)
  if (wide !== null) {
    const text = strictly(bytes, wide)
    return text === null || text.includes('\0') ? refuse('ledger.statement_encoding') : ok(text)
  }
  if (bytes.includes(0)) return refuse('ledger.statement_encoding')
  const declared = declaredEncoding(bytes)
  const text =
    declared !== null && CHINESE.has(declared)
      ? strictly(bytes, 'gb18030')
      : (strictly(bytes, 'utf-8') ?? (declared === null ? strictly(bytes, 'gb18030') : null))
  if (text === null) return refuse('ledger.statement_encoding')
  return text.trim() === '' ? refuse('ledger.statement_empty') : ok(text)
}
