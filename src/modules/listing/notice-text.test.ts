import { describe, expect, it } from 'vitest'
import { parseInstant } from '#kernel/instant.ts'
import { noticeText, type NoticeSurroundings } from './notice-text.ts'
import type { LotRow } from './store.ts'

/** As much of a lot as its notice reads. */
const lot = (change: Partial<LotRow> = {}): LotRow =>
  ({
    number: 'ZJP-2026-000123',
    title: { zh: '石墨烯复合膜', en: 'Graphene film' },
    rightKind: 'assignment',
    exclusivity: null,
    termMonths: null,
    territory: null,
    field: null,
    startingPriceMinor: 200_000_000n,
    depositMinor: 20_000_000n,
    depositAlternatives: ['guarantee', 'waiver'],
    waiverBasis: { zh: '近一年无违约', en: 'no default in a year' },
    hasReserve: true,
    noticeDays: 10,
    noticeUnit: 'wd',
    plannedOpensAt: null,
    qualifications: { zh: '境内企业', en: 'Enterprises in China' },
    terms: { zh: '五日内付清。', en: 'Payment in five days.' },
    priceBasis: { zh: '评估', en: 'Valuation' },
    refusalAfter: null,
    consignment: null,
    stateAsset: null,
    ...change,
  }) as LotRow

const around: NoticeSurroundings = {
  methodTerms: { zh: '加价幅度：6 万元', en: 'increment CNY 60,000' },
  sellerName: { zh: '示范大学', en: 'Model University' },
  auctionNames: { house: { zh: '示范拍卖行', en: 'Model House' }, auctioneer: { zh: '罗槌', en: 'Luo Chui' } },
  viewing: null,
  commissionPercent: 5,
  burdens: [],
  paymentWorkingDays: 5,
  signingWorkingDays: 5,
}
const licence: NoticeSurroundings['burdens'][number] = {
  kind: 'ordinary_licence',
  label: { zh: '普通许可', en: 'Ordinary licence' },
  inFavourOf: '嘉兴示例',
  note: '',
  from: parseInstant('2025-01-01T00:00:00Z'),
  to: null,
}

describe('a notice of sale', () => {
  it.each<[string, string, string]>([
    ['its transferor', '转让方：示范大学', 'transferor: Model University'],
    ['the time', '公告期届满后第二个工作日 10:00', '10:00 of the second working day after the notice'],
    ['the length of the notice', '自发布之日起10个工作日', '10 working days from publication'],
    ['the place', '浙江拍网络竞价系统', 'the online bidding system'],
    ['viewing', '查验：公告期内', 'Viewing: while the notice runs'],
    ['defects', '瑕疵：标的按现状交易', 'Defects: the object is sold as it stands'],
    ['burdens', '没有在先许可、质押、争议或者其他负担的记载', 'no earlier licence, pledge, dispute or other burden'],
    ['formalities', '经资格审查合格并按期交纳保证金后取得竞买号', 'pay the deposit in time to get a bidder number'],
    ['when the sale is formed', '交易系统确认成交时交易成立', 'The sale is formed when the system confirms it'],
    ['until when to sign', '5个工作日内签署技术合同', '5 working days of the confirmation of sale'],
    ['until when to pay', '余款自合同生效之日起5个工作日内付清', 'due 5 working days after the contract takes effect'],
    ['what a refusal costs', '无正当理由拒绝确认、签约的，保证金不予退还', 'loses the deposit'],
    ['what is taken beside a transfer', '除银行转账外，接受银行保函、信用减免', 'beside a transfer, a bank guarantee, a waiver by credit'],
    ['on which basis a deposit is waived', '信用减免的依据：近一年无违约', 'Basis of a waiver: no default in a year'],
    ['that whoever defaults stays out', '该买受人不得参加再次竞价', 'may not bid again for the lot'],
    ['that there is a reserve', '最高应价未达保留价的，应价不发生效力', 'a highest bid below it has no effect'],
  ])('tells %s', (_, zh, en) => {
    const { body } = noticeText(lot(), around)
    expect(body.zh).toContain(zh)
    expect(body.en).toContain(en)
  })
  it('tells the time that the seller planned', () => {
    const { body } = noticeText(lot({ plannedOpensAt: parseInstant('2026-12-20T02:30:00Z') }), around)
    expect(body.zh).toContain('竞价时间：不早于 2026-12-20 10:30（北京时间）')
    expect(body.en).toContain('not before 2026-12-20 10:30 (Beijing time)')
  })
  it.each([
    [
      'a waiver by what was agreed',
      '管理办法第二十条',
      'earliest',
      '逾期未答复的视为放弃（依据：管理办法第二十条）',
      'Silence is a waiver (by: 管理办法第二十条)',
    ],
    ['no waiver without an agreement', '', 'earliest', '逾期未答复不视为放弃；有人未答复、又无人行使的，本次交易不成交', 'Silence is no waiver'],
    ['and a larger share that is silent ends it too', '', 'share', '份额更大者未答复的，也不成交', 'where a larger share was silent'],
  ] as const)('tells that first refusal is asked at the price, and that silence is %s', (_, silenceBasis, precedence, zh, en) => {
    const { body } = noticeText(lot({ refusalAfter: { days: 5, precedence, silenceBasis } }), around)
    expect(body.zh).toContain('成交价先向享有同等条件优先受让权的人')
    expect(body.zh).toContain('答复期限5个工作日')
    expect(body.zh).toContain(zh)
    expect(body.en).toContain(en)
  })
  it('lists what burdens the right', () => {
    const { body } = noticeText(lot(), { ...around, burdens: [licence] })
    expect(body.zh).toContain('权利负担：普通许可，嘉兴示例，2025-01-01 至 未定。在先许可在成交后继续有效。')
    expect(body.en).toContain('Burdens: Ordinary licence, 嘉兴示例, 2025-01-01 to open. Earlier licences go on after the sale.')
  })
})
