/**
 * First refusal asked after the bidding (Civil Code art. 847): the hammer falls subject to it, the completers are asked at the price, and the sale stands, goes to the
 * one who wants it, or falls.
 */
import { beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { DAY_MS, later, parseInstant } from '#kernel/instant.ts'
import { ok, type Result } from '#kernel/result.ts'
import { actorsForUsers, personById } from '#modules/party/index.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { waitingFor } from '../../../test/kit/waiting.ts'
import { bankDay, confirmContract, confirmSale, dealToHammer, DEPOSIT, done, FINAL_PRICE, handOver, upload, type Deal, type Otherwise } from './deal.story.ts'

const AGREED = { precedence: 'earliest', silenceBasis: '职务科技成果管理办法第二十条：逾期未答复视为放弃' } as const

let m: TestMarket
let deal: Awaited<ReturnType<typeof dealToHammer>>
const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code)
const lotOf = (actor: Actor = deal.clerk, id = deal.lotId) => done(m.as(actor).listing.get({ id }))
const askOf = async (actor: Actor) => (await done(m.as(actor).title.firstRefusals.mine({ state: 'open', limit: 5 }))).items[0]
const depositOf = async (actor: Actor) => (await done(m.as(actor).listing.applications.mine({ lotId: deal.lotId, limit: 1 }))).items[0]?.depositState
const exercise = async (actor: Actor) => m.as(actor).title.exercise({ id: (await askOf(actor))?.id ?? '' })
const waive = async (actor: Actor) => m.as(actor).title.waive({ id: (await askOf(actor))?.id ?? '' })
const typesOf = async (subject: string): Promise<readonly string[]> => {
  const { rows } = await m.database.pool.query<{ type: string }>('select type from platform.fact where subject = $1 order by seq', [subject])
  return rows.map(({ type }) => type)
}
const quiet = async () => {
  expect(m.failures).toEqual([])
  expect(await m.checks()).toEqual([])
}
const reached = async (otherwise: Otherwise = {}) => {
  deal = await dealToHammer(m, { refusalAfter: AGREED, ...otherwise })
}
const silenceOver = async () => {
  m.clock.set(parseInstant((await lotOf()).subject?.closesAt ?? ''))
  await m.settle()
}
const resultOver = async (id = deal.lotId): Promise<string> => {
  const [notice] = (await done(m.as(deal.clerk).notice.list({ subject: id, kind: 'result' }))).items
  m.clock.set(parseInstant(notice?.closesAt ?? ''))
  await m.settle()
  return (await done(m.as(deal.tto).contract.ofLot({ lotId: id }))).id
}
const asNow = async (actor: Actor): Promise<Actor> => {
  const found = await m.act(actor, async (act) => {
    const person = await personById(act.tx, actor.personId ?? '')
    return ok((await actorsForUsers(act.tx, [person?.userId ?? ''], act.now)).get(person?.userId ?? '') ?? actor)
  })
  return found.ok ? found.value : actor
}

beforeEach(async () => {
  m = await market()
})

