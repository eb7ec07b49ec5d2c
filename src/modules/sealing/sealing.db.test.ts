import { beforeAll, describe, expect, it } from 'vitest'
import { VISITOR, type Actor } from '#kernel/actor.ts'
import { DAY_MS, HOUR_MS, instant, later } from '#kernel/instant.ts'
import type { Result } from '#kernel/result.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import {
  batchOf,
  boxOf,
  codeOf,
  dealing,
  deposit,
  envelopeOf,
  must,
  newPair,
  officersOf,
  rehearse,
  release,
  type TestBox,
  type TestOfficer,
} from '../../../test/kit/sealing.ts'
import { repeatOpening } from './core/record.ts'
import { cancelBox, closeBox, openBox, receiptsOf, withdrawEnvelope } from './index.ts'
import { sealingCrypto } from './webcrypto/sealing-crypto.ts'

let m: TestMarket
let officers: readonly TestOfficer[]
let clerk: Actor
let owner: string
let bidders: readonly { readonly id: string; readonly actor: Actor }[]
const PRICES = ['731905400', '845117300', '602448800']

beforeAll(async () => {
  m = await market()
  const house = await m.organisation({ kind: 'market', name: '市场' })
  const government = await m.organisation({ kind: 'government', name: '主管部门' })
  owner = await m.organisation({ kind: 'university', name: '大学' })
  officers = await officersOf(m, { market: house, government })
  clerk = await m.person({ name: '受理员', roles: [{ role: 'clerk', organisationId: house }] })
  bidders = await Promise.all(
    ['甲', '乙', '丙'].map(async (name) => {
      const id = await m.organisation({ kind: 'enterprise', name: `${name}公司` })
      return { id, actor: await m.person({ name, roles: [{ role: 'enterprise', organisationId: id }] }) }
    }),
  )
})

const keys = () => officers.map(({ keyId }) => keyId)
const officer = (at: number): TestOfficer => {
  const found = officers[at]
  if (!found) throw new Error(`no officer ${at}`)
  return found
}
const bidder = (at: number) => {
  const found = bidders[at]
  if (!found) throw new Error(`no bidder ${at}`)
  return found
}
let serial = 0
const newBox = (change: Partial<Parameters<typeof boxOf>[2]> = {}): Promise<TestBox> => {
  serial += 1
  return boxOf(m, clerk, { ownerOrganisationId: owner, subject: `lot_${serial}`, keys: keys(), ...change })
}
const putIn = async (box: TestBox, at: number, minor = PRICES[at] ?? '1'): Promise<string> =>
  must(await deposit(m, bidder(at).actor, box, bidder(at).id, await envelopeOf(box, bidder(at).id, { priceMinor: minor }))).envelopeId
/** The deadline passes, and what does things by itself has done them. */
const afterDeadline = async ({ closesAt }: TestBox): Promise<void> => {
  m.clock.set(later(closesAt, 10_000))
  await m.settle()
}
const seen = async (boxId: string, as: Actor = VISITOR) => must(await m.as(as).sealing.get({ id: boxId }))
const factsOf = async (subject: string): Promise<readonly { type: string; body: Record<string, unknown> }[]> =>
  (await m.database.pool.query<{ type: string; body: string }>('select type, body from platform.fact where subject = $1 order by seq', [subject])).rows.map(
    (row) => ({
      type: row.type,
      body: JSON.parse(row.body) as Record<string, unknown>,
    }),
  )
const traces = async (): Promise<unknown> =>
  (
    await m.database.pool.query(
      `select (select count(*) from platform.fact) as facts, (select count(*) from sealing.envelope) as envelopes, (select count(*) from sealing.release) as releases,
        (select count(*) from sealing.officer_key) as keys, (select count(*) from sealing.box) as boxes, (select count(*) from sealing.seat where rehearsed_at is not null) as rehearsed`,
    )
  ).rows[0]
