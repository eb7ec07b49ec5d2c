import type { Bilingual } from '#kernel/bilingual.ts'
import type { Json } from '#kernel/canonical-json.ts'
import type { RuleCitation } from '#kernel/result.ts'
import type { Generated } from 'kysely'
import type { InstantColumn, JsonColumn, NullableInstantColumn } from '#platform/db/transaction.ts'
import type { FailReason } from './core/close.ts'
import type { Method, Phase } from './core/method.ts'

export interface AuctionTable {
  id: string
  lotId: string
  lotNumber: string
  title: JsonColumn<Bilingual>
  sellerOrganisationId: string
  rightName: 'assignment' | 'exclusive' | 'sole' | 'ordinary'
  method: Method
  startingPriceMinor: bigint
  incrementMinor: bigint
  depositMinor: bigint
  hasReserve: boolean
  freeMs: bigint
  timedMs: bigint
  extensionMs: bigint
  extensionAlarm: number
  singleBidderAllowed: boolean
  confirmFactor: number | null
  rules: JsonColumn<readonly RuleCitation[]>
  phase: Phase
  scheduledOpensAt: InstantColumn
  opensAt: InstantColumn
  freeEndsAt: InstantColumn
  endsAt: InstantColumn
  suspendedFrom: 'scheduled' | 'free' | 'timed' | null
  suspendedAt: NullableInstantColumn
  suspensionReason: string | null
  resumeBy: NullableInstantColumn
  topPriceMinor: bigint | null
  topNumber: number | null
  acceptedCount: Generated<number>
  attemptCount: Generated<number>
  extensionCount: Generated<number>
  bidderCount: Generated<number>
  auctioneerId: string | null
  remarks: JsonColumn<Bilingual> | null
  remarksAt: NullableInstantColumn
  outcome: 'sold' | 'failed' | null
  failReason: FailReason | null
  reserveMet: boolean | null
  winnerOrganisationId: string | null
  closedAt: NullableInstantColumn
  recordSha256: string | null
  recordDocumentId: string | null
  recordSignedBy: string | null
  recordSignedAt: NullableInstantColumn
  createdAt: InstantColumn
}

export interface BidTable {
  auctionId: string
  attempt: number
  seq: number | null
  id: string
  number: number | null
  organisationId: string
  personId: string
  priceMinor: bigint
  confirmedMinor: bigint | null
  receivedAt: InstantColumn
  refusal: string | null
  params: JsonColumn<Record<string, Json>> | null
  endsAt: InstantColumn
  extended: boolean
  requestKey: string | null
  requestBody: string | null
}

export interface AuctionTables {
  'auction.auction': AuctionTable
  'auction.bidder': { auctionId: string; organisationId: string; number: number; refusedUnkept: Generated<bigint> }
  'auction.bid': BidTable
  'auction.pause': {
    auctionId: string
    no: number
    kind: 'suspend' | 'resume'
    afterAttempt: number
    at: InstantColumn
    byPerson: string
    reason: string
  }
}
