import { describe, expect, it } from 'vitest'
import { DAY_MS, later, parseInstant, type Instant } from '#kernel/instant.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { waitingFor } from '../../../test/kit/waiting.ts'
import { incomeNotices } from '#modules/income/index.ts'
import { listingNotices } from '#modules/listing/index.ts'
import { noticeFor, openNotice, withdrawNotice, type OpenNotice } from './index.ts'

const system = { kind: 'system', personId: null, mandates: [] } as const
const visitor = { kind: 'visitor', personId: null, mandates: [] } as const
const SUBJECT = 'lot_0000000000000000000000001'

const valueOf = <Value>(result: { ok: true; value: Value } | { ok: false; refusal: { code: string } }): Value => {
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}

const setup = async () => {
  const m = await market()
  const house = await m.organisation({ kind: 'market', name: '浙江技术市场（演示）' })
  const university = await m.organisation({ kind: 'university', name: '浙江示范大学（演示）' })
  const clerk = await m.person({ name: '受理员', roles: [{ role: 'clerk', organisationId: house }] })
  const head = await m.person({ name: '负责人', roles: [{ role: 'approver', organisationId: university }] })
  const citizen = await m.person({ name: '李异议', roles: [] })
  const other = await m.person({ name: '王异议', roles: [] })
  const open = async (change: Partial<OpenNotice> = {}) =>
    valueOf(
      await m.act(system, (act) =>
        openNotice(act, {
          kind: listingNotices.listing,
          subject: SUBJECT,
          title: { zh: '竞价公告：高强韧合金制备方法', en: 'Sale: high-toughness alloy process' },
          body: { zh: '标的编号：ZJ-1', en: 'Lot ZJ-1' },
          ownerOrganisationId: university,
          ruleKey: 'bidding.notice.days.general',
          ...change,
        }),
      ),
    )
  return { m, university, clerk, head, citizen, other, open }
}

const factTypes = async (m: TestMarket): Promise<readonly string[]> =>
  (await m.database.pool.query<{ type: string }>(`select type from platform.fact where type like 'notice.%' order by seq`)).rows.map((row) => row.type)

const passTo = async (m: TestMarket, at: Instant) => {
  m.clock.set(at)
  await m.settle()
}

describe('a notice without objection', () => {
  it('runs ten working days, closes by itself at the end of the last one and is certified', async () => {
    const { m, open } = await setup()
    const { noticeId, closesAt } = await open()
    expect(closesAt).toBe(parseInstant('2026-03-17T16:00:00Z'))
    await passTo(m, later(closesAt, -1))
    expect((await noticeFor(m.database.reader, SUBJECT, listingNotices.listing))?.state).toBe('running')
    await passTo(m, closesAt)
    expect((await noticeFor(m.database.reader, SUBJECT, listingNotices.listing))?.state).toBe('closed')
    expect(await factTypes(m)).toEqual(['notice.opened', 'notice.closed', 'notice.certified'])
    const shown = valueOf(await m.as(visitor).notice.get({ id: noticeId }))
    expect(shown).toMatchObject({
      state: 'closed',
      daysLeft: 0,
      days: 10,
      unit: 'wd',
      lastDay: '2026-03-17',
      rule: { key: 'bidding.notice.days.general', source: expect.stringMatching(/\S/) },
      acts: [{ act: 'object', refusal: { code: 'notice.over' } }],
    })
    expect(m.failures).toEqual([])
    expect(await m.checks()).toEqual([])
  })

  it('is never shorter than the rule, may be longer', async () => {
    const { open } = await setup()
    expect((await open({ minimumDays: 3 })).closesAt).toBe(parseInstant('2026-03-17T16:00:00Z'))
    expect((await open({ minimumDays: 20, subject: `${SUBJECT}2` })).closesAt).toBe(parseInstant('2026-03-31T16:00:00Z'))
  })

  it('there is one live notice of a kind about a subject', async () => {
    const { m, university, open } = await setup()
    await open()
    const again = await m.act(system, (act) =>
      openNotice(act, {
        kind: listingNotices.listing,
        subject: SUBJECT,
        title: { zh: '再', en: '' },
        body: { zh: '再', en: '' },
        ownerOrganisationId: university,
        ruleKey: 'result.publicity',
      }),
    )
    expect(again).toMatchObject({ ok: false, refusal: { code: 'notice.already_open' } })
  })

  it('is refused when the calendar does not reach its end', async () => {
    const { m, university } = await setup()
    m.clock.set(parseInstant('2099-12-28T02:00:00Z'))
    const refused = await m.act(system, (act) =>
      openNotice(act, {
        kind: listingNotices.listing,
        subject: SUBJECT,
        title: { zh: '公告', en: '' },
        body: { zh: '公告', en: '' },
        ownerOrganisationId: university,
        ruleKey: 'bidding.notice.days.general',
      }),
    )
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'rulebook.calendar_not_covered', params: { year: 2100 } } })
  })
})

