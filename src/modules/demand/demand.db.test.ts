import { describe, expect, it } from 'vitest'
import { calendarDate, DAY_MS, endOfDay, instant } from '#kernel/instant.ts'
import type { Actor } from '#kernel/actor.ts'
import { market } from '../../../test/kit/market.ts'

const m = await market()
const company = await m.organisation({ kind: 'enterprise', name: '示范水泵公司' })
const unverified = await m.organisation({ kind: 'enterprise', name: '未核验公司', verified: false })
const university = await m.organisation({ kind: 'university', name: '浙江示范大学' })
const agent = await m.person({ name: '企业经办', roles: [{ role: 'enterprise', organisationId: company }] })
const newcomer = await m.person({ name: '新企业经办', roles: [{ role: 'enterprise', organisationId: unverified }] })
const scientist = await m.person({ name: '甲某', roles: [{ role: 'researcher', organisationId: university }] })
const clerk = await m.person({ name: '受理员', roles: [{ role: 'clerk', organisationId: university }] })
const visitor: Actor = { kind: 'visitor', personId: null, mandates: [] }
const system: Actor = { kind: 'system', personId: null, mandates: [] }

const need = (over: Record<string, unknown> = {}) => ({
  title: { zh: '高效节能水泵叶轮设计', en: 'Efficient pump impeller design' },
  text: { zh: '流量每小时三百立方米，效率不低于百分之八十五。', en: 'Flow of 300 m³/h at 85 % efficiency or better.' },
  field: 'advanced_manufacturing',
  modes: ['development'],
  budgetMinMinor: '50000000',
  budgetMaxMinor: '80000000',
  deadline: '2026-03-20',
  contact: { name: '联系人', phone: '0571-80000000', email: '' },
  ...over,
})
const code = (result: { readonly ok: boolean; readonly refusal?: { readonly code: string } }) => (result.ok ? 'ok' : result.refusal?.code)
const published = async (over: Record<string, unknown> = {}) => {
  const result = await m.as(agent).demand.publish(need(over) as never)
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value.demandId
}

it('is published, found, answered and closed; the contact stays inside', async () => {
  const id = await published()
  expect(await m.as(visitor).demand.list({ q: '节能水泵', limit: 20, state: 'published', sort: 'newest' })).toMatchObject({
    ok: true,
    value: { total: 1, items: [{ id, budgetMaxMinor: '80000000' }], facets: { mode: [{ value: 'development', count: 1 }] } },
  })
  expect(await m.as(visitor).demand.list({ q: 'impellers', limit: 20, state: 'published', sort: 'newest' })).toMatchObject({
    ok: true,
    value: { total: 1 },
  })
  expect(await m.as(visitor).demand.get({ id })).toMatchObject({
    ok: true,
    value: { contact: null, acts: [{ act: 'respond', refusal: { code: 'request.unauthorized' } }] },
  })
  expect(await m.as(agent).demand.get({ id })).toMatchObject({
    ok: true,
    value: {
      contact: { phone: '0571-80000000' },
      acts: [{ act: 'respond', refusal: { code: 'demand.own_demand' } }, ...['revise', 'close', 'withdraw'].map((act) => ({ act, refusal: null }))],
    },
  })
  expect(JSON.stringify((await m.database.pool.query('select body from platform.fact where subject = $1', [id])).rows)).not.toContain('0571')

  const answer = { id, message: '我校有成熟叶轮设计', contact: '甲某 0571', achievementId: null }
  expect(code(await m.as(agent).demand.respond(answer))).toBe('demand.own_demand')
  expect((await m.as(scientist).demand.respond(answer)).ok).toBe(true)
  expect(code(await m.as(scientist).demand.respond(answer))).toBe('demand.already_responded')
  expect(await m.as(agent).demand.responses.list({ id, limit: 20 })).toMatchObject({
    ok: true,
    value: { items: [{ personName: '甲某', message: '我校有成熟叶轮设计' }] },
  })
  expect(code(await m.as(newcomer).demand.responses.list({ id, limit: 20 }))).toBe('demand.not_found')

  expect(code(await m.as(newcomer).demand.close({ id, outcome: 'matched' }))).toBe('demand.not_found')
  expect((await m.as(agent).demand.revise({ ...need({ deadline: null }), id } as never)).ok).toBe(true)
  expect(await m.as(agent).demand.close({ id, outcome: 'matched' })).toMatchObject({ ok: true, value: { state: 'closed' } })
  expect(code(await m.as(agent).demand.withdraw({ id, reason: '已结束' }))).toBe('demand.wrong_state')
})

