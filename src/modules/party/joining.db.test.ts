/** Invitations, codes taken by hand, names and deadlines, with accounts that have mail addresses. */
import { afterAll, describe, expect, it } from 'vitest'
import { DAY_MS } from '#kernel/instant.ts'
import { ok, type Result } from '#kernel/result.ts'
import { openTestAuth } from '../../../test/kit/accounts.ts'
import { lettersTo, tokenTo } from '../../../test/kit/letters.ts'
import { creditCode, market, type TestMarket } from '../../../test/kit/market.ts'
import { withCheckSign } from './core/credit-code.ts'
import { actorForUser, ensurePerson, inviteByOperator } from './index.ts'

const SYSTEM = { kind: 'system', personId: null, mandates: [] } as const
const visitor = { kind: 'visitor', personId: null, mandates: [] } as const
const valueOf = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}
const codeOf = (result: Result<unknown>): string => (result.ok ? 'done' : result.refusal.code)

const setup = async () => {
  const m = await market()
  const auth = openTestAuth(m.databaseUrl)
  afterAll(() => auth.close())
  const house = await m.organisation({ kind: 'market', name: '示范技术市场' })
  const university = await m.organisation({ kind: 'university', name: '示范大学' })
  const clerk = await m.person({ name: '受理员', roles: [{ role: 'clerk', organisationId: house }] })
  const admin = await m.person({ name: '管理员', roles: [{ role: 'admin', organisationId: house }] })
  const head = await m.person({ name: '负责人', roles: [{ role: 'approver', organisationId: university }] })
  /** Logs in for the first time. */
  const account = async (email: string, name: string) => {
    const userId = (await auth.enrolments.create({ email, password: 'a long test password', name })) ?? ''
    valueOf(await m.act(SYSTEM, async (act) => ok(await ensurePerson(act, { userId, name }))))
    return { userId, actor: await actorForUser(m.database.reader, userId, m.clock.now()) }
  }
  const again = (userId: string) => actorForUser(m.database.reader, userId, m.clock.now())
  const isConfirmed = async (userId: string) =>
    (await m.database.pool.query<{ at: boolean }>('select "emailVerified" as at from auth."user" where id = $1', [userId])).rows[0]?.at
  return { m, auth, house, university, clerk, admin, head, account, again, isConfirmed }
}

const sentTo = (m: TestMarket, address: string) => lettersTo(m.database, address)

