import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BusinessCalendar } from '#kernel/business-calendar.ts'
import { calendarDate, dateOf, dayNumber, parseInstant, startOfDay, toIso } from '#kernel/instant.ts'
import { bidderNumberFrom, mayApply, type ApplyQuestion } from './application.ts'
import { commitmentText } from './commitment.ts'
import { APPLICATION, LOT } from './lifecycle.ts'
import { maySeeLot } from './permit.ts'
import { scheduleAfter } from './schedule.ts'
import { checkTerms, proposedDeposit, type LotTerms, type TermRules } from './terms.ts'

const rule = { id: 'rul_1', key: 'k', source: 's' }
const rules: TermRules = {
  noticeDays: { min: 10, unit: 'wd', rule },
  depositBasisPoints: { min: 500, max: 3000, standard: 1000, rule },
  startOfValuation: { minBasisPoints: 7000, rule },
}
const terms: LotTerms = {
  right: { kind: 'assignment' },
  startingPriceMinor: 200_000_000n,
  reserveMinor: null,
  depositMinor: 20_000_000n,
  noticeDays: 10,
  priceBasis: { kind: 'other', text: { zh: '集体决策', en: '' }, valuationMinor: null },
}

describe('lifecycles', () => {
  it('of lots and applications have no dead and no unreachable state', () => expect([LOT.validate(), APPLICATION.validate()]).toEqual([[], []]))
})

describe('terms', () => {
  it.each<readonly [string, Partial<LotTerms>]>([
    ['accepted', {}],
    ['accepted', { reserveMinor: 200_000_000n }],
    ['listing.reserve_below_start', { reserveMinor: 199_999_999n }],
    ['listing.deposit_too_low', { depositMinor: 9_999_999n }],
    ['accepted', { depositMinor: 10_000_000n }],
    ['accepted', { depositMinor: 60_000_000n }],
    ['listing.deposit_too_high', { depositMinor: 60_000_001n }],
    ['listing.notice_too_short', { noticeDays: 9 }],
    ['listing.valuation_missing', { priceBasis: { ...terms.priceBasis, kind: 'valuation' } }],
    ['accepted', { priceBasis: { ...terms.priceBasis, kind: 'valuation', valuationMinor: 285_714_285n } }],
    ['listing.start_below_valuation', { priceBasis: { ...terms.priceBasis, kind: 'valuation', valuationMinor: 285_714_287n } }],
  ])('%s (case %#)', (expected, change) => {
    const verdict = checkTerms({ ...terms, ...change }, rules)
    expect(verdict.ok ? 'accepted' : verdict.refusal.code).toBe(expected)
  })

  it('proposed for any start pass the rules', () =>
    fc.assert(
      fc.property(fc.bigInt(20_000n, 10n ** 14n), (startingPriceMinor) => {
        expect(checkTerms({ ...terms, startingPriceMinor, depositMinor: proposedDeposit(startingPriceMinor, rules) }, rules).ok).toBe(true)
      }),
    ))

  it('are proposed with a deposit of 10 % in whole yuan', () =>
    expect([200_000_000n, 20_001n].map((start) => proposedDeposit(start, rules))).toEqual([20_000_000n, 2_100n]))
})

describe('dates', () => {
  const weekdays: BusinessCalendar = { isWorkingDay: (date) => ![6, 0].includes((((dayNumber(date) + 4) % 7) + 7) % 7) }
  const friday = startOfDay(calendarDate('2026-03-13'))

  it('give every qualified applicant one banking day', () => {
    const schedule = scheduleAfter(weekdays, friday, null)
    expect([schedule.depositDueAt, schedule.opensAt].map(toIso)).toEqual(['2026-03-13T09:00:00.000Z', '2026-03-16T02:00:00.000Z'])
  })
  it('take a later planned opening and refuse an earlier one', () => {
    const later = parseInstant('2026-03-20T06:00:00Z')
    expect(scheduleAfter(weekdays, friday, later)).toMatchObject({ opensAt: later, depositDueAt: parseInstant('2026-03-19T09:00:00Z') })
    expect(scheduleAfter(weekdays, friday, friday).opensAt).toBe(scheduleAfter(weekdays, friday, null).opensAt)
  })
  it('always keep the order notice, deposit, opening', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }), (days, plan) => {
        const closes = startOfDay(dateOf((friday + days * 86_400_000) as typeof friday))
        const schedule = scheduleAfter(weekdays, closes, plan === null ? null : ((closes + plan * 86_400_000) as typeof friday))
        expect(schedule.registrationClosesAt).toBeLessThan(schedule.depositDueAt)
        expect(schedule.depositDueAt).toBeLessThan(schedule.opensAt)
      }),
    ))
})

describe('applicants', () => {
  const now = parseInstant('2026-03-10T00:00:00Z')
  const question: ApplyQuestion = {
    lotState: 'notice',
    registrationClosesAt: parseInstant('2026-03-13T00:00:00Z'),
    isNoticePaused: false,
    now,
    isSeller: false,
    isRelated: false,
    isVerified: true,
    hasApplied: false,
    undertakingAccepted: true,
    tried: { used: 0, allowed: 3 },
    waiting: { used: 99, allowed: 100 },
  }
  it.each<readonly [string, Partial<ApplyQuestion>]>([
    ['accepted', {}],
    ['listing.registration_not_open', { lotState: 'ready' }],
    ['listing.registration_closed', { registrationClosesAt: now }],
    ['accepted', { registrationClosesAt: now, isNoticePaused: true }],
    ['listing.seller_may_not_apply', { isSeller: true }],
    ['listing.related_party', { isRelated: true }],
    ['listing.organisation_not_verified', { isVerified: false }],
    ['listing.already_applied', { hasApplied: true }],
    ['listing.undertaking_missing', { undertakingAccepted: false }],
    ['listing.tried_too_often', { tried: { used: 3, allowed: 3 } }],
    ['listing.too_many_applications', { waiting: { used: 100, allowed: 100 } }],
  ])('%s', (expected, change) => {
    const verdict = mayApply({ ...question, ...change })
    expect(verdict.ok ? 'accepted' : verdict.refusal.code).toBe(expected)
  })

  it('get different numbers of three or four digits', () =>
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 300 }), (draws) => {
        const taken = new Set<number>()
        for (const draw of draws) taken.add(bidderNumberFrom(draw, taken))
        expect(taken.size).toBe(draws.length)
        for (const number of taken) expect(String(number)).toMatch(/^\d{3,4}$/)
      }),
    ))
})

describe('secrets', () => {
  it('are committed to with a salt', () =>
    expect(commitmentText({ lotId: 'lot_1', reserveMinor: 5n, salt: 'ab' })).toBe('{"lotId":"lot_1","reserveMinor":"5","salt":"ab"}'))
  it('of drafts stay in the house', () => {
    const lot = { sellerOrganisationId: 'org_1', state: 'draft' as const }
    const clerk = { kind: 'person' as const, personId: 'per_1', mandates: [{ role: 'clerk' as const, organisationId: 'org_9' }] }
    expect(maySeeLot(clerk, lot)).toBe(false)
    expect(maySeeLot(clerk, { ...lot, state: 'submitted' })).toBe(true)
    expect(maySeeLot({ kind: 'visitor', personId: null, mandates: [] }, { ...lot, state: 'checked' })).toBe(false)
    expect(maySeeLot({ kind: 'visitor', personId: null, mandates: [] }, { ...lot, state: 'notice' })).toBe(true)
  })
})
