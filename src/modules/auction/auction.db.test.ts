import { beforeAll, describe, expect, it } from 'vitest'
import { SYSTEM, type Actor } from '#kernel/actor.ts'
import { later, MINUTE_MS, SECOND_MS, type Instant } from '#kernel/instant.ts'
import { ok } from '#kernel/result.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { waitingFor } from '../../../test/kit/waiting.ts'
import {
  applyAndQualify,
  enterprise,
  gatherCast,
  importStatement,
  openLot,
  openRoom,
  PLAN,
  type Bidder,
  type Cast,
  type StoryStage,
} from '../../app/stage/auction-story.ts'
import { judgeSaleFile } from './history-file.ts'
import { recordText } from './record.ts'
import { auctionRow } from './store.ts'

let m: TestMarket
let stage: StoryStage
let cast: Cast
let alice: Bidder
let bruno: Bidder

const stageOf = (of: TestMarket): StoryStage => ({
  api: (actor) => of.core.as(actor),
  organisation: (kind, name) => of.organisation({ kind, name }),
  person: (name, roles) => of.person({ name, roles }),
  settle: of.settle,
  until: async (at: Instant) => {
    of.clock.set(at)
    await of.settle()
  },
})

beforeAll(async () => {
  m = await market()
  stage = stageOf(m)
  cast = await gatherCast(stage)
  alice = await enterprise(stage, '杭州示范新材料有限公司（演示）')
  bruno = await enterprise(stage, '宁波示范电池有限公司（演示）')
})

const bid = (bidder: Bidder, auctionId: string, priceMinor: bigint | string) =>
  m.as(bidder.actor).auction.placeBid({ id: auctionId, priceMinor: String(priceMinor) })
const codeOf = (result: { readonly ok: boolean; readonly refusal?: { readonly code: string } }) => (result.ok ? 'accepted' : result.refusal?.code)

const OWN = /^(react:)?(auction|listing)\./
const ownFailures = () => m.failures.filter(({ key }) => OWN.test(key))
const ownViolations = async () => (await m.checks()).filter(({ check }) => OWN.test(check))

