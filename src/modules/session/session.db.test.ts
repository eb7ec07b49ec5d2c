import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { DAY_MS, HOUR_MS, later, MINUTE_MS, toIso, type Instant } from '#kernel/instant.ts'
import { market } from '../../../test/kit/market.ts'
import { stageOf } from '../../../test/kit/stage.ts'
import { waitingFor } from '../../../test/kit/waiting.ts'
import { applyAndQualify, enterprise, gatherCast, importStatement, openLot, PLAN, type Cast } from '../../app/stage/auction-story.ts'

const visitor: Actor = { kind: 'visitor', personId: null, mandates: [] }
const code = (result: { readonly ok: boolean; readonly refusal?: { readonly code: string } }) => (result.ok ? 'ok' : result.refusal?.code)

const m = await market()
const stage = stageOf(m)
let cast: Cast
let second: Actor
let house: string
let rival: Actor
let lots: readonly { readonly lotId: string; readonly opensAt: Instant; readonly noticeClosesAt: Instant }[]

beforeAll(async () => {
  cast = await gatherCast(stage)
  house = cast.clerk.mandates[0]?.organisationId ?? ''
  second = await m.person({ name: '受理员乙', roles: [{ role: 'clerk', organisationId: house }] })
  const university = await m.organisation({ kind: 'university', name: '另一大学（演示）' })
  rival = await m.person({ name: '另一单位人员', roles: [{ role: 'tto', organisationId: university }] })
  const opened = []
  for (let each = 0; each < 4; each += 1) opened.push(await openLot(stage, cast))
  lots = opened
})

const lotAt = (nth: number) => lots[nth] ?? lots[0] ?? { lotId: '', opensAt: m.clock.now(), noticeClosesAt: m.clock.now() }
const content = (over: Record<string, unknown> = {}) => ({
  title: { zh: '新材料专场', en: 'New materials session' },
  summary: { zh: '四项成果集中竞价。', en: 'Four technologies in one event.' },
  organiserId: house,
  region: '330100',
  isOnline: true,
  place: { zh: '', en: '' },
  startsAt: toIso(later(lotAt(0).opensAt, -HOUR_MS)),
  endsAt: toIso(later(lotAt(0).opensAt, HOUR_MS)),
  ...over,
})
const must = <Value>(result: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: unknown }): Value => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}
const drafted = async (over: Record<string, unknown> = {}) => must(await m.as(cast.clerk).session.draft(content(over) as never)).sessionId
const announced = async (lotIds: readonly string[]) => {
  const id = await drafted()
  for (const lotId of lotIds) must(await m.as(cast.clerk).session.addLot({ id, lotId }))
  must(await m.as(cast.clerk).session.submit({ id }))
  must(await m.as(second).session.announce({ id }))
  return id
}
const papers = async (id: string) => must(await m.as(visitor).session.get({ id })).papers.map(({ kind, lang }) => `${kind} ${lang}`)
const cancelled = (id: string) => m.as(cast.clerk).session.cancel({ id, reason: '活动改期。' })

