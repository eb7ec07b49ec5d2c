/** A winner that defaults where the notice announced what then: the next bidder takes it at its own last price, or leaves it, and the one after it is asked. */
import { beforeEach, expect, it } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { DAY_MS, later, parseInstant } from '#kernel/instant.ts'
import type { Result } from '#kernel/result.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { waitingFor } from '../../../test/kit/waiting.ts'
import { bankDay, confirmContract, confirmSale, dealToConfirm, DEPOSIT, done, FINAL_PRICE, STARTING_PRICE, type Deal } from './deal.story.ts'

const SECOND_PRICE = STARTING_PRICE + 10_000_000n

let m: TestMarket
let deal: Deal
let second: Actor
let rival: Actor
const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code)

/** The named winner lets the term pass, is told so, and a clerk records the end. */
const defaulted = async (contractId: string, { tto, clerk }: Pick<Deal, 'tto' | 'clerk'>): Promise<void> => {
  const { salePaper, signBy } = await done(m.as(tto).contract.get({ id: contractId }))
  await done(m.as(tto).contract.confirmSale({ id: contractId, sha256: salePaper.sha256, accepts: true }))
  m.clock.set(later(parseInstant(signBy ?? ''), 1_000))
  await m.settle()
  const { objectionEndsAt } = await done(m.as(tto).contract.rescind({ id: contractId, reason: '受让方逾期未确认成交' }))
  m.clock.set(later(parseInstant(objectionEndsAt), DAY_MS))
  await done(m.as(clerk).contract.recordEnd({ id: contractId }))
  await m.settle()
}

beforeEach(async () => {
  m = await market()
  const house = await m.organisation({ kind: 'enterprise', name: '嘉兴次席科技有限公司（演示）' })
  second = await m.person({ name: '次席', roles: [{ role: 'enterprise', organisationId: house }] })
  deal = await dealToConfirm(m, {
    nextBidder: true,
    secure: async ({ clerk }, id) => {
      const { applicationId } = await done(m.as(second).listing.apply({ id, undertakingAccepted: true }))
      await done(m.as(clerk).listing.qualify({ id: applicationId }))
      await m.settle()
    },
    bids: async (id) => void (await done(m.as(second).auction.placeBid({ id, priceMinor: String(SECOND_PRICE) }))),
  })
  rival = await m.person({ name: '三席', roles: [{ role: 'enterprise', organisationId: deal.rival }] })
})

const lotOf = (actor: Actor, id = deal.lotId) => done(m.as(actor).listing.get({ id }))
const offer = (priceMinor: bigint, id = deal.lotId) => m.as(deal.tto).listing.offerNext({ id, priceMinor: String(priceMinor) })
const accept = (actor: Actor, id: string, priceMinor: bigint) => m.as(actor).listing.acceptNext({ id, priceMinor: String(priceMinor) })
const quiet = async () => {
  expect(m.failures).toEqual([])
  expect(await m.checks()).toEqual([])
}

it('is announced, and nothing is offered before a default', async () => {
  const { noticeId, nextBidderDays, next } = await lotOf(deal.tto)
  expect({ nextBidderDays, next }).toEqual({ nextBidderDays: 10, next: null })
  expect((await done(m.as(second).notice.get({ id: noticeId ?? '' }))).body.zh).toContain('顺位受让')
  expect(code(await offer(SECOND_PRICE))).toBe('listing.wrong_state')
  await quiet()
})

