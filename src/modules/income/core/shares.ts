/** Who gets how much of the reward: three groups, and persons inside each group, all in basis points. */
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { RewardRules } from './rules.ts'

/**
 * main: main contributors 主要贡献人员 · transfer: staff of the transfer office 转化人员 · other: everybody else who made an important contribution. By the Zhejiang
 * regulation art. 28 these are the completers and, beside them, researchers, staff of transfer offices and managers who did much for the conversion; art. 37
 * rewards "completion and conversion" alike, so somebody of the second kind may be a main contributor too.
 */
export const GROUPS = ['main', 'transfer', 'other'] as const
export type Group = (typeof GROUPS)[number]

export interface Share {
  readonly personId: string
  readonly group: Group
  /** Share inside the group; the shares of a group add up to 10000. */
  readonly basisPoints: number
  /** What somebody who is no completer did for the conversion; empty for completers and transfer staff. */
  readonly contribution?: string
  /** Who is not on record here: paid through the unit. */
  readonly outside?: Outside | null
}

export interface Outside {
  readonly name: string
  /** Unit, post: enough to know who is meant. */
  readonly particulars: string
}

/** Parts of the reward in basis points; they add up to 10000. */
export type GroupRates = Readonly<Record<Group, number>>

export interface Completer {
  readonly personId: string
  readonly isMain: boolean
}

const WHOLE = 10_000

export const sumOfGroup = (shares: readonly Share[], group: Group): number =>
  shares.filter((share) => share.group === group).reduce((sum, share) => sum + share.basisPoints, 0)

export const checkGroupRates = (rates: GroupRates, rules: RewardRules): Result<GroupRates> => {
  const sum = GROUPS.reduce((all, group) => all + rates[group], 0)
  if (sum !== WHOLE) return refuse('income.groups_do_not_sum', { sum: sum / 100 }, { field: 'rates' })
  if (!rules.isBinding) return ok(rates)
  if (rates.main < rules.mainRate.value)
    return refuse('income.main_share_too_low', { share: rates.main / 100, min: rules.mainRate.value / 100 }, { field: 'rates.main', rule: rules.mainRate.rule })
  if (rates.transfer < rules.transferRate.value)
    return refuse(
      'income.transfer_share_too_low',
      { share: rates.transfer / 100, min: rules.transferRate.value / 100 },
      { field: 'rates.transfer', rule: rules.transferRate.rule },
    )
  return ok(rates)
}

/** Every group that gets money has persons whose shares are whole; nobody stands in the plan twice. */
export const checkShares = (shares: readonly Share[], rates: GroupRates): Result<readonly Share[]> => {
  const persons = new Set<string>()
  for (const [index, share] of shares.entries()) {
    if (share.basisPoints <= 0) return refuse('income.share_empty', {}, { field: `shares.${index}.basisPoints` })
    if (persons.has(share.personId)) return refuse('income.person_twice', {}, { field: `shares.${index}.personId` })
    persons.add(share.personId)
  }
  for (const group of GROUPS) {
    const sum = sumOfGroup(shares, group)
    const expected = rates[group] === 0 ? 0 : WHOLE
    if (sum !== expected) return refuse('income.shares_do_not_sum', { group, sum: sum / 100, expected: expected / 100 }, { field: `shares.${group}` })
  }
  return ok(shares)
}

/**
 * The catalogue says who completed the achievement: nobody of them may be left out, who is recorded as a main contributor is paid as one, and anybody else
 * stands beside them only with the contribution that is rewarded.
 */
export const checkPersons = (shares: readonly Share[], completers: readonly Completer[]): Result<readonly Share[]> => {
  const completerIds = new Set(completers.map((completer) => completer.personId))
  for (const [index, share] of shares.entries()) {
    const isStated = share.group === 'transfer' || completerIds.has(share.personId) || (share.contribution ?? '') !== ''
    if (!isStated) return refuse('income.not_a_completer', {}, { field: `shares.${index}.contribution` })
    if (share.group === 'transfer' && share.outside) return refuse('income.not_transfer_staff', {}, { field: `shares.${index}.personId` })
  }
  for (const completer of completers) {
    const share = shares.find((candidate) => candidate.personId === completer.personId)
    if (!share || share.group === 'transfer') return refuse('income.completer_missing', {}, { field: 'shares' })
    if (completer.isMain && share.group !== 'main') return refuse('income.main_completer_moved', {}, { field: 'shares' })
  }
  return ok(shares)
}
