/** A price that seller and buyer agreed: checked by the market, confirmed by the buyer, fifteen days in public, then a sale (Zhejiang regulation art. 17). */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { DAY_MS, instant, parseInstant } from '#kernel/instant.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { waitingFor } from '../../../test/kit/waiting.ts'
import { bankDay, catalogued, confirmContract, confirmSale, done, people, type Deal } from '../contract/deal.story.ts'

type People = Awaited<ReturnType<typeof people>>
const PRICE = 180_000_000n
const both = (text: string) => ({ zh: text, en: text })

let m: TestMarket
let who: People
let achievementId = ''

const draft = (change: Readonly<Record<string, unknown>> = {}, terms: Readonly<Record<string, unknown>> = {}) => ({
  achievementId,
  title: both('高导热石墨烯复合膜的连续制备技术'),
  summary: both('面内导热系数不低于每米开尔文一千二百瓦。'),
  right: { kind: 'assignment' as const },
  method: 'negotiated',
  startingPriceMinor: String(PRICE),
  depositMinor: '0',
  noticeDays: 15,
  methodTerms: { buyerOrganisationId: who.enterprise, relation: 'none', relationNote: '', ...terms },
  priceBasis: { kind: 'negotiation' as const, text: both('三次议价记录和领导小组会议纪要') },
  terms: both('价款一次付清。'),
  qualifications: both('受让方由协议确定。'),
  ...change,
})
const drafted = async (change = {}, terms = {}) => (await done(m.as(who.tto).listing.draft(draft(change, terms) as never))).lotId
const get = (id: string, actor: Actor = who.clerk) => done(m.as(actor).listing.get({ id }))
const pass = async (id: string, priceMinor = PRICE) => {
  await done(m.as(who.tto).listing.submit({ id }))
  for (const aspect of ['title', 'content'] as const) await done(m.as(who.clerk).listing.check({ id, aspect, outcome: 'passed' }))
  await done(m.as(who.approver).listing.confirmPrice({ id, priceMinor: String(priceMinor) }))
  await m.settle()
}
const toNotice = async (id: string) => {
  await pass(id)
  await done(m.as(who.buyer).listing.confirmAgreement({ id, priceMinor: String(PRICE) }))
  return done(m.as(who.clerk).listing.openListing({ id }))
}
const lotsWaitingFor = async (actor: Actor) => (await waitingFor(m, actor)).filter((line) => line.startsWith('lot.'))
const withdraw = async (id: string) => {
  await done(m.as(who.tto).listing.withdrawLot({ id, reason: '另行协商' }))
  await m.settle()
}

beforeAll(async () => {
  m = await market()
  who = await people(m)
  achievementId = await catalogued(m, who, PRICE)
})

describe('what is asked of a negotiated price before anybody hears of it', () => {
  it('is no deposit, and a notice of fifteen calendar days at least', async () => {
    const listing = m.as(who.tto).listing
    expect(await listing.draft(draft({ noticeDays: 14 }) as never)).toMatchObject({
      refusal: { code: 'listing.notice_too_short_days', rule: { key: 'publicity.negotiatedPrice' } },
    })
    expect(await listing.draft(draft({ depositMinor: '1' }) as never)).toMatchObject({ refusal: { code: 'listing.deposit_too_high' } })
  })
  it('is that a relation to a completer is explained', async () => {
    expect(await m.as(who.tto).listing.draft(draft({}, { relation: 'interested' }) as never)).toMatchObject({
      refusal: { code: 'listing.relation_note_missing' },
    })
  })
  it('is that the completers were asked on this price and not on a higher one (Civil Code art. 847)', async () => {
    const id = await drafted({ startingPriceMinor: String(PRICE - 1n) })
    expect(await m.as(who.tto).listing.submit({ id })).toMatchObject({ refusal: { code: 'listing.first_refusal_other_terms' } })
    await withdraw(id)
  })
  it('is a buyer who is verified and not the seller itself', async () => {
    const unknown = await m.organisation({ kind: 'enterprise', name: '未核验公司（演示）', verified: false })
    const abroad = await m.organisation({ kind: 'enterprise', name: '香江示范有限公司（演示）', region: '810000' })
    for (const [buyerOrganisationId, code] of [
      [unknown, 'listing.buyer_not_verified'],
      [abroad, 'listing.foreign_party'],
      [who.university, 'listing.buyer_is_seller'],
    ] as const) {
      const id = await drafted({}, { buyerOrganisationId })
      expect(await m.as(who.tto).listing.submit({ id })).toMatchObject({ refusal: { code } })
      await withdraw(id)
    }
  })
  it('is that a buyer for whom a completer acts is marked as related', async () => {
    const firm = await m.organisation({ kind: 'enterprise', name: '完成人持股公司（演示）' })
    await m.database.pool.query(
      `insert into party.mandate (id, person_id, organisation_id, role, granted_by, valid_from)
       select 'man_test', $1, $2, role, granted_by, valid_from from party.mandate where role = 'enterprise' limit 1`,
      [who.colleague.personId, firm],
    )
    const unsaid = await drafted({}, { buyerOrganisationId: firm })
    expect(await m.as(who.tto).listing.submit({ id: unsaid })).toMatchObject({ refusal: { code: 'listing.relation_not_marked' } })
    await withdraw(unsaid)
    const said = await drafted({}, { buyerOrganisationId: firm, relation: 'interested', relationNote: '完成人顾若谷任该公司董事' })
    expect(await m.as(who.tto).listing.submit({ id: said })).toMatchObject({ ok: true })
    await withdraw(said)
    await m.database.pool.query(`delete from party.mandate where id = 'man_test'`)
  })
})

