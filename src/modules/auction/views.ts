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
  lotId: row.lotId,
  lotNumber: row.lotNumber,
  title: row.title,
  sellerName: name(row.sellerOrganisationId),
  right: row.rightName,
  phase: advance(stateOf(row), now).state.phase,
  startingPriceMinor: String(row.startingPriceMinor),
  topPriceMinor: amount(row.topPriceMinor),
  bidCount: row.acceptedCount,
  opensAt: toIso(row.opensAt),
  freeEndsAt: toIso(row.freeEndsAt),
  endsAt: toIso(row.endsAt),
  outcome: row.outcome,
  failReason: row.failReason,
  closedAt: isoOrNull(row.closedAt),
})

export interface Shown {
  readonly now: Instant
  readonly name: NameOf
  readonly auctioneerName: string | null
}

export const auctionView = (row: AuctionRow, { now, name, auctioneerName }: Shown): AuctionView => ({
  ...cardOf(row, now, name),
  topNumber: row.topNumber,
  seq: row.acceptedCount,
  incrementMinor: String(row.incrementMinor),
  nextMinimumMinor: String(nextMinimum(stateOf(row), rulesOf(row))),
  confirmAboveMinor: amount(confirmAbove(stateOf(row), rulesOf(row))),
  depositMinor: String(row.depositMinor),
  hasReserve: row.hasReserve,
  reserveMet: row.reserveMet,
  bidderCount: row.bidderCount,
  extensionSeconds: Number(row.extensionMs) / SECOND_MS,
  timedSeconds: Number(row.timedMs) / SECOND_MS,
  extensionCount: row.extensionCount,
  singleBidderAllowed: row.singleBidderAllowed,
  suspendedAt: isoOrNull(row.suspendedAt),
  suspensionReason: row.suspensionReason,
  resumeBy: isoOrNull(row.resumeBy),
  auctioneerName,
  remarks: row.remarks,
  winnerOrganisationId: row.winnerOrganisationId,
  winnerName: row.winnerOrganisationId === null ? null : name(row.winnerOrganisationId),
  recordSha256: row.recordSha256,
  recordSignedAt: isoOrNull(row.recordSignedAt),
  rules: [...row.rules],
  serverNow: toIso(now),
})
