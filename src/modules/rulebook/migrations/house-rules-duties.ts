/**
 * Rules 99–102: what a platform owes those who use it (E-Commerce Law art. 34, 59). The seven days are the law's; it names no days for an answer to a
 * complaint and no number of comments, so those are the market's own.
 */
import type { FoundingRule, FoundingSource } from './rule-row.ts'

export const dutySources: readonly FoundingSource[] = [
  { code: 'L28', kind: 'statute', title: ['中华人民共和国电子商务法（2018年）', 'E-Commerce Law (2018)'] },
]

const house = { group: 'platform', sources: ['HouseOwn', 'L28'], confidence: 'derived', force: 'custom' } as const

export const dutyRules: readonly FoundingRule[] = [
  {
    ...house,
    no: 99,
    key: 'complaint.answer',
    value: 10,
    unit: 'wd',
    min: 1,
    max: 30,
    title: ['投诉举报的答复期限', 'Time to answer a complaint'],
    bound: ['电子商务法第五十九条要求及时受理并处理，未规定天数；期限由本市场规定', 'The E-Commerce Law (art. 59) asks for timely handling and names no days; the period is this market’s own'],
  },
  {
    ...house,
    no: 100,
    key: 'complaint.open.perPerson',
    value: 5,
    unit: 'count',
    min: 1,
    max: 50,
    title: ['每人同时待答复的投诉数', 'Complaints of one person awaiting an answer'],
    bound: ['防止滥用，不妨碍电话和邮件投诉', 'Against abuse; telephone and e-mail stay open'],
  },
  {
    no: 101,
    key: 'rule.comment',
    group: 'platform',
    value: 7,
    unit: 'cd',
    min: 7,
    max: 90,
    force: 'law',
    title: ['修改交易规则的公示期', 'Publication of a change of the trading rules before it applies'],
    bound: ['修改内容应当至少在实施前七日予以公示', 'At least seven days before the change applies'],
    sources: ['L28'],
    article: '34',
    confidence: 'law',
  },
  {
    ...house,
    no: 102,
    key: 'rule.comments.perPerson',
    value: 3,
    unit: 'count',
    min: 1,
    max: 20,
    title: ['每人对一项规则变更的意见数', 'Comments of one person on one change of a rule'],
    bound: ['可以补充，不能刷屏', 'Room to add to it, none to flood it'],
  },
]
