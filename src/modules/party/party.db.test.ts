import { describe, expect, it } from 'vitest'
import { ok } from '#kernel/result.ts'
import { creditCode, market, type TestMarket } from '../../../test/kit/market.ts'
import { waitingFor } from '../../../test/kit/waiting.ts'
import { actorForUser, areRelated, ensurePerson, isQualified, particularsByIds, payoutAccountOf } from './index.ts'

const setup = async () => {
  const m = await market()
  const house = await m.organisation({ kind: 'market', name: '浙江技术市场（演示）' })
  const university = await m.organisation({ kind: 'university', name: '浙江示范大学（演示）' })
  const clerk = await m.person({ name: '受理员', roles: [{ role: 'clerk', organisationId: house }] })
  const admin = await m.person({ name: '管理员', roles: [{ role: 'admin', organisationId: house }] })
  const head = await m.person({ name: '负责人', roles: [{ role: 'approver', organisationId: university }] })
  return { m, house, university, clerk, admin, head }
}

const newcomer = async (m: TestMarket, userId: string, name: string) => {
  await m.act({ kind: 'system', personId: null, mandates: [] }, async (act) => ok(await ensurePerson(act, { userId, name })))
  return actorForUser(m.database.reader, userId, m.clock.now())
}
const visitor = { kind: 'visitor', personId: null, mandates: [] } as const
const allowed = (record: { readonly acts: readonly { readonly act: string; readonly refusal: unknown }[] } | undefined): readonly string[] =>
  (record?.acts ?? []).flatMap(({ act, refusal }) => (refusal === null ? [act] : []))
const valueOf = <Value>(result: { ok: true; value: Value } | { ok: false; refusal: { code: string } }): Value => {
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}

it('an administrator adds an organisation of any kind, and nobody else does', async () => {
  const { m, clerk, admin } = await setup()
  const institute = { kind: 'institute', name: { zh: '浙江示范研究院（演示）', en: 'Zhejiang Demo Institute' }, creditCode: creditCode(910) } as const
  expect(await m.as(clerk).party.createOrganisation(institute)).toMatchObject({ refusal: { code: 'request.forbidden' } })
  const { organisationId } = valueOf(await m.as(admin).party.createOrganisation(institute))
  expect(valueOf(await m.as(admin).party.get({ id: organisationId }))).toMatchObject({ kind: 'institute', name: institute.name })
})

