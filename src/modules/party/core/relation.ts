/**
 * Related parties. Two organisations are related when one controls the other, directly or through others, when one and the
 * same controls both (Company Law art. 265), or when they are declared associates. Two parents of one joint venture are not
 * related to each other by it.
 */
import type { Actor } from '#kernel/actor.ts'
import { actsFor, holdsRole } from '#kernel/actor.ts'

export const RELATION_KINDS = ['parent', 'same_controller', 'associate'] as const
export type RelationKind = (typeof RELATION_KINDS)[number]

export interface Relation {
  /** For `parent`: the one that controls. */
  readonly from: string
  readonly to: string
  readonly kind: RelationKind
}

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

export const related = (relations: readonly Relation[], a: string, b: string): boolean => {
  const circleOfB = controlCircle(relations, b)
  const isAssociate = relations.some((r) => r.kind === 'associate' && ((r.from === a && r.to === b) || (r.from === b && r.to === a)))
  return isAssociate || [...controlCircle(relations, a)].some((member) => circleOfB.has(member))
}

/** Declaring is everybody's duty for himself; taking back is the clerk's, so that nobody hides a relation before a sale. */
export const mayDeclare = (actor: Actor, ends: { readonly from: string; readonly to: string }): boolean =>
  holdsRole(actor, 'clerk') || actsFor(actor, ends.from) || actsFor(actor, ends.to)