describe('the price itself', () => {
  it('is confirmed by a second person of the unit with authority, and by the market only where the unit has none', async () => {
    const id = await drafted()
    await done(m.as(who.tto).listing.submit({ id }))
    expect(await lotsWaitingFor(who.approver)).toEqual(['lot.confirmPrice'])
    expect(await lotsWaitingFor(who.tto)).toEqual([])
    expect(await m.as(who.clerk).listing.check({ id, aspect: 'price', outcome: 'passed' })).toMatchObject({ refusal: { code: 'listing.price_by_unit' } })
    expect(await m.as(who.tto).listing.confirmPrice({ id, priceMinor: String(PRICE) })).toMatchObject({ refusal: { code: 'listing.second_person_needed' } })
    expect(await m.as(who.approver).listing.confirmPrice({ id, priceMinor: String(PRICE - 1n) })).toMatchObject({
      refusal: { code: 'listing.agreed_price_differs' },
    })
    for (const aspect of ['title', 'content'] as const) await done(m.as(who.clerk).listing.check({ id, aspect, outcome: 'passed' }))
    expect(await lotsWaitingFor(who.clerk)).toEqual([])
    expect(await done(m.as(who.approver).listing.confirmPrice({ id, priceMinor: String(PRICE) }))).toMatchObject({ state: 'checked' })
    await withdraw(id)
    // Nobody else of the unit has the authority any more.
    const others = [who.approver.personId, who.secondTto.personId]
    await m.database.pool.query(`update party.authority set state = 'filed' where person_id = any($1)`, [others])
    const alone = await drafted()
    await done(m.as(who.tto).listing.submit({ id: alone }))
    expect(await done(m.as(who.clerk).listing.check({ id: alone, aspect: 'price', outcome: 'passed' }))).toMatchObject({ state: 'submitted' })
    await withdraw(alone)
    await m.database.pool.query(`update party.authority set state = 'confirmed' where person_id = any($1)`, [others])
  })
})

describe('the buyer', () => {
  it('is asked before its name is published, and nobody else is', async () => {
    const id = await drafted()
    expect(await m.as(who.buyer).listing.get({ id })).toMatchObject({ refusal: { code: 'listing.not_found' } })
    await pass(id)
    expect(await m.as(who.clerk).listing.openListing({ id })).toMatchObject({ refusal: { code: 'listing.agreement_unconfirmed' } })
    expect(await lotsWaitingFor(who.clerk)).toEqual([])
    expect(await lotsWaitingFor(who.buyer)).toEqual(['lot.confirmAgreement'])
    expect(await m.as(who.rivalBuyer).listing.get({ id })).toMatchObject({ refusal: { code: 'listing.not_found' } })
    expect(await m.as(who.rivalBuyer).listing.confirmAgreement({ id, priceMinor: String(PRICE) })).toMatchObject({ refusal: { code: 'listing.not_found' } })
    expect(await m.as(who.buyer).listing.confirmAgreement({ id, priceMinor: String(PRICE + 1n) })).toMatchObject({
      refusal: { code: 'listing.agreed_price_differs' },
    })
    await done(m.as(who.buyer).listing.confirmAgreement({ id, priceMinor: String(PRICE) }))
    expect(await m.as(who.buyer).listing.confirmAgreement({ id, priceMinor: String(PRICE) })).toMatchObject({
      refusal: { code: 'listing.agreement_confirmed_already' },
    })
    expect((await done(m.as(who.buyer).listing.agreements.mine({}))).items).toMatchObject([{ id, isConfirmed: true, priceMinor: String(PRICE) }])
    expect(await lotsWaitingFor(who.clerk)).toEqual(['lot.openNotice'])
    // Another price is another lot, with a notice of its own.
    expect(await m.as(who.tto).listing.revise({ id, ...draft({ startingPriceMinor: String(PRICE + 1n) }) } as never)).toMatchObject({
      refusal: { code: 'listing.wrong_state' },
    })
    await withdraw(id)
  })
})

