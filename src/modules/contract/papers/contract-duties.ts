/** Articles 6 to 12: delivery, acceptance, registration, warranties, secrecy, results, risk. */
import { typ, type Markup } from '#platform/paper/markup.ts'
import { article } from '#platform/paper/sheet.ts'
import { ARTICLES, hasKind, isRegistered, type ContractPaper, type SideNames } from './contract-data.ts'
import { chineseNumber } from '#platform/paper/wording.ts'
import { MOST_REWORKS, REWORK_DAYS } from '../core/terms.ts'
import { ref } from './reference.ts'

const UNLESS_PUBLIC = '公开交易条件另有规定的，从其规定。'

const material = (paper: ContractPaper): string =>
  [
    ...(hasKind(paper, 'software') ? ['全部源程序、编译和运行环境说明以及文档'] : []),
    ...(hasKind(paper, 'plant_variety') ? ['品种权证书复印件、亲本或者繁殖材料以及栽培技术资料'] : []),
    ...(hasKind(paper, 'circuit_layout') ? ['布图设计图样和登记文件'] : []),
    ...(hasKind(paper, 'patent', 'application') ? ['专利申请文件、审查过程文件和证书'] : []),
  ].join('，')

const acceptance = (paper: ContractPaper): Markup =>
  article(ARTICLES.acceptance, '验收的标准和方法', [
    typ`验收的标准依次为：公开交易条件载明的指标和条件；附件三所列的技术内容和主要技术指标；附件四技术资料清单的完整性。以上均未载明的，以本领域普通技术人员按照技术资料能够实施标的技术为准。`,
    typ`乙方应当自甲方交付之日起 ${paper.acceptanceDays} 日内组织验收，并在浙江拍确认验收合格，或者书面说明不合格的具体理由。`,
    ...(isRegistered(paper)
      ? [
          typ`前款验收针对技术资料。验收合格后，双方依${ref(ARTICLES.registration)}办理权利变更登记；登记完成是划付价款的条件，由任何一方在平台提交登记机关的登记手续合格通知书或者登记簿副本证明，经监管人的两名工作人员分别核对。证明核对无误之前，价款继续监管。`,
        ]
      : []),
    typ`验收不合格的，甲方应当自收到理由之日起 ${REWORK_DAYS} 日内免费补正并重新交付，验收期限重新计算。${
      isRegistered(paper)
        ? ''
        : '部分合格且能够独立实施的，乙方可以在平台确认该部分验收合格、载明相应的价款和其余部分的缺陷，监管人划付该部分价款，其余价款继续监管。'
    }经${chineseNumber(MOST_REWORKS)}次补正仍不合格的，乙方可以解除合同。`,
    typ`乙方逾期既不确认也不说明理由的，甲方可以在平台催告；自催告到达之日起 ${paper.silenceDays} 日内乙方仍不确认、不说明理由也不提出争议的，视为验收合格。`,
  ])

export const deliveryArticles = (paper: ContractPaper): Markup => typ`
${article(ARTICLES.delivery, '履行的计划、地点和方式', [
  typ`甲方应当自价款全部到账之日起 ${paper.handoverDays} 日内，通过浙江拍向乙方交付全部技术资料${material(paper) === '' ? '' : `（包括${material(paper)}）`}；依其性质不能以电子方式交付的，在乙方住所地交付，并在平台登记交付凭证。${UNLESS_PUBLIC}`,
  typ`技术资料应当完整、清晰、有效。平台对每一份电子文件计算 SHA-256 摘要，形成交付清单；以交付清单载明的时间为交付时间。`,
  typ`甲方应当自交付之日起一年内，向乙方提供累计不少于 ${paper.guidanceDays} 个工作日的技术指导，使乙方的技术人员掌握标的技术。差旅和食宿费用由乙方承担，技术指导不另行收费。${UNLESS_PUBLIC}`,
  typ`乙方应当提供实施标的技术所必需的场地、设备和人员条件，并为技术指导提供便利。`,
])}
${acceptance(paper)}
${paper.right === 'assignment' ? transferRegistration(paper) : licenceRecord(paper)}`

