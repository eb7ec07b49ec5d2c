/**
 * Text that no database can keep and no canonical form can carry is refused at the door, for every operation alike. What a command brings is
 * also refused when it hides signs or has one that no paper could show: it is told where it was typed, never later.
 */
import type { Bilingual } from '#kernel/bilingual.ts'
import { textProblem } from '#kernel/plain-text.ts'

interface TextIssue {
  readonly path: readonly (string | number)[]
  readonly message: string
  /** For people; the message is for programs. */
  readonly text?: Bilingual
}
type Problem = Pick<TextIssue, 'message' | 'text'>

const MAX_DEPTH = 12

const unstorable = (text: string): Problem | null => {
  if (text.includes('\u0000')) return { message: 'contains a NUL character' }
  return /\p{Surrogate}/u.test(text) ? { message: 'contains half a surrogate pair' } : null
}

const unusable = (text: string): Problem | null => {
  const problem = textProblem(text)
  return problem === null ? null : { message: problem.en, text: problem }
}

const findText = (input: unknown, problemOf: (text: string) => Problem | null, path: readonly (string | number)[] = []): TextIssue | null => {
  if (typeof input === 'string') {
    const problem = problemOf(input)
    return problem === null ? null : { path, ...problem }
  }
  if (input === null || typeof input !== 'object' || path.length > MAX_DEPTH) return null
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(input) ? [...input.entries()] : Object.entries(input)
  for (const [key, value] of entries) {
    if (typeof key === 'string' && problemOf(key) !== null) return { path, message: 'a field name cannot be stored' }
    const found = findText(value, problemOf, [...path, key])
    if (found) return found
  }
  return null
}

/** The first text of the input that is refused, with its place; null when all is well. */
export const findUnfitText = (input: unknown, kind: 'query' | 'command'): TextIssue | null =>
  findText(input, unstorable) ?? (kind === 'command' ? findText(input, unusable) : null)
