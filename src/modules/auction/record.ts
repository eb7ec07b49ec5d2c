/** The record of a session (竞价笔录): everything that happened, in one canonical text, so that a signature covers all of it. */
import { canonicalJson, type Json } from '#kernel/canonical-json.ts'
import { type Instant, isoOrNull, toIso } from '#kernel/instant.ts'
import type { AuctionRecordPaper } from '#modules/document/index.ts'
import type { Reader } from '#platform/db/transaction.ts'
import { zh } from './messages.ts'
import { allBids, biddersOf, pausesOf, type AuctionRow } from './store.ts'

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
  closedAt: isoOrNull(row.closed_at),
  remarks: row.remarks === null ? null : { ...row.remarks },
  rules: row.rules.map((rule) => ({ ...rule })),
  outcome: row.outcome,
  failReason: row.fail_reason,
  winnerNumber: row.outcome === 'sold' ? row.top_number : null,
  winnerOrganisationId: row.winner_organisation_id,
  priceMinor: row.outcome === 'sold' ? String(row.top_price_minor) : null,
})

/** UTF-8 text of the record. Numbers are resolved to organisations at its end: the sale is over. */
export const recordText = async (
  reader: Reader,
  row: AuctionRow,
  signed: { readonly by: string; readonly at: Instant; readonly note: string },
): Promise<string> => {
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
      confirmedMinor: bid.confirmed_minor === null ? null : String(bid.confirmed_minor),
      receivedAt: toIso(bid.received_at),
      refusal: bid.refusal,
      extended: bid.extended,
      endsAt: toIso(bid.ends_at),
    })),
    bidders: bidders.map((bidder) => ({
      number: bidder.number,
      organisationId: bidder.organisation_id,
      refusedUnkept: Number(bidder.refused_unkept),
    })),
  })
}

/** A session with more bids than this is printed with its last ones; the complete list stands in the record itself. */
const MAX_PRINTED_BIDS = 2_000

/** The same record as a paper (竞价笔录) for people: accepted bids, pauses, the outcome. */
export const recordPaper = async (
  reader: Reader,
  row: AuctionRow,
  names: { readonly seller: string; readonly auctioneer: string },
): Promise<AuctionRecordPaper> => {
  const [bids, pauses] = await Promise.all([allBids(reader, row.id), pausesOf(reader, row.id)])
  const accepted = bids.filter((bid) => bid.seq !== null)
  const closedAt = row.closed_at ?? row.ends_at
  const note =
    accepted.length > MAX_PRINTED_BIDS
      ? [{ at: closedAt, text: `共 ${accepted.length} 次有效出价，本表列出最后 ${MAX_PRINTED_BIDS} 次；完整记录见签署的电子笔录。` }]
      : []
  const remarks = row.remarks === null ? [] : [{ at: row.opens_at, text: `主持人致辞：${row.remarks.zh}` }]
  return {
    number: `${row.lot_number}-BL`,
    lotNumber: row.lot_number,
    achievementTitle: row.title.zh,
    seller: names.seller,
    auctioneer: names.auctioneer,
    openedAt: row.opens_at,
    closedAt,
    startingPriceMinor: row.starting_price_minor,
    incrementMinor: row.increment_minor,
    bidderCount: row.bidder_count,
    extensionCount: row.extension_count,
    bids: accepted.slice(-MAX_PRINTED_BIDS).map((bid) => ({
      sequence: bid.seq ?? 0,
      bidNumber: bid.number ?? 0,
      priceMinor: bid.price_minor,
      at: bid.received_at,
      phaseLabel: bid.received_at < row.free_ends_at ? '自由竞价' : '限时竞价',
    })),
    events: [...remarks, ...pauses.map((pause) => ({ at: pause.at, text: `${pause.kind === 'suspend' ? '中止' : '恢复'}：${pause.reason}` })), ...note],
    outcome:
      row.outcome === 'sold' && row.top_number !== null && row.top_price_minor !== null
        ? { kind: 'sold', bidNumber: row.top_number, priceMinor: row.top_price_minor }
        : { kind: 'failed', reason: row.fail_reason === null ? '' : zh[`enum.auction.failReason.${row.fail_reason}`] },
  }
}