describe('a period told before the holidays of its year were published', () => {
  const lay = (m: TestMarket, days: readonly (readonly [string, boolean])[]) =>
    m.as(system).rulebook.layCalendar({ year: 2027, isComplete: true, days: days.map(([date, isWorking]) => ({ date, isWorking })), source: '测试用安排' })

  it('gets longer where the arrangement takes days away, and never shorter', async () => {
    const { m, open } = await setup()
    m.clock.set(parseInstant('2027-01-25T02:00:00Z'))
    // Ten working days, Spring Festival 5 to 10 February off by the regulation.
    const { noticeId, closesAt } = await open()
    expect(closesAt).toBe(parseInstant('2027-02-12T16:00:00Z'))
    expect(valueOf(await m.as(visitor).notice.get({ id: noticeId }))).toMatchObject({ isProvisional: true })
    const spring = [5, 8, 9, 10, 11, 12].map((day) => [`2027-02-${String(day).padStart(2, '0')}`, false] as const)
    valueOf(await lay(m, spring))
    await m.settle()
    const longer = { state: 'running', closesAt: '2027-02-16T16:00:00.000Z', isProvisional: false }
    expect(valueOf(await m.as(visitor).notice.get({ id: noticeId }))).toMatchObject(longer)
    valueOf(await lay(m, [...spring.map(([date]) => [date, true] as const), ['2027-01-30', true], ['2027-01-31', true]]))
    await m.settle()
    expect(valueOf(await m.as(visitor).notice.get({ id: noticeId }))).toMatchObject(longer)
    await passTo(m, parseInstant('2027-02-16T15:59:59Z'))
    expect((await noticeFor(m.database.reader, SUBJECT, listingNotices.listing))?.state).toBe('running')
    await passTo(m, parseInstant('2027-02-16T16:00:00Z'))
    expect((await noticeFor(m.database.reader, SUBJECT, listingNotices.listing))?.state).toBe('closed')
    expect(await factTypes(m)).toEqual(['notice.opened', 'notice.corrected', 'notice.closed', 'notice.certified'])
    expect(m.failures).toEqual([])
    expect(await m.checks()).toEqual([])
  })

  it('leaves the days past what they were', async () => {
    const { m } = await setup()
    m.clock.set(parseInstant('2027-03-01T02:00:00Z'))
    valueOf(await lay(m, [['2027-10-01', false]]))
    const year = await m.as(visitor).rulebook.calendar.get({ year: 2027 })
    expect(year.ok && year.value.days.map(({ date }) => date)).toEqual(['2027-01-01', '2027-02-05', '2027-02-08', '2027-02-09', '2027-02-10', '2027-10-01'])
  })
})

