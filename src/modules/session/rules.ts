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
  {
    ...house,
    no: 237,
    key: 'session.slots.perSession',
    value: 40,
    min: 1,
    max: 200,
    title: { zh: '每个专场的路演场次数', en: 'Roadshow slots of one auction session' },
    bound: { zh: '一场活动可以安排完的数量', en: 'As many as one event can hold' },
  },
  {
    ...house,
    no: 238,
    key: 'session.slots.minutes',
    value: 60,
    unit: 'min',
    min: 5,
    max: 240,
    title: { zh: '每场路演的最长时间', en: 'Longest roadshow slot' },
    bound: { zh: '介绍和问答合计', en: 'Talk and questions together' },
  },
  {
    ...house,
    no: 239,
    key: 'session.questions.perOrganisation',
    value: 10,
    min: 1,
    max: 100,
    title: { zh: '每个单位在一场路演中的提问数', en: 'Questions that one organisation asks in a roadshow slot' },
    bound: { zh: '每个提问都须答复或说明理由', en: 'Each of them gets an answer or a reason' },
  },
]
