import { beforeAll, describe, expect, it } from 'vitest'
import { VISITOR, type Actor } from '#kernel/actor.ts'
import { HOUR_MS, later, MINUTE_MS } from '#kernel/instant.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { commitmentOf, drawnAmong, expertsOf, nonceOf, scoreAndLock } from '../../../test/kit/panel.ts'
import { codeOf, must } from '../../../test/kit/sealing.ts'
import { stageOf } from '../../../test/kit/stage.ts'
import { enterprise, gatherCast, PLAN, scheduleRoom, type Bidder, type Cast, type StoryStage } from '../../app/stage/auction-story.ts'
import { judgePanel } from '../panel/record-file.ts'
import { judgeSaleFile } from './history-file.ts'
import { recordText } from './record.ts'
import { auctionRow } from './store.ts'

let m: TestMarket
let stage: StoryStage
let cast: Cast
let experts: readonly Actor[]
let alice: Bidder
let bruno: Bidder
let carol: Bidder

beforeAll(async () => {
  m = await market()
  stage = stageOf(m)
  cast = await gatherCast(stage)
  experts = await expertsOf(m, 8)
  alice = await enterprise(stage, '杭州示范新材料有限公司（演示）')
  bruno = await enterprise(stage, '宁波示范电池有限公司（演示）')
  carol = await enterprise(stage, '温州示范科技有限公司（演示）')
})

const START = BigInt(PLAN.startingPriceMinor)
const own = /^(react:)?(auction|listing|panel)[.:]/
const isClean = async () => {
  await m.settle()
  expect(m.failures.filter(({ key }) => own.test(key))).toEqual([])
  expect((await m.checks()).filter(({ check }) => own.test(check))).toEqual([])
}

const TERMS = {
  direction: 'forward',
  proposalHours: 24,
  markingHours: 24,
  roundMinutes: 30,
  markWeightBasisPoints: 4000,
  experts: 3,
  criteria: [
    { zh: '技术实施方案', en: 'Use', weightBasisPoints: 6000 },
    { zh: '产业化能力', en: 'Capacity', weightBasisPoints: 4000 },
  ],
}

const opened = async (bidders: readonly Bidder[], reserveMinor: string | null = null) => {
  const { lotId, auctionId: id, opensAt } = await scheduleRoom(stage, cast, bidders, { method: 'scored', methodTerms: TERMS, reserveMinor })
  await stage.until(opensAt)
  const { panelId } = await stage.api(VISITOR).auction.scored.get({ id })
  if (panelId === null) throw new Error('no panel')
  // Its page asks as that of every lot.
  expect((await stage.api(VISITOR).auction.quickBids.list({ id })).pricesMinor).toHaveLength(1)
  const startsAt = later(opensAt, 48 * HOUR_MS)
  return { lotId, id, panelId, opensAt, proposalsUntil: later(opensAt, 24 * HOUR_MS), startsAt, round: (no: number) => later(startsAt, no * 30 * MINUTE_MS) }
}
type Opened = Awaited<ReturnType<typeof opened>>
const numberOf = async (bidder: Bidder, id: string): Promise<number> => (await stage.api(bidder.actor).auction.scored.mine({ id })).number ?? 0
const file = (bidder: Bidder, id: string, text = `方案：${bidder.organisationId.slice(-4)}`) => m.as(bidder.actor).auction.fileProposal({ id, text })
const price = (bidder: Bidder, id: string, priceMinor: bigint) => m.as(bidder.actor).auction.namePrice({ id, priceMinor: String(priceMinor) })
const get = (id: string) => stage.api(VISITOR).auction.scored.get({ id })
const shown = (id: string) => stage.api(VISITOR).auction.get({ id })

