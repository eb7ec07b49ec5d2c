/** Bytes as text and back, each value in one spelling: what may be written in two ways cannot be compared or hashed. */

export const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

export const joinBytes = (...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** Not for secrets: it answers sooner when the first bytes differ. */
export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, at) => byte === b[at])

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const VALUES: Readonly<Record<string, number>> = Object.fromEntries([...DIGITS].map((digit, value) => [digit, value]))
/** Texts of this many groups are put together at once. */
const GROUPS = 4096

/** Standard base64 with padding (RFC 4648 §4). */
export const base64Of = (bytes: Uint8Array): string => {
  const pieces: string[] = []
  let piece = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3)
    const left = bytes.length - at
    piece += `${DIGITS[a >> 2]}${DIGITS[((a & 3) << 4) | (b >> 4)]}${left > 1 ? DIGITS[((b & 15) << 2) | (c >> 6)] : '='}${left > 2 ? DIGITS[c & 63] : '='}`
    if (piece.length >= 4 * GROUPS) {
      pieces.push(piece)
      piece = ''
    }
  }
  return `${pieces.join('')}${piece}`
}

/** Null for what is no base64, is not its one spelling, or has another length than asked for. */
export const bytesOfBase64 = (text: string, length?: number): Uint8Array<ArrayBuffer> | null => {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null
  const digits = text.endsWith('==') ? text.length - 2 : text.endsWith('=') ? text.length - 1 : text.length
  const bytes = new Uint8Array(Math.floor((digits * 6) / 8))
  if (length !== undefined && bytes.length !== length) return null
  let held = 0
  let bits = 0
  let at = 0
  for (let place = 0; place < digits; place += 1) {
    held = ((held << 6) | (VALUES[text.charAt(place)] ?? 0)) & 0xfff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at] = (held >>> bits) & 0xff
      at += 1
    }
  }
  // Spare bits that are not zero would be a second spelling.
  return (held & ((1 << bits) - 1)) === 0 ? bytes : null
}

/** UTF-8 of a text. Throws a URIError for lone surrogates, which no bytes stand for. */
export const utf8Of = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(encodeURIComponent(text).match(/%[0-9A-F]{2}|[^%]/g) ?? [], (piece) =>
    piece.startsWith('%') ? Number.parseInt(piece.slice(1), 16) : piece.charCodeAt(0),
  )
