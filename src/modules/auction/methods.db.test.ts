import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { later, MINUTE_MS, SECOND_MS } from '#kernel/instant.ts'
import { ok } from '#kernel/result.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { stageOf } from '../../../test/kit/stage.ts'
import { enterprise, gatherCast, openLot, PLAN, scheduleRoom, type Bidder, type Cast, type StoryStage } from '../../app/stage/auction-story.ts'
import { drawn } from './core/draw.ts'
import { decideBids } from './engine.ts'
import { giveBackTime } from './give-back.ts'
import { judgeSaleFile } from './history-file.ts'
import { proxies } from './proxies.ts'

let m: TestMarket
let stage: StoryStage
let cast: Cast
let alice: Bidder
let bruno: Bidder
let carol: Bidder

beforeAll(async () => {
  m = await market()
  stage = stageOf(m)
  cast = await gatherCast(stage)
  alice = await enterprise(stage, '杭州示范新材料有限公司（演示）')
  bruno = await enterprise(stage, '宁波示范电池有限公司（演示）')
  carol = await enterprise(stage, '温州示范科技有限公司（演示）')
})

const START = BigInt(PLAN.startingPriceMinor)
const STEP = BigInt(PLAN.incrementMinor)
const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())
const codeOf = (result: { readonly ok: boolean; readonly refusal?: { readonly code: string } }) => (result.ok ? 'accepted' : result.refusal?.code)
const own = /^(react:)?(auction|listing)\./
const isClean = async () => {
  expect(m.failures.filter(({ key }) => own.test(key))).toEqual([])
  expect((await m.checks()).filter(({ check }) => own.test(check))).toEqual([])
}

const scheduledSale = async (bidders: readonly Bidder[], sale: Parameters<typeof scheduleRoom>[3]) => {
  const { lotId, auctionId: id, opensAt } = await scheduleRoom(stage, cast, bidders, sale)
  return { lotId, id, opensAt }
}
const shown = (id: string) => stage.api(alice.actor).auction.get({ id })
/** What anybody reads of a sale is enough to judge it. */
const judged = async (id: string) => {
  const said = { auction: await shown(id), bids: (await stage.api(alice.actor).auction.bids.list({ id })).items }
  return judgeSaleFile(new TextEncoder().encode(JSON.stringify(said)))
}
const bid = async (bidder: Bidder, id: string, priceMinor: bigint) => codeOf(await m.as(bidder.actor).auction.placeBid({ id, priceMinor: String(priceMinor) }))
const leave = async (bidder: Bidder, id: string, maxMinor: bigint) => codeOf(await m.as(bidder.actor).auction.setProxy({ id, maxMinor: String(maxMinor) }))
const ENGLISH = { incrementMinor: PLAN.incrementMinor, freeMinutes: 60, timedSeconds: 300 }

describe('a falling price', () => {
  const terms = { decrementMinor: String(STEP), tickSeconds: 60, floorMinor: String(START - 10n * STEP) }
  it('is bought by the first to accept, at what the clock asks when the word comes in', async () => {
    const { id, lotId, opensAt } = await scheduledSale([alice, bruno], { method: 'dutch', methodTerms: terms })
    expect(await leave(alice, id, START)).toBe('auction.no_proxies')
    await stage.until(later(opensAt, 3 * MINUTE_MS + SECOND_MS))
    expect(await shown(id)).toMatchObject({ phase: 'timed', method: 'dutch', nextMinimumMinor: String(START - 3n * STEP), clock: { tickSeconds: 60 } })
    expect(await bid(alice, id, START - 4n * STEP)).toBe('auction.below_clock')
    const taken = await m.as(alice.actor).auction.placeBid({ id, priceMinor: String(START) })
    expect(taken).toMatchObject({ ok: true, value: { priceMinor: String(START - 3n * STEP) } })
    expect(await bid(bruno, id, START)).toBe('auction.ended')
    await stage.until(later(opensAt, 3 * MINUTE_MS + 3 * SECOND_MS))
    expect(await shown(id)).toMatchObject({
      phase: 'closed',
      outcome: 'sold',
      topPriceMinor: String(START - 3n * STEP),
      winnerOrganisationId: alice.organisationId,
    })
    expect(await stage.api(alice.actor).listing.get({ id: lotId })).toMatchObject({ state: 'sold', priceMinor: String(START - 3n * STEP) })
    expect(await judged(id)).toMatchObject({ ok: true, faults: [], sale: { method: 'dutch', outcome: { kind: 'sold' } } })
    await isClean()
  })

  it('runs out at the floor when nobody accepts; deposits go back', async () => {
    const { id, lotId, opensAt } = await scheduledSale([alice, bruno], { method: 'dutch', methodTerms: terms })
    await stage.until(later(opensAt, 11 * MINUTE_MS + 2 * SECOND_MS))
    expect(await shown(id)).toMatchObject({ phase: 'closed', failReason: 'no_bids' })
    expect((await stage.api(alice.actor).listing.applications.mine({ lotId })).items[0]?.depositState).toBe('released')
    await isClean()
  })

  it('has its floor for a reserve, and none beside it', () =>
    expect(openLot(stage, cast, PLAN, { method: 'dutch', methodTerms: terms, reserveMinor: PLAN.startingPriceMinor })).rejects.toMatchObject({
      data: { code: 'auction.floor_is_the_reserve' },
    }))
})

