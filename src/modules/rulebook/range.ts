/** Value, bounds and source of one rule, for what a person may choose within them. */
import type { RuleCitation } from '#kernel/result.ts'
import type { RuleSet } from './core/rule.ts'

interface Range {
  readonly min: number
  readonly max: number
  /** What the rulebook proposes. */
  readonly standard: number
  readonly rule: RuleCitation
}

/** A bound that the rule leaves open comes from the caller. */
export const rangeOf = (rules: RuleSet, key: string, open: { readonly min?: number; readonly max?: number } = {}): Range => {
  const { boundMin, boundMax } = rules.rule(key)
  return {
    min: Math.max(boundMin ?? 0, open.min ?? 0),
    max: Math.min(boundMax ?? Number.MAX_SAFE_INTEGER, open.max ?? Number.MAX_SAFE_INTEGER),
    standard: rules.number(key),
    rule: rules.cite(key),
  }
}
