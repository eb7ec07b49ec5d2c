import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SYSTEM, VISITOR, type Actor, type Role } from '#kernel/actor.ts'
import type { BusinessCalendar } from '#kernel/business-calendar.ts'
import { calendarDate, dateOf, dayNumber, parseInstant, startOfDay, toIso } from '#kernel/instant.ts'
import { bidderNumberFrom, mayApply, type ApplyQuestion } from './application.ts'
import { commitmentText } from './commitment.ts'
import { APPLICATION, LOT, type LotState } from './lifecycle.ts'
import { mayCheck, maySeeLot } from './permit.ts'
import { scheduleAfter } from './schedule.ts'
import { afterNobody, checkTerms, proposedDeposit, type LotTerms, type TermRules } from './terms.ts'

const rule = { id: 'rul_1', key: 'k', source: 's' }
const rules: TermRules = {
  noticeDays: { min: 10, unit: 'wd', rule },
  alternatives: { allowed: ['guarantee'], rule },
  depositBasisPoints: { min: 500, max: 3000, standard: 1000, rule },
  startOfValuation: { minBasisPoints: 7000, rule },
  stateFloor: { firstBasisPoints: 10_000, againBasisPoints: 9000, rule, isReoffer: false },
  extension: { minDays: 5, daysRule: rule, maxTimes: 3, timesRule: rule },
}
const terms: LotTerms = {
  right: { kind: 'assignment' },
  startingPriceMinor: 200_000_000n,
  reserveMinor: null,
  reserveMinutes: null,
  nextBidderDays: null,
  refusalAfter: null,
  units: null,
  depositMinor: 20_000_000n,
  depositAlternatives: [],
  waiverBasis: null,
  noticeDays: 10,
  priceBasis: { kind: 'other', text: { zh: '集体决策', en: '' }, valuationMinor: null },
  extension: null,
  consignment: null,
  stateAsset: null,
}

