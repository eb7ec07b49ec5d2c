import { describe, expect, it } from 'vitest'
import { auctionRecord } from '../../src/modules/auction/papers/auction-record.ts'
import type { ContractPaper, RightKind, SubjectKind } from '../../src/modules/contract/papers/contract-data.ts'
import { contractTitle, technologyContract } from '../../src/modules/contract/papers/contract.ts'
import { premiumBasisPoints, saleConfirmation } from '../../src/modules/contract/papers/sale-confirmation.ts'
import { signingPage } from '../../src/modules/contract/papers/signing-page.ts'
import { distributionPlan } from '../../src/modules/income/papers/distribution.ts'
import { noticeCertificate } from '../../src/modules/notice/papers/notice-certificate.ts'
import * as samples from '../kit/papers.ts'

const { contract, distribution } = samples

const { read } = samples
const says = (change: Partial<ContractPaper> = {}): string => read(technologyContract({ ...contract, ...change }).source)

const only = (kind: SubjectKind, number = ''): Partial<ContractPaper> => ({ rights: [{ kind, name: '甲', number, patentKind: null, filedOn: null }] })

describe('a technology contract', () => {
  it.each<[RightKind, string, string, readonly string[], readonly string[]]>([
    [
      'assignment',
      '技术转让合同',
      '（专利权转让、专利申请权转让、技术秘密转让）',
      [
        '让与方（甲方）：',
        '[甲方（让与方）]',
        '标的技术的转让订立本合同',
        '甲方将标的技术的全部权利转让给乙方',
        '标的技术的权利依第四条转移给乙方',
        '权利变更登记',
      ],
      ['被许可方', '许可期限'],
    ],
    [
      'exclusive',
      '技术许可合同（独占实施许可）',
      '（独占实施许可：专利实施许可、已申请专利的技术许可、技术秘密使用许可）',
      [
        '许可方（甲方）：',
        '[乙方（被许可方）]',
        '标的技术的许可实施订立本合同',
        '仅由乙方实施标的技术',
        '标的技术的权利仍归甲方',
        '乙方可以以自己的名义依法提起诉讼',
        '许可备案',
      ],
      ['让与方', '全部权利转让给乙方', '专利申请权'],
    ],
    [
      'sole',
      '技术许可合同（排他实施许可）',
      '（排他实施许可：',
      ['除甲方可以自行实施外', '甲方不起诉的，乙方可以自行提起诉讼'],
      ['以自己的名义依法提起诉讼', '专利申请权'],
    ],
    [
      'ordinary',
      '技术许可合同（普通实施许可）',
      '（普通实施许可：',
      ['也可以许可第三方实施标的技术', '经甲方书面授权，乙方可以自行提起诉讼'],
      ['甲方不起诉的', '专利申请权'],
    ],
  ])('%s is called %s and says what that means', (right, title, subtitle, words, others) => {
    const paper = says({ right })
    expect(contractTitle(right)).toBe(title)
    expect(paper).toContain(`title: "${title}"`)
    const heading = right === 'assignment' ? '技术转让合同' : '技术许可合同'
    expect(paper.split(`[${heading}]`)).toHaveLength(3)
    expect(paper).toContain(subtitle)
    for (const word of words) expect(paper).toContain(word)
    const articles = paper.slice(paper.indexOf('#article(2'))
    for (const other of others) expect(articles).not.toContain(other)
  })

  it('has eighteen articles in order, and numbers their clauses', () => {
    const paper = says()
    expect([...paper.matchAll(/#article\((\d+),/g)].map(([, number]) => Number(number))).toEqual(Array.from({ length: 18 }, (_, index) => index + 1))
    expect([...paper.matchAll(/#clause\("(\d+)\.(\d+)"\)/g)].filter(([, of]) => of === '4').map(([, , number]) => number)).toEqual(['1', '2', '3', '4'])
    expect([...paper.matchAll(/#item\("（(\d)）"\)/g)].map(([, number]) => number).join('')).toBe('123121234')
  })
  it('refers to articles by what they are about', () => {
    const paper = says()
    const titles = new Map([...paper.matchAll(/#article\((\d+), "([^"]+)"\)/g)].map(([, number, title]) => [Number(number), title]))
    expect(paper).toContain('遵守第十条的保密义务')
    expect(titles.get(10)).toBe('技术信息和资料的保密')
    expect(paper).toContain('违反第九条的权利保证')
    expect(titles.get(9)).toBe('权利保证')
    expect(paper).toContain('扣付第十三条约定的违约金')
    expect(titles.get(13)).toBe('违约责任')
    expect(paper).toContain('依照第十四条处理')
    expect(titles.get(14)).toBe('合同的变更、解除和终止')
    expect(paper).toContain('不影响第三条的效力')
    expect(titles.get(3)).toBe('公开交易条件')
  })
  it('lists the rights, each with what is on record of it and a line for what is not', () => {
    const paper = says()
    expect(paper).toContain('专利权“一种石墨烯复合膜的制备方法”（ZL 2023 1 0123456.7）；')
    expect(paper).toContain('技术秘密“还原段温度与张力的控制参数”；')
    expect(paper).toContain('[专利号], [ZL 2023 1 0123456.7]')
    expect(paper).toContain('[申请日或者登记日], [2023年3月15日]')
    expect(paper).toContain('[保护期限], [自申请日起二十年，至 __________]')
    expect(paper).toContain('[申请人], [浙江示范大学（演示）]')
    expect(paper).toContain('[申请日或者登记日], [__________]')
    expect(paper).toContain('[法律状态], [已申请，未授权；')
  })
  it('names co-owners with their shares, and says that they agreed', () => {
    const holders = [
      { name: '甲大学', shareBasisPoints: 6_000 },
      { name: '乙研究院', shareBasisPoints: 4_000 },
    ]
    expect(says({ holders })).toContain('甲大学（60%）、乙研究院（40%）')
    expect(says({ holders })).toContain('其他共有人已经同意本次交易')
    expect(says()).not.toContain('共有人')
  })
  it.each<[string, Partial<ContractPaper>, readonly string[], readonly string[]]>([
    [
      'an application is assigned as one',
      only('application', '2025 1 0654321.X'),
      ['专利申请权转让', '在转让登记之前被驳回', '登记手续合格通知书'],
      ['技术秘密转让'],
    ],
    ['software is itself', only('software'), ['计算机软件著作权转让', '全部源程序', '软件登记机构'], ['国务院专利行政部门', '年费', '转让登记之前被驳回']],
    [
      'a plant variety is itself',
      only('plant_variety'),
      ['植物新品种权转让', '审批机关登记', '繁殖材料'],
      ['国务院专利行政部门', '专利权、专利申请权的转让自'],
    ],
    ['a layout is itself', only('circuit_layout'), ['集成电路布图设计专有权转让', '国务院知识产权行政部门登记'], ['国务院专利行政部门']],
    ['a secret passes by handover', only('know_how'), ['技术秘密的转让不以登记为要件'], ['国务院专利行政部门', '登记手续合格通知书']],
    ['a licence of a secret has nothing to put on file', { ...only('know_how'), right: 'sole' }, ['权利维持'], ['许可备案', '专利实施许可仅在']],
    [
      'a licence of an application follows its stages',
      { ...only('application'), right: 'sole' },
      ['专利申请公开以前，依照技术秘密使用许可的规定'],
      ['专利申请权'],
    ],
    ['a licence of software is of its use', { ...only('software'), right: 'ordinary' }, ['计算机软件使用许可'], ['著作权转让', '转让登记']],
  ])('%s', (_, change, words, others) => {
    const paper = says(change)
    const body = paper.slice(paper.indexOf('#heading-of'))
    for (const word of words) expect(body).toContain(word)
    for (const other of others) expect(body).not.toContain(other)
  })
  it.each<[string, readonly string[]]>([
    ['silence after a demand is acceptance when the agreed days are over', ['自催告到达之日起 15 日内乙方仍不确认、不说明理由也不提出争议的，视为验收合格']],
    ['a third refusal lets the buyer rescind', ['甲方应当自收到理由之日起 30 日内免费补正', '经二次补正仍不合格的，乙方可以解除合同']],
    ['rescission is a notice, open to objection', ['合同自通知到达对方时解除；对方有异议的，应当自通知到达之日起 15 日内在平台提出', '平台只记录当事人的通知']],
    ['a dispute stops the money and the clocks', ['监管中的价款停止划付，有关期间中止计算', '双方可以在平台确认同一份价款分配方案']],
  ])('%s', (_, words) => {
    for (const word of words) expect(says()).toContain(word)
  })
  it.each(['patent', 'application', 'circuit_layout', 'plant_variety'] as const)('the price of a %s waits for the register', (kind) => {
    const paper = says(only(kind))
    expect(paper).toContain('登记完成是划付价款的条件')
    expect(paper).toContain('并且权利变更登记依第七条得到证明后，监管人将全部价款划付甲方账户')
    expect(paper).toContain('自乙方验收合格之日起 15 个工作日内')
    expect(paper).not.toContain('监管人划付该部分价款')
  })
  it.each(['software', 'know_how'] as const)('the price of %s waits for acceptance alone, and a part may be accepted', (kind) => {
    const paper = says(only(kind))
    expect(paper).toContain('乙方验收合格后，监管人将全部价款划付甲方账户')
    expect(paper).toContain('监管人划付该部分价款，其余价款继续监管')
    expect(paper).not.toContain('登记完成是划付价款的条件')
  })
  it('of a licence runs for its months or for the life of the right', () => {
    expect(says({ right: 'sole', termMonths: 36 })).toContain('许可期限为 36 个月')
    expect(says({ right: 'sole', termMonths: null })).toContain('许可期限自本合同生效之日起至标的技术所含各项权利的保护期届满之日止')
  })
  it('repeats the public terms, which prevail', () => {
    const paper = says({ publicTerms: '成交后十个工作日内付清。', qualifications: '仅限省内企业。' })
    expect(paper).toContain('公布的交易条件为：“成交后十个工作日内付清。”')
    expect(paper).toContain('“仅限省内企业。”')
    expect(paper).toContain('与公开交易条件不一致的，以公开交易条件为准')
    expect(paper).not.toContain('以本合同为准')
  })
  it('lists earlier licences, which stand, or says that there are none', () => {
    expect(says()).toContain('[普通许可], [嘉兴示例膜材有限公司（演示）], [2025年1月1日 至 2028年1月1日], [限于导热垫片]')
    expect(says()).toContain('甲方与他人订立的许可合同继续有效')
    expect(says({ burdens: [] })).toContain('没有在先许可、质押、权属争议或者其他负担的记载')
    expect(says({ burdens: [{ kindLabel: '质押', inFavourOf: '', note: '', from: null, to: null }] })).toContain(
      '[质押], [__________], [__________ 至 未定], [—]',
    )
  })
  it('counts what is left to pay', () => {
    expect(says()).toContain('[余款], [人民币叁佰零陆万元整（¥3,060,000.00）]')
    expect(says()).toContain('[扣除：中试辊压样机一台], [¥260,000.00]')
  })
  it('asks for damages instead of forfeiting what was set off', () => {
    expect(says()).toContain('乙方应当支付违约金人民币贰拾万元整（¥200,000.00）（与原保证金等额）')
    expect(says()).toContain('也不是定金')
    expect(says()).not.toContain('保证金归甲方')
    expect(says()).not.toContain('保证金不予退还')
    expect(says({ depositMinor: 0n })).toContain('乙方应当赔偿因此造成的损失')
    expect(says({ depositMinor: 0n })).not.toContain('与原保证金等额')
  })
  it('names who holds the price', () => expect(says()).toContain('价款由浙江拍运营中心（演示）（统一社会信用代码 12330000MB00000268'))
  it('names the makers of the achievement, whoever owns it', () => {
    expect(says()).toContain('完成标的技术的个人（沈知行、顾若谷、孙怀瑾）有在有关技术成果文件上写明自己是技术成果完成者的权利')
    expect(says({ completers: [] })).toContain('完成标的技术的个人有在')
  })
  it('has the rest of a party that is not on record filled in by hand', () => {
    const seller = { ...contract.seller, address: '', representative: '', agent: '' }
    expect(says({ seller })).toContain('[住所], [__________], [浙江省杭州市样本大道88号]')
    expect(says({ seller })).toContain('[法定代表人或者负责人], [__________], [陆明远]')
  })
  it('goes to court or to arbitration', () => {
    expect(says()).toContain('提交杭州仲裁委员会')
    expect(says({ forum: { kind: 'court' } })).toContain('有管辖权的人民法院')
    expect(says({ forum: { kind: 'court' } })).not.toContain('仲裁委员会')
  })
  it('writes the rate of arrears as contracts do, as far as there is one word for it', () => {
    expect(says({ lateRatePerTenThousand: 5 })).toContain('逾期金额的万分之五支付违约金')
    expect(says({ lateRatePerTenThousand: 12 })).toContain('逾期金额的万分之12支付违约金')
  })
})

describe('a record of a session', () => {
  const record = (change: Partial<typeof samples.auctionRecord> = {}) => read(auctionRecord({ ...samples.auctionRecord, ...change }).source)
  it('says how it ended', () => {
    expect(record()).toContain('成交，竞买号 7（杭州示例新材料有限公司（演示）），成交价人民币叁佰贰拾陆万元整（¥3,260,000.00）')
    expect(record({ outcome: { kind: 'failed', reason: '未达到保留价' } })).toContain('[结果], [未成交：未达到保留价]')
  })
  it('says what else happened, or that nothing did', () => {
    expect(record()).toContain('#section[其他事项]\n无。\n')
    const paused = record({ events: [{ at: samples.auctionRecord.openedAt, text: '暂停竞价' }] })
    expect(paused).toContain('+ 2026年11月16日 14:30:00　暂停竞价')
    expect(paused).not.toContain('无。')
  })
  it.each<[string, Partial<typeof samples.auctionRecord>, readonly string[], readonly string[]]>([
    ['a sale', {}, ['[主持人], [吴守正]', '[记录人]', '[买受人（竞买号 7）]', '2026年11月16日 16:10:00'], []],
    ['a failure', { outcome: { kind: 'failed', reason: '无人出价' } }, ['[主持人], [吴守正]', '[记录人]'], ['[买受人']],
  ])('of %s is signed by those whom article 53 of the Auction Law asks', (_, change, words, others) => {
    for (const word of words) expect(record(change)).toContain(word)
    for (const other of others) expect(record(change)).not.toContain(other)
  })
  it('says whether there was a reserve, and what the host had to add', () => {
    expect(record()).toContain('[保留价], [设有保留价]')
    expect(record({ hasReserve: false })).toContain('[保留价], [无保留价，开始前已经说明]')
    expect(record({ note: '设备故障三分钟' })).toContain('#section[主持人说明]\n设备故障三分钟')
    expect(record()).not.toContain('主持人说明')
  })
  it('has the bids to the millisecond', () => expect(record()).toContain('[2], [3], [¥2,060,000.00], [15:20:30.125], [自由报价期]'))
})

describe('a confirmation of sale', () => {
  const confirmation = (change: Partial<typeof samples.saleConfirmation> = {}) => read(saleConfirmation({ ...samples.saleConfirmation, ...change }).source)
  it('names the bidder’s number where there was bidding', () => {
    expect(confirmation()).toContain('（91330100MA00000017），竞买号 7]')
    expect(confirmation({ bidNumber: null })).not.toContain('竞买号')
  })
  it('names the time of the notice as far as it is known', () => {
    expect(confirmation()).toContain('[2026年11月16日 16:00:00 至 2026年11月23日 24时（编号 GS-2026-000131）]')
    expect(confirmation({ noticeOpenedAt: null })).toContain('[结果公示], [至 2026年11月23日 24时')
  })
  it.each([
    ['the agents', '[转让方经办人], [沈知行]'],
    ['the domiciles', '[受让方住所], [浙江省杭州市样本大道88号]'],
    ['who holds the money', '[资金监管人], [浙江拍运营中心（演示）（12330000MB00000268）]'],
    ['when the sale is formed', '交易自交易系统确认成交时成立'],
    ['until when it is confirmed', '在 2026年12月1日 24时 之前确认本确认书'],
    ['until when the contract is signed', '双方均确认之日起 5 个工作日内'],
    ['until when the price is paid', '自合同生效之日起 5 个工作日内付清余款'],
    ['what the buyer’s default costs', '转让方依前项解除交易的，已交的保证金按照公告的约定不予退还'],
    ['what the seller’s default costs', '受让方依前项解除交易的，保证金全额退还受让方；因此使受让方受到损失的，转让方应当赔偿'],
    ['who may end it when the other is late, and how he objects', '对方可以在平台通知解除交易。受到通知的一方有异议的，应当自通知到达之日起 15 日内提出'],
  ])('says %s', (_, words) => expect(confirmation()).toContain(words))
  it('gives the days where the calendar of that year is not out', () =>
    expect(confirmation({ confirmBy: null })).toContain('自本确认书生成之日起 5 个工作日内确认本确认书'))
  it('leaves open what is not on record', () =>
    expect(confirmation({ seller: { ...samples.saleConfirmation.seller, agent: '', address: '' } })).toContain(
      '[转让方住所], [__________],\n[转让方经办人], [__________]',
    ))
  it.each([
    [200_000_000n, 326_000_000n, 6_300],
    [300n, 400n, 3_333],
    [100n, 100n, 0],
    [0n, 100n, 0],
    [1n, 2n, 10_000],
  ])('from %i to %i fen the premium is %i basis points', (from, to, premium) => expect(premiumBasisPoints(from, to)).toBe(premium))
})

it.each([
  [0, '[收到异议], [无]'],
  [2, '[收到异议], [2 件，均已处理完毕'],
])('a certificate of a notice with %i objections says so', (objectionCount, words) =>
  expect(read(noticeCertificate({ ...samples.noticeCertificate, objectionCount }).source)).toContain(words),
)

it('a certificate ends a period at the 24th hour of its last day', () => {
  expect(read(noticeCertificate(samples.noticeCertificate).source)).toContain('[结束时间], [2026年11月23日 24时]')
})

it('a signing page says who confirmed which bytes, and when', () => {
  const page = read(signingPage(samples.signingPage).source)
  expect(page).toContain('[所签署的文件], [技术转让合同（编号 ZJP-HT-2026-000017）]')
  expect(page).toContain('[确认人], [陆明远],\n[确认时间], [2026年11月25日 14:40:31]')
  expect(page.replaceAll(' ', '')).toContain(samples.signingPage.sha256)
})

it('a plan of distribution numbers its people', () => {
  const plan = read(distributionPlan(distribution).source)
  for (const row of ['[认定登记编号], [__________]', '[本单位奖励制度], [《__________》第 __________ 条]', '[付款方], [杭州示例新材料有限公司（演示）]'])
    expect(plan).toContain(row)
  expect(plan).toContain('[奖励支付期限], [2027年6月14日 24时]')
  expect(plan).toContain('[1], [沈知行], [主要贡献人员], [60%], [¥940,800.00]')
  expect(plan).toContain('[4], [孙怀瑾], [其他完成人], [100%], [¥560,000.00]')
  expect(plan).toContain('[成果转化人员], [5%], [¥112,000.00]')
})
