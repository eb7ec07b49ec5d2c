/** The numbers that the law and the market's rulebook set for a distribution, frozen into the plan when it is drafted. */
import type { RuleCitation } from '#kernel/result.ts'

export type Base = 'net' | 'gross'

export interface Rule {
  readonly value: number
  readonly rule: RuleCitation
}

export interface RewardRules {
  /**
   * Whether the floors bind this unit: the Zhejiang regulation art. 37 speaks to institutes and universities that government set up. Elsewhere its figures are
   * what is proposed, and the unit's own rule or agreement decides (law on conversion, art. 44).
   */
  readonly isBinding: boolean
  /** Least share of the base that goes to the team, in basis points. Zhejiang: 7000. */
  readonly teamRate: Rule
  /** What the floor is measured against. The Zhejiang regulation says net income, the provincial plan says total income. */
  readonly base: { readonly value: Base; readonly rule: RuleCitation }
  /** Least share of the reward for the main contributors, in basis points. */
  readonly mainRate: Rule
  /** Least share of the reward for the staff of the transfer office, in basis points. */
  readonly transferRate: Rule
  /** What the provincial plan calls for, of total income. Policy: shown beside every plan, and refuses none. */
  readonly planRate: Rule
}

/**
 * Whom the regulation means by institutes and universities that government set up: their credit code is given by the establishment office (12: public
 * institution). A private university (52) or an institute that became a company (91) follows its own rules, or those of companies (art. 37, last but one).
 */
export const isGovernmentInstitute = ({ kind, creditCode }: { readonly kind: string; readonly creditCode: string }): boolean =>
  (kind === 'university' || kind === 'institute') && creditCode.startsWith('12')
