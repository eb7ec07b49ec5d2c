import { describe, expect, it } from 'vitest'
import { addCalendarDays } from '#kernel/business-calendar.ts'
import { DAY_MS, dateOf, instant, parseInstant } from '#kernel/instant.ts'
import { declareOwnWork } from '../../../test/kit/origin.ts'
import { market } from '../../../test/kit/market.ts'
import { waitingFor } from '../../../test/kit/waiting.ts'
import { checkDisposal, completeDisposal, firstRefusalState, releaseDisposal, reserveDisposal, type DisposalAsked } from './index.ts'

const m = await market()
const university = await m.organisation({ kind: 'university', name: '浙江示范大学' })
const partner = await m.organisation({ kind: 'institute', name: '示范研究院' })
const buyer = await m.organisation({ kind: 'enterprise', name: '示范科技公司' })
const lin = await m.person({ name: '甲某', roles: [{ role: 'researcher', organisationId: university }] })
const shen = await m.person({ name: '乙某', roles: [{ role: 'researcher', organisationId: university }] })
const officer = await m.person({ name: '经办', roles: [{ role: 'tto', organisationId: university }] })
const head = await m.person({ name: '负责', roles: [{ role: 'approver', organisationId: university }] })
const partnerOfficer = await m.person({ name: '研究院经办', roles: [{ role: 'tto', organisationId: partner }] })
const clerk = await m.person({ name: '受理员', roles: [{ role: 'clerk', organisationId: partner }] })

const system = { kind: 'system', personId: null, mandates: [] } as const

let serial = 0
const catalogued = async (over: Record<string, unknown> = {}, isSaid = true): Promise<string> => {
  serial += 1
  const disclosed = await m.as(lin).achievement.disclose({
    title: { zh: `示范成果${serial}`, en: `Demonstration ${serial}` },
    abstract: { zh: '简介', en: 'Abstract' },
    completers: [
      { personId: lin.personId ?? '', shareBasisPoints: 6000, isMain: true, isRepresentative: true },
      { personId: shen.personId ?? '', shareBasisPoints: 4000, isMain: false, isRepresentative: false },
    ],
    trl: 7,
    form: 'technology',
    ipKind: 'know_how',
    field: 'new_energy',
    modes: ['assignment'],
    ...over,
  } as never)
  if (!disclosed.ok) throw new Error(JSON.stringify(disclosed.refusal))
  const id = disclosed.value.achievementId
  await m.as(shen).achievement.confirmContribution({ id })
  await m.as(officer).achievement.assess({ id, decision: 'publish' })
  await m.as(head).achievement.approve({ id })
  await m.settle()
  if (isSaid) await declareOwnWork(m.as(officer), id)
  return id
}

const code = (result: { readonly ok: boolean; readonly refusal?: { readonly code: string } }) => (result.ok ? 'ok' : result.refusal?.code)
const asked = (achievementId: string, lotId: string, over: Partial<DisposalAsked> = {}) => ({
  achievementId,
  lotId,
  right: 'assignment' as const,
  from: m.clock.now(),
  territory: null,
  field: null,
  ...over,
})
const reserve = (achievementId: string, lotId: string, over: Partial<DisposalAsked> = {}) =>
  m.act(officer, (act) => reserveDisposal(act, asked(achievementId, lotId, over)))

