/** Rules of auction sessions: bounds that the market sets itself. */
import type { RuleDeclaration } from '#kernel/rule.ts'

const house = { group: 'platform', unit: 'count', standing: 'house', binds: 'market', use: 'read', sources: [{ code: 'HouseOwn' }] } as const

export const sessionRules: readonly RuleDeclaration[] = [
  {
    ...house,
    no: 210,
    key: 'session.lots.perSession',
    value: 100,
    min: 1,
    max: 300,
    title: { zh: '每个专场的标的数', en: 'Lots of one auction session' },
    bound: { zh: '一场活动可以展示完的数量', en: 'As many as one event can show' },
  },
  {
    ...house,
    no: 211,
    key: 'session.watches.perPerson',
    value: 100,
    min: 10,
    max: 1000,
    title: { zh: '每人关注的标的和专场数', en: 'Lots and sessions that one person watches' },
    bound: { zh: '每项关注会产生提醒', en: 'Each of them makes reminders' },
  },
]
