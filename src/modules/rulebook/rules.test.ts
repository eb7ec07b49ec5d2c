import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import type { Actor } from '#kernel/actor.ts'
import { calendarDate, parseInstant } from '#kernel/instant.ts'
import { marketCalendar } from './calendar.ts'
import { foundingRules as founding } from './migrations/founding-rules.ts'
import { foundingSources } from './migrations/founding-sources.ts'
import { creationRules } from './migrations/house-rules-creation.ts'
import { fairPlayRules, fairPlaySources } from './migrations/house-rules-fair-play.ts'
import { checkChange, checkPublication, decideComment, decideOnProposal, proposalLife } from './core/proposal.ts'
import { citationOf, countWithin, misfit, ruleSetFrom, statutoryDeadline, type Rule } from './core/rule.ts'
import { forceOf, type RuleUnit } from '#kernel/rule.ts'
import { matches } from './core/search.ts'

const allRules = [...founding, ...fairPlayRules, ...creationRules]
const allSources = [...foundingSources, ...fairPlaySources]

const at = parseInstant('2026-03-03T01:00:00Z')

const ruleOf = (key: string, change: Partial<Rule> = {}): Rule => {
  const row = allRules.find((candidate) => candidate.key === key)
  if (!row) throw new Error(key)
  return {
    id: `rul_${key}`,
    no: row.no,
    key,
    group: row.group,
    branch: 'main',
    value: row.value,
    unit: row.unit as RuleUnit,
    boundMin: row.min ?? null,
    boundMax: row.max ?? null,
    boundForce: row.force ?? 'law',
    title: { zh: row.title[0], en: row.title[1] },
    bound: { zh: row.bound?.[0] ?? '', en: row.bound?.[1] ?? '' },
    sources: row.sources.flatMap((code) =>
      allSources.filter((s) => s.code === code).map((s) => ({ code, kind: s.kind, title: { zh: s.title[0], en: s.title[1] } })),
    ),
    standing: 'binding',
    binds: 'publicInstitutes',
    use: 'read',
    validFrom: null,
    validTo: null,
    ...change,
  }
}

describe('the founding rules', () => {
  it('are the whole parameter table', () => expect(new Set(founding.map((rule) => rule.no))).toEqual(new Set(Array.from({ length: 84 }, (_, i) => i + 1))))
  it('have keys of their own, the later house rules too', () => expect(new Set(allRules.map((rule) => rule.key)).size).toBe(allRules.length))
  it('of the house name no law', () =>
    expect([...fairPlayRules, ...creationRules].every((rule) => rule.sources.every((code) => code === 'HouseOwn') && rule.force === 'custom')).toBe(true))
  it.each(allRules.map((rule) => [rule.key, rule] as const))('%s is sound', (key, row) => {
    const rule = ruleOf(key)
    expect(misfit(rule.unit, rule.value)).toBeNull()
    expect(rule.title.zh).toMatch(/[\u4e00-\u9fff]/)
    expect(rule.title.en).toMatch(/[a-z]/)
    expect(rule.sources.length, 'every source is in the list').toBe(row.sources.length)
    expect(rule.bound.zh === '').toBe(rule.bound.en === '')
    const value = Number(rule.value)
    expect(Number.isNaN(value) || (value >= (rule.boundMin ?? value) && value <= (rule.boundMax ?? value))).toBe(true)
  })
})

describe('a rule set', () => {
  const rules = ruleSetFrom(
    [
      ruleOf('publicity.reward'),
      ruleOf('result.publicity'),
      ruleOf('objection.pausesProcedure'),
      ruleOf('patentBonus.invention'),
      ruleOf('deposit.instruments'),
    ],
    at,
    marketCalendar,
  )
  it('answers by kind', () => {
    expect(rules.number('publicity.reward')).toBe(15)
    expect(rules.flag('objection.pausesProcedure')).toBe(true)
    expect(rules.bigint('patentBonus.invention')).toBe(400_000n)
    expect(rules.list('deposit.instruments')).toContain('insurance')
    expect(rules.cite('publicity.reward').source).toContain('浙江省促进科技成果转化条例')
  })
  it('never answers for a rule it has not', () => expect(() => rules.number('no.such.rule')).toThrow(/has no rule/))
  it('never answers with the wrong kind', () => expect(() => rules.flag('publicity.reward')).toThrow(/not a boolean/))
  it('gives deadlines', () => {
    expect(statutoryDeadline(rules, 'result.publicity', at).closesAt).toBe(parseInstant('2026-03-10T16:00:00Z'))
    expect(statutoryDeadline(rules, 'publicity.reward', at).closesAt).toBe(parseInstant('2026-03-18T16:00:00Z'))
    expect(() => statutoryDeadline(rules, 'objection.pausesProcedure', at)).toThrow(/not a period/)
  })
  it("puts a branch's own rule first", () => {
    const own = ruleOf('result.publicity', { branch: 'hangzhou', value: 7 })
    expect(ruleSetFrom([own, ruleOf('result.publicity')], at, marketCalendar).number('result.publicity')).toBe(7)
  })
})

