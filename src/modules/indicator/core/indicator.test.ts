import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instant, parseInstant } from '#kernel/instant.ts'
import { monthOf, monthsUpTo, premiumOf } from './figures.ts'
import { changeOf, FACT_TYPES } from './projection.ts'

describe('months', () => {
  it('are the market’s, not London’s', () => expect(monthOf(parseInstant('2026-02-28T16:30:00Z'))).toBe('2026-03'))
  it('cross the year', () => expect(monthsUpTo(parseInstant('2026-02-10T00:00:00Z'), 4)).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']))
  it('are as many as asked, distinct and in order', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), fc.integer({ min: 1, max: 60 }), (ms, count) => {
        const months = monthsUpTo(instant(ms), count)
        expect(new Set(months).size).toBe(count)
        expect([...months].sort()).toEqual(months)
        expect(months.at(-1)).toBe(monthOf(instant(ms)))
      }),
    ))
})

describe('the premium', () => {
  it.each<[bigint, bigint, number | null]>([
    [200n, 326n, 6300],
    [100n, 100n, 0],
    [0n, 0n, null],
  ])('%s → %s is %s', (start, price, premium) => expect(premiumOf(start, price)).toBe(premium))
})

describe('facts', () => {
  const at = parseInstant('2026-03-03T00:00:00Z')
  const deal = {
    contractId: 'con_1', lotId: 'lot_1', achievementId: 'ach_1', sellerOrganisationId: 'org_1', title: { zh: '膜', en: 'Film' }, right: 'assignment',
    startingPriceMinor: '200', priceMinor: '326', technologyAmountMinor: '300', technicalIncomeMinor: '300',
  }
  it('of a deal tell its amounts and when it took effect', () =>
    expect(changeOf({ type: 'contract.effective', subject: 'con_1', body: deal, at })).toMatchObject({ kind: 'deal', priceMinor: 326n, technologyAmountMinor: 300n, effectiveAt: at, settledAt: null }))
  it('of a settlement tell the same amounts, so that order does not matter', () =>
    expect(changeOf({ type: 'contract.settled', subject: 'con_1', body: deal, at })).toMatchObject({ kind: 'deal', priceMinor: 326n, effectiveAt: null, settledAt: at }))
  it('that no figure is made from change nothing', () => expect(changeOf({ type: 'notice.opened', subject: 'ntc_1', body: {}, at })).toBeNull())
  it('without what they must carry are a fault, not a zero', () => {
    for (const type of FACT_TYPES.filter((name) => name !== 'demand.published')) expect(() => changeOf({ type, subject: 'x', body: {}, at })).toThrow(/has no/)
  })
})
