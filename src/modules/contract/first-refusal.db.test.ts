/**
 * A lot whose completer exercises first refusal (Civil Code art. 847): the unit asks on its terms, a completer takes them within the round, and becomes the
 * buyer on those very terms: negotiated price, notice, contract, price, title; and is rewarded as a completer all the same.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { parseInstant } from '#kernel/instant.ts'
import { ok } from '#kernel/result.ts'
import { actorsForUsers, personById } from '#modules/party/index.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { waitingFor } from '../../../test/kit/waiting.ts'
import { bankDay, catalogued, confirmContract, confirmSale, done, handOver, people, type Deal } from './deal.story.ts'

const PRICE = 160_000_000n
const both = (text: string) => ({ zh: text, en: text })

let m: TestMarket
let who: Awaited<ReturnType<typeof people>>
let achievementId = ''
/** The completer who wants it, from the moment of exercising also as a side of the deal. */
let taker: Actor
let takerParty = ''
let askId = ''
let deal: Deal

const draft = (change: Readonly<Record<string, unknown>> = {}, terms: Readonly<Record<string, unknown>> = {}) =>
  done(
    m.as(who.tto).listing.draft({
      achievementId,
      title: both('高导热石墨烯复合膜的连续制备技术'),
      summary: both('面内导热系数不低于每米开尔文一千二百瓦。'),
      right: { kind: 'assignment' },
      method: 'negotiated',
      startingPriceMinor: String(PRICE),
      depositMinor: '0',
      noticeDays: 15,
      methodTerms: { buyerOrganisationId: takerParty, relation: 'completer', relationNote: '成果完成人行使优先受让权', ...terms },
      priceBasis: { kind: 'negotiation', text: both('征询优先受让权所列的价格') },
      terms: both('价款一次付清。'),
      qualifications: both('受让方由协议确定。'),
      ...change,
    } as never),
  )
const ask = async () =>
  (await done(m.as(who.tto).title.askFirstRefusal({ achievementId, terms: '转让全部权利，价款一次付清', priceMinor: String(PRICE) }))).askId
const asNow = (actor: Actor): Promise<Actor> =>
  m
    .act(actor, async (act) => {
      const person = await personById(act.tx, actor.personId ?? '')
      return ok((await actorsForUsers(act.tx, [person?.userId ?? ''], act.now)).get(person?.userId ?? '') ?? actor)
    })
    .then((found) => (found.ok ? found.value : actor))
const desk = async (actor: Actor) => (await waitingFor(m, actor)).filter((line) => /^(first_refusal|lot|organisation|signing|contract)\./.test(line))
const withdraw = async (id: string) => {
  await done(m.as(who.tto).listing.withdrawLot({ id, reason: '重新提交' }))
  await m.settle()
}

beforeAll(async () => {
  m = await market()
  who = await people(m)
  achievementId = await catalogued(m, who, PRICE)
  // Nobody has yet compared the colleague's name with a paper.
  await m.database.pool.query(`update party.person set name_verified_at = null where id = $1`, [who.colleague.personId])
})

