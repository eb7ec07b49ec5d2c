import { describe, expect, it, test } from 'vitest'
import { SYSTEM, VISITOR, type Actor, type Role } from '#kernel/actor.ts'
import { instant } from '#kernel/instant.ts'
import { checkCoOwners, checkEncumbrances, ENCUMBRANCES, inForce, type EncumbranceKind } from './encumbrance.ts'
import { isOfAll, isSilenceOver, reachesPrice, stateOfRefusal, type AskState } from './first-refusal.ts'
import { checkOrigin, givesFirstRefusal, type Origin, type Stated } from './origin.ts'
import { isOfficer, mayLift, mayRecord, maySeeAnswers, maySeeReserved } from './permit.ts'
import { fieldsOf, RIGHTS, territoryOf, type Right } from './scope.ts'

it.each([
  [100n, 100n, true],
  [100n, 101n, true],
  [100n, 99n, false],
  // Asked without a price, waived at any.
  [null, 1n, true],
])('a waiver at %s reaches a price of %s: %s (on the same terms, Civil Code art. 847)', (waivedMinor, priceMinor, reaches) => {
  expect(reachesPrice(waivedMinor, priceMinor)).toBe(reaches)
})

describe('a burden stands against', () => {
  it.each<[EncumbranceKind, readonly Right[], string]>([
    ['dispute', ['assignment', 'exclusive', 'sole', 'ordinary'], 'title.disputed'],
    ['pledge', ['assignment', 'exclusive', 'sole', 'ordinary'], 'title.pledged'],
    ['open_licence', ['exclusive', 'sole'], 'title.open_licence'],
    ['exclusive_licence', ['exclusive', 'sole', 'ordinary'], 'title.exclusive_licence'],
    ['sole_licence', ['exclusive', 'sole', 'ordinary'], 'title.sole_licence'],
    ['ordinary_licence', [], ''],
  ])('%s: %j', (kind, rights, code) => {
    for (const right of RIGHTS) {
      const verdict = checkEncumbrances(right, { from: instant(5), to: null }, [{ kind, from: instant(0), to: null }])
      expect(verdict).toEqual(rights.includes(right) ? { ok: false, refusal: { code, params: {} } } : { ok: true, value: null })
    }
    expect(ENCUMBRANCES).toContain(kind)
  })

  it.each([
    ['one without end, behind it', 10, null, 0, null, true],
    ['one that begins when the period ends', 10, null, 0, 10, false],
    ['one that begins in the last moment of the period', 9, null, 0, 10, true],
    ['one that ends when the period begins', 0, 5, 5, null, false],
    ['one that ends a moment later', 0, 6, 5, null, true],
    ['one within the period', 2, 3, 0, 10, true],
    ['one around the period', 0, 10, 2, 3, true],
  ])('what it meets in time: %s', (...[, from, to, start, end, expected]) =>
    expect(inForce({ kind: 'pledge', from: instant(from), to: to === null ? null : instant(to) }, instant(start), end === null ? null : instant(end))).toBe(
      expected,
    ),
  )
})

describe('co-owners', () => {
  const holder = (organisationId: string, hasConsented: boolean) => ({ organisationId, shareBasisPoints: 5_000, hasConsented })
  it.each<[string, Right, ReturnType<typeof holder>[], boolean]>([
    ['all agree to an assignment', 'assignment', [holder('seller', false), holder('b', true)], true],
    ['one has not agreed', 'assignment', [holder('seller', true), holder('b', true), holder('c', false)], false],
    ['each grants an ordinary licence alone', 'ordinary', [holder('seller', true), holder('b', false)], true],
    ['there are none', 'exclusive', [holder('seller', false)], true],
  ])('%s', (_, right, holders, isFine) => expect(checkCoOwners(right, 'seller', holders).ok).toBe(isFine))
})

describe('first refusal', () => {
  it.each<[boolean, AskState | null, string]>([
    [false, null, 'waived'],
    [false, 'cancelled', 'waived'],
    [false, 'open', 'open'],
    [true, null, 'not_asked'],
    [true, 'cancelled', 'not_asked'],
    [true, 'open', 'open'],
    [true, 'waived', 'waived'],
    [true, 'exercised', 'exercised'],
  ])('that is due (%s) and whose last round is %s: %s', (isDue, latest, state) => expect(stateOfRefusal({ isDue, latest, isOfAll: true })).toBe(state))
  it('of somebody who was not asked is not waived by the others', () =>
    expect(stateOfRefusal({ isDue: true, latest: 'waived', isOfAll: isOfAll(['org_b'], ['per_a', 'org_a']) })).toBe('not_asked'))

  const pending = [{ isGranted: true }, { isGranted: false }]
  const granted = [{ isGranted: true }]
  it.each<[string, Origin, readonly { isGranted: boolean }[], boolean]>([
    ['the commissioner, on a right to apply (859)', { kind: 'commissioned', ground: 'law' }, pending, true],
    ['the commissioner, before anything is filed', { kind: 'commissioned', ground: 'law' }, [], true],
    ['not the commissioner of a granted patent', { kind: 'commissioned', ground: 'law' }, granted, false],
    ['the commissioner of a granted patent to whom the contract gives it', { kind: 'commissioned', ground: 'agreement' }, granted, true],
    ['the co-developer, on a right to apply (860)', { kind: 'co_developed', ground: 'law' }, pending, true],
    ['not the co-developer whose contract says otherwise', { kind: 'co_developed', ground: 'excluded' }, pending, false],
    ['nobody beside, where it is own work', { kind: 'own', ground: null }, pending, false],
  ])('has %s', (_who, origin, patents, has) => expect(givesFirstRefusal(origin, patents)).toBe(has))

  const said = { institutionId: 'org_unit', kind: 'commissioned', ground: 'law', developers: ['org_a'], hasContract: true } as const
  it.each<[string, Partial<Stated>, string]>([
    ['own work beside others', { kind: 'own' }, 'title.origin.own_alone'],
    ['nobody', { developers: [] }, 'title.origin.developers_missing'],
    ['one twice', { developers: ['org_a', 'org_a'] }, 'title.origin.developer_twice'],
    ['the institution itself', { developers: ['org_a', 'org_unit'] }, 'title.origin.is_institution'],
    ['no ground', { ground: null }, 'title.origin.ground_missing'],
    ['that a commissioner has none, which art. 859 does not provide for', { ground: 'excluded' }, 'title.origin.not_excluded'],
    ['no contract', { hasContract: false }, 'title.origin.contract_missing'],
    ['what art. 860 leaves to the parties', { kind: 'co_developed', ground: 'excluded' }, 'ok'],
    ['own work', { kind: 'own', ground: null, developers: [], hasContract: false }, 'ok'],
  ])('by an origin that names %s: %s', (_what, more, code) => {
    const verdict = checkOrigin({ ...said, ...more })
    expect(verdict.ok ? 'ok' : verdict.refusal.code).toBe(code)
  })
  it('silence is an answer at the end, not before', () =>
    expect([9, 10, 11].map((now) => isSilenceOver(instant(10), instant(now)))).toEqual([false, true, true]))
})

