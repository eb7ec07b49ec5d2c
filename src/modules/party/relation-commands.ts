/** Declaring a relation, answering it, and ending one that binds. */
import { whole, type FactWith, type Told } from '#contract/fact.ts'
import { DAY_MS, later, toIso, type Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { rulesAt, statutoryDeadline } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands, Task } from '#platform/command/module.ts'
import type { partyContract } from './api.ts'
import { permitKeeping } from './core/acts.ts'
import { decideDeclaration, decideEndAsked, decideRelation, relationLife, type Evidence, type RelationState } from './core/relation.ts'
import { organisationsByIds } from './doors.ts'
import { partyFacts } from './facts.ts'
import { countUnconfirmed, insertRelation, lockRelation, saveEndAsked, saveRelationStep, wasRejected, type RelationRecord } from './relation-store.ts'

type RelationCommands = Commands<
  typeof partyContract,
  'declareRelation' | 'confirmRelation' | 'objectToRelation' | 'rejectRelation' | 'withdrawRelation' | 'askRelationEnd' | 'endRelation' | 'keepRelation'
>

export const LAPSE_TASK = 'party.relation_lapse'
const lapseKey = (id: string): string => `${LAPSE_TASK}:${id}`

const WAITING_RULE = 'relation.confirmation.days'
const OPEN_RULE = 'relation.open.perOrganisation'

const notFound = (id: string) => refuse('party.not_found', { id })

type Known = Told<(typeof partyFacts)['relation_lapsed']>

/** Both sides read every step, so nobody is tied to another one without knowing. */
const tell = <Kind extends FactWith<Known, 'named'>>(act: Act, fact: Kind, relation: RelationRecord, rest: Omit<Told<Kind>, keyof Known>): void => {
  const { id: relationId, from, to, kind, declaredFor } = relation
  const known: Known = { relationId, from, to, kind, declaredFor }
  act.publish(fact, {
    subject: relationId,
    related: [from, to],
    body: whole(fact, known, rest),
    visibleTo: [from, to],
  })
}

/** Room for one more declaration of this side, and none that an officer has turned down before. */
const checkBounds = async (act: Act, relation: RelationRecord): Promise<Result<Instant | null>> => {
  if (relation.declaredFor === null) return ok(null)
  if (await wasRejected(act.tx, relation, relation.declaredFor)) return refuse('party.relation_rejected_before', {}, { field: 'to' })
  const rules = await rulesAt(act.tx, act.now)
  const allowed = rules.number(OPEN_RULE)
  const since = later(act.now, -rules.number(WAITING_RULE) * DAY_MS)
  const used = await countUnconfirmed(act.tx, relation.declaredFor, since)
  if (used >= allowed) return refuse('party.too_many_relations', { used, allowed }, { rule: rules.cite(OPEN_RULE) })
  return ok(statutoryDeadline(rules, WAITING_RULE, act.now).closesAt)
}

const declareRelation: RelationCommands['declareRelation'] = async (act, input) => {
  if (input.from === input.to) return refuse('party.relation_to_itself', {}, { field: 'to' })
  const side = decideDeclaration(act.actor, input, input.evidence)
  if (!side.ok) return side
  const ends = await organisationsByIds(act.tx, [input.from, input.to])
  const stranger = [input.from, input.to].find((id) => !ends.has(id))
  if (stranger) return notFound(stranger)
  const isOfficers = side.value === null
  const relation: RelationRecord = {
    id: act.newId('rel'),
    from: input.from,
    to: input.to,
    kind: input.kind,
    note: input.note,
    state: isOfficers ? 'confirmed' : relationLife.initial,
    declaredFor: side.value,
    declaredAt: act.now,
    answerBy: null,
    evidenceDocumentId: isOfficers ? (input.evidence?.documentId ?? null) : null,
    objection: '',
    answerReason: isOfficers ? (input.evidence?.reason ?? '') : '',
    endAskedFor: null,
    endAskedAt: null,
    endReason: '',
  }
  const bounded = await checkBounds(act, relation)
  if (!bounded.ok) return bounded
  if (!(await insertRelation(act.tx, { ...relation, answerBy: bounded.value }, act.actor.personId))) return refuse('party.relation_known.conflict')
  tell(act, partyFacts.relation_declared, relation, { answerBy: bounded.value === null ? null : toIso(bounded.value) })
  if (bounded.value === null) tell(act, partyFacts.relation_confirmed, relation, { reason: relation.answerReason, documentId: relation.evidenceDocumentId })
  else act.schedule({ key: lapseKey(relation.id), task: LAPSE_TASK, payload: { id: relation.id }, dueAt: bounded.value })
  return ok({ relationId: relation.id, state: relation.state })
}