describe('a listed price', () => {
  it('is taken by a single applicant at once', async () => {
    const { id, lotId, opensAt } = await scheduledSale([alice], { method: 'listed', methodTerms: ENGLISH })
    await stage.until(later(opensAt, 3 * SECOND_MS))
    expect(await shown(id)).toMatchObject({ phase: 'closed', outcome: 'sold', topPriceMinor: String(START), winnerOrganisationId: alice.organisationId })
    expect(await stage.api(alice.actor).listing.get({ id: lotId })).toMatchObject({ state: 'sold', priceMinor: String(START) })
    expect((await stage.api(alice.actor).auction.bids.list({ id })).items).toMatchObject([{ seq: 1, origin: 'application', priceMinor: String(START) }])
    expect(await judged(id)).toMatchObject({ ok: true, faults: [], sale: { method: 'listed', outcome: { kind: 'sold' } } })
    await isClean()
  })

  it('is taken by its application even where its bidder, or a stop, comes before the clock that opens', async () => {
    const { id, opensAt } = await scheduledSale([alice], { method: 'listed', methodTerms: ENGLISH })
    m.clock.set(later(opensAt, 1))
    expect(await bid(alice, id, START + STEP)).toBe('auction.ended')
    await stage.until(later(opensAt, 3 * SECOND_MS))
    expect(await shown(id)).toMatchObject({ phase: 'closed', outcome: 'sold', topPriceMinor: String(START), bidCount: 1 })
    await isClean()
  })

  it('becomes bidding among two', async () => {
    const { id, opensAt } = await scheduledSale([alice, bruno], { method: 'listed', methodTerms: ENGLISH })
    await stage.until(opensAt)
    expect(await shown(id)).toMatchObject({ phase: 'free', bidCount: 0 })
    expect([await bid(alice, id, START), await bid(bruno, id, START + STEP)]).toEqual(['accepted', 'accepted'])
    await isClean()
  })
})

describe('a cap price', () => {
  it('is drawn among the willing by a secret committed to before, which anybody can repeat', async () => {
    const cap = START + 3n * STEP
    const { id, opensAt } = await scheduledSale([alice, bruno, carol], { method: 'english', methodTerms: { ...ENGLISH, capMinor: String(cap) } })
    const before = await shown(id)
    expect(before).toMatchObject({ capMinor: String(cap), drawSecret: null, drawCommitment: expect.stringMatching(/^[0-9a-f]{64}$/) })
    await stage.until(opensAt)
    expect([await bid(alice, id, cap + STEP), await bid(alice, id, cap), await bid(alice, id, cap)]).toEqual([
      'auction.bid_above_cap',
      'accepted',
      'auction.already_willing',
    ])
    expect([await bid(bruno, id, cap), await bid(carol, id, START)]).toEqual(['accepted', 'auction.bid_too_low'])
    await stage.until(later(opensAt, 65 * MINUTE_MS + 2 * SECOND_MS))
    const { drawSecret, drawCommitment, willing, topNumber, outcome } = await shown(id)
    expect([outcome, willing.length]).toEqual(['sold', 2])
    expect(
      createHash('sha256')
        .update(drawSecret ?? '')
        .digest('hex'),
    ).toBe(drawCommitment)
    expect(drawn(sha256, drawSecret ?? '', willing)[0]).toBe(topNumber)
    expect(await judged(id)).toMatchObject({ ok: true, faults: [], sale: { willing, outcome: { number: topNumber } } })
    await isClean()
  })
})