describe('who may', () => {
  const person = (role: Role, organisationId: string): Actor => ({ kind: 'person', personId: `per_${role}`, mandates: [{ role, organisationId }] })
  const ALL: readonly (readonly [string, Actor])[] = [
    ['officer', person('tto', 'org_unit')],
    ['head', person('approver', 'org_unit')],
    ['researcher', person('researcher', 'org_unit')],
    ['officer elsewhere', person('tto', 'org_other')],
    ['clerk', person('clerk', 'org_market')],
    ['system', SYSTEM],
    ['visitor', VISITOR],
  ]
  const owned = { institutionId: 'org_unit' }
  test.each<[string, (actor: Actor) => boolean, readonly string[]]>([
    ['ask', (actor) => isOfficer(actor, owned), ['officer']],
    ['record a burden', (actor) => mayRecord(actor, owned), ['officer', 'clerk']],
    ['lift a pledge', (actor) => mayLift(actor, owned, 'pledge'), ['officer', 'clerk']],
    ['lift a dispute', (actor) => mayLift(actor, owned, 'dispute'), ['clerk']],
    ['read the answers', (actor) => maySeeAnswers(actor, owned), ['officer', 'head', 'system']],
    ['read what is reserved', (actor) => maySeeReserved(actor, owned), ['officer', 'head', 'researcher', 'system']],
  ])('%s', (_, may, names) => expect(ALL.filter(([, actor]) => may(actor)).map(([name]) => name)).toEqual(names))
})

describe('where', () => {
  const span = (from: number, to: number) => [{ from, to }]
  it.each([
    ['the world', '全球', span(0, 2_000_000)],
    ['China', '全国', span(100_000, 1_000_000)],
    ['abroad', '境外', span(1_000_000, 2_000_000)],
    ['a province by code', '330000', span(330_000, 340_000)],
    ['a city by code', '330100', span(330_100, 330_200)],
    ['a county by code', '330106', span(330_106, 330_107)],
    ['a province by its short name', '内蒙古', span(150_000, 160_000)],
    ['a province by its full name', '新疆维吾尔自治区', span(650_000, 660_000)],
    ['a city with its province', '浙江省温州市', span(330_300, 330_400)],
    ['the province itself', '浙江省', span(330_000, 340_000)],
    ['two places', '杭州和上海', [...span(330_100, 330_200), ...span(310_000, 320_000)]],
    ['one that nobody knows beside one that is known', '杭州、某地', span(0, 2_000_000)],
  ])('is %s', (_, text, spans) => expect(territoryOf(text)).toEqual(spans))

  /** GB/T 2260. */
  const CODES =
    '北京11 天津12 河北13 山西14 内蒙古15 辽宁21 吉林22 黑龙江23 上海31 江苏32 浙江33 安徽34 福建35 江西36 山东37 河南41 湖北42 湖南43 广东44 广西45 海南46 重庆50 四川51 贵州52 云南53 西藏54 陕西61 甘肃62 青海63 宁夏64 新疆65 台湾71 香港81 澳门82 杭州3301 宁波3302 温州3303 嘉兴3304 湖州3305 绍兴3306 金华3307 衢州3308 舟山3309 台州3310 丽水3311'
  it.each(CODES.split(' ').map((entry) => [entry.replace(/\d+/, ''), entry.replace(/\D+/, '')]))('%s is %s', (name, code) =>
    expect(territoryOf(name)).toEqual(territoryOf(code.padEnd(6, '0'))),
  )
})

describe('in which field', () => {
  it('is a point by FNV-1a, as its test vectors have it', () =>
    expect(fieldsOf('a、foobar')).toEqual([
      { from: 0xe40c292c, to: 0xe40c292d },
      { from: 0xbf9cf968, to: 0xbf9cf969 },
    ]))
  it('is the same in capitals, and every one where one of them says so', () => {
    expect(fieldsOf('LED')).toEqual(fieldsOf('led'))
    expect(fieldsOf(null)).toEqual([{ from: 0, to: 2 ** 32 }])
    expect(fieldsOf('汽车、全部领域')).toEqual(fieldsOf(null))
  })
})
