import { describe, expect, it } from 'vitest'
import { DAY_MS } from '#kernel/instant.ts'
import { market } from '../../../test/kit/market.ts'
import { waitingFor } from '../../../test/kit/waiting.ts'
import { CONFIRMATION_EDITION } from './core/confirmation-agreement.ts'
import { mayConfirmFor } from './index.ts'

const valueOf = <Value>(result: { ok: true; value: Value } | { ok: false; refusal: { code: string } }): Value => {
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}

const setup = async () => {
  const m = await market()
  const house = await m.organisation({ kind: 'market', name: '浙江技术市场（演示）' })
  const company = await m.organisation({ kind: 'enterprise', name: '杭州示范企业（演示）' })
  const clerk = await m.person({ name: '受理员', roles: [{ role: 'clerk', organisationId: house }] })
  const agent = await m.person({ name: '经办人', roles: [{ role: 'enterprise', organisationId: company }], isUnauthorised: true })
  const colleague = await m.person({ name: '同事', roles: [{ role: 'enterprise', organisationId: company }], isUnauthorised: true })
  const may = (matter: 'sale' | 'contract' = 'contract') =>
    mayConfirmFor(m.database.reader, { personId: agent.personId, organisationId: company, matter }, m.clock.now())
  const letter = async () => {
    const { id } = valueOf(
      await m.as(agent).document.upload({ name: '授权书.txt', kind: 'proof', contentBase64: Buffer.from('授权书', 'utf8').toString('base64') }),
    )
    return id
  }
  const draft = { organisationId: company, personId: agent.personId ?? '', basis: 'delegated' as const, matters: ['agreement' as const, 'contract' as const] }
  return { m, company, clerk, agent, colleague, may, letter, draft }
}

describe('who confirms electronically for an organisation', () => {
  it('does so only after the method was agreed on beforehand, with a written authority on file that another person has checked (E-Signature Law art. 13, Civil Code art. 165)', async () => {
    const { m, company, clerk, agent, colleague, may, letter, draft } = await setup()
    expect(await may()).toMatchObject({ refusal: { code: 'party.confirmation_not_agreed' } })
    expect(await waitingFor(m, agent)).toContain('signing.authorise')
    const agree = { organisationId: company, edition: CONFIRMATION_EDITION, accepts: true as const }
    expect(await m.as(agent).party.agreeConfirmation(agree)).toMatchObject({ refusal: { code: 'party.authority_not_on_file' } })
    const { authorityId } = valueOf(await m.as(agent).party.fileAuthority({ ...draft, validUntil: '2026-12-31', letterDocumentId: await letter() }))
    await m.settle()
    expect(await m.as(agent).party.confirmAuthority({ id: authorityId })).toMatchObject({ refusal: { code: 'party.authority_own' } })
    expect(await waitingFor(m, colleague)).toContain('authority.confirm')
    expect(await waitingFor(m, clerk)).toContain('authority.check')
    valueOf(await m.as(colleague).party.confirmAuthority({ id: authorityId }))
    expect(await m.as(agent).party.agreeConfirmation({ ...agree, edition: '2020-01-01' })).toMatchObject({
      refusal: { code: 'party.confirmation_edition.stale' },
    })
    expect(await waitingFor(m, agent)).toContain('signing.agree')
    expect(await may()).toMatchObject({ refusal: { code: 'party.confirmation_not_agreed' } })
    valueOf(await m.as(agent).party.agreeConfirmation(agree))
    expect(await may()).toEqual({ ok: true, value: authorityId })
    expect((await waitingFor(m, agent)).filter((kind) => kind.startsWith('signing'))).toEqual([])
    const seen = valueOf(await m.as(clerk).party.authorities.list({ organisationId: company }))
    expect(seen).toMatchObject({ items: [{ id: authorityId, isInForce: true, state: 'confirmed' }], agreement: { edition: CONFIRMATION_EDITION } })
    expect(await m.checks()).toEqual([])
  })

  it('is held to the matters and the time that the letter names', async () => {
    const { m, company, colleague, agent, may, letter, draft } = await setup()
    const { authorityId } = valueOf(await m.as(agent).party.fileAuthority({ ...draft, validUntil: '2026-04-30', letterDocumentId: await letter() }))
    valueOf(await m.as(colleague).party.confirmAuthority({ id: authorityId }))
    valueOf(await m.as(agent).party.agreeConfirmation({ organisationId: company, edition: CONFIRMATION_EDITION, accepts: true }))
    expect(await may('sale')).toMatchObject({ refusal: { code: 'party.authority_not_on_file' } })
    expect(await may('contract')).toMatchObject({ ok: true })
    m.clock.advance(90 * DAY_MS)
    expect(await may('contract')).toMatchObject({ refusal: { code: 'party.authority_ended' } })
    expect(await waitingFor(m, agent)).toContain('signing.authorise')
  })

  it('cannot once the authority is revoked; without a paper or an end none is taken', async () => {
    const { m, company, agent, colleague, clerk, may, letter, draft } = await setup()
    expect(await m.as(agent).party.fileAuthority({ ...draft, validUntil: '2026-12-31' })).toMatchObject({ refusal: { code: 'party.authority_paper_missing' } })
    expect(await m.as(agent).party.fileAuthority({ ...draft, letterDocumentId: await letter() })).toMatchObject({ refusal: { code: 'party.authority_period' } })
    expect(
      await m.as(agent).party.fileAuthority({ ...draft, personId: clerk.personId ?? '', validUntil: '2026-12-31', letterDocumentId: await letter() }),
    ).toMatchObject({ refusal: { code: 'party.not_signatory' } })
    const { authorityId } = valueOf(await m.as(agent).party.fileAuthority({ ...draft, validUntil: '2026-12-31', letterDocumentId: await letter() }))
    valueOf(await m.as(clerk).party.confirmAuthority({ id: authorityId }))
    valueOf(await m.as(agent).party.agreeConfirmation({ organisationId: company, edition: CONFIRMATION_EDITION, accepts: true }))
    valueOf(await m.as(colleague).party.revokeAuthority({ id: authorityId, reason: '岗位调整' }))
    expect(await may()).toMatchObject({ refusal: { code: 'party.authority_not_on_file' } })
    expect(await m.checks()).toEqual([])
  })

  it('needs no letter as the legal representative, which a market officer compares with the register', async () => {
    const { m, company, agent, colleague, clerk, may, draft } = await setup()
    const { authorityId } = valueOf(await m.as(agent).party.fileAuthority({ ...draft, basis: 'representative', matters: ['agreement', 'sale', 'contract'] }))
    expect(await m.as(colleague).party.confirmAuthority({ id: authorityId })).toMatchObject({ refusal: { code: 'party.authority_by_officer' } })
    valueOf(await m.as(clerk).party.confirmAuthority({ id: authorityId }))
    valueOf(await m.as(agent).party.agreeConfirmation({ organisationId: company, edition: CONFIRMATION_EDITION, accepts: true }))
    expect(await may('sale')).toEqual({ ok: true, value: authorityId })
  })

  it('is refused with reasons where the paper does not show it', async () => {
    const { m, agent, clerk, letter, draft } = await setup()
    const { authorityId } = valueOf(await m.as(agent).party.fileAuthority({ ...draft, validUntil: '2026-12-31', letterDocumentId: await letter() }))
    valueOf(await m.as(clerk).party.refuseAuthority({ id: authorityId, reason: '未加盖公章' }))
    expect(await m.as(clerk).party.confirmAuthority({ id: authorityId })).toMatchObject({ refusal: { code: 'party.authority_wrong_state' } })
  })
})
