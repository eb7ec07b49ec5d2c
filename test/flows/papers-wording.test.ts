import { describe, expect, it } from 'vitest'
import { auctionRecord } from '../../src/modules/auction/papers/auction-record.ts'
import type { ContractPaper, RightKind } from '../../src/modules/contract/papers/contract-data.ts'
import { contractTitle, technologyContract } from '../../src/modules/contract/papers/contract.ts'
import { premiumBasisPoints, saleConfirmation } from '../../src/modules/contract/papers/sale-confirmation.ts'
import { distributionPlan } from '../../src/modules/income/papers/distribution.ts'
import { noticeCertificate } from '../../src/modules/notice/papers/notice-certificate.ts'
import * as samples from '../kit/papers.ts'

const { contract, distribution } = samples

const DATUM = /#(?:"(?:[^"\\]|\\.)*"|\{ [^}]* \});/g
const LITERAL = /"((?:[^"\\]|\\.)*)"/g
/** What is read on the paper: data as the words that they are. */
const read = (source: string): string => source.replace(DATUM, (datum) => [...datum.matchAll(LITERAL)].map(([, text]) => text).join(''))
const says = (change: Partial<ContractPaper> = {}): string => read(technologyContract({ ...contract, ...change }).source)

describe('a technology contract', () => {
  it.each<[RightKind, string, readonly string[], readonly string[]]>([
    [
      'assignment',
      '技术转让合同',
      [
        '让与方（甲方）：',
        '[甲方（让与方）]',
        '标的技术的转让订立本合同',
        '甲方将标的技术的全部权利转让给乙方',
        '标的技术的权利依第三条转移给乙方',
        '权利变更登记',
      ],
      ['被许可方', '许可期限'],
    ],
    [
      'exclusive',
      '技术许可合同（独占实施许可）',
      [
        '许可方（甲方）：',
        '[乙方（被许可方）]',
        '标的技术的许可实施订立本合同',
        '仅由乙方实施标的技术',
        '标的技术的权利仍归甲方',
        '乙方可以以自己的名义依法提起诉讼',
        '许可备案',
      ],
      ['让与方', '全部权利转让给乙方'],
    ],
    ['sole', '技术许可合同（排他实施许可）', ['除甲方可以自行实施外', '甲方不起诉的，乙方可以自行提起诉讼'], ['以自己的名义依法提起诉讼']],
    ['ordinary', '技术许可合同（普通实施许可）', ['也可以许可第三方实施标的技术', '经甲方书面授权，乙方可以自行提起诉讼'], ['甲方不起诉的']],
  ])('%s is called %s and says what that means', (right, title, words, others) => {
    const paper = says({ right })
    expect(contractTitle(right)).toBe(title)
    expect(paper).toContain(`title: "${title}"`)
    const heading = right === 'assignment' ? '技术转让合同' : '技术许可合同'
    expect(paper.split(`[${heading}]`)).toHaveLength(3)
    for (const word of words) expect(paper).toContain(word)
    const articles = paper.slice(paper.indexOf('#article(2'))
    for (const other of others) expect(articles).not.toContain(other)
  })

  it('has seventeen articles in order, and numbers their clauses', () => {
    const paper = says()
    expect([...paper.matchAll(/#article\((\d+),/g)].map(([, number]) => Number(number))).toEqual(Array.from({ length: 17 }, (_, index) => index + 1))
    expect([...paper.matchAll(/#clause\("(\d+)\.(\d+)"\)/g)].filter(([, of]) => of === '3').map(([, , number]) => number)).toEqual(['1', '2', '3', '4'])
    expect([...paper.matchAll(/#item\("（(\d)）"\)/g)].map(([, number]) => number).join('')).toBe('1231234')
  })
  it('lists the rights, with their numbers where they have one', () => {
    expect(says()).toContain('专利权“一种石墨烯复合膜的制备方法”（ZL 2023 1 0123456.7）；')
    expect(says()).toContain('技术秘密“还原段温度与张力的控制参数”；')
    expect(says()).toContain('[1], [专利权], [一种石墨烯复合膜的制备方法], [ZL 2023 1 0123456.7]')
    expect(says()).toContain('[3], [技术秘密], [还原段温度与张力的控制参数], [—]')
  })
  it('of a licence runs for its months or for the life of the right', () => {
    expect(says({ right: 'sole', termMonths: 36 })).toContain('许可期限为 36 个月')
    expect(says({ right: 'sole', termMonths: null })).toContain('许可期限自本合同生效之日起至标的技术所含各项权利的保护期届满之日止')
  })
  it('counts what is left to pay', () => {
    expect(says()).toContain('[余款], [人民币叁佰零陆万元整（¥3,060,000.00）]')
    expect(says()).toContain('[扣除：中试辊压样机一台], [¥260,000.00]')
  })
  it('goes to court or to arbitration', () => {
    expect(says()).toContain('提交杭州仲裁委员会')
    expect(says({ forum: { kind: 'court' } })).toContain('有管辖权的人民法院')
    expect(says({ forum: { kind: 'court' } })).not.toContain('仲裁')
  })
  it('writes the rate of arrears as contracts do, as far as there is one word for it', () => {
    expect(says({ lateRatePerTenThousand: 5 })).toContain('逾期金额的万分之五支付违约金')
    expect(says({ lateRatePerTenThousand: 12 })).toContain('逾期金额的万分之12支付违约金')
  })
})

describe('a record of a session', () => {
  const record = (change: Partial<typeof samples.auctionRecord> = {}) => read(auctionRecord({ ...samples.auctionRecord, ...change }).source)
  it('says how it ended', () => {
    expect(record()).toContain('成交，竞买号 7，成交价人民币叁佰贰拾陆万元整（¥3,260,000.00）')
    expect(record({ outcome: { kind: 'failed', reason: '未达到保留价' } })).toContain('[结果], [未成交：未达到保留价]')
  })
  it('says what else happened, or that nothing did', () => {
    expect(record()).toContain('#section[其他事项]\n无。\n')
    const paused = record({ events: [{ at: samples.auctionRecord.openedAt, text: '暂停竞价' }] })
    expect(paused).toContain('+ 2026年11月16日 14:30:00　暂停竞价')
    expect(paused).not.toContain('无。')
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
    expect(confirmation()).toContain('[2026年11月16日 16:00:00 至 2026年11月24日 00:00:00]')
    expect(confirmation({ noticeOpenedAt: null })).toContain('[结果公示期间], [至 2026年11月24日 00:00:00]')
  })
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

it('a plan of distribution numbers its people', () => {
  const plan = read(distributionPlan(distribution).source)
  expect(plan).toContain('[1], [沈知行], [主要贡献人员], [60%], [¥940,800.00]')
  expect(plan).toContain('[4], [孙怀瑾], [其他完成人], [100%], [¥560,000.00]')
  expect(plan).toContain('[成果转化人员], [5%], [¥112,000.00]')
})
