/** One value, one text: JSON in the canonical form of RFC 8785, so that a hash of it can be made again by anybody. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** Deeper nesting is a fault of the caller, not data. */
const MAX_DEPTH = 64

/**
 * RFC 8785: no white space, keys in the order of their UTF-16 code units, numbers as ECMAScript writes them (-0 becomes 0). Throws a TypeError
 * for what JSON cannot say exactly: NaN, infinities, undefined, lone surrogates, other types, nesting deeper than 64.
 */
export const canonicalJson = (value: Json): string => write(value, 0)

const write = (value: Json | undefined, depth: number): string => {
  if (depth > MAX_DEPTH) throw new TypeError('nested too deeply for canonical JSON')
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return writeString(value)
  if (typeof value === 'number') return writeNumber(value)
  if (typeof value !== 'object') throw new TypeError(`canonical JSON has no ${typeof value}`)
  return isList(value) ? `[${value.map((item) => write(item, depth + 1)).join(',')}]` : writeObject(value, depth)
}

const writeNumber = (value: number): string => {
  if (!Number.isFinite(value)) throw new TypeError(`canonical JSON has no ${value}`)
  return JSON.stringify(value)
}

const writeObject = (value: { readonly [key: string]: Json }, depth: number): string => {
  let members = ''
  for (const key of Object.keys(value).sort()) members += `${members === '' ? '' : ','}${writeString(key)}:${write(value[key], depth + 1)}`
  return `{${members}}`
}

const isList = (value: readonly Json[] | { readonly [key: string]: Json }): value is readonly Json[] => Array.isArray(value)

/** `JSON.stringify` escapes exactly as RFC 8785 wants, except that it lets lone surrogates through as escapes. */
const writeString = (text: string): string => {
  if (SURROGATE.test(text) && LONE_SURROGATE.test(text)) throw new TypeError('canonical JSON has no lone surrogates')
  return JSON.stringify(text)
}

/** Any half of a pair: quick to look for, and nearly no text has one. */
const SURROGATE = /[\ud800-\udfff]/
const LONE_SURROGATE = /\p{Surrogate}/u
