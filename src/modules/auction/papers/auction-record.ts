/** 竞价笔录: the written record of a session, no less than the Auction Law asks of an auction (art. 53); bidders stand in it by number. */
import type { Instant } from '#kernel/instant.ts'
import { cells, typ, type Markup } from '#platform/paper/markup.ts'
import { sheet, type Paper } from '#platform/paper/sheet.ts'
import { amountInFigures, amountInFull, BLANK, chineseTime, orBlank, preciseTime } from '#platform/paper/wording.ts'

export interface AuctionRecordPaper {
  readonly number: string
  readonly lotNumber: string
  readonly achievementTitle: string
  readonly seller: string
  readonly auctioneer: string
  /** When the host signed: the moment the record was made. */
  readonly signedAt: Instant
  /** The host's own words to the record. */
  readonly note: string
  readonly hasReserve: boolean
  readonly openedAt: Instant
  readonly closedAt: Instant
  readonly startingPriceMinor: bigint
  readonly incrementMinor: bigint
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
  const { outcome } = paper
  const sold =
    outcome.kind === 'sold'
      ? typ`,
  [买受人（竞买号 ${outcome.bidNumber}）], [${outcome.buyer}], [签名：${BLANK} #linebreak() 日期：${BLANK}]`
      : typ``
  return typ`#block(breakable: false, above: 1.4em)[#section[签署]
#table(columns: (10em, 1fr, 14em), stroke: hair, inset: (x: 8pt, y: 8pt), align: left + horizon,
  [主持人], [${orBlank(paper.auctioneer)}], [已电子签署 #linebreak() ${chineseTime(paper.signedAt)}],
  [记录人], [${BLANK}], [签名：${BLANK} #linebreak() 日期：${BLANK}]${sold})]`
}

export const auctionRecord = (paper: AuctionRecordPaper): Paper =>
  sheet({
    at: paper.closedAt,
    title: '竞价笔录',
    number: paper.number,
    body: typ`
#align(right)[#text(size: 10pt, fill: faint)[编号：${paper.number}]]
#heading-of[竞价笔录][网络竞价]
#facts(${cells([
      ['标的', `${paper.achievementTitle}（${paper.lotNumber}）`],
      ['转让方', paper.seller],
      ['主持人', paper.auctioneer],
      ['开始和结束', `${chineseTime(paper.openedAt)} 至 ${chineseTime(paper.closedAt)}`],
      ['保留价', paper.hasReserve ? '设有保留价' : '无保留价，开始前已经说明'],
      ['起始价、加价幅度', `${amountInFigures(paper.startingPriceMinor)}，${amountInFigures(paper.incrementMinor)}`],
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
    : typ`#section[主持人说明]
${paper.note}`
}
${signatures(paper)}
#closing[本次交易为网络竞价，笔录参照《中华人民共和国拍卖法》第五十三条制作，由主持人、记录人签名，成交的并由买受人签名。出价记录由交易系统自动生成。出价时间为平台服务器收到并确认的时间（北京时间），精确到毫秒；每次出价各为存证日志中的一条记录，可离线验证。]`,
  })