describe('a number of things that a rule bounds', () => {
  const rules = ruleSetFrom([ruleOf('demand.responses.perDay')], at, marketCalendar)
  it('has room for one more below it', () => expect(countWithin(rules, 'demand.responses.perDay', 29, 'full')).toEqual({ ok: true, value: null }))
  it.each([30, 31])('has none at %i, and says so with the rule', (used) =>
    expect(countWithin(rules, 'demand.responses.perDay', used, 'full')).toMatchObject({
      ok: false,
      refusal: { code: 'full', params: { used, allowed: 30 }, rule: { key: 'demand.responses.perDay', source: expect.stringContaining('Set by this market') } },
    }),
  )
})

describe('changing a rule', () => {
  const today = calendarDate('2026-03-03')
  const validFrom = calendarDate('2026-04-01')
  const reward = ruleOf('reward.rate.transferLicense')
  const codeOf = (rule: Rule, value: Rule['value'], from = validFrom) => {
    const checked = checkChange(rule, { value, validFrom: from }, today)
    return checked.ok ? 'ok' : checked.refusal.code
  }
  it.each([
    [8000, 'ok'],
    [6999, 'rulebook.bound_violated'],
    [10_001, 'rulebook.bound_violated'],
    [7000, 'rulebook.unchanged'],
    ['70 %', 'rulebook.wrong_kind'],
    [75.5, 'rulebook.wrong_kind'],
  ])('reward share to %s: %s', (value, code) => expect(codeOf(reward, value)).toBe(code))
  it('is never backwards', () => expect(codeOf(reward, 8000, today)).toBe('rulebook.not_in_future'))
  it('is never behind a version that starts later', () =>
    expect(codeOf(ruleOf('reward.rate.transferLicense', { validFrom: calendarDate('2026-05-01') }), 8000)).toBe('rulebook.later_version.conflict'))
  it('may leave a range that is only custom', () => expect(codeOf(ruleOf('bidding.notice.days.general'), 25)).toBe('ok'))
  it('never passes below the law', () =>
    expect(() =>
      fc.assert(fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), (value) => codeOf(reward, value) !== 'ok' || (value > 7000 && value <= 10_000))),
    ).not.toThrow())
})

describe('what a rule is', () => {
  const at37 = (change: Partial<Rule>) =>
    citationOf(
      ruleOf('reward.rate.transferLicense', {
        sources: [
          { code: 'L3', kind: 'regulation', title: { zh: '条例', en: 'Regulations' }, article: '37(1)' },
          { code: 'W1', kind: 'webpage', title: { zh: '网页', en: 'A page' } },
        ],
        ...change,
      }),
    ).source
  it.each([
    ['binding', '法定：条例第37条第1项 / law: Regulations, art. 37(1)；网页 / A page'],
    ['agreed', '默认，当事人可另行约定：条例第37条第1项 / default unless agreed otherwise: Regulations, art. 37(1)；网页 / A page'],
    ['policy', '政策：条例第37条第1项 / policy: Regulations, art. 37(1)；网页 / A page'],
    ['practice', '参照做法，非法律规定：条例第37条第1项 / practice used here, not law: Regulations, art. 37(1)；网页 / A page'],
    ['house', '本市场规定：条例第37条第1项 / rule of this market: Regulations, art. 37(1)；网页 / A page'],
  ] as const)('a citation of a %s rule says so, with the article', (standing, source) => expect(at37({ standing })).toBe(source))

  it('a bound is of the law only where a law binds parties of this market', () => {
    expect(forceOf({ standing: 'binding', binds: 'publicInstitutes' })).toBe('law')
    expect(forceOf({ standing: 'binding', binds: 'licensedAuctioneers' })).toBe('custom')
    expect(forceOf({ standing: 'practice', binds: 'courts' })).toBe('custom')
    expect(forceOf({ standing: 'agreed', binds: 'contractParties' })).toBe('custom')
    expect(forceOf({ standing: 'house', binds: 'market', isFixed: true })).toBe('fixed')
  })
  it('a value outside is refused as what it is', () => {
    const change = { value: 100, validFrom: calendarDate('2026-04-01') }
    const codeOf = (more: Partial<Rule>) => checkChange(ruleOf('reward.rate.transferLicense', more), change, calendarDate('2026-03-03'))
    expect(codeOf({})).toMatchObject({ refusal: { code: 'rulebook.bound_violated', rule: { source: expect.stringContaining('法定') } } })
    expect(codeOf({ boundForce: 'fixed' })).toMatchObject({ refusal: { code: 'rulebook.outside_program' } })
    expect(codeOf({ boundForce: 'custom' })).toEqual({ ok: true, value: null })
    expect(codeOf({ boundForce: 'custom', use: 'built_in' })).toMatchObject({ refusal: { code: 'rulebook.built_in' } })
  })
})

