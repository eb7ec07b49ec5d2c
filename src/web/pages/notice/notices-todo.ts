/** Objections and rule changes that wait for the viewer, on the desk's first screen. */
import type { Role } from '#kernel/actor.ts'
import type { Api } from '../../contract.ts'
import { inLang, type Lang } from '../../i18n/lang.ts'
import { objectionOn } from './addresses.ts'
import { ruleChangesPage } from '../rulebook/addresses.ts'

interface Given {
  readonly api: Api
  readonly lang: Lang
}

const ACT = {
  objection: { zh: '处理公示异议', en: 'Answer an objection' },
  appeal: { zh: '复核恶意异议认定', en: 'Hear an appeal of an objector' },
  change: { zh: '审定规则变更', en: 'Decide on a rule change' },
} as const

export const objectionTodo = {
  name: 'notice.objections',
  roles: ['clerk', 'approver'] as readonly Role[],
  load: async ({ api, lang }: Given) => {
    const { items } = await api.notice.waitingObjections({ limit: 20 })
    return items
      .filter((item) => !item.isOwn)
      .map((item) => ({
        key: item.id,
        act: ACT.objection[lang],
        subject: `${item.notice.number} ${inLang(item.notice.title, lang)}`,
        to: objectionOn(item.id),
      }))
  },
}

export const appealTodo = {
  name: 'notice.appeals',
  roles: ['clerk'] as readonly Role[],
  load: async ({ api, lang }: Given) => {
    const { items } = await api.notice.waitingAppeals({ limit: 20 })
    return items
      .filter((item) => item.mayReview)
      .map((item) => ({ key: item.objectionId, act: ACT.appeal[lang], subject: inLang(item.person.name, lang), to: objectionOn(item.objectionId) }))
  },
}

export const ruleChangeTodo = {
  name: 'rulebook.proposals',
  roles: ['clerk', 'admin'] as readonly Role[],
  load: async ({ api, lang }: Given) => {
    const { items } = await api.rulebook.listProposals({ state: 'proposed' })
    return items
      .filter((item) => !item.isOwn)
      .map((item) => ({
        key: item.id,
        act: ACT.change[lang],
        subject: inLang(item.title, lang),
        to: ruleChangesPage(),
        dueAt: `${item.validFrom}T00:00:00+08:00`,
      }))
  },
}