describe('an invitation', () => {
  it('goes by mail, works once, for its address only, and gives its roles in the name of the inviter', async () => {
    const { m, university, head, account, again } = await setup()
    const colleague = await account('colleague@university.example', '周演')
    const stranger = await account('stranger@elsewhere.example', '旁人')
    const input = { organisationId: university, address: ' Colleague@University.example ', roles: ['researcher', 'tto'] as const }
    valueOf(await m.as(head).party.invite({ ...input, roles: [...input.roles] }))
    expect(codeOf(await m.as(head).party.invite({ ...input, roles: ['tto'] }))).toBe('party.invitation_open.conflict')
    const token = await tokenTo(m.database, 'colleague@university.example')
    expect(await m.as(visitor).party.invitations.get({ token })).toMatchObject({ value: { roles: ['researcher', 'tto'], hasAccount: true, isMine: false } })
    expect(codeOf(await m.as(visitor).party.acceptInvitation({ token }))).toBe('request.unauthorized')
    expect(codeOf(await m.as(stranger.actor).party.acceptInvitation({ token }))).toBe('party.invitation_other_address')
    expect(codeOf(await m.as(colleague.actor).party.acceptInvitation({ token: 'A'.repeat(43) }))).toBe('party.invitation_gone')
    expect(await m.as(colleague.actor).party.invitations.get({ token })).toMatchObject({ value: { isMine: true } })
    valueOf(await m.as(colleague.actor).party.acceptInvitation({ token }))
    expect((await again(colleague.userId)).mandates.map(({ role }) => role).toSorted()).toEqual(['researcher', 'tto'])
    expect(codeOf(await m.as(colleague.actor).party.acceptInvitation({ token }))).toBe('party.invitation_gone')
    const { rows } = await m.database.pool.query<{ granted_by: string; token_hash: string }>(
      `select m.granted_by, i.token_hash from party.mandate m join party.invitation i on i.person_id = m.person_id where m.person_id = $1`,
      [colleague.actor.personId],
    )
    expect(rows.map((row) => row.granted_by)).toEqual([head.personId, head.personId])
    expect(rows[0]?.token_hash).not.toContain(token)
    await m.settle()
    const facts = await m.database.pool.query<{ body: string; visible_to: string[] | null }>(
      `select body, visible_to from platform.fact where type like 'party.invitation%'`,
    )
    expect(facts.rows).toHaveLength(2)
    for (const { body, visible_to } of facts.rows) {
      expect(body).not.toContain('example')
      expect(visible_to).toContain(university)
    }
    expect((await m.checks()).filter(({ check }) => check.startsWith('party'))).toEqual([])
  })

  it('lapses, is withdrawn, and is sent again with another link', async () => {
    const { m, university, head, account } = await setup()
    const { actor } = await account('late@university.example', '迟演')
    const invite = async (address: string) => valueOf(await m.as(head).party.invite({ organisationId: university, address, roles: ['tto'] })).invitationId
    const id = await invite('late@university.example')
    const first = await tokenTo(m.database, 'late@university.example')
    m.clock.advance(DAY_MS)
    valueOf(await m.as(head).party.resendInvitation({ organisationId: university, id }))
    const second = await tokenTo(m.database, 'late@university.example')
    expect(second).not.toBe(first)
    expect(codeOf(await m.as(actor).party.acceptInvitation({ token: first }))).toBe('party.invitation_gone')
    m.clock.advance(14 * DAY_MS)
    expect(codeOf(await m.as(actor).party.acceptInvitation({ token: second }))).toBe('party.invitation_gone')
    expect(valueOf(await m.as(head).party.file({ id: university })).invitations).toEqual([])
    await m.settle()
    const ended = await m.database.pool.query<{ ended_as: string }>('select ended_as from party.invitation where id = $1', [id])
    expect(ended.rows).toEqual([{ ended_as: 'expired' }])
    const other = await invite('late@university.example')
    const third = await tokenTo(m.database, 'late@university.example')
    valueOf(await m.as(head).party.withdrawInvitation({ organisationId: university, id: other }))
    expect(codeOf(await m.as(actor).party.acceptInvitation({ token: third }))).toBe('party.invitation_gone')
    expect(codeOf(await m.as(head).party.resendInvitation({ organisationId: university, id: other }))).toBe('party.invitation_gone')
  })

  it('brings nobody in once its inviter has lost the office or the account, until a colleague sends it again', async () => {
    const { m, university, admin, account, again } = await setup()
    const newcomer = await account('newcomer@university.example', '新演')
    const head = await account('gone@university.example', '去演')
    const granted = valueOf(await m.as(admin).party.grantMandate({ organisationId: university, personId: head.actor.personId ?? '', role: 'approver' }))
    const invitation = { organisationId: university, address: 'newcomer@university.example', roles: ['tto' as const] }
    const { invitationId } = valueOf(await m.as(await again(head.userId)).party.invite(invitation))
    const accept = async () => codeOf(await m.as(newcomer.actor).party.acceptInvitation({ token: await tokenTo(m.database, invitation.address) }))

    valueOf(await m.as(admin).account.disable({ id: head.userId, reason: '账号被盗' }))
    expect(await accept()).toBe('party.invitation_gone')
    valueOf(await m.as(admin).account.enable({ id: head.userId }))
    m.clock.advance(1000)
    valueOf(await m.as(admin).party.endMandate({ id: granted.mandateId }))
    m.clock.advance(1000)
    expect(await accept()).toBe('party.invitation_gone')
    expect(codeOf(await m.as(visitor).party.invitations.get({ token: await tokenTo(m.database, invitation.address) }))).toBe('party.invitation_gone')

    valueOf(await m.as(admin).party.resendInvitation({ organisationId: university, id: invitationId }))
    expect(await accept()).toBe('done')
    const { rows } = await m.database.pool.query<{ granted_by: string }>('select granted_by from party.mandate where person_id = $1', [newcomer.actor.personId])
    expect(rows).toEqual([{ granted_by: admin.personId }])
    await m.settle()
    expect(await m.checks()).toEqual([])
  })

  it('is for those who may give the role, never for oneself, and by verified organisations', async () => {
    const { m, university, house, head, admin, account, again } = await setup()
    const invite = (actor: typeof head, organisationId: string, roles: 'clerk' | 'tto' | 'enterprise' | 'admin', address = 'a@b.example') =>
      m.as(actor).party.invite({ organisationId, address, roles: [roles] })
    const tto = await m.person({ name: '转移', roles: [{ role: 'tto', organisationId: university }] })
    expect(codeOf(await invite(tto, university, 'tto'))).toBe('party.grant.forbidden')
    expect(codeOf(await invite(head, house, 'clerk'))).toBe('party.grant.forbidden')
    expect(codeOf(await invite(head, university, 'clerk'))).toBe('party.role_not_of_kind')
    expect(codeOf(await invite(admin, university, 'tto'))).toBe('done')
    // The head's own second address is an account of the same person or of somebody else; their own address is refused.
    const own = await account('head2@university.example', '负责二')
    valueOf(await m.as(admin).party.invite({ organisationId: university, address: 'head2@university.example', roles: ['approver'] }))
    valueOf(await m.as(own.actor).party.acceptInvitation({ token: await tokenTo(m.database, 'head2@university.example') }))
    expect(codeOf(await invite(await again(own.userId), university, 'tto', 'head2@university.example'))).toBe('party.self_grant.forbidden')
    const agent = await account('agent@enterprise.example', '企演')
    const { organisationId } = valueOf(await m.as(agent.actor).party.registerEnterprise({ name: { zh: '示范公司', en: '' }, creditCode: creditCode(500) }))
    expect(codeOf(await invite(await again(agent.userId), organisationId, 'enterprise'))).toBe('party.invitation_unverified')
  })

  it('is bounded for each organisation', async () => {
    const { m, university, head } = await setup()
    const invite = (n: number) => m.as(head).party.invite({ organisationId: university, address: `n${n}@university.example`, roles: ['researcher'] })
    for (let n = 0; n < 30; n += 1) expect(codeOf(await invite(n))).toBe('done')
    expect(codeOf(await invite(30))).toBe('party.invitation_too_many_a_day')
    m.clock.advance(DAY_MS + 1)
    for (let n = 30; n < 50; n += 1) expect(codeOf(await invite(n))).toBe('done')
    expect(codeOf(await invite(50))).toBe('party.invitation_too_many_open')
    const [first] = valueOf(await m.as(head).party.file({ id: university })).invitations
    for (let sends = 1; sends < 5; sends += 1) {
      m.clock.advance(DAY_MS + 1)
      expect(codeOf(await m.as(head).party.resendInvitation({ organisationId: university, id: first?.id ?? '' }))).toBe('done')
    }
    m.clock.advance(DAY_MS + 1)
    expect(codeOf(await m.as(head).party.resendInvitation({ organisationId: university, id: first?.id ?? '' }))).toBe('party.invitation_sent_often')
  })

  it('of the operator brings a lost administrator back, and says in the log whose it is', async () => {
    const { m, house, account, again } = await setup()
    const invited = valueOf(await m.act(SYSTEM, (act) => inviteByOperator(act, house, { address: 'new@market.example', roles: ['admin'], lang: 'zh' })))
    expect(invited.link).toContain('http://zhepai.test/zh/join?token=')
    const person = await account('new@market.example', '新管')
    valueOf(await m.as(person.actor).party.acceptInvitation({ token: await tokenTo(m.database, 'new@market.example') }))
    expect((await again(person.userId)).mandates).toEqual([{ role: 'admin', organisationId: house }])
    await m.settle()
    const { rows } = await m.database.pool.query<{ body: string }>(`select body from platform.fact where type = 'party.invitation_sent'`)
    expect(rows[0]?.body).toContain('"isByOperator":true')
  })
})

