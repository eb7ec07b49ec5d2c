/** Cuts Chinese text into words. The dictionary takes a moment to load, so it is loaded when first asked. */
import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'
import { anyOf, indexWords, questionOf, type Question } from './terms.ts'

let loaded: Jieba | null = null
const jieba = (): Jieba => (loaded ??= Jieba.withDict(dict))

const folded = (text: string): string => text.normalize('NFKC').toLowerCase()

/** Words of a text, ready for `to_tsvector('simple', …)`. */
export const searchable = (text: string): string => {
  const plain = folded(text)
  return indexWords(plain, jieba().cutForSearch(plain, true)).join(' ')
}

export const questionFrom = (text: string): Question => questionOf(jieba().cut(folded(text), true))

/** In tsquery syntax for `simple`; empty when the text has no words. */
export const likenessOf = (text: string): string => anyOf(jieba().cut(folded(text), true))
