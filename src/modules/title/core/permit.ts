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

/** By which contract it was developed, and with whom: for both sides of it, and for who checks the lot. */
export const maySeeOrigin = (actor: Actor, { institutionId, developers }: Owned & { readonly developers: readonly string[] }): boolean =>
  actor.kind === 'system' || [institutionId, ...developers].some((id) => actsFor(actor, id)) || holdsRole(actor, 'clerk') || holdsRole(actor, 'regulator')

/** A dispute, what co-owners agreed, and the free working of who gave up a part is lifted by the market, never by the party that gains from it. */
export const mayLift = (actor: Actor, owned: Owned, kind: string): boolean =>
  ['dispute', 'co_owner_agreement', 'free_working'].includes(kind) ? holdsRole(actor, 'clerk') : mayRecord(actor, owned)
