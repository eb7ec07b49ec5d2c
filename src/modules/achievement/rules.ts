/** Rules of disclosure: what the code of this room decides by. */
import type { RuleDeclaration } from '#kernel/rule.ts'

export const achievementRules: readonly RuleDeclaration[] = [
  {
    no: 66,
    key: 'achievement.keywords.max',
    group: 'achievement',
    value: 3,
    unit: 'count',
    min: 1,
    max: 3,
    isFixed: true,
    title: { zh: '成果关键词数上限', en: 'Most keywords of an achievement' },
    bound: { zh: '成果登记表最多填3个', en: 'The registration form takes three at most' },
    standing: 'practice',
    binds: 'otherMarkets',
    use: 'read',
    sources: [{ code: 'W33' }],
  },
  {
    no: 97,
    key: 'achievement.undecided.perPerson',
    group: 'fairness',
    value: 50,
    unit: 'count',
    min: 5,
    max: 1000,
    title: { zh: '每人未有处置决定的披露数', en: 'Disclosures of one person that nobody has decided on' },
    bound: { zh: '含草稿、已披露和退回的', en: 'Drafts, disclosed and returned ones' },
    standing: 'house',
    binds: 'market',
    use: 'read',
    sources: [{ code: 'HouseOwn' }],
  },
]
