/** Who may hold an auction: a licensed house with certified auctioneers, on paper and checked by another. */
import { beforeAll, describe, expect, it } from 'vitest'
import { DAY_MS } from '#kernel/instant.ts'
import type { Actor } from '#kernel/actor.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { waitingFor } from '../../../test/kit/waiting.ts'
import { auctionHouseAt } from './index.ts'

const valueOf = <Value>(result: { ok: true; value: Value } | { ok: false; refusal: { code: string } }): Value => {
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}

const people = async (m: TestMarket) => {
  const operator = await m.organisation({ kind: 'market', name: '浙江技术市场（演示）' })
  const house = await m.organisation({ kind: 'broker', name: '杭州示范拍卖有限公司（演示）' })
  const university = await m.organisation({ kind: 'university', name: '浙江示范大学（演示）' })
  return {
    operator,
    house,
    university,
    clerk: await m.person({ name: '受理员', roles: [{ role: 'clerk', organisationId: operator }] }),
    clerk2: await m.person({ name: '受理员二', roles: [{ role: 'clerk', organisationId: operator }] }),
    head: await m.person({ name: '拍卖行负责人', roles: [{ role: 'approver', organisationId: house }] }),
    auctioneer: await m.person({ name: '拍卖师', roles: [{ role: 'auctioneer', organisationId: house }] }),
    dean: await m.person({ name: '校长', roles: [{ role: 'approver', organisationId: university }] }),
    chief: await m.person({
      name: '市场负责人',
      roles: [
        { role: 'approver', organisationId: operator },
        { role: 'clerk', organisationId: operator },
      ],
    }),
  }
}

let m: TestMarket
let who: Awaited<ReturnType<typeof people>>

const paper = async (by: Actor) =>
  valueOf(await m.as(by).document.upload({ name: '证书.txt', kind: 'proof', contentBase64: Buffer.from('证书', 'utf8').toString('base64') })).id

const licence = async (by: Actor, organisationId: string, change: object = {}) =>
  m.as(by).party.fileCredential({
    organisationId,
    kind: 'auction_licence',
    number: '浙拍字第0001号（演示）',
    issuer: '示范省商务主管部门（演示）',
    validFrom: '2026-01-01',
    validUntil: '2027-12-31',
    paperDocumentId: await paper(by),
    ...change,
  } as never)

beforeAll(async () => {
  m = await market()
  who = await people(m)
})

describe('the papers of an auction house', () => {
  const at = () => auctionHouseAt(m.database.reader, who.house, m.clock.now())

  it('are filed by the house alone, whole and in time', async () => {
    expect(await licence(who.dean, who.house)).toMatchObject({ refusal: { code: 'party.not_found' } })
    expect(await licence(who.dean, who.university)).toMatchObject({ refusal: { code: 'party.credential_not_of_kind' } })
    expect(await licence(who.auctioneer, who.house)).toMatchObject({ refusal: { code: 'party.credential.forbidden' } })
    expect(await licence(who.head, who.house, { validUntil: '2025-12-31' })).toMatchObject({ refusal: { code: 'party.credential_period' } })
    expect(await licence(who.head, who.house, { personId: who.auctioneer.personId })).toMatchObject({ refusal: { code: 'party.credential_person' } })
    expect(await licence(who.head, who.house, { kind: 'auctioneer_certificate', personId: who.head.personId })).toMatchObject({
      refusal: { code: 'party.credential_not_auctioneer' },
    })
  })

  it('count once a clerk has compared them with the paper, and only to their last day', async () => {
    const { credentialId } = valueOf(await licence(who.head, who.house))
    const { credentialId: second } = valueOf(
      await licence(who.head, who.house, { kind: 'auctioneer_certificate', personId: who.auctioneer.personId, number: 'P-2026-1（演示）' }),
    )
    await m.settle()
    expect(await at()).toBeNull()
    expect(await waitingFor(m, who.clerk)).toContain('credential.check')
    expect(await m.as(who.head).party.confirmCredential({ id: credentialId })).toMatchObject({ refusal: { code: 'party.credential.forbidden' } })
    expect(await m.as(who.dean).party.confirmCredential({ id: credentialId })).toMatchObject({ refusal: { code: 'party.not_found' } })
    valueOf(await m.as(who.clerk).party.confirmCredential({ id: credentialId }))
    expect(await m.as(who.clerk).party.confirmCredential({ id: credentialId })).toMatchObject({ refusal: { code: 'party.credential_wrong_state' } })
    expect(await at()).toMatchObject({ licence: { number: '浙拍字第0001号（演示）' }, auctioneers: [] })
    valueOf(await m.as(who.clerk).party.confirmCredential({ id: second }))
    expect(await at()).toMatchObject({ auctioneers: [{ personId: who.auctioneer.personId, number: 'P-2026-1（演示）' }] })
    const shown = valueOf(await m.as(who.dean).party.auctionHouses.list({}))
    expect(shown.items).toHaveLength(1)
    expect(valueOf(await m.as(who.head).party.credentials.list({ organisationId: who.house })).items).toHaveLength(2)
    const end = m.clock.now() + 800 * DAY_MS
    expect(await auctionHouseAt(m.database.reader, who.house, end as never)).toBeNull()
    expect(await m.checks()).toEqual([])
  })

  it('of the market itself are checked by a clerk who did not file them', async () => {
    const { credentialId } = valueOf(await licence(who.chief, who.operator))
    expect(await m.as(who.chief).party.confirmCredential({ id: credentialId })).toMatchObject({ refusal: { code: 'party.credential_own' } })
    const both = await Promise.all([who.clerk, who.clerk2].map((clerk) => m.as(clerk).party.confirmCredential({ id: credentialId })))
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    valueOf(await m.as(who.clerk2).party.revokeCredential({ id: credentialId, reason: '批准证书已被注销' }))
    expect(await auctionHouseAt(m.database.reader, who.operator, m.clock.now())).toBeNull()
    const { credentialId: wrong } = valueOf(await licence(who.chief, who.operator))
    valueOf(await m.as(who.clerk).party.refuseCredential({ id: wrong, reason: '编号与公布的不符' }))
    expect(await m.checks()).toEqual([])
  })
})
