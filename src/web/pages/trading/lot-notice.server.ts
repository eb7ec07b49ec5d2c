/** What the notices of a lot say about its dates. */
import type { Api } from '../../contract.ts'
import { ifAllowed } from '../../shell/calls.ts'

/** When the notice of a sale is over: the sale may be confirmed from then on. */
export const resultNoticeEnd = async (api: Api, { resultNoticeId }: { readonly resultNoticeId: string | null }): Promise<string | null> =>
  resultNoticeId === null ? null : ((await ifAllowed(api.notice.noticeById({ id: resultNoticeId })))?.closesAt ?? null)

/** The notice whose clock stands still for an objection: every later date of the lot moves with it. */
export const pausedNotice = async (api: Api, lotId: string): Promise<string | null> =>
  (await api.notice.listNotices({ subject: lotId, state: 'paused', limit: 1 })).items[0]?.id ?? null

const MOST_PAUSED = 50

/** Lots with such a notice. */
export const pausedLots = async (api: Api): Promise<ReadonlySet<string>> =>
  new Set((await api.notice.listNotices({ state: 'paused', limit: MOST_PAUSED })).items.map(({ subject }) => subject))
