/** Objecting to a notice, and answering an objection. */
import { toIso } from '#kernel/instant.ts'
import { ok, refuse } from '#kernel/result.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import { rulesAt } from '#modules/rulebook/index.ts'
import type { noticeContract } from './api.ts'
import { afterObjection, decideHandling, decideObjection, objectionLife } from './core/notice.ts'
import { cancelClose, endNotice, resumeIfClear, tell } from './steps.ts'
import { countOpen, insertObjection, lockNotice, readObjection, saveClock, saveObjection } from './store.ts'

type Contract = typeof noticeContract

const PAUSE_RULE = 'objection.pausesProcedure'

/** The notice is locked first, then the objection is read again: two answers at once queue behind each other. */
const loadForHandling = async (act: Act, objectionId: string) => {
  const seen = await readObjection(act.tx, objectionId)
  const notice = seen ? await lockNotice(act.tx, seen.noticeId) : null
  const objection = notice ? await readObjection(act.tx, objectionId) : null
  return notice && objection ? { notice, objection } : null
}

const visibleToPerson = (actor: Actor): readonly string[] => (actor.personId === null ? [] : [actor.personId])

export const commands: Commands<Contract, 'object' | 'retractObjection' | 'dismissObjection' | 'upholdObjection'> = {
  object: async (act, input) => {
    const notice = await lockNotice(act.tx, input.id)
    const { personId } = act.actor
    if (!notice || personId === null) return refuse('notice.not_found', { id: input.id })
    const decided = decideObjection(notice, act.now, await countOpen(act.tx, notice.id, personId))
    if (!decided.ok) return decided
    const rules = await rulesAt(act.tx, act.now)
    const after = afterObjection(notice, rules.calendar, act.now, rules.flag(PAUSE_RULE))
    const id = act.newId('obj')
    await insertObjection(act.tx, {
      id,
      noticeId: notice.id,
      personId,
      grounds: input.grounds,
      evidence: input.evidence,
      state: objectionLife.initial,
      filedAt: act.now,
    })
    await saveClock(act.tx, notice, after)
    if (!after.clock.isRunning) cancelClose(act, notice.id)
    tell(act, 'notice.objected', notice, {
      objectionId: id,
      paused: after.state === 'paused',
      remaining: after.clock.remaining,
      unit: after.clock.unit,
      ruleId: rules.id(PAUSE_RULE),
    })
    // Who objected and why stays with the objector, who can prove it; the public learns only that there is an objection.
    act.publish({
      type: 'notice.objection_filed',
      subject: id,
      related: [personId],
      body: { objectionId: id, noticeId: notice.id, personId, grounds: input.grounds, evidence: input.evidence, filedAt: toIso(act.now) },
      visibleTo: visibleToPerson(act.actor),
    })
    return ok({ objectionId: id, state: after.state })
  },

  retractObjection: async (act, input) => {
    const found = await loadForHandling(act, input.id)
    if (!found || found.objection.personId !== act.actor.personId) return refuse('notice.not_found', { id: input.id })
    const next = objectionLife.next(found.objection.state, 'retract')
    if (next === null) return refuse('notice.already_decided', { state: found.objection.state })
    await saveObjection(act.tx, found.objection.id, { state: next, by: act.actor.personId, at: act.now, reason: '' })
    tell(act, 'notice.objection_retracted', found.notice, { objectionId: found.objection.id })
    const resumed = await resumeIfClear(act, found.notice)
    return resumed.ok ? ok({}) : resumed
  },

  dismissObjection: async (act, input) => {
    const found = await loadForHandling(act, input.id)
    if (!found) return refuse('notice.not_found', { id: input.id })
    const decided = decideHandling(found.notice, found.objection, act.actor, 'dismiss')
    if (!decided.ok) return decided
    await saveObjection(act.tx, found.objection.id, { state: decided.value, by: act.actor.personId, at: act.now, reason: input.reason })
    tell(act, 'notice.objection_dismissed', found.notice, { objectionId: found.objection.id, reason: input.reason })
    const resumed = await resumeIfClear(act, found.notice)
    if (!resumed.ok) return resumed
    return ok({ closesAt: resumed.value.isRunning ? toIso(resumed.value.closesAt) : null })
  },

  upholdObjection: async (act, input) => {
    const found = await loadForHandling(act, input.id)
    if (!found) return refuse('notice.not_found', { id: input.id })
    const decided = decideHandling(found.notice, found.objection, act.actor, 'uphold')
    if (!decided.ok) return decided
    await saveObjection(act.tx, found.objection.id, { state: decided.value, by: act.actor.personId, at: act.now, reason: input.reason })
    tell(act, 'notice.objection_upheld', found.notice, { objectionId: found.objection.id, reason: input.reason })
    const ended = await endNotice(act, found.notice, 'uphold', input.reason)
    return ended.ok ? ok({}) : ended
  },
}
