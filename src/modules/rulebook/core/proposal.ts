/** A change of a rule takes two people: one proposes, another adopts. The law's bounds hold for both. */
import type { Actor } from '#kernel/actor.ts'
import { holdsRole } from '#kernel/actor.ts'
import type { Json } from '#kernel/canonical-json.ts'
import { addCalendarDays } from '#kernel/business-calendar.ts'
import { dateOf, later, type CalendarDate, type Instant } from '#kernel/instant.ts'
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

/** Another person than the one who proposed, when comments are closed and before the day on which the change is to hold. */
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
  /** End of the publication for comment; null where the law asks for none. */
  readonly commentsCloseAt: Instant | null
}

export const mayChangeRules = (actor: Actor): boolean => holdsRole(actor, 'clerk') || holdsRole(actor, 'admin')

/**
 * Rules of this market are published for comment before they change (E-Commerce Law art. 34): its own, defaults, policy and practice that it follows. A
 * binding value is corrected when the law changes: nobody is asked whether it holds.
 */
export const asksForComment = (rule: Pick<Rule, 'standing'>): boolean => rule.standing !== 'binding'

/** The first day on which a change published until then can hold: it is adopted after the last day of comment, and holds from the day after. */
export const earliestStart = (commentsCloseAt: Instant): CalendarDate => addCalendarDays(dateOf(commentsCloseAt), 1)

/** Whoever is signed in comments, while the proposal is published for it. */
export const decideComment = (proposal: Pick<Proposal, 'state' | 'commentsCloseAt'>, now: Instant): Result<null, 'rulebook.comments_over'> =>
  proposal.state === 'proposed' && proposal.commentsCloseAt !== null && now < proposal.commentsCloseAt ? ok(null) : refuse('rulebook.comments_over', {})

/** No change holds before it was public for the whole period. */
export const checkPublication = (commentsCloseAt: Instant | null, validFrom: CalendarDate): Result<null, 'rulebook.before_publication_ends'> => {
  if (commentsCloseAt === null) return ok(null)
  const earliest = earliestStart(commentsCloseAt)
  return validFrom < earliest ? refuse('rulebook.before_publication_ends', { earliest }, { field: 'validFrom' }) : ok(null)
}

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

/** Rejected at any time, adopted only when everybody had the time to comment. */
export const decideOnProposal = (proposal: Proposal, { actor, now }: { readonly actor: Actor; readonly now: Instant }, event: 'adopt' | 'reject') => {
  const next = proposalLife.next(proposal.state, event)
  if (!next) return refuse('rulebook.already_decided', { state: proposal.state })
  if (proposal.proposedBy === actor.personId) return refuse('rulebook.maker_is_checker', {})
  if (event === 'adopt' && proposal.commentsCloseAt !== null && now < proposal.commentsCloseAt) {
    return refuse('rulebook.comments_open', { until: dateOf(later(proposal.commentsCloseAt, -1)) })
  }
  return ok(next)
}
