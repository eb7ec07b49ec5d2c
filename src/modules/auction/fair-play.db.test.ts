/** Nobody floods the record of a room: who has no standing leaves no row, a pace holds for all, and of refused bids a bounded number is kept. */
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { VISITOR, type Actor } from '#kernel/actor.ts'
import type { Result } from '#kernel/result.ts'
import { openLane } from '#platform/command/lane.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { stageOf } from '../../../test/kit/stage.ts'
import { enterprise, gatherCast, openRoom, PLAN, type Bidder, type Cast, type StoryStage } from '../../app/stage/auction-story.ts'
import { MAX_REFUSED_KEPT } from './core/bid.ts'
import { decideBids, type BidAnswer, type IncomingBid } from './engine.ts'
import { PACE } from './pace.ts'
import { routes } from './routes.ts'

let m: TestMarket
let stage: StoryStage
let cast: Cast
let alice: Bidder
let bruno: Bidder
let stranger: Bidder
let door: FastifyInstance

const start = BigInt(PLAN.startingPriceMinor)
const step = BigInt(PLAN.incrementMinor)

beforeAll(async () => {
  m = await market()
  stage = stageOf(m)
  cast = await gatherCast(stage)
  alice = await enterprise(stage, '杭州示范新材料有限公司（演示）')
  bruno = await enterprise(stage, '宁波示范电池有限公司（演示）')
  stranger = await enterprise(stage, '绍兴示范科技有限公司（演示）')
  const known = new Map<string, Actor>([alice, bruno, stranger].map(({ actor }) => [actor.personId ?? '', actor]))
  door = fastify()
  routes(door, {
    now: m.clock.now,
    arrivedAt: m.clock.now,
    clockRefusal: () => null,
    reader: m.database.reader,
    files: { put: () => Promise.reject(new Error('no files here')) } as never,
    actorFrom: (request) => Promise.resolve(known.get(String(request.headers['x-person'])) ?? VISITOR),
    lane: (spec) => openLane(m.core.road, spec),
    run: (operation, actor, work) => m.core.road.run({ operation, actor }, work),
  })
  afterAll(() => door.close())
})

const post = (bidder: Bidder, auctionId: string, body: Readonly<Record<string, string>>) =>
  door.inject({ method: 'POST', url: `/auctions/${auctionId}/bids`, headers: { 'x-person': bidder.actor.personId ?? '' }, payload: body })

const submit = (auctionId: string, bidder: Bidder, priceMinor: bigint): Promise<Result<BidAnswer>> =>
  openLane<IncomingBid, BidAnswer>(m.core.road, { name: 'test', maxBatch: 100, decide: decideBids }).submit({
    auctionId,
    organisationId: bidder.organisationId,
    personId: bidder.actor.personId ?? '',
    priceMinor,
    confirmedMinor: null,
    receivedAt: m.clock.now(),
    requestKey: null,
    requestBody: null,
  })

const count = async (sql: string, values: readonly unknown[]): Promise<number> => {
  const { rows } = await m.database.pool.query<{ count: string }>(sql, [...values])
  return Number(rows[0]?.count)
}
const attemptsOf = (auctionId: string) => count('select count(*) from auction.bid where auction_id = $1', [auctionId])
const factsOf = (auctionId: string) => count('select count(*) from platform.fact where subject = $1', [auctionId])
const violations = async () => (await m.checks()).filter(({ check }) => check.startsWith('auction.'))

describe('who has no standing', () => {
  it('is answered, and leaves neither a row nor a fact', async () => {
    const { auctionId } = await openRoom(stage, cast, [alice, bruno])
    const before = await factsOf(auctionId)
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const answer = await post(stranger, auctionId, { priceMinor: String(start) })
      expect(answer.statusCode).toBe(422)
      expect(answer.json()).toMatchObject({ code: 'auction.not_qualified' })
    }
    expect(await attemptsOf(auctionId)).toBe(0)
    expect(await factsOf(auctionId)).toBe(before)
    expect((await post(alice, auctionId, { priceMinor: String(start) })).json()).toMatchObject({ seq: 1 })
    expect(await attemptsOf(auctionId)).toBe(1)
    expect(await violations()).toEqual([])
  })
})

