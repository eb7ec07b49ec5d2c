import { expect, it } from 'vitest'
import { market } from '../../../test/kit/market.ts'
import { dealToConfirm, done } from './deal.story.ts'

it('a sale is confirmed for an organisation only by a person with a written authority on file; page and command agree (Civil Code art. 165, E-Signature Law art. 13)', async () => {
  const m = await market()
  const deal = await dealToConfirm(m)
  const stranger = await m.person({ name: '新同事', roles: [{ role: 'tto', organisationId: deal.university }], isUnauthorised: true })
  const { salePaper, acts } = await done(m.as(stranger).contract.get({ id: deal.contractId }))
  const missing = { code: 'party.authority_not_on_file' }
  expect(acts.find(({ act }) => act === 'confirmSale')).toMatchObject({ refusal: missing })
  const given = { id: deal.contractId, sha256: salePaper.sha256, accepts: true as const }
  expect(await m.as(stranger).contract.confirmSale(given)).toMatchObject({ refusal: missing })
  expect((await done(m.as(deal.tto).contract.get({ id: deal.contractId }))).confirmations).toEqual([])
  const own = await done(m.as(deal.tto).party.authorities.list({ organisationId: deal.university }))
  const authority = own.items.find(({ personId }) => personId === deal.tto.personId)
  await done(m.as(deal.tto).contract.confirmSale(given))
  const used = await m.database.pool.query<{ body: string; subject: string }>(
    "select subject, body::text from platform.fact where type = 'party.authority_used'",
  )
  expect(used.rows.map(({ subject, body }) => ({ subject, body: JSON.parse(body) as object }))).toMatchObject([
    { subject: deal.contractId, body: { authorityId: authority?.id, personId: deal.tto.personId, matter: 'sale', edition: own.agreement.edition } },
  ])
  await done(m.as(deal.tto).party.revokeAuthority({ id: authority?.id ?? '', reason: '调岗' }))
  expect(await m.as(deal.tto).contract.confirm({ ...given })).toMatchObject({ ok: false })
  expect(await m.checks()).toEqual([])
})
