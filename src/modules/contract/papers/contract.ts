/** Technology contract: assignment (技术转让) or licence (技术许可). Follows the items of Civil Code arts. 470 and 845. */
import { dateOf, startOfDay } from '#kernel/instant.ts'
import { cells, typ, type Markup } from '#platform/paper/markup.ts'
import { article, sheet, type Paper } from '#platform/paper/sheet.ts'
import { chineseDate, orBlank } from '#platform/paper/wording.ts'
import { deliveryArticles, safetyArticles } from './contract-duties.ts'
import { endArticles } from './contract-end.ts'
import { ARTICLES, sideNames, type ContractPaper, type PaperParty, type RightKind, type SideNames } from './contract-data.ts'
import { moneyArticle, objectArticles } from './contract-object.ts'
import { burdensAnnex, kindsInTitle, rightsAnnex } from './contract-rights.ts'

const LICENCES: Readonly<Record<Exclude<RightKind, 'assignment'>, string>> = {
  exclusive: '独占实施许可',
  sole: '排他实施许可',
  ordinary: '普通实施许可',
}

const headingOf = (right: RightKind): string => (right === 'assignment' ? '技术转让合同' : '技术许可合同')

/** In the running head: 技术转让合同, or the licence with its kind. */
export const contractTitle = (right: RightKind): string => (right === 'assignment' ? headingOf(right) : `${headingOf(right)}（${LICENCES[right]}）`)

/** By which the contract is recognised and registered. */
const subtitleOf = (paper: ContractPaper): string =>
  paper.right === 'assignment' ? `（${kindsInTitle(paper)}）` : `（${LICENCES[paper.right]}：${kindsInTitle(paper)}）`

const cover = (paper: ContractPaper): Markup => {
  const names = sideNames(paper.right)
  return typ`
#v(6mm)
#align(right)[#text(size: 10pt, fill: faint)[合同编号：${paper.number}]]
#v(34mm)
#align(center)[#text(size: 28pt, weight: "bold")[${headingOf(paper.right)}]]
#v(2mm)
#align(center)[#text(size: 12pt, fill: faint)[${subtitleOf(paper)}]]
#v(30mm)
#align(center)[#block(width: 86%)[
  #set text(size: 12pt)
  #table(columns: (10em, 1fr), stroke: (x, y) => (bottom: if x == 1 { hair } else { 0pt }), inset: (x: 4pt, y: 9pt), align: (right + bottom, left + bottom),
    ${cells([
      ['项目名称：', paper.achievementTitle],
      [`${names.seller}（甲方）：`, paper.seller.name],
      [`${names.buyer}（乙方）：`, paper.buyer.name],
      ['成交方式：', `${paper.saleMethod}（标的编号 ${paper.lotNumber}）`],
      ['签订方式：', '浙江拍平台数据电文确认'],
      ['文本日期：', chineseDate(paper.draftedOn)],
    ])})
]]
#pagebreak()`
}

const representedBy = (party: PaperParty): string => (party.isNaturalPerson ? '本人（自然人）' : orBlank(party.representative))

const partyTable = (names: SideNames, seller: PaperParty, buyer: PaperParty): Markup => {
  const hasPerson = seller.isNaturalPerson || buyer.isNaturalPerson
  return typ`
#table(columns: (11.5em, 1fr, 1fr), stroke: hair, inset: (x: 8pt, y: 7pt), align: left + horizon,
  [], head-cell[甲方（${names.seller}）], head-cell[乙方（${names.buyer}）],
  ${cells([
    ['名称', seller.name, buyer.name],
    [hasPerson ? '统一社会信用代码（自然人：公民身份号码）' : '统一社会信用代码', orBlank(seller.creditCode), orBlank(buyer.creditCode)],
    ['住所', orBlank(seller.address), orBlank(buyer.address)],
    ['法定代表人或者负责人', representedBy(seller), representedBy(buyer)],
    ['经办人', orBlank(seller.agent), orBlank(buyer.agent)],
  ])})`
}

const recitals = (paper: ContractPaper): Markup => typ`
#par(first-line-indent: (amount: 2em, all: true))[甲方将“${paper.achievementTitle}”项目（以下称标的技术）在浙江拍以${paper.saleMethod}方式公开交易，乙方于${chineseDate(dateOf(paper.soldAt))}${paper.saleMethod === '协议定价' ? '受让' : '竞得'}，成交结果已经公示，公示期间无异议或者异议已经处理完毕，双方已确认成交确认书（编号 ${paper.confirmationNumber}）。现双方依照《中华人民共和国民法典》《中华人民共和国促进科技成果转化法》和《浙江省促进科技成果转化条例》，在平等、自愿的基础上，就标的技术的${sideNames(paper.right).verb}订立本合同，共同遵守。]`

