/** A hall beside the line: authorities, bids by number, calls, the recorder; and what the hosts of the market never learn from it. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { later, MINUTE_MS, SECOND_MS, type Instant } from '#kernel/instant.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { stageOf } from '../../../test/kit/stage.ts'
import { waitingFor } from '../../../test/kit/waiting.ts'
import { enterprise, gatherCast, PLAN, scheduleRoom, type Bidder, type Cast, type StoryStage } from '../../app/stage/auction-story.ts'
import { decideBids, type IncomingBid } from './engine.ts'
import { judgeSaleFile } from './history-file.ts'
import { courseText, recordText } from './record.ts'
import { auctionRow } from './store.ts'

let m: TestMarket
let stage: StoryStage
let cast: Cast
let alice: Bidder
let bruno: Bidder
let floor: Actor
let recorder: Actor

beforeAll(async () => {
  m = await market()
  stage = stageOf(m)
  cast = await gatherCast(stage)
  alice = await enterprise(stage, '杭州示范新材料有限公司（演示）')
  bruno = await enterprise(stage, '宁波示范电池有限公司（演示）')
  const house = cast.clerk.mandates[0]?.organisationId ?? ''
  floor = await stage.person('场内出价员（演示）', [{ role: 'auctioneer', organisationId: house }])
  recorder = await stage.person('记录人（演示）', [{ role: 'auctioneer', organisationId: house }])
})

const START = BigInt(PLAN.startingPriceMinor)
const STEP = BigInt(PLAN.incrementMinor)
const at = (steps: number) => String(START + BigInt(steps) * STEP)
const codeOf = (result: { readonly ok: boolean; readonly refusal?: { readonly code: string } }) => (result.ok ? 'ok' : result.refusal?.code)
const numberOf = async (bidder: Bidder, id: string) => {
  const standing = await m.core.as(bidder.actor).auction.standing.mine({ id })
  return standing.number ?? 0
}
const bidFor = (number: number, id: string, priceMinor: string, who = floor) => m.as(who).auction.placeBid({ id, priceMinor, number })

describe('a hall', () => {
  let id: string
  let opensAt: Instant
  let paddle: number

  it('has a clerk who neither presides nor knows anybody', async () => {
    ;({ auctionId: id, opensAt } = await scheduleRoom(stage, cast, [alice, bruno]))
    await stage.api(cast.auctioneer).auction.assign({ id })
    expect(codeOf(await m.as(cast.auctioneer).auction.fillSeat({ id, seat: 'floorClerk' }))).toBe('auction.forbidden')
    expect(codeOf(await m.as(cast.finance).auction.fillSeat({ id, seat: 'floorClerk' }))).toBe('request.forbidden')
    expect(codeOf(await m.as(cast.clerk).auction.fillSeat({ id, seat: 'floorClerk', personId: cast.auctioneer.personId ?? '' }))).toBe('auction.two_persons')
    expect(codeOf(await m.as(cast.clerk).auction.fillSeat({ id, seat: 'floorClerk', personId: cast.finance.personId ?? '' }))).toBe('auction.not_an_auctioneer')
    expect(codeOf(await m.as(cast.clerk).auction.fillSeat({ id, seat: 'floorClerk', personId: floor.personId ?? '' }))).toBe('ok')
    expect(codeOf(await m.as(recorder).auction.fillSeat({ id, seat: 'recorder' }))).toBe('ok')
    expect(codeOf(await m.as(recorder).auction.fillSeat({ id, seat: 'recorder' }))).toBe('ok')
    expect(codeOf(await m.as(floor).auction.fillSeat({ id, seat: 'recorder' }))).toBe('auction.seat_taken')
    expect(await waitingFor(m, floor)).toEqual(['auction_session.bidForHall'])
    expect(await m.core.as(cast.clerk).auction.get({ id })).toMatchObject({ floorClerkName: '场内出价员（演示）', recorderName: '记录人（演示）', call: null })
  })

  it('bids for nobody who has not authorised it', async () => {
    paddle = await numberOf(alice, id)
    await stage.until(opensAt)
    expect(codeOf(await bidFor(paddle, id, at(0)))).toBe('auction.no_floor_authority')
    expect(codeOf(await m.as(bruno.actor).auction.revokeFloor({ id }))).toBe('auction.no_floor_authority')
    expect(await m.core.as(alice.actor).auction.floor.mine({ id })).toMatchObject({ number: paddle, givenAt: null })
    expect(codeOf(await m.as(alice.actor).auction.authoriseFloor({ id }))).toBe('ok')
    expect(codeOf(await m.as(alice.actor).auction.authoriseFloor({ id }))).toBe('auction.floor_authorised_already')
    expect(await m.core.as(floor).auction.floor.get({ id })).toMatchObject({ numbers: [{ number: paddle }] })
    expect(codeOf(await m.as(cast.auctioneer).auction.floor.get({ id }))).toBe('auction.forbidden')
    expect(codeOf(await m.as(cast.tto).auction.authoriseFloor({ id }))).toBe('request.forbidden')
  })

  it('bids by number, as everybody may see; nobody else enters for it', async () => {
    expect(codeOf(await bidFor(paddle, id, at(0), recorder))).toBe('auction.forbidden')
    expect(codeOf(await bidFor(paddle, id, at(0), cast.clerk))).toBe('request.forbidden')
    expect(codeOf(await bidFor(paddle, id, at(0), alice.actor))).toBe('auction.forbidden')
    expect(codeOf(await bidFor(paddle, id, at(0)))).toBe('ok')
    expect(codeOf(await bidFor(paddle, id, at(1)))).toBe('auction.already_top')
    expect(codeOf(await m.as(bruno.actor).auction.placeBid({ id, priceMinor: at(1) }))).toBe('ok')
    const { items } = await m.core.as(cast.tto).auction.bids.list({ id })
    expect(items.map(({ channel, number }) => [channel, number === paddle])).toEqual([
      ['online', false],
      ['floor', true],
    ])
    const { rows } = await m.database.pool.query<{ person_id: string; organisation_id: string }>(
      `select person_id, organisation_id from auction.bid where auction_id = $1 and channel = 'floor' and seq is not null`,
      [id],
    )
    expect(rows).toEqual([{ person_id: floor.personId, organisation_id: alice.organisationId }])
  })

  it('answers one request once, whatever happens to the authority meanwhile, and no other request under its key', async () => {
    const asked = (priceMinor: string): IncomingBid => ({
      auctionId: id,
      organisationId: '',
      floorNumber: paddle,
      personId: floor.personId ?? '',
      priceMinor: BigInt(priceMinor),
      confirmedMinor: null,
      receivedAt: m.clock.now(),
      requestKey: 'key-of-the-browser',
      requestBody: `#${paddle}:${priceMinor}`,
    })
    const decide = async (bid: IncomingBid) => {
      const result = await m.core.road.batch((act) => decideBids(act, [bid]))
      return result[0]
    }
    const first = await decide(asked(at(2)))
    expect(first?.ok).toBe(true)
    expect(codeOf(await m.as(alice.actor).auction.revokeFloor({ id }))).toBe('ok')
    expect(await decide(asked(at(2)))).toEqual(first)
    expect((await decide(asked(at(3))))?.ok).toBe(false)
    expect(codeOf(await bidFor(paddle, id, at(4)))).toBe('auction.no_floor_authority')
    expect((await m.core.as(cast.tto).auction.get({ id })).bidCount).toBe(3)
    expect(codeOf(await m.as(alice.actor).auction.authoriseFloor({ id }))).toBe('ok')
  })

  it('tells the market of an authority without saying whose', async () => {
    const { rows } = await m.database.pool.query<{ body: string; visible_to: string[] }>(
      `select body, visible_to from platform.fact where type in ('auction.floor_authorised', 'auction.floor_revoked')`,
    )
    expect(rows).toHaveLength(3)
    for (const { body, visible_to } of rows) {
      expect(body).not.toContain(alice.organisationId)
      expect(body).not.toContain(alice.actor.personId)
      expect(visible_to).toContain(alice.organisationId)
    }
    const said = JSON.stringify(await m.core.as(floor).evidence.facts.list({ subject: id, limit: 100 }))
    expect(said).toContain('授权市场')
    for (const secret of [alice.organisationId, bruno.organisationId, alice.actor.personId ?? '-']) expect(said).not.toContain(secret)
  })

  it('is called to once, then twice; a newer bid clears it, and nothing ends by it', async () => {
    expect(codeOf(await m.as(cast.auctioneer).auction.call({ id, call: 1 }))).toBe('auction.calls_in_timed_phase')
    await stage.until(later(opensAt, 61 * MINUTE_MS))
    expect(codeOf(await m.as(floor).auction.call({ id, call: 1 }))).toBe('auction.forbidden')
    expect(codeOf(await m.as(cast.auctioneer).auction.call({ id, call: 2 }))).toBe('auction.not_called_once')
    expect(codeOf(await m.as(cast.auctioneer).auction.call({ id, call: 1 }))).toBe('ok')
    const { endsAt } = await m.core.as(cast.tto).auction.get({ id })
    expect(codeOf(await m.as(cast.auctioneer).auction.call({ id, call: 2 }))).toBe('ok')
    expect(await m.core.as(cast.tto).auction.get({ id })).toMatchObject({ call: 2, phase: 'timed', endsAt })
    expect(codeOf(await m.as(bruno.actor).auction.placeBid({ id, priceMinor: at(3) }))).toBe('ok')
    expect((await m.core.as(cast.tto).auction.get({ id })).call).toBeNull()
    expect(codeOf(await m.as(cast.auctioneer).auction.call({ id, call: 1 }))).toBe('ok')
    expect(codeOf(await m.as(cast.auctioneer).auction.suspend({ id, reason: '会场断电' }))).toBe('ok')
    expect(codeOf(await m.as(cast.auctioneer).auction.call({ id, call: 2 }))).toBe('auction.suspended')
    expect(codeOf(await m.as(cast.auctioneer).auction.resume({ id }))).toBe('ok')
    expect((await m.core.as(cast.tto).auction.get({ id })).call).toBeNull()
    expect(codeOf(await m.as(cast.auctioneer).auction.call({ id, call: 1 }))).toBe('ok')
  })

  it('does not count what comes after the end', async () => {
    await stage.until(later(opensAt, 75 * MINUTE_MS))
    expect(codeOf(await bidFor(paddle, id, at(4)))).toBe('auction.ended')
    await stage.until(later(opensAt, 75 * MINUTE_MS + 2 * SECOND_MS))
    expect((await m.core.as(cast.tto).auction.get({ id })).phase).toBe('closed')
    expect(codeOf(await m.as(alice.actor).auction.authoriseFloor({ id }))).toBe('auction.floor_authorised_already')
    expect(codeOf(await m.as(alice.actor).auction.revokeFloor({ id }))).toBe('auction.ended')
  })

  it('has a record that two persons sign, the recorder first, and that is judged like any other', async () => {
    expect([await waitingFor(m, recorder), await waitingFor(m, cast.auctioneer)]).toEqual([['auction_session.keepRecord'], []])
    expect(codeOf(await m.as(cast.auctioneer).auction.signRecord({ id, note: '' }))).toBe('auction.recorder_signs_first')
    expect(codeOf(await m.as(floor).auction.keepRecord({ id }))).toBe('auction.forbidden')
    const kept = await m.as(recorder).auction.keepRecord({ id })
    expect(codeOf(kept)).toBe('ok')
    expect(codeOf(await m.as(recorder).auction.keepRecord({ id }))).toBe('auction.already_signed')
    expect(await waitingFor(m, cast.auctioneer)).toEqual(['auction_session.sign'])
    expect(codeOf(await m.as(cast.auctioneer).auction.signRecord({ id, note: '' }))).toBe('ok')
    const row = await auctionRow(m.database.reader, id)
    if (!row) throw new Error('no auction')
    const text = await recordText(m.database.reader, row, { by: row.recordSignedBy ?? '', at: row.recordSignedAt ?? m.clock.now(), note: '' })
    const { auctioneerId, recorder: signed, signedAt: _, note: __, ...course } = JSON.parse(text) as Record<string, unknown>
    expect([auctioneerId, signed]).toEqual([cast.auctioneer.personId, expect.objectContaining({ personId: recorder.personId, courseSha256: row.courseSha256 })])
    expect(JSON.parse(await courseText(m.database.reader, row))).toEqual(course)
    expect(course).toMatchObject({ floorClerkId: floor.personId, calls: [{ call: 1 }, { call: 2 }, { call: 1 }, { call: 1 }] })
    expect(judgeSaleFile(new TextEncoder().encode(text))?.faults).toEqual([])
    const forged = { ...(JSON.parse(text) as object), bids: (course['bids'] as { seq: number | null }[]).map((bid) => ({ ...bid, origin: 'proxy' })) }
    expect(judgeSaleFile(new TextEncoder().encode(JSON.stringify(forged)))?.faults.some((fault) => fault.includes('hall'))).toBe(true)
  })

  it('leaves nothing that a check finds', async () => {
    const own = /^(react:)?(auction|listing)\./
    expect(m.failures.filter(({ key }) => own.test(key))).toEqual([])
    expect((await m.checks()).filter(({ check }) => own.test(check))).toEqual([])
  })
})

it('takes no bids where the market has none, and none of envelopes', async () => {
  const { auctionId } = await scheduleRoom(stage, cast, [alice], {
    method: 'dutch',
    methodTerms: { decrementMinor: '4000000', tickSeconds: 60, floorMinor: '160000000' },
  })
  expect(codeOf(await m.as(alice.actor).auction.authoriseFloor({ id: auctionId }))).toBe('auction.no_floor')
  expect(codeOf(await m.as(cast.clerk).auction.fillSeat({ id: auctionId, seat: 'floorClerk', personId: floor.personId ?? '' }))).toBe('auction.no_floor')
})
