/** Objecting to a notice, answering an objection, and appealing against the loss of the right to object. */
import { actorIdOf } from '#kernel/actor.ts'
import { whole, type FactWith, type Told } from '#contract/fact.ts'
import { toIso } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import { rulesAt, statutoryDeadline, type RuleSet } from '#modules/rulebook/index.ts'
import type { noticeContract } from './api.ts'
import { permitAnswer, permitFrivolous, permitRetraction } from './core/acts.ts'
import { afterObjection, objectionLife } from './core/notice.ts'
import { barLife, decideAppeal, decideObjection, decideReview, OPEN_RULE, type Admission } from './core/objection.ts'
import { noticeFacts } from './facts.ts'
import {
  insertBar,
  insertObjection,
  lockBar,
  passLead,
  readGroup,
  readHistory,
  readObjection,
  saveAppeal,
  saveObjections,
  saveReview,
  type BarRecord,
  type ObjectionRecord,
} from './objection-store.ts'
import { cancelClose, endNotice, resumeIfClear, tell } from './steps.ts'
import { lockNotice, saveClock, type NoticeRecord } from './store.ts'

type Handlers = Commands<typeof noticeContract, 'object' | 'retractObjection' | 'dismissObjection' | 'upholdObjection' | 'appealBar' | 'reviewBar'>

const PAUSE_RULE = 'objection.pausesProcedure'
const BAR_RULE = 'objection.frivolous.bar'
const APPEAL_RULE = 'objection.appeal.days'

/** The house rule behind a refusal. */
const RULE_OF: Readonly<Record<string, string>> = { 'notice.barred': BAR_RULE, 'notice.too_many_objections': OPEN_RULE }

/** Answers a repeated ground: no officer is asked twice. */
const REPEATED = '同一异议人就同一理由已提出过异议，不再重复审查。 / The same person has objected on the same ground before.'

/** The notice is locked first, then the objection is read again: two answers at once queue behind each other. */
const loadForHandling = async (act: Act, objectionId: string) => {
  const seen = await readObjection(act.tx, objectionId)
  const notice = seen ? await lockNotice(act.tx, seen.noticeId) : null
  const objection = notice ? await readObjection(act.tx, objectionId) : null
  return notice && objection ? { notice, objection } : null
}

interface Admitted {
  readonly rules: RuleSet
  readonly admission: Admission
}

/** Puts the objection on record and stops the clock when it is the first on its ground that does. */
const admit = async (act: Act, notice: NoticeRecord, objection: ObjectionRecord, { rules, admission }: Admitted) => {
  const stops = admission.kind === 'first' && admission.stops && rules.flag(PAUSE_RULE)
  const after = afterObjection(notice, rules.calendar, act.now, stops)
  await insertObjection(act.tx, { ...objection, stopped: stops })
  await saveClock(act.tx, notice, after)
  if (!after.clock.isRunning) cancelClose(act, notice.id)
  tell(act, noticeFacts.objected, notice, {
    objectionId: objection.id,
    ground: objection.ground,
    admission: admission.kind,
    paused: after.state === 'paused',
    remaining: after.clock.remaining,
    unit: after.clock.unit,
    ruleId: rules.id(PAUSE_RULE),
  })
  return after.state
}

const object: Handlers['object'] = async (act, input) => {
  const notice = await lockNotice(act.tx, input.id)
  const { personId } = act.actor
  if (!notice || personId === null) return refuse('notice.not_found', { id: input.id })
  const rules = await rulesAt(act.tx, act.now)
  const { ground, grounds, evidence } = input
  const history = await readHistory(act.tx, { noticeId: notice.id, personId, ground })
  const decided = decideObjection(notice, history, { now: act.now, maxOpen: rules.number(OPEN_RULE), ground })
  if (!decided.ok) {
    const rule = RULE_OF[decided.refusal.code]
    return rule === undefined ? decided : { ok: false, refusal: { ...decided.refusal, rule: rules.cite(rule) } }
  }
  const admission = decided.value
  const objection: ObjectionRecord = {
    id: act.newId('obj'),
    noticeId: notice.id,
    personId,
    ground,
    grounds,
    evidence,
    state: objectionLife.initial,
    joinedTo: admission.kind === 'joined' ? admission.leadId : null,
    stopped: false,
    filedAt: act.now,
    decidedAt: null,
    decisionReason: '',
  }
  const state = await admit(act, notice, objection, { rules, admission })
  // Who objected and why stays with the objector, who can prove it; the public learns only that there is an objection.
  act.publish(noticeFacts.objection_filed, {
    subject: objection.id,
    related: [personId],
    body: { objectionId: objection.id, noticeId: notice.id, personId, ground, grounds, evidence, filedAt: toIso(act.now) },
    visibleTo: [personId],
  })
  if (admission.kind === 'repeated') {
    await saveObjections(act.tx, [objection.id], { state: 'dismissed', by: 'system', at: act.now, reason: REPEATED })
    tell(act, noticeFacts.objection_dismissed, notice, { objectionId: objection.id, reason: REPEATED })
  }
  return ok({ objectionId: objection.id, state, admission: admission.kind })
}

