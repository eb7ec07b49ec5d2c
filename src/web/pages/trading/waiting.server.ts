/** What waits in the matter of lots and auctions, role by role. */
import type { Bilingual, Lang } from '#kernel/bilingual.ts'
import { inLang } from '../../i18n/lang.ts'
import type { Place } from '../../i18n/place.ts'
import { clerkLotPage, lotApplicants, lotDesk, lotPage, sessionPage } from './addresses.ts'
import type { Source, TodoItem } from '../../shell/capability.ts'

const SHOWN = 20

const WORDS = {
  revise: { zh: '修改被退回的标的', en: 'Revise a returned lot' },
  submit: { zh: '提交标的草稿', en: 'Submit a lot draft' },
  check: { zh: '审核标的', en: 'Check a lot' },
  publish: { zh: '发布挂牌公告', en: 'Publish a notice' },
  qualify: { zh: '审核竞买资格', en: 'Qualify an applicant' },
  deposit: { zh: '缴纳保证金', en: 'Pay the deposit' },
  bid: { zh: '参加竞价', en: 'Bid' },
  take: { zh: '承接主持', en: 'Take a session' },
  preside: { zh: '主持竞价', en: 'Preside' },
  sign: { zh: '签署竞价笔录', en: 'Sign the session record' },
} as const satisfies Record<string, Bilingual>

interface Found {
  readonly id: string
  readonly title: Bilingual
  readonly number?: string
  readonly to: Place
  readonly dueAt?: string | null
}

const todo = (word: keyof typeof WORDS, lang: Lang, { id, title, number, to, dueAt }: Found): TodoItem => ({
  key: `${word}:${id}`,
  act: WORDS[word][lang],
  subject: [number, inLang(title, lang)].filter(Boolean).join(' '),
  to,
  dueAt: dueAt ?? null,
})

const forSeller: Source<TodoItem> = {
  roles: ['tto'],
  load: async ({ api, lang }) => {
    const [returned, drafts] = await Promise.all([
      api.listing.myLots({ state: 'returned', limit: SHOWN }),
      api.listing.myLots({ state: 'draft', limit: SHOWN }),
    ])
    return [
      ...returned.items.map((lot) => todo('revise', lang, { ...lot, to: lotDesk(lot.id) })),
      ...drafts.items.map((lot) => todo('submit', lang, { ...lot, to: lotDesk(lot.id) })),
    ]
  },
}

const forClerk: Source<TodoItem> = {
  roles: ['clerk'],
  load: async ({ api, lang }) => {
    const [lots, applications] = await Promise.all([api.listing.lotInbox({ limit: SHOWN }), api.listing.applicationInbox({ limit: SHOWN })])
    return [
      ...lots.items.map((lot) => todo(lot.state === 'checked' ? 'publish' : 'check', lang, { ...lot, to: clerkLotPage(lot.id) })),
      ...applications.items.map((application) =>
        todo('qualify', lang, {
          id: application.id,
          title: application.lotTitle,
          number: inLang(application.organisationName, lang),
          to: lotApplicants(application.lotId),
          dueAt: application.depositDueAt,
        }),
      ),
    ]
  },
}

const forBidder: Source<TodoItem> = {
  roles: ['enterprise'],
  load: async ({ api, lang }) => {
    const [{ items }, live] = await Promise.all([api.listing.myApplications({ limit: SHOWN }), api.auction.listAuctions({ status: 'live', limit: SHOWN })])
    const endsAt = new Map(live.items.map((auction) => [auction.lotId, auction.endsAt]))
    return items.flatMap((application) => {
      const found = { id: application.id, title: application.lotTitle, to: lotPage(application.lotId) }
      if (application.state === 'qualified') return [todo('deposit', lang, { ...found, dueAt: application.depositDueAt })]
      return application.state === 'confirmed' && application.lotState === 'bidding'
        ? [todo('bid', lang, { ...found, dueAt: endsAt.get(application.lotId) ?? null })]
        : []
    })
  },
}

const forAuctioneer: Source<TodoItem> = {
  roles: ['auctioneer'],
  load: async ({ api, viewer, lang }) => {
    const { items } = await api.auction.sessions({ limit: SHOWN })
    return items.flatMap((session) => {
      const found = { id: session.id, title: session.title, number: session.lotNumber, to: sessionPage(session.id) }
      const isMine = session.auctioneerId === viewer.personId
      if (session.phase === 'closed') return isMine && session.recordSignedAt === null ? [todo('sign', lang, found)] : []
      const dueAt = session.phase === 'scheduled' ? session.opensAt : session.endsAt
      return [todo(isMine ? 'preside' : 'take', lang, { ...found, dueAt })]
    })
  },
}

export const waiting: readonly Source<TodoItem>[] = [forSeller, forClerk, forBidder, forAuctioneer]
