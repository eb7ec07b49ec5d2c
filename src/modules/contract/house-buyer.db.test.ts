/**
 * A research institute that developed something together with a university exercises first refusal (Civil Code art. 860) and buys: its transfer office
 * confirms price and sale, its head signs, and it is entered as the holder. It buys at the negotiated price; it does not bid.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { parseInstant } from '#kernel/instant.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { waitingFor } from '../../../test/kit/waiting.ts'
import { bankDay, catalogued, confirmContract, confirmSale, done, handOver, people, upload, type Deal } from './deal.story.ts'

const PRICE = 160_000_000n
const both = (text: string) => ({ zh: text, en: text })

let m: TestMarket
let who: Awaited<ReturnType<typeof people>>
let institute = ''
let office: Actor
let head: Actor
let stranger: Actor
let achievementId = ''
let lotId = ''
let deal: Deal

beforeAll(async () => {
  m = await market()
  who = await people(m)
  institute = await m.organisation({ kind: 'institute', name: '示范研究院（演示）' })
  office = await m.person({ name: '研究院经办', roles: [{ role: 'tto', organisationId: institute }] })
  head = await m.person({ name: '研究院院长', roles: [{ role: 'approver', organisationId: institute }] })
  const other = await m.organisation({ kind: 'university', name: '另一所大学（演示）' })
  stranger = await m.person({ name: '别校经办', roles: [{ role: 'tto', organisationId: other }] })
  achievementId = await catalogued(m, who, PRICE)
  await done(
    m.as(who.tto).title.declareOrigin({
      achievementId,
      kind: 'co_developed',
      ground: 'law',
      contract: '合作开发合同2024-031号，第七条',
      contractDocumentId: await upload(m, who.tto, '合作开发合同.pdf', 'proof'),
      developers: [institute],
    }),
  )
})

const desk = async (actor: Actor) => (await waitingFor(m, actor)).filter((line) => /^(first_refusal|lot|contract)\./.test(line))

describe('an institute that exercises first refusal', () => {
  it('is asked at its transfer office, which answers for it', async () => {
    const { askId } = await done(m.as(who.tto).title.askFirstRefusal({ achievementId, terms: '转让专利申请权，价款一次付清', priceMinor: String(PRICE) }))
    await m.settle()
    expect(await desk(office)).toEqual(['first_refusal.answer'])
    expect(await m.as(stranger).title.exercise({ id: askId, organisationId: institute })).toMatchObject({ refusal: { code: 'title.first_refusal.not_found' } })
    expect(await done(m.as(office).title.exercise({ id: askId, organisationId: institute, note: '愿以同等条件受让' }))).toMatchObject({ state: 'exercised' })
  })

  it('is named as the buyer, and confirms the price at its transfer office; no other office does', async () => {
    const draft = await done(
      m.as(who.tto).listing.draft({
        achievementId,
        title: both('高导热石墨烯复合膜的连续制备技术'),
        summary: both('面内导热系数不低于每米开尔文一千二百瓦。'),
        right: { kind: 'assignment' },
        method: 'negotiated',
        startingPriceMinor: String(PRICE),
        depositMinor: '0',
        noticeDays: 15,
        methodTerms: { buyerOrganisationId: institute, relation: 'none', relationNote: '' },
        priceBasis: { kind: 'negotiation', text: both('征询优先受让权所列的价格') },
        terms: both('价款一次付清。'),
        qualifications: both('受让方由协议确定。'),
      } as never),
    )
    lotId = draft.lotId
    await done(m.as(who.tto).listing.submit({ id: lotId }))
    for (const aspect of ['title', 'content'] as const) await done(m.as(who.clerk).listing.check({ id: lotId, aspect, outcome: 'passed' }))
    await done(m.as(who.approver).listing.confirmPrice({ id: lotId, priceMinor: String(PRICE) }))
    await m.settle()
    expect(await desk(office)).toEqual(['lot.confirmAgreement'])
    expect((await done(m.as(office).listing.agreements.mine({}))).items).toMatchObject([{ id: lotId, isConfirmed: false }])
    expect((await done(m.as(stranger).listing.agreements.mine({}))).items).toEqual([])
    for (const actor of [stranger, who.tto])
      expect(await m.as(actor).listing.confirmAgreement({ id: lotId, priceMinor: String(PRICE) })).toMatchObject({ refusal: { code: 'listing.not_found' } })
    const told = (await done(m.as(office).notification.mine({ limit: 20 }))).items.map(({ type }) => type)
    expect(told).toContain('listing.agreement_offered')
    await done(m.as(office).listing.confirmAgreement({ id: lotId, priceMinor: String(PRICE) }))
    expect(await m.as(office).listing.confirmAgreement({ id: lotId, priceMinor: String(PRICE) })).toMatchObject({
      refusal: { code: 'listing.agreement_confirmed_already' },
    })
    const { noticeClosesAt } = await done(m.as(who.clerk).listing.openListing({ id: lotId }))
    m.clock.set(parseInstant(noticeClosesAt))
    await m.settle()
    const lot = await done(m.as(who.clerk).listing.get({ id: lotId }))
    expect(lot).toMatchObject({ state: 'sold', buyerOrganisationId: institute })
    const result = await done(m.as(who.clerk).notice.get({ id: lot.resultNoticeId ?? '' }))
    m.clock.set(parseInstant(result.closesAt ?? ''))
    await m.settle()
  })

  it('signs, pays, accepts, and holds the right', async () => {
    const { id: contractId } = await done(m.as(office).contract.ofLot({ lotId }))
    deal = { ...who, buyer: office, achievementId, lotId, contractId } as unknown as Deal
    await m.settle()
    expect(await desk(office)).toEqual(['contract.confirmSale'])
    expect(await m.as(stranger).contract.get({ id: contractId })).toMatchObject({ refusal: { code: 'contract.not_found' } })
    await confirmSale(m, deal)
    await confirmContract(m, { ...deal, buyer: head })
    expect((await done(m.as(office).payment.requests.mine({}))).requests).toMatchObject([{ payerOrganisationId: institute, purpose: 'price', state: 'open' }])
    await bankDay(m, who.finance)
    await handOver(m, deal)
    await done(m.as(office).contract.acceptHandover({ id: contractId, accepts: true }))
    await m.settle()
    expect(await done(m.as(office).contract.get({ id: contractId }))).toMatchObject({ state: 'settled', priceMinor: String(PRICE) })
    expect((await done(m.as(who.tto).title.get({ achievementId }))).holders).toMatchObject([{ organisationId: institute, shareBasisPoints: 10_000 }])
  })

  it('breaks no invariant', async () => {
    expect(m.failures).toEqual([])
    expect(await m.checks()).toEqual([])
  })
})
