/** Objections and rule changes that wait for the viewer, on the desk's first screen. */
import { inLang } from '../../i18n/lang.ts'
import type { TodoSource } from '../desk/todo-sources.ts'

const ACT = {
  objection: { zh: '处理公示异议', en: 'Answer an objection' },
  change: { zh: '审定规则变更', en: 'Decide on a rule change' },
} as const

export const objectionTodo: TodoSource = {
  name: 'notice.objections',
  roles: ['clerk', 'approver'],
  load: async ({ api, lang }) => {
    const { items } = await api.notice.waitingObjections({ limit: 20 })
    return items
      .filter((item) => !item.isOwn)
      .map((item) => ({ key: item.id, act: ACT.objection[lang], subject: `${item.notice.number} ${inLang(item.notice.title, lang)}`, to: `/desk/objections#${item.id}` }))
  },
}

export const ruleChangeTodo: TodoSource = {
  name: 'rulebook.proposals',
  roles: ['clerk', 'admin'],
  load: async ({ api, lang }) => {
    const { items } = await api.rulebook.listProposals({ state: 'proposed' })
    return items
      .filter((item) => !item.isOwn)
      .map((item) => ({ key: item.id, act: ACT.change[lang], subject: inLang(item.title, lang), to: '/desk/rules', dueAt: `${item.validFrom}T00:00:00+08:00` }))
  },
}