describe('an enterprise comes to the market', () => {
  it('registers itself, waits, is verified, and only then is seen and qualified', async () => {
    const { m, clerk } = await setup()
    const agent = await newcomer(m, 'u-1', 'Li Ming')
    expect(agent).toMatchObject({ kind: 'person', mandates: [] })
    const draft = { name: { zh: '杭州示范新材料有限公司（演示）', en: 'Hangzhou Demo Materials' }, creditCode: creditCode(900) }
    expect(await m.as(agent).party.registerEnterprise({ ...draft, creditCode: '91330100799655058C' })).toMatchObject({
      ok: false,
      refusal: { code: 'party.credit_code_check', field: 'creditCode' },
    })
    const { organisationId } = valueOf(await m.as(agent).party.registerEnterprise(draft))
    const now = await actorForUser(m.database.reader, 'u-1', m.clock.now())
    expect(now.mandates).toEqual([{ organisationId, role: 'enterprise' }])
    expect(await m.as(now).party.registerEnterprise({ ...draft, creditCode: creditCode(901) })).toMatchObject({
      ok: false,
      refusal: { code: 'party.has_mandate' },
    })
    expect(await m.as(visitor).party.get({ id: organisationId })).toMatchObject({ ok: false, refusal: { code: 'party.not_found' } })
    expect(await isQualified(m.database.reader, organisationId)).toBe(false)
    expect(valueOf(await m.as(clerk).party.waiting({})).items.map((item) => item.id)).toEqual([organisationId])
    expect([await waitingFor(m, clerk), await waitingFor(m, now)]).toEqual([['organisation.verify'], []])
    expect(await m.as(visitor).desk.waiting({})).toMatchObject({ ok: false, refusal: { code: 'request.unauthorized' } })
    expect(await m.as(now).party.verifyOrganisation({ id: organisationId })).toMatchObject({ ok: false, refusal: { code: 'request.forbidden' } })
    valueOf(await m.as(clerk).party.verifyOrganisation({ id: organisationId }))
    expect(await isQualified(m.database.reader, organisationId)).toBe(true)
    expect(valueOf(await m.as(visitor).party.list({ q: '新材料' })).items).toHaveLength(1)
    expect(valueOf(await m.as(now).party.me({}))).toMatchObject({
      person: { name: { zh: 'Li Ming', en: 'Li Ming' } },
      mandates: [{ role: 'enterprise', organisation: { state: 'verified' } }],
    })
    await m.settle()
    expect(await m.checks()).toEqual([])
  })

  it('is refused with a reason, corrects, and waits again', async () => {
    const { m, clerk } = await setup()
    const agent = await newcomer(m, 'u-2', '王小演')
    const { organisationId } = valueOf(await m.as(agent).party.registerEnterprise({ name: { zh: '示范公司', en: '' }, creditCode: creditCode(910) }))
    valueOf(await m.as(clerk).party.refuseOrganisation({ id: organisationId, reason: '名称与登记不符' }))
    const now = await actorForUser(m.database.reader, 'u-2', m.clock.now())
    expect(valueOf(await m.as(now).party.me({})).mandates[0]?.organisation).toMatchObject({ state: 'refused', stateReason: '名称与登记不符' })
    valueOf(await m.as(now).party.resubmitOrganisation({ id: organisationId, name: { zh: '示范有限公司', en: '' }, creditCode: creditCode(910) }))
    expect(valueOf(await m.as(clerk).party.waiting({})).items[0]?.name.zh).toBe('示范有限公司')
    await m.settle()
    expect(await m.checks()).toEqual([])
  })

  it('cannot take the code of another one', async () => {
    const { m } = await setup()
    const agent = await newcomer(m, 'u-3', '赵演')
    valueOf(await m.as(agent).party.registerEnterprise({ name: { zh: '甲公司', en: '' }, creditCode: creditCode(920) }))
    const other = await newcomer(m, 'u-4', '钱演')
    expect(await m.as(other).party.registerEnterprise({ name: { zh: '乙公司', en: '' }, creditCode: creditCode(920) })).toMatchObject({
      ok: false,
      refusal: { code: 'party.credit_code_taken.conflict' },
    })
  })

  it('rests while it is suspended', async () => {
    const { m, clerk } = await setup()
    const agent = await newcomer(m, 'u-5', '孙演')
    const { organisationId } = valueOf(await m.as(agent).party.registerEnterprise({ name: { zh: '丙公司', en: '' }, creditCode: creditCode(930) }))
    valueOf(await m.as(clerk).party.verifyOrganisation({ id: organisationId }))
    valueOf(await m.as(clerk).party.suspendOrganisation({ id: organisationId, reason: '虚假材料' }))
    expect((await actorForUser(m.database.reader, 'u-5', m.clock.now())).mandates).toEqual([])
    valueOf(await m.as(clerk).party.reinstateOrganisation({ id: organisationId }))
    expect((await actorForUser(m.database.reader, 'u-5', m.clock.now())).mandates).toHaveLength(1)
  })
})

describe('a first sign-in', () => {
  it('makes one person, however often it happens at once', async () => {
    const { m } = await setup()
    const system = { kind: 'system', personId: null, mandates: [] } as const
    const ids = await Promise.all(
      Array.from({ length: 6 }, () => m.act(system, async (act) => ok(await ensurePerson(act, { userId: 'u-race', name: '陈演' })))),
    )
    expect(new Set(ids.map((id) => valueOf(id))).size).toBe(1)
  })
})

