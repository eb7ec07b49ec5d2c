/** What waits for researchers, transfer offices and approvers. */
import { inLang } from '../../i18n/lang.ts'
import { achievementDesk } from './addresses.ts'
import type { Source, TodoItem } from '../../shell/capability.ts'

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

const ownAchievements: Source<TodoItem> = {
  roles: ['researcher'],
  load: async ({ api, lang }) => {
    const { items } = await api.achievement.mine({ limit: MOST })
    const to = (id: string) => achievementDesk(id)
    return items.flatMap((item): TodoItem[] => {
      const subject = inLang(item.title, lang)
      if (item.awaitsMyConfirmation) return [{ key: `confirm:${item.id}`, act: ACT.confirm[lang], subject, to: to(item.id) }]
      return item.state === 'returned' ? [{ key: `revise:${item.id}`, act: ACT.revise[lang], subject, to: to(item.id) }] : []
    })
  },
}

const toAssess: Source<TodoItem> = {
  roles: ['tto'],
  load: async ({ api, lang }) => {
    const [disclosed, approved] = await Promise.all([
      api.achievement.inbox({ state: 'disclosed', limit: MOST }),
      api.achievement.inbox({ state: 'approved', limit: MOST }),
    ])
    return [
      ...disclosed.items.map((item) => ({
        key: `assess:${item.id}`,
        act: ACT.assess[lang],
        subject: inLang(item.title, lang),
        to: achievementDesk(item.id),
      })),
      ...approved.items.map((item) => ({
        key: `file:${item.id}`,
        act: ACT.file[lang],
        subject: inLang(item.title, lang),
        to: achievementDesk(item.id),
        dueAt: endOf(item.decisionDueOn),
      })),
    ]
  },
}

const toApprove: Source<TodoItem> = {
  roles: ['approver'],
  load: async ({ api, lang }) => {
    const { items } = await api.achievement.inbox({ state: 'assessed', limit: MOST })
    return items.map((item) => ({
      key: `approve:${item.id}`,
      act: ACT.approve[lang],
      subject: inLang(item.title, lang),
      to: achievementDesk(item.id),
      dueAt: endOf(item.decisionDueOn),
    }))
  },
}

export const waiting: readonly Source<TodoItem>[] = [ownAchievements, toAssess, toApprove]
