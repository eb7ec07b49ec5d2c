/** What the code of this room decides by. After a change: `npm run gen-law`. */
import type { RuleDeclaration } from '#kernel/rule.ts'

const house = { group: 'evaluation', unit: 'count', standing: 'house', binds: 'market', use: 'read', sources: [{ code: 'HouseOwn' }] } as const

export const panelRules: readonly RuleDeclaration[] = [
  {
    ...house,
    no: 230,
    key: 'panel.min',
    value: 3,
    min: 3,
    max: 15,
    title: { zh: '评审专家人数下限', en: 'Fewest experts of a panel' },
    bound: { zh: '从专家库随机抽取；锁定的评分表少于此数的，评审不成立', en: 'Drawn at random from the experts; with fewer locked sheets there is no result' },
  },
  {
    no: 71,
    key: 'expert.maxPerUnit',
    group: 'evaluation',
    value: 2,
    unit: 'count',
    min: 1,
    max: 2,
    title: { zh: '同一单位评价专家上限', en: 'Most experts from one unit' },
    bound: { zh: '不超过2名', en: 'At most 2' },
    standing: 'practice',
    binds: 'otherMarkets',
    use: 'read',
    sources: [{ code: 'W47' }],
  },
  {
    ...house,
    no: 231,
    key: 'panel.bar',
    value: 3,
    min: 0,
    max: 10,
    title: { zh: '各方可提请回避的专家人数', en: 'Experts whom a side may ask not to have' },
    bound: { zh: '被提请回避的专家排在抽取顺序最后', en: 'They come last in the order of the draw' },
  },
]