describe('roles', () => {
  it('are given by the head of the unit to colleagues and end when taken back', async () => {
    const { m, university, head, admin, house } = await setup()
    const colleague = await newcomer(m, 'u-6', '周演')
    const personId = colleague.personId ?? ''
    expect(valueOf(await m.as(head).party.persons.list({ q: '周' })).items).toEqual([])
    expect(valueOf(await m.as(head).party.persons.list({ q: '周演' })).items.map((person) => person.id)).toEqual([personId])
    const { mandateId } = valueOf(await m.as(head).party.grantMandate({ organisationId: university, personId, role: 'researcher' }))
    expect(await m.as(head).party.grantMandate({ organisationId: university, personId, role: 'researcher' })).toMatchObject({
      ok: false,
      refusal: { code: 'party.has_role.conflict' },
    })
    expect(await m.as(head).party.grantMandate({ organisationId: house, personId, role: 'clerk' })).toMatchObject({
      ok: false,
      refusal: { code: 'party.grant.forbidden' },
    })
    expect(await m.as(admin).party.grantMandate({ organisationId: house, personId, role: 'finance' })).toMatchObject({ ok: true })
    expect((await actorForUser(m.database.reader, 'u-6', m.clock.now())).mandates).toHaveLength(2)
    m.clock.advance(1000)
    valueOf(await m.as(head).party.endMandate({ id: mandateId }))
    expect((await actorForUser(m.database.reader, 'u-6', m.clock.now())).mandates.map((mandate) => mandate.role)).toEqual(['finance'])
    const file = valueOf(await m.as(head).party.file({ id: university }))
    expect(file).toMatchObject({ mayGovern: true, mandates: [{ role: 'approver' }] })
    expect(await m.as(colleague).party.file({ id: university })).toMatchObject({ ok: false, refusal: { code: 'party.not_found' } })
    await m.settle()
    expect(await m.checks()).toEqual([])
  })

  it('the last administrator cannot leave', async () => {
    const { m, house, admin } = await setup()
    const file = valueOf(await m.as(admin).party.file({ id: house }))
    const own = file.mandates.find((mandate) => mandate.role === 'admin')
    expect(await m.as(admin).party.endMandate({ id: own?.id ?? '' })).toMatchObject({ ok: false, refusal: { code: 'party.last_admin' } })
  })
})

