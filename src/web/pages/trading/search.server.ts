/** Lots by number or title: one's own in every state, the others once they are announced. */
import { inLang } from '../../i18n/lang.ts'
import type { Place } from '../../i18n/place.ts'
import type { CapabilitySearch, FoundRecord, SearchAsked } from '../../shell/capability.ts'
import { holdsAny } from '../../shell/market.ts'
import { clerkLotPage, lotDesk, lotPage } from './addresses.ts'
import { lotSign } from './lot-sign.ts'

type Lot = Awaited<ReturnType<SearchAsked['api']['listing']['list']>>['items'][number]

const found = ({ lang }: Pick<SearchAsked, 'lang'>, lots: readonly Lot[], page: (id: string) => Place): readonly FoundRecord[] =>
  lots.map(({ id, title, number, state, sellerName }) => ({
    key: id,
    title: inLang(title, lang),
    number,
    note: `${lotSign(state, lang).word} · ${inLang(sellerName, lang)}`,
    to: page(id),
  }))

export const search: CapabilitySearch = {
  zh: '标的',
  en: 'Lots',
  sources: [
    { roles: ['tto', 'approver'], find: async (asked) => found(asked, (await asked.api.listing.mine({ q: asked.q, limit: asked.limit })).items, lotDesk) },
    {
      find: async (asked) =>
        found(asked, (await asked.api.listing.list({ q: asked.q, limit: asked.limit })).items, holdsAny(asked.viewer, ['clerk']) ? clerkLotPage : lotPage),
    },
  ],
}