describe('the pace', () => {
  it('holds for each bidder: 429, a header that says when, and nothing stored', async () => {
    const { auctionId } = await openRoom(stage, cast, [alice, bruno])
    const answers = []
    for (let attempt = 0; attempt < PACE.bidder.burst + 5; attempt += 1) answers.push(await post(stranger, auctionId, { priceMinor: String(start) }))
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([...Array<number>(PACE.bidder.burst).fill(422), ...Array<number>(5).fill(429)])
    const last = answers.at(-1)
    expect(last?.headers['retry-after']).toBe('1')
    expect(last?.json()).toMatchObject({ code: 'auction.too_many_bids', params: { retryAfterSeconds: 1 }, text: { en: expect.stringContaining('1 seconds') } })
    // Somebody else is not held up by it, and after the time that was named the bidder is heard again.
    expect((await post(bruno, auctionId, { priceMinor: String(start) })).statusCode).toBe(200)
    m.clock.advance(1_000)
    expect((await post(stranger, auctionId, { priceMinor: String(start) })).statusCode).toBe(422)
    expect(await attemptsOf(auctionId)).toBe(1)
  })

  it('holds for bids that a page sends without script too', async () => {
    const { auctionId } = await openRoom(stage, cast, [alice, bruno])
    const codes = []
    for (let attempt = 0; attempt <= PACE.bidder.burst; attempt += 1) {
      const answer = await m.as(stranger.actor).auction.placeBid({ id: auctionId, priceMinor: String(start) })
      codes.push(answer.ok ? 'accepted' : answer.refusal.code)
    }
    expect(codes.at(-2)).toBe('auction.not_qualified')
    expect(codes.at(-1)).toBe('auction.too_many_bids')
  })
})

describe('refused bids of a bidder', () => {
  it('are kept up to a bound and then only counted; the record stays whole', async () => {
    const { auctionId } = await openRoom(stage, cast, [alice, bruno])
    const EXTRA = 7
    const answers: Result<BidAnswer>[] = []
    for (let round = 0; round < 3; round += 1) {
      const size = round === 2 ? EXTRA : MAX_REFUSED_KEPT / 2
      answers.push(...(await Promise.all(Array.from({ length: size }, () => submit(auctionId, alice, 1n)))))
    }
    expect(answers.every((answer) => !answer.ok && answer.refusal.code === 'auction.bid_too_low')).toBe(true)
    expect(await attemptsOf(auctionId)).toBe(MAX_REFUSED_KEPT)
    expect(
      await count('select refused_unkept as count from auction.bidder where auction_id = $1 and organisation_id = $2', [auctionId, alice.organisationId]),
    ).toBe(EXTRA)
    // The bound is each bidder's own, and an accepted bid is always kept.
    expect(await submit(auctionId, bruno, 1n)).toMatchObject({ refusal: { code: 'auction.bid_too_low' } })
    expect(await submit(auctionId, alice, start)).toMatchObject({ ok: true, value: { seq: 1 } })
    expect(await attemptsOf(auctionId)).toBe(MAX_REFUSED_KEPT + 2)
    expect(await violations()).toEqual([])
  })
})

describe('a bid far above the price', () => {
  it('is asked again in capitals and in words, and counts only with exactly this amount confirmed', async () => {
    const { auctionId } = await openRoom(stage, cast, [alice, bruno])
    const slip = start + 50n * step * 10n
    expect(await m.core.as(alice.actor).auction.get({ id: auctionId })).toMatchObject({ confirmAboveMinor: String(3n * start) })
    const asked = await post(alice, auctionId, { priceMinor: String(slip) })
    expect(asked.statusCode).toBe(422)
    expect(asked.json()).toMatchObject({
      code: 'auction.bid_unconfirmed',
      field: 'confirmedAmountMinor',
      params: { amountMinor: String(slip), wordsZh: '贰仟贰佰万元整', wordsEn: 'twenty-two million yuan' },
      text: { zh: expect.stringContaining('贰仟贰佰万元整'), en: expect.stringContaining('twenty-two million yuan') },
    })
    expect((await post(alice, auctionId, { priceMinor: String(slip), confirmedAmountMinor: String(start) })).json()).toMatchObject({
      code: 'auction.bid_unconfirmed',
    })
    expect((await post(alice, auctionId, { priceMinor: String(slip), confirmedAmountMinor: String(slip) })).json()).toMatchObject({
      seq: 1,
      priceMinor: String(slip),
    })
    const { rows } = await m.database.pool.query<{ confirmed: string | null }>(
      'select confirmed_minor::text as confirmed from auction.bid where auction_id = $1 and seq = 1',
      [auctionId],
    )
    expect(rows[0]?.confirmed).toBe(String(slip))
    expect(await violations()).toEqual([])
  })
})
