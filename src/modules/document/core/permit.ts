/** Who may read a document. */
import { holdsRole, ROLES, speaksFor, type Actor } from '#kernel/actor.ts'

/** Persons, organisations, and whole roles (`role:clerk`); null: everybody. */
export type Audience = readonly string[] | null

const ROLE_PREFIX = 'role:'

export const mayRead = (actor: Actor, audience: Audience): boolean => {
  if (audience === null || actor.kind === 'system') return true
  return audience.some((member) => {
    if (!member.startsWith(ROLE_PREFIX)) return member === actor.personId || speaksFor(actor, member)
    const role = ROLES.find((candidate) => candidate === member.slice(ROLE_PREFIX.length))
    return role !== undefined && holdsRole(actor, role)
  })
}