describe('letters about roles', () => {
  it('tell whoever got or lost one, and nobody about what they did themselves', async () => {
    const { m, university, head, account, again } = await setup()
    const colleague = await account('told@university.example', '告演')
    const personId = colleague.actor.personId ?? ''
    const first = valueOf(await m.as(head).party.grantMandate({ organisationId: university, personId, role: 'researcher' }))
    valueOf(await m.as(head).party.grantMandate({ organisationId: university, personId, role: 'tto' }))
    m.clock.advance(1000)
    valueOf(await m.as(head).party.endMandate({ id: first.mandateId }))
    const me = valueOf(await m.as(await again(colleague.userId)).party.me({}))
    m.clock.advance(1000)
    valueOf(await m.as(await again(colleague.userId)).party.endMandate({ id: me.mandates[0]?.id ?? '' }))
    const letters = await sentTo(m, 'told@university.example')
    expect(letters.map(({ kind }) => kind)).toEqual(['party.role_ended', 'party.role_given', 'party.role_given'])
    expect(letters[0]?.body).toContain('示范大学')
    expect(letters[0]?.body).toContain('has ended')
  })
})

describe('a credit code taken by hand', () => {
  const sound = creditCode(777)
  const odd = sound.slice(0, 17) + (sound.endsWith('1') ? '2' : '1')

  it('is for a clerk who saw the paper; the enterprise then registers with it and the file says why', async () => {
    const { m, clerk, admin, account, again } = await setup()
    const agent = await account('odd@enterprise.example', '奇演')
    const register = () => m.as(agent.actor).party.registerEnterprise({ name: { zh: '旧码公司', en: '' }, creditCode: odd })
    expect(codeOf(await register())).toBe('party.credit_code_check')
    expect(codeOf(await m.as(admin).party.acceptCreditCode({ creditCode: odd, reason: '见证照' }))).toBe('request.forbidden')
    expect(codeOf(await m.as(clerk).party.acceptCreditCode({ creditCode: sound, reason: '见证照' }))).toBe('party.credit_code_fits')
    // A made number in the form of an identity card: region, date of birth, serial.
    expect(codeOf(await m.as(clerk).party.acceptCreditCode({ creditCode: '362301190001011077', reason: '见证照' }))).toBe('party.credit_code_personal')
    valueOf(await m.as(clerk).party.acceptCreditCode({ creditCode: odd.toLowerCase(), reason: '已核对营业执照原件' }))
    expect(codeOf(await m.as(clerk).party.acceptCreditCode({ creditCode: odd, reason: '再次' }))).toBe('party.code_accepted.conflict')
    const { organisationId } = valueOf(await register())
    expect(valueOf(await m.as(clerk).party.file({ id: organisationId })).organisation.codeReason).toBe('已核对营业执照原件')
    valueOf(await m.as(clerk).party.refuseOrganisation({ id: organisationId, reason: '名称不符' }))
    valueOf(await m.as(await again(agent.userId)).party.resubmitOrganisation({ id: organisationId, name: { zh: '旧码有限公司', en: '' }, creditCode: odd }))
    expect((await sentTo(m, 'odd@enterprise.example'))[0]?.body).toContain('名称不符')
    await m.settle()
    expect((await m.checks()).filter(({ check }) => check.startsWith('party'))).toEqual([])
  })

  it('is not needed at the state level, nor for full-width signs', async () => {
    const { m, account } = await setup()
    const body = '12100000400001234'
    const state = withCheckSign(body)
    const agent = await account('state@enterprise.example', '部演')
    const wide = [...state].map((sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfe_e0)).join('')
    const { organisationId } = valueOf(await m.as(agent.actor).party.registerEnterprise({ name: { zh: '部属公司', en: '' }, creditCode: wide }))
    const file = valueOf(await m.as(await actorForUser(m.database.reader, agent.userId, m.clock.now())).party.file({ id: organisationId }))
    expect(file.organisation).toMatchObject({ creditCode: state, region: '100000', regionName: { zh: '国家级' }, codeReason: null })
  })
})