describe('what co-owners agreed on licences', () => {
  it('is on record with its paper, binds each of them, and is lifted by the market alone (Patent Law art. 14)', async () => {
    const id = await catalogued()
    const record = (paperDocumentId: string | null) =>
      m.as(officer).title.recordEncumbrance({ achievementId: id, kind: 'co_owner_agreement', note: '共有协议第六条', paperDocumentId })
    const contentBase64 = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n').toString('base64')
    const paper = await m.as(officer).document.upload({ name: '共有协议.pdf', kind: 'proof', contentBase64 })
    if (!paper.ok) throw new Error('refused')
    expect(code(await record(paper.value.id))).toBe('title.no_co_owner')
    const holders = [
      { organisationId: university, shareBasisPoints: 6000 },
      { organisationId: partner, shareBasisPoints: 4000 },
    ]
    await m.as(officer).title.declareHolders({ achievementId: id, holders })
    expect(code(await reserve(id, 'lot_o1', { right: 'ordinary' }))).toBe('ok')
    await m.act(officer, (act) => releaseDisposal(act, 'lot_o1'))
    expect(code(await record(null))).toBe('title.agreement_paper_missing')
    const recorded = await record(paper.value.id)
    if (!recorded.ok) throw new Error(recorded.refusal.code)
    expect(await reserve(id, 'lot_o2', { right: 'ordinary' })).toMatchObject({ refusal: { code: 'title.co_owners_forbid_licence' } })
    const { encumbranceId } = recorded.value
    expect(code(await m.as(officer).title.liftEncumbrance({ id: encumbranceId, reason: '自行解除' }))).toBe('title.clerk_lifts_disputes')
    expect(code(await m.as(clerk).title.liftEncumbrance({ id: encumbranceId, reason: '共有人书面变更约定' }))).toBe('ok')
    expect(code(await reserve(id, 'lot_o3', { right: 'ordinary' }))).toBe('ok')
  })
})

