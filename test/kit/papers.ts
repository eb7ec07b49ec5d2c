/** What papers with invented parties are written from, for tests and for looking at the layout. */
import { calendarDate, parseInstant } from '#kernel/instant.ts'
import type { AuctionRecordPaper } from '../../src/modules/auction/papers/auction-record.ts'
import type { ContractPaper } from '../../src/modules/contract/papers/contract-data.ts'
import type { DistributionPaper } from '../../src/modules/income/papers/distribution.ts'
import type { NoticeCertificatePaper } from '../../src/modules/notice/papers/notice-certificate.ts'
import type { SaleConfirmationPaper } from '../../src/modules/contract/papers/sale-confirmation.ts'
import type { CataloguePaper } from '../../src/modules/session/papers/catalogue.ts'
import type { ResultsPaper } from '../../src/modules/session/papers/results.ts'
import type { SigningPagePaper } from '../../src/modules/contract/papers/signing-page.ts'

const seller = {
  name: '浙江示范大学（演示）',
  creditCode: '12330000MB0000001A',
  isNaturalPerson: false,
  address: '浙江省杭州市示范路1号',
  representative: '闻人哲',
  agent: '沈知行',
}
const buyer = {
  name: '杭州示例新材料有限公司（演示）',
  creditCode: '91330100MA00000017',
  isNaturalPerson: false,
  address: '浙江省杭州市样本大道88号',
  representative: '陆明远',
  agent: '陆明远',
}
const escrow = { name: '浙江拍运营中心（演示）', creditCode: '12330000MB00000268' }

export const contract: ContractPaper = {
  number: 'ZJP-HT-2026-000017',
  right: 'assignment',
  achievementTitle: '高导热石墨烯复合膜的连续制备技术',
  achievementNumber: '3302026Y0042',
  noticeNumber: 'GS-2026-000118',
  publicTerms: '成交后五个工作日内付清价款；转让方提供技术资料并现场指导二十人日。',
  qualifications: '在中国境内依法设立的企业，具备实施标的技术的能力。',
  summary:
    '采用逐层自组装与辊压还原相结合的方法，连续制备厚度十微米至一百微米的石墨烯复合膜。\n面内导热系数不低于每米开尔文一千二百瓦，卷材连续长度不少于三百米，已在中试线上稳定运行六个月。',
  lotNumber: 'ZJP-2026-000123',
  saleMethod: '网络竞价',
  soldAt: parseInstant('2026-11-16T07:32:05Z'),
  confirmationNumber: 'ZJP-QR-2026-000017',
  seller,
  buyer,
  escrow,
  rights: [
    { kind: 'patent', name: '一种石墨烯复合膜的制备方法', number: 'ZL 2023 1 0123456.7', patentKind: 'invention', filedOn: calendarDate('2023-03-15') },
    { kind: 'application', name: '一种石墨烯膜辊压还原装置', number: '2025 1 0654321.X', patentKind: 'invention', filedOn: null },
    { kind: 'know_how', name: '还原段温度与张力的控制参数', number: '', patentKind: null, filedOn: null },
  ],
  holders: [{ name: seller.name, shareBasisPoints: 10_000 }],
  burdens: [
    {
      kindLabel: '普通许可',
      inFavourOf: '嘉兴示例膜材有限公司（演示）',
      note: '限于导热垫片',
      from: calendarDate('2025-01-01'),
      to: calendarDate('2028-01-01'),
    },
  ],
  completers: ['沈知行', '顾若谷', '孙怀瑾'],
  termMonths: null,
  territory: '中华人民共和国境内',
  field: '电子器件散热',
  priceMinor: 326_000_000n,
  depositMinor: 20_000_000n,
  deductions: [{ label: '中试辊压样机一台', amountMinor: 26_000_000n }],
  technologyAmountMinor: 300_000_000n,
  technicalIncomeMinor: 300_000_000n,
  paymentWorkingDays: 5,
  cureDays: 30,
  handoverDays: 15,
  acceptanceDays: 15,
  guidanceDays: 10,
  secrecyYears: 10,
  silenceDays: 15,
  registerDays: 15,
  objectionDays: 15,
  lateRatePerTenThousand: 5,
  forum: { kind: 'arbitration', commission: '杭州仲裁委员会' },
  draftedOn: calendarDate('2026-11-24'),
}