describe('a lot that is sold', () => {
  it('goes from the room to the hammer by the rules', async () => {
    const { auctionId, lotId, opensAt } = await openRoom(stage, cast, [alice, bruno], { ...PLAN, reserveMinor: '208000000' })
    const start = BigInt(PLAN.startingPriceMinor)
    const step = BigInt(PLAN.incrementMinor)
    expect(await stage.api(alice.actor).auction.get({ id: auctionId })).toMatchObject({
      phase: 'free',
      bidderCount: 2,
      hasReserve: true,
      reserveMet: null,
      winnerName: null,
    })

    expect([await waitingFor(m, alice.actor), await waitingFor(m, cast.auctioneer)]).toEqual([['auction_session.bid'], ['auction_session.preside']])
    expect(codeOf(await bid(alice, auctionId, start - step))).toBe('auction.bid_too_low')
    expect(codeOf(await bid(alice, auctionId, start + 1n))).toBe('auction.off_increment_grid')
    expect(codeOf(await bid(alice, auctionId, start))).toBe('accepted')
    expect(codeOf(await bid(alice, auctionId, start + step))).toBe('auction.already_top')
    expect(codeOf(await bid(bruno, auctionId, start))).toBe('auction.bid_too_low')
    expect(codeOf(await bid(bruno, auctionId, start + step))).toBe('accepted')

    await stage.until(later(opensAt, 60 * MINUTE_MS + 4 * MINUTE_MS))
    expect(codeOf(await bid(alice, auctionId, start + 2n * step))).toBe('accepted')
    const extended = await stage.api(alice.actor).auction.get({ id: auctionId })
    expect(extended).toMatchObject({ phase: 'timed', extensionCount: 1, endsAt: new Date(opensAt + 69 * MINUTE_MS).toISOString() })
    expect(await stage.api(alice.actor).auction.standing.mine({ id: auctionId })).toMatchObject({ standing: 'confirmed', isTop: true, rank: 1 })
    expect(await stage.api(bruno.actor).auction.standing.mine({ id: auctionId })).toMatchObject({ isTop: false, rank: 2 })

    await stage.until(later(opensAt, 69 * MINUTE_MS))
    expect(codeOf(await bid(bruno, auctionId, start + 3n * step))).toBe('auction.ended')
    await stage.until(later(opensAt, 69 * MINUTE_MS + 2 * SECOND_MS))
    expect(await stage.api(bruno.actor).auction.get({ id: auctionId })).toMatchObject({
      phase: 'closed',
      outcome: 'sold',
      reserveMet: true,
      winnerOrganisationId: alice.organisationId,
    })
    expect(await stage.api(bruno.actor).listing.get({ id: lotId })).toMatchObject({ state: 'sold', priceMinor: String(start + 2n * step) })

    const [losing] = (await stage.api(bruno.actor).listing.applications.mine({ lotId })).items
    const [winning] = (await stage.api(alice.actor).listing.applications.mine({ lotId })).items
    expect([losing?.depositState, winning?.depositState]).toEqual(['released', 'kept'])
    expect(ownFailures()).toEqual([])
    expect(await ownViolations()).toEqual([])
  })

  it('never names a bidder or the reserve in public before the close', async () => {
    const { rows } = await m.database.pool.query<{ body: string }>(
      "select body from platform.fact where visible_to is null and type like 'auction.%' and type <> 'auction.closed'",
    )
    expect(rows.length).toBeGreaterThan(3)
    for (const { body } of rows) {
      expect(body).not.toContain(alice.organisationId)
      expect(body).not.toContain(bruno.organisationId)
    }
    const reserve = await m.database.pool.query(
      "select 1 from platform.fact where body like '%208000000%' and type not like 'auction.bid%' and type <> 'auction.closed' and type <> 'listing.sold' and type <> 'notice.opened'",
    )
    expect(reserve.rowCount).toBe(0)
  })

  it('is recorded and signed by its auctioneer alone', async () => {
    const [session] = (await stage.api(cast.auctioneer).auction.sessions.list({})).items
    if (!session) throw new Error('no session')
    expect(await waitingFor(m, cast.auctioneer)).toEqual(['auction_session.sign'])
    expect(codeOf(await m.as(cast.clerk).auction.signRecord({ id: session.id }))).toBe('request.forbidden')
    const signed = await m.as(cast.auctioneer).auction.signRecord({ id: session.id, note: '' })
    expect(signed).toMatchObject({ ok: true, value: { recordSha256: expect.stringMatching(/^[0-9a-f]{64}$/) } })
    expect(codeOf(await m.as(cast.auctioneer).auction.signRecord({ id: session.id }))).toBe('auction.already_signed')
    expect(await waitingFor(m, cast.auctioneer)).toEqual([])
    const record = await stage.api(cast.clerk).auction.record.list({ id: session.id })
    expect(record.items.map(({ attempt }) => attempt)).toEqual(record.items.map((_, index) => index + 1))
    // Whoever holds the signed text judges the sale with nothing else at hand; a word changed in it shows.
    const said = await m.act(SYSTEM, async (act) => {
      const row = await auctionRow(act.tx, session.id)
      if (!row) throw new Error('no auction')
      return ok(await recordText(act.tx, row, { by: cast.auctioneer.personId ?? '', at: act.now, note: '' }))
    })
    const text = said.ok ? said.value : ''
    const judged = (changed: string) => judgeSaleFile(new TextEncoder().encode(changed))
    expect(judged(text)).toMatchObject({ ok: true, faults: [], sale: { method: 'english' } })
    expect(judged(text)?.sale?.bids.length).toBeGreaterThan(1)
    expect(judged(text.replace('"extended":true', '"extended":false'))?.faults).not.toEqual([])
    expect(judged(text.replace('"attempt":2,', '"attempt":3,'))?.faults).not.toEqual([])
    expect(judged(text.replace('"scheduledOpensAt"', '"opens"'))).toMatchObject({ ok: false, faults: ['scheduledOpensAt is no text'] })
    expect([judged('not a record'), judged('{"a":1}')]).toEqual([null, null])
    expect(await ownViolations()).toEqual([])
  })
})