it('refuses what is wrong', async () => {
  expect(code(await m.as(newcomer).demand.publish(need() as never))).toBe('demand.organisation_not_verified')
  expect(code(await m.as(agent).demand.publish(need({ budgetMaxMinor: '100' }) as never))).toBe('demand.budget_reversed')
  expect(code(await m.as(agent).demand.publish(need({ deadline: '2026-03-02' }) as never))).toBe('demand.deadline_past')
  expect(code(await m.as(agent).demand.publish(need({ organisationId: unverified }) as never))).toBe('demand.forbidden')
  expect(code(await m.as(agent).demand.publish(need({ modes: [] }) as never))).toBe('request.invalid')
  expect(code(await m.as(scientist).demand.publish(need() as never))).toBe('request.forbidden')
})

it('expires with its last day and is taken down by the market', async () => {
  const id = await published({ title: { zh: '到期需求', en: '' } })
  const other = await published({ title: { zh: '违规需求', en: '' }, deadline: null })
  m.clock.set(instant(endOfDay(calendarDate('2026-03-20')) - 1))
  await m.settle()
  expect(await m.as(visitor).demand.get({ id })).toMatchObject({ ok: true, value: { state: 'published' } })
  m.clock.advance(1)
  await m.settle()
  expect(await m.as(visitor).demand.get({ id })).toMatchObject({ ok: true, value: { state: 'closed', outcome: 'expired' } })
  expect((await m.as(clerk).demand.takeDown({ id: other, reason: '内容违规' })).ok).toBe(true)
  expect(code(await m.as(visitor).demand.get({ id: other }))).toBe('demand.not_found')
  expect((await m.as(agent).demand.get({ id: other })).ok).toBe(true)
})

it('imports a list once, with every row accounted for', async () => {
  const id = (n: number) => `1234567${n}-aaaa-4bbb-8ccc-000000000000`
  const text = [
    `\ufeff'${id(1)}' , '热泵除霜控制' , '需求内容：\\n  零下十五度不间断供热'`,
    `'${id(2)}' , '"双碳"监测' , '第一行\n第二行'`,
    `"${id(3)}","轴承","寿命"`,
    '落单的一行',
    `'${id(4)}' , '' , '没有名称'`,
    `'${id(3)}' , '轴承' , '另一内容'`,
    `'${id(1)}' , '热泵除霜控制' , '需求内容：\\n  零下十五度不间断供热'`,
  ].join('\n')
  const file = (content: string | Buffer, name = '清单.csv') => ({ name, contentBase64: Buffer.from(content).toString('base64') })
  const report = await m.as(system).demand.importDemands(file(text))
  expect(report).toMatchObject({
    ok: true,
    value: {
      read: 7,
      arrived: 3,
      present: 1,
      reported: [
        { line: 5, code: 'demand.row_no_id' },
        { line: 6, code: 'demand.row_title_missing' },
        { line: 7, code: 'demand.row_id_used' },
      ],
    },
  })
  const rejected = report.ok ? report.value.rejected : null
  const again = await m.as(clerk).demand.importDemands(rejected ?? file(''))
  expect(again).toMatchObject({ ok: true, value: { read: 3, arrived: 0, present: 0 } })
  expect(again.ok && again.value.reported.map((row) => row.code)).toEqual(['demand.row_no_id', 'demand.row_title_missing', 'demand.row_id_used'])
  await m.settle()
  expect(await m.as(visitor).demand.list({ q: '热泵', limit: 5, state: 'published', sort: 'newest' })).toMatchObject({
    ok: true,
    value: { items: [{ source: 'imported', organisationName: null }] },
  })
  expect(await m.as(clerk).demand.importDemands(file(text))).toMatchObject({ ok: true, value: { arrived: 0, present: 4 } })
  expect(code(await m.as(clerk).demand.importDemands(file(Buffer.from([0, 1, 2]))))).toBe('demand.file_type')
  expect(code(await m.as(clerk).demand.importDemands(file('x', '清单.exe')))).toBe('demand.file_type')
  expect(code(await m.as(clerk).demand.importDemands(file('\n\n')))).toBe('demand.file_empty')
  expect(code(await m.as(agent).demand.importDemands(file(text)))).toBe('request.forbidden')
})

