import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import type { Actor, Role } from '#kernel/actor.ts'
import { checkAccountName, maskedNumber } from './account.ts'
import { codeAsMeant, creditCodeProblem, regionOfCreditCode, withCheckSign } from './credit-code.ts'
import { decideEnd, decideGrant } from './mandate.ts'
import { decideFounding } from './founding.ts'
import { decideDraft, decideState, maySee, organisationLife, type Organisation } from './organisation.ts'
import { isRegion, REGION_CODES, regionName } from './region.ts'
import { related, type Relation } from './relation.ts'

const actor = (personId: string, ...roles: readonly (readonly [Role, string])[]): Actor => ({
  kind: 'person',
  personId,
  mandates: roles.map(([role, organisationId]) => ({ role, organisationId })),
})
const organisation: Organisation = {
  id: 'org_e',
  kind: 'enterprise',
  name: { zh: '甲公司', en: 'A' },
  creditCode: '91330100799655058B',
  region: '330100',
  legalNature: '100',
  state: 'registered',
  stateReason: '',
  licenceDocumentId: null,
}

describe('unified social credit code, GB 32100-2015', () => {
  it.each([
    ['91330100799655058B', null],
    ['91330100799655058C', 'check'],
    ['91330100799655085B', 'check'],
    ['9133010079965505B', 'length'],
    ['91330100799655058I', 'sign'],
    ['', 'length'],
    // State level: registered by a central body.
    [withCheckSign('12100000400001234'), null],
    // No category 6 under the department of justice.
    [withCheckSign('36330100MA2DEM001'), 'category'],
    [withCheckSign('99330100MA2DEM001'), 'category'],
  ])('%s: %s', (code, problem) => expect(creditCodeProblem(code)).toBe(problem))

  it('is taken as typed', () => {
    expect(codeAsMeant(' 9133 0100-799655058b ')).toBe('91330100799655058B')
    expect(codeAsMeant('９１３３０１００－７９９６５５０５８ｂ')).toBe('91330100799655058B')
  })

  // Made numbers in the form of GB 11643: region, date of birth, serial, check sign.
  const card = (body: string) => body + '10X98765432'[[...body].reduce((sum, digit, i) => sum + Number(digit) * (2 ** (17 - i) % 11), 0) % 11]
  it.each([
    ['a category that GB 32100 does not have, whatever the check sign', withCheckSign('36230119000101107'), 'personal'],
    ['the same with the check sign of a card', card('36232219000101100'), 'personal'],
    ['a known category, with the check sign of a card', card('11010119900307001'), 'personal'],
    ['29 February', card('33010620000229123'), 'personal'],
    ['no day of the calendar', withCheckSign('11110119901332400'), null],
    ['a date, but the check sign of a credit code only', withCheckSign('12110119400612345'), null],
  ])('personal numbers: %s', (_, code, problem) => expect(creditCodeProblem(code)).toBe(problem))

  it('a number that fits the check signs of both is a person’s, unless an officer has seen the paper', () => {
    const both = Array.from({ length: 1000 }, (_, serial) => `11010119900307${String(serial).padStart(3, '0')}`).filter(
      (start) => card(start) === withCheckSign(start),
    )
    expect(both.length).toBeGreaterThan(0)
    for (const start of both) expect([creditCodeProblem(card(start)), creditCodeProblem(card(start), { byHand: true })]).toEqual(['personal', null])
  })
  it('is no personal number with letters in it, whatever the date', () => expect(creditCodeProblem(withCheckSign('N6330120000101MA2'))).toBe('category'))

  // No department of justice registers a category 6: what is no date is told as that.
  const born = (date: string) => creditCodeProblem(card(`362301${date}110`))
  it.each([31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].map((days, index) => [String(index + 1).padStart(2, '0'), days]))(
    'a month %s has %i days at most',
    (month, days) => {
      expect([born(`2001${month}01`), born(`2001${month}${days}`)]).toEqual(['personal', 'personal'])
      expect([born(`2001${month}00`), born(`2001${month}${Number(days) + 1}`)]).toEqual(['category', 'category'])
    },
  )
  it.each(['20010001', '20011301', '18990101', '21000101'])('nobody is born on %s', (date) => expect(born(date)).toBe('category'))
  it.each([
    ['1', '1239'],
    ['2', '19'],
    ['3', '123459'],
    ['4', '19'],
    ['5', '123459'],
    ['6', '129'],
    ['7', '129'],
    ['8', '19'],
    ['9', '123'],
    ['A', '19'],
    ['N', '1239'],
    ['Y', '1'],
    ['B', ''],
  ])('the department %s registers the categories %s', (department, categories) =>
    expect([...'123456789AN'].filter((category) => creditCodeProblem(withCheckSign(`${department}${category}330100MA2DEM001`)) === null)).toEqual([
      ...categories,
    ]),
  )

  it('is taken by hand where the paper says so, but never in the form of a personal number', () => {
    expect(creditCodeProblem('91330100799655058C', { byHand: true })).toBeNull()
    expect(creditCodeProblem(withCheckSign('99330100MA2DEM001'), { byHand: true })).toBeNull()
    expect(creditCodeProblem(card('11010119900307001'), { byHand: true })).toBe('personal')
    expect(creditCodeProblem(card('36232219000101100'), { byHand: true })).toBe('personal')
    expect(creditCodeProblem('9133010079965505', { byHand: true })).toBe('length')
  })

  it('of the state level has a name', () => {
    expect(isRegion('100000')).toBe(true)
    expect(isRegion('100001')).toBe(false)
    expect(regionName('100000')).toEqual({ zh: '国家级', en: 'State level' })
  })
  it('offers regions that have a name, each once', () => {
    expect(REGION_CODES.filter((code) => !isRegion(code) || regionName(code).zh === code)).toEqual([])
    expect(new Set(REGION_CODES.map((code) => regionName(code).zh)).size).toBe(REGION_CODES.length)
    expect(REGION_CODES[0]).toBe('330100')
  })
  it('names provinces, and an unknown region by its code', () =>
    expect(['110000', '110101', '990000'].map(regionName)).toEqual([
      { zh: '北京市', en: 'Beijing' },
      { zh: '北京市', en: 'Beijing' },
      { zh: '990000', en: '990000' },
    ]))
  it('is not completed where its first seventeen signs are none', () =>
    expect(['9133', '91330100799655O58', '913301007996550581'].map(withCheckSign)).toEqual(['9133', '91330100799655O58', '913301007996550581']))
  it('tells the region', () => expect(regionName(regionOfCreditCode('91330100799655058B'))).toEqual({ zh: '浙江省杭州市', en: 'Hangzhou, Zhejiang' }))

  // The category stays: a code of another one is found before its check sign is looked at. Letters in it: no personal number.
  const body = fc.string({ unit: fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY'), minLength: 12, maxLength: 12 }).map((rest) => `91MA2${rest}`)
  it('finds every single wrong sign', () =>
    expect(() =>
      fc.assert(
        fc.property(body, fc.integer({ min: 2, max: 16 }), fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY'), (text, place, sign) => {
          const code = withCheckSign(text)
          const changed = code.slice(0, place) + sign + code.slice(place + 1)
          return creditCodeProblem(code) === null && (changed === code || creditCodeProblem(changed) === 'check')
        }),
      ),
    ).not.toThrow())
  it('finds swapped neighbours', () =>
    expect(() =>
      fc.assert(
        fc.property(body, fc.integer({ min: 2, max: 15 }), (text, place) => {
          const code = withCheckSign(text)
          const swapped = code.slice(0, place) + code.slice(place + 1, place + 2) + code.slice(place, place + 1) + code.slice(place + 2)
          return swapped === code || creditCodeProblem(swapped) === 'check'
        }),
      ),
    ).not.toThrow())
})

describe('registering', () => {
  it('completes region and legal nature', () =>
    expect(decideDraft({ kind: 'university', name: { zh: '大学', en: '' }, creditCode: '91330100799655058b' })).toEqual({
      ok: true,
      value: { kind: 'university', name: { zh: '大学', en: '' }, creditCode: '91330100799655058B', region: '330100', legalNature: '022' },
    }))
  it('refuses a region that does not exist', () =>
    expect(decideDraft({ kind: 'enterprise', name: { zh: '甲', en: '' }, creditCode: '91330100799655058B', region: '990000' })).toMatchObject({
      refusal: { code: 'party.region_unknown', field: 'region' },
    }))
  it('tells whoever founds a market how to put a wrong code right, and of no clerk', () => {
    const body = { name: { zh: '市场', en: '' }, creditCode: '91330100799655058C', region: '330000' }
    const draft = { market: body, branches: [], officers: [] }
    expect(decideFounding(draft, 'head@market.example')).toMatchObject({ refusal: { code: 'party.founding_code_check', field: 'market.creditCode' } })
    const authority = { ...body, creditCode: '99330100799655058B' }
    const sound = { ...body, creditCode: '91330100799655058B' }
    expect(decideFounding({ ...draft, market: sound, authority }, 'head@market.example')).toMatchObject({
      refusal: { code: 'party.founding_code_category', field: 'authority.creditCode' },
    })
  })
  it('knows divisions', () => {
    expect(isRegion('330106')).toBe(true)
    expect(isRegion('000000')).toBe(false)
    expect(isRegion('3301')).toBe(false)
  })
})

describe('verifying', () => {
  it.each([
    ['a clerk of the market', actor('per_c', ['clerk', 'org_m']), 'verified'],
    ['a clerk who acts for it', actor('per_c', ['clerk', 'org_m'], ['enterprise', 'org_e']), 'party.own_organisation.forbidden'],
    ['somebody else', actor('per_x', ['admin', 'org_m']), 'party.clerk_only.forbidden'],
  ])('by %s', (_, by, expected) => {
    const decided = decideState(organisation, by, 'verify')
    expect(decided.ok ? decided.value : decided.refusal.code).toBe(expected)
  })
  it('happens once', () =>
    expect(decideState({ ...organisation, state: 'verified' }, actor('per_c', ['clerk', 'org_m']), 'verify')).toMatchObject({
      refusal: { code: 'party.state_does_not_allow' },
    }))
  it('the table of states is sound', () => expect(organisationLife.validate()).toEqual([]))
  it('hides an unverified organisation from others', () => {
    expect(maySee(organisation, actor('per_x', ['enterprise', 'org_f']))).toBe(false)
    expect(maySee(organisation, actor('per_x', ['enterprise', 'org_e']))).toBe(true)
    expect(maySee(organisation, actor('per_c', ['clerk', 'org_m']))).toBe(true)
  })
})

describe('giving roles', () => {
  const university: Organisation = { ...organisation, id: 'org_u', kind: 'university', state: 'verified' }
  const grant = (by: Actor, role: Role, personId = 'per_new') => {
    const decided = decideGrant(university, by, { personId, role })
    return decided.ok ? 'ok' : decided.refusal.code
  }
  it.each([
    ['the head, a researcher', actor('per_h', ['approver', 'org_u']), 'researcher', 'ok'],
    ['the head, a market role', actor('per_h', ['approver', 'org_u']), 'clerk', 'party.grant.forbidden'],
    ['the head of another one', actor('per_h', ['approver', 'org_v']), 'researcher', 'party.grant.forbidden'],
    ['a transfer officer', actor('per_t', ['tto', 'org_u']), 'researcher', 'party.grant.forbidden'],
    ['an administrator', actor('per_a', ['admin', 'org_m']), 'tto', 'ok'],
    ['an administrator, a role of another kind', actor('per_a', ['admin', 'org_m']), 'clerk', 'party.role_not_of_kind'],
  ] as const)('%s', (_, by, role, expected) => expect(grant(by, role)).toBe(expected))
  it('never to oneself', () => expect(grant(actor('per_a', ['admin', 'org_m']), 'tto', 'per_a')).toBe('party.self_grant.forbidden'))
  it('the last administrator stays', () => {
    const mandate = { personId: 'per_a', organisationId: 'org_m', role: 'admin' } as const
    expect(decideEnd(mandate, actor('per_a', ['admin', 'org_m']), 1)).toMatchObject({ refusal: { code: 'party.last_admin' } })
    expect(decideEnd(mandate, actor('per_a', ['admin', 'org_m']), 2).ok).toBe(true)
  })
})

describe('related parties', () => {
  const parent = (from: string, to: string): Relation => ({ from, to, kind: 'parent' })
  const same = (from: string, to: string): Relation => ({ from, to, kind: 'same_controller' })
  it.each([
    ['mother and daughter', [parent('a', 'b')], 'a', 'b', true],
    ['through three steps', [parent('a', 'b'), parent('b', 'c'), parent('c', 'd')], 'a', 'd', true],
    ['sisters', [parent('m', 'a'), parent('m', 'b')], 'a', 'b', true],
    ['cousins', [parent('g', 'm'), parent('g', 'n'), parent('m', 'a'), parent('n', 'b')], 'a', 'b', true],
    ['one controller declared', [same('a', 'b')], 'b', 'a', true],
    ['one controller with a third, declared by both', [same('a', 'm'), same('b', 'm')], 'a', 'b', true],
    ['one controller with a third, declared by it', [same('m', 'a'), same('m', 'b')], 'a', 'b', true],
    ['others under one controller', [same('x', 'b'), same('b', 'y')], 'a', 'b', false],
    ['daughter of a sister', [same('a', 'b'), parent('b', 'c')], 'a', 'c', true],
    ['two parents of one joint venture', [parent('a', 'j'), parent('b', 'j')], 'a', 'b', false],
    ['associates', [{ from: 'a', to: 'b', kind: 'associate' }], 'b', 'a', true],
    [
      'an associate of an associate',
      [
        { from: 'a', to: 'b', kind: 'associate' },
        { from: 'b', to: 'c', kind: 'associate' },
      ],
      'a',
      'c',
      false,
    ],
    ['strangers', [parent('a', 'b'), parent('c', 'd')], 'b', 'd', false],
    ['a ring of holdings', [parent('a', 'b'), parent('b', 'c'), parent('c', 'a')], 'b', 'a', true],
  ] as const)('%s', (...[, relations, a, b, expected]) => {
    expect(related(relations as readonly Relation[], a, b)).toBe(expected)
    expect(related(relations as readonly Relation[], b, a)).toBe(expected)
  })
  it('more declarations never make people strangers', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd', 'e')
    const relation = fc.record({ from: id, to: id, kind: fc.constantFrom('parent' as const, 'same_controller' as const, 'associate' as const) })
    expect(() =>
      fc.assert(
        fc.property(fc.array(relation, { maxLength: 8 }), relation, id, id, (known, more, a, b) => !related(known, a, b) || related([...known, more], a, b)),
      ),
    ).not.toThrow()
  })
})

describe('payout accounts', () => {
  it('show four digits', () => expect(maskedNumber('6222021234567890123')).toBe('**** **** 0123'))
  it.each([
    ['甲公司', true],
    ['甲 公司', true],
    ['乙公司', false],
  ])('in the name of %s: %s', (name, isFine) => expect(checkAccountName(name, ['甲公司', 'A']).ok).toBe(isFine))
  it('brackets may be wide or narrow', () => expect(checkAccountName('甲(演示)公司', ['甲（演示）公司']).ok).toBe(true))
})