describe('who may not bid', () => {
  it('the seller, strangers and those without deposit', async () => {
    const { lotId, noticeClosesAt } = await openLot(stage, cast)
    const carol = await enterprise(stage, '温州示范科技有限公司（演示）')
    const dora = await enterprise(stage, '嘉兴示范科技有限公司（演示）')
    await applyAndQualify(stage, cast, lotId, [alice])
    await importStatement(stage, cast)
    await applyAndQualify(stage, cast, lotId, [carol])
    await stage.until(noticeClosesAt)
    const auction = await stage.api(cast.clerk).auction.ofLot({ id: lotId })
    expect(codeOf(await bid(alice, auction.id, PLAN.startingPriceMinor))).toBe('auction.not_open_yet')
    await stage.until(Date.parse(auction.opensAt) as Instant)
    expect(codeOf(await bid(carol, auction.id, PLAN.startingPriceMinor))).toBe('auction.no_deposit')
    expect(codeOf(await bid(dora, auction.id, PLAN.startingPriceMinor))).toBe('auction.not_qualified')
    const insider = await m.person({ name: '内部人', roles: [{ role: 'enterprise', organisationId: cast.seller }] })
    expect(codeOf(await m.as(insider).auction.placeBid({ id: auction.id, priceMinor: PLAN.startingPriceMinor }))).toBe('auction.seller_may_not_bid')
    expect(codeOf(await bid(alice, auction.id, PLAN.startingPriceMinor))).toBe('accepted')
    expect(ownFailures()).toEqual([])
    expect(await ownViolations()).toEqual([])
  })
})

