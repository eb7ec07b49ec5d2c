/** Auctions as everybody may see them: before the close bidders are numbers, and of the reserve only that there is one. */
import type { z } from 'zod'
import { type Instant, isoOrNull, SECOND_MS, toIso } from '#kernel/instant.ts'
import type { auctionCardShape, auctionShape } from './api.ts'
import { advance } from './core/clock.ts'
import { confirmAbove, nextMinimum } from './core/state.ts'
import type { NameOf } from './names.ts'
import { rulesOf, stateOf, type AuctionRow } from './store.ts'

export type Card = z.input<typeof auctionCardShape>
export type AuctionView = z.input<typeof auctionShape>

const amount = (minor: bigint | null): string | null => (minor === null ? null : String(minor))

/** The phase as time has it, even when the task that writes it down has not run yet. */
export const cardOf = (row: AuctionRow, now: Instant, name: NameOf): Card => ({
  id: row.id,
  lotId: row.lot_id,
  lotNumber: row.lot_number,
  title: row.title,
  sellerName: name(row.seller_organisation_id),
  right: row.right_name,
  phase: advance(stateOf(row), now).state.phase,
  startingPriceMinor: String(row.starting_price_minor),
  topPriceMinor: amount(row.top_price_minor),
  bidCount: row.accepted_count,
  opensAt: toIso(row.opens_at),
  freeEndsAt: toIso(row.free_ends_at),
  endsAt: toIso(row.ends_at),
  outcome: row.outcome,
  failReason: row.fail_reason,
  closedAt: isoOrNull(row.closed_at),
})

export interface Shown {
  readonly now: Instant
  readonly name: NameOf
  readonly auctioneerName: string | null
}

export const auctionView = (row: AuctionRow, { now, name, auctioneerName }: Shown): AuctionView => ({
  ...cardOf(row, now, name),
  topNumber: row.top_number,
  seq: row.accepted_count,
  incrementMinor: String(row.increment_minor),
  nextMinimumMinor: String(nextMinimum(stateOf(row), rulesOf(row))),
  confirmAboveMinor: amount(confirmAbove(stateOf(row), rulesOf(row))),
  depositMinor: String(row.deposit_minor),
  hasReserve: row.has_reserve,
  reserveMet: row.reserve_met,
  bidderCount: row.bidder_count,
  extensionSeconds: Number(row.extension_ms) / SECOND_MS,
  timedSeconds: Number(row.timed_ms) / SECOND_MS,
  extensionCount: row.extension_count,
  singleBidderAllowed: row.single_bidder_allowed,
  suspendedAt: isoOrNull(row.suspended_at),
  suspensionReason: row.suspension_reason,
  resumeBy: isoOrNull(row.resume_by),
  auctioneerName,
  remarks: row.remarks,
  winnerOrganisationId: row.winner_organisation_id,
  winnerName: row.winner_organisation_id === null ? null : name(row.winner_organisation_id),
  recordSha256: row.record_sha256,
  recordSignedAt: isoOrNull(row.record_signed_at),
  rules: [...row.rules],
  serverNow: toIso(now),
})
