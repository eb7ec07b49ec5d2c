/** What income plans add to "what waits for me". */
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Api } from '../../contract.ts'
import { inLang } from '../../i18n/lang.ts'
import type { Source, TodoItem } from '../../shell/capability.ts'
import { planPage } from './addresses.ts'

type Plan = Awaited<ReturnType<Api['income']['list']>>['items'][number]

const SHOWN = 50

/** What is to be done in a state, as a verb; states in which nobody has to act have none. */
const PLAN_ACTS: Partial<Record<Plan['state'], Bilingual>> = {
  awaited: { zh: '制定收益方案', en: 'Make the income plan' },
  draft: { zh: '公示收益方案', en: 'Put the plan to notice' },
  cleared: { zh: '批准收益方案', en: 'Approve the income plan' },
  approving: { zh: '批准收益方案', en: 'Approve the income plan' },
  approved: { zh: '支付收益', en: 'Pay the income out' },
}

const OPEN: Bilingual = { zh: '查看', en: 'Look at' }

export const waiting: readonly Source<TodoItem>[] = [
  {
    roles: ['tto', 'approver'],
    load: async ({ api, lang }) => {
      const { items } = await api.income.list({ stage: 'open', limit: SHOWN })
      return items
        .filter(({ isMine }) => isMine)
        .map(({ id, number, title, state, dueAt }) => ({
          key: id,
          act: inLang(PLAN_ACTS[state] ?? OPEN, lang),
          subject: `${number} ${inLang(title, lang)}`,
          to: planPage(id),
          dueAt,
        }))
    },
  },
]