const FACT_OF = {
  confirmed: partyFacts.relation_confirmed,
  objected: partyFacts.relation_objected,
  rejected: partyFacts.relation_rejected,
  withdrawn: partyFacts.relation_withdrawn,
  ended: partyFacts.relation_ended,
} as const satisfies Partial<Record<RelationState, unknown>>

const isTold = (state: RelationState): state is keyof typeof FACT_OF => state in FACT_OF

interface Step {
  readonly event: 'confirm' | 'object' | 'reject' | 'withdraw' | 'end'
  readonly reason: string
  readonly evidence?: Evidence | undefined
}

const move = async (act: Act, id: string, { event, reason, evidence }: Step): Promise<Result<Record<string, never>>> => {
  const relation = await lockRelation(act.tx, id)
  if (!relation) return notFound(id)
  const decided = decideRelation(relation, act.actor, event, evidence)
  if (!decided.ok) return decided
  const state = decided.value
  await saveRelationStep(act.tx, relation, { state, by: act.actor.personId, at: act.now, reason, documentId: evidence?.documentId })
  act.unschedule(lapseKey(id))
  tell(act, isTold(state) ? FACT_OF[state] : partyFacts.relation_ended, relation, { reason, documentId: evidence?.documentId ?? null })
  return ok({})
}

const askRelationEnd: RelationCommands['askRelationEnd'] = async (act, input) => {
  const relation = await lockRelation(act.tx, input.id)
  if (!relation) return notFound(input.id)
  const decided = decideEndAsked(relation, act.actor)
  if (!decided.ok) return decided
  await saveEndAsked(act.tx, relation.id, { for: decided.value, at: act.now, reason: input.reason })
  tell(act, partyFacts.relation_end_asked, relation, { askedFor: decided.value, reason: input.reason })
  return ok({})
}

const keepRelation: RelationCommands['keepRelation'] = async (act, input) => {
  const relation = await lockRelation(act.tx, input.id)
  if (!relation) return notFound(input.id)
  const permitted = permitKeeping(relation, act.actor)
  if (!permitted.ok) return permitted
  await saveEndAsked(act.tx, relation.id, null)
  tell(act, partyFacts.relation_kept, relation, { reason: input.reason })
  return ok({})
}

export const relationCommands: RelationCommands = {
  declareRelation,
  confirmRelation: (act, { id, evidence }) => move(act, id, { event: 'confirm', reason: evidence?.reason ?? '', evidence }),
  objectToRelation: (act, { id, reason }) => move(act, id, { event: 'object', reason }),
  rejectRelation: (act, { id, reason }) => move(act, id, { event: 'reject', reason }),
  withdrawRelation: (act, { id }) => move(act, id, { event: 'withdraw', reason: '' }),
  askRelationEnd,
  endRelation: (act, { id, reason }) => move(act, id, { event: 'end', reason }),
  keepRelation,
}

/** Nobody has answered in time: the declaration is void. One that was objected to waits for the officer. */
export const lapseRelation: Task = async (act, payload) => {
  const relation = await lockRelation(act.tx, String(payload['id']))
  const next = relation && relation.answerBy !== null && act.now >= relation.answerBy ? relationLife.next(relation.state, 'lapse') : null
  if (!relation || next === null) return ok(null)
  await saveRelationStep(act.tx, relation, { state: next, by: null, at: act.now, reason: '' })
  tell(act, partyFacts.relation_lapsed, relation, {})
  return ok(null)
}
