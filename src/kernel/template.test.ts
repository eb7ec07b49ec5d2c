import { describe, expect, it } from 'vitest'
import { fillTemplate } from './template.ts'

describe('a message template', () => {
  it('takes parameters by name and shows an unknown name', () => {
    expect(fillTemplate('{a} of {b}', { a: 0, b: null })).toBe('0 of {b}')
  })
  it.each([
    [0, '0 bids'],
    [1, '1 bid'],
    ['1', '1 bid'],
    [2, '2 bids'],
    [11, '11 bids'],
    ['1,001', '1,001 bids'],
  ])('writes %s with the word that fits', (count, said) => {
    expect(fillTemplate('{count|bid|bids}', { count })).toBe(said)
  })
  it('shows a number that is missing', () => {
    expect(fillTemplate('{count|bid|bids}', {})).toBe('{count|bid|bids}')
  })
})