describe('a registration', () => {
  it('is decided within five working days, by the branch of its place, and begins anew when it is sent again', async () => {
    const { m, clerk, account, again } = await setup()
    const agent = await account('wait@enterprise.example', '候演')
    const { organisationId } = valueOf(await m.as(agent.actor).party.registerEnterprise({ name: { zh: '杭州公司', en: '' }, creditCode: creditCode(600) }))
    const standing = async () => valueOf(await m.as(await again(agent.userId)).party.me({})).mandates[0]?.organisation
    // Registered on Tuesday 3 March 2026: the fifth working day is Tuesday the 10th, which ends at midnight in Beijing.
    expect(await standing()).toMatchObject({ decideBy: '2026-03-10T16:00:00.000Z', handledBy: { zh: '浙江技术市场杭州分市场' } })
    expect(valueOf(await m.as(clerk).party.waiting({})).items).toMatchObject([{ decideBy: '2026-03-10T16:00:00.000Z' }])
    valueOf(await m.as(clerk).party.refuseOrganisation({ id: organisationId, reason: '执照不清晰' }))
    expect(await standing()).toMatchObject({ state: 'refused', stateReason: '执照不清晰', decideBy: null })
    m.clock.advance(7 * DAY_MS)
    valueOf(
      await m.as(await again(agent.userId)).party.resubmitOrganisation({ id: organisationId, name: { zh: '杭州公司', en: '' }, creditCode: creditCode(600) }),
    )
    expect(await standing()).toMatchObject({ decideBy: '2026-03-17T16:00:00.000Z' })
  })
})