describe('disposals', () => {
  it('lets one of twenty at once have the right', async () => {
    const id = await catalogued()
    const rights = ['assignment', 'exclusive', 'sole'] as const
    const results = await Promise.all(Array.from({ length: 20 }, (_, index) => reserve(id, `lot_${index}`, { right: rights[index % 3] ?? 'sole' })))
    expect(results.filter((result) => result.ok)).toHaveLength(1)
    expect(new Set(results.filter((result) => !result.ok).map(code))).toEqual(new Set(['title.second_disposal']))
    expect(code(await checkDisposal(m.database.reader, asked(id, 'lot_99', { right: 'ordinary' })))).toBe('title.second_disposal')
  })

  it('is excluded by the database even when nobody asks', async () => {
    const id = await catalogued()
    const insert = (lot: string, kind: string) =>
      m.database.pool.query(
        `insert into title.disposal (id, achievement_id, lot_id, right_kind, fields, places, period, state, reserved_at, changed_at)
         values ($1, $2, $1, $3, '{[0,10)}', '{[0,10)}', '[2026-01-01,)', 'reserved', now(), now())`,
        [lot, id, kind],
      )
    await insert('a', 'ordinary')
    await insert('b', 'ordinary')
    await expect(insert('c', 'exclusive')).rejects.toThrow('disposal_no_second')
    await expect(insert('d', 'assignment')).rejects.toThrow('disposal_no_second')
    await m.database.pool.query("update title.disposal set state = 'released' where achievement_id = $1", [id])
    await insert('e', 'assignment')
    await expect(insert('f', 'ordinary')).rejects.toThrow('disposal_no_second')
  })

  it('keeps fields, places and terms apart, releases, completes and moves the right', async () => {
    const id = await catalogued()
    expect(code(await reserve(id, 'lot_a', { right: 'exclusive', field: '汽车', territory: '浙江省', termMonths: 36 }))).toBe('ok')
    expect(code(await reserve(id, 'lot_a', { right: 'exclusive', field: '汽车', territory: '浙江省', termMonths: 36 }))).toBe('ok')
    expect(code(await reserve(id, 'lot_b', { right: 'exclusive', field: '船舶', territory: '浙江省', termMonths: 36 }))).toBe('ok')
    expect(code(await reserve(id, 'lot_c', { right: 'ordinary', field: '汽车', territory: '杭州市', termMonths: 12 }))).toBe('title.second_disposal')
    expect(code(await reserve(id, 'lot_d', { right: 'ordinary', field: '汽车', territory: '江苏省', termMonths: 12 }))).toBe('ok')
    expect(code(await reserve(id, 'lot_e'))).toBe('title.second_disposal')
    for (const lot of ['lot_a', 'lot_b', 'lot_d']) expect((await m.act(officer, (act) => releaseDisposal(act, lot))).ok).toBe(true)
    expect(code(await reserve(id, 'lot_e'))).toBe('ok')
    expect((await m.act(officer, (act) => completeDisposal(act, 'lot_e', 'con_1', buyer))).ok).toBe(true)
    expect(code(await m.act(officer, (act) => releaseDisposal(act, 'lot_e')))).toBe('title.already_disposed')
    expect(code(await reserve(id, 'lot_f', { right: 'ordinary' }))).toBe('title.not_the_holder')
    expect(await m.as(officer).title.get({ achievementId: id })).toMatchObject({
      ok: true,
      value: { holders: [{ organisationId: buyer, shareBasisPoints: 10000 }], disposals: [{ state: 'completed' }] },
    })
    expect(code(await m.act(officer, (act) => completeDisposal(act, 'lot_none', 'con_1')))).toBe('title.disposal.not_found')
  })

  it('is stopped by burdens and by co-owners who have not agreed', async () => {
    const id = await catalogued()
    const record = await m.as(officer).title.recordEncumbrance({ achievementId: id, kind: 'pledge', note: '质押合同' })
    expect(code(await reserve(id, 'lot_p'))).toBe('title.pledged')
    if (!record.ok) throw new Error('refused')
    expect(code(await m.as(partnerOfficer).title.liftEncumbrance({ id: record.value.encumbranceId, reason: '越权' }))).toBe('title.encumbrance.not_found')
    await m.as(officer).title.liftEncumbrance({ id: record.value.encumbranceId, reason: '已清偿' })
    const dispute = await m.as(clerk).title.recordEncumbrance({ achievementId: id, kind: 'dispute', note: '异议' })
    expect(code(await reserve(id, 'lot_p', { right: 'ordinary' }))).toBe('title.disputed')
    if (!dispute.ok) throw new Error('refused')
    expect(code(await m.as(officer).title.liftEncumbrance({ id: dispute.value.encumbranceId, reason: '自行解除' }))).toBe('title.clerk_lifts_disputes')
    await m.as(clerk).title.liftEncumbrance({ id: dispute.value.encumbranceId, reason: '异议不成立' })

    const share = (bp: number) => [
      { organisationId: university, shareBasisPoints: 7000 },
      { organisationId: partner, shareBasisPoints: bp },
    ]
    expect(code(await m.as(officer).title.declareHolders({ achievementId: id, holders: share(2999) }))).toBe('title.shares_do_not_sum')
    expect(code(await m.as(partnerOfficer).title.declareHolders({ achievementId: id, holders: share(3000) }))).toBe('title.not_found')
    expect((await m.as(officer).title.declareHolders({ achievementId: id, holders: share(3000) })).ok).toBe(true)
    expect(code(await reserve(id, 'lot_p'))).toBe('title.co_owner_consent_missing')
    expect((await m.as(partnerOfficer).title.consent({ achievementId: id })).ok).toBe(true)
    expect(code(await reserve(id, 'lot_p'))).toBe('ok')
    expect(code(await m.as(officer).title.declareHolders({ achievementId: id, holders: share(3000) }))).toBe('title.under_disposal')
  })
})