it('takes so many files of one person in a day, and none more; a file that was refused is not counted', async () => {
  const busy = await m.person({ name: '受理员乙', roles: [{ role: 'clerk', organisationId: university }] })
  const send = (text: string) => m.as(busy).demand.importDemands({ name: '清单.csv', contentBase64: Buffer.from(text).toString('base64') })
  for (let n = 0; n < 3; n += 1) expect(code(await send('\n\n'))).toBe('demand.file_empty')
  const answers = []
  for (let n = 0; n < 98; n += 1) answers.push(await send('没有编号的一行'))
  answers.push(...(await Promise.all([1, 2, 3, 4].map(() => send('没有编号的一行')))))
  expect(answers.filter((answer) => answer.ok)).toHaveLength(100)
  expect(answers.find((answer) => !answer.ok)).toMatchObject({
    refusal: { code: 'rulebook.too_many_imports', params: { used: 100, allowed: 100 }, rule: { key: 'files.imports.perDay' } },
  })
  expect(code(await m.as(clerk).demand.importDemands({ name: '清单.csv', contentBase64: Buffer.from('一行').toString('base64') }))).toBe('ok')
  m.clock.advance(DAY_MS)
  expect(code(await send('没有编号的一行'))).toBe('ok')
})

it('pages without loss in every order', async () => {
  for (const sort of ['newest', 'budget', 'deadline'] as const) {
    const seen: string[] = []
    let cursor: string | undefined
    let total = 0
    do {
      const page = await m.as(visitor).demand.list({ limit: 1, sort, state: 'published', ...(cursor === undefined ? {} : { cursor }) })
      if (!page.ok) throw new Error(page.refusal.code)
      total = page.value.total ?? 0
      seen.push(...page.value.items.map((item) => item.id))
      cursor = page.value.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(new Set(seen).size).toBe(total)
    expect(seen.length).toBe(total)
  }
})

describe('what one organisation lays before others is bounded', () => {
  it('open demands: the next is refused with both numbers and the rule, also among many at once; one that ends makes room', async () => {
    const busy = await m.organisation({ kind: 'enterprise', name: '需求很多的公司' })
    const buyer = await m.person({ name: '采购经办', roles: [{ role: 'enterprise', organisationId: busy }] })
    const ask = (n: number) => m.as(buyer).demand.publish(need({ title: { zh: `需求${n}`, en: '' }, deadline: null }) as never)
    const answers = []
    for (let n = 0; n < 48; n += 1) answers.push(await ask(n))
    answers.push(...(await Promise.all([48, 49, 50, 51].map(ask))))
    expect(answers.filter((answer) => answer.ok)).toHaveLength(50)
    expect(answers.find((answer) => !answer.ok)).toMatchObject({
      refusal: { code: 'demand.too_many_open', params: { used: 50, allowed: 50 }, rule: { key: 'demand.open.perOrganisation' } },
    })
    const [first] = answers
    if (!first?.ok) throw new Error('nothing was published')
    await m.as(buyer).demand.withdraw({ id: first.value.demandId, reason: '不再需要' })
    expect(code(await ask(52))).toBe('ok')
  })

  it('responses in 24 hours, of all its people together; the time makes room', async () => {
    const asked = await m.organisation({ kind: 'enterprise', name: '被应答的公司' })
    const asker = await m.person({ name: '需求方', roles: [{ role: 'enterprise', organisationId: asked }] })
    const institute = await m.organisation({ kind: 'university', name: '应答很多的大学' })
    const eager = await m.person({ name: '热心人', roles: [{ role: 'researcher', organisationId: institute }] })
    const colleague = await m.person({ name: '同事', roles: [{ role: 'researcher', organisationId: institute }] })
    const ids: string[] = []
    for (let n = 0; n < 31; n += 1) {
      const made = await m.as(asker).demand.publish(need({ title: { zh: `征集${n}`, en: '' }, deadline: null }) as never)
      if (made.ok) ids.push(made.value.demandId)
    }
    const answer = (who: Actor, index: number) => m.as(who).demand.respond({ id: ids[index] ?? '', message: '可以提供', contact: '0571', achievementId: null })
    for (let index = 0; index < 30; index += 1) expect(code(await answer(eager, index))).toBe('ok')
    expect(await answer(colleague, 30)).toMatchObject({
      refusal: { code: 'demand.too_many_responses', params: { used: 30, allowed: 30 }, rule: { key: 'demand.responses.perDay' } },
    })
    expect(code(await answer(eager, 0)), 'who has answered is told so first').toBe('demand.already_responded')
    m.clock.advance(DAY_MS)
    expect(code(await answer(colleague, 30))).toBe('ok')
  })
})

it('breaks no invariant', async () => {
  await m.settle()
  expect(m.failures).toEqual([])
  expect(await m.checks()).toEqual([])
})
