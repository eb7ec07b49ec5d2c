/** Three ordinary licences of one technology under seal: three winners at one price, each with a notice, a contract, a payment and a default of its own. */
import { beforeEach, expect, it } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { DAY_MS, HOUR_MS, later, parseInstant } from '#kernel/instant.ts'
import { judgeSaleFile } from '#modules/auction/history-file.ts'
import { recordText } from '#modules/auction/record.ts'
import { auctionRow } from '#modules/auction/store.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { codeOf, envelopeOf, must, officersOf, release, type TestOfficer } from '../../../test/kit/sealing.ts'
import { stageOf } from '../../../test/kit/stage.ts'
import {
  catalogueAchievement,
  draftOf,
  enterprise,
  gatherCast,
  ORDINARY,
  PLAN,
  scheduleRoom,
  type Bidder,
  type Cast,
  type StoryStage,
} from '../../app/stage/auction-story.ts'
import { bankDay, confirmContract, confirmSale, handOver } from './deal.story.ts'

let m: TestMarket
let stage: StoryStage
let cast: Cast
let officers: readonly TestOfficer[]
let bidders: readonly Bidder[]
const START = BigInt(PLAN.startingPriceMinor)
/** What the bidders name, in their order; the fourth sets the price of the three units. */
const NAMED = [9_000_000n, 7_000_000n, 5_000_000n, 3_000_000n].map((more) => START + more)
const UNIFORM = START + 3_000_000n

beforeEach(async () => {
  m = await market()
  stage = stageOf(m)
  cast = await gatherCast(stage)
  const government = await m.organisation({ kind: 'government', name: '主管部门（演示）' })
  officers = await officersOf(m, { market: cast.clerk.mandates[0]?.organisationId ?? '', government })
  const made: Bidder[] = []
  for (const name of ['甲', '乙', '丙', '丁']) made.push(await enterprise(stage, `浙江示范${name}科技有限公司（演示）`))
  bidders = made
})

const quiet = async () => {
  expect(m.failures).toEqual([])
  expect(await m.checks()).toEqual([])
}

interface Terms {
  readonly units?: number
  readonly method?: 'sealed_first' | 'sealed_second'
  readonly reserveMinor?: string | null
}

/** Opened by the officers after its deadline, with these prices in it, in the order of the bidders. */
const sold = async (prices: readonly bigint[] = NAMED, { units = 3, method = 'sealed_second', reserveMinor = null }: Terms = {}) => {
  const sale = { method, methodTerms: { sealedHours: 24 }, reserveMinor, right: ORDINARY, units }
  const { lotId, auctionId: id, opensAt } = await scheduleRoom(stage, cast, bidders, sale)
  const { boxId } = await stage.api(cast.clerk).auction.get({ id })
  if (boxId === null) throw new Error('no box')
  must(await m.as(cast.clerk).sealing.nameOfficers({ id: boxId, keys: officers.map(({ keyId }) => keyId) }))
  must(await m.as(cast.auctioneer).auction.assign({ id }))
  await stage.until(opensAt)
  for (const [at, priceMinor] of prices.entries()) {
    const { actor, organisationId } = bidders[at] ?? { actor: cast.clerk, organisationId: '' }
    const { policy } = await stage.api(actor).auction.sealed.mine({ id })
    const envelope = await envelopeOf({ policy: policy ?? '' }, organisationId, { priceMinor: String(priceMinor) })
    must(await m.as(actor).auction.depositSealed({ id, envelope }))
  }
  await stage.until(later(opensAt, 24 * HOUR_MS + 5_000))
  for (const at of [0, 2, 4]) {
    const officer = officers[at]
    if (officer) must(await release(m, officer, boxId))
  }
  await m.settle()
  return { lotId, id }
}

const actorOf = (at: number): Actor => bidders[at]?.actor ?? cast.clerk
const lotOf = (id: string, actor = cast.tto) => stage.api(actor).listing.get({ id })
const unitsOf = async (lotId: string) => (await lotOf(lotId)).unitsSold

