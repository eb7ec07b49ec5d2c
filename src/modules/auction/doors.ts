/** What higher modules may ask of auctions: where they stand, as everybody may know. */
import type { Instant } from '#kernel/instant.ts'
import { reading, type Reader } from '#platform/db/transaction.ts'
import { standingCall } from './core/calls.ts'
import { advance } from './core/clock.ts'
import type { Phase } from './core/method.ts'
import { nextMinimum } from './core/pricing.ts'
import { calledOf } from './floor-store.ts'
import { rulesOf, stateOf } from './store.ts'
import type { AuctionTables } from './tables.ts'

export interface AuctionStanding {
  readonly id: string
  readonly lotId: string
  /** As time has it. */
  readonly phase: Phase
  readonly topPriceMinor: bigint | null
  /** The number of who leads; who that is, is not known here. */
  readonly topNumber: number | null
  /** What the next bid has to name at least; of a falling price, what the clock asks. */
  readonly nextMinimumMinor: bigint
  readonly bidCount: number
  /** What was called to the bid that leads. */
  readonly call: number | null
  readonly bidderCount: number
  readonly opensAt: Instant
  readonly endsAt: Instant
  readonly outcome: 'sold' | 'failed' | null
  readonly failReason: string | null
  readonly closedAt: Instant | null
}

/** By lot. */
export const auctionsOfLots = async (reader: Reader, lotIds: readonly string[], now: Instant): Promise<ReadonlyMap<string, AuctionStanding>> => {
  if (lotIds.length === 0) return new Map()
  const rows = await reading<AuctionTables>(reader)
    .selectFrom('auction.auction')
    .selectAll()
    .where('lotId', 'in', [...lotIds])
    .execute()
  return new Map(
    rows.map((row) => [
      row.lotId,
      {
        id: row.id,
        lotId: row.lotId,
        phase: advance(stateOf(row), now).state.phase,
        topPriceMinor: row.topPriceMinor,
        topNumber: row.topNumber,
        nextMinimumMinor: nextMinimum(stateOf(row), rulesOf(row), now),
        bidCount: row.acceptedCount,
        call: standingCall(calledOf(row), advance(stateOf(row), now).state)?.call ?? null,
        bidderCount: row.bidderCount,
        opensAt: row.opensAt,
        endsAt: row.endsAt,
        outcome: row.outcome,
        failReason: row.failReason,
        closedAt: row.closedAt,
      },
    ]),
  )
}
