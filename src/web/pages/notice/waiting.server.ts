/** Objections and appeals that wait for the viewer, on the desk's first screen. */
import { isAllowed } from '#kernel/acts.ts'
import { inLang } from '../../i18n/lang.ts'
import { objectionOn } from './addresses.ts'
import type { Source, TodoItem } from '../../shell/capability.ts'

const ACT = {
  objection: { zh: '处理公示异议', en: 'Answer an objection' },
  appeal: { zh: '复核恶意异议认定', en: 'Hear an appeal of an objector' },
} as const

const objections: Source<TodoItem> = {
  roles: ['clerk', 'approver'],
  load: async ({ api, lang }) => {
    const { items } = await api.notice.waitingObjections({ limit: 20 })
    return items
      .filter((item) => isAllowed(item.acts, 'dismiss'))
      .map((item) => ({
        key: item.id,
        act: ACT.objection[lang],
        subject: `${item.notice.number} ${inLang(item.notice.title, lang)}`,
        to: objectionOn(item.id),
      }))
  },
}

const appeals: Source<TodoItem> = {
  roles: ['clerk'],
  load: async ({ api, lang }) => {
    const { items } = await api.notice.waitingAppeals({ limit: 20 })
    return items
      .filter((item) => isAllowed(item.acts, 'keep'))
      .map((item) => ({ key: item.objectionId, act: ACT.appeal[lang], subject: inLang(item.person.name, lang), to: objectionOn(item.objectionId) }))
  },
}

export const waiting: readonly Source<TodoItem>[] = [objections, appeals]