describe('drawing up a session', () => {
  it.each([
    ['session.window_reversed', { endsAt: '2026-03-10T00:00:00.000Z', startsAt: '2026-03-11T00:00:00.000Z' }],
    ['session.window_too_long', { endsAt: '2026-06-10T00:00:00.000Z' }],
    ['session.window_past', { startsAt: '2026-03-01T00:00:00.000Z' }],
    ['session.region_unknown', { region: '990000' }],
    ['session.place_missing', { isOnline: false }],
    ['session.organiser_unfit', { organiserId: 'org_none' }],
    ['session.partner_unknown', { partnerIds: ['org_none'] }],
    ['request.invalid', { title: { zh: '', en: '' } }],
  ])('refuses %s', async (expected, over) => expect(code(await m.as(cast.clerk).session.draft(content(over) as never))).toBe(expected))

  it('is the market’s alone, and nobody else reads of it before its announcement', async () => {
    expect(code(await m.as(cast.tto).session.draft(content() as never))).toBe('request.forbidden')
    expect(code(await m.as(visitor).session.draft(content() as never))).toBe('request.unauthorized')
    const id = await drafted()
    for (const actor of [cast.tto, rival, visitor]) expect(code(await m.as(actor).session.get({ id }))).toBe('session.not_found')
    for (const name of ['revise', 'submit', 'announce', 'sendBack', 'cancel', 'addLot'] as const)
      expect(code(await m.as(cast.tto).session[name]({ id, reason: '无', lotId: lotAt(0).lotId, ...content() } as never))).toBe('request.forbidden')
    expect(code(await m.as(cast.clerk).session.submit({ id }))).toBe('session.no_lots')
    expect(code(await m.as(cast.clerk).session.revise({ id, ...content({ title: { zh: '改名', en: 'Renamed' } }) } as never))).toBe('ok')
    expect(must(await m.as(cast.clerk).session.get({ id }))).toMatchObject({ title: { zh: '改名' }, number: expect.stringMatching(/^ZC-2026-\d{6}$/) })
    expect(must(await m.as(cast.clerk).session.all.list({ state: 'draft' })).items.map((item) => item.id)).toContain(id)
    await cancelled(id)
    expect(code(await m.as(visitor).session.get({ id }))).toBe('session.not_found')
  })

  it('takes two people, and waits for each in turn', async () => {
    const id = await drafted()
    must(await m.as(cast.clerk).session.addLot({ id, lotId: lotAt(0).lotId }))
    expect(await waitingFor(m, cast.clerk)).toContain('session.submit')
    expect(await waitingFor(m, second)).not.toContain('session.submit')
    must(await m.as(cast.clerk).session.submit({ id }))
    expect(await waitingFor(m, second)).toContain('session.announce')
    expect(await waitingFor(m, cast.clerk)).not.toContain('session.announce')
    expect(code(await m.as(cast.clerk).session.announce({ id }))).toBe('session.same_person')
    expect(code(await m.as(cast.clerk).session.revise({ id, ...content() } as never))).toBe('session.wrong_state')
    must(await m.as(second).session.sendBack({ id, reason: '请写明主题。' }))
    expect(must(await m.as(cast.clerk).session.get({ id })).state).toBe('draft')
    await cancelled(id)
  })
})

