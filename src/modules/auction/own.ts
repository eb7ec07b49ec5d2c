/** The bidder who acts, in an auction in which it has a number. */
import { organisationMeant } from '#kernel/actor.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { eligibleBidder } from '#modules/listing/index.ts'
import type { Act } from '#platform/command/act.ts'
import { refusalOfStanding } from './core/bid.ts'
import { biddersOf, lockAuction, type AuctionRow } from './store.ts'

export interface Own {
  readonly row: AuctionRow
  readonly organisationId: string
  readonly personId: string
  readonly number: number
}

/** Locks the auction for a bidder who has a number in it. */
export const ownIn = async (act: Act, id: string, named: string | undefined): Promise<Result<Own>> => {
  const organisationId = organisationMeant(act.actor, 'enterprise', named)
  const { personId } = act.actor
  if (organisationId === null || personId === null) return refuse('auction.organisation_missing', {}, { field: 'organisationId' })
  const row = await lockAuction(act.tx, id)
  if (!row) return refuse('auction.not_found')
  const bidder = (await biddersOf(act.tx, [row.id])).find((one) => one.organisationId === organisationId)
  if (bidder) return ok({ row, organisationId, personId, number: bidder.number })
  const standing = await eligibleBidder(act.tx, row.lotId, organisationId)
  // A deposit that was confirmed after the opening makes no bidder of this auction.
  return { ok: false, refusal: refusalOfStanding(standing.kind === 'confirmed' ? { kind: 'no_deposit' } : standing) }
}
