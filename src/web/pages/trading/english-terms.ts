/** The terms of an ascending auction as a lot carries them. The server has read them by their schema; the browser does without it. */
interface EnglishTerms {
  readonly incrementMinor: string
  readonly freeMinutes: number
  readonly timedSeconds: number
}

export const englishTermsOf = ({ methodTerms }: { readonly methodTerms: Readonly<Record<string, unknown>> }): EnglishTerms =>
  methodTerms as unknown as EnglishTerms
