/** Invitations: who may ask whom into which roles, how many at a time, and what may still happen to one. */
import type { Actor, Role } from '#kernel/actor.ts'
import { holdsRole } from '#kernel/actor.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import { DAY_MS, type Instant } from '#kernel/instant.ts'
import { ok, refuse } from '#kernel/result.ts'
import { ADMIN_GIVES } from './mandate.ts'
import { rolesOf, SELF_REGISTERED_KINDS, type Organisation } from './organisation.ts'

export interface Invitation {
  readonly id: string
  readonly organisationId: string
  /** Normal form of the mail address. */
  readonly address: string
  readonly roles: readonly Role[]
  /** As the inviter knows it; empty when it was left out. */
  readonly name: Bilingual
  readonly lang: 'zh' | 'en'
  /** Null: the operator of the market. */
  readonly invitedBy: string | null
  readonly invitedAt: Instant
  readonly expiresAt: Instant
  readonly sends: number
  readonly endedAs: 'accepted' | 'withdrawn' | 'expired' | null
}

/** A letter that did not arrive is sent again a few times; then the address is wrong. */
const MOST_SENDS = 5
/** The span that `party.invitation.perDay` counts. */
export const SEND_WINDOW_MS = DAY_MS

/**
 * Roles that the actor may give in this organisation: all of its kind for an administrator and for the system; those of the organisation itself
 * for its head. An enterprise that registered itself has no head at first: whoever acts for it brings in colleagues, and a head.
 */
export const rolesToGive = (organisation: Organisation, actor: Actor): readonly Role[] => {
  const all = rolesOf(organisation.kind)
  if (actor.kind === 'system' || holdsRole(actor, 'admin')) return all
  const isSelfRegistered = SELF_REGISTERED_KINDS.some((kind) => kind === organisation.kind)
  const isHead = holdsRole(actor, 'approver', organisation.id) || (isSelfRegistered && holdsRole(actor, 'enterprise', organisation.id))
  return isHead ? all.filter((role) => !ADMIN_GIVES.includes(role)) : []
}

export interface Sent {
  readonly open: number
  readonly lastDay: number
}
export interface Limits {
  readonly open: number
  readonly perDay: number
}

const withinDay = (sent: Sent, limits: Limits) =>
  sent.lastDay >= limits.perDay ? refuse('party.invitation_too_many_a_day', { most: limits.perDay }, { field: 'address' }) : ok(null)

/** The organisation may invite (`permitInvitation`): these roles, now. */
export const decideInvite = (
  organisation: Organisation,
  actor: Actor,
  { roles, sent, limits }: { readonly roles: readonly Role[]; readonly sent: Sent; readonly limits: Limits },
) => {
  const may = rolesToGive(organisation, actor)
  const strange = roles.find((role) => !rolesOf(organisation.kind).includes(role))
  if (strange) return refuse('party.role_not_of_kind', { role: strange, kind: organisation.kind }, { field: 'roles' })
  if (roles.some((role) => !may.includes(role))) return refuse('party.grant.forbidden', {}, { field: 'roles' })
  if (sent.open >= limits.open) return refuse('party.invitation_too_many_open', { most: limits.open }, { field: 'address' })
  return withinDay(sent, limits)
}

/** Withdrawing and sending again are for those who could have invited. */
export const decideHandle = (organisation: Organisation, actor: Actor, invitation: Invitation) => {
  const may = rolesToGive(organisation, actor)
  if (may.length === 0 || invitation.roles.some((role) => !may.includes(role))) return refuse('party.grant.forbidden')
  return invitation.endedAs === null ? ok(null) : refuse('party.invitation_gone', {})
}

export const decideResend = (invitation: Invitation, sent: Sent, limits: Limits) => {
  if (invitation.sends >= MOST_SENDS) return refuse('party.invitation_sent_often', { most: MOST_SENDS })
  return withinDay(sent, limits)
}

/** The letter is bound to its address: the account that accepts must have it. Nobody accepts an invitation of his own. */
export const decideAccept = (invitation: Invitation, accepting: { readonly personId: string; readonly address: string | null; readonly now: Instant }) => {
  if (invitation.endedAs !== null || invitation.expiresAt <= accepting.now) return refuse('party.invitation_gone', {})
  if (accepting.address !== invitation.address) return refuse('party.invitation_other_address', {})
  if (accepting.personId === invitation.invitedBy) return refuse('party.self_grant.forbidden')
  return ok(null)
}