/** Proposals in, experts drawn, sheets locked: the first round has just begun. */
const marked = async (sale: Opened, bidders: readonly Bidder[]): Promise<void> => {
  for (const bidder of bidders) must(await file(bidder, sale.id))
  must(await m.as(cast.tto).panel.sealNonce({ id: sale.panelId, commitment: commitmentOf(nonceOf('owner')) }))
  await stage.until(later(sale.opensAt, 12 * HOUR_MS + 10_000))
  must(await m.as(cast.tto).panel.unsealNonce({ id: sale.panelId, nonce: nonceOf('owner') }))
  await stage.until(later(sale.proposalsUntil, 2_000))
  const seats = await drawnAmong(m, cast.clerk, experts, sale.panelId)
  for (const expert of seats) must(await m.as(expert).panel.declare({ id: sale.panelId }))
  for (const expert of seats) await scoreAndLock(m, expert, sale.panelId)
  await stage.until(sale.startsAt)
}
const endRound = (sale: Opened, no: number) => stage.until(later(sale.round(no), 2_000))
const recordOf = async (id: string): Promise<Record<string, unknown>> => {
  const row = await auctionRow(m.database.reader, id)
  if (!row) throw new Error('no auction')
  return JSON.parse(await recordText(m.database.reader, row, { by: 'per_host', at: m.clock.now(), note: '' })) as Record<string, unknown>
}
const judged = (record: unknown) => judgeSaleFile(new TextEncoder().encode(JSON.stringify(record)))?.faults.join('; ')

