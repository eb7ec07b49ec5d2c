/** House rules 95–98: how much one account or organisation lays before others in a day, or leaves open. The market sets them itself; no law gives the numbers. */
import type { FoundingRule } from './rule-row.ts'

const house = { group: 'fairness', unit: 'count', sources: ['HouseOwn'], confidence: 'derived', force: 'custom' } as const

export const creationRules: readonly FoundingRule[] = [
  {
    ...house,
    no: 95,
    key: 'demand.open.perOrganisation',
    value: 50,
    min: 5,
    max: 2000,
    title: ['每单位征集中的需求数', 'Open demands of one organisation'],
  },
  {
    ...house,
    no: 96,
    key: 'demand.responses.perDay',
    value: 30,
    min: 5,
    max: 1000,
    title: ['每单位24小时内的应答数', 'Responses of one organisation within 24 hours'],
    bound: ['防止滥发应答', 'Against mass answers'],
  },
  {
    ...house,
    no: 97,
    key: 'achievement.undecided.perPerson',
    value: 50,
    min: 5,
    max: 1000,
    title: ['每人未有处置决定的披露数', 'Disclosures of one person that nobody has decided on'],
    bound: ['含草稿、已披露和退回的', 'Drafts, disclosed and returned ones'],
  },
  {
    ...house,
    no: 98,
    key: 'files.imports.perDay',
    value: 100,
    min: 5,
    max: 5000,
    title: ['每人24小时内导入的文件数', 'Files that one person imports within 24 hours'],
    bound: ['成果清单、需求清单、银行对账单分别计算', 'Lists of achievements, of demands and bank statements each for themselves'],
  },
]
