/** Finding rules by what people type: key, title in either language, source. */
import type { Rule } from './rule.ts'

const wordsOf = (text: string): readonly string[] => text.toLowerCase().split(/\s+/u).filter(Boolean)

export const matches = (rule: Rule, query: string): boolean => {
  const haystack = [rule.key, rule.title.zh, rule.title.en, rule.bound.zh, rule.bound.en, ...rule.sources.flatMap((s) => [s.code, s.title.zh, s.title.en])].join(' ').toLowerCase()
  return wordsOf(query).every((word) => haystack.includes(word))
}
