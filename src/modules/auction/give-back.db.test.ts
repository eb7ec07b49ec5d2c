import { beforeAll, expect, test } from 'vitest'
import { SYSTEM } from '#kernel/actor.ts'
import { later, MINUTE_MS, parseInstant, SECOND_MS, toIso, type Instant } from '#kernel/instant.ts'
import { ok } from '#kernel/result.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { stageOf } from '../../../test/kit/stage.ts'
import { enterprise, gatherCast, openRoom, PLAN, type Bidder } from '../../app/stage/auction-story.ts'
import { giveBackTime } from './give-back.ts'

let m: TestMarket
let room: Awaited<ReturnType<typeof openRoom>>
let alice: Bidder
let bruno: Bidder

beforeAll(async () => {
  m = await market()
  const stage = stageOf(m)
  const cast = await gatherCast(stage)
  alice = await enterprise(stage, '杭州甲（演示）')
  bruno = await enterprise(stage, '宁波乙（演示）')
  room = await openRoom(stage, cast, [alice, bruno])
})

const giveBack = (from: Instant, to: Instant) => m.act(SYSTEM, async (act) => ok(await giveBackTime(act, { from, to })))
const ends = async () => parseInstant((await m.core.as(alice.actor).auction.get({ id: room.auctionId })).endsAt)

test('an auction that ran while the clock stood still has all of that time back, once, and the record says so', async () => {
  const timedAt = later(room.opensAt, PLAN.freeMinutes * MINUTE_MS)
  const from = later(timedAt, 10 * SECOND_MS)
  m.clock.set(from)
  await m.settle()
  const bid = await m.as(alice.actor).auction.placeBid({ id: room.auctionId, priceMinor: PLAN.startingPriceMinor })
  expect(bid.ok).toBe(true)
  const before = await ends()
  const to = later(from, 90 * SECOND_MS)
  m.clock.set(to)
  expect(await giveBack(from, to)).toEqual(ok(1))
  expect(await ends()).toBe(later(before, 90 * SECOND_MS))
  // Another process of the machine noticed the same pause a little later.
  expect(await giveBack(later(from, 20), to)).toEqual(ok(0))
  expect(await giveBack(later(from, -20), later(to, 40))).toEqual(ok(1))
  expect(await ends()).toBe(later(before, 90 * SECOND_MS + 40))
  const { items } = await m.core.as(alice.actor).evidence.facts.list({ subject: room.auctionId, limit: 100 })
  expect(items.map(({ type }) => type)).toEqual(expect.arrayContaining(['auction.suspended', 'auction.resumed']))
  // What was received in the time given back counts, and the record still replays.
  m.clock.set(later(before, 30 * SECOND_MS))
  expect(
    (await m.as(bruno.actor).auction.placeBid({ id: room.auctionId, priceMinor: String(BigInt(PLAN.startingPriceMinor) + BigInt(PLAN.incrementMinor)) })).ok,
  ).toBe(true)
  expect((await m.checks()).filter(({ check }) => check.startsWith('auction.'))).toEqual([])
})

test('an auction that is over, or opens later, is left alone', async () => {
  const end = await ends()
  m.clock.set(later(end, 10 * SECOND_MS))
  await m.settle()
  expect(await giveBack(later(end, SECOND_MS), later(end, 5 * SECOND_MS))).toEqual(ok(0))
  expect(toIso(await ends())).toBe(toIso(end))
})