describe('related parties', () => {
  const documentId = 'doc_0123456789abcdefghijklmn'
  const proof = { documentId, reason: '工商登记档案' }
  const DAY = 24 * 3_600_000
  const cast = async () => {
    const given = await setup()
    const [a, b, c, d] = [
      await given.m.organisation({ kind: 'enterprise', name: '甲' }),
      await given.m.organisation({ kind: 'enterprise', name: '乙' }),
      await given.m.organisation({ kind: 'enterprise', name: '丙' }),
      await given.m.organisation({ kind: 'enterprise', name: '丁' }),
    ]
    const agentOf = (organisationId: string) => given.m.person({ name: '经办人', roles: [{ role: 'enterprise', organisationId }] })
    return { ...given, a, b, c, d, ofA: await agentOf(a), ofB: await agentOf(b), ofC: await agentOf(c) }
  }
  const codeOf = (result: { ok: boolean; refusal?: { code: string } }) => (result.ok ? 'ok' : result.refusal?.code)

  it('are found through control in several steps, by what officers confirmed, until one records the end', async () => {
    const { m, clerk, a, b, c, d, ofB } = await cast()
    expect(codeOf(await m.as(ofB).party.declareRelation({ from: c, to: d, kind: 'parent' }))).toBe('party.relation.forbidden')
    expect(codeOf(await m.as(clerk).party.declareRelation({ from: a, to: b, kind: 'parent' }))).toBe('party.relation_evidence_missing')
    valueOf(await m.as(clerk).party.declareRelation({ from: a, to: b, kind: 'parent', evidence: proof }))
    const { relationId } = valueOf(await m.as(clerk).party.declareRelation({ from: a, to: c, kind: 'parent', evidence: proof }))
    valueOf(await m.as(clerk).party.declareRelation({ from: c, to: d, kind: 'same_controller', evidence: proof }))
    expect(await areRelated(m.database.reader, b, c)).toBe(true)
    expect(await areRelated(m.database.reader, b, d)).toBe(true)
    valueOf(await m.as(clerk).party.endRelation({ id: relationId, reason: '股权已转让' }))
    expect(await areRelated(m.database.reader, b, d)).toBe(false)
    expect(await areRelated(m.database.reader, a, a)).toBe(true)
    await m.settle()
    expect(await m.checks()).toEqual([])
  })

  it('that one side claims bar nobody but itself: a competitor cannot be shut out of a sale', async () => {
    const { m, university, a, b, ofA, ofB } = await cast()
    // The attacker says that it controls both the competitor and the seller.
    const { relationId } = valueOf(await m.as(ofA).party.declareRelation({ from: a, to: b, kind: 'parent' }))
    valueOf(await m.as(ofA).party.declareRelation({ from: a, to: university, kind: 'parent' }))
    expect(await areRelated(m.database.reader, b, university)).toBe(false)
    expect(await areRelated(m.database.reader, b, a)).toBe(false)
    expect(await areRelated(m.database.reader, a, university)).toBe(true)
    // The victim is told, may object, and an officer turns it down for good.
    const [claim] = valueOf(await m.as(ofB).party.relations.waiting({})).items
    expect(claim).toMatchObject({ id: relationId, state: 'declared' })
    expect(allowed(claim)).toEqual(['confirm', 'object'])
    expect([await waitingFor(m, ofB), await waitingFor(m, ofA)]).toEqual([['relation.answer'], []])
    const { rows } = await m.database.pool.query<{ visible_to: string[] }>(
      `select visible_to from platform.fact where type = 'party.relation_declared' and subject = $1`,
      [relationId],
    )
    expect(rows[0]?.visible_to).toContain(b)
    valueOf(await m.as(ofB).party.objectToRelation({ id: relationId, reason: '与该公司无任何关系' }))
    expect(codeOf(await m.as(ofA).party.rejectRelation({ id: relationId, reason: '×' }))).toBe('request.forbidden')
  })

  it('are decided by an officer of neither side, and what was turned down is not declared again', async () => {
    const { m, clerk, house, a, b, ofA, ofB } = await cast()
    const { relationId } = valueOf(await m.as(ofA).party.declareRelation({ from: a, to: b, kind: 'parent' }))
    const partial = await m.person({
      name: '兼职受理员',
      roles: [
        { role: 'clerk', organisationId: house },
        { role: 'enterprise', organisationId: b },
      ],
    })
    expect(codeOf(await m.as(partial).party.rejectRelation({ id: relationId, reason: '不属实' }))).toBe('party.relation.forbidden')
    expect(codeOf(await m.as(clerk).party.confirmRelation({ id: relationId }))).toBe('party.relation_evidence_missing')
    valueOf(await m.as(clerk).party.rejectRelation({ id: relationId, reason: '登记信息不支持' }))
    expect(await areRelated(m.database.reader, a, b)).toBe(false)
    expect(codeOf(await m.as(ofA).party.declareRelation({ from: a, to: b, kind: 'parent' }))).toBe('party.relation_rejected_before')
    expect(codeOf(await m.as(ofB).party.confirmRelation({ id: relationId }))).toBe('party.not_found')
    await m.settle()
    expect(await m.checks()).toEqual([])
  })

  it('bind both once the other side says yes; either side asks for the end and the officer answers', async () => {
    const { m, clerk, a, b, ofA, ofB, ofC } = await cast()
    const { relationId } = valueOf(await m.as(ofA).party.declareRelation({ from: a, to: b, kind: 'same_controller' }))
    expect(codeOf(await m.as(ofA).party.confirmRelation({ id: relationId }))).toBe('party.relation.forbidden')
    expect(codeOf(await m.as(ofC).party.confirmRelation({ id: relationId }))).toBe('party.relation.forbidden')
    valueOf(await m.as(ofB).party.confirmRelation({ id: relationId }))
    expect([await areRelated(m.database.reader, a, b), await areRelated(m.database.reader, b, a)]).toEqual([true, true])
    expect(codeOf(await m.as(ofA).party.withdrawRelation({ id: relationId }))).toBe('party.relation_state')
    valueOf(await m.as(ofB).party.askRelationEnd({ id: relationId, reason: '已脱离集团' }))
    expect(codeOf(await m.as(ofA).party.askRelationEnd({ id: relationId, reason: '再问' }))).toBe('party.relation_end_asked.conflict')
    const [asked] = valueOf(await m.as(clerk).party.relations.waiting({})).items
    expect(asked).toMatchObject({ id: relationId, endAsked: { for: b, reason: '已脱离集团' } })
    expect(allowed(asked)).toEqual(['end', 'keep'])
    expect([await waitingFor(m, clerk), await waitingFor(m, ofA)]).toEqual([['relation.decideEnd'], []])
    valueOf(await m.as(clerk).party.keepRelation({ id: relationId, reason: '登记未变更' }))
    valueOf(await m.as(ofB).party.askRelationEnd({ id: relationId, reason: '登记已变更' }))
    valueOf(await m.as(clerk).party.endRelation({ id: relationId, reason: '登记已变更' }))
    expect(await areRelated(m.database.reader, a, b)).toBe(false)
    await m.settle()
    expect(await m.checks()).toEqual([])
  })

  it('lapse when nobody answers in the days of the rule; one that was objected to waits for the officer', async () => {
    const { m, a, b, c, ofA, ofC } = await cast()
    valueOf(await m.as(ofA).party.declareRelation({ from: a, to: b, kind: 'associate' }))
    const { relationId } = valueOf(await m.as(ofA).party.declareRelation({ from: a, to: c, kind: 'associate' }))
    valueOf(await m.as(ofC).party.objectToRelation({ id: relationId, reason: '无此关系' }))
    expect(await areRelated(m.database.reader, a, b)).toBe(true)
    m.clock.advance(45 * DAY)
    await m.settle()
    expect(await areRelated(m.database.reader, a, b)).toBe(false)
    const file = valueOf(await m.as(ofA).party.file({ id: a }))
    expect(file.relations).toMatchObject([{ id: relationId, state: 'objected' }])
    expect(allowed(file.relations[0])).toEqual(['withdraw'])
    valueOf(await m.as(ofA).party.withdrawRelation({ id: relationId }))
    expect(await m.checks()).toEqual([])
  })

  it('are declared in a bounded number', async () => {
    const { m, a, ofA } = await cast()
    const codes = []
    for (let index = 0; index < 21; index += 1) {
      const to = await m.organisation({ kind: 'enterprise', name: `第${index}家` })
      codes.push(codeOf(await m.as(ofA).party.declareRelation({ from: a, to, kind: 'associate' })))
    }
    expect(codes).toEqual([...Array<string>(20).fill('ok'), 'party.too_many_relations'])
  })
})