/** The notices of all results have run: the contracts, in the order of the units. */
const contracts = async (lotId: string): Promise<readonly string[]> => {
  const units = await unitsOf(lotId)
  const [notice] = (await stage.api(cast.tto).notice.list({ subject: lotId, kind: 'result' })).items
  await stage.until(parseInstant(notice?.closesAt ?? ''))
  const ids: string[] = []
  for (const unit of units) ids.push((await stage.api(cast.tto).contract.ofLot({ lotId: unit.lotId })).id)
  return ids
}

it('the three highest prices take one each at the price that took none, and the losers’ deposits go back', async () => {
  const { lotId, id } = await sold()
  const auction = await stage.api(actorOf(3)).auction.get({ id })
  expect(auction).toMatchObject({ outcome: 'sold', units: 3, topPriceMinor: String(UNIFORM) })
  expect(auction.winners.map(({ organisationId, priceMinor }) => [organisationId, priceMinor])).toEqual(
    bidders.slice(0, 3).map(({ organisationId }) => [organisationId, String(UNIFORM)]),
  )
  const units = await unitsOf(lotId)
  expect(units.map(({ unitNo, buyerOrganisationId, priceMinor }) => [unitNo, buyerOrganisationId, priceMinor])).toEqual(
    bidders.slice(0, 3).map(({ organisationId }, at) => [at + 1, organisationId, String(UNIFORM)]),
  )
  expect(units[0]?.lotId).toBe(lotId)
  for (const [at, unit] of units.entries()) {
    const lot = await lotOf(unit.lotId, actorOf(3))
    expect(lot).toMatchObject({
      state: 'sold',
      units: at === 0 ? 3 : null,
      unitOf: at === 0 ? null : lotId,
      unitNo: at === 0 ? null : at + 1,
      unitsSold: units,
    })
    const [result] = (await stage.api(actorOf(3)).notice.list({ subject: unit.lotId, kind: 'result' })).items
    expect((await stage.api(actorOf(3)).notice.get({ id: result?.id ?? '' })).body.zh).toContain(`第${at + 1}份`)
  }
  for (const [at, state] of ['kept', 'kept', 'kept', 'released'].entries()) {
    const [own] = (await stage.api(actorOf(at)).listing.applications.mine({ lotId })).items
    expect(own).toMatchObject({ depositState: state, isBuyer: at < 3, boughtLotId: units[at]?.lotId ?? null })
    expect((await stage.api(actorOf(at)).auction.standing.mine({ id })).isTop).toBe(at < 3)
  }
  const { total } = await stage.api(cast.tto).indicator.headline({})
  expect(total).toMatchObject({ listed: 1, hammers: 3, hammerMinor: String(3n * UNIFORM) })
  await quiet()
})

it('the signed record says who took which unit, is read by every winner, and a judge from outside finds nothing', async () => {
  const { id } = await sold()
  const { documentId } = must(await m.as(cast.auctioneer).auction.signRecord({ id, note: '' }))
  for (const at of [0, 1, 2, 3]) expect(codeOf(await m.as(actorOf(at)).document.get({ id: documentId }))).toBe(at < 3 ? 'ok' : 'document.not_found')
  const row = await auctionRow(m.database.reader, id)
  if (!row) throw new Error('no auction')
  const text = await recordText(m.database.reader, row, { by: row.recordSignedBy ?? '', at: row.recordSignedAt ?? m.clock.now(), note: '' })
  expect(judgeSaleFile(new TextEncoder().encode(text))).toMatchObject({ ok: true, faults: [], sale: { units: 3, outcome: { priceMinor: UNIFORM } } })
  const said = JSON.parse(text) as { otherWinners: readonly object[] }
  const forged = { ...said, otherWinners: said.otherWinners.map((one) => ({ ...one, priceMinor: String(UNIFORM - 1n) })) }
  expect(judgeSaleFile(new TextEncoder().encode(JSON.stringify(forged)))?.ok).toBe(false)
  await quiet()
})

