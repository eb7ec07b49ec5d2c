/** A winner that lets the term pass: the deposit goes its lawful way by two officers, the lot comes back, and the winner stays out. */
import { beforeEach, expect, it } from 'vitest'
import { DAY_MS, later, parseInstant } from '#kernel/instant.ts'
import type { Result } from '#kernel/result.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { DEPOSIT, dealToConfirm, done, FINAL_PRICE, STARTING_PRICE, type Deal } from './deal.story.ts'

let m: TestMarket
let deal: Deal
const COSTS = 3_000_000n
const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code)

beforeEach(async () => {
  m = await market()
  deal = await dealToConfirm(m)
  const { salePaper, signBy } = await done(m.as(deal.tto).contract.get({ id: deal.contractId }))
  await done(m.as(deal.tto).contract.confirmSale({ id: deal.contractId, sha256: salePaper.sha256, accepts: true }))
  m.clock.set(later(parseInstant(signBy ?? ''), 1_000))
  await m.settle()
  const { objectionEndsAt } = await done(m.as(deal.tto).contract.rescind({ id: deal.contractId, reason: '受让方逾期未确认成交' }))
  m.clock.set(later(parseInstant(objectionEndsAt), DAY_MS))
  await done(m.as(deal.clerk).contract.recordEnd({ id: deal.contractId }))
  await m.settle()
})

const forfeit = (by = deal.finance) => done(m.as(by).listing.forfeits.get({ id: deal.lotId }))
const quiet = async () => {
  expect(m.failures).toEqual([])
  expect(await m.checks()).toEqual([])
}

it('pays the costs first and the seller the rest, by two officers, once', async () => {
  expect(await forfeit()).toMatchObject({ state: 'open', depositMinor: String(DEPOSIT), isHere: true, gapMinor: null, rule: { key: 'deposit.forfeit.order' } })
  const state = (by = deal.finance, costsMinor = COSTS) =>
    m.as(by).listing.stateCosts({ id: deal.lotId, costsMinor: String(costsMinor), note: '公告、鉴证费用' })
  const confirm = (by = deal.secondFinance, costsMinor = COSTS) => m.as(by).listing.confirmCosts({ id: deal.lotId, costsMinor: String(costsMinor) })
  expect(code(await confirm())).toBe('listing.forfeit.wrong_state')
  expect(code(await state(deal.tto))).toBe('request.forbidden')
  expect(code(await state(deal.finance, DEPOSIT + 1n))).toBe('listing.costs_above_deposit')
  await done(state())
  expect(code(await confirm(deal.finance))).toBe('listing.second_officer_needed')
  expect(code(await confirm(deal.secondFinance, 1n))).toBe('listing.costs_differ')
  const codes = (await Promise.all([confirm(), confirm()])).map(code)
  expect(codes.toSorted()).toEqual(['listing.forfeit.wrong_state', 'ok'])
  await m.settle()
  expect(await forfeit(deal.tto)).toMatchObject({ state: 'booked', costsMinor: String(COSTS), sellerMinor: String(DEPOSIT - COSTS) })
  const balance = async (account: string) =>
    (await m.database.pool.query<{ posted: bigint }>('select posted_minor posted from ledger.account where code = $1', [account])).rows[0]?.posted
  expect(await balance('fees:CNY')).toBe(COSTS)
  expect(await balance(`client:${deal.university}:CNY`)).toBe(DEPOSIT - COSTS)
  expect((await done(m.as(deal.buyer).payment.deposits.mine({}))).items).toMatchObject([{ state: 'forfeited', kind: 'cash' }])
  await quiet()
})

it('is seen by both sides and by nobody else', async () => {
  const rival = await m.person({ name: '旁人', roles: [{ role: 'enterprise', organisationId: deal.rival }] })
  expect(code(await m.as(rival).listing.forfeits.get({ id: deal.lotId }))).toBe('listing.not_found')
  expect((await done(m.as(rival).listing.forfeits.list({}))).items).toEqual([])
  for (const side of [deal.buyer, deal.tto]) expect((await done(m.as(side).listing.forfeits.list({}))).items).toHaveLength(1)
  expect((await done(m.as(deal.finance).desk.waiting({}))).items.map(({ kind, act }) => `${kind}.${act}`)).toContain('forfeit.stateCosts')
})

it('comes back without the buyer in default, and what the re-sale brings less is the deposit’s to cover', async () => {
  expect(await done(m.as(deal.clerk).listing.get({ id: deal.lotId }))).toMatchObject({ state: 'sold', hasDefaulted: true })
  const again = await done(m.as(deal.tto).listing.reoffer({ id: deal.lotId, startingPriceMinor: String(STARTING_PRICE) }))
  await done(m.as(deal.tto).listing.submit({ id: again.lotId }))
  for (const aspect of ['title', 'price', 'content'] as const) await done(m.as(deal.clerk).listing.check({ id: again.lotId, aspect, outcome: 'passed' }))
  const { noticeId } = await done(m.as(deal.clerk).listing.openListing({ id: again.lotId }))
  await m.settle()
  expect((await done(m.as(deal.clerk).notice.get({ id: noticeId }))).body.zh).toContain('该买受人不得参加本次竞价')
  expect(code(await m.as(deal.buyer).listing.apply({ id: again.lotId, undertakingAccepted: true }))).toBe('listing.barred_after_default')
  const rival = await m.person({ name: '再来', roles: [{ role: 'enterprise', organisationId: deal.rival }] })
  const { applicationId } = await done(m.as(rival).listing.apply({ id: again.lotId, undertakingAccepted: true }))
  await done(m.as(deal.clerk).listing.qualify({ id: applicationId }))
  await m.settle()
  const { bankDay } = await import('./deal.story.ts')
  await bankDay(m, deal.finance)
  const lot = await done(m.as(deal.clerk).listing.get({ id: again.lotId }))
  m.clock.set(parseInstant(lot.noticeClosesAt ?? ''))
  await m.settle()
  m.clock.set(later(parseInstant((await done(m.as(deal.clerk).listing.get({ id: again.lotId }))).opensAt ?? ''), 1_000))
  await m.settle()
  const auction = await done(m.as(rival).auction.ofLot({ id: again.lotId }))
  await done(m.as(rival).auction.placeBid({ id: auction.id, priceMinor: String(STARTING_PRICE) }))
  m.clock.set(later(parseInstant(auction.endsAt), 60_000))
  await m.settle()
  const gapMinor = FINAL_PRICE - STARTING_PRICE
  await done(m.as(deal.finance).listing.stateCosts({ id: deal.lotId, costsMinor: '0', note: '无' }))
  expect(await forfeit()).toMatchObject({ gapMinor: String(gapMinor), coveredMinor: String(DEPOSIT), owedMinor: String(gapMinor - DEPOSIT) })
  await quiet()
})
