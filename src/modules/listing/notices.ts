/** The notices that a lot is published by: what the market sells is the market's to answer for. */
import type { NoticeKind } from '#modules/notice/index.ts'

export const listingNotices = {
  listing: { name: 'listing', handledBy: 'market', label: { zh: '竞价公告', en: 'Notice of sale' } },
  negotiated: { name: 'negotiated', handledBy: 'market', label: { zh: '协议定价公示', en: 'Notice of a negotiated price' } },
  result: { name: 'result', handledBy: 'market', label: { zh: '交易结果公示', en: 'Notice of result' } },
} as const satisfies Readonly<Record<string, NoticeKind>>
