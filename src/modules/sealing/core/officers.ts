/** Opening officers: their keys, and who may sit together over a box. */
import { holdsRole, type Actor, type Role } from '#kernel/actor.ts'
import { lifecycle } from '#kernel/lifecycle.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Waits } from '#kernel/waiting.ts'

/** The groups of officers. No group opens a box alone. */
export const OFFICER_ROLES = ['clerk', 'auctioneer', 'finance', 'regulator'] as const satisfies readonly Role[]
export type OfficerRole = (typeof OFFICER_ROLES)[number]
/** Of no market: at least one of these sits over every box. */
export const INDEPENDENT: OfficerRole = 'regulator'

export const keyLife = lifecycle({
  initial: 'registered',
  states: { registered: { certify: 'certified', revoke: 'revoked' }, certified: { revoke: 'revoked' }, revoked: {} },
})
export const KEY_STATES = ['registered', 'certified', 'revoked'] as const
export type KeyState = (typeof KEY_STATES)[number]

export const KEY_WAITS: Waits<KeyState, 'certify', 'otherGroup'> = {
  registered: [{ act: 'certify', of: 'otherGroup', roles: OFFICER_ROLES }],
  certified: [],
  revoked: [],
}

export interface OfficerKey {
  readonly id: string
  readonly personId: string
  readonly role: OfficerRole
  readonly state: KeyState
  readonly publicKey: string
  /** SHA-256 of the public key, hex. */
  readonly fingerprint: string
}

const isOfficer = (actor: Actor): boolean => OFFICER_ROLES.some((role) => holdsRole(actor, role))

/** Compared by somebody of another group: neither the server nor the own colleagues say whose key it is. */
export const permitCertify = (actor: Actor, key: OfficerKey): Result<null> => {
  if (!isOfficer(actor)) return refuse('sealing.not_found')
  if (key.personId === actor.personId || !OFFICER_ROLES.some((role) => role !== key.role && holdsRole(actor, role)))
    return refuse('sealing.other_group.forbidden')
  return keyLife.next(key.state, 'certify') === null ? refuse('sealing.key_decided') : ok(null)
}

/** By its holder, and by whoever could have certified it. */
export const permitRevoke = (actor: Actor, key: OfficerKey): Result<null> => {
  if (!isOfficer(actor)) return refuse('sealing.not_found')
  const mayOther = OFFICER_ROLES.some((role) => role !== key.role && holdsRole(actor, role))
  if (key.personId !== actor.personId && !mayOther) return refuse('sealing.other_group.forbidden')
  return keyLife.next(key.state, 'revoke') === null ? refuse('sealing.key_decided') : ok(null)
}

/** In groups of four, as two people read it to each other. */
export const spoken = (fingerprint: string): string => fingerprint.match(/.{1,4}/g)?.join(' ') ?? ''

export interface Bench {
  readonly threshold: number
  /** As many as the rule wants; two more than the threshold at least. */
  readonly wanted: number
  /** Certified keys of people who may sit over this box. */
  readonly eligible: readonly OfficerKey[]
}

/** As many as are named at least: two can stay away, where there are so many. */
export const neededOn = ({ threshold, wanted, eligible }: Bench): number => Math.max(threshold, Math.min(Math.max(wanted, threshold + 2), eligible.length))

/** A bench that can lose two of its members, that no group makes up alone, and on which somebody independent sits. */
export const decideBench = (chosen: readonly string[], bench: Bench): Result<readonly OfficerKey[]> => {
  const { threshold, eligible } = bench
  const keys = eligible.filter(({ id }) => chosen.includes(id))
  if (keys.length !== new Set(chosen).size) return refuse('sealing.key_not_eligible', {}, { field: 'keys' })
  const needed = neededOn(bench)
  if (keys.length < needed) return refuse('sealing.too_few_officers', { needed }, { field: 'keys' })
  if (!keys.some(({ role }) => role === INDEPENDENT)) return refuse('sealing.no_independent_officer', {}, { field: 'keys' })
  const group = OFFICER_ROLES.find((role) => keys.filter((key) => key.role === role).length >= threshold)
  return group === undefined ? ok(keys) : refuse('sealing.group_opens_alone', { group, threshold }, { field: 'keys' })
}
