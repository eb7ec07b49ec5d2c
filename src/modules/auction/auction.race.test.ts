import type pg from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Result } from '#kernel/result.ts'
import { openLane } from '#platform/command/lane.ts'
import { openDatabase } from '#platform/db/database.ts'
import { openCore } from '../../app/core.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { stageOf } from '../../../test/kit/stage.ts'
import { enterprise, gatherCast, openRoom, PLAN, type Bidder, type Cast, type StoryStage } from '../../app/stage/auction-story.ts'
import { faultsOf } from './core/replay.ts'
import { decideBids, type BidAnswer, type IncomingBid } from './engine.ts'

const BIDDERS = 50

type Submit = (bid: IncomingBid) => Promise<Result<BidAnswer>>

let m: TestMarket
let stage: StoryStage
let cast: Cast
let bidders: Bidder[]
/** Two processes of the market on one database: each has its own pool, road and lane. */
let processes: Submit[]

beforeAll(async () => {
  m = await market()
  stage = stageOf(m)
  cast = await gatherCast(stage)
  bidders = []
  for (let index = 0; index < BIDDERS; index += 1) bidders.push(await enterprise(stage, `竞买企业${index}（演示）`))
  const second = openDatabase({ url: m.databaseUrl, max: 6, onIdleError: () => undefined })
  outliveDeath(m.database.pool)
  outliveDeath(second.pool)
  const other = openCore({ database: second, modules: m.core.modules, sinks: [], now: m.clock.now, onFailure: () => undefined })
  processes = [m.core.road, other.road].map(
    (road) => openLane<IncomingBid, BidAnswer>(road, { name: 'auction.bids', maxBatch: 512, decide: decideBids }).submit,
  )
  return () => second.close()
})

/** The pool listens to idle connections only; here connections die while they are lent out. */
const outliveDeath = (pool: pg.Pool): void => {
  const known = new WeakSet<object>()
  pool.on('acquire', (client) => {
    if (known.has(client)) return
    known.add(client)
    client.on('error', () => undefined)
  })
}

interface Ask {
  readonly bidder: number
  readonly priceMinor: bigint
  readonly key?: string
}

const incoming = (auctionId: string, { bidder, priceMinor, key }: Ask): IncomingBid => {
  const { organisationId, actor } = bidders[bidder % BIDDERS] ?? { organisationId: '', actor: { personId: '' } }
  const requestKey = key ?? null
  return {
    auctionId,
    organisationId,
    personId: actor.personId ?? '',
    priceMinor,
    confirmedMinor: null,
    receivedAt: m.clock.now(),
    requestKey,
    requestBody: requestKey === null ? null : `${organisationId}:${priceMinor}`,
  }
}

const send = (auctionId: string, ask: Ask, at: number): Promise<Result<BidAnswer>> => (processes[at % 2] as Submit)(incoming(auctionId, ask))
const start = BigInt(PLAN.startingPriceMinor)
const step = BigInt(PLAN.incrementMinor)

const recordOf = async (auctionId: string) => {
  const { rows } = await m.database.pool.query<{ attempt: number; seq: number | null; price_minor: bigint; request_key: string | null }>(
    'select attempt, seq, price_minor, request_key from auction.bid where auction_id = $1 order by attempt',
    [auctionId],
  )
  return rows
}
const faultsIn = async (auctionId: string) =>
  faultsOf((await recordOf(auctionId)).map((row) => ({ attempt: row.attempt, seq: row.seq, priceMinor: row.price_minor })))

describe('bids at the same moment', () => {
  it('at one price: exactly one is accepted, whichever process it came to', async () => {
    const { auctionId } = await openRoom(stage, cast, bidders)
    for (let round = 0n; round < 5n; round += 1n) {
      const price = start + round * step
      const answers = await Promise.all(bidders.map((_, bidder) => send(auctionId, { bidder, priceMinor: price }, bidder)))
      expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    }
    expect(await faultsIn(auctionId)).toEqual([])
    expect(await recordOf(auctionId)).toHaveLength(5 * BIDDERS)
    expect((await m.checks()).filter(({ check }) => check.startsWith('auction.'))).toEqual([])
  })

  it('with one key: one bid, and everybody who asked gets its answer', async () => {
    const { auctionId } = await openRoom(stage, cast, bidders.slice(0, 4))
    const twins = await Promise.all(Array.from({ length: 20 }, (_, at) => send(auctionId, { bidder: 0, priceMinor: start, key: 'one' }, at)))
    expect(new Set(twins.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(twins[0]).toMatchObject({ ok: true, value: { seq: 1 } })
    expect(await send(auctionId, { bidder: 0, priceMinor: start + step, key: 'one' }, 0)).toMatchObject({ refusal: { code: 'auction.conflict' } })
    const refused = await Promise.all([0, 1].map((at) => send(auctionId, { bidder: 1, priceMinor: start, key: 'low' }, at)))
    expect(refused.map((answer) => !answer.ok && answer.refusal)).toEqual([
      expect.objectContaining({ code: 'auction.bid_too_low' }),
      expect.objectContaining({ code: 'auction.bid_too_low' }),
    ])
    expect(await recordOf(auctionId)).toHaveLength(2)
  })
})

describe('a database connection that dies while bids are on their way', () => {
  it('loses no acknowledged bid, writes none twice, and a repeated request finishes what was cut off', async () => {
    const { auctionId } = await openRoom(stage, cast, bidders)
    const kill = () =>
      m.database.pool
        .query(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and query ilike '%auction%' and state <> 'idle'`,
        )
        .catch(() => undefined)
    const acknowledged = new Map<string, number>()
    for (let round = 0; round < 12; round += 1) {
      const asks = bidders.map((_, bidder) => ({ bidder, priceMinor: start + BigInt(round * BIDDERS + bidder) * step, key: `kill-${round}-${bidder}` }))
      const sent = asks.map((ask, at) => send(auctionId, ask, at))
      const killed = Array.from({ length: 3 }, () => new Promise((resolve) => setTimeout(() => resolve(kill()), Math.floor(round * 1.7))))
      const settled = await Promise.allSettled(sent)
      await Promise.all(killed)
      settled.forEach((outcome, index) => {
        const key = asks[index]?.key ?? ''
        if (outcome.status === 'fulfilled' && outcome.value.ok) acknowledged.set(key, outcome.value.value.seq)
      })
      const again = await Promise.all(asks.map((ask, at) => send(auctionId, ask, at + 1).catch(() => null)))
      again.forEach((answer, index) => {
        const key = asks[index]?.key ?? ''
        const seq = acknowledged.get(key)
        if (answer?.ok && seq !== undefined) expect(answer.value.seq).toBe(seq)
      })
    }
    const record = await recordOf(auctionId)
    const seqOf = new Map(record.map((row) => [row.request_key, row.seq]))
    for (const [key, seq] of acknowledged) expect(seqOf.get(key)).toBe(seq)
    expect(new Set(record.map((row) => row.request_key)).size).toBe(record.length)
    expect(await faultsIn(auctionId)).toEqual([])
    expect((await m.checks()).filter(({ check }) => check.startsWith('auction.'))).toEqual([])
  })
})
