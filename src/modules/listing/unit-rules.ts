/** Rules of a lot of several licences. */
import type { RuleDeclaration } from '#kernel/rule.ts'

export const unitRules: readonly RuleDeclaration[] = [
  {
    no: 227,
    key: 'units.most',
    group: 'procedure',
    value: 20,
    unit: 'count',
    min: 2,
    max: 50,
    title: { zh: '一个标的最多包含的普通实施许可份数', en: 'Most ordinary licences in one lot' },
    bound: {
      zh: '每一竞买人至多一份；同价的先后以公开抽签为准；不足的份数不成交',
      en: 'Each bidder one at most; of equal prices a public draw decides; units that nobody named enough for stay unsold',
    },
    standing: 'house',
    binds: 'market',
    use: 'read',
    sources: [{ code: 'HouseOwn' }],
  },
]