describe('a sale by marks and price rounds', () => {
  it('shows no price before the marks are locked, each round when it is over, and is won by the best score', async () => {
    const sale = await opened([alice, bruno, carol])
    const { id } = sale
    expect(await shown(id)).toMatchObject({ phase: 'free', method: 'scored' })
    expect(codeOf(await price(alice, id, START))).toBe('auction.not_in_round')
    expect(codeOf(await m.as(alice.actor).auction.placeBid({ id, priceMinor: String(START) }))).toBe('auction.rounds_only')
    expect(codeOf(await m.as(cast.clerk).auction.fileProposal({ id, text: 'x' }))).not.toBe('ok')
    must(await file(alice, id, '第一稿'))
    expect(await get(id)).toMatchObject({ proposalCount: null, marks: null, round: 0 })
    await marked(sale, [alice, bruno])
    expect(codeOf(await file(carol, id))).toBe('auction.proposals_over')
    const [a, b] = [await numberOf(alice, id), await numberOf(bruno, id)]
    const found = await get(id)
    expect(found).toMatchObject({ proposalCount: 2, round: 1, roundsClosed: 0, ranks: [] })
    expect(found.marks?.map(({ number }) => number).sort()).toEqual([a, b].sort())
    expect(codeOf(await price(carol, id, START))).toBe('auction.no_proposal')
    expect(codeOf(await price(alice, id, START - 1n))).toBe('auction.beyond_start')
    must(await price(alice, id, START))
    expect(codeOf(await price(alice, id, START))).toBe('auction.not_improved')
    must(await price(alice, id, START + 1_000_000n))
    must(await price(bruno, id, START + 500_000n))
    // Nobody reads a price of a round that runs: neither in answers nor in the public log.
    expect(await get(id)).toMatchObject({ ranks: [] })
    expect(await shown(id)).toMatchObject({ bidCount: 0, topPriceMinor: null })
    expect((await stage.api(bruno.actor).auction.scored.mine({ id })).standingMinor).toBe(String(START + 500_000n))
    const told = await m.database.pool.query<{ visible_to: unknown }>(
      `select visible_to from platform.fact where type = 'auction.price_named' and subject = $1`,
      [id],
    )
    expect(told.rows.every(({ visible_to: readers }) => Array.isArray(readers) && readers.length === 2)).toBe(true)
    await endRound(sale, 1)
    expect((await get(id)).ranks).toHaveLength(2)
    expect(await shown(id)).toMatchObject({ bidCount: 2 })
    must(await price(bruno, id, START * 3n))
    await endRound(sale, 2)
    expect(codeOf(await price(carol, id, START * 4n))).toBe('auction.no_proposal')
    await endRound(sale, 3)
    const closed = await shown(id)
    const ranks = (await get(id)).ranks
    expect(closed).toMatchObject({
      phase: 'closed',
      outcome: 'sold',
      winnerOrganisationId: bruno.organisationId,
      topPriceMinor: String(START * 3n),
      bidCount: 3,
    })
    expect(ranks.map(({ number }) => number)).toEqual([b, a])
    expect(await stage.api(VISITOR).panel.get({ id: sale.panelId })).toMatchObject({ state: 'revealed' })
    expect((await stage.api(alice.actor).auction.bids.list({ id })).items.every(({ origin }) => origin === 'round')).toBe(true)
    expect(codeOf(await price(alice, id, START * 9n))).toBe('auction.ended')
    const record = await recordOf(id)
    expect(judged(record)).toBe('')
    const scored = record['scored'] as Record<string, { number: number; markBasisPoints: number; priceMinor: string; receivedAt: string; score: number }[]>
    expect(judgePanel(scored['panel'])).toEqual([])
    const change = (name: string, at: number, to: object) => ({
      ...record,
      scored: { ...scored, [name]: scored[name]?.map((one, index) => (index === at ? { ...one, ...to } : one)) },
    })
    expect(judged(change('marks', 0, { markBasisPoints: 1 }))).toMatch(/ranked/)
    expect(judged(change('prices', 2, { priceMinor: String(START) }))).toMatch(/no better/)
    expect(judged(change('prices', 0, { receivedAt: new Date(sale.round(1)).toISOString() }))).toMatch(/outside its round/)
    expect(judged({ ...record, winnerNumber: a })).toMatch(/won by/)
    await isClean()
  })

  it('a better mark beats a higher price when the weights say so; a stopped clock moves the rounds', async () => {
    const sale = await opened([alice, bruno])
    const { id } = sale
    must(await m.as(cast.auctioneer).auction.assign({ id }))
    await marked(sale, [alice, bruno])
    const [a, b] = [await numberOf(alice, id), await numberOf(bruno, id)]
    const [better, other] = b > a ? [bruno, alice] : [alice, bruno]
    must(await price(better, id, START))
    must(await price(other, id, START + START / 100n))
    must(await m.as(cast.auctioneer).auction.suspend({ id, reason: '网络故障' }))
    expect(codeOf(await price(better, id, START * 2n))).toBe('auction.suspended')
    m.clock.advance(3 * HOUR_MS)
    must(await m.as(cast.auctioneer).auction.causeEnded({ id, note: '已修复' }))
    must(await m.as(cast.auctioneer).auction.resume({ id }))
    await m.settle()
    expect(await get(id)).toMatchObject({ round: 1, roundsClosed: 0 })
    for (const no of [1, 2, 3]) await stage.until(later(sale.round(no), 3 * HOUR_MS + 5_000))
    expect(await shown(id)).toMatchObject({ outcome: 'sold', winnerOrganisationId: better.organisationId, topPriceMinor: String(START) })
    expect(judged(await recordOf(id))).toBe('')
    await isClean()
  })

  it('ends without result: nothing proposed, no panel, or the reserve missed', async () => {
    const none = await opened([alice, bruno])
    await stage.until(later(none.proposalsUntil, 2_000))
    expect(await shown(none.id)).toMatchObject({ outcome: 'failed', failReason: 'no_bids' })
    expect(await stage.api(VISITOR).panel.get({ id: none.panelId })).toMatchObject({ state: 'cancelled' })
    const unmarked = await opened([alice, bruno])
    must(await file(alice, unmarked.id))
    await stage.until(later(unmarked.startsAt, 10_000))
    expect(await shown(unmarked.id)).toMatchObject({ outcome: 'failed', failReason: 'not_marked' })
    const low = await opened([alice, bruno], String(START * 2n))
    await marked(low, [alice, bruno])
    must(await price(alice, low.id, START))
    for (const no of [1, 2, 3]) await endRound(low, no)
    expect(await shown(low.id)).toMatchObject({ outcome: 'failed', failReason: 'reserve_not_met', reserveMet: false })
    expect(judged(await recordOf(low.id))).toBe('')
    await isClean()
  })

  it('has terms within the rules: whole weights, each criterion once, a sale forward', async () => {
    const preview = (methodTerms: object) =>
      scheduleRoom(stage, cast, [alice], { method: 'scored', methodTerms: methodTerms as never }).then(
        () => 'ok',
        (error: unknown) => String((error as Error).message) + JSON.stringify(error),
      )
    expect(await preview({ ...TERMS, criteria: TERMS.criteria.slice(1) })).toMatch(/criteria_not_whole/)
    expect(await preview({ ...TERMS, direction: 'reverse' })).toMatch(/scored_is_a_sale/)
    expect(await preview({ ...TERMS, roundMinutes: 1 })).toMatch(/scored_out_of_bounds/)
  })
})
