/** A change of a rule takes two people: one proposes, another adopts. The law's bounds hold for both. */
import type { Actor } from '#kernel/actor.ts'
import { holdsRole } from '#kernel/actor.ts'
import type { Json } from '#kernel/canonical-json.ts'
import type { CalendarDate } from '#kernel/instant.ts'
import { lifecycle } from '#kernel/lifecycle.ts'
import type { Waits } from '#kernel/waiting.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { citationOf, misfit, type Rule } from './rule.ts'

export const proposalLife = lifecycle({
  initial: 'proposed',
  states: {
    proposed: { adopt: 'adopted', reject: 'rejected' },
    adopted: {},
    rejected: {},
  },
})
export type ProposalState = 'proposed' | 'adopted' | 'rejected'

/** Another person than the one who proposed, before the day on which the change is to hold. */
export const PROPOSAL_WAITS: Waits<ProposalState, 'decide', 'market'> = {
  proposed: [{ act: 'decide', of: 'market', roles: ['clerk', 'admin'] }],
  adopted: [],
  rejected: [],
}

export interface Proposal {
  readonly id: string
  readonly key: string
  readonly branch: string
  readonly value: Json
  readonly validFrom: CalendarDate
  readonly reason: string
  readonly state: ProposalState
  readonly proposedBy: string
}

export const mayChangeRules = (actor: Actor): boolean => holdsRole(actor, 'clerk') || holdsRole(actor, 'admin')

/** True when the value lies outside the range met in practice, which is allowed with a reason. */
export const isUnusual = (rule: Rule, value: Json): boolean => rule.boundForce === 'custom' && isOutside(rule, value)

const isOutside = (rule: Rule, value: Json): boolean =>
  typeof value === 'number' && ((rule.boundMin !== null && value < rule.boundMin) || (rule.boundMax !== null && value > rule.boundMax))

export const CHANGE_REFUSALS = [
  'rulebook.built_in',
  'rulebook.wrong_kind',
  'rulebook.bound_violated',
  'rulebook.outside_program',
  'rulebook.not_in_future',
  'rulebook.unchanged',
  'rulebook.later_version.conflict',
] as const
type ChangeRefusal = (typeof CHANGE_REFUSALS)[number]

/** The value fits the rule's kind, keeps the bound that may not be left and starts in the future: no rule is changed backwards. */
export const checkChange = (
  rule: Rule,
  change: { readonly value: Json; readonly validFrom: CalendarDate },
  today: CalendarDate,
): Result<null, ChangeRefusal> => {
  if (rule.use === 'built_in') return refuse('rulebook.built_in', { key: rule.key }, { field: 'value' })
  const kind = misfit(rule.unit, change.value)
  if (kind) return refuse('rulebook.wrong_kind', { key: rule.key, unit: rule.unit }, { field: 'value' })
  if (rule.boundForce !== 'custom' && isOutside(rule, change.value)) {
    return refuse(
      rule.boundForce === 'law' ? 'rulebook.bound_violated' : 'rulebook.outside_program',
      { key: rule.key, min: rule.boundMin, max: rule.boundMax, unit: rule.unit, boundZh: rule.bound.zh, boundEn: rule.bound.en },
      { field: 'value', rule: citationOf(rule) },
    )
  }
  if (change.validFrom <= today) return refuse('rulebook.not_in_future', { today }, { field: 'validFrom' })
  // `rule` is the version with the open end: a version that starts later already exists when this one starts after the change.
  if (rule.validFrom !== null && rule.validFrom >= change.validFrom) {
    return refuse('rulebook.later_version.conflict', { validFrom: rule.validFrom }, { field: 'validFrom' })
  }
  if (JSON.stringify(rule.value) === JSON.stringify(change.value)) return refuse('rulebook.unchanged', {}, { field: 'value' })
  return ok(null)
}

export const decideOnProposal = (proposal: Proposal, actor: Actor, event: 'adopt' | 'reject') => {
  const next = proposalLife.next(proposal.state, event)
  if (!next) return refuse('rulebook.already_decided', { state: proposal.state })
  if (proposal.proposedBy === actor.personId) return refuse('rulebook.maker_is_checker', {})
  return ok(next)
}
