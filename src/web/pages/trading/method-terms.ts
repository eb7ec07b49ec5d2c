/** The terms of the ways of bidding as a lot carries them. The server has read them by their schema; the browser does without it. */
interface EnglishTerms {
  readonly incrementMinor: string
  readonly freeMinutes: number
  readonly timedSeconds: number
  readonly bands?: readonly { readonly fromMinor: string; readonly incrementMinor: string }[]
  readonly maxExtensions?: number
  readonly capMinor?: string
}

interface FallingTerms {
  readonly decrementMinor: string
  readonly tickSeconds: number
  readonly floorMinor: string
}

interface Sold {
  readonly method: string
  readonly methodTerms: Readonly<Record<string, unknown>>
}

export const englishTermsOf = ({ methodTerms }: Pick<Sold, 'methodTerms'>): EnglishTerms => methodTerms as unknown as EnglishTerms

/** For how long sealed prices are taken; null where prices are named openly. */
export const sealedHoursOf = ({ method, methodTerms }: Sold): number | null =>
  method === 'sealed_first' || method === 'sealed_second' ? Number(methodTerms['sealedHours']) : null

/** Null where the price does not fall. */
export const fallingTermsOf = ({ method, methodTerms }: Sold): FallingTerms | null => (method === 'dutch' ? (methodTerms as unknown as FallingTerms) : null)

export interface ScoredTermsShown {
  readonly proposalHours: number
  readonly markingHours: number
  readonly roundMinutes: number
  readonly markWeightBasisPoints: number
  readonly experts: number
  readonly criteria: readonly { readonly zh: string; readonly en: string; readonly weightBasisPoints: number }[]
}

/** Null where no experts mark. */
export const scoredTermsOf = ({ method, methodTerms }: Sold): ScoredTermsShown | null =>
  method === 'scored' ? (methodTerms as unknown as ScoredTermsShown) : null

/** Whether the price rises bid by bid: every other way has terms of its own. */
export const isRising = (sold: Sold): boolean => fallingTermsOf(sold) === null && sealedHoursOf(sold) === null && scoredTermsOf(sold) === null
