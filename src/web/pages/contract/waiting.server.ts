/** What contracts add to "what waits for me". */
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Api } from '../../contract.ts'
import { inLang } from '../../i18n/lang.ts'
import { contractPage } from './addresses.ts'
import type { Source, TodoItem } from '../../shell/capability.ts'

type Contract = Awaited<ReturnType<Api['contract']['list']>>['items'][number]

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

const OPEN: Bilingual = { zh: '查看', en: 'Look at' }

export const waiting: readonly Source<TodoItem>[] = [
  {
    roles: ['tto', 'approver', 'enterprise'],
    load: async ({ api, lang }) => {
      const { items } = await api.contract.list({ stage: 'open', limit: SHOWN })
      return items
        .filter(({ isMine }) => isMine)
        .map(({ id, number, title, state, dueAt }) => ({
          key: id,
          act: inLang(CONTRACT_ACTS[state] ?? OPEN, lang),
          subject: `${number} ${inLang(title, lang)}`,
          to: contractPage(id),
          dueAt,
        }))
    },
  },
]
