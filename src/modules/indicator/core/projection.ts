/**
 * Which change of the figures a fact makes. Pure, so that reading the whole log again gives the same figures as hearing each fact once.
 * Every change may be applied twice and in any order.
 */
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Json } from '#kernel/canonical-json.ts'
import type { Instant } from '#kernel/instant.ts'

/** A fact as the figures read it. */
export interface Told {
  readonly type: string
  readonly subject: string
  readonly body: Readonly<Record<string, Json>>
  readonly at: Instant
}

export type Change =
  | { readonly kind: 'catalogued'; readonly achievementId: string; readonly institutionId: string; readonly at: Instant }
  | { readonly kind: 'listed'; readonly lotId: string; readonly achievementId: string; readonly startingPriceMinor: bigint; readonly at: Instant }
  | { readonly kind: 'closed'; readonly lotId: string; readonly isSold: boolean; readonly bidCount: number; readonly at: Instant }
  | { readonly kind: 'demand'; readonly demandId: string; readonly at: Instant }
  | Deal
  | { readonly kind: 'ended'; readonly contractId: string; readonly at: Instant }
  | { readonly kind: 'paid'; readonly payoutId: string; readonly planId: string; readonly amountMinor: bigint; readonly at: Instant }

export interface Deal {
  readonly kind: 'deal'
  readonly contractId: string
  readonly lotId: string
  readonly achievementId: string
  readonly institutionId: string
  readonly title: Bilingual
  readonly right: string
  readonly startingPriceMinor: bigint
  readonly priceMinor: bigint
  readonly technologyAmountMinor: bigint
  readonly technicalIncomeMinor: bigint
  readonly effectiveAt: Instant | null
  readonly settledAt: Instant | null
}

const text = (told: Told, key: string): string => {
  const value = told.body[key]
  if (typeof value !== 'string') throw new Error(`${told.type} ${told.subject} has no ${key}`)
  return value
}
const amount = (told: Told, key: string): bigint => BigInt(text(told, key))
const count = (told: Told, key: string): number => {
  const value = told.body[key]
  return typeof value === 'number' ? value : 0
}

const bilingual = (told: Told, key: string): Bilingual => {
  const value = told.body[key]
  const words = typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, Json>>) : {}
  return { zh: String(words['zh'] ?? ''), en: String(words['en'] ?? '') }
}

const deal = (told: Told, dates: Pick<Deal, 'effectiveAt' | 'settledAt'>): Deal => ({
  kind: 'deal',
  contractId: text(told, 'contractId'),
  lotId: text(told, 'lotId'),
  achievementId: text(told, 'achievementId'),
  institutionId: text(told, 'sellerOrganisationId'),
  title: bilingual(told, 'title'),
  right: text(told, 'right'),
  startingPriceMinor: amount(told, 'startingPriceMinor'),
  priceMinor: amount(told, 'priceMinor'),
  technologyAmountMinor: amount(told, 'technologyAmountMinor'),
  technicalIncomeMinor: amount(told, 'technicalIncomeMinor'),
  ...dates,
})

const READERS: Readonly<Record<string, (told: Told) => Change | null>> = {
  'achievement.catalogued': (told) => ({ kind: 'catalogued', achievementId: text(told, 'achievementId'), institutionId: text(told, 'institutionId'), at: told.at }),
  'listing.opened': (told) => ({ kind: 'listed', lotId: text(told, 'lotId'), achievementId: text(told, 'achievementId'), startingPriceMinor: amount(told, 'startingPriceMinor'), at: told.at }),
  'auction.closed': (told) => ({ kind: 'closed', lotId: text(told, 'lotId'), isSold: told.body['outcome'] === 'sold', bidCount: count(told, 'bidCount'), at: told.at }),
  'demand.published': (told) => ({ kind: 'demand', demandId: told.subject, at: told.at }),
  'contract.effective': (told) => deal(told, { effectiveAt: told.at, settledAt: null }),
  'contract.settled': (told) => deal(told, { effectiveAt: null, settledAt: told.at }),
  'contract.defaulted': (told) => ({ kind: 'ended', contractId: text(told, 'contractId'), at: told.at }),
  'contract.terminated': (told) => ({ kind: 'ended', contractId: text(told, 'contractId'), at: told.at }),
  'income.paid': (told) => ({ kind: 'paid', payoutId: text(told, 'payoutId'), planId: text(told, 'planId'), amountMinor: amount(told, 'amountMinor'), at: told.at }),
}

export const FACT_TYPES: readonly string[] = Object.keys(READERS)

/** Null for facts that no figure is made from. */
export const changeOf = (told: Told): Change | null => READERS[told.type]?.(told) ?? null
