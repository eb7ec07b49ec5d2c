import { expect, it, test } from 'vitest'
import { anyOf, indexWords, pairsOf, questionOf } from './terms.ts'
import { searchable } from './words.ts'

it('indexes words and every pair of Chinese signs, and no punctuation', () => {
  expect(pairsOf('固态电池')).toEqual(['固态', '态电', '电池'])
  expect(indexWords('固态电池, ok', ['固态', '电池', ',', ' ', 'ok'])).toEqual(['固态', '电池', 'ok', '固态', '态电', '电池'])
})

test.each([
  [['电池'], "'电池'", ''],
  [['电'], "'电':*", ''],
  [['固态电'], "('固态电' | ('固态' & '态电'))", ''],
  [['电池', '电池', '，', 'laser', 'beam'], "'电池'", 'laser beam'],
  [["电'池"], "('电 池' | ('电' & '池'))", ''],
  [[], '', ''],
] as const)('asks %j as %s and %s', (tokens, han, latin) => expect(questionOf(tokens)).toEqual({ han, latin }))

it('takes no more than 24 words', () => {
  const many = Array.from({ length: 30 }, (_, index) => `w${index}`)
  expect(questionOf(many).latin.split(' ')).toHaveLength(24)
  expect(anyOf(many).split(' | ')).toHaveLength(24)
})

it('likens by words of two signs and more, each once', () => expect(anyOf(['电', '电池', '电池', '，', 'ai'])).toBe("'电池' | 'ai'"))

it('folds full width and case before it cuts', () => expect(searchable('ＡＩ 芯片')).toBe(searchable('ai 芯片')))
