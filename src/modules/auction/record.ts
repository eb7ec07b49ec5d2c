/** The auction record (拍卖笔录): everything that happened, in one canonical text, so that a signature covers all of it. */
import { canonicalJson, type Json } from '#kernel/canonical-json.ts'
import { toIso, type Instant } from '#kernel/instant.ts'
import type { Reader } from '#platform/db/transaction.ts'
import { allBids, biddersOf, pausesOf, type AuctionRow } from './store.ts'

const iso = (at: Instant | null): string | null => (at === null ? null : toIso(at))

const head = (row: AuctionRow): Record<string, Json> => ({
  auctionId: row.id,
  lotId: row.lot_id,
  lotNumber: row.lot_number,
  title: { ...row.title },
  sellerOrganisationId: row.seller_organisation_id,
  method: row.method,
  startingPriceMinor: String(row.starting_price_minor),
  incrementMinor: String(row.increment_minor),
  hasReserve: row.has_reserve,
  reserveMet: row.reserve_met,
  openedAt: toIso(row.opens_at),
  freeEndedAt: toIso(row.free_ends_at),
  endedAt: toIso(row.ends_at),
  closedAt: iso(row.closed_at),
  remarks: row.remarks === null ? null : { ...row.remarks },
  rules: row.rules.map((rule) => ({ ...rule })),
  outcome: row.outcome,
  failReason: row.fail_reason,
  winnerNumber: row.outcome === 'sold' ? row.top_number : null,
  winnerOrganisationId: row.winner_organisation_id,
  priceMinor: row.outcome === 'sold' ? String(row.top_price_minor) : null,
})

/** UTF-8 text of the record. Numbers are resolved to organisations at its end: the sale is over. */
export const recordText = async (reader: Reader, row: AuctionRow, signed: { readonly by: string; readonly at: Instant; readonly note: string }): Promise<string> => {
  const [bids, pauses, bidders] = await Promise.all([allBids(reader, row.id), pausesOf(reader, row.id), biddersOf(reader, [row.id])])
  return canonicalJson({
    ...head(row),
    auctioneerId: signed.by,
    signedAt: toIso(signed.at),
    note: signed.note,
    pauses: pauses.map((pause) => ({ kind: pause.kind, at: toIso(pause.at), afterAttempt: pause.after_attempt, reason: pause.reason })),
    bids: bids.map((bid) => ({
      attempt: bid.attempt,
      seq: bid.seq,
      number: bid.number,
      priceMinor: String(bid.price_minor),
      receivedAt: toIso(bid.received_at),
      refusal: bid.refusal,
      extended: bid.extended,
      endsAt: toIso(bid.ends_at),
    })),
    bidders: bidders.map((bidder) => ({ number: bidder.number, organisationId: bidder.organisation_id })),
  })
}
