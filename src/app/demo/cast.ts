/** Who plays in the demo. Every organisation is invented and says so in its name. */
import type { Role } from '#kernel/actor.ts'
import type { Bilingual } from '#kernel/bilingual.ts'

export type OrganisationKey =
  | 'market'
  | 'government'
  | 'university'
  | 'polytechnic'
  | 'institute'
  | 'machinery'
  | 'materials'
  | 'electric'
  | 'textile'
  | 'energy'
  | 'pharma'
  | 'broker'
  | 'insurer'
  | 'auctionHouse'
  | 'partner'

export interface DemoOrganisation {
  readonly key: OrganisationKey
  readonly kind: 'university' | 'institute' | 'enterprise' | 'broker' | 'insurer' | 'market' | 'government'
  readonly name: Bilingual
  /** GB/T 2260. */
  readonly region: string
}

const enterprise = (key: OrganisationKey, zh: string, en: string, region: string): DemoOrganisation => ({ key, kind: 'enterprise', name: { zh, en }, region })

export const demoOrganisations: readonly DemoOrganisation[] = [
  { key: 'market', kind: 'market', name: { zh: '浙江拍技术市场（演示）', en: 'Zhejiang Pai Technology Market (demo)' }, region: '330100' },
  { key: 'government', kind: 'government', name: { zh: '示范省科技主管部门（演示）', en: 'Science and Technology Authority (demo)' }, region: '330000' },
  { key: 'university', kind: 'university', name: { zh: '浙江示范大学（演示）', en: 'Zhejiang Model University (demo)' }, region: '330100' },
  { key: 'polytechnic', kind: 'university', name: { zh: '甬江示范理工大学（演示）', en: 'Yongjiang Model Polytechnic (demo)' }, region: '330200' },
  { key: 'institute', kind: 'institute', name: { zh: '钱塘示范材料研究院（演示）', en: 'Qiantang Model Institute of Materials (demo)' }, region: '330100' },
  enterprise('machinery', '杭州示范智能装备有限公司（演示）', 'Hangzhou Model Machinery Co. (demo)', '330100'),
  enterprise('materials', '宁波示范新材料有限公司（演示）', 'Ningbo Model Materials Co. (demo)', '330200'),
  enterprise('electric', '温州示范电气有限公司（演示）', 'Wenzhou Model Electric Co. (demo)', '330300'),
  enterprise('textile', '绍兴示范纺织科技有限公司（演示）', 'Shaoxing Model Textile Co. (demo)', '330600'),
  enterprise('energy', '嘉兴示范新能源有限公司（演示）', 'Jiaxing Model Energy Co. (demo)', '330400'),
  enterprise('pharma', '台州示范医药有限公司（演示）', 'Taizhou Model Pharma Co. (demo)', '331000'),
  { key: 'broker', kind: 'broker', name: { zh: '浙江示范技术经纪有限公司（演示）', en: 'Zhejiang Model Technology Brokers (demo)' }, region: '330100' },
  { key: 'insurer', kind: 'insurer', name: { zh: '杭州示范科技保险有限公司（演示）', en: 'Hangzhou Model Science Insurance (demo)' }, region: '330100' },
  { key: 'auctionHouse', kind: 'broker', name: { zh: '杭州示范拍卖有限公司（演示）', en: 'Hangzhou Model Auction House (demo)' }, region: '330100' },
  { key: 'partner', kind: 'market', name: { zh: '太湖示范技术市场（演示）', en: 'Taihu Model Technology Market (demo)' }, region: '330500' },
]

export interface DemoPerson {
  readonly key: string
  readonly name: Bilingual
  readonly organisation: OrganisationKey
  readonly roles: readonly Role[]
  /** Shown on the log-in page and in the walkthrough. */
  readonly isFeatured?: boolean
}

const person = (key: string, name: readonly [zh: string, en: string], organisation: OrganisationKey, ...roles: Role[]): DemoPerson => ({
  key,
  name: { zh: name[0], en: name[1] },
  organisation,
  roles,
})
const featured = (of: DemoPerson): DemoPerson => ({ ...of, isFeatured: true })

