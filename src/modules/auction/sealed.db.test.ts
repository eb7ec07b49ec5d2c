import { beforeAll, describe, expect, it } from 'vitest'
import { HOUR_MS, later, type Instant } from '#kernel/instant.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { codeOf, envelopeOf, must, officersOf, release, type TestOfficer } from '../../../test/kit/sealing.ts'
import { stageOf } from '../../../test/kit/stage.ts'
import { enterprise, gatherCast, PLAN, scheduleRoom, type Bidder, type Cast, type StoryStage } from '../../app/stage/auction-story.ts'

let m: TestMarket
let stage: StoryStage
let cast: Cast
let officers: readonly TestOfficer[]
let alice: Bidder
let bruno: Bidder
let carol: Bidder

beforeAll(async () => {
  m = await market()
  stage = stageOf(m)
  cast = await gatherCast(stage)
  const government = await m.organisation({ kind: 'government', name: '主管部门（演示）' })
  officers = await officersOf(m, { market: cast.clerk.mandates[0]?.organisationId ?? '', government })
  alice = await enterprise(stage, '杭州示范新材料有限公司（演示）')
  bruno = await enterprise(stage, '宁波示范电池有限公司（演示）')
  carol = await enterprise(stage, '温州示范科技有限公司（演示）')
})

const START = BigInt(PLAN.startingPriceMinor)
const own = /^(react:)?(auction|listing|sealing)\./
const isClean = async () => {
  expect(m.failures.filter(({ key }) => own.test(key))).toEqual([])
  expect((await m.checks()).filter(({ check }) => own.test(check))).toEqual([])
}

const opened = async (method: 'sealed_first' | 'sealed_second', bidders: readonly Bidder[], reserveMinor: string | null = null) => {
  const { lotId, auctionId: id, opensAt } = await scheduleRoom(stage, cast, bidders, { method, methodTerms: { sealedHours: 24 }, reserveMinor })
  const { boxId } = await stage.api(alice.actor).auction.get({ id })
  if (boxId === null) throw new Error('no box')
  // Its page asks as that of every lot.
  expect((await stage.api(alice.actor).auction.quickBids.list({ id })).pricesMinor).toHaveLength(1)
  return { lotId, id, boxId, opensAt, closesAt: later(opensAt, 24 * HOUR_MS) }
}
const named = async (boxId: string) => must(await m.as(cast.clerk).sealing.nameOfficers({ id: boxId, keys: officers.map(({ keyId }) => keyId) }))
const handIn = async (bidder: Bidder, id: string, priceMinor: bigint, as: Bidder = bidder) => {
  const { policy } = await stage.api(bidder.actor).auction.sealed.mine({ id })
  const envelope = await envelopeOf({ policy: policy ?? '' }, as.organisationId, { priceMinor: String(priceMinor) })
  return m.as(bidder.actor).auction.depositSealed({ id, envelope })
}
const openAll = async (boxId: string, closesAt: Instant) => {
  await stage.until(later(closesAt, 5_000))
  for (const at of [0, 2, 4]) {
    const officer = officers[at]
    if (officer) must(await release(m, officer, boxId))
  }
  await m.settle()
}
const shown = (id: string) => stage.api(carol.actor).auction.get({ id })

