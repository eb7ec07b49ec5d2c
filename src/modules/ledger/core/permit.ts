/** Whose money a person may see. */
import type { Actor } from '#kernel/actor.ts'
import { actsFor, holdsRole } from '#kernel/actor.ts'

/** The market's books, which name payers, are open to its finance officers and to the approvers of the market itself. */
export const mayReadBooks = (actor: Actor, marketId: string | null): boolean =>
  holdsRole(actor, 'finance') || (marketId !== null && holdsRole(actor, 'approver', marketId))

/** Finance sees every account; an organisation sees its own. */
export const maySeeMoneyOf = (actor: Actor, organisationId: string): boolean => holdsRole(actor, 'finance') || actsFor(actor, organisationId)

/**
 * Ids that may read a fact about an organisation's money: itself, and the finance officer who acted. Not the officer's house: the
 * auctioneer and the administrator belong to it too, and whoever pays a deposit is a bidder.
 */
export const moneyReaders = (actor: Actor, organisationIds: readonly string[]): readonly string[] => [
  ...new Set([...organisationIds, ...(actor.personId !== null && holdsRole(actor, 'finance') ? [actor.personId] : [])]),
]
