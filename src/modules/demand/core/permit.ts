/** Who may do and see what with a demand. */
import { actsFor, holdsRole, type Actor } from '#kernel/actor.ts'
import { PUBLIC_STATES, type DemandState } from './lifecycle.ts'

export interface Owned {
  /** Null for an imported demand: it belongs to nobody here. */
  readonly organisationId: string | null
  readonly state: DemandState
}

export const isOwner = (actor: Actor, owned: Owned): boolean => owned.organisationId !== null && holdsRole(actor, 'enterprise', owned.organisationId)

export const maySee = (actor: Actor, owned: Owned): boolean =>
  PUBLIC_STATES.includes(owned.state) ||
  actor.kind === 'system' ||
  holdsRole(actor, 'clerk') ||
  (owned.organisationId !== null && actsFor(actor, owned.organisationId))

/** Contact and answers: the enterprise itself; for imported demands the market's clerks, who pass them on. */
export const maySeePrivate = (actor: Actor, owned: Owned): boolean =>
  actor.kind === 'system' || (owned.organisationId === null ? holdsRole(actor, 'clerk') : actsFor(actor, owned.organisationId))

export const RESPONDING = ['researcher', 'tto', 'enterprise'] as const

/** In any role, also one that does not act for it. */
export const isOfOwner = (actor: Actor, owned: Owned): boolean => owned.organisationId !== null && actsFor(actor, owned.organisationId)