export const demoPeople: readonly DemoPerson[] = [
  featured(person('researcher', ['沈示一', 'Shen Shiyi'], 'university', 'researcher')),
  featured(person('researcher2', ['陆示二', 'Lu Shier'], 'university', 'researcher')),
  person('researcher3', ['顾示三', 'Gu Shisan'], 'university', 'researcher'),
  featured(person('tto', ['许转化', 'Xu Zhuanhua'], 'university', 'tto')),
  featured(person('approver', ['方审批', 'Fang Shenpi'], 'university', 'approver')),
  featured(person('approver2', ['俞复核', 'Yu Fuhe'], 'university', 'approver')),
  person('researcher.poly', ['严示四', 'Yan Shisi'], 'polytechnic', 'researcher'),
  person('researcher2.poly', ['贝示五', 'Bei Shiwu'], 'polytechnic', 'researcher'),
  person('tto.poly', ['钟转移', 'Zhong Zhuanyi'], 'polytechnic', 'tto'),
  person('approver.poly', ['池审批', 'Chi Shenpi'], 'polytechnic', 'approver'),
  person('approver2.poly', ['柯复核', 'Ke Fuhe'], 'polytechnic', 'approver'),
  person('researcher.inst', ['茅示六', 'Mao Shiliu'], 'institute', 'researcher'),
  person('researcher2.inst', ['竺示七', 'Zhu Shiqi'], 'institute', 'researcher'),
  person('tto.inst', ['应推广', 'Ying Tuiguang'], 'institute', 'tto'),
  person('approver.inst', ['宣审批', 'Xuan Shenpi'], 'institute', 'approver'),
  person('approver2.inst', ['莫复核', 'Mo Fuhe'], 'institute', 'approver'),
  featured(person('clerk', ['程受理', 'Cheng Shouli'], 'market', 'clerk')),
  person('clerk2', ['丁受理', 'Ding Shouli'], 'market', 'clerk'),
  featured(person('finance', ['金出纳', 'Jin Chuna'], 'market', 'finance')),
  featured(person('finance2', ['银复核', 'Yin Fuhe'], 'market', 'finance')),
  featured(person('auctioneer', ['罗槌音', 'Luo Chuiyin'], 'market', 'auctioneer')),
  featured(person('auctioneer2', ['司场间', 'Si Changjian'], 'market', 'auctioneer')),
  featured(person('regulator', ['管观澜', 'Guan Guanlan'], 'government', 'regulator')),
  featured(person('admin', ['系统管理员', 'Administrator'], 'market', 'admin')),
  featured(person('enterprise', ['杭总经', 'Hang Zongjing'], 'machinery', 'enterprise')),
  featured(person('enterprise2', ['甬总经', 'Yong Zongjing'], 'materials', 'enterprise')),
  person('enterprise3', ['瓯总经', 'Ou Zongjing'], 'electric', 'enterprise'),
  person('enterprise4', ['越总经', 'Yue Zongjing'], 'textile', 'enterprise'),
  person('enterprise5', ['禾总经', 'He Zongjing'], 'energy', 'enterprise'),
  person('enterprise6', ['台总经', 'Tai Zongjing'], 'pharma', 'enterprise'),
  person('broker', ['牵线人', 'Qian Xianren'], 'broker', 'enterprise'),
  person('insurer', ['承保人', 'Cheng Baoren'], 'insurer', 'enterprise'),
  featured(person('expert', ['评示一（演示）', 'Ping Shiyi (demo)'], 'polytechnic', 'expert')),
  featured(person('expert2', ['评示二（演示）', 'Ping Shier (demo)'], 'university', 'expert')),
  person('expert3', ['评示三（演示）', 'Ping Shisan (demo)'], 'polytechnic', 'expert'),
  person('expert4', ['评示四（演示）', 'Ping Shisi (demo)'], 'university', 'expert'),
  person('expert5', ['评示五（演示）', 'Ping Shiwu (demo)'], 'insurer', 'expert'),
  person('expert6', ['评示六（演示）', 'Ping Shiliu (demo)'], 'institute', 'expert'),
  person('house', ['拍掌柜（演示）', 'Pai Zhanggui (demo)'], 'auctionHouse', 'approver', 'enterprise'),
  person('house.auctioneer', ['槌定音（演示）', 'Chui Dingyin (demo)'], 'auctionHouse', 'auctioneer'),
  person('approver.partner', ['湖掌柜', 'Hu Zhanggui'], 'partner', 'approver'),
]

export const DEMO_PASSWORD = 'zhepai-demo-2026'
export const demoEmail = (key: string): string => `${key}@demo.zhepai.example`
