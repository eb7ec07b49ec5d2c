/** Where rules come from. L: full text of a law; W: excerpt of a public page; C: a deployed platform. */
import { foundingSources } from './migrations/founding-sources.ts'
import { fairPlaySources } from './migrations/house-rules-fair-play.ts'
import type { FoundingSource } from './migrations/rule-row.ts'

/** Told more exactly than at the founding, or added since. */
const corrected: readonly FoundingSource[] = [
  {
    code: 'Plan',
    kind: 'policy',
    title: ['浙江省技术要素市场化配置改革行动方案（政策文件）', 'Zhejiang action plan for the market-based allocation of technology factors (policy)'],
  },
  {
    code: 'L6',
    kind: 'statute',
    title: ['中华人民共和国民法典 合同编 第二十章 技术合同（2020年）', 'Civil Code (2020), Book Three, chapter 20: technology contracts'],
  },
  { code: 'L20', kind: 'statute', title: ['中华人民共和国民法典 合同编 通则（2020年）', 'Civil Code (2020), Book Three: general provisions on contracts'] },
  {
    code: 'L33',
    kind: 'statute',
    title: ['中华人民共和国民法典 合同编 第九章 买卖合同（2020年）', 'Civil Code (2020), Book Three, chapter 9: sales contracts'],
  },
  { code: 'L28', kind: 'statute', title: ['中华人民共和国电子商务法（2018年）', 'E-Commerce Law (2018)'] },
]

export const sources: readonly FoundingSource[] = [
  ...new Map([...foundingSources, ...fairPlaySources, ...corrected].map((source) => [source.code, source])).values(),
]
