/** Who may give and take a role: an administrator, or the approver of the same organisation; nobody for himself. */
import type { Actor, Role } from '#kernel/actor.ts'
import { holdsRole } from '#kernel/actor.ts'
import { ok, refuse } from '#kernel/result.ts'
import { rolesOf, type Organisation } from './organisation.ts'

/** Roles of the market itself and of its supervision; an approver cannot give them. */
export const ADMIN_GIVES: readonly Role[] = ['clerk', 'finance', 'auctioneer', 'regulator', 'admin']

export const mayGovern = (actor: Actor, organisationId: string): boolean => holdsRole(actor, 'admin') || holdsRole(actor, 'approver', organisationId)

export const decideGrant = (organisation: Organisation, actor: Actor, grant: { readonly personId: string; readonly role: Role }) => {
  if (!mayGovern(actor, organisation.id)) return refuse('party.grant.forbidden')
  if (!holdsRole(actor, 'admin') && ADMIN_GIVES.includes(grant.role)) return refuse('party.grant.forbidden')
  if (actor.personId === grant.personId) return refuse('party.self_grant.forbidden')
  if (!rolesOf(organisation.kind).includes(grant.role))
    return refuse('party.role_not_of_kind', { role: grant.role, kind: organisation.kind }, { field: 'role' })
  return ok(null)
}

/** The last administrator stays: otherwise nobody could give roles any more. A person may always lay down an own role. */
export const decideEnd = (mandate: { readonly personId: string; readonly organisationId: string; readonly role: Role }, actor: Actor, admins: number) => {
  const isOwn = mandate.personId === actor.personId
  if (!isOwn && !mayGovern(actor, mandate.organisationId)) return refuse('party.grant.forbidden')
  if (!isOwn && !holdsRole(actor, 'admin') && ADMIN_GIVES.includes(mandate.role)) return refuse('party.grant.forbidden')
  return mandate.role === 'admin' && admins <= 1 ? refuse('party.last_admin', {}) : ok(null)
}
