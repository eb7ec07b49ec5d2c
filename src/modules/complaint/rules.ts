/** Rules of complaints: what the code of this room decides by. */
import type { RuleDeclaration } from '#kernel/rule.ts'

export const complaintRules: readonly RuleDeclaration[] = [
  {
    no: 99,
    key: 'complaint.answer',
    group: 'platform',
    value: 10,
    unit: 'wd',
    min: 1,
    max: 30,
    title: { zh: '投诉举报的答复期限', en: 'Time to answer a complaint' },
    bound: {
      zh: '电子商务法要求及时受理并处理，未规定天数；期限由本市场规定',
      en: 'The E-Commerce Law asks for timely handling and names no days; the period is this market’s own',
    },
    standing: 'house',
    binds: 'market',
    use: 'read',
    sources: [{ code: 'HouseOwn' }, { code: 'L28', article: '59', words: '及时受理并处理投诉、举报' }],
  },
  {
    no: 100,
    key: 'complaint.open.perPerson',
    group: 'platform',
    value: 5,
    unit: 'count',
    min: 1,
    max: 50,
    title: { zh: '每人同时待答复的投诉数', en: 'Complaints of one person awaiting an answer' },
    bound: { zh: '防止滥用，不妨碍电话和邮件投诉', en: 'Against abuse; telephone and e-mail stay open' },
    standing: 'house',
    binds: 'market',
    use: 'read',
    sources: [{ code: 'HouseOwn' }],
  },
]
