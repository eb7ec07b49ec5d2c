/**
 * The next moments of what a page shows, by name: the demonstration's clock can be set to them. A page declares them from the data it has
 * loaded: `export const handle = withMoments<typeof loader>(({ lot }) => [{ name: 'opens', at: lot.opensAt }])`.
 */
import { useMatches } from 'react-router'
import { DAY_MS, parseInstant, type Instant } from '#kernel/instant.ts'
import { texts } from '../i18n/lang.ts'

export const momentText = texts({
  zh: {
    noticeEnds: '本公告期满',
    opens: '本标的开拍',
    freeEnds: '本场自由报价期结束',
    biddingEnds: '本场竞价结束',
    resumeBy: '恢复竞价期限',
    resultNoticeEnds: '成交公示期满',
    signBy: '签订期限',
    payBy: '付款期限',
    handOverBy: '交付期限',
    acceptBy: '验收期限',
    registerBy: '登记申请期限',
    objectBy: '异议期限',
    planNoticeEnds: '方案公示期满',
    payOutBy: '兑付期限',
    nextOpening: '下一场开拍',
    nextEnd: '下一场结束',
    nextTask: '待办的下一期限',
    nextWatched: '关注事项的下一时刻',
  },
  en: {
    noticeEnds: 'End of this notice',
    opens: 'Opening of this lot',
    freeEnds: 'End of free bidding',
    biddingEnds: 'End of bidding',
    resumeBy: 'Latest resumption',
    resultNoticeEnds: 'End of the result notice',
    signBy: 'Signing deadline',
    payBy: 'Payment deadline',
    handOverBy: 'Handover deadline',
    acceptBy: 'Acceptance deadline',
    registerBy: 'Deadline to apply for registration',
    objectBy: 'Deadline to object',
    planNoticeEnds: 'End of the plan’s notice',
    payOutBy: 'Pay-out deadline',
    nextOpening: 'Next opening',
    nextEnd: 'Next end of bidding',
    nextTask: 'Next deadline of a task',
    nextWatched: 'Next date of what you watch',
  },
})

export type MomentName = keyof (typeof momentText)['zh']

export interface Declared {
  readonly name: MomentName
  /** ISO 8601; what is not known yet or no longer matters is null. */
  readonly at: string | null | undefined
}

export interface Moment {
  readonly name: MomentName
  readonly at: Instant
}

type Declare<Data> = (data: Data) => readonly Declared[]

/** The `handle` of a page whose data name moments. */
export const withMoments = <Loader extends (...args: never[]) => unknown>(moments: Declare<Awaited<ReturnType<Loader>>>) => ({ moments })

const MOST = 3
/** The longest statutory wait with a long holiday in it: the clock goes no further at once. */
export const FURTHEST_MS = 62 * DAY_MS

/** What lies ahead of `now`, soonest first: the first of each name and each moment once, a few in all. */
export const momentsAhead = (declared: readonly Declared[], now: Instant): readonly Moment[] => {
  const ahead = declared
    .flatMap(({ name, at }): readonly Moment[] => (at ? [{ name, at: parseInstant(at) }] : []))
    .filter(({ at }) => at > now && at - now <= FURTHEST_MS)
    .toSorted((one, other) => one.at - other.at)
  return ahead.filter(({ name, at }, index) => ahead.findIndex((moment) => moment.at === at || moment.name === name) === index).slice(0, MOST)
}

/** Those of the open page. */
export const useMoments = (now: Instant): readonly Moment[] =>
  momentsAhead(
    useMatches().flatMap(({ handle, loaderData }) => {
      const declare = (handle as { readonly moments?: Declare<unknown> } | undefined)?.moments
      return declare && loaderData !== undefined ? declare(loaderData) : []
    }),
    now,
  )
