/** Articles 2 to 5: what is assigned or licensed, on which public terms, how far, and for how much. */
import { cells, typ, type Markup } from '#platform/paper/markup.ts'
import { article, points } from '#platform/paper/sheet.ts'
import { amountInFigures, amountInFull, orBlank } from '#platform/paper/wording.ts'
import { ARTICLES, hasKind, isRegistered, type ContractPaper, type RightKind, type SideNames } from './contract-data.ts'
import { rightInWords } from './contract-rights.ts'
import { ref } from './reference.ts'

/** Patent Law art. 10, civil law of the others: each right passes by its own act, and none before it. */
const passing = (paper: ContractPaper): readonly Markup[] => [
  ...(hasKind(paper, 'patent', 'application') ? [typ`专利权、专利申请权的转让自国务院专利行政部门登记之日起生效；`] : []),
  ...(hasKind(paper, 'software') ? [typ`计算机软件著作权自本合同生效且价款付清之日起转移；`] : []),
  ...(hasKind(paper, 'circuit_layout') ? [typ`集成电路布图设计专有权的转让自国务院知识产权行政部门登记之日起生效；`] : []),
  ...(hasKind(paper, 'plant_variety') ? [typ`植物新品种权的转让自审批机关登记并公告之日起生效；`] : []),
  ...(hasKind(paper, 'know_how', 'other') ? [typ`技术秘密和其他技术成果自甲方交付全部技术资料且乙方验收合格之日起转移。`] : []),
]

const termOf = (paper: ContractPaper): Markup => {
  const patents = hasKind(paper, 'patent', 'application')
  if (paper.termMonths === null)
    return typ`许可期限自本合同生效之日起至标的技术所含各项权利的保护期届满之日止；技术秘密部分至其公开之日止。${patents ? '专利实施许可仅在专利权的存续期限内有效。' : ''}`
  return typ`许可期限为 ${paper.termMonths} 个月，自本合同生效之日起计算${
    patents
      ? '；专利实施许可仅在专利权的存续期限内有效。专利权有效期届满或者被宣告无效的，甲方不得就该专利与他人另行订立许可合同，乙方就该专利不再负有付费义务。'
      : '，且不超过标的技术所含权利的保护期限。'
  }`
}

const SCOPE: Readonly<Record<Exclude<RightKind, 'assignment'>, string>> = {
  exclusive: '独占实施许可：在约定的期限、地域和领域内，仅由乙方实施标的技术，甲方不得自行实施，也不得再许可任何第三方实施。',
  sole: '排他实施许可：在约定的期限、地域和领域内，除甲方可以自行实施外，甲方不得再许可任何第三方实施标的技术。甲方不具备独立实施条件，以一个普通许可委托他人实施的，视为甲方自行实施。',
  ordinary: '普通实施许可：甲方在许可乙方实施的同时，可以自行实施，也可以许可第三方实施标的技术。',
}

/** Interpretation on technology contracts, art. 24: an assignment leaves earlier licences as they are, and ends the assignor's own use. */
const assigned = (paper: ContractPaper): readonly Markup[] => [
  typ`甲方将标的技术的全部权利转让给乙方。自权利转移之日起，乙方依法享有占有、使用、许可和处分标的技术并取得收益的权利。`,
  typ`权利转移的时间：\n${points(passing(paper))}`,
  typ`本合同成立前甲方与他人订立的许可合同继续有效，不因本合同而受影响；已经登记的列于附件二，乙方自权利转移之日起承受许可方的地位。附件二没有列明的，甲方应当在交付时书面补充，因此使乙方受到损失的，依照${ref(ARTICLES.warranties)}承担责任。`,
  typ`自权利转移之日起，甲方应当停止以生产经营为目的实施标的技术。甲方可以为教学和科学研究目的继续使用，但应当遵守${ref(ARTICLES.secrecy)}的保密义务。`,
]

/** Both hold it then; how they exercise it is for them to agree, else the law says it (Patent Law art. 14). */
const assignedShare = (paper: ContractPaper, basisPoints: number): readonly Markup[] => [
  typ`甲方将其在标的技术权利中持有的份额转让给乙方，所转让的份额为全部权利的 ${String(basisPoints / 100)}%。自份额转移之日起，乙方与其他权利人按份额共有标的技术的权利。`,
  typ`份额转移的时间：\n${points(passing(paper))}`,
  typ`共有人对专利申请权、专利权的行使有约定的，从其约定，乙方自份额转移之日起受其约束；没有约定的，共有人可以单独实施或者以普通许可方式许可他人实施，收取的使用费在共有人之间分配，其他行使应当取得全体共有人的同意。`,
  typ`本合同成立前权利人与他人订立的许可合同继续有效，不因本合同而受影响；已经登记的列于附件二。附件二没有列明的，甲方应当在交付时书面补充，因此使乙方受到损失的，依照${ref(ARTICLES.warranties)}承担责任。`,
]

