/** Contracts in which another side acts next. */
import { inLang } from '../../i18n/lang.ts'
import type { Source, WatchItem } from '../../shell/capability.ts'
import { contractPage } from './addresses.ts'
import { contractSign } from './contract-sign.ts'

const MOST = 50

export const watched: readonly Source<WatchItem>[] = [
  {
    roles: ['tto', 'approver', 'enterprise', 'finance', 'regulator'],
    load: async ({ api, lang }) => {
      const { items } = await api.contract.list({ stage: 'open', limit: MOST })
      return items
        .filter(({ isMine }) => !isMine)
        .map(({ id, number, title, state, dueAt }) => ({
          key: id,
          subject: `${number} ${inLang(title, lang)}`,
          state: contractSign(state, lang),
          to: contractPage(id),
          nextAt: dueAt,
        }))
    },
  },
]
