/** The record of a session (竞价笔录): everything that happened, in one canonical text, so that a signature covers all of it. */
import { canonicalJson, type Json } from '#kernel/canonical-json.ts'
import { type Instant, isoOrNull, toIso } from '#kernel/instant.ts'
import type { Reader } from '#platform/db/transaction.ts'
import { zh } from './messages.ts'
import type { AuctionRecordPaper } from './papers/auction-record.ts'
import { allBids, biddersOf, pausesOf, type AuctionRow } from './store.ts'

const head = (row: AuctionRow): Record<string, Json> => ({
  auctionId: row.id,
  lotId: row.lotId,
  lotNumber: row.lotNumber,
  title: { ...row.title },
  sellerOrganisationId: row.sellerOrganisationId,
  method: row.method,
  startingPriceMinor: String(row.startingPriceMinor),
  incrementMinor: String(row.incrementMinor),
  hasReserve: row.hasReserve,
  reserveMet: row.reserveMet,
  openedAt: toIso(row.opensAt),
  freeEndedAt: toIso(row.freeEndsAt),
  endedAt: toIso(row.endsAt),
  closedAt: isoOrNull(row.closedAt),
  remarks: row.remarks === null ? null : { ...row.remarks },
  rules: row.rules.map((rule) => ({ ...rule })),
  outcome: row.outcome,
  failReason: row.failReason,
  winnerNumber: row.outcome === 'sold' ? row.topNumber : null,
  winnerOrganisationId: row.winnerOrganisationId,
  priceMinor: row.outcome === 'sold' ? String(row.topPriceMinor) : null,
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
    pauses: pauses.map((pause) => ({ kind: pause.kind, at: toIso(pause.at), afterAttempt: pause.afterAttempt, reason: pause.reason })),
    bids: bids.map((bid) => ({
      attempt: bid.attempt,
      seq: bid.seq,
      number: bid.number,
      priceMinor: String(bid.priceMinor),
      confirmedMinor: bid.confirmedMinor === null ? null : String(bid.confirmedMinor),
      receivedAt: toIso(bid.receivedAt),
      refusal: bid.refusal,
      extended: bid.extended,
      endsAt: toIso(bid.endsAt),
    })),
    bidders: bidders.map((bidder) => ({
      number: bidder.number,
      organisationId: bidder.organisationId,
      refusedUnkept: Number(bidder.refusedUnkept),
    })),
  })
}

/** A session with more bids than this is printed with its last ones; the complete list stands in the record itself. */
const MAX_PRINTED_BIDS = 2_000

/** The same record as a paper (竞价笔录) for people: accepted bids, pauses, the outcome. */
export const recordPaper = async (
  reader: Reader,
  row: AuctionRow,
  by: { readonly seller: string; readonly auctioneer: string; readonly buyer: string; readonly signedAt: Instant; readonly note: string },
): Promise<AuctionRecordPaper> => {
  const [bids, pauses] = await Promise.all([allBids(reader, row.id), pausesOf(reader, row.id)])
  const accepted = bids.filter((bid) => bid.seq !== null)
  const closedAt = row.closedAt ?? row.endsAt
  const note =
    accepted.length > MAX_PRINTED_BIDS
      ? [{ at: closedAt, text: `共 ${accepted.length} 次有效出价，本表列出最后 ${MAX_PRINTED_BIDS} 次；完整记录见签署的电子笔录。` }]
      : []
  const remarks = row.remarks === null ? [] : [{ at: row.opensAt, text: `主持人致辞：${row.remarks.zh}` }]
  return {
    number: `${row.lotNumber}-BL`,
    lotNumber: row.lotNumber,
    achievementTitle: row.title.zh,
    seller: by.seller,
    auctioneer: by.auctioneer,
    signedAt: by.signedAt,
    note: by.note,
    hasReserve: row.hasReserve,
    openedAt: row.opensAt,
    closedAt,
    startingPriceMinor: row.startingPriceMinor,
    incrementMinor: row.incrementMinor,
    bidderCount: row.bidderCount,
    extensionCount: row.extensionCount,
    bids: accepted.slice(-MAX_PRINTED_BIDS).map((bid) => ({
      sequence: bid.seq ?? 0,
      bidNumber: bid.number ?? 0,
      priceMinor: bid.priceMinor,
      at: bid.receivedAt,
      phaseLabel: bid.receivedAt < row.freeEndsAt ? '自由报价期' : '限时报价期',
    })),
    events: [...remarks, ...pauses.map((pause) => ({ at: pause.at, text: `${pause.kind === 'suspend' ? '中止' : '恢复'}：${pause.reason}` })), ...note],
    outcome:
      row.outcome === 'sold' && row.topNumber !== null && row.topPriceMinor !== null
        ? { kind: 'sold', bidNumber: row.topNumber, priceMinor: row.topPriceMinor, buyer: by.buyer }
        : { kind: 'failed', reason: row.failReason === null ? '' : zh[`enum.auction.failReason.${row.failReason}`] },
  }
}
