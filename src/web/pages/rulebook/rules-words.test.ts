import { expect, it } from 'vitest'
import { standingOf } from './rules-words.ts'

const source = (kind: string) => ({ code: 'S', kind, title: { zh: '出处', en: 'Source' } })

it('never presents as binding law what is not the law’s bound, its text and its source', () => {
  expect(standingOf({ boundForce: 'law', confidence: 'law', sources: [source('webpage'), source('statute')] })).toBe('binding')
  expect(standingOf({ boundForce: 'law', confidence: 'web', sources: [source('statute')] })).toBe('practice')
  expect(standingOf({ boundForce: 'law', confidence: 'derived', sources: [source('house')] })).toBe('practice')
  expect(standingOf({ boundForce: 'custom', confidence: 'law', sources: [source('judicial')] })).toBe('practice')
  expect(standingOf({ boundForce: 'law', confidence: 'law', sources: [source('platform'), source('policy')] })).toBe('practice')
})