describe('how an achievement came about', () => {
  it('is said before anybody is asked, and before an assignment is offered or reserved; licences go without', async () => {
    const id = await catalogued({}, false)
    const undeclared = 'title.origin.undeclared'
    expect(code(await checkDisposal(m.database.reader, asked(id, 'lot_u')))).toBe(undeclared)
    expect(code(await reserve(id, 'lot_u'))).toBe(undeclared)
    expect(code(await m.as(officer).title.askFirstRefusal({ achievementId: id, terms: '征询', priceMinor: null }))).toBe(undeclared)
    expect(await m.as(officer).title.get({ achievementId: id })).toMatchObject({
      value: { origin: null, acts: expect.arrayContaining([{ act: 'askFirstRefusal', refusal: { code: undeclared, params: {} } }]) },
    })
    expect(code(await reserve(id, 'lot_u', { right: 'ordinary' }))).toBe('ok')
    await m.act(officer, (act) => releaseDisposal(act, 'lot_u'))
    expect(code(await m.as(partnerOfficer).title.declareOrigin({ achievementId: id, kind: 'own' }))).toBe('title.not_found')
    expect(code(await declareOwnWork(m.as(officer), id))).toBe('ok')
    expect(code(await declareOwnWork(m.as(officer), id))).toBe('ok')
    expect(code(await reserve(id, 'lot_u'))).toBe('ok')
  })
})

