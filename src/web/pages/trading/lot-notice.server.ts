/** What the notices of a lot say about its dates. */
import type { Api } from '../../contract.ts'
import type { Lang } from '../../i18n/lang.ts'
import { ifAllowed } from '../../shell/calls.ts'
import type { Paused } from './lot-paused.tsx'

/** When the notice of a sale is over: the sale may be confirmed from then on. */
export const resultNoticeEnd = async (api: Api, { resultNoticeId }: { readonly resultNoticeId: string | null }): Promise<string | null> =>
  resultNoticeId === null ? null : ((await ifAllowed(api.notice.get({ id: resultNoticeId })))?.closesAt ?? null)

const PAUSED = {
  zh: {
    title: '有人对公示提出异议，计时暂停',
    about: '由市场受理员处理。异议不成立的，剩余时间继续计算，之后的各项日期相应顺延；成立的，本次公示终止。',
    see: '查看公示',
  },
  en: {
    title: 'Somebody objected to the notice: its clock stands still',
    about:
      'A market clerk decides. If the objection is dismissed, the time that was left runs on and every later date moves with it; if it is upheld, the notice ends.',
    see: 'See the notice',
  },
} as const

/** The notice whose clock stands still for an objection: every later date of the lot moves with it. */
export const pausedNotice = async (api: Api, lotId: string, lang: Lang): Promise<Paused | null> => {
  const [notice] = (await api.notice.list({ subject: lotId, state: 'paused', limit: 1 })).items
  return notice ? { noticeId: notice.id, ...PAUSED[lang] } : null
}

const MOST_PAUSED = 50

/** Lots with such a notice. */
export const pausedLots = async (api: Api): Promise<ReadonlySet<string>> =>
  new Set((await api.notice.list({ state: 'paused', limit: MOST_PAUSED })).items.map(({ subject }) => subject))