it('is offered by its number, at its own last price, and to nobody else’s knowledge', async () => {
  await defaulted(deal.contractId, deal)
  const { next } = await lotOf(deal.tto)
  expect(next).toMatchObject({ priceMinor: String(SECOND_PRICE) })
  expect((await lotOf(deal.clerk)).next).toBeNull()
  expect(await waitingFor(m, deal.tto)).toContain('next_bidder.offerNext')
  expect(code(await offer(FINAL_PRICE))).toBe('listing.agreed_price_differs')
  expect(code(await m.as(deal.secondTto).listing.offerNext({ id: deal.lotId, priceMinor: '0' }))).not.toBe('ok')
  const codes = (await Promise.all([offer(SECOND_PRICE), offer(SECOND_PRICE)])).map(code)
  expect(codes.toSorted()).toEqual(['listing.already_reoffered', 'ok'])
  const { successor } = await lotOf(deal.tto)
  const id = successor?.id ?? ''
  expect(await lotOf(second, id)).toMatchObject({
    state: 'offered',
    buyerName: null,
    offer: { number: next?.number, priceMinor: String(SECOND_PRICE), isAccepted: false },
  })
  for (const stranger of [rival, deal.buyer]) expect(code(await m.as(stranger).listing.get({ id }))).toBe('listing.not_found')
  expect(code(await accept(rival, id, SECOND_PRICE))).toBe('listing.not_found')
  const { rows } = await m.database.pool.query<{ body: string }>("select body::text from platform.fact where subject = $1 and type <> 'listing.next_offered'", [
    id,
  ])
  expect(JSON.stringify(rows)).not.toContain('次席')
  expect(rows.filter(({ body }) => body.includes(second.mandates[0]?.organisationId ?? '?'))).toEqual([])
  expect(await waitingFor(m, second)).toContain('lot.acceptNext')
  await quiet()
})

it('takes it: deposit again, then sold with a contract, a notice and a paper of its own', async () => {
  await defaulted(deal.contractId, deal)
  const { lotId } = await done(offer(SECOND_PRICE))
  expect(code(await accept(second, lotId, STARTING_PRICE))).toBe('listing.agreed_price_differs')
  const codes = (await Promise.all([accept(second, lotId, SECOND_PRICE), accept(second, lotId, SECOND_PRICE)])).map(code)
  expect(codes.toSorted()).toEqual(['listing.next_answered', 'ok'])
  expect(code(await m.as(second).listing.declineNext({ id: lotId }))).toBe('listing.next_answered')
  await m.settle()
  await bankDay(m, deal.finance)
  const sold = await lotOf(rival, lotId)
  expect(sold).toMatchObject({ state: 'sold', priceMinor: String(SECOND_PRICE), predecessor: { id: deal.lotId }, auctionId: null })
  const [notice] = (await done(m.as(rival).notice.list({ subject: lotId, kind: 'result' }))).items
  m.clock.set(parseInstant(notice?.closesAt ?? ''))
  await m.settle()
  const { id: contractId } = await done(m.as(deal.tto).contract.ofLot({ lotId }))
  expect(contractId).not.toBe(deal.contractId)
  const contract = await done(m.as(second).contract.get({ id: contractId }))
  expect(contract).toMatchObject({ state: 'sale_pending', priceMinor: String(SECOND_PRICE), bidNumber: (await lotOf(second, lotId)).offer?.number })
  const next = { ...deal, lotId, contractId, buyer: second }
  await confirmSale(m, next)
  await confirmContract(m, next)
  await bankDay(m, deal.finance)
  expect(await done(m.as(second).contract.get({ id: contractId }))).toMatchObject({ state: 'paid' })
  // What the second sale brought less is the first deposit's to cover.
  expect(await done(m.as(deal.finance).listing.forfeits.get({ id: deal.lotId }))).toMatchObject({
    gapMinor: String(FINAL_PRICE - SECOND_PRICE),
    coveredMinor: String(FINAL_PRICE - SECOND_PRICE < DEPOSIT ? FINAL_PRICE - SECOND_PRICE : DEPOSIT),
  })
  await quiet()
})

