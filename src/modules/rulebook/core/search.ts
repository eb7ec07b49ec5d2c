/** Finding rules by what people type: key, title in either language, source. */
import type { Rule } from './rule.ts'

/** `L3` means this source and not L31. */
const SOURCE_CODE = /^[lwc]\d+$/

const wordsOf = (text: string): readonly string[] => text.toLowerCase().split(/\s+/u)

export const matches = (rule: Rule, query: string): boolean => {
  const codes = rule.sources.map((source) => source.code.toLowerCase())
  const words = [
    rule.key,
    rule.title.zh,
    rule.title.en,
    rule.bound.zh,
    rule.bound.en,
    ...codes,
    ...rule.sources.flatMap((source) => [source.title.zh, source.title.en]),
  ]
  const haystack = words.join(' ').toLowerCase()
  return wordsOf(query).every((word) => (SOURCE_CODE.test(word) ? codes.includes(word) : haystack.includes(word)))
}
