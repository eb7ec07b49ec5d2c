/** Words of a text for full-text search. Cutting Chinese into words is done outside; which pieces count is decided here. */

const HAN = /\p{Script=Han}/u
const HAN_RUN = /\p{Script=Han}+/gu
const WORD = /[\p{L}\p{N}]/u

export const isHan = (token: string): boolean => HAN.test(token)

/** Pairs of neighbouring signs of a run of Chinese: any substring of two signs or more can be found by them, whatever the dictionary thinks. */
export const pairsOf = (run: string): readonly string[] => {
  const signs = [...run]
  return signs.slice(1).map((sign, index) => `${signs[index]}${sign}`)
}

/** Index words of a text: the cutter's tokens and all pairs. */
export const indexWords = (text: string, tokens: readonly string[]): readonly string[] => [
  ...tokens.filter((token) => WORD.test(token)),
  ...(text.match(HAN_RUN) ?? []).flatMap(pairsOf),
]

const quoted = (token: string): string => `'${token.replace(/['\\]/g, ' ').trim()}'`

/** One Chinese token of a question: itself, or all of its pairs (a longer word that the dictionary cut differently). */
const hanTerm = (token: string): string => {
  const pairs = pairsOf(token)
  if (pairs.length === 0) return `${quoted(token)}:*`
  return pairs.length === 1 ? quoted(token) : `(${quoted(token)} | (${pairs.map(quoted).join(' & ')}))`
}

const MAX_TERMS = 24

export interface Question {
  /** In tsquery syntax for the configuration `simple`; empty when there is none. */
  readonly han: string
  /** Plain words for the English stemmer; empty when there are none. */
  readonly latin: string
}

/** All words must be found. Words beyond the 24th are ignored. */
export const questionOf = (tokens: readonly string[]): Question => {
  const words = [...new Set(tokens.filter((token) => WORD.test(token)))].slice(0, MAX_TERMS)
  return { han: words.filter(isHan).map(hanTerm).join(' & '), latin: words.filter((word) => !isHan(word)).join(' ') }
}

/** Any of the words: for "more like this", which ranks instead of requiring. Single signs say too little. */
export const anyOf = (tokens: readonly string[]): string =>
  [...new Set(tokens.filter((token) => WORD.test(token) && [...token].length > 1))].slice(0, MAX_TERMS).map(quoted).join(' | ')
