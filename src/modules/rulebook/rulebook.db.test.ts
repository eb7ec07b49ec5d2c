import { describe, expect, it } from 'vitest'
import { calendarDate, DAY_MS, parseInstant } from '#kernel/instant.ts'
import { ok } from '#kernel/result.ts'
import { market } from '../../../test/kit/market.ts'
import { waitingFor } from '../../../test/kit/waiting.ts'
import { rulesAt } from './index.ts'

const setup = async () => {
  const m = await market()
  const house = await m.organisation({ kind: 'market', name: '浙江技术市场（演示）' })
  const clerk = await m.person({ name: '受理员甲', roles: [{ role: 'clerk', organisationId: house }] })
  const second = await m.person({ name: '受理员乙', roles: [{ role: 'clerk', organisationId: house }] })
  const admin = await m.person({ name: '管理员', roles: [{ role: 'admin', organisationId: house }] })
  return { m, clerk, second, admin }
}
const visitor = { kind: 'visitor', personId: null, mandates: [] } as const

describe('the rulebook', () => {
  it('shows the whole table to everybody, and one rule with its source', async () => {
    const { m } = await setup()
    const list = await m.as(visitor).rulebook.list({})
    // The parameter table is rows 1 to 84, fair play to 94, creation to 98; the rules of joining the market follow far behind.
    expect(list.ok && new Set(list.value.items.map((rule) => rule.no).filter((no) => no <= 98)).size).toBe(98)
    const found = await m.as(visitor).rulebook.list({ q: '公示 浙江', group: 'notice' })
    expect(found.ok && found.value.items.map((rule) => rule.key)).toContain('publicity.reward')
    const one = await m.as(visitor).rulebook.get({ key: 'publicity.reward' })
    expect(one).toMatchObject({
      ok: true,
      value: {
        rule: {
          value: 15,
          unit: 'cd',
          standing: 'binding',
          binds: 'publicUnits',
          bindsHere: true,
          boundForce: 'law',
          sources: [{ code: 'L3', article: '39' }],
        },
        versions: [{ validFrom: null }],
      },
    })
    expect(await m.as(visitor).rulebook.get({ key: 'no.such' })).toMatchObject({ ok: false, refusal: { code: 'rulebook.not_found' } })
    const sources = await m.as(visitor).rulebook.sources.list({})
    expect(sources.ok && sources.value.items.find((source) => source.code === 'L3')?.rules).toBeGreaterThan(5)
    await m.settle()
    expect(await m.checks()).toEqual([])
  })

  it('explains a date day by day', async () => {
    const { m } = await setup()
    const preview = await m.as(visitor).rulebook.deadlinePreview({ key: 'bidding.notice.days.general', from: '2026-09-28T02:00:00Z' })
    expect(preview).toMatchObject({ ok: true, value: { lastDay: '2026-10-16', closesAt: '2026-10-16T16:00:00.000Z' } } as never)
  })

  it('refuses a date in a year without a calendar', async () => {
    const { m } = await setup()
    const preview = await m.as(visitor).rulebook.deadlinePreview({ key: 'result.publicity', from: '2100-12-30T02:00:00Z' })
    expect(preview).toMatchObject({ ok: false, refusal: { code: 'rulebook.calendar_not_covered', params: { year: 2100 } } })
  })

  it('changes a rule by two people, from a day on', async () => {
    const { m, clerk, second } = await setup()
    const proposed = await m.as(clerk).rulebook.proposeRule({ key: 'result.publicity', value: 7, validFrom: '2026-04-01', reason: '结果公示延长' })
    if (!proposed.ok) throw new Error(proposed.refusal.code)
    const id = proposed.value.proposalId
    expect(await m.as(second).rulebook.adoptRule({ id })).toMatchObject({ ok: false, refusal: { code: 'rulebook.comments_open' } })
    expect(await waitingFor(m, second)).toEqual([])
    m.clock.advance(8 * DAY_MS)
    expect(await m.as(clerk).rulebook.adoptRule({ id })).toMatchObject({ ok: false, refusal: { code: 'rulebook.maker_is_checker' } })
    expect([await waitingFor(m, clerk), await waitingFor(m, second)]).toEqual([[], ['rule_proposal.decide']])
    expect(await m.as(second).desk.waiting({})).toMatchObject({ ok: true, value: { items: [{ id, until: '2026-03-31T16:00:00.000Z' }], hasMore: false } })
    const adopted = await m.as(second).rulebook.adoptRule({ id })
    expect(adopted).toMatchObject({ ok: true, value: { validFrom: '2026-04-01' } })
    expect(await m.as(second).rulebook.adoptRule({ id })).toMatchObject({ ok: false, refusal: { code: 'rulebook.already_decided' } })
    const another = await m.as(clerk).rulebook.proposeRule({ key: 'result.publicity', value: 9, validFrom: '2026-05-01', reason: '再延长' })
    if (!another.ok) throw new Error(another.refusal.code)
    const rejection = { id: another.value.proposalId, reason: '尚无必要' }
    expect(await m.as(clerk).rulebook.rejectRule(rejection)).toMatchObject({ ok: false, refusal: { code: 'rulebook.maker_is_checker' } })
    expect(await m.as(second).rulebook.rejectRule(rejection)).toMatchObject({ ok: true })
    expect(await m.as(second).rulebook.adoptRule(rejection)).toMatchObject({ ok: false, refusal: { code: 'rulebook.already_decided' } })
    const numberAt = async (iso: string) => (await rulesAt(m.database.reader, parseInstant(iso))).number('result.publicity')
    expect(await numberAt('2026-03-31T15:59:59Z')).toBe(5)
    expect(await numberAt('2026-03-31T16:00:00Z')).toBe(7)
    const history = await m.as(visitor).rulebook.get({ key: 'result.publicity' })
    expect(history.ok && history.value.versions.map((version) => [version.value, version.validFrom, version.validTo])).toEqual([
      [5, null, '2026-04-01'],
      [7, '2026-04-01', null],
    ])
    await m.settle()
    expect(await m.checks()).toEqual([])
  })

  it('publishes a change of the platform’s rules for comment, seven days before it can hold', async () => {
    const { m, clerk, second } = await setup()
    const change = { key: 'result.publicity', value: 7, reason: '结果公示延长' }
    expect(await m.as(clerk).rulebook.proposeRule({ ...change, validFrom: '2026-03-11' })).toMatchObject({
      ok: false,
      refusal: { code: 'rulebook.before_publication_ends', params: { earliest: '2026-03-12' }, field: 'validFrom' },
    })
    const proposed = await m.as(clerk).rulebook.proposeRule({ ...change, validFrom: '2026-03-12' })
    if (!proposed.ok) throw new Error(proposed.refusal.code)
    const id = proposed.value.proposalId
    expect(proposed.value.commentsCloseAt).toBe('2026-03-10T16:00:00.000Z')
    expect(await m.as(visitor).rulebook.openProposals.list({})).toMatchObject({
      ok: true,
      value: { items: [{ id, reason: '结果公示延长', isOpenForComment: true, comments: 0 }] },
    })
    expect(await m.as(visitor).rulebook.commentRule({ id, text: '太长' })).toMatchObject({ ok: false, refusal: { code: 'request.unauthorized' } })
    const reader = await m.person({ name: '路人', roles: [] })
    for (const text of ['五天已够', '若延长，请同时缩短签约期', '补充一点']) {
      expect((await m.as(reader).rulebook.commentRule({ id, text })).ok).toBe(true)
      m.clock.advance(1000)
    }
    expect(await m.as(reader).rulebook.commentRule({ id, text: '再说一次' })).toMatchObject({
      ok: false,
      refusal: { code: 'rulebook.too_many_comments', params: { used: 3, allowed: 3 } },
    })
    expect(await m.as(reader).rulebook.comments.list({ id })).toMatchObject({ ok: false, refusal: { code: 'request.forbidden' } })
    expect(await m.as(second).rulebook.comments.list({ id })).toMatchObject({ ok: true, value: { items: [{ text: '五天已够' }, {}, {}] } })
    expect(await m.as(reader).rulebook.waitingComments.list({})).toMatchObject({ ok: false, refusal: { code: 'request.forbidden' } })
    expect(await m.as(second).rulebook.waitingComments.list({})).toMatchObject({ ok: true, value: { items: [{ proposalId: id, text: '五天已够' }, {}, {}] } })
    m.clock.set(parseInstant('2026-03-10T16:00:00Z'))
    expect(await m.as(reader).rulebook.commentRule({ id, text: '晚了' })).toMatchObject({ ok: false, refusal: { code: 'rulebook.comments_over' } })
    expect(await m.as(visitor).rulebook.openProposals.list({})).toMatchObject({ ok: true, value: { items: [] } })
    expect(await m.as(second).rulebook.adoptRule({ id })).toMatchObject({ ok: true, value: { validFrom: '2026-03-12' } })
    expect(await m.as(second).rulebook.waitingComments.list({})).toMatchObject({ ok: true, value: { items: [] } })
    await m.settle()
    expect(await m.checks()).toEqual([])
  })

  it('corrects a value that the law sets without asking', async () => {
    const { m, clerk, second } = await setup()
    const proposed = await m.as(clerk).rulebook.proposeRule({ key: 'publicity.reward', value: 20, validFrom: '2026-03-04', reason: '条例修改' })
    expect(proposed).toMatchObject({ ok: true, value: { commentsCloseAt: null } })
    if (!proposed.ok) return
    expect(await m.as(second).rulebook.commentRule({ id: proposed.value.proposalId, text: 'x' })).toMatchObject({
      ok: false,
      refusal: { code: 'rulebook.comments_over' },
    })
    expect((await m.as(second).rulebook.adoptRule({ id: proposed.value.proposalId })).ok).toBe(true)
  })

  it('keeps the bound of the law, in the decision and in the database', async () => {
    const { m, clerk } = await setup()
    const refused = await m.as(clerk).rulebook.proposeRule({ key: 'publicity.reward', value: 10, validFrom: '2026-04-01', reason: '缩短' })
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'rulebook.bound_violated', field: 'value', rule: { key: 'publicity.reward' } } })
    await expect(m.database.pool.query(`update rulebook.rule set value = '1' where key = 'publicity.reward'`)).rejects.toThrow(/never rewritten/)
    await expect(m.database.pool.query(`delete from rulebook.rule`)).rejects.toThrow(/never deleted/)
    await expect(
      m.database.pool.query(
        `insert into rulebook.rule (id, no, key, value, unit, bound_force, valid_from) select 'rul_x', no, key, value, unit, bound_force, '2027-01-01' from rulebook.rule where key = 'publicity.reward'`,
      ),
    ).rejects.toThrow(/rule_one_at_a_time/)
  })

  it('is not for others to change', async () => {
    const { m } = await setup()
    expect(await m.as(visitor).rulebook.proposeRule({ key: 'result.publicity', value: 7, validFrom: '2026-04-01', reason: 'x' })).toMatchObject({
      ok: false,
      refusal: { code: 'request.unauthorized' },
    })
  })

  it('takes a published arrangement from the administrator, never for days past', async () => {
    const { m, admin } = await setup()
    const past = await m
      .as(admin)
      .rulebook.layCalendar({ year: 2026, isComplete: false, days: [{ date: '2026-03-02', isWorking: false }], source: '测试用安排' })
    expect(past).toMatchObject({ ok: false, refusal: { code: 'rulebook.day_is_past' } })
    const laid = await m
      .as(admin)
      .rulebook.layCalendar({ year: 2033, isComplete: true, days: [{ date: '2033-05-02', isWorking: false }], source: '测试用安排' })
    expect(laid.ok).toBe(true)
    const year = await m.as(visitor).rulebook.calendar.get({ year: 2033 })
    expect(year).toMatchObject({ ok: true, value: { basis: 'overridden', source: '测试用安排', days: [{ date: '2033-05-02', isWorking: false }] } })
    const { calendar } = await rulesAt(m.database.reader, m.clock.now())
    expect(calendar.isWorkingDay(calendarDate('2033-05-03'))).toBe(true)
    await m.act(admin, async () => ok(null))
    await m.settle()
    expect(await m.checks()).toEqual([])
  })
})