describe('an objection', () => {
  const grounds = '该成果的权属存在争议，请核实完成单位。'
  it('stops the clock; dismissed, the days that were left run on', async () => {
    const { m, clerk, citizen, open } = await setup()
    const { noticeId, closesAt } = await open()
    await passTo(m, parseInstant('2026-03-10T02:00:00Z'))
    const { objectionId } = valueOf(await m.as(citizen).notice.object({ id: noticeId, grounds, evidence: '专利登记簿副本' }))
    await passTo(m, later(closesAt, DAY_MS))
    expect(valueOf(await m.as(visitor).notice.get({ id: noticeId }))).toMatchObject({
      state: 'paused',
      closesAt: null,
      daysLeft: 6,
      pauses: [{ resumedAt: null }],
    })
    const dismissed = valueOf(await m.as(clerk).notice.dismissObjection({ id: objectionId, reason: '经核实，权属清晰。' }))
    // 19 March is the day of the answer; six working days after it end on the 27th.
    expect(dismissed.closesAt).toBe('2026-03-27T16:00:00.000Z')
    await passTo(m, parseInstant('2026-03-27T15:59:59Z'))
    expect((await noticeFor(m.database.reader, SUBJECT, listingNotices.listing))?.state).toBe('running')
    await passTo(m, parseInstant('2026-03-27T16:00:00Z'))
    expect((await noticeFor(m.database.reader, SUBJECT, listingNotices.listing))?.state).toBe('closed')
    expect(await factTypes(m)).toEqual([
      'notice.opened',
      'notice.objected',
      'notice.objection_filed',
      'notice.objection_dismissed',
      'notice.resumed',
      'notice.closed',
      'notice.certified',
    ])
    expect(await m.checks()).toEqual([])
  })

  it('waits when its answer would need a year without a calendar, and nothing is written', async () => {
    const { m, clerk, citizen, open } = await setup()
    m.clock.set(parseInstant('2099-11-01T02:00:00Z'))
    const { noticeId } = await open()
    const { objectionId } = valueOf(await m.as(citizen).notice.object({ id: noticeId, grounds }))
    m.clock.set(parseInstant('2099-12-28T02:00:00Z'))
    const refused = await m.as(clerk).notice.dismissObjection({ id: objectionId, reason: '不成立' })
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'rulebook.calendar_not_covered', params: { year: 2100 } } })
    expect(valueOf(await m.as(visitor).notice.get({ id: noticeId }))).toMatchObject({ state: 'paused', openObjections: 1 })
  })

  it('upheld, ends the notice; other objections lapse', async () => {
    const { m, clerk, citizen, other, open } = await setup()
    const { noticeId, closesAt } = await open()
    const first = valueOf(await m.as(citizen).notice.object({ id: noticeId, grounds }))
    m.clock.advance(1000)
    valueOf(await m.as(other).notice.object({ id: noticeId, ground: 'price', grounds }))
    expect(await m.as(other).notice.object({ id: noticeId, ground: 'price', grounds })).toMatchObject({
      ok: false,
      refusal: { code: 'notice.already_objected' },
    })
    valueOf(await m.as(clerk).notice.upholdObjection({ id: first.objectionId, reason: '权属存在争议，公告终止。' }))
    await passTo(m, later(closesAt, 30 * DAY_MS))
    const shown = valueOf(await m.as(visitor).notice.get({ id: noticeId }))
    expect(shown).toMatchObject({
      state: 'upheld',
      endReason: '权属存在争议，公告终止。',
      objections: [
        { number: 1, state: 'upheld' },
        { number: 2, state: 'lapsed' },
      ],
    })
    expect(await m.as(citizen).notice.object({ id: noticeId, grounds })).toMatchObject({ ok: false, refusal: { code: 'notice.over' } })
    expect(await m.checks()).toEqual([])
  })

  it('with two of them the clock waits for the last answer', async () => {
    const { m, clerk, citizen, other, open } = await setup()
    const { noticeId } = await open()
    const first = valueOf(await m.as(citizen).notice.object({ id: noticeId, grounds }))
    const second = valueOf(await m.as(other).notice.object({ id: noticeId, ground: 'price', grounds }))
    expect(valueOf(await m.as(clerk).notice.dismissObjection({ id: first.objectionId, reason: '不成立' })).closesAt).toBeNull()
    valueOf(await m.as(other).notice.retractObjection({ id: second.objectionId }))
    expect((await noticeFor(m.database.reader, SUBJECT, listingNotices.listing))?.state).toBe('running')
    await m.settle()
    expect(await m.checks()).toEqual([])
  })

  it('names the objector to the handler only', async () => {
    const { m, clerk, head, citizen, open } = await setup()
    const { noticeId } = await open()
    expect(await m.as(visitor).notice.object({ id: noticeId, grounds })).toMatchObject({ ok: false, refusal: { code: 'request.unauthorized' } })
    const { objectionId } = valueOf(await m.as(citizen).notice.object({ id: noticeId, grounds }))
    const publicView = JSON.stringify(await m.as(visitor).notice.get({ id: noticeId }))
    expect(publicView).not.toContain('李异议')
    expect(publicView).not.toContain('权属存在争议，请核实')
    expect(JSON.stringify(await m.as(head).notice.get({ id: noticeId }))).not.toContain('李异议')
    expect(valueOf(await m.as(clerk).notice.objections.waiting({})).items).toMatchObject([
      { id: objectionId, objector: { name: { zh: '李异议' } }, grounds, notice: { id: noticeId, state: 'paused' } },
    ])
    expect(valueOf(await m.as(head).notice.objections.waiting({})).items).toEqual([])
    expect([await waitingFor(m, clerk), await waitingFor(m, head), await waitingFor(m, citizen)]).toEqual([['objection.answer'], [], []])
    expect(await m.as(head).notice.dismissObjection({ id: objectionId, reason: 'x' })).toMatchObject({ ok: false, refusal: { code: 'notice.not_found' } })
    const { rows } = await m.database.pool.query<{ body: string }>(`select body from platform.fact where visible_to is null`)
    for (const { body } of rows) expect(body).not.toContain(citizen.personId)
  })

  it('to a distribution is answered by the head of the unit', async () => {
    const { m, head, clerk, citizen, open } = await setup()
    const { noticeId } = await open({ kind: incomeNotices.distribution, ruleKey: 'publicity.reward', subject: 'pln_0000000000000000000000001' })
    const { objectionId } = valueOf(await m.as(citizen).notice.object({ id: noticeId, grounds }))
    expect(await m.as(clerk).notice.dismissObjection({ id: objectionId, reason: 'x' })).toMatchObject({ ok: false, refusal: { code: 'notice.not_found' } })
    expect(valueOf(await m.as(head).notice.objections.waiting({})).items).toHaveLength(1)
    expect([await waitingFor(m, clerk), await waitingFor(m, head)]).toEqual([[], ['objection.answer']])
    valueOf(await m.as(head).notice.upholdObjection({ id: objectionId, reason: '分配方案遗漏主要贡献人员' }))
    await m.settle()
    expect(await m.checks()).toEqual([])
  })
})

