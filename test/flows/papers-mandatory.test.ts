/** What the Civil Code asks a technology contract to contain, article by article, looked for in the contract of every kind. */
import { describe, expect, it } from 'vitest'
import { SUBJECT_KINDS, type ContractPaper, type RightKind, type SubjectKind } from '../../src/modules/contract/papers/contract-data.ts'
import { technologyContract } from '../../src/modules/contract/papers/contract.ts'
import { contract, read } from '../kit/papers.ts'

type Item = readonly [article: string, item: string, words: readonly string[]]

const OF_EVERY_CONTRACT: readonly Item[] = [
  ['470(1)', 'names and domiciles of the parties', ['[名称]', '[住所]', '[统一社会信用代码]', '[法定代表人或者负责人]']],
  ['470(2)', 'object', ['"合同标的"', '附件一　权利清单']],
  ['470(3)', 'quantity', ['项权利和技术构成']],
  ['470(4)', 'quality', ['能够达到约定的目标', '附件三　技术内容和主要技术指标']],
  ['470(5)', 'price', ['"价款和支付方式"', '合同成交额']],
  ['470(6)', 'time, place and manner of performance', ['"履行的计划、地点和方式"', '乙方住所地交付', '日内，通过浙江拍向乙方交付']],
  ['470(7)', 'liability for breach', ['"违约责任"']],
  ['470(8)', 'settlement of disputes', ['"争议的解决"']],
  ['509', 'the public terms are kept', ['"公开交易条件"', '以公开交易条件为准']],
  ['585', 'damages may be raised and lowered', ['予以增加', '适当减少']],
  ['565', 'rescission by notice of the party', ['合同自通知到达对方时解除']],
  ['845', 'name of the project', ['项目名称：']],
  ['845', 'content, scope and requirements', ['标的技术的内容、要解决的技术问题和主要技术指标']],
  ['845', 'confidentiality', ['"技术信息和资料的保密"']],
  ['845', 'ownership of results and sharing of income', ['"技术成果的归属、署名和后续改进"', '收益按照实际贡献分配']],
  ['845', 'standards and methods of acceptance', ['"验收的标准和方法"', '验收的标准依次为']],
  ['845', 'explanation of terms', ['"名词和术语"']],
  ['846', 'manner of payment', ['一次总算的固定价款']],
  ['849', 'authorship', ['写明自己是技术成果完成者的权利']],
  ['864', 'no restraint of competition in technology', ['限制对方从其他来源获得']],
  ['868, 870', 'practicability, completeness, effectiveness', ['实用性、可靠性', '完整、无误、有效']],
  ['871', 'secrecy of the receiving side', ['负有保密义务']],
  ['872, 873', 'breach of either side', ['甲方未按期交付技术资料', '乙方未按期支付价款']],
  ['874', 'infringement of third parties', ['侵害他人合法权益']],
  ['875', 'later improvements', ['后续改进']],
  ['E-Signature Law 13', 'the method of signing is agreed', ['同意以上述电子确认方式签署']],
]

const OF_AN_ASSIGNMENT: readonly Item[] = [
  ['862', 'the rights themselves pass', ['全部权利转让给乙方']],
  ['847', 'first refusal is settled', ['同等条件优先受让']],
  ['interpretation 24', 'earlier licences stand', ['许可合同继续有效']],
  ['interpretation 24', 'the assignor stops', ['停止以生产经营为目的实施']],
]

const OF_A_LICENCE: readonly Item[] = [
  ['862', 'the right stays', ['权利仍归甲方']],
  ['864, interpretation 28', 'term, territory, field', ['许可期限', '许可地域为', '许可实施的领域为']],
  ['interpretation 25', 'the kind of licence', ['许可方式为']],
  ['866', 'papers and guidance', ['交付全部技术资料', '技术指导']],
  ['867', 'no sub-licence', ['不得许可第三方实施']],
]