describe('two people', () => {
  const proposal = {
    id: 'rpr_1',
    key: 'result.publicity',
    branch: 'main',
    value: 7,
    validFrom: calendarDate('2026-04-01'),
    reason: 'x',
    state: 'proposed',
    proposedBy: 'per_a',
    commentsCloseAt: parseInstant('2026-03-10T16:00:00Z'),
  } as const
  const early = parseInstant('2026-03-10T15:59:59Z')
  const over = proposal.commentsCloseAt
  const person = (personId: string): Actor => ({ kind: 'person', personId, mandates: [{ organisationId: 'org_m', role: 'clerk' }] })
  it('the maker does not adopt', () =>
    expect(decideOnProposal(proposal, { actor: person('per_a'), now: over }, 'adopt')).toMatchObject({
      ok: false,
      refusal: { code: 'rulebook.maker_is_checker' },
    }))
  it('another does, once', () => {
    expect(decideOnProposal(proposal, { actor: person('per_b'), now: over }, 'adopt')).toEqual({ ok: true, value: 'adopted' })
    expect(decideOnProposal({ ...proposal, state: 'adopted' }, { actor: person('per_b'), now: over }, 'reject')).toMatchObject({
      refusal: { code: 'rulebook.already_decided' },
    })
  })
  it('nobody adopts while the change is published for comment; it may be dropped', () => {
    const act = { actor: person('per_b'), now: early }
    expect(decideOnProposal(proposal, act, 'adopt')).toMatchObject({ refusal: { code: 'rulebook.comments_open', params: { until: '2026-03-10' } } })
    expect(decideOnProposal(proposal, act, 'reject')).toEqual({ ok: true, value: 'rejected' })
    expect(decideOnProposal({ ...proposal, commentsCloseAt: null }, act, 'adopt')).toEqual({ ok: true, value: 'adopted' })
  })
  it('comments are heard to the end of the last day, of what is still open', () => {
    expect([decideComment(proposal, early).ok, decideComment(proposal, over).ok]).toEqual([true, false])
    expect(decideComment({ ...proposal, state: 'rejected' }, early)).toMatchObject({ refusal: { code: 'rulebook.comments_over' } })
    expect(decideComment({ ...proposal, commentsCloseAt: null }, early)).toMatchObject({ refusal: { code: 'rulebook.comments_over' } })
  })
  it('a change holds from the day after it can be adopted, at the earliest', () => {
    const from = (day: string) => checkPublication(proposal.commentsCloseAt, calendarDate(day))
    expect(from('2026-03-11')).toMatchObject({ refusal: { code: 'rulebook.before_publication_ends', params: { earliest: '2026-03-12' }, field: 'validFrom' } })
    expect(from('2026-03-12')).toEqual({ ok: true, value: null })
    expect(checkPublication(null, calendarDate('2026-03-01')).ok).toBe(true)
  })
  it('the table of states is sound', () => expect(proposalLife.validate()).toEqual([]))
})

describe('finding a rule', () => {
  const rule = ruleOf('publicity.reward')
  it.each(['公示期', 'income notice', 'L3', 'publicity', '浙江 分配'])('by “%s”', (query) => expect(matches(rule, query)).toBe(true))
  it('by its own source only', () => expect(matches(rule, 'L31')).toBe(false))
  it('but not by other words', () => expect(matches(rule, 'auctioneer')).toBe(false))
})
