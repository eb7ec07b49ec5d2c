/** Who may do what with money. Two people, always: the one who prepares never confirms. */
import type { Actor } from '#kernel/actor.ts'
import { holdsRole } from '#kernel/actor.ts'
import type { Result } from '#kernel/result.ts'
import { ok, refuse } from '#kernel/result.ts'

/** Who prepared it, and for which organisation. */
export interface Maker {
  readonly personId: string
  readonly organisationId: string
}

/** As a row keeps it. */
export const makerIn = (row: { readonly madeBy: string; readonly madeIn: string }): Maker => ({ personId: row.madeBy, organisationId: row.madeIn })

/** The finance mandate the actor works under; null when there is none. */
export const makerOf = (actor: Actor): Maker | null => {
  const mandate = actor.mandates.find((m) => m.role === 'finance')
  return actor.personId === null || mandate === undefined ? null : { personId: actor.personId, organisationId: mandate.organisationId }
}

/** Maker ≠ checker; the checker is another finance officer or the approver of the same organisation. */
export const checkSecondPerson = (actor: Actor, maker: Maker): Result<string> => {
  if (actor.personId === null) return refuse('ledger.second_person.forbidden')
  if (actor.personId === maker.personId) return refuse('ledger.maker_is_checker')
  const inSameHouse = holdsRole(actor, 'finance', maker.organisationId) || holdsRole(actor, 'approver', maker.organisationId)
  return inSameHouse ? ok(actor.personId) : refuse('ledger.second_person.forbidden')
}