describe('the auctioneer', () => {
  it('stops and restarts the clock with the remaining time; nobody else does', async () => {
    const { auctionId, opensAt } = await openRoom(stage, cast, [alice, bruno])
    await stage.until(later(opensAt, 62 * MINUTE_MS))
    expect(codeOf(await m.as(cast.clerk).auction.suspend({ id: auctionId, reason: 'x' }))).toBe('request.forbidden')
    expect(codeOf(await m.as(cast.auctioneer).auction.suspend({ id: auctionId, reason: '网络故障' }))).toBe('accepted')
    expect(codeOf(await bid(alice, auctionId, PLAN.startingPriceMinor))).toBe('auction.suspended')
    await stage.until(later(opensAt, 82 * MINUTE_MS))
    const resumed = await m.as(cast.auctioneer).auction.resume({ id: auctionId })
    expect(resumed).toMatchObject({ ok: true, value: { endsAt: new Date(opensAt + 85 * MINUTE_MS).toISOString() } })
    expect(codeOf(await bid(alice, auctionId, PLAN.startingPriceMinor))).toBe('accepted')
    expect(await ownViolations()).toEqual([])
  })

  it('has five days from the end of the cause, and loses no sale by being late', async () => {
    const { auctionId, opensAt } = await openRoom(stage, cast, [alice, bruno])
    const host = m.as(cast.auctioneer).auction
    const shown = () => stage.api(alice.actor).auction.get({ id: auctionId })
    await stage.until(later(opensAt, 10 * MINUTE_MS))
    expect(codeOf(await host.causeEnded({ id: auctionId, note: '恢复' }))).toBe('auction.not_suspended')
    expect(codeOf(await host.suspend({ id: auctionId, reason: '调查' }))).toBe('accepted')
    await stage.until(later(opensAt, 20 * 24 * 60 * MINUTE_MS))
    expect(await shown()).toMatchObject({ phase: 'suspended', resumeBy: null })
    const ended = await m.as(cast.auctioneer).auction.causeEnded({ id: auctionId, note: '调查终结' })
    if (!ended.ok) throw new Error(ended.refusal.code)
    const days = (Date.parse(ended.value.resumeBy) - m.clock.now()) / (24 * 60 * MINUTE_MS)
    expect(days).toBeGreaterThan(5)
    expect(codeOf(await host.causeEnded({ id: auctionId, note: '再次' }))).toBe('auction.cause_has_ended')
    await stage.until(later(Date.parse(ended.value.resumeBy) as Instant, 24 * 60 * MINUTE_MS))
    expect(await shown()).toMatchObject({ phase: 'suspended' })
    expect(codeOf(await host.resume({ id: auctionId }))).toBe('accepted')
    expect(await shown()).toMatchObject({ phase: 'free', resumeBy: null })
    expect(ownFailures()).toEqual([])
    expect(await ownViolations()).toEqual([])
  })

  it('ends a suspended sale that cannot go on by a word with its reason; deposits go back', async () => {
    const { auctionId, lotId } = await openRoom(stage, cast, [alice, bruno])
    const host = m.as(cast.auctioneer).auction
    expect(codeOf(await host.callOff({ id: auctionId, reason: '权属有争议' }))).toBe('auction.not_suspended')
    expect(codeOf(await host.suspend({ id: auctionId, reason: '调查' }))).toBe('accepted')
    expect(codeOf(await m.as(cast.clerk).auction.callOff({ id: auctionId, reason: '权属有争议' }))).toBe('request.forbidden')
    expect(codeOf(await host.callOff({ id: auctionId, reason: '权属有争议' }))).toBe('accepted')
    await m.settle()
    expect(await stage.api(alice.actor).auction.get({ id: auctionId })).toMatchObject({ phase: 'closed', failReason: 'not_resumed' })
    expect(await stage.api(alice.actor).listing.get({ id: lotId })).toMatchObject({ state: 'failed' })
    expect((await stage.api(alice.actor).listing.applications.mine({ lotId })).items[0]?.depositState).toBe('released')
    expect(ownFailures()).toEqual([])
  })

  it('is changed by a clerk alone, who is shown only those who may preside', async () => {
    const { auctionId } = await openRoom(stage, cast, [alice, bruno])
    const market = cast.auctioneer.mandates[0]?.organisationId ?? ''
    const standIn = await stage.person('演示替补主持人', [{ organisationId: market, role: 'auctioneer' }])
    const both = await stage.person('演示兼任者', [
      { organisationId: market, role: 'auctioneer' },
      { organisationId: market, role: 'clerk' },
    ])
    const { acts, hosts } = await stage.api(cast.clerk).auction.sessions.get({ id: auctionId })
    expect(acts).toEqual(['appoint', 'appointFloor', 'appointRecorder'].map((act) => ({ act, refusal: null })))
    expect(hosts.map(({ personId }) => personId)).toContain(standIn.personId)
    expect(hosts.map(({ personId }) => personId)).not.toContain(both.personId)
    const name = (actor: Actor, personId?: string | null) => m.as(actor).auction.assign({ id: auctionId, ...(personId ? { personId } : {}) })
    expect(codeOf(await name(standIn))).toBe('auction.already_assigned')
    expect(codeOf(await name(cast.auctioneer, standIn.personId))).toBe('auction.forbidden')
    expect(codeOf(await name(cast.clerk, both.personId))).toBe('auction.auctioneer_conflicted')
    expect(codeOf(await name(cast.clerk, standIn.personId))).toBe('accepted')
    expect(codeOf(await m.as(cast.auctioneer).auction.suspend({ id: auctionId, reason: 'x' }))).toBe('auction.forbidden')
    expect(codeOf(await m.as(standIn).auction.suspend({ id: auctionId, reason: '演示' }))).toBe('accepted')
  })
})
