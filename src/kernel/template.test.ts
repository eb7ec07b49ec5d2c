import { describe, expect, it } from 'vitest'
import { fillTemplate, withoutGaps } from './template.ts'

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

describe('a message of which not all is told', () => {
  it.each([
    ['nothing is missing', '{buyer}出价：{amount}', { buyer: '甲', amount: '1元' }, '{buyer}出价：{amount}'],
    ['the detail after the last joint', '竞价结束，成交：{amount}元', {}, '竞价结束，成交'],
    ['the detail after a comma', 'Sold, to {buyer}', {}, 'Sold'],
    ['what follows in brackets', 'Sold ({count|bid|bids})', {}, 'Sold'],
    ['the second of two details', 'Sold: {lot}, to {buyer}', { lot: 'A' }, 'Sold: {lot}'],
    ['the first of two details', 'Sold: {lot}, to {buyer}', { buyer: 'B' }, 'Sold'],
    ['a hole inside a plain line', '{buyer} 出价 {count|次|次} 次', {}, '出价次'],
    ['a hole at the end of a plain line', 'Sold to {buyer}', {}, 'Sold to'],
    ['a hole in front of a joint', '{buyer}：出价', {}, '：出价'],
    ['nothing before the joint', '，{buyer}', {}, '，'],
  ])('%s', (_, template, params, left) => expect(withoutGaps(template, params)).toBe(left))
})
