/** 成交确认书: made when the result notice has run, confirmed by both sides before the contract. */
import { dateOf, type Instant } from '#kernel/instant.ts'
import { cells, typ, type Markup } from '#platform/paper/markup.ts'
import { sheet, type Paper } from '#platform/paper/sheet.ts'
import { amountInFull, BLANK, chineseDate, chineseEnd, chineseTime, orBlank, percent } from '#platform/paper/wording.ts'
import type { EscrowHolder, PaperParty } from './contract-data.ts'

export interface SaleConfirmationPaper {
  readonly number: string
  readonly lotNumber: string
  readonly achievementTitle: string
  /** `专利权转让`, `独占实施许可` … */
  readonly rightLabel: string
  readonly saleMethod: string
  /** What the paper is called: by the law that the sale was called under. */
  readonly title: string
  /** Of an auction, the house that signs beside the buyer (Auction Law art. 52), with the papers of both; null: online bidding or an agreed price. */
  readonly house: { readonly name: string; readonly licenceNumber: string; readonly auctioneer: string; readonly certificateNumber: string } | null
  readonly soldAt: Instant
  readonly bidNumber: number | null
  /** The bidding brought the price, and a holder of first refusal took it. */
  readonly isTakenByHolder: boolean
  readonly startingPriceMinor: bigint
  readonly priceMinor: bigint
  readonly depositMinor: bigint
  readonly seller: PaperParty
  readonly buyer: PaperParty
  readonly escrow: EscrowHolder
  /** Of the public notice of sale, and of the notice of the result. */
  readonly noticeNumber: string
  readonly resultNoticeNumber: string
  readonly noticeOpenedAt: Instant | null
  readonly noticeClosedAt: Instant
  /** Until when both sides confirm, null while the working days of that year are not out; the contract follows within as many working days. */
  readonly confirmBy: Instant | null
  readonly signingWorkingDays: number
  readonly paymentWorkingDays: number
  /** To object to a notice of rescission. */
  readonly objectionDays: number
  readonly issuedAt: Instant
}

/** Premium over the starting price, in basis points, rounded down. */
export const premiumBasisPoints = (startingPriceMinor: bigint, priceMinor: bigint): number =>
  startingPriceMinor === 0n ? 0 : Number(((priceMinor - startingPriceMinor) * 10_000n) / startingPriceMinor)

const noticePeriod = (paper: SaleConfirmationPaper): string =>
  paper.noticeOpenedAt === null ? `至 ${chineseEnd(paper.noticeClosedAt)}` : `${chineseTime(paper.noticeOpenedAt)} 至 ${chineseEnd(paper.noticeClosedAt)}`

const partyRows = (label: string, party: PaperParty, more = ''): readonly (readonly [string, string])[] => [
  [label, `${party.name}（${party.isNaturalPerson ? `自然人，公民身份号码 ${orBlank('')}` : party.creditCode}）${more}`],
  [`${label}住所`, orBlank(party.address)],
  [`${label}经办人`, orBlank(party.agent)],
]

const factRows = (paper: SaleConfirmationPaper): Markup =>
  cells([
    ['标的名称', paper.achievementTitle],
    ['标的编号', paper.lotNumber],
    ['交易内容', paper.rightLabel],
    ['交易公告编号', orBlank(paper.noticeNumber)],
    ...partyRows('转让方', paper.seller),
    ...partyRows('受让方', paper.buyer, paper.bidNumber === null ? '' : `，竞买号 ${paper.bidNumber}`),
    ...(paper.house === null
      ? []
      : ([
          ['拍卖人', `${paper.house.name}（批准证书编号 ${paper.house.licenceNumber}）`],
          ['拍卖师', `${orBlank(paper.house.auctioneer)}（资格证书编号 ${paper.house.certificateNumber}）`],
        ] as const)),
    ...(paper.isTakenByHolder ? ([['受让方式', '行使优先受让权，按竞价形成的成交价以同等条件受让']] as const) : []),
    ['成交时间', chineseTime(paper.soldAt)],
    ['起始价', amountInFull(paper.startingPriceMinor)],
    ['成交价', amountInFull(paper.priceMinor)],
    ['溢价率', percent(premiumBasisPoints(paper.startingPriceMinor, paper.priceMinor))],
    ['已交保证金', amountInFull(paper.depositMinor)],
    ['结果公示', `${noticePeriod(paper)}${paper.resultNoticeNumber === '' ? '' : `（编号 ${paper.resultNoticeNumber}）`}`],
    ['资金监管人', `${orBlank(paper.escrow.name)}（${orBlank(paper.escrow.creditCode)}）`],
  ])