const licensed = (paper: ContractPaper, scope: string): readonly Markup[] => [
  typ`许可方式为${scope}`,
  termOf(paper),
  typ`许可地域为${paper.territory}；许可实施的领域为${paper.field}。乙方不得超出约定的期限、地域和领域实施标的技术。`,
  typ`未经甲方书面同意，乙方不得许可第三方实施标的技术。甲方同意乙方再许可的，除另有约定外，该再许可为普通实施许可。`,
  typ`本合同成立前甲方已经订立的许可合同继续有效；已经登记的列于附件二。上述约定不得解释为限制技术竞争和技术发展。`,
  ...(hasKind(paper, 'application')
    ? [
        typ`标的技术中已申请专利而尚未授权的部分：专利申请公开以前，依照技术秘密使用许可的规定；公开以后、授权以前，参照专利实施许可的规定；授权以后，依照专利实施许可的规定。申请最终未获授权的，该部分自申请被驳回、撤回或者视为撤回之日起不再计入许可范围；已经付清的价款不予退还，但甲方隐瞒事实的除外。`,
      ]
    : []),
]

const scopeClauses = (paper: ContractPaper): readonly Markup[] => {
  if (paper.right !== 'assignment') return licensed(paper, SCOPE[paper.right])
  const share = paper.shareBasisPoints ?? null
  return share === null ? assigned(paper) : assignedShare(paper, share)
}

const publicTerms = (paper: ContractPaper): Markup =>
  article(ARTICLES.publicTerms, '公开交易条件', [
    typ`本合同依据公开交易的条件订立。标的公告（编号 ${orBlank(paper.noticeNumber)}，标的编号 ${paper.lotNumber}）公布的交易条件为：“${paper.publicTerms}”`,
    typ`公告公布的受让方资格条件为：“${paper.qualifications}”乙方保证其在报名时和本合同生效时均符合上述条件。`,
    typ`上述公开交易条件是本合同的组成部分。本合同其他条款与公开交易条件不一致的，以公开交易条件为准；双方不得以任何形式变更公开交易的价格和其他实质性条件。`,
  ])

export const objectArticles = (paper: ContractPaper, names: SideNames): Markup => typ`
${article(ARTICLES.object, '合同标的', [
  typ`本合同的标的为“${paper.achievementTitle}”，由下列 ${paper.rights.length} 项权利和技术构成（详见附件一）：\n${points(paper.rights.map((right) => rightInWords(paper, right)))}`,
  typ`标的技术的内容、要解决的技术问题和主要技术指标见附件三。${names.seller}应当保证乙方按照技术资料能够实施标的技术，达到附件三所列的技术指标。`,
  typ`标的技术的成熟程度、已有的实施情况和已知的限制，以公告披露的内容为准。`,
])}
${publicTerms(paper)}
${article(ARTICLES.scope, `${names.verb}的范围和方式`, scopeClauses(paper))}`

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
  article(ARTICLES.money, '价款和支付方式', [
    typ`标的技术的${names.verb}价款（合同成交额）为${amountInFull(paper.priceMinor)}，为一次总算的固定价款，由乙方一次付清。各项金额如下：
#v(0.4em)
#block(breakable: false)[#table(columns: (12em, 1fr), stroke: hair, inset: (x: 8pt, y: 6.5pt), align: left + horizon, ${moneyRows(paper)})]`,
    typ`乙方已交纳的保证金自本合同生效之日起抵作价款；余款由乙方自本合同生效之日起 ${paper.paymentWorkingDays} 个工作日内，汇入第 ${ARTICLES.money}.3 项所称的账户，并在汇款附言中注明平台给出的付款编号。`,
    typ`价款由${orBlank(paper.escrow.name)}（统一社会信用代码 ${orBlank(paper.escrow.creditCode)}，浙江拍的运营单位，以下称监管人）存放于交易资金专用账户代为监管。监管人仅依照本合同和双方在平台作出的确认收付，不是标的技术的让与人、许可人或者保证人。`,
    typ`乙方验收合格${isRegistered(paper) ? `并且权利变更登记依${ref(ARTICLES.acceptance)}得到证明` : ''}后，监管人将全部价款划付甲方账户；本合同在此之前依法解除的，依照${ref(ARTICLES.end)}处理。监管期间的资金不计利息，双方另有约定的除外。`,
    typ`甲方应当在收到价款后 15 个工作日内，依法向乙方开具与收款金额相符的票据。因本合同发生的税费，由双方依照法律规定各自承担。`,
    typ`技术交易额为合同成交额减去设备、仪器、零部件、原材料等非技术性费用后的余额；技术性收入为甲方就标的技术本身取得的价款。本合同申请技术合同认定登记时，以上述金额申报，最终以登记机构认定的为准。`,
  ])