describe('lots', () => {
  it('join while they are published and open in the window, and one session only', async () => {
    const [first, other] = [await drafted(), await drafted()]
    const early = await drafted({ startsAt: toIso(later(m.clock.now(), HOUR_MS)), endsAt: toIso(later(m.clock.now(), 2 * HOUR_MS)) })
    const { lotId } = lotAt(0)
    expect(code(await m.as(cast.clerk).session.addLot({ id: early, lotId }))).toBe('session.lot_outside')
    expect(code(await m.as(cast.clerk).session.addLot({ id: first, lotId: `lot_${'0'.repeat(26)}` }))).toBe('session.lot_not_found')
    const both = await Promise.all([first, other].map((id) => m.as(cast.clerk).session.addLot({ id, lotId })))
    expect(both.map(code).toSorted()).toEqual(['ok', 'session.lot_in_session'])
    for (const id of [first, other, early]) await cancelled(id)
    const after = await drafted()
    expect(code(await m.as(cast.clerk).session.addLot({ id: after, lotId }))).toBe('ok')
    await cancelled(after)
  })

  it('are asked for by their seller, decided by a clerk, once', async () => {
    const id = await announced([lotAt(0).lotId])
    const ask = (actor: Actor, nth: number) => m.as(actor).session.askLot({ id, lotId: lotAt(nth).lotId })
    expect(code(await ask(rival, 1))).toBe('session.lot_not_found')
    expect(code(await ask(cast.clerk, 1))).toBe('request.forbidden')
    expect(code(await ask(cast.tto, 0))).toBe('session.lot_in_session')
    const asked = must(await ask(cast.tto, 1)).entryId
    expect(await waitingFor(m, second)).toContain('session_lot.admit')
    expect(must(await m.as(visitor).session.get({ id })).entries).toHaveLength(1)
    expect(must(await m.as(rival).session.get({ id })).entries).toHaveLength(1)
    expect(must(await m.as(cast.tto).session.get({ id })).entries).toHaveLength(2)
    expect(code(await m.as(rival).session.takeBack({ id: asked }))).toBe('session.entry.not_found')
    expect(code(await m.as(cast.tto).session.admit({ id: asked }))).toBe('request.forbidden')
    must(await m.as(cast.tto).session.takeBack({ id: asked }))
    expect(code(await m.as(cast.clerk).session.admit({ id: asked }))).toBe('session.entry_decided')
    const again = must(await ask(cast.tto, 1)).entryId
    must(await m.as(cast.clerk).session.decline({ id: again, reason: '与本场主题不符。' }))
    expect(must(await m.as(cast.tto).session.entries.mine({})).items.find(({ standing }) => standing === 'declined')).toMatchObject({
      reason: '与本场主题不符。',
      session: { id },
    })
    expect(must(await m.as(rival).session.entries.mine({})).items).toEqual([])
    const third = must(await ask(cast.tto, 1)).entryId
    const twice = await Promise.all([cast.clerk, second].map((actor) => m.as(actor).session.admit({ id: third })))
    expect(twice.map(code).toSorted()).toEqual(['ok', 'session.entry_decided'])
    expect(code(await m.as(cast.clerk).session.remove({ id: third }))).toBe('session.wrong_state')
    const order = async () => must(await m.as(visitor).session.get({ id })).entries.map(({ lotId, place }) => [lotId, place])
    expect(await order()).toEqual([
      [lotAt(0).lotId, 1],
      [lotAt(1).lotId, 2],
    ])
    must(await m.as(cast.clerk).session.move({ id: third, direction: 'up' }))
    must(await m.as(cast.clerk).session.move({ id: third, direction: 'up' }))
    expect(await order()).toEqual([
      [lotAt(1).lotId, 1],
      [lotAt(0).lotId, 2],
    ])
    expect(code(await m.as(cast.tto).session.move({ id: third, direction: 'down' }))).toBe('request.forbidden')
    expect(must(await m.as(visitor).session.ofLot({ id: lotAt(1).lotId })).session?.id).toBe(id)
    await cancelled(id)
    expect(must(await m.as(visitor).session.get({ id }))).toMatchObject({ state: 'cancelled', reason: '活动改期。', entries: [{}, {}] })
    expect(must(await m.as(visitor).session.list({ when: 'over' })).items.map((item) => item.id)).toEqual([id])
  })

  it('leave a draft, and the order closes up', async () => {
    const id = await drafted()
    const added = []
    for (const { lotId } of lots.slice(0, 3)) added.push(must(await m.as(cast.clerk).session.addLot({ id, lotId })).entryId)
    must(await m.as(cast.clerk).session.remove({ id: added[1] ?? '' }))
    const shown = must(await m.as(cast.clerk).session.get({ id })).entries
    expect(shown.map(({ lotId, place }) => [lotId, place])).toEqual([
      [lotAt(0).lotId, 1],
      [lotAt(2).lotId, 2],
    ])
    await cancelled(id)
  })
})