describe('a notice to which nobody came', () => {
  const lot = (extensionTimes: number | null, extensionsUsed = 0) => ({ extensionDays: extensionTimes === null ? null : 7, extensionTimes, extensionsUsed })
  it.each([
    ['goes on as announced', lot(2), 0, { kind: 'extend', days: 7, used: 1 }],
    ['goes on once more', lot(2, 1), 0, { kind: 'extend', days: 7, used: 2 }],
    ['is over when all is used up', lot(2, 2), 0, { kind: 'end' }],
    ['is not extended where somebody came', lot(2), 1, null],
    ['is not ended where somebody came to the last extension', lot(2, 2), 1, null],
    ['goes on to its opening where nothing was announced', lot(null), 0, null],
  ] as const)('%s', (_what, row, applicants, expected) => expect(afterNobody(row, applicants)).toEqual(expected))
  it.each([
    [{ days: 4, times: 1 }, 'listing.extension_too_short'],
    [{ days: 5, times: 4 }, 'listing.extension_too_often'],
    [{ days: 5, times: 3 }, 'ok'],
  ])('%j', (extension, code) => {
    const verdict = checkTerms({ ...terms, extension }, rules)
    expect(verdict.ok ? 'ok' : verdict.refusal.code).toBe(code)
  })
})

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

  it('are told in percent', () => {
    const low = checkTerms({ ...terms, depositMinor: 1n }, rules)
    expect(low).toMatchObject({ refusal: { params: { min: '100,000.00', percent: 5 } } })
    expect(checkTerms({ ...terms, depositMinor: 10n ** 10n }, rules)).toMatchObject({ refusal: { params: { max: '600,000.00', percent: 30 } } })
    const valued = { ...terms, priceBasis: { ...terms.priceBasis, kind: 'valuation' as const, valuationMinor: 10n ** 9n } }
    expect(checkTerms(valued, rules)).toMatchObject({ refusal: { params: { min: '7,000,000.00', percent: 70 } } })
  })
  it.each([
    [1_050, 2_100n, 'rounded up to whole yuan that are just allowed'],
    [1_049, 2_001n, 'to the fen where whole yuan are more than allowed'],
  ])('with at most %i basis points are proposed with a deposit of %s fen: %s', (max, deposit) =>
    expect(proposedDeposit(20_001n, { ...rules, depositBasisPoints: { ...rules.depositBasisPoints, max } })).toBe(deposit),
  )

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
  it('begin with the first working day', () => {
    const saturday = startOfDay(calendarDate('2026-03-14'))
    const schedule = scheduleAfter(weekdays, saturday, null)
    expect([schedule.depositDueAt, schedule.opensAt].map(toIso)).toEqual(['2026-03-16T09:00:00.000Z', '2026-03-17T02:00:00.000Z'])
  })
  it('are the same when the seller plans the earliest opening there is', () => {
    const earliest = scheduleAfter(weekdays, friday, null)
    expect(scheduleAfter(weekdays, friday, earliest.opensAt)).toEqual(earliest)
  })
  it('take a later planned opening and refuse an earlier one', () => {
    const later = parseInstant('2026-03-20T06:00:00Z')
    expect(scheduleAfter(weekdays, friday, later)).toMatchObject({ opensAt: later, depositDueAt: parseInstant('2026-03-19T09:00:00Z') })
    expect(scheduleAfter(weekdays, friday, friday).opensAt).toBe(scheduleAfter(weekdays, friday, null).opensAt)
  })
  it('ask for no deposit on a day off, however the opening is planned', () => {
    const monday = parseInstant('2026-03-23T06:00:00Z')
    expect(scheduleAfter(weekdays, friday, monday)).toMatchObject({ opensAt: monday, depositDueAt: parseInstant('2026-03-20T09:00:00Z') })
  })
  it('always keep the order notice, deposit, opening', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }), (days, plan) => {
        const closes = startOfDay(dateOf((friday + days * 86_400_000) as typeof friday))
        const schedule = scheduleAfter(weekdays, closes, plan === null ? null : ((closes + plan * 86_400_000) as typeof friday))
        expect(schedule.registrationClosesAt).toBeLessThan(schedule.depositDueAt)
        expect(schedule.depositDueAt).toBeLessThan(schedule.opensAt)
        expect(weekdays.isWorkingDay(dateOf(schedule.depositDueAt))).toBe(true)
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
    barred: null,
    isSeller: false,
    isRelated: false,
    isHouse: false,
    isVerified: true,
    isNaturalPerson: false,
    foreignBar: null,
    hasApplied: false,
    undertakingAccepted: true,
    tried: { used: 0, allowed: 3 },
    waiting: { used: 99, allowed: 100 },
  }
  it.each<readonly [string, Partial<ApplyQuestion>]>([
    ['accepted', {}],
    ['listing.registration_not_open', { lotState: 'ready' }],
    ['listing.registration_not_open', { registrationClosesAt: null }],
    ['listing.registration_closed', { registrationClosesAt: now }],
    ['accepted', { registrationClosesAt: now, isNoticePaused: true }],
    ['listing.seller_may_not_apply', { isSeller: true }],
    ['listing.related_party', { isRelated: true }],
    ['listing.natural_person', { isNaturalPerson: true }],
    ['listing.organisation_not_verified', { isVerified: false }],
    ['listing.foreign_party', { foreignBar: { id: 'rul_1', key: 'listing.foreignParties', source: '' } }],
    ['listing.already_applied', { hasApplied: true }],
    ['listing.undertaking_missing', { undertakingAccepted: false }],
    ['listing.tried_too_often', { tried: { used: 3, allowed: 3 } }],
    ['listing.too_many_applications', { waiting: { used: 100, allowed: 100 } }],
  ])('%s', (expected, change) => {
    const verdict = mayApply({ ...question, ...change })
    expect(verdict.ok ? 'accepted' : verdict.refusal.code).toBe(expected)
  })

  it.each<[number, readonly number[], number]>([
    [0, [], 100],
    [9_899, [], 9_999],
    [9_900, [], 100],
    [0, [100, 101], 102],
    [9_899, [9_999], 100],
    [9_898, [9_998], 9_999],
  ])('drawn %i beside %j get the number %i', (draw, taken, number) => expect(bidderNumberFrom(draw, new Set(taken))).toBe(number))
  it('get the last number, and none after it', () => {
    const taken = new Set(Array.from({ length: 9_900 }, (_, index) => 100 + index))
    expect(() => bidderNumberFrom(0, taken)).toThrow(/used up/)
    taken.delete(5_000)
    expect(bidderNumberFrom(4_000, taken)).toBe(5_000)
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

describe('a lot is seen', () => {
  const person = (role: Role, organisationId: string): Actor => ({ kind: 'person', personId: `per_${role}`, mandates: [{ role, organisationId }] })
  const ALL: readonly (readonly [string, Actor])[] = [
    ['office', person('tto', 'org_1')],
    ['researcher of the house', person('researcher', 'org_1')],
    ['clerk', person('clerk', 'org_9')],
    ['host', person('auctioneer', 'org_9')],
    ['regulator', person('regulator', 'org_8')],
    ['finance', person('finance', 'org_9')],
    ['enterprise', person('enterprise', 'org_7')],
    ['system', SYSTEM],
    ['visitor', VISITOR],
  ]
  const HOUSE = ['office', 'researcher of the house']
  it.each<[LotState, readonly string[]]>([
    ['draft', [...HOUSE, 'system']],
    ['checked', [...HOUSE, 'clerk', 'host', 'regulator', 'system']],
    ['withdrawn', [...HOUSE, 'clerk', 'host', 'regulator', 'system']],
    ['ready', ALL.map(([name]) => name)],
  ])('%s: by %j', (state, names) =>
    expect(ALL.filter(([, actor]) => maySeeLot(actor, { sellerOrganisationId: 'org_1', state })).map(([name]) => name)).toEqual(names),
  )
  it('and checked by clerks alone', () =>
    expect(ALL.filter(([, actor]) => mayCheck(actor, { sellerOrganisationId: 'org_1' })).map(([name]) => name)).toEqual(['clerk']))
})