describe('particulars for contracts', () => {
  it('are given by those who may sign for the organisation, and seen by its people and the officers', async () => {
    const { m, university, head, clerk } = await setup()
    const given = { address: '浙江省杭州市示范路1号', representative: '闻人哲' }
    const stranger = await m.person({ name: '旁人', roles: [] })
    const researcher = await m.person({ name: '研究员', roles: [{ role: 'researcher', organisationId: university }] })
    for (const other of [stranger, researcher, clerk])
      expect(await m.as(other).party.setParticulars({ id: university, ...given })).toMatchObject({ ok: false, refusal: { code: 'party.not_found' } })
    expect(await particularsByIds(m.database.reader, [university])).toEqual(new Map())
    valueOf(await m.as(head).party.setParticulars({ id: university, address: '旧址一号楼', representative: '前任' }))
    expect(valueOf(await m.as(head).party.setParticulars({ id: university, ...given }))).toEqual(given)
    expect(await particularsByIds(m.database.reader, [university])).toEqual(new Map([[university, given]]))
    expect(valueOf(await m.as(head).party.file({ id: university }))).toMatchObject({ particulars: given, maySetParticulars: true })
    expect(valueOf(await m.as(clerk).party.file({ id: university }))).toMatchObject({ particulars: given, maySetParticulars: false })
  })
})

describe('payout accounts', () => {
  it("are in the holder's name, masked for people, whole for the payout file", async () => {
    const { m, head, house } = await setup()
    const holderId = head.personId ?? ''
    const account = { holderId, number: '6222 0212 3456 7890 123', bankName: '示范银行杭州分行' }
    expect(await m.as(head).party.setPayoutAccount({ ...account, accountName: '别人' })).toMatchObject({
      ok: false,
      refusal: { code: 'party.account_name_differs' },
    })
    expect(valueOf(await m.as(head).party.setPayoutAccount({ ...account, accountName: '负责人' })).maskedNumber).toBe('**** **** 0123')
    expect((await payoutAccountOf(m.database.reader, holderId))?.number).toBe('6222021234567890123')
    const finance = await m.person({ name: '财务', roles: [{ role: 'finance', organisationId: house }] })
    expect(valueOf(await m.as(finance).party.payoutAccounts.get({ holderId }))).toEqual({
      holderId,
      accountName: '负责人',
      maskedNumber: '**** **** 0123',
      bankName: '示范银行杭州分行',
    })
    const stranger = await m.person({ name: '旁人', roles: [] })
    expect(await m.as(stranger).party.payoutAccounts.get({ holderId })).toMatchObject({ ok: false, refusal: { code: 'party.not_found' } })
    expect(await m.as(stranger).party.setPayoutAccount({ ...account, accountName: '负责人' })).toMatchObject({
      ok: false,
      refusal: { code: 'party.not_found' },
    })
    const { rows } = await m.database.pool.query<{ body: string }>(`select body from platform.fact where type = 'party.payout_account_set'`)
    expect(rows[0]?.body).not.toContain('7890')
    await m.settle()
    expect(await m.checks()).toEqual([])
  })
})

it('lists the provincial market and eleven city branches', async () => {
  const { m } = await setup()
  expect(valueOf(await m.as(visitor).party.branches.list({})).items).toHaveLength(12)
})
