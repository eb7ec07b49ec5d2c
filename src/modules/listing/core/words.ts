export const EXCLUSIVITIES = ['exclusive', 'sole', 'ordinary'] as const
export type Exclusivity = (typeof EXCLUSIVITIES)[number]

export const PRICE_BASES = ['negotiation', 'valuation', 'other'] as const
export type PriceBasisKind = (typeof PRICE_BASES)[number]

export const ASPECTS = ['title', 'price', 'content'] as const
/** What the market's clerk checks, each by itself: 确权, 确价, 确内容. */
export type Aspect = (typeof ASPECTS)[number]
