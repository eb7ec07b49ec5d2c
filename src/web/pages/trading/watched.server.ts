/** Lots on their way: one's own, those of the whole market, those one bids for. */
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Api } from '../../contract.ts'
import { NEGOTIATED } from '#modules/listing/core/negotiated.ts'
import { inLang, type Lang } from '../../i18n/lang.ts'
import type { Place } from '../../i18n/place.ts'
import type { Source, WatchItem } from '../../shell/capability.ts'
import { clerkLotPage, lotDesk, lotPage, wonPage } from './addresses.ts'
import { pausedLots, resultNoticeEnd } from './lot-notice.server.ts'
import { lotSign } from './lot-sign.ts'

type Lot = Awaited<ReturnType<Api['listing']['list']>>['items'][number]

const MOST = 50
const GOING_ON: readonly string[] = ['submitted', 'checked', 'notice', 'ready', 'bidding', 'subject', 'suspended']

/** The date of such a lot is open until the objection is answered. */
const PAUSED = { zh: '异议处理中', en: 'Objection examined' }

/** Whoever is admitted waits for the others. */
const NOTICE_RUNS: Bilingual = { zh: '公告期满后开拍', en: 'the auction, once the notice is over' }
const CLERK: Bilingual = { zh: '市场受理员', en: 'the market’s clerk' }
const WHO: Readonly<Record<string, Bilingual>> = {
  submitted: CLERK,
  checked: CLERK,
  suspended: CLERK,
  notice: { zh: '意向方报名', en: 'buyers register' },
  ready: { zh: '到时自动开拍', en: 'bidding opens by itself' },
  bidding: { zh: '竞买人出价', en: 'bidders bid' },
  subject: { zh: '优先受让权人答复', en: 'the holders of first refusal answer' },
}

const AGREED: Readonly<Record<string, Bilingual>> = {
  submitted: CLERK,
  checked: { zh: '受让方确认、市场公示', en: 'the transferee confirms, the market publishes' },
  suspended: CLERK,
  notice: { zh: '公示期满后成交', en: 'the sale, once the notice is over' },
}

/** Until when first refusal is answered at the price of a lot. */
const answersEnd = async (api: Api, id: string): Promise<string | null> => (await api.listing.get({ id })).subject?.closesAt ?? null

/** When bidding ends, or first refusal is answered, by lot. */
const endsOf = async (api: Api, lots: readonly Pick<Lot, 'id' | 'state'>[]): Promise<ReadonlyMap<string, string>> => {
  const subject = lots.filter(({ state }) => state === 'subject')
  const answers = await Promise.all(subject.map(async ({ id }) => [id, (await answersEnd(api, id)) ?? ''] as const))
  const lotIds = lots.flatMap(({ id, state }) => (state === 'bidding' ? [id] : []))
  const { items } = lotIds.length === 0 ? { items: [] } : await api.auction.list({ lotIds, limit: MOST })
  return new Map([...items.map(({ lotId, endsAt }) => [lotId, endsAt] as const), ...answers])
}

const nextOf = (lot: Lot, ends: ReadonlyMap<string, string>): string | null => {
  if (lot.state === 'notice') return lot.registrationClosesAt
  return lot.state === 'ready' ? lot.opensAt : (ends.get(lot.id) ?? null)
}

interface Found {
  readonly api: Api
  readonly lang: Lang
  readonly items: readonly Lot[]
}

const goingOn = async ({ api, lang, items }: Found, page: (id: string) => Place): Promise<readonly WatchItem[]> => {
  const [paused, ends] = await Promise.all([pausedLots(api), endsOf(api, items)])
  return items
    .filter(({ state }) => GOING_ON.includes(state))
    .map((lot) => {
      const isPaused = paused.has(lot.id)
      return {
        key: lot.id,
        subject: `${lot.number} ${inLang(lot.title, lang)}`,
        state: isPaused ? { tone: 'waiting' as const, word: PAUSED[lang] } : lotSign(lot.state, lang, lot.method === NEGOTIATED),
        to: page(lot.id),
        who: (isPaused ? CLERK : lot.method === NEGOTIATED ? AGREED[lot.state] : WHO[lot.state])?.[lang] ?? null,
        nextAt: isPaused ? null : nextOf(lot, ends),
      }
    })
}

const ownLots: Source<WatchItem> = {
  roles: ['tto', 'approver'],
  load: async ({ api, lang }) => goingOn({ api, lang, ...(await api.listing.mine({ limit: MOST })) }, lotDesk),
}

const marketLots: Source<WatchItem> = {
  roles: ['clerk'],
  load: async ({ api, lang }) => goingOn({ api, lang, ...(await api.listing.list({ limit: MOST })) }, clerkLotPage),
}

const ownBids: Source<WatchItem> = {
  roles: ['enterprise'],
  load: async ({ api, lang }) => {
    const { items } = await api.listing.applications.mine({ limit: MOST })
    // Who was outbid waits for nobody's answer any more.
    const waiting = items.filter(({ lotState, depositState }) => lotState !== 'subject' || depositState === 'held')
    const answers = await endsOf(
      api,
      waiting.flatMap(({ lotId: id, lotState: state }) => (state === 'subject' ? [{ id, state }] : [])),
    )
    return waiting
      .filter(({ state, lotState }) => (state === 'applied' || state === 'confirmed') && lotState !== 'bidding' && GOING_ON.includes(lotState))
      .map((item) => ({
        key: item.id,
        subject: inLang(item.lotTitle, lang),
        state: lotSign(item.lotState, lang),
        to: lotPage(item.lotId),
        who: (item.state === 'applied' ? CLERK : item.lotState === 'notice' ? NOTICE_RUNS : WHO[item.lotState])?.[lang] ?? null,
        nextAt: item.lotState === 'ready' ? item.lotOpensAt : (answers.get(item.lotId) ?? null),
      }))
  },
}

/** While the notice of the result runs there is no contract yet: what was won would stand nowhere. */
const wonLots: Source<WatchItem> = {
  roles: ['enterprise'],
  load: async ({ api, lang }) => {
    const { items } = await api.listing.applications.mine({ limit: MOST })
    const bought = items.flatMap(({ boughtLotId, lotTitle, lotState }) => (boughtLotId === null ? [] : [{ lotId: boughtLotId, lotTitle, lotState }]))
    const lotIds = bought.map(({ lotId }) => lotId)
    const contracts = lotIds.length === 0 ? [] : (await api.contract.list({ lotIds, limit: MOST })).items
    const signed = new Set(contracts.map(({ lotId }) => lotId))
    return Promise.all(
      bought
        .filter(({ lotId }) => !signed.has(lotId))
        .map(async ({ lotId, lotTitle, lotState }) => {
          const lot = await api.listing.get({ id: lotId })
          return {
            key: `won:${lotId}`,
            subject: `${lot.number} ${inLang(lotTitle, lang)}`,
            state: lotSign(lotState, lang),
            to: wonPage(lotId),
            who: { zh: '成交公示期满后双方确认', en: 'both sides, once the notice of the result is over' }[lang],
            nextAt: await resultNoticeEnd(api, lot),
          }
        }),
    )
  },
}

export const watched: readonly Source<WatchItem>[] = [ownLots, marketLots, ownBids, wonLots]