it('each winner contracts and pays alone, all at once; nobody else may', async () => {
  const { lotId } = await sold()
  const ids = await contracts(lotId)
  expect(new Set(ids).size).toBe(3)
  expect(codeOf(await m.as(actorOf(0)).contract.get({ id: ids[1] ?? '' }))).toBe('contract.not_found')
  const { salePaper } = await stage.api(cast.tto).contract.get({ id: ids[2] ?? '' })
  expect(codeOf(await m.as(actorOf(3)).contract.confirmSale({ id: ids[2] ?? '', sha256: salePaper.sha256, accepts: true }))).toBe('contract.not_found')
  const sides = ids.map((contractId, at) => ({ ...cast, buyer: actorOf(at), contractId }))
  await Promise.all(sides.map((side) => confirmSale(m, side)))
  await Promise.all(sides.map((side) => confirmContract(m, side)))
  await bankDay(m, cast.finance)
  for (const [at, id] of ids.entries())
    expect(await stage.api(actorOf(at)).contract.get({ id })).toMatchObject({
      state: 'paid',
      priceMinor: String(UNIFORM),
      lotId: (await unitsOf(lotId))[at]?.lotId,
    })
  await quiet()
})

it('each licence is in force by itself, in whatever order they are handed over, and each brings an income of its own', async () => {
  const { lotId } = await sold()
  const ids = await contracts(lotId)
  const sides = ids.map((contractId, at) => ({ ...cast, buyer: actorOf(at), contractId }))
  for (const side of sides) await confirmSale(m, side)
  for (const side of sides) await confirmContract(m, side)
  await bankDay(m, cast.finance)
  for (const side of sides.toReversed()) {
    await handOver(m, side)
    must(await m.as(side.buyer).contract.acceptHandover({ id: side.contractId, accepts: true }))
    await m.settle()
    expect(await stage.api(side.buyer).contract.get({ id: side.contractId })).toMatchObject({ state: 'settled' })
    await quiet()
  }
  const { total } = await stage.api(cast.tto).indicator.headline({})
  expect(total).toMatchObject({ deals: 3, turnoverMinor: String(3n * UNIFORM) })
  const { items } = await stage.api(cast.tto).income.list({})
  expect(new Set(items.map(({ contractId }) => contractId))).toEqual(new Set(ids))
})

it('winners that default lose their deposits for their own unit alone, and each unit comes back alone', async () => {
  const { lotId } = await sold()
  const ids = await contracts(lotId)
  const [first, ...others] = await unitsOf(lotId)
  await confirmSale(m, { ...cast, buyer: actorOf(0), contractId: ids[0] ?? '' })
  await confirmContract(m, { ...cast, buyer: actorOf(0), contractId: ids[0] ?? '' })
  await bankDay(m, cast.finance)
  const late = ids.slice(1)
  for (const id of late) {
    const { salePaper } = await stage.api(cast.tto).contract.get({ id })
    must(await m.as(cast.tto).contract.confirmSale({ id, sha256: salePaper.sha256, accepts: true }))
  }
  const { signBy } = await stage.api(cast.tto).contract.get({ id: late[0] ?? '' })
  await stage.until(later(parseInstant(signBy ?? ''), 1_000))
  let ends = m.clock.now()
  for (const id of late) ends = parseInstant(must(await m.as(cast.tto).contract.rescind({ id, reason: '受让方逾期未确认成交' })).objectionEndsAt)
  await stage.until(later(ends, DAY_MS))
  for (const id of late) must(await m.as(cast.clerk).contract.recordEnd({ id }))
  await m.settle()
  expect((await lotOf(lotId)).hasDefaulted).toBe(false)
  expect(codeOf(await m.as(cast.finance).listing.forfeits.get({ id: lotId }))).toBe('listing.not_found')
  const secondFinance = await m.person({ name: '复核', roles: [{ role: 'finance', organisationId: cast.finance.mandates[0]?.organisationId ?? '' }] })
  for (const unit of others) {
    must(await m.as(cast.finance).listing.stateCosts({ id: unit.lotId, costsMinor: '100', note: '公告费用' }))
    const confirm = () => m.as(secondFinance).listing.confirmCosts({ id: unit.lotId, costsMinor: '100' })
    expect((await Promise.all([confirm(), confirm()])).map(codeOf).toSorted()).toEqual(['listing.forfeit.wrong_state', 'ok'])
  }
  const { rows } = await m.database.pool.query<{ posted: bigint }>("select posted_minor posted from ledger.account where code = 'fees:CNY'")
  expect(rows[0]?.posted).toBe(200n)
  for (const [at, state] of ['setOff', 'forfeited', 'forfeited', 'returning'].entries())
    expect((await stage.api(actorOf(at)).payment.deposits.mine({})).items).toMatchObject([{ state }])
  expect(codeOf(await m.as(cast.tto).listing.reoffer({ id: first?.lotId ?? '', startingPriceMinor: String(START) }))).toBe('listing.wrong_state')
  const unitId = others[0]?.lotId ?? ''
  const again = must(await m.as(cast.tto).listing.reoffer({ id: unitId, startingPriceMinor: String(START) }))
  expect(await lotOf(again.lotId)).toMatchObject({ units: null, predecessor: { id: unitId }, unitsSold: [] })
  expect(await stage.api(actorOf(0)).contract.get({ id: ids[0] ?? '' })).toMatchObject({ state: 'paid' })
  await quiet()
})