/** Interpretation on technology contracts, art. 23: whether an application that fails undoes the assignment hangs on the day of registration. */
const rejectedApplication =
  '专利申请在转让登记之前被驳回、撤回或者视为撤回的，乙方可以解除合同中与该申请有关的部分，该部分为合同主要标的的，可以解除全部合同，甲方应当退还相应的价款；在转让登记之后发生的，乙方不得以此为由解除合同，但甲方隐瞒审查意见、未按期答复，或者因本合同成立时已存在尚未公开的同样的在先申请而被驳回的除外。'

const transferRegistration = (paper: ContractPaper): Markup =>
  article(ARTICLES.registration, '权利变更登记', [
    ...(hasKind(paper, 'patent', 'application')
      ? [typ`甲方应当自乙方验收合格之日起 ${paper.registerDays} 个工作日内，会同乙方向国务院专利行政部门办理专利权、专利申请权的转让登记。登记费用由乙方承担。`]
      : []),
    ...(hasKind(paper, 'circuit_layout')
      ? [typ`布图设计专有权的转让，由双方自乙方验收合格之日起 ${paper.registerDays} 个工作日内向国务院知识产权行政部门登记。`]
      : []),
    ...(hasKind(paper, 'plant_variety')
      ? [typ`植物新品种权的转让，由双方自乙方验收合格之日起 ${paper.registerDays} 个工作日内向审批机关登记，由审批机关予以公告。`]
      : []),
    ...(hasKind(paper, 'software') ? [typ`计算机软件著作权的转让，双方可以向国家著作权主管部门认定的软件登记机构办理转让登记，甲方应当提供所需的文件。`] : []),
    ...(isRegistered(paper) ? [] : [typ`技术秘密的转让不以登记为要件，以交付清单和验收确认为准。`]),
    ...(isRegistered(paper)
      ? [
          typ`登记完成之前，甲方应当按期缴纳年费和其他官方费用，答复审查意见，维持权利和申请有效；登记完成之后，由乙方承担。因一方原因登记被退回的，由该方自收到通知之日起 ${paper.registerDays} 个工作日内补正并重新申请。登记机关不予登记，其决定经前述核对后，任何一方也可以通知对方解除合同，价款依照${ref(ARTICLES.end)}按照不予登记的原因所在处理。`,
        ]
      : []),
    ...(hasKind(paper, 'application') ? [{ markup: rejectedApplication }] : []),
    typ`乙方为境外主体的，应当先依照技术进出口管理的规定办理登记或者许可，再办理权利变更登记。`,
  ])

const ACTION: Readonly<Record<ContractPaper['right'], string>> = {
  assignment: '',
  exclusive: '乙方可以以自己的名义依法提起诉讼。',
  sole: '甲方不起诉的，乙方可以自行提起诉讼。',
  ordinary: '经甲方书面授权，乙方可以自行提起诉讼。',
}

const licenceRecord = (paper: ContractPaper): Markup =>
  article(ARTICLES.registration, hasKind(paper, 'patent') ? '许可备案和权利维持' : '权利维持', [
    ...(hasKind(paper, 'patent') ? [typ`双方应当自本合同生效之日起三个月内，依照规定共同向国务院专利行政部门办理专利实施许可备案。备案费用由乙方承担。`] : []),
    ...(hasKind(paper, 'patent', 'application', 'circuit_layout', 'plant_variety')
      ? [
          typ`许可期限内，甲方应当按期缴纳年费，答复审查意见，积极应对他人提出的宣告无效请求，维持标的技术所含权利和申请有效；甲方拟放弃权利的，应当提前 60 日通知乙方，乙方有权要求受让。`,
        ]
      : []),
    typ`许可期限内，甲方将标的技术转让给第三方的，应当提前通知乙方，并使受让人承受本合同。`,
    typ`乙方发现第三方侵害标的技术的，应当及时通知甲方，由双方协商维权；${ACTION[paper.right]}`,
  ])

