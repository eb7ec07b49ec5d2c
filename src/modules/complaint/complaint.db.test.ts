import { describe, expect, it } from 'vitest'
import { DAY_MS } from '#kernel/instant.ts'
import { market } from '../../../test/kit/market.ts'
import { waitingFor } from '../../../test/kit/waiting.ts'

const m = await market()
const house = await m.organisation({ kind: 'market', name: '浙江技术市场（演示）' })
const company = await m.organisation({ kind: 'enterprise', name: '示范水泵公司' })
const complainant = await m.person({ name: '投诉人', roles: [{ role: 'enterprise', organisationId: company }] })
const colleague = await m.person({ name: '同事', roles: [{ role: 'enterprise', organisationId: company }] })
const regulator = await m.person({ name: '监管', roles: [{ role: 'regulator', organisationId: house }] })
const clerk = await m.person({ name: '受理员甲', roles: [{ role: 'clerk', organisationId: house }] })
const second = await m.person({ name: '受理员乙', roles: [{ role: 'clerk', organisationId: house }] })
const visitor = { kind: 'visitor', personId: null, mandates: [] } as const

const matter = { kind: 'content', about: 'LOT-2026-000001', text: '该标的所称“国内领先”没有依据，请核实。' } as const
const filed = async (actor = complainant, over: Record<string, unknown> = {}) => {
  const result = await m.as(actor).complaint.file({ ...matter, ...over })
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}
const code = (result: { readonly ok: boolean; readonly refusal?: { readonly code: string } }) => (result.ok ? 'ok' : result.refusal?.code)
const closed = (id: string) => m.as(second).complaint.answer({ id, outcome: 'unfounded', text: '经核实，资料齐备。' })

describe('a complaint', () => {
  it('gets a number and a day by which the market answers, and waits for its officers', async () => {
    const { complaintId: id, number, dueAt } = await filed()
    expect([number, dueAt]).toEqual(['TS-2026-000001', '2026-03-17T16:00:00.000Z'])
    expect(await waitingFor(m, clerk)).toEqual(['complaint.answer'])
    expect(await m.as(complainant).complaint.get({ id })).toMatchObject({
      ok: true,
      value: { state: 'received', text: matter.text, complainant: null, isOwn: true, acts: [{ act: 'withdraw', refusal: null }] },
    })
    expect(await m.as(clerk).complaint.get({ id })).toMatchObject({
      ok: true,
      value: { complainant: { zh: '投诉人' }, acts: [{ act: 'answer', refusal: null }] },
    })
    await closed(id)
  })

  it('is read by who made it and by officers only', async () => {
    const { complaintId: id } = await filed()
    for (const actor of [colleague, regulator]) {
      expect(code(await m.as(actor).complaint.get({ id }))).toBe('complaint.not_found')
      expect(code(await m.as(actor).complaint.withdraw({ id }))).toBe('complaint.not_found')
      expect(code(await m.as(actor).complaint.list({}))).toBe('request.forbidden')
      expect(await m.as(actor).complaint.mine({})).toMatchObject({ ok: true, value: { items: [] } })
    }
    expect(code(await m.as(visitor).complaint.get({ id }))).toBe('request.unauthorized')
    expect(code(await m.as(visitor).complaint.file(matter))).toBe('request.unauthorized')
    await closed(id)
  })

  it('keeps its words out of the log', async () => {
    const { complaintId: id } = await filed(complainant, { text: '不应出现在日志中的话' })
    await m.settle()
    const { rows } = await m.database.pool.query('select body from platform.fact where subject = $1', [id])
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain('不应出现')
    await closed(id)
  })

  it('is answered once, by another person than who made it, and the complainant is told', async () => {
    const { complaintId: own } = await filed(clerk)
    expect(await waitingFor(m, clerk)).toEqual([])
    const answer = { outcome: 'remedied', text: '已要求修改。' } as const
    expect(code(await m.as(clerk).complaint.answer({ id: own, ...answer }))).toBe('complaint.own')
    expect(code(await m.as(second).complaint.answer({ id: own, ...answer }))).toBe('ok')
    expect(code(await m.as(second).complaint.answer({ id: own, ...answer }))).toBe('complaint.already_closed')
    expect(code(await m.as(clerk).complaint.withdraw({ id: own }))).toBe('complaint.already_closed')
    await m.settle()
    const inbox = await m.as(clerk).notification.mine({})
    expect(inbox.ok && inbox.value.items.map(({ type }) => type)).toContain('complaint.answered')
    expect(await m.as(clerk).complaint.get({ id: own })).toMatchObject({ ok: true, value: { state: 'answered', outcome: 'remedied', answer: '已要求修改。' } })
  })

  it('is taken back, and then not answered', async () => {
    const { complaintId: id } = await filed()
    expect(code(await m.as(complainant).complaint.withdraw({ id }))).toBe('ok')
    expect(code(await closed(id))).toBe('complaint.already_closed')
  })

  it('has bounds: words, and how many wait', async () => {
    expect(code(await m.as(complainant).complaint.file({ ...matter, text: '字'.repeat(5001) }))).toBe('request.invalid')
    expect(code(await m.as(complainant).complaint.file({ ...matter, text: '  ' }))).toBe('request.invalid')
    const open = [await filed(colleague), await filed(colleague), await filed(colleague), await filed(colleague), await filed(colleague)]
    expect(await m.as(colleague).complaint.file(matter)).toMatchObject({
      ok: false,
      refusal: { code: 'complaint.too_many_open', params: { used: 5, allowed: 5 }, rule: { key: 'complaint.open.perPerson' } },
    })
    for (const { complaintId } of open) await closed(complaintId)
    expect(code(await m.as(colleague).complaint.file(matter))).toBe('ok')
  })

  it('counts for everybody: how many, how many in time', async () => {
    const before = await m.as(visitor).complaint.figures({})
    const { complaintId: id } = await filed()
    m.clock.advance(30 * DAY_MS)
    const late = await m.as(visitor).complaint.figures({})
    expect(late.ok && before.ok && [late.value.received - before.value.received, late.value.overdue]).toEqual([1, 2])
    expect(await m.as(clerk).complaint.list({ limit: 1 })).toMatchObject({ ok: true, value: { items: [{ isLate: true }] } })
    await closed(id)
    const after = await m.as(visitor).complaint.figures({})
    expect(after.ok && before.ok && [after.value.answered - before.value.answered, after.value.answeredInTime - before.value.answeredInTime]).toEqual([1, 0])
  })
  it('leaves rows that are what the log says', async () => {
    await m.settle()
    expect([await m.checks(), m.failures]).toEqual([[], []])
  })
})
