/** Secrets never reach a log: by the name of the field wherever it stands, and by the look of the text. */

const SECRET_NAME = /pass(word|wd|code|phrase)|secret|token|cookie|authorization|api-?_?key|credential|private-?_?key|^(otp|totp|pin|jwt)$|session-?_?id/i
const HIDDEN = '[redacted]'
const MAX_DEPTH = 6
const MAX_ITEMS = 100

/** Passwords in URLs, bearer tokens, and values of query parameters that are named like secrets. */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/([a-z][a-z\d+.-]*:\/\/[^\s:@/"']*):[^\s@/"']+@/gi, `$1:${HIDDEN}@`],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/g, `$1 ${HIDDEN}`],
  [/([?&][^=&\s"']*(?:token|secret|password|key|code)[^=&\s"']*)=[^&\s"']+/gi, `$1=${HIDDEN}`],
]

export const redactText = (text: string): string => PATTERNS.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), text)

const redactError = (error: Error, depth: number): Record<string, unknown> => ({
  ...redactFields({ ...error }, depth + 1),
  type: error.name,
  message: error.message,
  stack: error.stack,
  ...(error.cause === undefined ? {} : { cause: redactValue(error.cause, depth + 1) }),
})

const redactFields = (fields: object, depth: number): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, SECRET_NAME.test(name) ? HIDDEN : redactValue(value, depth)]))

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

const redactValue = (value: unknown, depth: number): unknown => {
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Uint8Array) return `[${value.length} bytes]`
  if (depth > MAX_DEPTH) return '[…]'
  if (value instanceof Error) return redactError(value, depth)
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map((item) => redactValue(item, depth + 1))
  // Requests, sockets and the like have serializers of their own.
  return isPlain(value) ? redactFields(value, depth + 1) : value
}

export const redact = (fields: object): Record<string, unknown> => redactFields(fields, 0)