const retractObjection: Handlers['retractObjection'] = async (act, input) => {
  const found = await loadForHandling(act, input.id)
  if (!found) return refuse('notice.not_found', { id: input.id })
  const permitted = permitRetraction(found.objection, act.actor)
  if (!permitted.ok) return permitted
  await saveObjections(act.tx, [found.objection.id], { state: permitted.value, by: act.actor.personId, at: act.now, reason: '' })
  const heir = found.objection.joinedTo === null ? (await readGroup(act.tx, found.objection))[0] : undefined
  if (heir) await passLead(act.tx, found.objection.id, heir.id)
  tell(act, noticeFacts.objection_retracted, found.notice, { objectionId: found.objection.id })
  const resumed = await resumeIfClear(act, found.notice)
  return resumed.ok ? ok({}) : resumed
}

interface Answer {
  readonly id: string
  readonly event: 'dismiss' | 'uphold'
  readonly reason: string
}

const ANSWER_FACT = { dismiss: noticeFacts.objection_dismissed, uphold: noticeFacts.objection_upheld } as const

/** One answer for all that are examined together; refused when one of them is the handler's own. */
const answer = async (
  act: Act,
  { id, event, reason }: Answer,
): Promise<Result<{ readonly notice: NoticeRecord; readonly group: readonly ObjectionRecord[] }>> => {
  const found = await loadForHandling(act, id)
  if (!found) return refuse('notice.not_found', { id })
  const open = await readGroup(act.tx, found.objection)
  const group = open.length === 0 ? [found.objection] : open
  const permitted = permitAnswer(found.notice, group, act.actor, event)
  if (!permitted.ok) return permitted
  const state = event === 'dismiss' ? 'dismissed' : 'upheld'
  await saveObjections(
    act.tx,
    group.map((objection) => objection.id),
    { state, by: act.actor.personId, at: act.now, reason },
  )
  for (const objection of group) tell(act, ANSWER_FACT[event], found.notice, { objectionId: objection.id, reason })
  return ok({ notice: found.notice, group })
}

/** Takes the right to object away for a time: from who came first with it, not from those who joined. */
const bar = async (act: Act, objection: ObjectionRecord, reason: string): Promise<void> => {
  const rules = await rulesAt(act.tx, act.now)
  const until = statutoryDeadline(rules, BAR_RULE, act.now).closesAt
  const appealBy = statutoryDeadline(rules, APPEAL_RULE, act.now).closesAt
  const record = {
    objectionId: objection.id,
    personId: objection.personId,
    state: barLife.initial,
    reason,
    ruleId: rules.id(BAR_RULE),
    decidedBy: actorIdOf(act.actor),
    decidedAt: act.now,
    until,
    appealBy,
  }
  await insertBar(act.tx, record)
  tellBar(act, noticeFacts.objector_barred, record, { reason, until: toIso(until), appealBy: toIso(appealBy), ruleId: record.ruleId })
}

type BarOf = Pick<BarRecord, 'objectionId' | 'personId'>

/** Between the market and the person: nobody else reads who lost the right. */
const tellBar = <Kind extends FactWith<BarOf, 'named'>>(act: Act, fact: Kind, { objectionId, personId }: BarOf, rest: Omit<Told<Kind>, keyof BarOf>): void =>
  act.publish(fact, { subject: objectionId, related: [personId], body: whole(fact, { objectionId, personId }, rest), visibleTo: [personId] })

const dismissObjection: Handlers['dismissObjection'] = async (act, { id, reason, isFrivolous }) => {
  const answered = await answer(act, { id, event: 'dismiss', reason })
  if (!answered.ok) return answered
  const { notice, group } = answered.value
  const [lead] = group
  if (isFrivolous && lead) {
    const permitted = permitFrivolous(notice, act.actor)
    if (!permitted.ok) return permitted
    await bar(act, lead, reason)
  }
  const resumed = await resumeIfClear(act, notice)
  if (!resumed.ok) return resumed
  return ok({ closesAt: resumed.value.isRunning ? toIso(resumed.value.closesAt) : null })
}

const upholdObjection: Handlers['upholdObjection'] = async (act, { id, reason }) => {
  const answered = await answer(act, { id, event: 'uphold', reason })
  if (!answered.ok) return answered
  const ended = await endNotice(act, answered.value.notice, 'uphold', reason)
  return ended.ok ? ok({}) : ended
}

const appealBar: Handlers['appealBar'] = async (act, { id, reason }) => {
  const found = await lockBar(act.tx, id)
  if (!found) return refuse('notice.not_found', { id })
  const decided = decideAppeal(found, act.actor, act.now)
  if (!decided.ok) return decided
  await saveAppeal(act.tx, id, { state: decided.value, reason, at: act.now })
  tellBar(act, noticeFacts.bar_appealed, found, { reason })
  return ok({})
}

const reviewBar: Handlers['reviewBar'] = async (act, { id, outcome, reason }) => {
  const found = await lockBar(act.tx, id)
  if (!found || act.actor.personId === null) return refuse('notice.not_found', { id })
  const decided = decideReview(found, act.actor, outcome)
  if (!decided.ok) return decided
  await saveReview(act.tx, id, { state: decided.value, reason, by: act.actor.personId, at: act.now })
  tellBar(act, decided.value === 'lifted' ? noticeFacts.bar_lifted : noticeFacts.bar_kept, found, { reason })
  return ok({})
}

export const commands: Handlers = { object, retractObjection, dismissObjection, upholdObjection, appealBar, reviewBar }
