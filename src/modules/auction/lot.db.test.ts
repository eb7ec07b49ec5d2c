/** A lot goes with its auction: in one transaction what must, in its own what may fail. */
import { beforeEach, expect, test } from 'vitest'
import { SYSTEM } from '#kernel/actor.ts'
import { later, MINUTE_MS, SECOND_MS } from '#kernel/instant.ts'
import { ok } from '#kernel/result.ts'
import { reactionItems } from '#platform/work/queue.ts'
import { factById } from '#platform/outbox/facts.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { stageOf } from '../../../test/kit/stage.ts'
import { enterprise, gatherCast, openRoom, PLAN, type Bidder } from '../../app/stage/auction-story.ts'
import { retiredReactions } from './retired.ts'

const m: TestMarket = await market()
const stage = stageOf(m)
const cast = await gatherCast(stage)
const alice: Bidder = await enterprise(stage, '杭州甲（演示）')
const bruno: Bidder = await enterprise(stage, '宁波乙（演示）')
let room: Awaited<ReturnType<typeof openRoom>>

beforeEach(async () => {
  room = await openRoom(stage, cast, [alice, bruno])
})

const lotRow = async () => {
  const { rows } = await m.database.pool.query<{ state: string; settled: boolean; result_notice_id: string | null; held: number }>(
    `select state, settled_at is not null as settled, result_notice_id,
       (select count(*)::int from listing.application a where a.lot_id = l.id and a.deposit_state = 'held') as held
     from listing.lot l where id = $1`,
    [room.lotId],
  )
  return rows[0]
}

/** No notice of a result can be written. */
const refuseNotices = () =>
  m.database.pool.query(`create function notice.refuse_result() returns trigger language plpgsql as $$ begin raise 'no result may be published'; end $$;
    create trigger refuse_result before insert on notice.notice for each row when (new.kind = 'result') execute function notice.refuse_result()`)
const allowNotices = () => m.database.pool.query('drop function notice.refuse_result() cascade')

const toTheHammer = async (): Promise<void> => {
  const opens = later(room.opensAt, SECOND_MS)
  m.clock.set(opens)
  await m.settle()
  expect((await m.as(alice.actor).auction.placeBid({ id: room.auctionId, priceMinor: PLAN.startingPriceMinor })).ok).toBe(true)
  m.clock.set(later(opens, (PLAN.freeMinutes + 10) * MINUTE_MS))
  await m.settle()
}

const tryAgain = async (): Promise<void> => {
  await m.database.pool.query('update platform.work set attempts = 0, retry_at = null')
  await m.settle()
}

const isSettled = { state: 'sold', settled: true, result_notice_id: expect.any(String), held: 0 }

test('the first bid opens auction and lot together, before any task did', async () => {
  m.clock.set(later(room.opensAt, SECOND_MS))
  expect((await m.as(alice.actor).auction.placeBid({ id: room.auctionId, priceMinor: PLAN.startingPriceMinor })).ok).toBe(true)
  expect(await lotRow()).toMatchObject({ state: 'bidding' })
})

test('a notice that cannot be published holds neither the hammer nor the sale; it follows, and so do the deposits', async () => {
  await refuseNotices()
  await toTheHammer()
  expect(await m.core.as(alice.actor).auction.get({ id: room.auctionId })).toMatchObject({ phase: 'closed', outcome: 'sold' })
  expect(await lotRow()).toEqual({ state: 'sold', settled: false, result_notice_id: null, held: 2 })
  expect(m.failures.map(({ key }) => key)).toContain(`listing.settle:${room.lotId}`)
  expect(await m.checks()).toEqual([])
  await allowNotices()
  await tryAgain()
  expect(await lotRow()).toMatchObject(isSettled)
  const { items } = await m.core.as(alice.actor).evidence.facts.list({ subject: room.lotId, limit: 100 })
  expect(items.filter(({ type }) => type === 'listing.sold')).toHaveLength(1)
  expect(await m.checks()).toEqual([])
})

test('what waits under the names of earlier reactions is still done', async () => {
  await refuseNotices()
  await toTheHammer()
  // As an earlier version left it: the auction over, its lot not yet told of anything.
  await m.database.pool.query(
    `update listing.lot set state = 'ready', procedure_id = null, buyer_organisation_id = null, price_minor = null, closed_at = null where id = $1`,
    [room.lotId],
  )
  await m.database.pool.query('delete from platform.work where task = $1', ['listing.settle'])
  await allowNotices()
  const { rows } = await m.database.pool.query<{ id: string }>('select id from platform.fact where subject = $1 order by seq', [room.auctionId])
  const twice = [...rows, ...rows]
  for (const { id } of twice)
    await m.act(SYSTEM, async (act) => {
      const logged = await factById(act.tx, id)
      for (const reaction of retiredReactions) if (logged && reaction.on.type === logged.fact.type) await reaction.handle(act, logged.fact)
      return ok(null)
    })
  await m.settle()
  expect(await lotRow()).toMatchObject(isSettled)
  expect(await m.checks()).toEqual([])
})

test('new facts are not handed to reactions that are retired', () => {
  const types = retiredReactions.map((reaction) => reaction.on.type)
  expect(types.flatMap((type) => reactionItems(retiredReactions, { id: 'fct_1', type }, room.opensAt))).toEqual([])
})
