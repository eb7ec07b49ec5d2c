import type { Bilingual } from '#kernel/bilingual.ts'
import type { Json } from '#kernel/canonical-json.ts'
import type { RuleCitation } from '#kernel/result.ts'
import type { Generated } from 'kysely'
import type { InstantColumn, JsonColumn, NullableInstantColumn } from '#platform/db/transaction.ts'
import type { FailReason } from './core/close.ts'
import type { Method, Phase } from './core/method.ts'

export interface AuctionTable {
  id: string
  lot_id: string
  lot_number: string
  title: JsonColumn<Bilingual>
  seller_organisation_id: string
  right_name: 'assignment' | 'exclusive' | 'sole' | 'ordinary'
  method: Method
  starting_price_minor: bigint
  increment_minor: bigint
  deposit_minor: bigint
  has_reserve: boolean
  free_ms: bigint
  timed_ms: bigint
  extension_ms: bigint
  extension_alarm: number
  single_bidder_allowed: boolean
  confirm_factor: number | null
  rules: JsonColumn<readonly RuleCitation[]>
  phase: Phase
  scheduled_opens_at: InstantColumn
  opens_at: InstantColumn
  free_ends_at: InstantColumn
  ends_at: InstantColumn
  suspended_from: 'scheduled' | 'free' | 'timed' | null
  suspended_at: NullableInstantColumn
  suspension_reason: string | null
  resume_by: NullableInstantColumn
  top_price_minor: bigint | null
  top_number: number | null
  accepted_count: Generated<number>
  attempt_count: Generated<number>
  extension_count: Generated<number>
  bidder_count: Generated<number>
  auctioneer_id: string | null
  remarks: JsonColumn<Bilingual> | null
  remarks_at: NullableInstantColumn
  outcome: 'sold' | 'failed' | null
  fail_reason: FailReason | null
  reserve_met: boolean | null
  winner_organisation_id: string | null
  closed_at: NullableInstantColumn
  record_sha256: string | null
  record_document_id: string | null
  record_signed_by: string | null
  record_signed_at: NullableInstantColumn
  created_at: InstantColumn
}

export interface BidTable {
  auction_id: string
  attempt: number
  seq: number | null
  id: string
  number: number | null
  organisation_id: string
  person_id: string
  price_minor: bigint
  confirmed_minor: bigint | null
  received_at: InstantColumn
  refusal: string | null
  params: JsonColumn<Record<string, Json>> | null
  ends_at: InstantColumn
  extended: boolean
  request_key: string | null
  request_body: string | null
}

export interface AuctionTables {
  'auction.auction': AuctionTable
  'auction.bidder': { auction_id: string; organisation_id: string; number: number; refused_unkept: Generated<bigint> }
  'auction.bid': BidTable
  'auction.pause': {
    auction_id: string
    no: number
    kind: 'suspend' | 'resume'
    after_attempt: number
    at: InstantColumn
    resume_by: InstantColumn
    by_person: string
    reason: string
  }
}
