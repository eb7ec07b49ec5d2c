/** Rules of how much one organisation lays before others: what the code of this room decides by. */
import type { RuleDeclaration } from '#kernel/rule.ts'

export const demandRules: readonly RuleDeclaration[] = [
  {
    no: 95,
    key: 'demand.open.perOrganisation',
    group: 'fairness',
    value: 50,
    unit: 'count',
    min: 5,
    max: 2000,
    title: { zh: '每单位征集中的需求数', en: 'Open demands of one organisation' },
    standing: 'house',
    binds: 'market',
    use: 'read',
    sources: [{ code: 'HouseOwn' }],
  },
  {
    no: 96,
    key: 'demand.responses.perDay',
    group: 'fairness',
    value: 30,
    unit: 'count',
    min: 5,
    max: 1000,
    title: { zh: '每单位24小时内的应答数', en: 'Responses of one organisation within 24 hours' },
    bound: { zh: '防止滥发应答', en: 'Against mass answers' },
    standing: 'house',
    binds: 'market',
    use: 'read',
    sources: [{ code: 'HouseOwn' }],
  },
]