describe('the hammer', () => {
  it('leaves the lot with its winner and price, and asks the completers in the same transaction; nothing is sold yet', async () => {
    await reached()
    const lot = await lotOf(deal.buyer)
    expect(lot).toMatchObject({ state: 'subject', buyerOrganisationId: null, priceMinor: null, resultNoticeId: null })
    expect(lot.subject).toMatchObject({ priceMinor: String(FINAL_PRICE), outcome: null })
    expect((await done(m.as(deal.rivalBuyer).notice.get({ id: lot.noticeId ?? '' }))).body.zh).toContain('成交价先向享有同等条件优先受让权的人')
    const { rows } = await m.database.pool.query<{ same: boolean }>(
      `select l.subject_at = f.asked_at and l.subject_price_minor = f.price_minor as same from listing.lot l join title.first_refusal f on f.lot_id = l.id`,
    )
    expect(rows).toEqual([{ same: true }])
    expect(await done(m.as(deal.tto).contract.list({ limit: 5 }))).toMatchObject({ items: [] })
    expect(await waitingFor(m, deal.colleague)).toContain('first_refusal.answerPrice')
    expect(await askOf(deal.colleague)).toMatchObject({ lotId: deal.lotId, priceMinor: String(FINAL_PRICE), silence: 'waives' })
    // Losers are free; who brought the price waits.
    expect([await depositOf(deal.rivalBuyer), await depositOf(deal.buyer)]).toEqual(['released', 'held'])
    await quiet()
  })

  it('sells at once where all have waived at this price or a lower one', async () => {
    await reached({
      prepare: async ({ tto, professor, colleague }, achievementId) => {
        const { askId: id } = await done(m.as(tto).title.askFirstRefusal({ achievementId, terms: '公开竞价转让', priceMinor: String(FINAL_PRICE - 1n) }))
        for (const actor of [professor, colleague]) await done(m.as(actor).title.waive({ id }))
      },
    })
    expect(await lotOf()).toMatchObject({ state: 'sold', subject: null, priceMinor: String(FINAL_PRICE) })
    await quiet()
  })

  it('takes the round back for nobody, and no second round is asked beside it', async () => {
    await reached()
    const { items } = await done(m.as(deal.tto).title.firstRefusals.list({ limit: 5 }))
    expect(code(await m.as(deal.tto).title.cancelFirstRefusal({ id: items[0]?.id ?? '', reason: '改为另行征询' }))).toBe('title.first_refusal.of_lot')
    expect(code(await m.as(deal.tto).title.askFirstRefusal({ achievementId: deal.achievementId, terms: '另行征询', priceMinor: '1' }))).toBe(
      'title.first_refusal.already_open',
    )
    expect(code(await m.as(deal.tto).listing.withdrawLot({ id: deal.lotId, reason: '撤牌' }))).toBe('listing.wrong_state')
    // Another house and a bidder have nothing to answer.
    const id = items[0]?.id ?? ''
    for (const stranger of [deal.buyer, deal.rivalBuyer, deal.tto])
      expect(code(await m.as(stranger).title.exercise({ id }))).toBe('title.first_refusal.not_found')
    await quiet()
  })
})

describe('the sale', () => {
  it('stands when all waive: from there on as after any hammer', async () => {
    await reached()
    for (const actor of [deal.professor, deal.colleague]) await done(waive(actor))
    await m.settle()
    expect(await lotOf()).toMatchObject({ state: 'sold', buyerOrganisationId: deal.enterprise, priceMinor: String(FINAL_PRICE), subject: { outcome: 'stood' } })
    expect(await depositOf(deal.buyer)).toBe('kept')
    const contractId = await resultOver()
    expect(await done(m.as(deal.buyer).contract.get({ id: contractId }))).toMatchObject({ depositMinor: String(DEPOSIT), priceMinor: String(FINAL_PRICE) })
    expect((await typesOf(deal.lotId)).slice(-2)).toEqual(['listing.price_reached', 'listing.sold'])
    await quiet()
  })

  it('stands when the completers are silent and that was agreed to be a waiver; the last one may answer to the end', async () => {
    await reached()
    m.clock.set(later(parseInstant((await lotOf()).subject?.closesAt ?? ''), -1_000))
    await m.settle()
    expect(await lotOf()).toMatchObject({ state: 'subject' })
    await silenceOver()
    expect(await lotOf()).toMatchObject({ state: 'sold', buyerOrganisationId: deal.enterprise, subject: { outcome: 'stood' } })
    await quiet()
  })

  it('falls where somebody is silent and nothing was agreed: deposits go back, the right is free', async () => {
    await reached({ refusalAfter: { precedence: 'earliest', silenceBasis: '' } })
    await done(waive(deal.professor))
    await silenceOver()
    expect(await lotOf()).toMatchObject({
      state: 'failed',
      stateReason: 'first_refusal_unanswered',
      buyerOrganisationId: null,
      subject: { outcome: 'unanswered' },
    })
    expect(await depositOf(deal.buyer)).toBe('released')
    expect((await done(m.as(deal.tto).title.get({ achievementId: deal.achievementId }))).disposals).toEqual([])
    expect(code(await m.as(deal.tto).listing.reoffer({ id: deal.lotId, startingPriceMinor: String(FINAL_PRICE) }))).toBe('ok')
    await quiet()
  })
})

