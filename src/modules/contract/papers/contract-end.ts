/** Articles 13 to 18: breach, change and end, integrity, disputes, notices, effect. */
import { typ, type Markup } from '#platform/paper/markup.ts'
import { article, points } from '#platform/paper/sheet.ts'
import { amountInFull, chineseNumber } from '#platform/paper/wording.ts'
import { ARTICLES, isShare, type ContractPaper } from './contract-data.ts'
import { ref } from './reference.ts'

/** 5 → `万分之五`, as far as there is one word for it. */
const lateRate = (perTenThousand: number): string => `万分之${perTenThousand <= 10 ? chineseNumber(perTenThousand) : perTenThousand}`

/** A deposit that was set off has become price: what the buyer's default costs is agreed as damages (Civil Code art. 585), not forfeited. */
const buyerDefault = (paper: ContractPaper): Markup =>
  paper.depositMinor === 0n
    ? typ`甲方依照前款解除合同的，乙方应当赔偿因此造成的损失。`
    : typ`甲方依照前款解除合同的，乙方应当支付违约金${amountInFull(paper.depositMinor)}（与原保证金等额）。保证金已经抵作价款，不再作为保证金没收，也不是定金；甲方可以请求监管人从乙方已付的价款中扣付该违约金，余额退还乙方。公开交易条件明确将保证金约定为定金的，从其约定，甲方选择适用定金或者违约金，不得并用。`

const breach = (paper: ContractPaper): Markup =>
  article(ARTICLES.breach, '违约责任', [
    typ`乙方未按期支付价款的，每逾期一日，按照逾期金额的${lateRate(paper.lateRatePerTenThousand)}支付违约金；经催告后 ${paper.cureDays} 日内仍未付清的，甲方可以解除合同，乙方应当停止实施标的技术，交还技术资料。`,
    buyerDefault(paper),
    typ`甲方未按期交付技术资料、提供技术指导或者办理登记的，每逾期一日，按照合同成交额的${lateRate(paper.lateRatePerTenThousand)}支付违约金；经催告后 ${paper.cureDays} 日内仍未履行的，乙方可以解除合同，甲方应当返还已收取的全部价款并赔偿损失。`,
    typ`甲方违反${ref(ARTICLES.warranties)}的权利保证，或者隐瞒标的技术的重大缺陷的，乙方可以要求减少价款或者解除合同，并要求赔偿损失。`,
    typ`任何一方违反保密义务，${paper.right === 'assignment' ? (isShare(paper) ? '' : '或者甲方在权利转移后擅自以生产经营为目的实施标的技术') : '或者乙方超出约定范围实施、擅自许可第三方实施标的技术'}的，应当立即停止违约行为，支付合同成交额百分之二十的违约金。`,
    typ`本条约定的违约金低于造成的损失的，受损害方可以请求人民法院或者仲裁机构予以增加；过分高于造成的损失的，违约方可以请求适当减少。`,
  ])

const ending = (paper: ContractPaper): Markup =>
  article(ARTICLES.end, '合同的变更、解除和终止', [
    typ`本合同的变更应当由双方以书面形式确认，并在浙江拍登记。涉及价款、许可方式、期限、地域的实质性变更，不得违背公开交易条件。`,
    typ`有下列情形之一的，可以解除合同：\n${points([
      typ`双方协商一致；`,
      typ`因不可抗力致使合同目的不能实现；`,
      typ`一方迟延履行主要债务，经催告后在 ${paper.cureDays} 日内仍未履行，或者违约致使合同目的不能实现；`,
      typ`标的技术已经由他人公开，致使履行没有意义。`,
    ])}`,
    typ`依法主张解除合同的一方应当通知对方，合同自通知到达对方时解除；对方有异议的，应当自通知到达之日起 ${paper.objectionDays} 日内在平台提出，也可以请求人民法院或者仲裁机构确认解除的效力；逾期未提出的，监管人依照第 ${ARTICLES.end}.4 项处理监管中的价款，不影响对方依法请求确认。平台只记录当事人的通知，不代替当事人解除合同。`,
    typ`合同在价款划付前解除的，监管中的价款按照责任归属处理：因甲方原因或者双方均无过错的，全部退还乙方；因乙方原因的，先行扣付${ref(ARTICLES.breach)}约定的违约金，其余退还乙方。乙方应当返还或者销毁技术资料及其复制件。双方对责任有争议的，争议部分在和解、调解、裁判或者裁决之前继续监管。`,
    typ`任何一方在平台提出争议的，监管中的价款停止划付，有关期间中止计算；双方可以在平台确认同一份价款分配方案，监管人依该方案划付；有生效裁判或者裁决的，依其划付。`,
  ])

const disputes = (paper: ContractPaper): Markup =>
  article(ARTICLES.disputes, '争议的解决', [
    typ`因本合同发生的争议，双方应当先行协商，也可以请求浙江拍或者科学技术主管部门调解。`,
    paper.forum.kind === 'court'
      ? typ`协商、调解不成的，向甲方住所地有管辖权的人民法院提起诉讼。`
      : typ`协商、调解不成的，提交${paper.forum.commission}，按照申请仲裁时该会现行有效的仲裁规则进行仲裁；仲裁裁决是终局的，对双方均有约束力。`,
    typ`争议解决期间，不涉及争议的条款继续履行。`,
  ])

export const endArticles = (paper: ContractPaper): Markup => typ`
${breach(paper)}
${ending(paper)}
${article(ARTICLES.integrity, '廉洁和关联关系', [
  typ`双方确认，本次交易不存在未披露的关联关系，任何一方及其工作人员未以不正当手段影响交易。违反本条的，对方可以解除合同并要求赔偿。`,
])}
${disputes(paper)}
${article(ARTICLES.notices, '通知和送达', [
  typ`双方在浙江拍登记的联系方式和本合同载明的住所为有效的送达地址；通知自进入对方平台账户之时视为送达。联系方式变更的，应当及时更新，未更新的后果由该方承担。`,
])}
${article(ARTICLES.effect, '合同的成立、生效和文本', [
  typ`双方之间的交易自浙江拍的交易系统确认成交时成立。本合同是交易内容的书面形式，以数据电文订立，自双方在浙江拍对同一文件摘要均作出确认之时生效。法律、行政法规规定应当办理批准、登记等手续生效的，依照其规定。`,
  typ`双方同意以上述电子确认方式签署本合同；作出确认的人、其授权和确认的时间载于附件六签署页，与纸质签字盖章具有同等效力。`,
  typ`本合同的附件是本合同的组成部分。附件与正文不一致的，以正文为准，但不影响${ref(ARTICLES.publicTerms)}的效力；本合同未尽事宜，由双方另行书面约定。`,
  typ`本合同为中文文本。经平台存证的电子文件为原件，打印件与其不一致的，以电子文件为准。`,
  typ`双方同意依法申请技术合同认定登记，并由甲方负责办理，乙方予以配合。`,
])}`