export const saleConfirmation: SaleConfirmationPaper = {
  title: '成交确认书',
  house: null,
  number: 'ZJP-QR-2026-000017',
  lotNumber: 'ZJP-2026-000123',
  achievementTitle: contract.achievementTitle,
  rightLabel: '权利转让',
  saleMethod: '网络竞价',
  soldAt: contract.soldAt,
  bidNumber: 7,
  isTakenByHolder: false,
  startingPriceMinor: 200_000_000n,
  priceMinor: 326_000_000n,
  depositMinor: 20_000_000n,
  seller,
  buyer,
  escrow,
  noticeNumber: contract.noticeNumber,
  resultNoticeNumber: 'GS-2026-000131',
  confirmBy: parseInstant('2026-12-01T16:00:00Z'),
  signingWorkingDays: 5,
  objectionDays: 15,
  paymentWorkingDays: 5,
  noticeOpenedAt: parseInstant('2026-11-16T08:00:00Z'),
  noticeClosedAt: parseInstant('2026-11-23T16:00:00Z'),
  issuedAt: parseInstant('2026-11-24T09:00:00Z'),
}

export const signingPage: SigningPagePaper = {
  number: contract.number,
  paperTitle: '技术转让合同',
  sha256: '7d6f1a0c2b4e58930fd1c6ab97e3405188bc2d7e4f60a9b3c5d2e1f0a1b2c3d4',
  signatures: [
    {
      sideLabel: '让与方',
      organisation: seller.name,
      creditCode: seller.creditCode,
      isNaturalPerson: false,
      person: seller.agent,
      statement: '我已阅读合同全文，代表本单位确认。',
      at: parseInstant('2026-11-25T02:14:09Z'),
    },
    {
      sideLabel: '受让方',
      organisation: buyer.name,
      creditCode: buyer.creditCode,
      isNaturalPerson: false,
      person: buyer.agent,
      statement: '我已阅读合同全文，代表本单位确认。',
      at: parseInstant('2026-11-25T06:40:31Z'),
    },
  ],
  completedAt: parseInstant('2026-11-25T06:40:31Z'),
}

export const noticeCertificate: NoticeCertificatePaper = {
  number: 'GS-2026-000131',
  kindLabel: '成交结果公示',
  title: contract.achievementTitle,
  publisher: seller.name,
  openedAt: parseInstant('2026-11-16T08:00:00Z'),
  closedAt: parseInstant('2026-11-23T16:00:00Z'),
  objectionCount: 0,
  ruleSource: '《企业国有资产交易监督管理办法》关于成交结果公示不少于五个工作日的规定',
  issuedAt: parseInstant('2026-11-24T01:00:00Z'),
}

export const distribution: DistributionPaper = {
  number: 'ZJP-FP-2026-000009',
  institution: seller.name,
  achievementTitle: contract.achievementTitle,
  achievementNumber: contract.achievementNumber,
  contractNumber: contract.number,
  payer: buyer.name,
  receivedAt: parseInstant('2026-12-14T03:00:00Z'),
  payBy: parseInstant('2027-06-14T16:00:00Z'),
  grossMinor: 326_000_000n,
  coOwners: [],
  coOwnerAgreement: '',
  unitRule: '',
  binds: true,
  contributors: [],
  costs: [
    { label: '专利申请和维持费', amountMinor: 1_860_000n },
    { label: '资产评估费', amountMinor: 3_000_000n },
  ],
  taxMinor: 1_140_000n,
  netMinor: 320_000_000n,
  baseLabel: '净收入',
  teamRateBasisPoints: 7000,
  rewardMinor: 224_000_000n,
  retainedMinor: 96_000_000n,
  onNetMinor: 224_000_000n,
  onGrossMinor: 228_200_000n,
  groups: [
    { label: '主要贡献人员', basisPoints: 7000, amountMinor: 156_800_000n },
    { label: '成果转化人员', basisPoints: 500, amountMinor: 11_200_000n },
    { label: '其他完成人', basisPoints: 2500, amountMinor: 56_000_000n },
  ],
  rows: [
    { name: '沈知行', groupLabel: '主要贡献人员', basisPoints: 6000, amountMinor: 94_080_000n },
    { name: '顾若谷', groupLabel: '主要贡献人员', basisPoints: 4000, amountMinor: 62_720_000n },
    { name: '钱思齐', groupLabel: '成果转化人员', basisPoints: 10000, amountMinor: 11_200_000n },
    { name: '孙怀瑾', groupLabel: '其他完成人', basisPoints: 10000, amountMinor: 56_000_000n },
  ],
  citations: ['《浙江省促进科技成果转化条例》：以转让、许可方式转化的，奖励和报酬不低于净收入的百分之七十', '主要贡献人员所得不低于奖励和报酬总额的百分之七十'],
  draftedOn: calendarDate('2026-12-20'),
}

