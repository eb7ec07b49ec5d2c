/** What contracts and distribution plans add to "what waits for me". */
import { en, zh } from '#modules/contract/messages.ts'
import { en as incomeEn, zh as incomeZh } from '#modules/income/messages.ts'
import type { Role } from '#kernel/actor.ts'
import type { Api } from '../../contract.ts'
import { inLang, type Lang } from '../../i18n/lang.ts'

interface Given {
  readonly api: Api
  readonly lang: Lang
}

const SHOWN = 50

export const contractTodo = {
  name: 'contract.mine',
  roles: ['tto', 'approver', 'enterprise'] as readonly Role[],
  load: async ({ api, lang }: Given) => {
    const { items } = await api.contract.list({ stage: 'open', limit: SHOWN })
    const words: Readonly<Record<string, string>> = lang === 'zh' ? zh : en
    return items
      .filter((contract) => contract.isMine)
      .map((contract) => ({
        key: contract.id,
        act: words[`state.contract.${contract.state}`] ?? contract.state,
        subject: `${contract.number} ${inLang(contract.title, lang)}`,
        to: `/desk/contracts/${contract.id}`,
        dueAt: contract.dueAt,
      }))
  },
}

export const incomeTodo = {
  name: 'income.mine',
  roles: ['tto', 'approver'] as readonly Role[],
  load: async ({ api, lang }: Given) => {
    const { items } = await api.income.list({ stage: 'open', limit: SHOWN })
    const words: Readonly<Record<string, string>> = lang === 'zh' ? incomeZh : incomeEn
    return items
      .filter((plan) => plan.isMine)
      .map((plan) => ({
        key: plan.id,
        act: words[`state.income.${plan.state}`] ?? plan.state,
        subject: `${plan.number} ${inLang(plan.title, lang)}`,
        to: `/desk/income/${plan.id}`,
        dueAt: plan.dueAt,
      }))
  },
}
