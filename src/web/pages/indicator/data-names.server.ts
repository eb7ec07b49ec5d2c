/** Words of fields and rights, put beside the figures on the server: the page need not load every word of two modules for a dozen of them. */
import type { Bilingual } from '#kernel/bilingual.ts'
import { en as achievementEn, zh as achievementZh } from '#modules/achievement/core/names.ts'
import { en as contractEn, zh as contractZh } from '#modules/contract/messages.ts'
import type { Breakdown, By, Deal } from './data-load.ts'

type Words = Readonly<Record<string, string>>

const wordsIn =
  (zh: Words, en: Words) =>
  (key: string): Bilingual => ({ zh: zh[key] ?? key, en: en[key] ?? key })

const achievementWord = wordsIn(achievementZh, achievementEn)
const contractWord = wordsIn(contractZh, contractEn)

export const rightName = (right: string): Bilingual => contractWord(`enum.contract.right.${right}`)

const nameOf = (by: By, key: string): Bilingual | null => {
  if (by === 'field') return achievementWord(`enum.achievement.field.${key}`)
  return by === 'right' ? rightName(key) : null
}

/** Institutions and regions have names of their own; fields and rights are words of the market. */
export const withNames = (breakdown: Breakdown, by: By): Breakdown => ({
  ...breakdown,
  rows: breakdown.rows.map((row) => ({ ...row, label: row.label ?? nameOf(by, row.key) })),
})

export interface NamedDeal extends Deal {
  readonly rightName: Bilingual
}

export const withRightNames = (deals: readonly Deal[]): readonly NamedDeal[] => deals.map((deal) => ({ ...deal, rightName: rightName(deal.right) }))
