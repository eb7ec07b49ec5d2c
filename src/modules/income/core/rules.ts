/** The numbers that the law and the market's rulebook set for a distribution, frozen into the plan when it is drafted. */
import type { RuleCitation } from '#kernel/result.ts'

export type Base = 'net' | 'gross'

export interface Rule {
  readonly value: number
  readonly rule: RuleCitation
}

export interface RewardRules {
  /** Least share of the base that goes to the team, in basis points. Zhejiang: 7000. */
  readonly teamRate: Rule
  /** What the floor is measured against. The Zhejiang regulation says net income, the provincial plan says total income. */
  readonly base: { readonly value: Base; readonly rule: RuleCitation }
  /** Least share of the reward for the main contributors, in basis points. */
  readonly mainRate: Rule
  /** Least share of the reward for the staff of the transfer office, in basis points. */
  readonly transferRate: Rule
}
