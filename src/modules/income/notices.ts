/** How a unit shares its income is decided in the unit: its head answers objections. */
import type { NoticeKind } from '#modules/notice/index.ts'

export const incomeNotices = {
  distribution: { name: 'distribution', handledBy: 'unit', label: { zh: '收益分配公示', en: 'Notice of income distribution' } },
} as const satisfies Readonly<Record<string, NoticeKind>>
