/** The rulebook's values that bear on a distribution. */
import type { RuleSet } from '#modules/rulebook/index.ts'
import type { RewardRules } from './core/rules.ts'

/** `isBinding`: the unit is one to which the regulation speaks. */
export const rewardRules = (rules: RuleSet, isBinding: boolean): RewardRules => {
  const rate = (key: string) => ({ value: rules.number(key), rule: rules.cite(key) })
  return {
    isBinding,
    teamRate: rate('reward.rate.transferLicense'),
    base: { value: rules.text('reward.base').toLowerCase() === 'gross' ? 'gross' : 'net', rule: rules.cite('reward.base') },
    mainRate: rate('reward.inner.mainContributors'),
    transferRate: rate('reward.inner.tto'),
    planRate: rate('reward.rate.ofTotal'),
  }
}