const leavesNoTrace = async (act: () => Promise<Result<unknown>>): Promise<string> => {
  const before = await traces()
  const code = codeOf(await act())
  expect(await traces()).toEqual(before)
  return code
}

describe('a box', () => {
  it('takes envelopes, keeps them to itself, and is opened at once by the third officer', async () => {
    const box = await newBox()
    for (const at of [0, 1, 2]) await putIn(box, at)
    for (const each of officers) must(await rehearse(m, each, box.boxId))
    // Before the deadline nobody reads how many there are, and nothing is offered to who has no part in it.
    expect((await seen(box.boxId)).acts).toEqual([])
    expect((await seen(box.boxId, officer(0).actor)).acts.map((each) => each.act)).toContain('rehearse')
    expect(await seen(box.boxId)).toMatchObject({ state: 'open', envelopes: null })
    expect(await seen(box.boxId, clerk)).toMatchObject({ envelopes: null })
    await afterDeadline(box)
    const closed = await seen(box.boxId)
    expect(closed).toMatchObject({ state: 'closed' })
    expect(closed.envelopes).toHaveLength(3)
    expect(closed.envelopes?.every(({ bidder: by, payload }) => by === null && payload === null)).toBe(true)
    for (const at of [4, 0]) {
      expect(must(await release(m, officer(at), box.boxId))).toEqual({ isOpened: false })
      // What is released stands in the house; nobody reads a share or a price before all is out.
      expect((await seen(box.boxId)).envelopes?.every(({ payload }) => payload === null)).toBe(true)
      expect(codeOf(await m.as(clerk).sealing.record.get({ id: box.boxId }))).toBe('sealing.not_opened_yet')
    }
    expect(must(await release(m, officer(2), box.boxId))).toEqual({ isOpened: true })
    const opened = await seen(box.boxId)
    expect(opened.state).toBe('opened')
    expect(opened.envelopes?.map(({ payload, bidder: by }) => [by?.key, payload])).toEqual(
      [0, 1, 2].map((at) => [bidder(at).id, `{"priceMinor":"${PRICES[at]}"}`]),
    )
    const told = (await factsOf(box.boxId)).find(({ type }) => type === 'sealing.opened')
    expect(told?.body['envelopes']).toMatchObject([0, 1, 2].map((at) => ({ bidderKey: bidder(at).id, payload: { priceMinor: PRICES[at] }, fault: null })))
    const record = must(await m.as(VISITOR).sealing.record.get({ id: box.boxId }))
    expect(await repeatOpening(sealingCrypto, record)).toMatchObject({ ok: true, isPolicySound: true })
    const [first] = record.envelopes
    const lied = { ...record, envelopes: record.envelopes.map((each) => (each === first ? { ...each, payload: '{"priceMinor":"1"}' } : each)) }
    expect(await repeatOpening(sealingCrypto, lied)).toMatchObject({ ok: false, envelopes: [{ ok: false }, { ok: true }, { ok: true }] })
    expect(
      await leavesNoTrace(() => release(m, officer(3), box.boxId).catch(() => ({ ok: false, refusal: { code: 'sealing.over', params: {} } }) as const)),
    ).not.toBe('ok')
    await m.settle()
    expect(await m.checks()).toEqual([])
  })

  it('counts the last of an envelope and two corrections, and none that was taken back', async () => {
    const box = await newBox()
    const { id, actor } = bidder(0)
    for (const minor of ['1', '2', '3']) {
      m.clock.advance(1000)
      await putIn(box, 0, minor)
    }
    expect(await leavesNoTrace(async () => deposit(m, actor, box, id, await envelopeOf(box, id, { priceMinor: '4' })))).toBe('sealing.no_corrections_left')
    await putIn(box, 1, '5')
    must(await m.act(bidder(1).actor, (act) => withdrawEnvelope(act, { boxId: box.boxId, bidderKey: bidder(1).id, receivedAt: m.clock.now() })))
    await putIn(box, 2, '6')
    must(await m.act(bidder(2).actor, (act) => withdrawEnvelope(act, { boxId: box.boxId, bidderKey: bidder(2).id, receivedAt: m.clock.now() })))
    const receipts = await receiptsOf(m.database.reader, box.boxId, id)
    expect(receipts.map(({ turn, correctionsLeft }) => [turn, correctionsLeft])).toEqual([
      [1, 2],
      [2, 1],
      [3, 0],
    ])
    await putIn(box, 2, '7')
    await afterDeadline(box)
    for (const at of [0, 2, 4]) must(await release(m, officer(at), box.boxId))
    expect((await seen(box.boxId)).envelopes?.map(({ payload }) => payload)).toEqual(['{"priceMinor":"3"}', '{"priceMinor":"7"}'])
    expect(await m.checks()).toEqual([])
  })

  it('answers the same envelope once more with the same receipt, and twice at once as well', async () => {
    const box = await newBox()
    const { id, actor } = bidder(0)
    const envelope = await envelopeOf(box, id, { priceMinor: '9' })
    const [one, two] = await Promise.all([deposit(m, actor, box, id, envelope), deposit(m, actor, box, id, envelope)])
    expect(must(one)).toEqual(must(two))
    expect(must(await deposit(m, actor, box, id, envelope))).toEqual(must(one))
    const facts = await factsOf(must(one).envelopeId)
    expect(facts.map(({ type }) => type)).toEqual(['sealing.envelope_deposited'])
    expect(JSON.stringify(facts)).not.toContain('zhepai-envelope')
    await putIn(box, 0, '10')
    expect(await leavesNoTrace(() => deposit(m, actor, box, id, envelope))).toBe('sealing.deposited_before')
  })

  it('refuses what does not fit it, and keeps no trace', async () => {
    const box = await newBox()
    const other = await newBox()
    const { id, actor } = bidder(0)
    const good = await envelopeOf(box, id, { priceMinor: '9' })
    const put = (envelope: string, to: TestBox = box, by = id) => leavesNoTrace(() => deposit(m, actor, to, by, envelope))
    expect(await put('zhepai')).toBe('sealing.envelope_malformed')
    expect(await put(good.slice(0, -40))).toBe('sealing.envelope_truncated')
    expect(await put(good, other)).toBe('sealing.other_box')
    expect(await put(good, box, bidder(1).id)).toBe('sealing.other_bidder')
    expect(await put(await envelopeOf({ policy: box.policy.replace('"threshold":3', '"threshold":2') }, id, { priceMinor: '9' }))).toBe('sealing.other_policy')
    const { policy } = must(await m.as(officer(0).actor).sealing.ceremony.get({ id: box.boxId }))
    const larger = policy.replace('"step":4096,"steps":1', '"step":65536,"steps":1')
    expect(await put((await envelopeOf({ policy: larger }, id, { priceMinor: '9' })).replaceAll('"policy"', '"policy"'))).toBe('sealing.other_policy')
    expect(await leavesNoTrace(() => deposit(m, actor, { boxId: 'box_00000000000000000000000000' }, id, good))).toBe('sealing.not_found')
  })

  it('is closed by the time at which an envelope was received, to the millisecond', async () => {
    const box = await newBox()
    const { id, actor } = bidder(0)
    const envelope = await envelopeOf(box, id, { priceMinor: '9' })
    m.clock.set(later(box.closesAt, 1_000))
    expect(await leavesNoTrace(() => deposit(m, actor, box, id, envelope, box.closesAt))).toBe('sealing.closed')
    // Received in time, worked off a moment later.
    expect(codeOf(await deposit(m, actor, box, id, envelope, instant(box.closesAt - 1)))).toBe('ok')
    await afterDeadline(box)
    expect(
      await leavesNoTrace(async () =>
        deposit(m, bidder(1).actor, box, bidder(1).id, await envelopeOf(box, bidder(1).id, { priceMinor: '9' }), instant(box.closesAt - 1)),
      ),
    ).toBe('sealing.closed')
    expect((await seen(box.boxId)).envelopes).toHaveLength(1)
  })

  it('takes nothing before its officers are named or before it opens, and fails where none are', async () => {
    const opensAt = later(m.clock.now(), HOUR_MS)
    const box = await newBox({ opensAt, closesAt: later(opensAt, DAY_MS) })
    const { id, actor } = bidder(0)
    expect(await leavesNoTrace(async () => deposit(m, actor, box, id, await envelopeOf(box, id, { priceMinor: '9' })))).toBe('sealing.not_open_yet')
    const bare = { subject: 'lot_bare', ownerOrganisationId: owner, title: { zh: '无人', en: 'Nobody' }, purpose: 'price', corrections: 2 } as const
    const closesAt = later(m.clock.now(), DAY_MS)
    const opening = { ...bare, opensAt: m.clock.now(), closesAt }
    const { boxId } = must(await m.act(clerk, (act) => openBox(act, opening)))
    expect(await leavesNoTrace(async () => deposit(m, actor, { boxId }, id, await envelopeOf(box, id, { priceMinor: '9' })))).toBe('sealing.no_officers_yet')
    expect(await leavesNoTrace(() => m.act(clerk, (act) => openBox(act, opening)))).toBe('sealing.box_open_already')
    expect(await leavesNoTrace(() => m.act(clerk, (act) => openBox(act, { ...opening, subject: 'lot_past', closesAt: opening.opensAt })))).toBe(
      'sealing.period_malformed',
    )
    await afterDeadline({ boxId, policy: '', closesAt })
    expect((await factsOf(boxId)).map(({ type }) => type)).toEqual(['sealing.box_opened', 'sealing.failed'])
    expect(await m.checks()).toEqual([])
  })

  it('in which nothing is, is open when it is closed', async () => {
    const box = await newBox()
    await afterDeadline(box)
    expect(await seen(box.boxId)).toMatchObject({ state: 'opened', envelopes: [] })
  })

  it('names an envelope that cannot be opened, with its reason and its officers, and opens the others', async () => {
    const box = await newBox()
    const bad = await envelopeOf(box, bidder(0).id, { priceMinor: '1' }, dealing([1, 3]))
    must(await deposit(m, bidder(0).actor, box, bidder(0).id, bad))
    await putIn(box, 1)
    await afterDeadline(box)
    const places = (JSON.parse(box.policy) as { readonly officers: readonly { readonly key: string }[] }).officers.map(({ key }) => key)
    for (const each of officers.filter(({ keyId }) => [0, 2, 4].includes(places.indexOf(keyId)))) must(await release(m, each, box.boxId))
    const { envelopes } = await seen(box.boxId)
    const named = [places[1], places[3]]
    expect(envelopes).toMatchObject([
      { payload: null, fault: 'sealing.shares_inconsistent', officers: named },
      { payload: `{"priceMinor":"${PRICES[1]}"}`, fault: null },
    ])
    expect(await repeatOpening(sealingCrypto, must(await m.as(VISITOR).sealing.record.get({ id: box.boxId })))).toMatchObject({ ok: true })
    expect(await m.checks()).toEqual([])
  })

  it('is closed early or called off by whoever opened it; what was in it then stays sealed', async () => {
    const [one, two] = [await newBox(), await newBox()]
    await putIn(one, 0)
    await putIn(two, 0)
    must(await m.act(clerk, (act) => closeBox(act, { boxId: one.boxId })))
    must(await m.act(clerk, (act) => closeBox(act, { boxId: one.boxId })))
    expect(await seen(one.boxId)).toMatchObject({ state: 'closed' })
    must(await m.act(clerk, (act) => cancelBox(act, { boxId: two.boxId, reason: '标的撤回' })))
    expect(await leavesNoTrace(() => m.act(clerk, (act) => cancelBox(act, { boxId: two.boxId, reason: '再次' })))).toBe('sealing.over')
    await afterDeadline(two)
    expect(await seen(two.boxId)).toMatchObject({ state: 'cancelled', envelopes: null, endReason: '标的撤回' })
    expect(await leavesNoTrace(async () => m.as(officer(0).actor).sealing.releaseShares({ id: two.boxId, shares: [] }))).toBe('sealing.over')
    expect(await m.checks()).toEqual([])
  })

  it('that too few officers open in time fails: its owner is told, and everything in it stays sealed', async () => {
    const box = await newBox()
    await putIn(box, 0)
    await afterDeadline(box)
    for (const at of [0, 1]) must(await release(m, officer(at), box.boxId))
    const { openBy } = await seen(box.boxId)
    m.clock.set(later(box.closesAt, 73 * HOUR_MS))
    await m.settle()
    expect(openBy).not.toBeNull()
    expect(await seen(box.boxId)).toMatchObject({ state: 'failed' })
    expect(codeOf(await m.as(VISITOR).sealing.record.get({ id: box.boxId }))).toBe('sealing.not_opened_yet')
    expect(await leavesNoTrace(() => m.as(officer(2).actor).sealing.releaseShares({ id: box.boxId, shares: [] }))).toBe('sealing.over')
    expect(await m.checks()).toEqual([])
  })
})

