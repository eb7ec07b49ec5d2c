/** 竞价笔录: the written record of a session, no less than the Auction Law asks of an auction (art. 53); bidders stand in it by number. */
import type { Instant } from '#kernel/instant.ts'
import { REGIME_WORDS, type Regime } from '#modules/listing/index.ts'
import { cells, typ, type Markup } from '#platform/paper/markup.ts'
import { sheet, type Paper } from '#platform/paper/sheet.ts'
import { amountInFigures, amountInFull, BLANK, chineseTime, orBlank, preciseTime } from '#platform/paper/wording.ts'

export interface AuctionRecordPaper {
  readonly number: string
  readonly lotNumber: string
  readonly achievementTitle: string
  readonly seller: string
  readonly auctioneer: string
  /** Which law the sale was called under: its words follow. */
  readonly regime: Regime
  /** Of an auction: the house with its licence, and the certificate of who presided. */
  readonly papers: { readonly house: string; readonly licenceNumber: string; readonly certificateNumber: string } | null
  /** Null: nobody was named; a line is left for a pen. */
  readonly recorder: { readonly name: string; readonly signedAt: Instant } | null
  /** When the host signed: the moment the record was made. */
  readonly signedAt: Instant
  /** The host's own words to the record. */
  readonly note: string
  readonly hasReserve: boolean
  readonly openedAt: Instant
  readonly closedAt: Instant
  /** The way of bidding as pages call it. */
  readonly method: string
  /** What the terms said of the price: amounts under their common name. */
  readonly price: { readonly label: string; readonly amountsMinor: readonly bigint[] }
  readonly bidderCount: number
  readonly extensionCount: number
  readonly bids: readonly {
    readonly sequence: number
    readonly bidNumber: number
    readonly priceMinor: bigint
    readonly at: Instant
    readonly phaseLabel: string
  }[]
  /** Suspensions, resumptions and remarks of the host. */
  readonly events: readonly { readonly at: Instant; readonly text: string }[]
  readonly outcome:
    | { readonly kind: 'sold'; readonly bidNumber: number; readonly priceMinor: bigint; readonly buyer: string }
    | { readonly kind: 'failed'; readonly reason: string }
}

const outcomeText = ({ outcome }: AuctionRecordPaper): string =>
  outcome.kind === 'sold' ? `成交，竞买号 ${outcome.bidNumber}（${outcome.buyer}），成交价${amountInFull(outcome.priceMinor)}` : `未成交：${outcome.reason}`

/** Auction Law art. 53: the auctioneer and the one who kept the record, and the buyer where there was a sale. */
const signatures = (paper: AuctionRecordPaper): Markup => {
  const { outcome, recorder } = paper
  const kept =
    recorder === null
      ? typ`[${BLANK}], [签名：${BLANK} #linebreak() 日期：${BLANK}]`
      : typ`[${orBlank(recorder.name)}], [已电子签署 #linebreak() ${chineseTime(recorder.signedAt)}]`
  const sold =
    outcome.kind === 'sold'
      ? typ`,
  [买受人（竞买号 ${outcome.bidNumber}）], [${outcome.buyer}], [签名：${BLANK} #linebreak() 日期：${BLANK}]`
      : typ``
  return typ`#block(breakable: false, above: 1.4em)[#section[签署]
#table(columns: (10em, 1fr, 14em), stroke: hair, inset: (x: 8pt, y: 8pt), align: left + horizon,
  [${REGIME_WORDS[paper.regime].host.zh}], [${orBlank(paper.auctioneer)}], [已电子签署 #linebreak() ${chineseTime(paper.signedAt)}],
  [记录人], ${kept}${sold})]`
}

export const auctionRecord = (paper: AuctionRecordPaper): Paper => {
  const words = REGIME_WORDS[paper.regime]
  const { papers } = paper
  return sheet({
    at: paper.closedAt,
    title: words.record.zh,
    number: paper.number,
    body: typ`
#align(right)[#text(size: 10pt, fill: faint)[编号：${paper.number}]]
#heading-of[${words.record.zh}][${words.sale.zh}]
#facts(${cells([
      ['标的', `${paper.achievementTitle}（${paper.lotNumber}）`],
      ['转让方', paper.seller],
      ...(papers === null ? [] : [['拍卖人', `${papers.house}（批准证书编号 ${papers.licenceNumber}）`] as const]),
      [words.host.zh, papers === null ? paper.auctioneer : `${paper.auctioneer}（资格证书编号 ${papers.certificateNumber}）`],
      ['开始和结束', `${chineseTime(paper.openedAt)} 至 ${chineseTime(paper.closedAt)}`],
      ['保留价', paper.hasReserve ? '设有保留价' : '无保留价，开始前已经说明'],
      ['竞价方式', paper.method],
      [paper.price.label, paper.price.amountsMinor.map(amountInFigures).join('，')],
      ['竞买人数、延时次数', `${paper.bidderCount} 人，延时 ${paper.extensionCount} 次`],
      ['结果', outcomeText(paper)],
    ])})
#section[出价记录]
#table(columns: (4em, 5em, 1fr, 8em, 7em), stroke: hair, inset: (x: 8pt, y: 6pt), align: (right + horizon, right + horizon, right + horizon, left + horizon, left + horizon),
  table.header(head-cell[序号], head-cell[竞买号], head-cell[出价], head-cell[时间], head-cell[阶段]),
  ${cells(paper.bids.map((bid) => [String(bid.sequence), String(bid.bidNumber), amountInFigures(bid.priceMinor), preciseTime(bid.at), bid.phaseLabel]))})
#section[其他事项]
${paper.events.length === 0 ? typ`无。` : paper.events.map((event) => typ`+ ${chineseTime(event.at)}　${event.text}`)}
${
  paper.note === ''
    ? typ``
    : typ`#section[${words.host.zh}说明]
${paper.note}`
}
${signatures(paper)}
#closing[${words.basis.zh}出价记录由交易系统自动生成。出价时间为平台服务器收到并确认的时间（北京时间），精确到毫秒；每次出价各为存证日志中的一条记录，可离线验证。]`,
  })
}
