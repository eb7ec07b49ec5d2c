/** The record of a session (竞价笔录): everything that happened, in one canonical text, so that a signature covers all of it. */
import { canonicalJson, type Json } from '#kernel/canonical-json.ts'
import { type Instant, isoOrNull, toIso } from '#kernel/instant.ts'
import { lotById } from '#modules/listing/index.ts'
import { amountInFull } from '#platform/paper/wording.ts'
import type { Reader } from '#platform/db/transaction.ts'
import { REGIME_WORDS } from '#modules/listing/index.ts'
import { zh } from './messages.ts'
import type { AuctionRecordPaper } from './papers/auction-record.ts'
import { callsOf } from './floor-store.ts'
import { markedEvents, scoredRecord } from './scored-record.ts'
import { pausesOf } from './pause-store.ts'
import { allBids, biddersOf, type AuctionRow, type BidRow } from './store.ts'
import { winnersOf } from './winners.ts'

const head = (row: AuctionRow): Record<string, Json> => ({
  auctionId: row.id,
  lotId: row.lotId,
  lotNumber: row.lotNumber,
  title: { ...row.title },
  sellerOrganisationId: row.sellerOrganisationId,
  method: row.method,
  ...(row.houseOrganisationId === null ? {} : { regime: row.regime, houseOrganisationId: row.houseOrganisationId }),
  startingPriceMinor: String(row.startingPriceMinor),
  incrementMinor: String(row.incrementMinor),
  ...(row.bands.length === 0 ? {} : { bands: row.bands.map((band) => ({ ...band })) }),
  ...(row.capMinor === null ? {} : { capMinor: String(row.capMinor), willing: [...row.willing] }),
  ...(row.floorMinor === null ? {} : { floorMinor: String(row.floorMinor), tickMs: Number(row.tickMs) }),
  ...(row.maxExtensions === null ? {} : { maxExtensions: row.maxExtensions }),
  ...(row.units === 1 ? {} : { units: row.units, otherWinners: row.otherWinners.map((one) => ({ ...one })) }),
  ...(row.drawSecret === null ? {} : { drawCommitment: row.drawCommitment, drawSecret: row.drawSecret }),
  freeMs: Number(row.freeMs),
  timedMs: Number(row.timedMs),
  extensionMs: Number(row.extensionMs),
  scheduledOpensAt: toIso(row.scheduledOpensAt),
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

/** Where the notice left the reserve open: until when two people could enter it, when they did, and what was published of it. */
const laterReserve = async (reader: Reader, { lotId }: AuctionRow): Promise<Record<string, Json> | null> => {
  const lot = await lotById(reader, lotId)
  const said = lot?.reserveLater ?? null
  if (said === null) return null
  return { minutes: said.minutes, dueAt: isoOrNull(said.dueAt), fixedAt: isoOrNull(said.fixedAt), commitment: lot?.reserveCommitment ?? null }
}

/** The course of the session: all of the record but the words of who presides. Numbers are resolved to organisations at its end: the sale is over. */
const course = async (reader: Reader, row: AuctionRow): Promise<Record<string, Json>> => {
  const [bids, pauses, bidders, scored, reserveLater, calls] = await Promise.all([
    allBids(reader, row.id),
    pausesOf(reader, row.id),
    biddersOf(reader, [row.id]),
    scoredRecord(reader, row),
    laterReserve(reader, row),
    callsOf(reader, row.id),
  ])
  return {
    ...head(row),
    ...(scored === null ? {} : { scored }),
    ...(reserveLater === null ? {} : { reserveLater }),
    ...(row.floorClerkId === null ? {} : { floorClerkId: row.floorClerkId }),
    ...(calls.length === 0 ? {} : { calls: calls.map(({ call, seq, at }) => ({ call, seq, at: toIso(at) })) }),
    pauses: pauses.map((pause) => ({ kind: pause.kind, at: toIso(pause.at), afterAttempt: pause.afterAttempt, reason: pause.reason })),
    bids: bids.map((bid) => ({
      attempt: bid.attempt,
      seq: bid.seq,
      ...(bid.origin === 'bidder' ? {} : { origin: bid.origin }),
      ...(bid.channel === 'online' ? {} : { channel: bid.channel }),
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
  }
}

/** UTF-8 text that the recorder signs. Whoever takes `auctioneerId`, `signedAt`, `note` and `recorder` out of the record has it again. */
export const courseText = async (reader: Reader, row: AuctionRow): Promise<string> => canonicalJson(await course(reader, row))

/** UTF-8 text of the record. */
export const recordText = async (
  reader: Reader,
  row: AuctionRow,
  signed: { readonly by: string; readonly at: Instant; readonly note: string },
): Promise<string> =>
  canonicalJson({
    ...(await course(reader, row)),
    ...(row.courseSha256 === null
      ? {}
      : { recorder: { personId: row.courseSignedBy, signedAt: isoOrNull(row.courseSignedAt), courseSha256: row.courseSha256 } }),
    auctioneerId: signed.by,
    signedAt: toIso(signed.at),
    note: signed.note,
  })

/** A session with more bids than this is printed with its last ones; the complete list stands in the record itself. */
const MAX_PRINTED_BIDS = 2_000

const priceOf = ({ startingPriceMinor: start, incrementMinor: step, floorMinor, capMinor, boxId, method }: AuctionRow): AuctionRecordPaper['price'] => {
  if (boxId !== null || method === 'scored') return { label: '起始价', amountsMinor: [start] }
  if (floorMinor !== null) return { label: '起始价、每次降幅、最低价', amountsMinor: [start, step, floorMinor] }
  return capMinor === null
    ? { label: '起始价、加价幅度', amountsMinor: [start, step] }
    : { label: '起始价、加价幅度、封顶价', amountsMinor: [start, step, capMinor] }
}

const BY_ORIGIN = { bidder: '', proxy: '（委托）', application: '（摘牌）', envelope: '', round: '' } as const

const phaseOf = ({ method, freeEndsAt, floorMinor, boxId }: AuctionRow, { receivedAt, origin, channel }: BidRow): string => {
  if (boxId !== null) return '密封报价'
  if (method === 'scored') return '轮次报价'
  if (floorMinor !== null) return '降价'
  return `${receivedAt < freeEndsAt ? '自由报价期' : '限时报价期'}${BY_ORIGIN[origin]}${channel === 'floor' ? '（现场）' : ''}`
}

/** The notice said that the result stands or falls with first refusal. */
const conditionOf = async (reader: Reader, row: AuctionRow, at: Instant) =>
  row.outcome === 'sold' && (await lotById(reader, row.lotId))?.asksAfterBidding
    ? [{ at, text: '公告载明竞价后按成交价征询优先受让权：上述结果以优先受让权人放弃为条件。' }]
    : []

const unitsText = (row: AuctionRow): string =>
  `普通实施许可共 ${row.units} 份，每一竞买人至多一份，成交 ${winnersOf(row).length} 份；同价的先后以公开抽签为准：种子 ${row.drawSecret}，摘要 ${row.drawCommitment}。`

/** The same record as a paper (竞价笔录) for people: accepted bids, pauses, the outcome. */
export const recordPaper = async (
  reader: Reader,
  row: AuctionRow,
  by: Pick<AuctionRecordPaper, 'seller' | 'auctioneer' | 'papers' | 'recorder' | 'signedAt' | 'note'> & { readonly buyers: readonly string[] },
): Promise<AuctionRecordPaper> => {
  const [bids, pauses, calls] = await Promise.all([allBids(reader, row.id), pausesOf(reader, row.id), callsOf(reader, row.id)])
  const accepted = bids.filter((bid) => bid.seq !== null)
  const closedAt = row.closedAt ?? row.endsAt
  const note =
    accepted.length > MAX_PRINTED_BIDS
      ? [{ at: closedAt, text: `共 ${accepted.length} 次有效出价，本表列出最后 ${MAX_PRINTED_BIDS} 次；完整记录见签署的电子笔录。` }]
      : []
  const drawn =
    row.outcome === 'sold' && row.willing.length > 1
      ? [
          {
            at: closedAt,
            text: `竞买号 ${row.willing.join('、')} 愿以封顶价受让，经公开抽签由 ${row.topNumber} 号受让；种子 ${row.drawSecret}，摘要 ${row.drawCommitment}。`,
          },
        ]
      : []
  const sharedOut = winnersOf(row).map(({ number, priceMinor }, at) => ({
    at: closedAt,
    text: `第 ${at + 1} 份由竞买号 ${number}（${by.buyers[at] ?? ''}）受让，价款${amountInFull(priceMinor)}。`,
  }))
  const units = row.units === 1 ? [] : [{ at: closedAt, text: unitsText(row) }, ...sharedOut]
  const marked = await markedEvents(reader, row)
  const remarks = row.remarks === null ? [] : [{ at: row.opensAt, text: `${REGIME_WORDS[row.regime].host.zh}致辞：${row.remarks.zh}` }]
  return {
    number: `${row.lotNumber}-BL`,
    lotNumber: row.lotNumber,
    achievementTitle: row.title.zh,
    seller: by.seller,
    auctioneer: by.auctioneer,
    regime: row.regime,
    papers: by.papers,
    recorder: by.recorder,
    signedAt: by.signedAt,
    note: by.note,
    hasReserve: row.hasReserve,
    openedAt: row.opensAt,
    closedAt,
    method: zh[`enum.auction.method.${row.method}`],
    price: priceOf(row),
    bidderCount: row.bidderCount,
    extensionCount: row.extensionCount,
    bids: accepted.slice(-MAX_PRINTED_BIDS).map((bid) => ({
      sequence: bid.seq ?? 0,
      bidNumber: bid.number ?? 0,
      priceMinor: bid.priceMinor,
      at: bid.receivedAt,
      phaseLabel: phaseOf(row, bid),
    })),
    events: [
      ...remarks,
      ...marked,
      ...drawn,
      ...units,
      ...pauses.map((pause) => ({ at: pause.at, text: `${pause.kind === 'suspend' ? '中止' : '恢复'}：${pause.reason}` })),
      ...calls.map(({ at, call, seq }) => ({ at, text: `主持人对第 ${seq} 次出价报第${call === 1 ? '一' : '二'}次` })),
      ...note,
      ...(await conditionOf(reader, row, closedAt)),
    ],
    outcome:
      row.outcome === 'sold' && row.topNumber !== null && row.topPriceMinor !== null
        ? { kind: 'sold', bidNumber: row.topNumber, priceMinor: row.topPriceMinor, buyer: by.buyers[0] ?? '' }
        : { kind: 'failed', reason: row.failReason === null ? '' : zh[`enum.auction.failReason.${row.failReason}`] },
  }
}