describe('officers', () => {
  it('release only what they were sealed, all of it, once, after the deadline, each for themselves', async () => {
    const box = await newBox()
    await putIn(box, 0)
    await putIn(box, 1)
    expect(await leavesNoTrace(() => m.as(officer(0).actor).sealing.releaseShares({ id: box.boxId, shares: [] }))).toBe('sealing.not_closed_yet')
    expect(must(await m.as(officer(0).actor).sealing.ceremony.get({ id: box.boxId })).envelopes).toEqual([])
    expect(codeOf(await m.as(clerk).sealing.ceremony.get({ id: box.boxId }))).toBe('sealing.not_an_officer.forbidden')
    await afterDeadline(box)
    const own = await batchOf(m, officer(0), box.boxId)
    const others = await batchOf(m, officer(1), box.boxId)
    const send = (shares: typeof own, at = 0) => leavesNoTrace(() => m.as(officer(at).actor).sealing.releaseShares({ id: box.boxId, shares: [...shares] }))
    expect(await send(own.slice(1))).toBe('sealing.batch_incomplete')
    expect(await send([...own, ...own])).toBe('sealing.batch_incomplete')
    expect(await send(others)).toBe('sealing.share_forged')
    expect(await send(own, 1)).toBe('sealing.share_forged')
    const forged = await m.as(officer(0).actor).sealing.releaseShares({ id: box.boxId, shares: [...others] })
    expect(forged).toMatchObject({ refusal: { params: { officers: officer(0).keyId } } })
    expect(await leavesNoTrace(() => m.as(clerk).sealing.releaseShares({ id: box.boxId, shares: [...own] }))).toBe('sealing.not_an_officer.forbidden')
    expect(codeOf(await m.as(bidder(0).actor).sealing.releaseShares({ id: box.boxId, shares: [...own] }))).toMatch(/forbidden/)
    const [once, twice] = await Promise.all([release(m, officer(0), box.boxId), release(m, officer(0), box.boxId)])
    expect([codeOf(once), codeOf(twice)].toSorted()).toEqual(['ok', 'sealing.released_already'])
    // The last two at the same time: one of them opens everything, once.
    const both = await Promise.all([release(m, officer(1), box.boxId), release(m, officer(4), box.boxId)])
    expect(both.map((each) => must(each).isOpened).toSorted()).toEqual([false, true])
    expect((await factsOf(box.boxId)).filter(({ type }) => type === 'sealing.opened')).toHaveLength(1)
    expect(await m.checks()).toEqual([])
  })

  it('who cannot read a share hold nothing up: the others open, and who said so falsely stands in the record', async () => {
    const box = await newBox()
    const envelopeId = await putIn(box, 0)
    await putIn(box, 1)
    await afterDeadline(box)
    const said = (await batchOf(m, officer(0), box.boxId)).map((each) => (each.envelopeId === envelopeId ? { ...each, share: null } : each))
    must(await m.as(officer(0).actor).sealing.releaseShares({ id: box.boxId, shares: said }))
    for (const at of [1, 2]) expect(must(await release(m, officer(at), box.boxId))).toEqual({ isOpened: false })
    expect((await seen(box.boxId)).envelopes?.every(({ payload }) => payload === null)).toBe(true)
    expect(must(await release(m, officer(3), box.boxId))).toEqual({ isOpened: true })
    expect((await seen(box.boxId)).envelopes?.map(({ fault }) => fault)).toEqual([null, null])
    const told = (await factsOf(box.boxId)).filter(({ type }) => type === 'sealing.shares_released')
    expect(told[0]?.body['unreadable']).toEqual([envelopeId])
  })

  it('whose key is revoked release nothing any more; the others open without them', async () => {
    const house = officer(0).actor.mandates[0]?.organisationId ?? ''
    const actor = await m.person({ name: '离任的人', roles: [{ role: 'finance', organisationId: house }] })
    const { pair, publicKey } = await newPair()
    const { keyId, fingerprint } = must(await m.as(actor).sealing.registerKey({ role: 'finance', publicKey }))
    must(await m.as(clerk).sealing.certifyKey({ id: keyId, fingerprint }))
    const box = await newBox({ keys: [...keys(), keyId] })
    await putIn(box, 0)
    must(await m.as(clerk).sealing.revokeKey({ id: keyId, reason: '离任' }))
    await afterDeadline(box)
    const leaver = { actor, pair, publicKey, keyId, fingerprint, role: 'finance' } as const
    expect(await leavesNoTrace(() => release(m, leaver, box.boxId))).toBe('sealing.key_is_revoked')
    for (const at of [0, 1, 2]) must(await release(m, officer(at), box.boxId))
    expect((await seen(box.boxId)).state).toBe('opened')
  })

  it('rehearse with an envelope in which nothing is; a share of a bid is no rehearsal', async () => {
    const box = await newBox()
    await putIn(box, 0)
    const { rehearsal, policy, keyId } = must(await m.as(officer(0).actor).sealing.ceremony.get({ id: box.boxId }))
    expect(rehearsal).toContain('"use":"rehearsal"')
    expect(policy).toBe(box.policy)
    const wrong = Buffer.alloc(33, 7).toString('base64')
    expect(await leavesNoTrace(() => m.as(officer(0).actor).sealing.rehearse({ id: box.boxId, share: wrong }))).toBe('sealing.share_forged')
    expect(await leavesNoTrace(() => m.as(clerk).sealing.rehearse({ id: box.boxId, share: wrong }))).toBe('sealing.not_an_officer.forbidden')
    must(await rehearse(m, officer(0), box.boxId))
    expect(await leavesNoTrace(() => rehearse(m, officer(0), box.boxId))).toBe('sealing.rehearsed_already')
    expect((await seen(box.boxId)).seats.filter(({ rehearsedAt }) => rehearsedAt !== null).map((seat) => seat.keyId)).toEqual([keyId])
    await afterDeadline(box)
    expect(await leavesNoTrace(() => m.as(officer(1).actor).sealing.rehearse({ id: box.boxId, share: wrong }))).toBe('sealing.closed')
  })

  it('are named by a clerk who does not act for the owner: enough of them, somebody independent, no group that opens alone', async () => {
    serial += 1
    const opening = { subject: `lot_${serial}`, ownerOrganisationId: owner, title: { zh: '名', en: 'Name' }, purpose: 'price', corrections: 2 } as const
    const { boxId } = must(await m.act(clerk, (act) => openBox(act, { ...opening, opensAt: m.clock.now(), closesAt: later(m.clock.now(), DAY_MS) })))
    const name = (chosen: readonly string[], by = clerk) => leavesNoTrace(() => m.as(by).sealing.nameOfficers({ id: boxId, keys: [...chosen] }))
    expect(await name(keys().slice(0, 4))).toBe('sealing.too_few_officers')
    expect(await name([...keys().slice(0, 4), 'oky_00000000000000000000000000'])).toBe('sealing.key_not_eligible')
    const own = await m.person({ name: '两边的人', roles: [{ role: 'clerk', organisationId: owner }] })
    expect(await name(keys(), own)).toBe('sealing.not_found')
    expect(await name(keys(), officer(4).actor)).toMatch(/forbidden/)
    expect((await seen(boxId, clerk)).bench).toMatchObject({ needed: 5, threshold: 3 })
    must(await m.as(clerk).sealing.nameOfficers({ id: boxId, keys: [...keys()] }))
    expect(await name(keys())).toBe('sealing.officers_named_already')
  })

  it('have one key each, certified by somebody of another group who compared the fingerprint, and revoked for good', async () => {
    const house = officer(0).actor.mandates[0]?.organisationId ?? ''
    const actor = await m.person({ name: '新开启人', roles: [{ role: 'finance', organisationId: house }] })
    const colleague = await m.person({ name: '同岗', roles: [{ role: 'finance', organisationId: house }] })
    const { publicKey } = await newPair()
    const known = officer(0).publicKey
    const register = (key: string, by: Actor = actor) => leavesNoTrace(() => m.as(by).sealing.registerKey({ role: 'finance', publicKey: key }))
    expect(await register('AAAA')).toBe('request.invalid')
    expect(await register(known)).toBe('sealing.key_known')
    expect(await register(publicKey, clerk)).toBe('sealing.role.forbidden')
    expect(await register(publicKey, bidder(0).actor)).toMatch(/forbidden/)
    const { keyId, fingerprint } = must(await m.as(actor).sealing.registerKey({ role: 'finance', publicKey }))
    expect(await register((await newPair()).publicKey)).toBe('sealing.has_key')
    const certify = (by: Actor, said = fingerprint) => leavesNoTrace(() => m.as(by).sealing.certifyKey({ id: keyId, fingerprint: said }))
    expect(await certify(actor)).toBe('sealing.other_group.forbidden')
    expect(await certify(colleague)).toBe('sealing.other_group.forbidden')
    expect(await certify(clerk, fingerprint.replace(/^../, '00'))).toBe('sealing.fingerprint_differs')
    must(await m.as(clerk).sealing.certifyKey({ id: keyId, fingerprint: (fingerprint.match(/.{4}/g) ?? []).join(' ').toUpperCase() }))
    expect(await certify(clerk)).toBe('sealing.key_decided')
    expect(await leavesNoTrace(() => m.as(colleague).sealing.revokeKey({ id: keyId, reason: '不行' }))).toBe('sealing.other_group.forbidden')
    must(await m.as(actor).sealing.revokeKey({ id: keyId, reason: '密钥文件遗失' }))
    expect(await leavesNoTrace(() => m.as(actor).sealing.revokeKey({ id: keyId, reason: '再次' }))).toBe('sealing.key_decided')
    must(await m.as(actor).sealing.registerKey({ role: 'finance', publicKey: (await newPair()).publicKey }))
    const listed = must(await m.as(VISITOR).sealing.keys.list({})).items.filter(({ holder }) => holder.zh === '新开启人')
    expect(listed.map(({ state }) => state).toSorted()).toEqual(['registered', 'revoked'])
    await m.settle()
    expect(await m.checks()).toEqual([])
  })
})
