/** What goes on without me: records I follow, role by role, the next to change first. */
import type { AchievementState } from '#modules/achievement/core/lifecycle.ts'
import type { ContractState } from '#modules/contract/core/lifecycle.ts'
import type { Role } from '#kernel/actor.ts'
import type { Lang } from '#kernel/bilingual.ts'
import type { Api } from '../../contract.ts'
import { inLang } from '../../i18n/lang.ts'
import { achievementDesk } from '../achievement/addresses.ts'
import { lotPage, lotDesk, clerkLotPage } from '../trading/addresses.ts'
import { contractPage } from '../contract/addresses.ts'
import type { Place } from '../../i18n/place.ts'

type Lot = Awaited<ReturnType<Api['listing']['listLots']>>['items'][number]

/** What kind of record it is, in a state of that kind. */
type Standing =
  | { readonly kind: 'achievement'; readonly state: AchievementState }
  | { readonly kind: 'lot'; readonly state: Lot['state'] }
  | { readonly kind: 'contract'; readonly state: ContractState }

export type WatchItem = Standing & {
  readonly key: string
  readonly subject: string
  readonly to: Place
  /** When it changes by itself. */
  readonly nextAt: string | null
}

export interface WatchSource {
  readonly roles: readonly Role[]
  readonly load: (given: { readonly api: Api; readonly lang: Lang }) => Promise<readonly WatchItem[]>
}

const MOST = 50
const GOING_ON: readonly string[] = ['submitted', 'checked', 'notice', 'ready', 'bidding', 'suspended']

const nextOf = async (lot: Lot, api: Api): Promise<string | null> => {
  if (lot.state === 'notice') return lot.registrationClosesAt
  if (lot.state === 'ready') return lot.opensAt
  return lot.state === 'bidding' ? (await api.auction.auctionOfLot({ id: lot.id })).endsAt : null
}

const watchedLot = async (lot: Lot, { api, lang }: { readonly api: Api; readonly lang: Lang }, desk: (id: string) => Place): Promise<WatchItem> => ({
  key: lot.id,
  kind: 'lot',
  state: lot.state,
  subject: `${lot.number} ${inLang(lot.title, lang)}`,
  to: desk(lot.id),
  nextAt: await nextOf(lot, api),
})

const ownAchievements: WatchSource = {
  roles: ['researcher'],
  load: async ({ api, lang }) => {
    const { items } = await api.achievement.mine({ limit: 6 })
    return items.map((item) => ({
      key: item.id,
      kind: 'achievement',
      state: item.state,
      subject: inLang(item.title, lang),
      to: achievementDesk(item.id),
      nextAt: null,
    }))
  },
}

const ownLots: WatchSource = {
  roles: ['tto', 'approver'],
  load: async (given) => {
    const { items } = await given.api.listing.myLots({ limit: MOST })
    return Promise.all(items.filter(({ state }) => GOING_ON.includes(state)).map((lot) => watchedLot(lot, given, lotDesk)))
  },
}

const marketLots: WatchSource = {
  roles: ['clerk'],
  load: async (given) => {
    const { items } = await given.api.listing.listLots({ limit: MOST })
    return Promise.all(items.filter(({ state }) => GOING_ON.includes(state)).map((lot) => watchedLot(lot, given, clerkLotPage)))
  },
}

const ownBids: WatchSource = {
  roles: ['enterprise'],
  load: async ({ api, lang }) => {
    const { items } = await api.listing.myApplications({ limit: MOST })
    return items
      .filter(({ state, lotState }) => (state === 'applied' || state === 'confirmed') && lotState !== 'bidding' && GOING_ON.includes(lotState))
      .map((item) => ({
        key: item.id,
        kind: 'lot',
        state: item.lotState,
        subject: inLang(item.lotTitle, lang),
        to: lotPage(item.lotId),
        nextAt: item.lotState === 'ready' ? item.lotOpensAt : null,
      }))
  },
}

const openContracts: WatchSource = {
  roles: ['tto', 'approver', 'enterprise', 'finance', 'regulator'],
  load: async ({ api, lang }) => {
    const { items } = await api.contract.list({ stage: 'open', limit: MOST })
    return items
      .filter(({ isMine }) => !isMine)
      .map((item) => ({
        key: item.id,
        kind: 'contract',
        state: item.state,
        subject: `${item.number} ${inLang(item.title, lang)}`,
        to: contractPage(item.id),
        nextAt: item.dueAt,
      }))
  },
}

export const watchSources: readonly WatchSource[] = [ownAchievements, ownLots, marketLots, ownBids, openContracts]