const bidAt = (second: number) =>
  parseInstant(`2026-11-16T07:${String(20 + Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}.125Z`)

export const auctionRecord: AuctionRecordPaper = {
  number: 'ZJP-BL-2026-000123',
  lotNumber: contract.lotNumber,
  achievementTitle: contract.achievementTitle,
  seller: seller.name,
  auctioneer: '吴守正',
  regime: 'bidding',
  papers: null,
  recorder: { name: '记笔直', signedAt: parseInstant('2026-11-16T08:05:00Z') },
  signedAt: parseInstant('2026-11-16T08:10:00Z'),
  note: '',
  hasReserve: true,
  openedAt: parseInstant('2026-11-16T06:30:00Z'),
  closedAt: contract.soldAt,
  method: '网络竞价（增价）',
  price: { label: '起始价、加价幅度', amountsMinor: [200_000_000n, 6_000_000n] },
  bidderCount: 3,
  extensionCount: 2,
  bids: Array.from({ length: 22 }, (_, index) => ({
    sequence: index + 1,
    bidNumber: [7, 3, 5][index % 3] ?? 7,
    priceMinor: 200_000_000n + BigInt(index) * 6_000_000n,
    at: bidAt(index * 30),
    phaseLabel: index < 12 ? '自由报价期' : '限时报价期',
  })),
  events: [],
  outcome: { kind: 'sold', bidNumber: 7, priceMinor: 326_000_000n, buyer: buyer.name },
}

const sessionLot = {
  place: 1,
  number: contract.lotNumber,
  title: contract.achievementTitle,
  seller: seller.name,
  opensAt: parseInstant('2026-11-16T06:30:00Z'),
  startingPriceMinor: 200_000_000n,
  depositMinor: 20_000_000n,
  hasReserve: true,
  isReserveOpen: false,
  right: '转让（所有权）',
  method: '网络竞价（增价）',
  field: '新材料',
  maturity: '中试',
  catalogueNumber: contract.achievementNumber,
  patents: ['ZL 2023 1 0123456.7', 'ZL202010998877X', 'ZL 2021 3 0456789.0'],
  summary: contract.summary,
  qualifications: contract.qualifications,
  terms: contract.publicTerms,
  page: 'https://zhepai.example/zh/lots/lot_01k9zexample0000000000000',
}
const hall = {
  number: 'ZC-2026-000012',
  organiser: escrow.name,
  startsAt: parseInstant('2026-11-16T06:00:00Z'),
  endsAt: parseInstant('2026-11-16T10:00:00Z'),
  page: 'https://zhepai.example/zh/sessions/ses_01k9zexample0000000000000',
  at: parseInstant('2026-11-10T01:00:00Z'),
}

