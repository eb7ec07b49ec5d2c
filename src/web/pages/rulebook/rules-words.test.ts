import { expect, it } from 'vitest'
import { boundText, citedText } from './rules-words.ts'

const source = (article: string | null) => ({ code: 'S', kind: 'statute', title: { zh: '条例（2021年）', en: 'Regulation (2021)' }, article, words: null })

it.each([
  ['37(1)', '条例（2021年）第37条第1项', 'Regulation (2021), art. 37(1)'],
  ['39', '条例（2021年）第39条', 'Regulation (2021), art. 39'],
  [null, '条例（2021年）', 'Regulation (2021)'],
])('writes out article %s', (article, zh, en) => expect([citedText(source(article), 'zh'), citedText(source(article), 'en')]).toEqual([zh, en]))

it.each([
  [10, 90, '10日至90日', '10 calendar days to 90 calendar days'],
  [10, null, '不少于10日', 'at least 10 calendar days'],
  [null, 90, '不超过90日', 'at most 90 calendar days'],
  [null, null, null, null],
])('says a bound of %s and %s in figures where no words are given', (boundMin, boundMax, zh, en) => {
  const rule = { bound: { zh: '', en: '' }, boundMin, boundMax, unit: 'cd' as const }
  expect([boundText(rule, 'zh'), boundText(rule, 'en')]).toEqual([zh, en])
})