describe('a name', () => {
  it('is changed by its person until an officer has compared it; then by officers alone, with a reason', async () => {
    const { m, university, head, clerk, account, again } = await setup()
    const person = await account('name@university.example', 'Li Ming')
    const personId = person.actor.personId ?? ''
    const title = { zh: '教授', en: 'Professor' }
    const name = { zh: '李明', en: 'Li Ming' }
    valueOf(await m.as(person.actor).party.changeMyName({ name: { zh: '李 明', en: '' }, title }))
    const unverified = async () => valueOf(await m.as(head).party.unverifiedNames({ personIds: [personId], organisationIds: [university] }))
    expect(await unverified()).toEqual({ personIds: [personId], organisationIds: [] })
    expect(codeOf(await m.as(person.actor).party.verifyName({ personId, name, reason: '本人' }))).toBe('party.own_name.forbidden')
    // Heads vouch for people of their own organisation.
    expect(codeOf(await m.as(head).party.verifyName({ personId, name, reason: '见身份证' }))).toBe('party.name.forbidden')
    valueOf(await m.as(head).party.grantMandate({ organisationId: university, personId, role: 'tto' }))
    expect(await unverified()).toEqual({ personIds: [personId], organisationIds: [university] })
    valueOf(await m.as(head).party.verifyName({ personId, name, reason: '见身份证原件' }))
    const me = await again(person.userId)
    expect(codeOf(await m.as(me).party.changeMyName({ name: { zh: '张三', en: '' }, title }))).toBe('party.name_verified')
    expect(codeOf(await m.as(me).party.changeMyName({ name, title: { zh: '研究员', en: '' } }))).toBe('done')
    expect(await unverified()).toEqual({ personIds: [], organisationIds: [] })
    valueOf(await m.as(clerk).party.verifyName({ personId, name: { zh: '李铭', en: 'Li Ming' }, reason: '见更名证明' }))
    expect(valueOf(await m.as(me).party.me({})).person).toMatchObject({ name: { zh: '李铭' }, isNameVerified: true })
    await m.settle()
    const { rows } = await m.database.pool.query<{ visible_to: string[] | null }>(`select visible_to from platform.fact where type = 'party.name_verified'`)
    expect(rows.map((row) => row.visible_to)).toEqual([
      [personId, university],
      [personId, university],
    ])
  })
})
