/** Who may hear of a fact, and who goes with a record. */
import type { Role } from '#kernel/actor.ts'

/** A person, those who hold one of the roles in an organisation (none named: everybody who acts for it), or who goes with a record. */
export type Hearer = { readonly personId: string } | { readonly organisationId: string; readonly roles: readonly Role[] } | { readonly subject: string }

export interface Following {
  readonly subject: string
  readonly partyId: string
  /** Null for a person. */
  readonly role: Role | null
}