describe('a completer who exercises first refusal', () => {
  it('within the round becomes a party to the deal, as the natural person', async () => {
    askId = await ask()
    expect(await desk(who.colleague)).toEqual(['first_refusal.answer'])
    expect(await done(m.as(who.colleague).title.exercise({ id: askId, note: '愿按所列条件受让' }))).toMatchObject({ state: 'exercised' })
    await m.settle()
    taker = await asNow(who.colleague)
    takerParty = taker.mandates.find(({ role }) => role === 'enterprise')?.organisationId ?? ''
    expect((await done(m.as(taker).party.get({ id: takerParty }))).legalNature).toBe('400')
    // Natural persons stand on no public list.
    expect(await m.as(who.buyer).party.get({ id: takerParty })).toMatchObject({ refusal: { code: 'party.not_found' } })
    expect((await done(m.as(who.buyer).party.list({ q: '自然人', limit: 20 }))).items).toEqual([])
    expect(await desk(who.tto)).toEqual(['first_refusal.sell'])
    expect(await desk(who.clerk)).toEqual(['organisation.verify'])
  })
  it('is verified by a clerk against the identity card, the name first', async () => {
    const { id } = await done(m.as(taker).party.get({ id: takerParty }))
    expect(await m.as(who.clerk).party.verifyOrganisation({ id })).toMatchObject({ refusal: { code: 'party.person_name_first' } })
    await done(m.as(who.clerk).party.verifyName({ personId: taker.personId ?? '', name: both('顾若谷'), reason: '核对居民身份证' } as never))
    await done(m.as(who.clerk).party.verifyOrganisation({ id }))
    expect(await desk(taker)).toEqual(['signing.agree'])
    await done(m.as(taker).party.agreeConfirmation({ organisationId: takerParty, edition: '2026-12-01', accepts: true }))
    expect(await desk(taker)).toEqual([])
  })
  it('is the only one to whom it can be sold, and on the terms that were asked', async () => {
    for (const [change, terms, code] of [
      [{}, { buyerOrganisationId: who.enterprise, relation: 'none', relationNote: '' }, 'listing.first_refusal_exercised'],
      [{ startingPriceMinor: String(PRICE + 1n) }, {}, 'listing.first_refusal_same_terms'],
      [{ startingPriceMinor: String(PRICE - 1n) }, {}, 'listing.first_refusal_same_terms'],
      [{}, { relation: 'none', relationNote: '' }, 'listing.relation_not_marked'],
    ] as const) {
      const { lotId } = await draft(change, terms)
      expect(await m.as(who.tto).listing.submit({ id: lotId })).toMatchObject({ refusal: { code } })
      await withdraw(lotId)
    }
    expect(await m.as(who.tto).title.askFirstRefusal({ achievementId, terms: '另行征询', priceMinor: '1' })).toMatchObject({
      refusal: { code: 'title.first_refusal.exercised' },
    })
  })
  it('confirms the price, is published as a completer, and buys', async () => {
    const { lotId } = await draft()
    await done(m.as(who.tto).listing.submit({ id: lotId }))
    for (const aspect of ['title', 'content'] as const) await done(m.as(who.clerk).listing.check({ id: lotId, aspect, outcome: 'passed' }))
    await done(m.as(who.approver).listing.confirmPrice({ id: lotId, priceMinor: String(PRICE) }))
    await m.settle()
    expect(await desk(who.tto)).toEqual([])
    expect(await desk(taker)).toEqual(['lot.confirmAgreement'])
    // The unit does not call off the round under the sale.
    expect(await m.as(who.tto).title.cancelFirstRefusal({ id: askId, reason: '改为公开竞价' })).toMatchObject({ refusal: { code: 'title.under_disposal' } })
    await done(m.as(taker).listing.confirmAgreement({ id: lotId, priceMinor: String(PRICE) }))
    const { noticeId, noticeClosesAt } = await done(m.as(who.clerk).listing.openListing({ id: lotId }))
    const notice = await done(m.as(who.rivalBuyer).notice.get({ id: noticeId }))
    for (const said of ['顾若谷', '成果完成人', '协议定价', '异议']) expect(notice.body.zh).toContain(said)
    m.clock.set(parseInstant(noticeClosesAt))
    await m.settle()
    const lot = await done(m.as(who.clerk).listing.get({ id: lotId }))
    expect(lot).toMatchObject({ state: 'sold', buyerOrganisationId: takerParty, priceMinor: String(PRICE) })
    const result = await done(m.as(who.clerk).notice.get({ id: lot.resultNoticeId ?? '' }))
    m.clock.set(parseInstant(result.closesAt ?? ''))
    await m.settle()
    const { id: contractId } = await done(m.as(who.tto).contract.ofLot({ lotId }))
    deal = { ...who, buyer: taker, achievementId, lotId, contractId } as unknown as Deal
  })
  it('signs, pays, accepts, and is entered as the holder of the right', async () => {
    await confirmSale(m, deal)
    await confirmContract(m, deal)
    await bankDay(m, who.finance)
    const contract = await done(m.as(taker).contract.get({ id: deal.contractId }))
    expect(contract).toMatchObject({ priceMinor: String(PRICE), buyer: { name: { zh: '顾若谷' } } })
    expect(contract.paidAt).not.toBeNull()
    await handOver(m, deal)
    await done(m.as(taker).contract.acceptHandover({ id: deal.contractId, accepts: true }))
    await m.settle()
    expect(await done(m.as(taker).contract.get({ id: deal.contractId }))).toMatchObject({ state: 'settled' })
    expect((await done(m.as(who.tto).title.get({ achievementId }))).holders).toMatchObject([
      { organisationId: takerParty, name: { zh: '顾若谷' }, shareBasisPoints: 10_000 },
    ])
  })
  it('shares in the income of the unit like every completer (Zhejiang regulation art. 37)', async () => {
    const plan = await done(m.as(who.tto).income.ofContract({ contractId: deal.contractId }))
    expect(plan).toMatchObject({ grossMinor: String(PRICE) })
    const editor = await done(m.as(who.tto).income.editor.get({ id: plan?.id ?? '' }))
    expect(JSON.stringify(editor)).toContain(who.colleague.personId ?? '')
  })
  it('leaves a log that agrees with the rows, and no name in its public part', async () => {
    const { rows } = await m.database.pool.query(`select type from platform.fact where visible_to is null and body like '%顾若谷%' and type like 'party.%'`)
    expect(rows).toEqual([])
    expect(m.failures).toEqual([])
    expect(await m.checks()).toEqual([])
  })
})
