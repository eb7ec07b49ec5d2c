/** 成交确认书: made when the result notice has run, confirmed by both sides before the contract. */
import type { Instant } from '#kernel/instant.ts'
import { cells, typ } from '#platform/paper/markup.ts'
import { sheet, type Paper } from '#platform/paper/sheet.ts'
import { amountInFull, chineseTime, percent } from '#platform/paper/wording.ts'
import type { PaperParty } from './contract-data.ts'

export interface SaleConfirmationPaper {
  readonly number: string
  readonly lotNumber: string
  readonly achievementTitle: string
  /** `专利权转让`, `独占实施许可` … */
  readonly rightLabel: string
  readonly saleMethod: string
  readonly soldAt: Instant
  readonly bidNumber: number | null
  readonly startingPriceMinor: bigint
  readonly priceMinor: bigint
  readonly depositMinor: bigint
  readonly seller: PaperParty
  readonly buyer: PaperParty
  readonly noticeOpenedAt: Instant | null
  readonly noticeClosedAt: Instant
  readonly issuedAt: Instant
}

/** Premium over the starting price, in basis points, rounded down. */
export const premiumBasisPoints = (startingPriceMinor: bigint, priceMinor: bigint): number =>
  startingPriceMinor === 0n ? 0 : Number(((priceMinor - startingPriceMinor) * 10_000n) / startingPriceMinor)

const noticePeriod = (paper: SaleConfirmationPaper): string =>
  paper.noticeOpenedAt === null ? `至 ${chineseTime(paper.noticeClosedAt)}` : `${chineseTime(paper.noticeOpenedAt)} 至 ${chineseTime(paper.noticeClosedAt)}`

export const saleConfirmation = (paper: SaleConfirmationPaper): Paper =>
  sheet({
    at: paper.issuedAt,
    title: '成交确认书',
    number: paper.number,
    body: typ`
#align(right)[#text(size: 10pt, fill: faint)[编号：${paper.number}]]
#heading-of[成交确认书][技术成果公开交易]
${paper.seller.name}、${paper.buyer.name}：
#v(0.3em)
#par(first-line-indent: (amount: 2em, all: true))[下列标的经浙江拍以${paper.saleMethod}方式公开交易成交，成交结果已依法公示，公示期间无异议或者异议已经处理完毕。现就成交事实确认如下：]
#v(0.6em)
#facts(${cells([
      ['标的名称', paper.achievementTitle],
      ['标的编号', paper.lotNumber],
      ['交易内容', paper.rightLabel],
      ['转让方', `${paper.seller.name}（${paper.seller.creditCode}）`],
      ['受让方', `${paper.buyer.name}（${paper.buyer.creditCode}）${paper.bidNumber === null ? '' : `，竞买号 ${paper.bidNumber}`}`],
      ['成交时间', chineseTime(paper.soldAt)],
      ['起始价', amountInFull(paper.startingPriceMinor)],
      ['成交价', amountInFull(paper.priceMinor)],
      ['溢价率', percent(premiumBasisPoints(paper.startingPriceMinor, paper.priceMinor))],
      ['已交保证金', amountInFull(paper.depositMinor)],
      ['结果公示期间', noticePeriod(paper)],
    ])})
#section[确认事项]
+ 双方对上述标的、价格和交易过程没有异议，成交价为最终价格。
+ 双方应当依据挂牌公告和本确认书订立书面技术合同，不得变更成交价和其他实质性成交条件。
+ 受让方的保证金在合同生效后抵作价款；合同生效前，保证金由浙江拍继续监管。
+ 受让方无正当理由拒绝订立合同的，保证金不予退还；转让方无正当理由拒绝订立合同的，应当退还保证金并承担相应责任。
#block(breakable: false, above: 1.5em)[#table(columns: (1fr, 1fr), stroke: hair, inset: 10pt,
  [转让方：${paper.seller.name}
   #v(1em)经办人：${paper.seller.representative}
   #v(0.4em)确认日期：#h(3em)年#h(1.6em)月#h(1.6em)日],
  [受让方：${paper.buyer.name}
   #v(1em)经办人：${paper.buyer.representative}
   #v(0.4em)确认日期：#h(3em)年#h(1.6em)月#h(1.6em)日])]
#closing[本确认书由浙江拍于 ${chineseTime(paper.issuedAt)} 生成。双方在平台对本文件摘要的确认记入存证日志，可离线验证。]`,
  })