describe('a proxy', () => {
  it('waits for the opening, answers each bid, is nobody else’s business, and can be taken back', async () => {
    const { id, opensAt } = await scheduledSale([alice, bruno], { method: 'english', methodTerms: ENGLISH })
    expect([await leave(carol, id, START), await leave(alice, id, START + 1n), await leave(alice, id, START * 10n)]).toEqual([
      'auction.not_qualified',
      'auction.off_increment_grid',
      'auction.bid_unconfirmed',
    ])
    expect(await leave(alice, id, START + 6n * STEP)).toBe('accepted')
    expect(await shown(id)).toMatchObject({ bidCount: 0 })
    await stage.until(opensAt)
    expect(await shown(id)).toMatchObject({ bidCount: 1, topPriceMinor: String(START) })
    expect(await bid(bruno, id, START + 2n * STEP)).toBe('accepted')
    expect(await shown(id)).toMatchObject({ bidCount: 3, topPriceMinor: String(START + 3n * STEP) })
    expect(await stage.api(alice.actor).auction.standing.mine({ id })).toMatchObject({ isTop: true, proxyMaxMinor: String(START + 6n * STEP) })
    expect(await stage.api(bruno.actor).auction.standing.mine({ id })).toMatchObject({ isTop: false, proxyMaxMinor: null })
    expect((await stage.api(bruno.actor).auction.bids.list({ id })).items.map(({ origin }) => origin)).toEqual(['proxy', 'bidder', 'proxy'])
    const { rows } = await m.database.pool.query<{ visible_to: string[] }>("select visible_to from platform.fact where type = 'auction.proxy_set'")
    expect(rows.map(({ visible_to }) => visible_to)).toEqual([[alice.organisationId]])
    // The second proxy is as high: the draw decides between them and the price goes to their word at once.
    expect(await leave(bruno, id, START + 6n * STEP)).toBe('accepted')
    expect(await shown(id)).toMatchObject({ topPriceMinor: String(START + 6n * STEP) })
    expect(codeOf(await m.as(bruno.actor).auction.withdrawProxy({ id }))).toBe('accepted')
    expect(codeOf(await m.as(bruno.actor).auction.withdrawProxy({ id }))).toBe('auction.no_proxy')
    expect(await bid(carol, id, START + 7n * STEP)).toBe('auction.not_qualified')
    await isClean()
  })

  it('left before the opening bids first, whoever opens the room, and one that is written down late bids then', async () => {
    const { id, opensAt } = await scheduledSale([alice, bruno, carol], { method: 'english', methodTerms: ENGLISH })
    await m.as(cast.auctioneer).auction.assign({ id })
    expect(await leave(alice, id, START + 2n * STEP)).toBe('accepted')
    m.clock.set(later(opensAt, 1))
    // Refused in the lane, which writes down what it refuses: it is the first to notice that the room is open.
    const early = { auctionId: id, organisationId: bruno.organisationId, personId: bruno.actor.personId ?? '', priceMinor: START, confirmedMinor: null }
    const asked = [{ ...early, receivedAt: later(opensAt, 1), requestKey: null, requestBody: null }]
    const answered = await m.act(bruno.actor, async (act) => ok(await decideBids(act, asked)))
    expect(answered).toMatchObject({ value: [{ ok: false, refusal: { code: 'auction.bid_too_low' } }] })
    expect(await shown(id)).toMatchObject({ bidCount: 1, topPriceMinor: String(START) })
    expect(await leave(bruno, id, START + STEP)).toBe('accepted')
    expect(await shown(id)).toMatchObject({ bidCount: 3, topPriceMinor: String(START + 2n * STEP) })
    await m.settle()
    await isClean()
  })

  it('left before the opening bids before a stop that comes first', async () => {
    const { id, opensAt } = await scheduledSale([alice, bruno], { method: 'english', methodTerms: ENGLISH })
    await m.as(cast.auctioneer).auction.assign({ id })
    expect(await leave(alice, id, START)).toBe('accepted')
    m.clock.set(later(opensAt, 1))
    expect(codeOf(await m.as(cast.auctioneer).auction.suspend({ id, reason: '网络故障 / network failure' }))).toBe('accepted')
    expect(await shown(id)).toMatchObject({ phase: 'suspended', bidCount: 1, topPriceMinor: String(START) })
    expect(codeOf(await m.as(cast.auctioneer).auction.resume({ id }))).toBe('accepted')
    await isClean()
  })

  it('left before the opening bids before time that is given back', async () => {
    const { id, opensAt } = await scheduledSale([alice, bruno], { method: 'english', methodTerms: ENGLISH })
    expect(await leave(alice, id, START)).toBe('accepted')
    const [from, to] = [later(opensAt, 1), later(opensAt, SECOND_MS)]
    m.clock.set(to)
    expect(await m.act(alice.actor, async (act) => ok(await giveBackTime(act, { from, to })))).toMatchObject({ ok: true })
    expect(await shown(id)).toMatchObject({ phase: 'free', bidCount: 1, topPriceMinor: String(START) })
    await isClean()
  })

  it('whose transaction is rolled back is remembered by nobody', async () => {
    const { id, opensAt } = await scheduledSale([alice, bruno, carol], { method: 'english', methodTerms: ENGLISH })
    await stage.until(opensAt)
    const lost = m.act(alice.actor, async (act) => {
      await proxies.setProxy(act, { id, maxMinor: START + 6n * STEP })
      throw new Error('the database went away')
    })
    await expect(lost).rejects.toThrow('went away')
    expect(await leave(bruno, id, START + STEP)).toBe('accepted')
    expect(await bid(carol, id, START + STEP)).toBe('accepted')
    expect(await shown(id)).toMatchObject({ bidCount: 2, topPriceMinor: String(START + STEP) })
    await isClean()
  })
})
