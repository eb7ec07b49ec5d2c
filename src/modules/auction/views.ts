/** Auctions as everybody may see them: before the close bidders are numbers, and of the reserve only that there is one. */
import type { z } from 'zod'
import { type Instant, SECOND_MS } from '#kernel/instant.ts'
import type { auctionCardShape, auctionShape } from './api.ts'
import { standingCall } from './core/calls.ts'
import { advance } from './core/clock.ts'
import { confirmAbove, nextMinimum } from './core/pricing.ts'
import type { NameOf } from './names.ts'
import { calledOf } from './floor-store.ts'
import { rulesOf, stateOf, type AuctionRow } from './store.ts'
import { winnersOf } from './winners.ts'

export type Card = z.input<typeof auctionCardShape>
export type AuctionView = z.input<typeof auctionShape>

/** The phase as time has it, even when the task that writes it down has not run yet. */
export const cardOf = (row: AuctionRow, now: Instant, name: NameOf): Card => ({
  id: row.id,
  lotId: row.lotId,
  lotNumber: row.lotNumber,
  title: row.title,
  sellerName: name(row.sellerOrganisationId),
  right: row.rightName,
  phase: advance(stateOf(row), now).state.phase,
  method: row.method,
  regime: row.regime,
  startingPriceMinor: row.startingPriceMinor,
  topPriceMinor: row.topPriceMinor,
  bidCount: row.acceptedCount,
  opensAt: row.opensAt,
  freeEndsAt: row.freeEndsAt,
  endsAt: row.endsAt,
  outcome: row.outcome,
  failReason: row.failReason,
  closedAt: row.closedAt,
})

export interface Shown {
  readonly now: Instant
  readonly name: NameOf
  readonly personName: (personId: string | null) => string | null
}

export const auctionView = (row: AuctionRow, { now, name, personName }: Shown): AuctionView => ({
  ...cardOf(row, now, name),
  topNumber: row.topNumber,
  seq: row.acceptedCount,
  incrementMinor: row.incrementMinor,
  bands: rulesOf(row).bands.map((band) => ({ ...band })),
  capMinor: row.capMinor,
  willing: [...row.willing],
  maxExtensions: row.maxExtensions,
  clock: row.floorMinor === null || row.tickMs === null ? null : { floorMinor: row.floorMinor, tickSeconds: Number(row.tickMs) / SECOND_MS },
  clockMs: row.floorMinor === null ? null : Number(row.timedMs),
  boxId: row.boxId,
  drawCommitment: row.drawCommitment,
  drawSecret: row.phase === 'closed' ? row.drawSecret : null,
  nextMinimumMinor: nextMinimum(stateOf(row), rulesOf(row), now),
  confirmAboveMinor: confirmAbove(stateOf(row), rulesOf(row)),
  depositMinor: row.depositMinor,
  hasReserve: row.hasReserve,
  reserveMet: row.reserveMet,
  bidderCount: row.bidderCount,
  extensionSeconds: Number(row.extensionMs) / SECOND_MS,
  timedSeconds: Number(row.timedMs) / SECOND_MS,
  extensionCount: row.extensionCount,
  singleBidderAllowed: row.singleBidderAllowed,
  suspendedAt: row.suspendedAt,
  suspensionReason: row.suspensionReason,
  resumeBy: row.resumeBy,
  auctioneerName: personName(row.auctioneerId),
  floorClerkName: personName(row.floorClerkId),
  recorderName: personName(row.recorderId),
  call: standingCall(calledOf(row), advance(stateOf(row), now).state)?.call ?? null,
  remarks: row.remarks,
  units: row.units,
  winners: winnersOf(row).map(({ organisationId, ...won }) => ({ ...won, organisationId, name: name(organisationId) })),
  winnerOrganisationId: row.winnerOrganisationId,
  winnerName: row.winnerOrganisationId === null ? null : name(row.winnerOrganisationId),
  recordSha256: row.recordSha256,
  recordSignedAt: row.recordSignedAt,
  rules: [...row.rules],
  serverNow: now,
})
