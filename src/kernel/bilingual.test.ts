import { expect, it } from 'vitest'
import { inLang } from './bilingual.ts'

it('falls back to Chinese while there is no English', () => {
  expect(inLang({ zh: '成果', en: 'achievement' }, 'en')).toBe('achievement')
  expect(inLang({ zh: '成果', en: 'achievement' }, 'zh')).toBe('成果')
  expect(inLang({ zh: '成果', en: ' ' }, 'en')).toBe('成果')
})