it('is sold in part where fewer prices than units reach the reserve; each pays its own where that was announced', async () => {
  const first = await sold(NAMED, { method: 'sealed_first', reserveMinor: String(START + 6_000_000n) })
  expect((await unitsOf(first.lotId)).map(({ priceMinor }) => priceMinor)).toEqual(NAMED.slice(0, 2).map(String))
  await quiet()
})

it('fewer bids than units: each pays the start, and what nobody took stays unsold', async () => {
  const { lotId, id } = await sold(NAMED.slice(0, 2), { units: 4 })
  expect((await unitsOf(lotId)).map(({ priceMinor }) => priceMinor)).toEqual([String(START), String(START)])
  expect(await stage.api(cast.tto).auction.get({ id })).toMatchObject({ units: 4, bidCount: 2, outcome: 'sold' })
  await quiet()
})

it('equal prices at the edge: the draw decides, and anybody can repeat it', async () => {
  const { id } = await sold([NAMED[0] ?? 0n, UNIFORM, UNIFORM, UNIFORM], { units: 2 })
  const auction = await stage.api(cast.tto).auction.get({ id })
  expect(auction.drawCommitment).not.toBeNull()
  const bids = (await stage.api(cast.tto).auction.bids.list({ id })).items
  expect(judgeSaleFile(new TextEncoder().encode(JSON.stringify({ auction, bids })))).toMatchObject({ ok: true, faults: [] })
  const others = auction.winners.toReversed()
  expect(judgeSaleFile(new TextEncoder().encode(JSON.stringify({ auction: { ...auction, winners: others, topNumber: others[0]?.number }, bids })))?.ok).toBe(
    false,
  )
  await quiet()
})

it('refuses what cannot be sold in units', async () => {
  const achievementId = await catalogueAchievement(stage, cast)
  const draft = (change: object) =>
    m
      .as(cast.tto)
      .listing.draft({ ...draftOf(achievementId, PLAN), right: ORDINARY, method: 'sealed_second', methodTerms: { sealedHours: 24 }, units: 3, ...change })
  const english = { method: 'english', methodTerms: draftOf(achievementId, PLAN).methodTerms }
  expect(codeOf(await draft({ right: { ...ORDINARY, exclusivity: 'exclusive' } }))).toBe('listing.units_not_ordinary')
  expect(codeOf(await draft({ right: { kind: 'assignment' } }))).toBe('listing.units_not_ordinary')
  expect(codeOf(await draft(english))).toBe('listing.units_not_by_method')
  expect(codeOf(await draft({ units: 21 }))).toBe('listing.units_too_many')
  expect(codeOf(await draft({ method: 'sealed_first', nextBidder: true }))).toBe('listing.units_next_bidder')
  for (const units of [1, 0, -3, 2.5, 100, 'drei']) expect(codeOf(await draft({ units }))).toBe('request.invalid')
  expect(codeOf(await draft({}))).toBe('ok')
})
