/** The rules of a lot by their names, in the language of the page alone: the whole table would come with the first visit otherwise. */
import { codeText, type Lang } from '../../i18n/lang.ts'
import type { Lot, NamedRule } from './lot-loaded.ts'
import { ruleNames } from './lot-rules.text.ts'

/** Each once. */
export const namedRules = (rules: Lot['rules'], lang: Lang): NamedRule[] => {
  const name = codeText(ruleNames, lang)
  return [...new Map(rules.map((rule) => [rule.key, { ...rule, name: name(rule.key) }])).values()]
}
