/** Changing the rulebook. */
import { actorIdOf } from '#kernel/actor.ts'
import { calendarDate, dateOf, endOfDay, toIso, type Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import type { rulebookContract } from './api.ts'
import { yearOf, type DayOverride } from './core/calendar.ts'
import { asksForComment, checkChange, checkPublication, decideComment, decideOnProposal, isUnusual, mayChangeRules } from './core/proposal.ts'
import { countWithin, statutoryDeadline, type Rule } from './core/rule.ts'
import { rulesAt, withinCalendar } from './doors.ts'
import { rulebookFacts } from './facts.ts'
import {
  countComments,
  insertComment,
  insertProposal,
  lockOpenVersion,
  lockProposal,
  saveCalendar,
  saveCalendarYear,
  saveDecision,
  saveNewVersion,
} from './store.ts'

type Contract = typeof rulebookContract

const COMMENT_RULE = 'rule.comment'

/** Until when a change of the rule is published for comment; null where the law asks for none. */
const commentsCloseOf = async (act: Act, rule: Rule): Promise<Result<Instant | null, 'rulebook.calendar_not_covered'>> => {
  if (!asksForComment(rule)) return ok(null)
  const rules = await rulesAt(act.tx, act.now)
  return withinCalendar(() => statutoryDeadline(rules, COMMENT_RULE, act.now).closesAt)
}

export const commands: Commands<Contract, 'proposeRule' | 'commentRule' | 'adoptRule' | 'rejectRule' | 'layCalendar'> = {
  proposeRule: async (act, input) => {
    const proposer = act.actor.personId
    if (!mayChangeRules(act.actor) || proposer === null) return refuse('request.forbidden')
    const rule = await lockOpenVersion(act.tx, input.key, input.branch)
    if (!rule) return refuse('rulebook.not_found', { key: input.key })
    const change = { value: input.value, validFrom: calendarDate(input.validFrom) }
    const checked = checkChange(rule, change, dateOf(act.now))
    if (!checked.ok) return checked
    const closes = await commentsCloseOf(act, rule)
    if (!closes.ok) return closes
    const commentsCloseAt = closes.value
    const published = checkPublication(commentsCloseAt, change.validFrom)
    if (!published.ok) return published
    const id = act.newId('rpr')
    const proposal = {
      id,
      key: rule.key,
      branch: rule.branch,
      ...change,
      reason: input.reason,
      state: 'proposed',
      proposedBy: proposer,
      commentsCloseAt,
    } as const
    await insertProposal(act.tx, proposal, act.now)
    act.publish(rulebookFacts.proposed, {
      subject: id,
      related: [rule.id],
      body: {
        proposalId: id,
        key: rule.key,
        branch: rule.branch,
        value: change.value,
        unit: rule.unit,
        validFrom: change.validFrom,
        commentsCloseAt: commentsCloseAt === null ? null : toIso(commentsCloseAt),
      },
    })
    return ok({ proposalId: id, isUnusual: isUnusual(rule, change.value), commentsCloseAt })
  },

  commentRule: async (act, input) => {
    const { personId } = act.actor
    if (personId === null) return refuse('request.unauthorized')
    // Locked, so that many at once do not pass together.
    const proposal = await lockProposal(act.tx, input.id)
    if (!proposal) return refuse('rulebook.not_found', { key: input.id })
    const open = decideComment(proposal, act.now)
    if (!open.ok) return open
    const used = await countComments(act.tx, { proposalId: proposal.id, personId })
    const room = countWithin(await rulesAt(act.tx, act.now), 'rule.comments.perPerson', used, 'rulebook.too_many_comments')
    if (!room.ok) return room
    const id = act.newId('rcm')
    await insertComment(act.tx, { id, proposalId: proposal.id, personId, text: input.text }, act.now)
    act.publish(rulebookFacts.commented, {
      subject: id,
      related: [proposal.id, personId],
      body: { commentId: id, proposalId: proposal.id, key: proposal.key, personId },
      visibleTo: [personId],
    })
    return ok({ commentId: id })
  },

  adoptRule: async (act, input) => {
    const proposal = await lockProposal(act.tx, input.id)
    if (!proposal || act.actor.personId === null) return refuse('rulebook.not_found', { key: input.id })
    const decided = decideOnProposal(proposal, act, 'adopt')
    if (!decided.ok) return decided
    const rule = await lockOpenVersion(act.tx, proposal.key, proposal.branch)
    if (!rule) return refuse('rulebook.not_found', { key: proposal.key })
    const checked = checkChange(rule, proposal, dateOf(act.now))
    if (!checked.ok) return checked
    const ruleId = act.newId('rul')
    await saveNewVersion(act.tx, rule, { id: ruleId, value: proposal.value, validFrom: proposal.validFrom })
    await saveDecision(act.tx, proposal.id, { state: decided.value, decidedBy: act.actor.personId, reason: input.reason, ruleId }, act.now)
    act.publish(rulebookFacts.adopted, {
      subject: ruleId,
      related: [proposal.id, rule.id],
      body: {
        ruleId,
        proposalId: proposal.id,
        replaces: rule.id,
        key: rule.key,
        branch: rule.branch,
        value: proposal.value,
        unit: rule.unit,
        validFrom: proposal.validFrom,
      },
    })
    return ok({ ruleId, validFrom: proposal.validFrom })
  },

  rejectRule: async (act, input) => {
    const proposal = await lockProposal(act.tx, input.id)
    if (!proposal || act.actor.personId === null) return refuse('rulebook.not_found', { key: input.id })
    const decided = decideOnProposal(proposal, act, 'reject')
    if (!decided.ok) return decided
    await saveDecision(act.tx, proposal.id, { state: decided.value, decidedBy: act.actor.personId, reason: input.reason, ruleId: null }, act.now)
    act.publish(rulebookFacts.rejected, {
      subject: proposal.id,
      body: { proposalId: proposal.id, key: proposal.key, branch: proposal.branch },
    })
    return ok({})
  },

  layCalendar: async (act, input) => {
    const days: readonly DayOverride[] = input.days.map((day: { readonly date: string; readonly isWorking: boolean }) => ({
      date: calendarDate(day.date),
      isWorking: day.isWorking,
    }))
    const stranger = days.find((day) => yearOf(day.date) !== input.year)
    if (stranger) return refuse('rulebook.day_in_other_year', { date: stranger.date, year: input.year }, { field: 'days' })
    // Clocks that already ran out were counted with the old days: the past stays as it was.
    const past = days.find((day) => endOfDay(day.date) <= act.now)
    if (past) return refuse('rulebook.day_is_past', { date: past.date }, { field: 'days' })
    const entry = { source: input.source, by: actorIdOf(act.actor), at: act.now }
    await saveCalendar(act.tx, days, entry)
    if (input.isComplete) await saveCalendarYear(act.tx, input.year, entry)
    act.publish(rulebookFacts.calendar_laid, {
      subject: `calendar.${input.year}`,
      body: { year: input.year, isComplete: input.isComplete, days: days.map((day) => ({ ...day })), source: input.source, at: toIso(act.now) },
    })
    return ok({})
  },
}