describe('nobody holds a notice up for ever', () => {
  const grounds = '该成果的权属存在争议，请核实完成单位。'
  const codeOf = (result: { ok: boolean; refusal?: { code: string } }) => (result.ok ? 'ok' : result.refusal?.code)
  const stateOf = async (m: TestMarket) => (await noticeFor(m.database.reader, SUBJECT, listingNotices.listing))?.state

  it('one account that objects every day stops it once on each ground, and costs nobody more', async () => {
    const { m, clerk, citizen, open } = await setup()
    const { noticeId } = await open()
    const ask = () => m.as(citizen).notice.object({ id: noticeId, ground: 'right', grounds })
    const { objectionId } = valueOf(await ask())
    expect(await stateOf(m)).toBe('paused')
    valueOf(await m.as(clerk).notice.dismissObjection({ id: objectionId, reason: '权属清晰' }))
    m.clock.advance(DAY_MS)
    const before = (await noticeFor(m.database.reader, SUBJECT, listingNotices.listing))?.closesAt
    expect(valueOf(await ask())).toMatchObject({ state: 'running', admission: 'repeated' })
    expect(codeOf(await ask())).toBe('notice.ground_answered')
    expect((await noticeFor(m.database.reader, SUBJECT, listingNotices.listing))?.closesAt).toBe(before)
    expect(valueOf(await m.as(clerk).notice.objections.waiting({})).items).toEqual([])
    const shown = valueOf(await m.as(citizen).notice.get({ id: noticeId }))
    expect(shown.objections.map(({ state }) => state)).toEqual(['dismissed', 'dismissed'])
    expect(shown).toMatchObject({ acts: [{ act: 'object', refusal: null }], openGrounds: expect.not.arrayContaining(['right']) as unknown })
    await m.settle()
    expect(await m.checks()).toEqual([])
  })

  it('taking an objection back and making it again stops nothing either', async () => {
    const { m, citizen, open } = await setup()
    const { noticeId } = await open()
    const { objectionId } = valueOf(await m.as(citizen).notice.object({ id: noticeId, ground: 'price', grounds }))
    valueOf(await m.as(citizen).notice.retractObjection({ id: objectionId }))
    expect(valueOf(await m.as(citizen).notice.object({ id: noticeId, ground: 'price', grounds }))).toMatchObject({ state: 'running', admission: 'repeated' })
  })

  it('many accounts on one ground are examined together, answered at once, and a later one stops nothing', async () => {
    const { m, clerk, citizen, other, open } = await setup()
    const third = await m.person({ name: '张异议', roles: [] })
    const { noticeId } = await open()
    const first = valueOf(await m.as(citizen).notice.object({ id: noticeId, ground: 'price', grounds }))
    m.clock.advance(1000)
    expect(valueOf(await m.as(other).notice.object({ id: noticeId, ground: 'price', grounds })).admission).toBe('joined')
    expect(valueOf(await m.as(clerk).notice.objections.waiting({})).items).toMatchObject([{ id: first.objectionId, joined: [{ name: { zh: '王异议' } }] }])
    // Who came first gives up: the next one leads, and the clock waits on.
    valueOf(await m.as(citizen).notice.retractObjection({ id: first.objectionId }))
    const [lead] = valueOf(await m.as(clerk).notice.objections.waiting({})).items
    expect(lead).toMatchObject({ objector: { name: { zh: '王异议' } }, joined: [] })
    expect(await stateOf(m)).toBe('paused')
    valueOf(await m.as(clerk).notice.dismissObjection({ id: lead?.id ?? '', reason: '价格依据充分' }))
    expect(await stateOf(m)).toBe('running')
    expect(valueOf(await m.as(third).notice.object({ id: noticeId, ground: 'price', grounds }))).toMatchObject({ state: 'running', admission: 'first' })
    expect(await stateOf(m)).toBe('running')
    await m.settle()
    expect(await m.checks()).toEqual([])
  })

  it('one person has a bounded number of objections under examination, over all notices', async () => {
    const { m, citizen, open } = await setup()
    const codes = []
    for (let index = 0; index < 4; index += 1) {
      const { noticeId } = await open({ subject: `${SUBJECT}${index}` })
      codes.push(codeOf(await m.as(citizen).notice.object({ id: noticeId, grounds })))
    }
    expect(codes).toEqual(['ok', 'ok', 'ok', 'notice.too_many_objections'])
    const { noticeId } = await open({ subject: `${SUBJECT}9` })
    expect(valueOf(await m.as(citizen).notice.get({ id: noticeId })).acts).toMatchObject([
      { act: 'object', refusal: { code: 'notice.too_many_objections', params: { used: 3, allowed: 3 } } },
    ])
  })

  it('a frivolous objection costs the right for the time of the rule; another officer hears the appeal', async () => {
    const { m, clerk, citizen, open } = await setup()
    const house = clerk.mandates[0]?.organisationId ?? ''
    const second = await m.person({ name: '复核员', roles: [{ role: 'clerk', organisationId: house }] })
    const { noticeId } = await open()
    const { objectionId } = valueOf(await m.as(citizen).notice.object({ id: noticeId, ground: 'right', grounds }))
    valueOf(await m.as(clerk).notice.dismissObjection({ id: objectionId, reason: '同一异议在多项公示中复制提出', isFrivolous: true }))
    const refused = await m.as(citizen).notice.object({ id: noticeId, ground: 'price', grounds })
    expect(refused).toMatchObject({ refusal: { code: 'notice.barred', rule: { key: 'objection.frivolous.bar' } } })
    expect(valueOf(await m.as(citizen).notice.get({ id: noticeId }))).toMatchObject({
      acts: [{ act: 'object', refusal: { code: 'notice.barred' } }],
      bar: { objectionId, state: 'standing', acts: [{ act: 'appeal', refusal: null }] },
    })
    valueOf(await m.as(citizen).notice.appealBar({ id: objectionId, reason: '本人与该成果有直接利害关系。' }))
    expect(valueOf(await m.as(clerk).notice.appeals.waiting({})).items).toMatchObject([
      { objectionId, acts: ['keep', 'lift'].map((act) => ({ act, refusal: { code: 'notice.other_officer.forbidden' } })) },
    ])
    expect(codeOf(await m.as(clerk).notice.reviewBar({ id: objectionId, outcome: 'keep', reason: '维持' }))).toBe('notice.other_officer.forbidden')
    expect(valueOf(await m.as(second).notice.appeals.waiting({})).items).toMatchObject([
      { objectionId, acts: ['keep', 'lift'].map((act) => ({ act, refusal: null })) },
    ])
    expect([await waitingFor(m, clerk), await waitingFor(m, second)]).toEqual([[], ['bar.review']])
    valueOf(await m.as(second).notice.reviewBar({ id: objectionId, outcome: 'lift', reason: '确有利害关系' }))
    expect(codeOf(await m.as(citizen).notice.object({ id: noticeId, ground: 'price', grounds }))).toBe('ok')
    await m.settle()
    expect(await m.checks()).toEqual([])
  })

  it('the right comes back by itself when the time is over', async () => {
    const { m, clerk, citizen, open } = await setup()
    const { noticeId } = await open()
    const { objectionId } = valueOf(await m.as(citizen).notice.object({ id: noticeId, ground: 'right', grounds }))
    valueOf(await m.as(clerk).notice.dismissObjection({ id: objectionId, reason: '无事实依据', isFrivolous: true }))
    await passTo(m, later(m.clock.now(), 190 * DAY_MS))
    const next = await open({ subject: `${SUBJECT}9` })
    expect(codeOf(await m.as(citizen).notice.object({ id: next.noticeId, grounds }))).toBe('ok')
  })

  it('the head of a unit, who answers for its distributions, cannot take the right away', async () => {
    const { m, head, citizen, open } = await setup()
    const { noticeId } = await open({ kind: incomeNotices.distribution, ruleKey: 'publicity.reward', subject: 'pln_0000000000000000000000001' })
    const { objectionId } = valueOf(await m.as(citizen).notice.object({ id: noticeId, grounds }))
    expect(codeOf(await m.as(head).notice.dismissObjection({ id: objectionId, reason: '无理取闹', isFrivolous: true }))).toBe('notice.frivolous.forbidden')
    expect((await noticeFor(m.database.reader, 'pln_0000000000000000000000001', incomeNotices.distribution))?.state).toBe('paused')
  })
})

