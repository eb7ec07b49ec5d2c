/** Contracts in which another side acts next. */
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Api } from '../../contract.ts'
import { inLang, type Lang } from '../../i18n/lang.ts'
import type { Source, WatchItem } from '../../shell/capability.ts'
import type { Viewer } from '../../shell/context.ts'
import { contractPage } from './addresses.ts'
import { contractSign } from './contract-sign.ts'
import { turnOf } from './contract-turn.ts'

const MOST = 50

type Contract = Awaited<ReturnType<Api['contract']['list']>>['items'][number]

const BOTH: Bilingual = { zh: '双方确认', en: 'both sides confirm' }

/** Where both have to confirm and one's own side has, the other one. */
const whoActs = ({ state, seller, buyer }: Pick<Contract, 'state' | 'seller' | 'buyer'>, viewer: Viewer, lang: Lang): string | null => {
  const turn = turnOf(state)
  if (turn === null) return null
  if (turn !== 'both') return inLang((turn === 'seller' ? seller : buyer).name, lang)
  const isOf = ({ id }: { readonly id: string }) => viewer.mandates.some(({ organisationId }) => organisationId === id)
  if (isOf(seller)) return inLang(buyer.name, lang)
  return isOf(buyer) ? inLang(seller.name, lang) : BOTH[lang]
}

export const watched: readonly Source<WatchItem>[] = [
  {
    roles: ['tto', 'approver', 'enterprise', 'finance', 'regulator'],
    load: async ({ api, lang, viewer }) => {
      const { items } = await api.contract.list({ stage: 'open', limit: MOST })
      return items
        .filter(({ isMine }) => !isMine)
        .map(({ id, number, title, state, dueAt, seller, buyer }) => ({
          key: id,
          subject: `${number} ${inLang(title, lang)}`,
          state: contractSign(state, lang),
          to: contractPage(id),
          who: whoActs({ state, seller, buyer }, viewer, lang),
          nextAt: dueAt,
        }))
    },
  },
]