const holding = (paper: ContractPaper, names: SideNames): Markup =>
  typ`甲方保证其为标的技术的合法拥有者，有权${names.verb}标的技术，并已完成本单位的决策程序${paper.holders.length > 1 ? '，附件一所列的其他共有人已经同意本次交易' : ''}；除附件二所列以外，标的技术不存在质押、查封、许可或者其他未披露的权利负担。`

export const safetyArticles = (paper: ContractPaper, names: SideNames): Markup => typ`
${article(ARTICLES.warranties, '权利保证', [
  holding(paper, names),
  typ`甲方保证所提供的技术完整、无误、有效，能够达到约定的目标；对技术秘密，并保证其实用性、可靠性和未公开的状态。`,
  typ`乙方按照约定实施标的技术侵害他人合法权益的，由甲方承担责任，但因乙方擅自改动或者超出约定范围使用而引起的除外。第三方提出主张的，双方应当及时相互通知并配合应对。`,
  paper.right === 'assignment'
    ? typ`职务科技成果完成人依照《中华人民共和国民法典》第八百四十七条享有的以同等条件优先受让的权利，甲方已依法处理完毕；因此产生的争议由甲方负责。`
    : typ`本合同不改变标的技术的权属，不影响职务科技成果完成人依法享有的权利；因甲方与完成人之间的关系产生的争议由甲方负责。`,
])}
${article(ARTICLES.secrecy, '技术信息和资料的保密', [
  typ`双方对标的技术中未公开的内容、技术资料以及在履行中知悉的对方商业秘密负有保密义务。保密范围不包括已经为公众所知悉、接受方此前已合法持有或者从第三方合法取得的信息。`,
  typ`接触保密信息的人员限于为实施标的技术确有必要的人员；接受方应当与其约定不低于本条的保密义务，并对其行为负责。`,
  typ`保密期限为自本合同生效之日起 ${paper.secrecyYears} 年；技术秘密在期满时仍未公开的，保密义务延续至其公开之日。本合同解除、终止或者被确认无效，不影响本条的效力。`,
  typ`因依法登记、备案、公示、审计或者司法程序需要披露的，应当限于必要的范围，并事先通知对方。保密义务不限制权利人就技术秘密申请专利。`,
])}
${results(paper)}
${article(ARTICLES.risk, '风险责任', [
  typ`标的技术属于已经完成的技术成果，乙方自主决定其投资、生产和市场安排，市场和经营风险由乙方承担。`,
  typ`实施过程中发现现有技术水平下难以克服的困难，可能致使约定的指标不能达到的，知情的一方应当立即通知对方并采取措施减少损失；没有及时通知致使损失扩大的，就扩大的损失承担责任。`,
  typ`因不可抗力不能履行的，根据其影响部分或者全部免除责任，但迟延履行期间发生的除外。遭受不可抗力的一方应当及时通知对方，并在 15 日内提供证明。`,
])}`

/** Who owns what, who is named as its maker (Civil Code art. 849), and how later improvements are shared (art. 875). */
const results = (paper: ContractPaper): Markup =>
  article(ARTICLES.results, '技术成果的归属、署名和后续改进', [
    typ`${paper.right === 'assignment' ? `标的技术的权利依${ref(ARTICLES.scope)}转移给乙方。` : '标的技术的权利仍归甲方，乙方依本合同取得实施权。'}`,
    typ`完成标的技术的个人${paper.completers.length === 0 ? '' : `（${paper.completers.join('、')}）`}有在有关技术成果文件上写明自己是技术成果完成者的权利和取得荣誉证书、奖励的权利。该项权利不因本合同转移，乙方应当在后续的申请、登记和申报文件中如实署名。`,
    typ`一方单独完成的后续改进，其成果归完成的一方所有，另一方无权分享；双方共同完成的，归双方共有，任何一方对外转让或者许可须经对方同意，收益按照实际贡献分配。`,
    typ`任何一方不得以本合同要求对方将其单独完成的后续改进无偿提供给自己，或者限制对方从其他来源获得与标的技术类似的技术。`,
  ])