it('a withdrawn subject takes its notice back', async () => {
  const { m, open } = await setup()
  const { closesAt } = await open()
  valueOf(await m.act(system, (act) => withdrawNotice(act, { subject: SUBJECT, kind: listingNotices.listing, reason: '转让方撤回' })))
  await passTo(m, later(closesAt, DAY_MS))
  expect(await noticeFor(m.database.reader, SUBJECT, listingNotices.listing)).toMatchObject({ state: 'withdrawn', endReason: '转让方撤回' })
  await open()
  await m.settle()
  expect(await m.checks()).toEqual([])
})

it('the list is filtered, counted and paged', async () => {
  const { m, open } = await setup()
  for (let index = 0; index < 5; index += 1) {
    m.clock.advance(60_000)
    await open({
      subject: `${SUBJECT}${index}`,
      kind: index % 2 === 0 ? listingNotices.listing : listingNotices.result,
      ruleKey: 'result.publicity',
      title: { zh: `公告${index}`, en: `Notice ${index}` },
    })
  }
  const first = valueOf(await m.as(visitor).notice.list({ limit: 2 }))
  expect(first).toMatchObject({ total: 5, kinds: expect.arrayContaining([{ kind: 'listing', name: listingNotices.listing.label, count: 3 }]) as unknown })
  const second = valueOf(await m.as(visitor).notice.list({ limit: 2, cursor: first.nextCursor ?? '' }))
  expect([...first.items, ...second.items].map((item) => item.title.zh)).toEqual(['公告4', '公告3', '公告2', '公告1'])
  expect(valueOf(await m.as(visitor).notice.list({ kind: 'result', state: 'running' })).total).toBe(2)
  expect(valueOf(await m.as(visitor).notice.list({ q: '公告3' })).items).toHaveLength(1)
  expect(valueOf(await m.as(visitor).notice.list({ subject: `${SUBJECT}1` })).items).toHaveLength(1)
})

it('what was published cannot be rewritten', async () => {
  const { m, open } = await setup()
  await open()
  await expect(m.database.pool.query(`update notice.notice set title_zh = '改'`)).rejects.toThrow(/never rewritten/)
  await expect(m.database.pool.query(`delete from notice.notice`)).rejects.toThrow(/never deleted/)
})