describe('a completer who takes it', () => {
  it('at once with another: one of them, once, and the deposits of all bidders are free', async () => {
    await reached()
    const [professors, colleagues] = [await askOf(deal.professor), await askOf(deal.colleague)]
    const codes = await Promise.all([
      m.as(deal.professor).title.exercise({ id: professors?.id ?? '' }),
      m.as(deal.colleague).title.exercise({ id: colleagues?.id ?? '' }),
      m.as(deal.colleague).title.exercise({ id: colleagues?.id ?? '' }),
    ])
    expect(codes.map(code).filter((one) => one === 'ok')).toHaveLength(1)
    await m.settle()
    const lot = await lotOf()
    expect(lot).toMatchObject({ state: 'sold', priceMinor: String(FINAL_PRICE), subject: { outcome: 'taken' } })
    expect(lot.buyerOrganisationId).not.toBe(deal.enterprise)
    expect([await depositOf(deal.rivalBuyer), await depositOf(deal.buyer)]).toEqual(['released', 'released'])
    expect((await typesOf(deal.lotId)).slice(-3)).toEqual(['listing.price_reached', 'listing.taken_by_holder', 'listing.sold'])
    await quiet()
  })

  it('by the larger share or the earlier answer, once the period is over', async () => {
    await reached({ refusalAfter: { ...AGREED, precedence: 'share' } })
    await done(exercise(deal.colleague))
    m.clock.set(later(m.clock.now(), 1_000))
    await done(exercise(deal.professor))
    await m.settle()
    // Neither holds a share of the right: the earlier answer.
    const buyer = (await lotOf()).buyerOrganisationId
    expect((await asNow(deal.colleague)).mandates.map(({ organisationId }) => organisationId)).toContain(buyer)
    await quiet()
  })

  it('buys without a deposit, pays the whole price and is entered as the holder', async () => {
    await reached()
    await done(exercise(deal.colleague))
    await m.settle()
    const taker = await asNow(deal.colleague)
    const organisationId = (await lotOf()).buyerOrganisationId ?? ''
    await done(m.as(taker).party.agreeConfirmation({ organisationId, edition: '2026-12-01', accepts: true }))
    const contractId = await resultOver()
    const contract = await done(m.as(taker).contract.get({ id: contractId }))
    expect(contract).toMatchObject({ depositMinor: '0', balanceMinor: String(FINAL_PRICE), bidNumber: null })
    const sale = { ...deal, contractId, buyer: taker } as unknown as Deal
    await confirmSale(m, sale)
    await confirmContract(m, sale)
    await bankDay(m, deal.finance)
    await handOver(m, sale)
    await done(m.as(taker).contract.acceptHandover({ id: contractId, accepts: true }))
    await m.settle()
    expect(await done(m.as(taker).contract.get({ id: contractId }))).toMatchObject({ state: 'settled' })
    expect((await done(m.as(deal.tto).title.get({ achievementId: deal.achievementId }))).holders).toMatchObject([{ organisationId, shareBasisPoints: 10_000 }])
    await quiet()
  })

  it('and does not keep its word: who had brought the price is asked first, and the one in default is asked no more', async () => {
    await reached({ nextBidder: true })
    await done(exercise(deal.colleague))
    await m.settle()
    const id = await resultOver()
    const { salePaper, signBy } = await done(m.as(deal.tto).contract.get({ id }))
    await done(m.as(deal.tto).contract.confirmSale({ id, sha256: salePaper.sha256, accepts: true }))
    m.clock.set(later(parseInstant(signBy ?? ''), 1_000))
    await m.settle()
    const { objectionEndsAt } = await done(m.as(deal.tto).contract.rescind({ id, reason: '受让方逾期未确认成交' }))
    m.clock.set(later(parseInstant(objectionEndsAt), DAY_MS))
    await done(m.as(deal.clerk).contract.recordEnd({ id }))
    await m.settle()
    expect(await lotOf(deal.tto)).toMatchObject({ hasDefaulted: true, next: { priceMinor: String(FINAL_PRICE) } })
    const { lotId } = await done(m.as(deal.tto).listing.offerNext({ id: deal.lotId, priceMinor: String(FINAL_PRICE) }))
    await done(m.as(deal.buyer).listing.acceptNext({ id: lotId, priceMinor: String(FINAL_PRICE) }))
    await m.settle()
    await bankDay(m, deal.finance)
    // The other completer is asked once more at the price.
    expect(await lotOf(deal.buyer, lotId)).toMatchObject({ state: 'subject' })
    expect([await askOf(deal.colleague), (await askOf(deal.professor))?.lotId]).toEqual([undefined, lotId])
    await done(waive(deal.professor))
    await m.settle()
    expect(await lotOf(deal.buyer, lotId)).toMatchObject({ state: 'sold', buyerOrganisationId: deal.enterprise })
    await quiet()
  })
})

