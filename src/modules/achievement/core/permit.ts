/** Who may do and see what with an achievement. */
import { actsFor, holdsRole, type Actor } from '#kernel/actor.ts'
import type { AchievementState } from './lifecycle.ts'

export interface Owned {
  readonly institutionId: string
  readonly state: AchievementState
  readonly createdBy: string
  readonly completerIds: readonly string[]
}

const isDiscloser = (actor: Actor, owned: Pick<Owned, 'createdBy'>): boolean => actor.personId !== null && actor.personId === owned.createdBy

export const isCompleter = (actor: Actor, owned: Pick<Owned, 'completerIds'>): boolean => actor.personId !== null && owned.completerIds.includes(actor.personId)

/** The researcher who wrote the disclosure. */
export const mayEdit = (actor: Actor, owned: Owned): boolean => isDiscloser(actor, owned) && holdsRole(actor, 'researcher', owned.institutionId)

export const mayAssess = (actor: Actor, owned: Pick<Owned, 'institutionId'>): boolean => holdsRole(actor, 'tto', owned.institutionId)

/** A second person of the same institution; that it is not the assessor is a rule with an answer of its own. */
export const mayApprove = (actor: Actor, owned: Pick<Owned, 'institutionId'>): boolean =>
  holdsRole(actor, 'approver', owned.institutionId) || holdsRole(actor, 'tto', owned.institutionId)

/** Parts that never leave the institution: know-how, shares, notes of the assessment. */
export const maySeeConfidential = (actor: Actor, owned: Owned): boolean =>
  actor.kind === 'system' || isDiscloser(actor, owned) || isCompleter(actor, owned) || mayApprove(actor, owned)

/** A draft is its writer's alone; the rest of the institution learns of it on disclosure. */
export const maySee = (actor: Actor, owned: Owned): boolean => {
  if (owned.state === 'catalogued' || actor.kind === 'system' || isDiscloser(actor, owned)) return true
  if (owned.state === 'draft') return false
  if (isCompleter(actor, owned) || mayApprove(actor, owned)) return true
  return owned.state !== 'secret' && holdsRole(actor, 'regulator')
}

export const actsForInstitution = (actor: Actor, institutionId: string): boolean => actsFor(actor, institutionId)