export const catalogue: CataloguePaper = {
  ...hall,
  lang: 'zh',
  title: '新材料与绿色技术专场',
  summary: '湖州分市场主办对接，全省企业可线上参加；报名和保证金截止时间见各标的公告。',
  partners: ['湖州分市场（演示）', '嘉兴分市场（演示）'],
  place: '浙江技术市场一层交易大厅（演示）',
  isOnline: true,
  field: '',
  slots: [
    {
      startsAt: parseInstant('2026-11-16T05:00:00Z'),
      endsAt: parseInstant('2026-11-16T05:20:00Z'),
      lots: [contract.achievementTitle],
      seller: seller.name,
      speaker: '林教授，材料学院',
      languages: ['zh', 'en'],
    },
    {
      startsAt: parseInstant('2026-11-16T05:20:00Z'),
      endsAt: parseInstant('2026-11-16T05:40:00Z'),
      lots: ['低温固化的 β-环糊精改性涂层 Ångström 级膜厚控制'],
      seller: seller.name,
      speaker: '',
      languages: ['zh'],
    },
  ],
  lots: [
    sessionLot,
    {
      ...sessionLot,
      place: 2,
      number: 'ZJP-2026-000124',
      title: '低温固化的 β-环糊精改性涂层 Ångström 级膜厚控制',
      hasReserve: false,
      isReserveOpen: false,
      patents: [],
      opensAt: null,
    },
    ...Array.from({ length: 12 }, (_, index) => ({
      ...sessionLot,
      place: index + 3,
      number: `ZJP-2026-${String(125 + index).padStart(6, '0')}`,
      terms: '',
      summary: '',
    })),
  ],
}

export const catalogueInEnglish: CataloguePaper = {
  ...catalogue,
  lang: 'en',
  title: 'New materials and green technology session',
  summary: 'Arranged by the Huzhou branch, open online to the whole province; for registration and deposits see the notice of each lot.',
  organiser: 'Operations Centre of Zhepai (demo)',
  partners: ['Huzhou branch market (demo)', 'Jiaxing branch market (demo)'],
  place: 'Trading hall, ground floor, Zhejiang Technology Market (demo)',
  lots: [
    {
      ...sessionLot,
      title: 'Continuous production of graphene composite film of high thermal conductivity',
      seller: 'Zhejiang Model University (demo)',
      right: 'Assignment (ownership)',
      method: 'Online bidding (ascending)',
      field: 'New materials',
      maturity: 'Pilot-scale test',
      summary:
        'Layer by layer self-assembly and reduction under rollers give film of ten to a hundred micrometres in lengths of more than three hundred metres.',
      qualifications: 'Companies established in China that are able to use the technology.',
      terms: 'The price is paid within five working days; the seller hands over the documents and trains for twenty person-days.',
    },
  ],
}

export const results: ResultsPaper = {
  ...hall,
  lang: 'zh',
  title: catalogue.title,
  totals: { lotCount: 3, soldCount: 1, startTotalMinor: 620_000_000n, soldStartMinor: 200_000_000n, priceTotalMinor: 326_000_000n, premiumBasisPoints: 6_300 },
  lots: [
    { ...sessionLot, priceMinor: 326_000_000n, premiumBasisPoints: 6_300, bidderCount: 5, state: '已成交', buyer: buyer.name },
    {
      ...sessionLot,
      place: 2,
      number: 'ZJP-2026-000124',
      priceMinor: null,
      premiumBasisPoints: null,
      bidderCount: 2,
      state: '未成交：最高出价未达保留价',
      buyer: null,
    },
    { ...sessionLot, place: 3, number: 'ZJP-2026-000125', priceMinor: null, premiumBasisPoints: null, bidderCount: null, state: '已撤牌', buyer: null },
  ],
}

export const resultsInEnglish: ResultsPaper = {
  ...results,
  lang: 'en',
  title: catalogueInEnglish.title,
  organiser: catalogueInEnglish.organiser,
  lots: results.lots.map((lot) => ({
    ...lot,
    title: 'Continuous production of graphene composite film of high thermal conductivity',
    state: lot.priceMinor === null ? 'Unsold: Reserve not met' : 'Sold',
    buyer: lot.buyer === null ? null : 'Hangzhou Sample New Materials Co., Ltd (demo)',
  })),
}

const DATUM = /#(?:"(?:[^"\\]|\\.)*"|\{ [^}]* \});/g
const LITERAL = /"((?:[^"\\]|\\.)*)"/g
/** What is read on the paper: data as the words that they are. */
export const read = (source: string): string => source.replace(DATUM, (datum) => [...datum.matchAll(LITERAL)].map(([, text]) => text).join(''))