describe('sealed prices', () => {
  it('are opened at once: the highest wins and pays the second, and nothing was known before', async () => {
    const { id, lotId, boxId, opensAt, closesAt } = await opened('sealed_second', [alice, bruno])
    await stage.until(opensAt)
    expect(await shown(id)).toMatchObject({ phase: 'timed', method: 'sealed_second', nextMinimumMinor: String(START) })
    expect((await stage.api(alice.actor).auction.sealed.mine({ id })).policy).toBeNull()
    await named(boxId)
    expect(codeOf(await m.as(alice.actor).auction.placeBid({ id, priceMinor: String(START) }))).toBe('auction.sealed_only')
    expect(codeOf(await m.as(alice.actor).auction.setProxy({ id, maxMinor: String(START) }))).toBe('auction.no_proxies')
    expect(codeOf(await m.as(carol.actor).auction.depositSealed({ id, envelope: 'x' }))).toBe('auction.not_qualified')
    expect(codeOf(await m.as(alice.actor).auction.depositSealed({ id, envelope: 'x' }))).toBe('sealing.envelope_malformed')
    // Sealed for another bidder: nobody hands in what is not the own.
    expect(codeOf(await handIn(bruno, id, START, alice))).toBe('sealing.other_bidder')
    expect(must(await handIn(alice, id, START + 9_000_000n))).toMatchObject({ turn: 1, correctionsLeft: 2 })
    expect(must(await handIn(alice, id, START + 5_000_000n))).toMatchObject({ turn: 2, correctionsLeft: 1 })
    must(await handIn(bruno, id, START + 3_000_000n))
    expect(await shown(id)).toMatchObject({ bidCount: 0, topPriceMinor: null })
    expect((await stage.api(alice.actor).auction.sealed.mine({ id })).receipts).toHaveLength(2)
    expect((await stage.api(bruno.actor).auction.sealed.mine({ id })).receipts).toHaveLength(1)
    await stage.until(later(closesAt, 5_000))
    expect(codeOf(await handIn(bruno, id, START + 8_000_000n))).toBe('sealing.closed')
    expect(await shown(id)).toMatchObject({ phase: 'timed', outcome: null })
    await openAll(boxId, closesAt)
    expect(await shown(id)).toMatchObject({
      phase: 'closed',
      outcome: 'sold',
      winnerOrganisationId: alice.organisationId,
      topPriceMinor: String(START + 3_000_000n),
      bidCount: 2,
    })
    expect((await stage.api(carol.actor).auction.bids.list({ id })).items.map(({ origin, priceMinor }) => [origin, priceMinor])).toEqual([
      ['envelope', String(START + 3_000_000n)],
      ['envelope', String(START + 5_000_000n)],
    ])
    expect(await stage.api(alice.actor).listing.get({ id: lotId })).toMatchObject({ state: 'sold', priceMinor: String(START + 3_000_000n) })
    expect((await stage.api(bruno.actor).listing.applications.mine({ lotId })).items[0]?.depositState).toBe('released')
    await isClean()
  })

  it('below the start do not count; the first price is paid; a clock of the host stops nothing', async () => {
    const { id, boxId, opensAt, closesAt } = await opened('sealed_first', [alice, bruno])
    await named(boxId)
    must(await m.as(cast.auctioneer).auction.assign({ id }))
    await stage.until(opensAt)
    expect(codeOf(await m.as(cast.auctioneer).auction.suspend({ id, reason: 'x' }))).toBe('auction.sealed_runs_on')
    must(await handIn(alice, id, START - 1n))
    // Taken back: nothing counts until another one is handed in.
    must(await handIn(bruno, id, START + 1n))
    expect([codeOf(await m.as(bruno.actor).auction.withdrawSealed({ id })), codeOf(await m.as(bruno.actor).auction.withdrawSealed({ id }))]).toEqual([
      'ok',
      'sealing.nothing_deposited',
    ])
    must(await handIn(bruno, id, START + 7_000_001n))
    await openAll(boxId, closesAt)
    expect(await shown(id)).toMatchObject({
      outcome: 'sold',
      winnerOrganisationId: bruno.organisationId,
      topPriceMinor: String(START + 7_000_001n),
      bidCount: 1,
    })
    await isClean()
  })

  it('that nobody can open end the sale without result; deposits go back', async () => {
    const { id, lotId, closesAt } = await opened('sealed_first', [alice, bruno])
    await stage.until(later(closesAt, 5_000))
    await m.settle()
    expect(await shown(id)).toMatchObject({ phase: 'closed', failReason: 'not_opened' })
    expect((await stage.api(alice.actor).listing.applications.mine({ lotId })).items[0]?.depositState).toBe('released')
    await isClean()
  })

  it('of which there are none: nobody has bid', async () => {
    const { id, boxId, closesAt } = await opened('sealed_first', [alice, bruno])
    await named(boxId)
    await stage.until(later(closesAt, 5_000))
    await m.settle()
    expect(await shown(id)).toMatchObject({ phase: 'closed', failReason: 'no_bids' })
    await isClean()
  })
})