const definitions = (paper: ContractPaper): Markup =>
  article(ARTICLES.definitions, '名词和术语', [
    typ`标的技术：指名称为“${paper.achievementTitle}”、成果目录编号为 ${orBlank(paper.achievementNumber)} 的科技成果，其权利构成以第二条所列为准。`,
    typ`技术资料：指本领域普通技术人员据以实施标的技术所必需的设计文件、工艺规程、配方、参数、源文件、检测报告和操作说明，不论其载体。`,
    typ`实施：对专利，指为生产经营目的制造、使用、许诺销售、销售、进口专利产品，或者使用专利方法以及由此直接获得的产品；对技术秘密、计算机软件、布图设计和植物新品种，指依照其性质和法律规定的使用。`,
    typ`后续改进：指本合同有效期内，任何一方或者双方在标的技术基础上作出的具有实质性特点的改进。`,
    typ`浙江拍：指办理本次交易的技术要素市场平台。平台的服务器时间、资金账务记录和存证日志，作为认定本合同履行事实的依据，但有相反证据足以推翻的除外。`,
    typ`工作日：指国务院公布的放假安排所确定的工作日，包括调休上班的日期；本合同未注明“工作日”的期间按自然日计算，期间最后一日为法定休假日的，以休假日结束的次日为期间届满日。`,
  ])

/** The digest covers this page, so the moments of the confirmations cannot stand on it: they stand on the signing page, printed when both are given. */
const signatures = (paper: ContractPaper): Markup => {
  const names = sideNames(paper.right)
  const box = (side: string, party: PaperParty): Markup => typ`[${side}：${party.name}
   #v(1.8em)（${party.isNaturalPerson ? '签字' : '盖章'}或者可靠电子签名）
   #v(0.4em)法定代表人或者授权代表：${representedBy(party)}
   #v(0.4em)经办人：${orBlank(party.agent)}
   #v(0.4em)签署日期：见附件六签署页]`
  return typ`
#block(breakable: false, above: 2.4em)[
（以下为签署栏，无正文）
#v(0.4em)
#table(columns: (1fr, 1fr), stroke: hair, inset: 10pt,
  ${box(`甲方（${names.seller}）`, paper.seller)},
  ${box(`乙方（${names.buyer}）`, paper.buyer)})
#closing[文本形成日期：${chineseDate(paper.draftedOn)}。双方在浙江拍对本文件的 SHA-256 摘要逐一确认；确认人、确认时间与摘要记入平台存证日志，可离线验证。文件有任何改动，摘要即不相符。]
]`
}

const annex = (paper: ContractPaper): Markup => typ`
#pagebreak()
#section[附件一　权利清单]
${rightsAnnex(paper)}
#section[附件二　在先许可和其他负担]
${burdensAnnex(paper)}
#section[附件三　技术内容和主要技术指标]
${paper.summary}
#section[附件四　技术资料清单]
甲方交付技术资料时，由浙江拍按实际交付的文件逐件列明名称、大小和 SHA-256 摘要，形成交付清单；交付清单经乙方验收确认后为本合同附件四，与本合同具有同等效力。
#section[附件五　成交确认书]
编号 ${paper.confirmationNumber}，另册。
#section[附件六　签署页]
双方均确认后由浙江拍生成，载明确认人、确认时间和本文件的摘要，另册。`

/** Typst source of the contract. */
export const technologyContract = (paper: ContractPaper): Paper =>
  sheet({
    at: startOfDay(paper.draftedOn),
    title: contractTitle(paper.right),
    number: paper.number,
    body: typ`${cover(paper)}
#heading-of[${headingOf(paper.right)}][${subtitleOf(paper)}]
${partyTable(sideNames(paper.right), paper.seller, paper.buyer)}
#v(0.6em)
${recitals(paper)}
${definitions(paper)}
${objectArticles(paper, sideNames(paper.right))}
${moneyArticle(paper, sideNames(paper.right))}
${deliveryArticles(paper)}
${safetyArticles(paper, sideNames(paper.right))}
${endArticles(paper)}
${signatures(paper)}
${annex(paper)}`,
  })
