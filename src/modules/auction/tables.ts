import type { Bilingual } from '#kernel/bilingual.ts'
import type { Json } from '#kernel/canonical-json.ts'
import type { RuleCitation } from '#kernel/result.ts'
import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#kernel/instant.ts'
import type { InstantColumn, JsonColumn, NullableInstantColumn, SqlInstant } from '#platform/db/transaction.ts'
import type { BidOrigin } from './core/bid.ts'
import type { Call } from './core/calls.ts'
import type { FailReason } from './core/close.ts'
import type { Channel } from './core/floor.ts'
import type { Method, Phase } from './core/method.ts'
import type { Direction } from './core/scored.ts'

export interface AuctionTable {
  id: string
  lotId: string
  lotNumber: string
  title: JsonColumn<Bilingual>
  sellerOrganisationId: string
  rightName: 'assignment' | 'exclusive' | 'sole' | 'ordinary'
  method: Method
  regime: Generated<'bidding' | 'licensed'>
  /** Which licensed house holds it; null: online bidding. */
  houseOrganisationId: string | null
  startingPriceMinor: bigint
  incrementMinor: bigint
  depositMinor: bigint
  /** So many licences of one technology, each bidder one. */
  units: Generated<number>
  /** Who took the others, the highest price first; known with the outcome. */
  otherWinners: ColumnType<readonly { readonly number: number; readonly priceMinor: string; readonly organisationId: string }[], undefined, string>
  hasReserve: boolean
  bands: JsonColumn<readonly { readonly fromMinor: string; readonly incrementMinor: string }[]>
  maxExtensions: number | null
  capMinor: bigint | null
  floorMinor: bigint | null
  tickMs: bigint | null
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
  willing: Generated<number[]>
  boxId: string | null
  drawCommitment: string | null
  drawSecret: string | null
  /** Moves whenever a proxy of this auction changes. */
  proxyVersion: Generated<number>
  acceptedCount: Generated<number>
  attemptCount: Generated<number>
  extensionCount: Generated<number>
  bidderCount: Generated<number>
  auctioneerId: string | null
  floorClerkId: string | null
  recorderId: string | null
  /** What the recorder signed: digest of the course, without the host's words. */
  courseSha256: string | null
  courseSignedBy: string | null
  courseSignedAt: NullableInstantColumn
  /** The last call, and the bid it was said to; of an older bid it stands no more. */
  callNo: Call | null
  callSeq: number | null
  calledAt: NullableInstantColumn
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
  origin: BidOrigin
  channel: Channel
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

/** One row for each bidder that ever left a highest price; the last word stands. */
export interface ProxyTable {
  auctionId: string
  number: number
  organisationId: string
  personId: string
  maxMinor: bigint
  setAt: InstantColumn
  withdrawnAt: NullableInstantColumn
}

/** One row for each number that ever let the market bid for it in the hall; the last word stands. */
export interface FloorAuthorityTable {
  auctionId: string
  number: number
  organisationId: string
  personId: string
  givenAt: InstantColumn
  revokedAt: NullableInstantColumn
}

/** What only a sale with scores has. */
export interface ScoredTable {
  auctionId: string
  direction: Direction
  markWeightBasisPoints: number
  criteria: JsonColumn<readonly { readonly key: string; readonly title: Bilingual; readonly weightBasisPoints: number }[]>
  experts: number
  rounds: number
  roundMs: bigint
  markingMs: bigint
  panelId: ColumnType<string | null, string | undefined, string>
  proposalsClosedAt: ColumnType<Instant | null, undefined, SqlInstant>
  marks: ColumnType<readonly { readonly number: number; readonly markBasisPoints: number }[] | null, undefined, string>
  /** Null in sales of before it was written down. */
  markedAt: ColumnType<Instant | null, undefined, SqlInstant>
  roundsClosed: Generated<number>
  shownAt: ColumnType<readonly string[], undefined, string>
}

export interface AuctionTables {
  'auction.scored': ScoredTable
  'auction.proposal': {
    auctionId: string
    number: number
    organisationId: string
    personId: string
    text: string
    digest: string
    filedAt: InstantColumn
  }
  'auction.roundPrice': {
    auctionId: string
    round: number
    number: number
    organisationId: string
    personId: string
    priceMinor: bigint
    receivedAt: InstantColumn
  }
  'auction.auction': AuctionTable
  'auction.bidder': { auctionId: string; organisationId: string; number: number; refusedUnkept: Generated<bigint> }
  'auction.bid': BidTable
  'auction.proxy': ProxyTable
  'auction.floorAuthority': FloorAuthorityTable
  'auction.call': { auctionId: string; no: number; call: Call; seq: number; at: InstantColumn; byPerson: string }
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
