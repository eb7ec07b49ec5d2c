/** What contracts and distribution plans add to "what waits for me". */
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Role } from '#kernel/actor.ts'
import type { Api } from '../../contract.ts'
import { inLang, type Lang } from '../../i18n/lang.ts'
import type { Place } from '../../i18n/place.ts'
import { contractPage } from './addresses.ts'
import { planPage } from '../income/addresses.ts'

interface Given {
  readonly api: Api
  readonly lang: Lang
}

type Contract = Awaited<ReturnType<Api['contract']['list']>>['items'][number]
type Plan = Awaited<ReturnType<Api['income']['list']>>['items'][number]

const SHOWN = 50

/** What is to be done in a state, as a verb; states in which nobody has to act have none. */
const CONTRACT_ACTS: Partial<Record<Contract['state'], Bilingual>> = {
  sale_pending: { zh: '确认成交', en: 'Confirm the sale' },
  drafted: { zh: '确认合同', en: 'Confirm the contract' },
  effective: { zh: '支付价款', en: 'Pay the price' },
  overdue: { zh: '支付逾期价款', en: 'Pay the overdue price' },
  paid: { zh: '交付技术资料', en: 'Hand over the documents' },
  handed_over: { zh: '验收', en: 'Accept or reject' },
}

const PLAN_ACTS: Partial<Record<Plan['state'], Bilingual>> = {
  awaited: { zh: '制定收益方案', en: 'Make the income plan' },
  draft: { zh: '公示收益方案', en: 'Put the plan to notice' },
  cleared: { zh: '批准收益方案', en: 'Approve the income plan' },
  approving: { zh: '批准收益方案', en: 'Approve the income plan' },
  approved: { zh: '支付收益', en: 'Pay the income out' },
}

const OPEN: Bilingual = { zh: '查看', en: 'Look at' }

const line = (of: Contract | Plan, act: Bilingual | undefined, page: (id: string) => Place, lang: Lang) => ({
  key: of.id,
  act: inLang(act ?? OPEN, lang),
  subject: `${of.number} ${inLang(of.title, lang)}`,
  to: page(of.id),
  dueAt: of.dueAt,
})

export const contractTodo = {
  name: 'contract.mine',
  roles: ['tto', 'approver', 'enterprise'] as readonly Role[],
  load: async ({ api, lang }: Given) => {
    const { items } = await api.contract.list({ stage: 'open', limit: SHOWN })
    return items.filter(({ isMine }) => isMine).map((contract) => line(contract, CONTRACT_ACTS[contract.state], contractPage, lang))
  },
}

export const incomeTodo = {
  name: 'income.mine',
  roles: ['tto', 'approver'] as readonly Role[],
  load: async ({ api, lang }: Given) => {
    const { items } = await api.income.list({ stage: 'open', limit: SHOWN })
    return items.filter(({ isMine }) => isMine).map((plan) => line(plan, PLAN_ACTS[plan.state], planPage, lang))
  },
}
