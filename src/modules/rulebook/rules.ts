/** The rulebook's own rules. */
import type { RuleDeclaration } from '#kernel/rule.ts'

export const rulebookRules: readonly RuleDeclaration[] = [
  {
    no: 98,
    key: 'files.imports.perDay',
    group: 'fairness',
    value: 100,
    unit: 'count',
    min: 5,
    max: 5000,
    title: { zh: '每人24小时内导入的文件数', en: 'Files that one person imports within 24 hours' },
    bound: { zh: '成果清单、需求清单、银行对账单分别计算', en: 'Lists of achievements, of demands and bank statements each for themselves' },
    standing: 'house',
    binds: 'market',
    use: 'read',
    sources: [{ code: 'HouseOwn' }],
  },
]