describe('who watches', () => {
  const reminders = async (actor: Actor) =>
    must(await m.as(actor).notification.mine({ limit: 50 })).items.flatMap(({ type, body }) => (type === 'session.reminded' ? [body?.['before']] : []))

  it('is reminded once a day and an hour before, and no more when it ends', async () => {
    const { lotId } = lotAt(3)
    expect(code(await m.as(visitor).session.watch({ subject: lotId }))).toBe('request.unauthorized')
    expect(code(await m.as(rival).session.watch({ subject: `ses_${'0'.repeat(26)}` }))).toBe('session.nothing_to_watch')
    for (const actor of [rival, cast.tto, rival]) must(await m.as(actor).session.watch({ subject: lotId }))
    expect(must(await m.as(rival).session.watches.mine({})).items).toMatchObject([{ subject: lotId, kind: 'lot', state: 'notice' }])
    expect(must(await m.as(rival).session.ofLot({ id: lotId })).isWatched).toBe(true)
    must(await m.as(cast.tto).session.unwatch({ subject: lotId }))
    expect(must(await m.as(cast.tto).session.watches.mine({})).items).toEqual([])
  })

  it('of both is told at its times, and sees a session through to what came of it', async () => {
    const { opensAt, noticeClosesAt } = lotAt(0)
    const bidders = [await enterprise(stage, '杭州甲（演示）'), await enterprise(stage, '宁波乙（演示）')]
    const id = await announced([lotAt(0).lotId, lotAt(1).lotId, lotAt(2).lotId])
    const undecided = must(await m.as(cast.tto).session.askLot({ id, lotId: lotAt(3).lotId })).entryId
    must(await m.as(rival).session.watch({ subject: id }))
    const events = must(await m.as(visitor).session.calendar.get({ from: toIso(opensAt).slice(0, 10), days: 2 }))
    expect(events.items.find((event) => event.id === id)).toMatchObject({ kind: 'session', state: 'announced', isCancelled: false })
    expect(events.items.filter(({ sessionId }) => sessionId === id)).toHaveLength(3)
    const none = must(await m.as(visitor).session.calendar.get({ from: toIso(opensAt).slice(0, 10), days: 2, region: '110000' }))
    expect(none.items).toEqual([])
    await applyAndQualify(stage, cast, lotAt(0).lotId, bidders)
    await importStatement(stage, cast)
    await stage.until(noticeClosesAt)
    await stage.until(later(opensAt, -3 * HOUR_MS))
    expect((await reminders(rival)).toSorted()).toEqual(['day', 'day'])
    // The session begins an hour before its first lot opens.
    await stage.until(later(opensAt, -2 * HOUR_MS))
    await stage.until(later(opensAt, -HOUR_MS))
    expect(must(await m.as(visitor).session.get({ id })).state).toBe('running')
    expect(code(await m.as(cast.clerk).session.cancel({ id, reason: '太晚。' }))).toBe('session.wrong_state')
    expect(await papers(id)).toEqual(['catalogue en', 'catalogue zh'])
    expect(code(await m.as(cast.clerk).session.admit({ id: undecided }))).toBe('session.entry_decided')
    expect(await waitingFor(m, second)).not.toContain('session_lot.admit')
    expect(code(await m.as(rival).session.watch({ subject: id }))).toBe('ok')
    expect(code(await m.as(cast.tto).session.watch({ subject: id }))).toBe('session.nothing_to_watch')
    await stage.until(later(opensAt, MINUTE_MS))
    const { id: auctionId } = await stage.api(cast.clerk).auction.ofLot({ id: lotAt(0).lotId })
    must(await m.as(bidders[0]?.actor ?? visitor).auction.placeBid({ id: auctionId, priceMinor: PLAN.startingPriceMinor }))
    await stage.until(later(opensAt, HOUR_MS))
    const during = must(await m.as(visitor).session.get({ id }))
    expect(during).toMatchObject({ state: 'running', totals: { lotCount: 3, soldCount: 0 } })
    expect(during.entries.map(({ lotState, auction }) => [lotState, auction?.bidCount ?? null])).toEqual([
      ['bidding', 1],
      ['failed', 0],
      ['failed', 0],
    ])
    await stage.until(later(opensAt, HOUR_MS + 10 * MINUTE_MS))
    await m.settle()
    expect(must(await m.as(visitor).session.get({ id }))).toMatchObject({
      state: 'held',
      totals: { lotCount: 3, soldCount: 1, priceTotalMinor: PLAN.startingPriceMinor, premiumBasisPoints: 0 },
      entries: [{ lotState: 'sold', premiumBasisPoints: 0 }, { lotState: 'failed', auction: { failReason: 'no_bidders' } }, {}],
    })
    expect(must(await m.as(visitor).session.list({})).items).toEqual([])
    await stage.until(later(m.clock.now(), DAY_MS))
    expect(await papers(id)).toEqual(['catalogue en', 'catalogue zh', 'results en', 'results zh'])
    expect((await reminders(rival)).toSorted()).toEqual(['day', 'day', 'hour', 'hour'])
    expect(await reminders(cast.tto)).toEqual([])
    expect(m.failures).toEqual([])
    expect(await m.checks()).toEqual([])
  })
})
