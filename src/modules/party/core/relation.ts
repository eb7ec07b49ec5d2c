/**
 * Related parties. Two organisations are related when one controls the other, directly or through others, when one and the
 * same controls both (Company Law art. 265), or when they are declared associates. Two parents of one joint venture are not
 * related to each other by it.
 *
 * A relation bars people from bidding, so nobody makes one for somebody else: it binds when the other side confirms it, or an
 * officer with evidence. Until then it binds only who declared it.
 */
import { actsFor, holdsRole, type Actor, type Role } from '#kernel/actor.ts'
import { lifecycle } from '#kernel/lifecycle.ts'
import type { Wait, Waits } from '#kernel/waiting.ts'
import { ok, refuse } from '#kernel/result.ts'

export const RELATION_KINDS = ['parent', 'same_controller', 'associate'] as const
export type RelationKind = (typeof RELATION_KINDS)[number]

export interface Relation {
  /** For `parent`: the one that controls. */
  readonly from: string
  readonly to: string
  readonly kind: RelationKind
}

export const relationLife = lifecycle({
  initial: 'declared',
  states: {
    declared: { confirm: 'confirmed', object: 'objected', reject: 'rejected', withdraw: 'withdrawn', lapse: 'lapsed' },
    objected: { confirm: 'confirmed', reject: 'rejected', withdraw: 'withdrawn' },
    confirmed: { end: 'ended' },
    rejected: {},
    withdrawn: {},
    lapsed: {},
    ended: {},
  },
})
export type RelationState = (typeof relationLife.states)[number]
type RelationPlace = 'otherSide' | 'market'
const DECIDED: Wait<'decide', RelationPlace> = { act: 'decide', of: 'market', roles: ['clerk'] }

/** The other side answers, an officer may decide at any time; one that binds waits only while its end is asked for. */
export const RELATION_WAITS: Waits<RelationState, 'answer' | 'decide' | 'decideEnd', RelationPlace> = {
  declared: [{ act: 'answer', of: 'otherSide', roles: ['approver', 'enterprise', 'admin'] }, DECIDED],
  objected: [DECIDED],
  confirmed: [{ act: 'decideEnd', of: 'market', roles: ['clerk'] }],
  rejected: [],
  withdrawn: [],
  lapsed: [],
  ended: [],
}
type RelationEvent = 'confirm' | 'object' | 'reject' | 'withdraw' | 'end'

/** The organisation, all that control it, and all that stand under one controller with any of these. */
const controlCircle = (relations: readonly Relation[], start: string): ReadonlySet<string> => {
  const circle = new Set([start])
  for (const member of circle) {
    for (const relation of relations) {
      if (relation.kind === 'parent' && relation.to === member) circle.add(relation.from)
      if (relation.kind === 'same_controller' && relation.from === member) circle.add(relation.to)
      if (relation.kind === 'same_controller' && relation.to === member) circle.add(relation.from)
    }
  }
  return circle
}

/** By confirmed relations only. */
export const related = (relations: readonly Relation[], a: string, b: string): boolean => {
  const circleOfB = controlCircle(relations, b)
  const isDirect = relations.some((r) => (r.from === a && r.to === b) || (r.from === b && r.to === a))
  return isDirect || [...controlCircle(relations, a)].some((member) => circleOfB.has(member))
}

export interface DeclaredRelation extends Relation {
  readonly state: RelationState
  /** The side that declared it; null when an officer did. */
  readonly declaredFor: string | null
  /** The side that asks for its end, while nobody has answered that. */
  readonly endAskedFor: string | null
}

type Side = 'own' | 'any'

/** Who may speak for an organisation about its relations, and who about those of others. Everybody else is refused. */
export const DECLARERS: readonly { readonly role: Role; readonly about: Side }[] = [
  { role: 'approver', about: 'own' },
  { role: 'enterprise', about: 'own' },
  { role: 'admin', about: 'own' },
  { role: 'clerk', about: 'any' },
]

export const speaksAbout = (actor: Actor, organisationId: string): boolean =>
  DECLARERS.some(({ role, about }) => about === 'own' && holdsRole(actor, role, organisationId))

/** An officer who belongs to neither side. */
const isOfficerFor = (actor: Actor, { from, to }: Pick<Relation, 'from' | 'to'>): boolean =>
  DECLARERS.some(({ role, about }) => about === 'any' && holdsRole(actor, role)) && !actsFor(actor, from) && !actsFor(actor, to)

export interface Evidence {
  readonly documentId: string
  readonly reason: string
}

/** Which side a declaration is made for; null: by an officer, who brings evidence and whose word is enough. */
export const decideDeclaration = (actor: Actor, ends: Pick<Relation, 'from' | 'to'>, evidence: Evidence | undefined) => {
  const side = [ends.from, ends.to].find((id) => speaksAbout(actor, id))
  if (side !== undefined) return ok(side)
  if (!isOfficerFor(actor, ends)) return refuse('party.relation.forbidden')
  return evidence ? ok(null) : refuse('party.relation_evidence_missing', {}, { field: 'evidence' })
}

const otherSide = ({ from, to, declaredFor }: DeclaredRelation): string | null => (declaredFor === null ? null : declaredFor === from ? to : from)

/** Who may make what of a relation. */
const MAY: Readonly<Record<RelationEvent, (actor: Actor, relation: DeclaredRelation) => boolean>> = {
  confirm: (actor, relation) => isOfficerFor(actor, relation) || isOtherSide(actor, relation),
  object: (actor, relation) => isOtherSide(actor, relation),
  reject: (actor, relation) => isOfficerFor(actor, relation),
  withdraw: (actor, { declaredFor }) => declaredFor !== null && speaksAbout(actor, declaredFor),
  end: (actor, relation) => isOfficerFor(actor, relation),
}

export const isOtherSide = (actor: Actor, relation: DeclaredRelation): boolean => {
  const other = otherSide(relation)
  return other !== null && speaksAbout(actor, other)
}

export const decideRelation = (relation: DeclaredRelation, actor: Actor, event: RelationEvent, evidence?: Evidence) => {
  if (!MAY[event](actor, relation)) return refuse('party.relation.forbidden')
  const next = relationLife.next(relation.state, event)
  if (next === null) return refuse('party.relation_state', { state: relation.state })
  if (event === 'confirm' && !isOtherSide(actor, relation) && !evidence) return refuse('party.relation_evidence_missing', {}, { field: 'evidence' })
  return ok(next)
}

/** Asking for the end of a relation that binds: either side, once until it is answered. */
export const decideEndAsked = (relation: DeclaredRelation, actor: Actor) => {
  const side = [relation.from, relation.to].find((id) => speaksAbout(actor, id))
  if (side === undefined) return refuse('party.relation.forbidden')
  if (relation.state !== 'confirmed') return refuse('party.relation_state', { state: relation.state })
  return relation.endAskedFor === null ? ok(side) : refuse('party.relation_end_asked.conflict')
}