describe('a house with first refusal that bids itself', () => {
  const commissionedBy = (side: 'enterprise' | 'rival'): Otherwise => ({
    prepare: async (who, achievementId) => {
      const contractDocumentId = await upload(m, who.tto, '技术开发合同.pdf', 'proof')
      const origin = { kind: 'commissioned', ground: 'agreement', contract: '技术开发合同第九条', contractDocumentId, developers: [who[side]] } as const
      await done(m.as(who.tto).title.declareOrigin({ achievementId, ...origin, developers: [...origin.developers] }))
    },
  })
  const exerciseFor = async (actor: Actor, organisationId: string) => done(m.as(actor).title.exercise({ id: (await askOf(actor))?.id ?? '', organisationId }))

  it('and was outbid takes it at the price of the other (Civil Code art. 859): without a deposit, for its own went back at the hammer', async () => {
    await reached(commissionedBy('rival'))
    await exerciseFor(deal.rivalBuyer, deal.rival)
    await m.settle()
    expect(await lotOf()).toMatchObject({ state: 'sold', buyerOrganisationId: deal.rival, subject: { outcome: 'taken' } })
    expect([await depositOf(deal.rivalBuyer), await depositOf(deal.buyer)]).toEqual(['released', 'released'])
    const contractId = await resultOver()
    expect(await done(m.as(deal.rivalBuyer).contract.get({ id: contractId }))).toMatchObject({ depositMinor: '0', bidNumber: null })
    await quiet()
  })

  it('and won takes nothing from anybody: its sale stands, with its deposit', async () => {
    await reached(commissionedBy('enterprise'))
    await exerciseFor(deal.buyer, deal.enterprise)
    await m.settle()
    expect(await lotOf()).toMatchObject({ state: 'sold', buyerOrganisationId: deal.enterprise, subject: { outcome: 'stood' } })
    expect(await depositOf(deal.buyer)).toBe('kept')
    await quiet()
  })
})

it('is announced with its days and its rules, and only for a right that is assigned', async () => {
  await reached()
  const lot = await lotOf(deal.tto)
  expect(lot.refusalAfter).toEqual({ days: 5, ...AGREED })
  expect(lot.rules.map(({ key }) => key)).toEqual(expect.arrayContaining(['priority.afterBidding', 'priority.modeAfterBidding']))
  const { title, summary, terms, qualifications, priceBasis, methodTerms, startingPriceMinor, depositMinor, noticeDays, achievementId } = lot
  const right = { kind: 'licence', exclusivity: 'ordinary', termMonths: 12, territory: title, field: title } as const
  const draft = { title, summary, terms, qualifications, priceBasis, methodTerms, startingPriceMinor, depositMinor, noticeDays, achievementId }
  expect(code(await m.as(deal.tto).listing.draft({ ...draft, right, refusalAfter: AGREED }))).toBe('listing.refusal_after_not_here')
})
