import { describe, expect, it } from 'vitest'
import { factRows, factText, subjectName } from './evidence-words.server.ts'

describe('a fact in one line', () => {
  it('is filled from its body', () => {
    expect(factText('zh', 'listing.drafted', { number: 'ZP2026-00001' })).toBe('起草标的 ZP2026-00001')
    expect(factText('en', 'auction.scheduled', { opensAt: '2026-12-10T02:00:00.000Z' })).toBe('Bidding scheduled to open at 10 Dec 2026, 10:00')
  })

  it.each([
    ['zh', 'listing.drafted', '起草标的'],
    ['zh', 'listing.submitted', '提交标的审核'],
    ['en', 'listing.submitted', 'Lot submitted for checking'],
    ['zh', 'auction.suspended', '竞价中止'],
    ['zh', 'contract.handed_over', '技术资料已交付'],
    ['zh', 'ledger.statement_imported', '银行对账单已入账'],
  ] as const)('has no holes for those who may not see the body (%s %s)', (lang, type, words) => {
    expect(factText(lang, type, null)).toBe(words)
  })
})

describe('a body in words', () => {
  it('names what people understand and leaves references to the original text', () => {
    const body = { auctionId: 'auc_1', outcome: 'sold', priceMinor: '124000000', reason: null, endsAt: '2026-11-24T03:05:00.000Z' }
    expect(factRows('zh', 'auction.closed', body)).toEqual([
      { label: '结果', value: '成交' },
      { label: '价格', value: '1,240,000.00元' },
      { label: '结束', value: '2026年11月24日 11:05' },
    ])
  })

  it('takes words of a lower module, and shows no code that has none', () => {
    expect(factRows('en', 'title.disposal_completed', { right: 'exclusive', source: 'no_such_word' })).toEqual([
      { label: 'Right on offer', value: 'Exclusive licence' },
    ])
  })
})

it('names the subject by the newest body that tells a name', () => {
  expect(subjectName('en', [{ title: { zh: '甲', en: 'A' } }, null, { titleZh: '乙', titleEn: 'B' }, { number: 1 }])).toBe('B')
  expect(subjectName('zh', [null])).toBeNull()
})