describe('a buyer who declines', () => {
  it('is bound to nothing: the lot goes back to the seller unpublished, the right is free, and other terms may follow', async () => {
    const id = await drafted()
    await pass(id)
    expect(await m.as(who.rivalBuyer).listing.declineAgreement({ id, reason: '无关' })).toMatchObject({ refusal: { code: 'listing.not_found' } })
    expect(await done(m.as(who.buyer).listing.declineAgreement({ id, reason: '董事会未通过' }))).toMatchObject({ state: 'returned' })
    await m.settle()
    expect(await m.as(who.rivalBuyer).listing.get({ id })).toMatchObject({ refusal: { code: 'listing.not_found' } })
    expect(await lotsWaitingFor(who.buyer)).toEqual([])
    expect(await lotsWaitingFor(who.tto)).toEqual(['lot.revise'])
    expect((await done(m.as(who.tto).title.get({ achievementId }))).disposals).toEqual([])
    await done(m.as(who.tto).listing.revise({ id, ...draft({ startingPriceMinor: String(PRICE + 1n) }) } as never))
    await pass(id, PRICE + 1n)
    await done(m.as(who.buyer).listing.confirmAgreement({ id, priceMinor: String(PRICE + 1n) }))
    expect(await m.as(who.buyer).listing.declineAgreement({ id, reason: '反悔' })).toMatchObject({ refusal: { code: 'listing.agreement_confirmed_already' } })
    await withdraw(id)
  })
})

describe('the notice', () => {
  it('names achievement, summary, way, price and buyer, marks the relation, and takes no bidders', async () => {
    const id = await drafted({}, { relation: 'interested', relationNote: '完成人沈知行持有受让方百分之五股权' })
    const { noticeId, noticeClosesAt } = await toNotice(id)
    const notice = await done(m.as(who.rivalBuyer).notice.get({ id: noticeId }))
    for (const said of ['科技成果名称', '内容摘要', '转化方式：权利转让', '协议定价', '杭州示例新材料有限公司', '利害关系人', '百分之五股权', '异议'])
      expect(notice.body.zh).toContain(said)
    expect(parseInstant(noticeClosesAt) - m.clock.now()).toBeGreaterThanOrEqual(14 * DAY_MS)
    expect(await m.as(who.rivalBuyer).listing.apply({ id, undertakingAccepted: true })).toMatchObject({
      refusal: { code: 'listing.registration_not_open' },
    })
    expect((await get(id, who.rivalBuyer)).acts).toEqual([])
    await withdraw(id)
  })
  it('ends in no sale where an objection is upheld, and the right is free again', async () => {
    const id = await drafted()
    const { noticeId } = await toNotice(id)
    const { objectionId } = await done(
      m.as(who.rivalBuyer).notice.object({ id: noticeId, grounds: '本公司出价高于协议价格，附书面要约。', organisationId: who.rival } as never),
    )
    await m.settle()
    m.clock.set(instant(m.clock.now() + 20 * DAY_MS))
    await m.settle()
    expect((await get(id)).state).toBe('notice')
    await done(m.as(who.clerk).notice.upholdObjection({ id: objectionId, reason: '价格依据不足' }))
    await m.settle()
    expect(await get(id)).toMatchObject({ state: 'failed', buyerOrganisationId: null })
    expect(m.failures).toEqual([])
  })
  it('ends in a sale at exactly the published price, its result is published, and the contract is offered to both', async () => {
    const id = await drafted()
    const { noticeClosesAt } = await toNotice(id)
    m.clock.set(instant(parseInstant(noticeClosesAt) - 1_000))
    await m.settle()
    expect((await get(id)).state).toBe('notice')
    m.clock.set(parseInstant(noticeClosesAt))
    await m.settle()
    const sold = await get(id)
    expect(sold).toMatchObject({ state: 'sold', buyerOrganisationId: who.enterprise, priceMinor: String(PRICE), auctionId: null })
    const result = await done(m.as(who.clerk).notice.get({ id: sold.resultNoticeId ?? '' }))
    expect(result.title.zh).toContain('协议定价结果公示')
    m.clock.set(parseInstant(result.closesAt ?? ''))
    await m.settle()
    const { id: contractId } = await done(m.as(who.tto).contract.ofLot({ lotId: id }))
    const deal = { ...who, achievementId, lotId: id, contractId } as unknown as Deal
    await confirmSale(m, deal)
    await confirmContract(m, deal)
    await bankDay(m, who.finance)
    expect(await done(m.as(who.buyer).contract.get({ id: contractId }))).toMatchObject({ priceMinor: String(PRICE), depositMinor: '0' })
    expect((await done(m.as(who.buyer).contract.get({ id: contractId }))).paidAt).not.toBeNull()
    expect(m.failures).toEqual([])
    expect(await m.checks()).toEqual([])
  })
})
