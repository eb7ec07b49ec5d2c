/** What waits for researchers, transfer offices and approvers. */
import { inLang } from '../../i18n/lang.ts'
import type { TodoSource } from './todo-sources.ts'

const ACT = {
  confirm: { zh: '确认本人贡献', en: 'Confirm your contribution' },
  revise: { zh: '补正披露', en: 'Complete the disclosure' },
  assess: { zh: '评估成果', en: 'Assess an achievement' },
  approve: { zh: '批准评估', en: 'Approve an assessment' },
  file: { zh: '登记专利申请号', en: 'Record the application number' },
} as const
const MOST = 50

/** The end of a last day, in Beijing. */
const endOf = (date: string | null): string | null => (date === null ? null : `${date}T16:00:00.000Z`)

export const ownAchievementTodo: TodoSource = {
  name: 'achievement.mine',
  roles: ['researcher'],
  load: async ({ api, lang }) => {
    const { items } = await api.achievement.mine({ limit: MOST })
    const to = (id: string) => `/desk/achievements/${id}`
    return items.flatMap((item) => {
      const subject = inLang(item.title, lang)
      if (item.awaitsMyConfirmation) return [{ key: `confirm:${item.id}`, act: ACT.confirm[lang], subject, to: to(item.id) }]
      return item.state === 'returned' ? [{ key: `revise:${item.id}`, act: ACT.revise[lang], subject, to: to(item.id) }] : []
    })
  },
}

export const assessmentTodo: TodoSource = {
  name: 'achievement.assess',
  roles: ['tto'],
  load: async ({ api, lang }) => {
    const [disclosed, approved] = await Promise.all([api.achievement.inbox({ state: 'disclosed', limit: MOST }), api.achievement.inbox({ state: 'approved', limit: MOST })])
    return [
      ...disclosed.items.map((item) => ({ key: `assess:${item.id}`, act: ACT.assess[lang], subject: inLang(item.title, lang), to: `/desk/achievements/${item.id}` })),
      ...approved.items.map((item) => ({ key: `file:${item.id}`, act: ACT.file[lang], subject: inLang(item.title, lang), to: `/desk/achievements/${item.id}`, dueAt: endOf(item.decisionDueOn) })),
    ]
  },
}

export const approvalTodo: TodoSource = {
  name: 'achievement.approve',
  roles: ['approver'],
  load: async ({ api, lang }) => {
    const { items } = await api.achievement.inbox({ state: 'assessed', limit: MOST })
    return items.map((item) => ({ key: `approve:${item.id}`, act: ACT.approve[lang], subject: inLang(item.title, lang), to: `/desk/achievements/${item.id}`, dueAt: endOf(item.decisionDueOn) }))
  },
}
