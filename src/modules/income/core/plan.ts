/**
 * The arithmetic of a distribution. Σ payouts + retained + costs + tax + co-owners = what came in, to the fen; every floor of the law holds exactly, not
 * after rounding. The desk's editor and the command use this same function.
 */
import { basisPointsOf } from '#kernel/money.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { splitByWeights } from '#kernel/split.ts'
import { incomeBase, type IncomeBase, type IncomeFigures } from './base.ts'
import type { Base, RewardRules } from './rules.ts'
import { splitAmongOwners, type AmongOwners, type OwnerShare } from './co-owners.ts'
import { checkGroupRates, checkShares, GROUPS, type Group, type GroupRates, type Share } from './shares.ts'

export interface PlanDraft extends IncomeFigures {
  /** What the team's rate is applied to. */
  readonly base: Base
  readonly teamRateBasisPoints: number
  readonly rates: GroupRates
  readonly shares: readonly Share[]
  /** Other holders of the right, with their parts of what came in; absent: the unit holds it alone. */
  readonly coOwners?: readonly OwnerShare[]
  /** The unit's rule or the agreement with its people by which it rewards; empty: none named. */
  readonly unitRule?: string
}

export interface Payout extends Share {
  readonly amountMinor: bigint
}

/** `grossMinor` is the income of the unit: what came in less the parts of the co-owners. */
export interface Distribution extends IncomeBase, AmongOwners {
  /** What the team gets. */
  readonly rewardMinor: bigint
  /** What stays with the institution. */
  readonly retainedMinor: bigint
  /** The least reward under the rule that applies. */
  readonly floorMinor: bigint
  /** The same rate on both bases, because the regulation and the provincial plan name different ones. */
  readonly onNetMinor: bigint
  readonly onGrossMinor: bigint
  readonly groups: Readonly<Record<Group, bigint>>
  readonly payouts: readonly Payout[]
}

/** Below this the parts of the law cannot be told apart in whole fen. */
const LEAST_REWARD_MINOR = 100n

const amountOf = (base: IncomeBase, which: Base): bigint => (which === 'net' ? base.netMinor : base.grossMinor)

/** The reward, rounded up so that a rate at the floor is never a fen below it; never more than the net income. */
const rewardOf = (base: IncomeBase, draft: PlanDraft, rules: RewardRules): Result<{ rewardMinor: bigint; floorMinor: bigint }> => {
  const floorMinor = basisPointsOf(amountOf(base, rules.base.value), rules.teamRate.value, 'up')
  const rewardMinor = basisPointsOf(amountOf(base, draft.base), draft.teamRateBasisPoints, 'up')
  if (rewardMinor > base.netMinor) return refuse('income.reward_exceeds_net', {}, { field: 'teamRateBasisPoints' })
  if (rules.isBinding && rewardMinor < floorMinor)
    return refuse(
      'income.team_share_too_low',
      { share: draft.teamRateBasisPoints / 100, min: rules.teamRate.value / 100, base: rules.base.value },
      { field: 'teamRateBasisPoints', rule: rules.teamRate.rule },
    )
  if (rewardMinor < LEAST_REWARD_MINOR) return refuse('income.nothing_to_share', {}, { field: 'teamRateBasisPoints' })
  return ok({ rewardMinor, floorMinor })
}

/** Where no floor binds, who stays below the figures that are proposed names what it goes by. */
const checkUnitRule = (draft: PlanDraft, isBelowFloor: boolean, { isBinding, mainRate, transferRate, teamRate }: RewardRules): Result<null> => {
  const isBelow = isBelowFloor || draft.rates.main < mainRate.value || draft.rates.transfer < transferRate.value
  return !isBinding && isBelow && (draft.unitRule ?? '') === ''
    ? refuse('income.unit_rule_missing', { min: teamRate.value / 100 }, { field: 'unitRule', rule: teamRate.rule })
    : ok(null)
}

/** Splits the reward and lifts a group that rounding left a fen below its floor, from the group that lies highest above its own. */
const splitGroups = (rewardMinor: bigint, rates: GroupRates, rules: RewardRules): Readonly<Record<Group, bigint>> => {
  const parts = splitByWeights(
    rewardMinor,
    GROUPS.map((group) => BigInt(rates[group])),
  )
  const floorOf = (rate: number) => (rules.isBinding ? basisPointsOf(rewardMinor, rate, 'up') : 0n)
  const floors = [floorOf(rules.mainRate.value), floorOf(rules.transferRate.value), 0n]
  const surplus = (index: number) => (parts[index] ?? 0n) - (floors[index] ?? 0n)
  for (const index of floors.keys()) {
    while (surplus(index) < 0n) {
      const giver = [0, 1, 2].reduce((best, candidate) => (surplus(candidate) > surplus(best) ? candidate : best))
      parts[index] = (parts[index] ?? 0n) + 1n
      parts[giver] = (parts[giver] ?? 0n) - 1n
    }
  }
  const [main = 0n, transfer = 0n, other = 0n] = parts
  return { main, transfer, other }
}

const splitPersons = (shares: readonly Share[], groups: Readonly<Record<Group, bigint>>): readonly Payout[] => {
  const amounts = new Map<string, bigint>()
  for (const group of GROUPS) {
    const members = shares.filter((share) => share.group === group)
    if (members.length === 0) continue
    const parts = splitByWeights(
      groups[group],
      members.map((member) => BigInt(member.basisPoints)),
    )
    members.forEach((member, index) => amounts.set(member.personId, parts[index] ?? 0n))
  }
  return shares.map((share) => ({ ...share, amountMinor: amounts.get(share.personId) ?? 0n }))
}

/** The whole distribution, or the first rule that stands against it. */
export const distribute = (draft: PlanDraft, rules: RewardRules): Result<Distribution> => {
  const owners = splitAmongOwners(draft.grossMinor, draft.coOwners ?? [])
  if (!owners.ok) return owners
  const base = incomeBase({ ...draft, grossMinor: owners.value.ownMinor }, rules.base.rule)
  if (!base.ok) return base
  const reward = rewardOf(base.value, draft, rules)
  if (!reward.ok) return reward
  const rates = checkGroupRates(draft.rates, rules)
  if (!rates.ok) return rates
  const shares = checkShares(draft.shares, draft.rates)
  if (!shares.ok) return shares
  const { rewardMinor, floorMinor } = reward.value
  const ruled = checkUnitRule(draft, rewardMinor < floorMinor, rules)
  if (!ruled.ok) return ruled
  const groups = splitGroups(rewardMinor, draft.rates, rules)
  const { grossMinor, netMinor } = base.value
  return ok({
    ...base.value,
    ...owners.value,
    rewardMinor,
    retainedMinor: netMinor - rewardMinor,
    floorMinor,
    onNetMinor: basisPointsOf(netMinor, draft.teamRateBasisPoints, 'up'),
    onGrossMinor: basisPointsOf(grossMinor, draft.teamRateBasisPoints, 'up'),
    groups,
    payouts: splitPersons(draft.shares, groups),
  })
}