describe('first refusal', () => {
  const ask = async (id: string) => {
    const result = await m.as(officer).title.askFirstRefusal({ achievementId: id, terms: '拟公开竞价转让', priceMinor: '100000000' })
    if (!result.ok) throw new Error(JSON.stringify(result.refusal))
    return result.value
  }

  it('is waived by all, once', async () => {
    const id = await catalogued()
    expect(await firstRefusalState(m.database.reader, id)).toBe('not_asked')
    const { askId, closesAt } = await ask(id)
    expect(parseInstant(closesAt)).toBeGreaterThanOrEqual(m.clock.now() + 30 * DAY_MS)
    expect(code(await m.as(officer).title.askFirstRefusal({ achievementId: id, terms: '再次', priceMinor: null }))).toBe('title.first_refusal.already_open')
    expect(code(await m.as(head).title.waive({ id: askId }))).toBe('title.first_refusal.not_found')
    expect([await waitingFor(m, lin), await waitingFor(m, shen)]).toEqual([['first_refusal.answer'], ['first_refusal.answer']])
    expect(await m.as(lin).title.waive({ id: askId })).toMatchObject({ ok: true, value: { state: 'open' } })
    expect([await waitingFor(m, lin), await waitingFor(m, shen)]).toEqual([[], ['first_refusal.answer']])
    expect(code(await m.as(lin).title.exercise({ id: askId }))).toBe('title.already_answered')
    expect(await m.as(lin).title.firstRefusals.mine({ limit: 20 })).toMatchObject({
      ok: true,
      value: { items: [{ id: askId, myAnswer: 'waived', answers: [{ answer: 'waived' }] }] },
    })
    expect(await m.as(shen).title.waive({ id: askId })).toMatchObject({ ok: true, value: { state: 'waived' } })
    expect(await firstRefusalState(m.database.reader, id)).toBe('waived')
    expect(await m.as(officer).title.firstRefusals.list({ limit: 20, achievementId: id })).toMatchObject({
      ok: true,
      value: { total: 1, items: [{ answers: [{ answer: 'waived' }, { answer: 'waived' }] }] },
    })
    expect(await m.as(partnerOfficer).title.firstRefusals.list({ limit: 20 })).toMatchObject({ ok: true, value: { total: 0 } })
  })

  it('lapses by silence where that was agreed, not a moment earlier', async () => {
    const id = await catalogued()
    const asked = await m.as(officer).title.askFirstRefusal({ achievementId: id, terms: '整体转让', silenceBasis: '《示范大学成果转化办法》第十二条' })
    if (!asked.ok) throw new Error(asked.refusal.code)
    const { closesAt } = asked.value
    m.clock.set(instant(parseInstant(closesAt) - 1))
    await m.settle()
    expect(await firstRefusalState(m.database.reader, id)).toBe('open')
    m.clock.advance(1)
    await m.settle()
    expect(await firstRefusalState(m.database.reader, id)).toBe('waived')
    const facts = await m.database.pool.query("select count(*)::int as n from platform.fact where subject = $1 and type = 'title.first_refusal_lapsed'", [id])
    expect(facts.rows).toEqual([{ n: 2 }])
  })

  it('is no waiver where nothing was agreed: the round ends without an answer and is asked again', async () => {
    const id = await catalogued()
    const { askId, closesAt } = await ask(id)
    expect((await m.as(lin).title.waive({ id: askId })).ok).toBe(true)
    m.clock.set(parseInstant(closesAt))
    await m.settle()
    expect(await firstRefusalState(m.database.reader, id)).toBe('not_asked')
    expect(await m.as(shen).title.firstRefusals.mine({ limit: 1 })).toMatchObject({
      value: { items: [{ id: askId, state: 'unanswered', myAnswer: null, silenceBasis: '' }] },
    })
    expect(code(await m.as(shen).title.exercise({ id: askId }))).toBe('title.first_refusal_over')
    expect(code(await m.as(officer).title.cancelFirstRefusal({ id: askId, reason: '再问' }))).toBe('title.first_refusal_over')
    expect((await ask(id)).askId).not.toBe(askId)
  })

  it('gives more time, never less, when holidays are published within the period', async () => {
    const id = await catalogued()
    const { askId, closesAt } = await ask(id)
    const last = dateOf(instant(parseInstant(closesAt) - 1))
    const lay = async (isWorking: boolean) => {
      const days = [0, 1, 2].map((more) => ({ date: addCalendarDays(last, more), isWorking }))
      expect((await m.as(system).rulebook.layCalendar({ year: Number(last.slice(0, 4)), isComplete: false, days, source: '测试用安排' })).ok).toBe(true)
      await m.settle()
      return m.database.pool.query<{ closes_at: Date }>('select closes_at from title.first_refusal where id = $1', [askId])
    }
    const longer = (await lay(false)).rows
    expect(Number(longer[0]?.closes_at)).toBeGreaterThan(parseInstant(closesAt) + 2 * DAY_MS)
    expect((await lay(true)).rows).toEqual(longer)
    m.clock.set(parseInstant(closesAt))
    await m.settle()
    expect(await firstRefusalState(m.database.reader, id)).toBe('open')
    const facts = await m.database.pool.query("select count(*)::int as n from platform.fact where subject = $1 and type = 'title.first_refusal_corrected'", [
      id,
    ])
    expect(facts.rows).toEqual([{ n: 1 }])
  })

  it('closes at once when one exercises; a new round follows a cancelled one', async () => {
    const id = await catalogued()
    const { askId } = await ask(id)
    expect(await m.as(shen).title.exercise({ id: askId, note: '愿以同等条件受让' })).toMatchObject({ ok: true, value: { state: 'exercised' } })
    expect(code(await m.as(lin).title.waive({ id: askId }))).toBe('title.first_refusal_over')
    expect(await firstRefusalState(m.database.reader, id)).toBe('exercised')
    expect(code(await m.as(officer).title.askFirstRefusal({ achievementId: id, terms: '再次', priceMinor: null }))).toBe('title.first_refusal.exercised')
    expect((await m.as(officer).title.cancelFirstRefusal({ id: askId, reason: '协商未成' })).ok).toBe(true)
    expect(await firstRefusalState(m.database.reader, id)).toBe('not_asked')
    expect((await ask(id)).askId).not.toBe(askId)
  })

  it('is not due for what is no service achievement', async () => {
    const id = await catalogued({ isServiceAchievement: false })
    expect(await firstRefusalState(m.database.reader, id)).toBe('waived')
    expect(code(await m.as(officer).title.askFirstRefusal({ achievementId: id, terms: '征询', priceMinor: null }))).toBe('title.first_refusal_not_due')
  })
})

it('breaks no invariant', async () => {
  await m.settle()
  expect(m.failures).toEqual([])
  expect(await m.checks()).toEqual([])
})