/** What hangs on the kind of right: in an assignment, and in a licence. */
const OF_A_KIND: Readonly<Record<SubjectKind, readonly [assigned: readonly Item[], licensed: readonly Item[]]>> = {
  patent: [
    [
      ['863', 'name of the assignment', ['专利权转让']],
      ['Patent Law 10', 'passes on registration', ['自国务院专利行政部门登记之日起生效']],
    ],
    [
      ['863', 'name of the licence', ['专利实施许可']],
      ['865', 'only while the patent lasts', ['仅在专利权的存续期限内有效']],
      ['interpretation 26', 'the patent is kept alive', ['按期缴纳年费', '宣告无效请求']],
      ['rules of the Patent Law 15', 'put on file within three months', ['三个月内']],
    ],
  ],
  application: [
    [
      ['863', 'name of the assignment', ['专利申请权转让']],
      ['interpretation 23', 'a rejected application', ['在转让登记之前被驳回', '在转让登记之后发生']],
    ],
    [['interpretation 29', 'by the stage of the application', ['公开以后、授权以前']]],
  ],
  know_how: [
    [['863', 'name of the assignment', ['技术秘密转让']]],
    [
      ['863', 'name of the licence', ['技术秘密使用许可']],
      ['868', 'the licensor may still apply for a patent', ['不限制权利人就技术秘密申请专利']],
    ],
  ],
  software: [[['876', 'under its own name', ['计算机软件著作权转让']]], [['876', 'under its own name', ['计算机软件使用许可']]]],
  circuit_layout: [[['876', 'under its own name', ['集成电路布图设计专有权转让']]], [['876', 'under its own name', ['集成电路布图设计使用许可']]]],
  plant_variety: [[['876', 'under its own name', ['植物新品种权转让']]], [['876', 'under its own name', ['植物新品种使用许可']]]],
  other: [[], []],
}

const RIGHTS: readonly RightKind[] = ['assignment', 'exclusive', 'sole', 'ordinary']
const cases = RIGHTS.flatMap((right) => SUBJECT_KINDS.map((kind) => [right, kind] as const))

/** Bare: with nothing but what every record has, so that no item hangs on a datum that may be missing. */
const bare = (right: RightKind, kind: SubjectKind): ContractPaper => ({
  ...contract,
  right,
  rights: [{ kind, name: '甲', number: '', patentKind: null, filedOn: null }],
  termMonths: right === 'assignment' ? null : 36,
  completers: [],
  burdens: [],
  deductions: [],
})

describe('the mandatory items of a contract', () => {
  it.each(cases)('%s of %s', (right, kind) => {
    const source = read(technologyContract(bare(right, kind)).source)
    const [assigned, licensed] = OF_A_KIND[kind]
    const items = [...OF_EVERY_CONTRACT, ...(right === 'assignment' ? [...OF_AN_ASSIGNMENT, ...assigned] : [...OF_A_LICENCE, ...licensed])]
    const missing = items.flatMap(([article, item, words]) => words.filter((word) => !source.includes(word)).map((word) => `${article} ${item}: ${word}`))
    expect(missing).toEqual([])
  })
  it('of a natural person who buys: name, domicile and the number of the identity card to fill in, and a signature instead of a seal', () => {
    const buyer = { name: '顾若谷', creditCode: '', isNaturalPerson: true, address: '浙江省杭州市样本路2号', representative: '', agent: '顾若谷' }
    const source = read(technologyContract({ ...contract, saleMethod: '协议定价', buyer }).source)
    for (const word of ['公民身份号码', '浙江省杭州市样本路2号', '本人（自然人）', '（签字或者可靠电子签名）', '以协议定价方式公开交易'])
      expect(source).toContain(word)
    expect(source).not.toContain('竞得')
  })
  it.each(['exclusive', 'sole', 'ordinary'] as const)('a %s licence lists no right that can only be assigned', (right) => {
    const source = read(technologyContract({ ...contract, right }).source)
    expect(source).not.toContain('专利申请权')
  })
})
