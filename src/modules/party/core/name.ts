/** Who may vouch for a person's name. */
import { holdsRole, type Actor } from '#kernel/actor.ts'

/** An officer of the market, or the head of an organisation in which the person has a role. Never the person. */
export const mayVerifyName = (actor: Actor, organisationIds: readonly string[]): boolean =>
  holdsRole(actor, 'clerk') || holdsRole(actor, 'admin') || organisationIds.some((id) => holdsRole(actor, 'approver', id))
