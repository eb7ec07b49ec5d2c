/** Who may act on a right. Records of catalogued achievements are public; acts belong to the institution, its co-owners and the completers. */
import { actsFor, holdsRole, type Actor } from '#kernel/actor.ts'

interface Owned {
  readonly institutionId: string
}

export const isOfficer = (actor: Actor, owned: Owned): boolean => holdsRole(actor, 'tto', owned.institutionId)

export const mayRecord = (actor: Actor, owned: Owned): boolean => isOfficer(actor, owned) || holdsRole(actor, 'clerk')

export const maySeeAnswers = (actor: Actor, owned: Owned): boolean =>
  actor.kind === 'system' || isOfficer(actor, owned) || holdsRole(actor, 'approver', owned.institutionId)

export const maySeeReserved = (actor: Actor, owned: Owned): boolean => actor.kind === 'system' || actsFor(actor, owned.institutionId)

/** A dispute is lifted by the market, never by the party that gains from it. */
export const mayLift = (actor: Actor, owned: Owned, kind: string): boolean => (kind === 'dispute' ? holdsRole(actor, 'clerk') : mayRecord(actor, owned))