it('leaves it, and the one after it is asked; silence and a deposit that does not come are no, and then it may come back by a notice', async () => {
  await defaulted(deal.contractId, deal)
  const first = await done(offer(SECOND_PRICE))
  await done(m.as(second).listing.declineNext({ id: first.lotId }))
  expect(code(await accept(second, first.lotId, SECOND_PRICE))).toBe('listing.wrong_state')
  expect(await lotOf(second, first.lotId)).toMatchObject({ state: 'withdrawn', stateReason: 'declined' })
  expect(code(await m.as(rival).listing.get({ id: first.lotId }))).toBe('listing.not_found')
  expect((await lotOf(deal.tto)).next).toMatchObject({ priceMinor: String(STARTING_PRICE) })
  const other = await done(offer(STARTING_PRICE))
  await done(accept(rival, other.lotId, STARTING_PRICE))
  const { depositDueAt } = await lotOf(rival, other.lotId)
  m.clock.set(parseInstant(depositDueAt ?? ''))
  await m.settle()
  expect(await lotOf(deal.tto, other.lotId)).toMatchObject({ state: 'withdrawn', stateReason: 'unpaid' })
  expect(code(await offer(STARTING_PRICE))).toBe('listing.next_nobody')
  expect(code(await m.as(deal.tto).listing.reoffer({ id: deal.lotId, startingPriceMinor: String(STARTING_PRICE) }))).toBe('ok')
  await quiet()
})

it('who does not answer in time is not asked again, and too late nothing is offered', async () => {
  await defaulted(deal.contractId, deal)
  const { lotId } = await done(offer(SECOND_PRICE))
  m.clock.set(parseInstant((await lotOf(second, lotId)).offer?.answerBy ?? ''))
  expect(code(await accept(second, lotId, SECOND_PRICE))).toBe('listing.next_answer_too_late')
  await m.settle()
  expect(await lotOf(deal.tto, lotId)).toMatchObject({ state: 'withdrawn', stateReason: 'silent' })
  const { next } = await lotOf(deal.tto)
  m.clock.set(parseInstant(next?.until ?? ''))
  expect(code(await offer(STARTING_PRICE))).toBe('listing.next_too_late')
  expect(await waitingFor(m, deal.tto)).not.toContain('next_bidder.offerNext')
  await quiet()
})

it('may default as well: the one after it is asked from its lot', async () => {
  await defaulted(deal.contractId, deal)
  const { lotId } = await done(offer(SECOND_PRICE))
  await done(accept(second, lotId, SECOND_PRICE))
  await m.settle()
  await bankDay(m, deal.finance)
  const [notice] = (await done(m.as(rival).notice.list({ subject: lotId, kind: 'result' }))).items
  m.clock.set(parseInstant(notice?.closesAt ?? ''))
  await m.settle()
  const { id } = await done(m.as(deal.tto).contract.ofLot({ lotId }))
  await defaulted(id, deal)
  expect((await lotOf(deal.tto, lotId)).next).toMatchObject({ priceMinor: String(STARTING_PRICE) })
  const third = await done(offer(STARTING_PRICE, lotId))
  await done(accept(rival, third.lotId, STARTING_PRICE))
  await m.settle()
  await bankDay(m, deal.finance)
  expect(await lotOf(second, third.lotId)).toMatchObject({ state: 'sold', priceMinor: String(STARTING_PRICE) })
  await quiet()
})

it('is for a default before the contract takes effect: after that its own terms divide, and nobody is asked', async () => {
  await confirmSale(m, deal)
  await confirmContract(m, deal)
  const { paymentDueAt } = await done(m.as(deal.tto).contract.get({ id: deal.contractId }))
  m.clock.set(later(parseInstant(paymentDueAt ?? ''), DAY_MS))
  await m.settle()
  await done(m.as(deal.tto).contract.demand({ id: deal.contractId }))
  m.clock.set(later(m.clock.now(), 60 * DAY_MS))
  await m.settle()
  const { objectionEndsAt } = await done(m.as(deal.tto).contract.rescind({ id: deal.contractId, reason: '逾期未付款' }))
  m.clock.set(later(parseInstant(objectionEndsAt), DAY_MS))
  await done(m.as(deal.clerk).contract.recordEnd({ id: deal.contractId }))
  await m.settle()
  expect(await lotOf(deal.tto)).toMatchObject({ hasDefaulted: true, next: null })
  expect(code(await offer(SECOND_PRICE))).toBe('listing.next_nobody')
  await quiet()
})