const confirmWords = ({ confirmBy, signingWorkingDays }: SaleConfirmationPaper): string =>
  confirmBy === null ? `自本确认书生成之日起 ${signingWorkingDays} 个工作日内` : `在 ${chineseEnd(confirmBy)} 之前`

const matters = (paper: SaleConfirmationPaper): Markup => typ`
+ 双方对上述标的、价格和交易过程没有异议，成交价为最终价格。交易自交易系统确认成交时成立；一方拒绝签署本确认书的，交易内容依照公告、报价和交易记录确定。
+ 双方应当${confirmWords(paper)}确认本确认书，并自双方均确认之日起 ${paper.signingWorkingDays} 个工作日内，依据交易公告和本确认书签署书面技术合同，不得变更成交价和其他实质性成交条件。
+ 受让方应当自合同生效之日起 ${paper.paymentWorkingDays} 个工作日内付清余款。受让方的保证金在合同生效后抵作价款；合同生效前，保证金由资金监管人继续监管。
+ 任何一方逾期未确认或者未签署合同的，由平台记载并通知双方；在该方补行确认之前，对方可以在平台通知解除交易。受到通知的一方有异议的，应当自通知到达之日起 ${paper.objectionDays} 日内提出；提出异议的，保证金在和解、裁判或者裁决之前继续监管，逾期未提出的，由平台登记解除。
+ 受让方无正当理由逾期不确认或者不签署合同，转让方依前项解除交易的，已交的保证金按照公告的约定不予退还；保证金不足以弥补损失的，还应当赔偿不足部分。
+ 转让方无正当理由逾期不确认或者不签署合同，受让方依前项解除交易的，保证金全额退还受让方；因此使受让方受到损失的，转让方应当赔偿。双方均逾期的，任何一方可以解除交易，保证金全额退还受让方。
+ 因不可归责于双方的原因不能订立合同的，保证金全额退还受让方，双方互不承担违约责任。`

const signatures = (paper: SaleConfirmationPaper): Markup => {
  const box = (label: string, party: PaperParty): Markup => typ`[${label}：${party.name}
   #v(1em)（${party.isNaturalPerson ? '签字' : '盖章'}或者可靠电子签名）
   #v(0.4em)经办人：${orBlank(party.agent)}
   #v(0.4em)签署日期：见签署页]`
  return typ`#block(breakable: false, above: 1.5em)[#table(columns: (1fr, 1fr), stroke: hair, inset: 10pt,
  ${box('转让方', paper.seller)},
  ${box('受让方', paper.buyer)})
${
  paper.house === null
    ? typ``
    : typ`#table(columns: (1fr,), stroke: hair, inset: 10pt, [拍卖人：${paper.house.name}
  #v(1em)（盖章或者可靠电子签名）
  #v(0.4em)签署日期：${BLANK}])
`
}#v(0.6em)
#align(right)[${orBlank(paper.escrow.name)}（浙江拍）#h(1em)${chineseDate(dateOf(paper.issuedAt))}]]`
}

export const saleConfirmation = (paper: SaleConfirmationPaper): Paper =>
  sheet({
    at: paper.issuedAt,
    title: paper.title,
    number: paper.number,
    body: typ`
#align(right)[#text(size: 10pt, fill: faint)[编号：${paper.number}]]
#heading-of[${paper.title}][技术成果公开交易]
${paper.seller.name}、${paper.buyer.name}：
#v(0.3em)
#par(first-line-indent: (amount: 2em, all: true))[下列标的经浙江拍以${paper.saleMethod}方式公开交易成交，成交结果已依法公示，公示期间无异议或者异议已经处理完毕。现就成交事实确认如下：]
#v(0.6em)
#facts(${factRows(paper)})
#section[确认事项]
${matters(paper)}
${signatures(paper)}
#closing[本确认书由浙江拍于 ${chineseTime(paper.issuedAt)} 生成。双方在平台对本文件摘要的确认记入存证日志，可离线验证；确认人和确认时间另见签署页。]`,
  })
