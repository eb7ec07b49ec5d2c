export const EXCLUSIVITIES = ['exclusive', 'sole', 'ordinary'] as const
export type Exclusivity = (typeof EXCLUSIVITIES)[number]

export const PRICE_BASES = ['negotiation', 'valuation', 'other'] as const
export type PriceBasisKind = (typeof PRICE_BASES)[number]

/** Beside a transfer, which every lot takes: 冻结、保函、保险、信用减免. */
export const DEPOSIT_ALTERNATIVES = ['freeze', 'guarantee', 'insurance', 'waiver'] as const
export type DepositAlternative = (typeof DEPOSIT_ALTERNATIVES)[number]
export type DepositKind = 'cash' | DepositAlternative
export const isAlternative = (taken: readonly DepositAlternative[], kind: string): boolean => taken.some((one) => one === kind)

export const ASPECTS = ['title', 'price', 'content'] as const
/** What the market's clerk checks, each by itself: 确权, 确价, 确内容. */
export type Aspect = (typeof ASPECTS)[number]

/** Of a reserve that the notice left open: typed by one, and again by a second. */
export const RESERVE_ACTS = ['enterReserve', 'confirmReserve'] as const
export type ReserveAct = (typeof RESERVE_ACTS)[number]

/** After a default: offered by the seller, answered by the next bidder. */
export const NEXT_ACTS = ['offerNext', 'acceptNext', 'declineNext'] as const
export type NextAct = (typeof NEXT_ACTS)[number]

/** Who of several that want it gets it, as rounds of first refusal know it. */
export const REFUSAL_PRECEDENCES = ['earliest', 'share'] as const

/** First refusal asked after the bidding, as the notice announces it. */
export interface RefusalAfter {
  /** Working days, from the price on. */
  readonly days: number
  readonly precedence: (typeof REFUSAL_PRECEDENCES)[number]
  /** The agreement or rule of the unit by which silence is a waiver; empty: there is none, and where somebody is silent nothing is sold. */
  readonly silenceBasis: string
}
