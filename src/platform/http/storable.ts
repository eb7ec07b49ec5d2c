/** Text that no database can keep and no canonical form can carry is refused at the door, for every operation alike. */

interface Unstorable {
  readonly path: readonly (string | number)[]
  readonly message: string
}

const MAX_DEPTH = 12

const problemOf = (text: string): string | null => {
  if (text.includes('\u0000')) return 'contains a NUL character'
  return /\p{Surrogate}/u.test(text) ? 'contains half a surrogate pair' : null
}

/** The first text in the input that cannot be stored, with its place; null when all can. */
export const findUnstorable = (input: unknown, path: readonly (string | number)[] = []): Unstorable | null => {
  if (typeof input === 'string') {
    const message = problemOf(input)
    return message === null ? null : { path, message }
  }
  if (input === null || typeof input !== 'object' || path.length > MAX_DEPTH) return null
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(input) ? [...input.entries()] : Object.entries(input)
  for (const [key, value] of entries) {
    if (typeof key === 'string' && problemOf(key) !== null) return { path, message: 'a field name cannot be stored' }
    const found = findUnstorable(value, [...path, key])
    if (found) return found
  }
  return null
}
