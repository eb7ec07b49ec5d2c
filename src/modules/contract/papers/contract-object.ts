/** Articles 2 to 4: what is assigned or licensed, how far, and for how much. */
import { cells, typ, type Markup } from '#platform/paper/markup.ts'
import { article, points } from '#platform/paper/sheet.ts'
import { amountInFigures, amountInFull } from '#platform/paper/wording.ts'
import type { ContractPaper, RightKind, SideNames } from './contract-data.ts'

const rightsInWords = (paper: ContractPaper): Markup =>
  points(paper.rights.map((right) => typ`${KIND_WORDS[right.kind]}“${right.name}”${right.number === '' ? '' : `（${right.number}）`}；`))

const KIND_WORDS = { patent: '专利权', application: '专利申请权', know_how: '技术秘密', software: '计算机软件著作权', other: '技术成果' } as const

const termOf = (paper: ContractPaper): Markup =>
  paper.termMonths === null
    ? typ`许可期限自本合同生效之日起至标的技术所含各项权利的保护期届满之日止；技术秘密部分至其公开之日止。`
    : typ`许可期限为 ${paper.termMonths} 个月，自本合同生效之日起计算，且不超过标的技术所含专利权的有效期限。专利权有效期届满或者被宣告无效的，甲方不得就该专利与他人另行订立许可合同，乙方就该专利不再负有付费义务。`

const SCOPE: Readonly<Record<Exclude<RightKind, 'assignment'>, string>> = {
  exclusive: '独占实施许可：在约定的期限、地域和领域内，仅由乙方实施标的技术，甲方不得自行实施，也不得再许可任何第三方实施。',
  sole: '排他实施许可：在约定的期限、地域和领域内，除甲方可以自行实施外，甲方不得再许可任何第三方实施标的技术。甲方不具备独立实施条件，以一个普通许可委托他人实施的，视为甲方自行实施。',
  ordinary: '普通实施许可：甲方在许可乙方实施的同时，可以自行实施，也可以许可第三方实施标的技术。',
}

const scopeClauses = (paper: ContractPaper): readonly Markup[] =>
  paper.right === 'assignment'
    ? [
        typ`甲方将标的技术的全部权利转让给乙方。自权利转移之日起，乙方依法享有占有、使用、许可和处分标的技术并取得收益的权利。`,
        typ`专利权、专利申请权自国务院专利行政部门登记之日起转移；计算机软件著作权自本合同生效且价款付清之日起转移；技术秘密自甲方交付全部技术资料且乙方验收合格之日起转移。`,
        typ`本合同生效前甲方自行实施或者已经许可他人实施标的技术的情形，甲方应当在交付时书面列明。未列明的，视为不存在。`,
        typ`甲方作为科研机构，可以为教学和科学研究目的继续使用标的技术，但不得用于生产经营，并应当遵守第九条的保密义务。`,
      ]
    : [
        typ`许可方式为${SCOPE[paper.right]}`,
        termOf(paper),
        typ`许可地域为${paper.territory}；许可实施的领域为${paper.field}。乙方不得超出约定的期限、地域和领域实施标的技术。`,
        typ`未经甲方书面同意，乙方不得许可第三方实施标的技术。甲方同意乙方再许可的，除另有约定外，该再许可为普通实施许可。`,
      ]

export const objectArticles = (paper: ContractPaper, names: SideNames): Markup => typ`
${article(2, '合同标的', [
  typ`本合同的标的为“${paper.achievementTitle}”，由下列权利和技术构成（详见附件一）：\n${rightsInWords(paper)}`,
  typ`标的技术的内容、要解决的技术问题和主要技术指标见附件二。${names.seller}应当保证乙方按照技术资料能够实施标的技术，达到附件二所列的技术指标。`,
  typ`标的技术的成熟程度、已有的实施情况和已知的限制，以挂牌公告披露的内容为准；挂牌公告与本合同不一致的，以本合同为准。`,
])}
${article(3, `${names.verb}的范围和方式`, scopeClauses(paper))}`

const moneyRows = (paper: ContractPaper): Markup =>
  cells([
    ['合同成交额', amountInFull(paper.priceMinor)],
    ['其中：保证金抵作价款', amountInFull(paper.depositMinor)],
    ['余款', amountInFull(paper.priceMinor - paper.depositMinor)],
    ...paper.deductions.map((line) => [`扣除：${line.label}`, amountInFigures(line.amountMinor)]),
    ['技术交易额', amountInFull(paper.technologyAmountMinor)],
    ['技术性收入', amountInFull(paper.technicalIncomeMinor)],
  ])

export const moneyArticle = (paper: ContractPaper, names: SideNames): Markup =>
  article(4, '价款和支付方式', [
    typ`标的技术的${names.verb}价款（合同成交额）为${amountInFull(paper.priceMinor)}，为一次总算的固定价款，由乙方一次付清。各项金额如下：
#v(0.4em)
#table(columns: (12em, 1fr), stroke: hair, inset: (x: 8pt, y: 6.5pt), align: left + horizon, ${moneyRows(paper)})`,
    typ`乙方已交纳的保证金自本合同生效之日起抵作价款；余款由乙方自本合同生效之日起 ${paper.paymentWorkingDays} 个工作日内，汇入浙江拍的交易资金专用账户，并在汇款附言中注明平台给出的付款编号。`,
    typ`价款由浙江拍监管。乙方验收合格后，平台将全部价款划付甲方账户；本合同在此之前依法解除的，按照第十三条处理。监管期间的资金不计利息，双方另有约定的除外。`,
    typ`甲方应当在收到价款后 15 个工作日内，依法向乙方开具与收款金额相符的票据。因本合同发生的税费，由双方依照法律规定各自承担。`,
    typ`技术交易额为合同成交额减去设备、仪器、零部件、原材料等非技术性费用后的余额；技术性收入为甲方就标的技术本身取得的价款。本合同申请技术合同认定登记时，以上述金额申报，最终以登记机构认定的为准。`,
  ])
