import { beforeAll, describe, expect, it } from 'vitest'
import { VISITOR, type Actor } from '#kernel/actor.ts'
import { HOUR_MS, later } from '#kernel/instant.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { commitmentOf, CRITERIA, drawnAmong, expertsOf, nonceOf, panelOf, scoreAndLock, sealAndUnseal, timesFrom } from '../../../test/kit/panel.ts'
import { codeOf, must } from '../../../test/kit/sealing.ts'
import { faultsOfPanel } from './core/record.ts'
import { sha256 } from './digest.ts'
import { cancelPanel, layItems, movePanel, openPanel, panelById, revealPanel, takeMarks } from './index.ts'

let m: TestMarket
let clerk: Actor
let owner: { readonly id: string; readonly actor: Actor }
let bidder: { readonly id: string; readonly actor: Actor }
let regulator: Actor
let experts: readonly Actor[]

beforeAll(async () => {
  m = await market()
  const house = await m.organisation({ kind: 'market', name: '市场' })
  const government = await m.organisation({ kind: 'government', name: '主管部门' })
  const [university, firm] = [await m.organisation({ kind: 'university', name: '大学' }), await m.organisation({ kind: 'enterprise', name: '甲公司' })]
  clerk = await m.person({ name: '受理员', roles: [{ role: 'clerk', organisationId: house }] })
  regulator = await m.person({ name: '主管', roles: [{ role: 'regulator', organisationId: government }] })
  owner = { id: university, actor: await m.person({ name: '转化员', roles: [{ role: 'tto', organisationId: university }] }) }
  bidder = { id: firm, actor: await m.person({ name: '甲', roles: [{ role: 'enterprise', organisationId: firm }] }) }
  experts = await expertsOf(m, 8)
})

let serial = 0
const SIDES = () => [
  { side: 'owner', organisationId: owner.id },
  { side: 'bidder:1', organisationId: bidder.id },
  { side: 'regulator', organisationId: null },
]
const newPanel = (change: Partial<Parameters<typeof panelOf>[2]> = {}): Promise<string> => {
  serial += 1
  return panelOf(m, clerk, { ownerOrganisationId: owner.id, subject: `auc_${serial}`, sides: SIDES(), involved: [owner.id, bidder.id], ...change })
}
const ITEMS = [
  { key: '1', text: '方案一：六个月内建成示范线。' },
  { key: '2', text: '方案二：三个月内建成示范线。' },
]
const seen = async (id: string, as: Actor = VISITOR) => must(await m.as(as).panel.get({ id }))
const lay = (panelId: string, items = ITEMS) => m.act(clerk, (act) => layItems(act, { panelId, items }))
const marksOf = (panelId: string) => m.act(clerk, (act) => takeMarks(act, { panelId }))
const drawn = (id: string) => drawnAmong(m, clerk, experts, id)
const drawnPanel = async (change: Partial<Parameters<typeof panelOf>[2]> = {}): Promise<{ id: string; seats: readonly Actor[] }> => {
  const id = await newPanel(change)
  await sealAndUnseal(m, id, { owner: owner.actor, 'bidder:1': bidder.actor, regulator })
  return { id, seats: await drawn(id) }
}
const scoring = async (): Promise<{ id: string; seats: readonly Actor[] }> => {
  const panel = await drawnPanel()
  for (const expert of panel.seats) must(await m.as(expert).panel.declare({ id: panel.id }))
  must(await lay(panel.id))
  return panel
}
const laterBy = async (hours: number): Promise<void> => {
  m.clock.advance(hours * HOUR_MS + 10_000)
  await m.settle()
}
const isSound = async (): Promise<void> => {
  await m.settle()
  expect(await m.checks()).toEqual([])
}
const whoReads = async (type: string, id: string): Promise<readonly unknown[]> =>
  (await m.database.pool.query<{ visible_to: unknown }>('select visible_to from platform.fact where type = $1 and subject = $2', [type, id])).rows.map(
    (row) => row.visible_to,
  )

describe('a panel', () => {
  it('is drawn by the nonces of all sides, marked blind, locked at once and revealed; anybody repeats it', async () => {
    const id = await newPanel()
    expect(await seen(id)).toMatchObject({ state: 'committing', seed: null, experts: null, sheets: null, marks: null })
    for (const [side, actor] of [
      ['owner', owner.actor],
      ['bidder:1', bidder.actor],
      ['regulator', regulator],
    ] as const)
      must(await m.as(actor).panel.sealNonce({ id, commitment: commitmentOf(nonceOf(side)) }))
    expect((await seen(id)).state).toBe('unsealing')
    expect(must(await m.as(owner.actor).panel.unsealNonce({ id, nonce: nonceOf('owner') }))).toEqual({ isDrawn: false })
    // Whoever unseals last knows nothing of what the others unsealed, nor the market's own.
    expect((await seen(id, bidder.actor)).sides.every(({ nonce }) => nonce === null)).toBe(true)
    must(await m.as(bidder.actor).panel.unsealNonce({ id, nonce: nonceOf('bidder:1') }))
    expect(must(await m.as(regulator).panel.unsealNonce({ id, nonce: nonceOf('regulator') }))).toEqual({ isDrawn: true })
    const seats = await drawn(id)
    expect(seats).toHaveLength(3)
    expect(await seen(id)).toMatchObject({ state: 'drawn', experts: null })
    for (const expert of seats) {
      expect(codeOf(await m.as(expert).panel.saveSheet({ id, sheet: [{ item: '1', marks: {} }] }))).toBe('panel.declare_first')
      must(await m.as(expert).panel.declare({ id }))
    }
    expect((await seen(id)).state).toBe('declared')
    const [first, second, third] = seats as [Actor, Actor, Actor]
    expect(must(await m.as(first).panel.sheet.mine({ id })).items).toEqual([])
    must(await lay(id))
    expect((await seen(id)).state).toBe('scoring')
    expect(
      must(await m.as(first).panel.sheet.mine({ id }))
        .items.map(({ key }) => key)
        .sort(),
    ).toEqual(['1', '2'])
    expect(await scoreAndLock(m, first, id)).toMatchObject({ isPanelLocked: false })
    // Nobody else reads a locked sheet, nor that it is there.
    for (const actor of [clerk, second, owner.actor, VISITOR]) expect((await seen(id, actor)).sheets).toBeNull()
    expect((await seen(id, clerk)).experts?.map(({ state }) => state)).toEqual(['declared', 'declared', 'declared'])
    expect(await whoReads('panel.sheet_locked', id)).toEqual([[first.personId]])
    await scoreAndLock(m, second, id, 70)
    expect(codeOf(await marksOf(id))).toBe('panel.not_locked_yet')
    expect(await scoreAndLock(m, third, id, 80)).toMatchObject({ isPanelLocked: true })
    expect((await seen(id, clerk)).sheets).toHaveLength(3)
    expect(await seen(id)).toMatchObject({ state: 'locked', sheets: null, experts: null })
    expect(must(await marksOf(id))).toEqual([
      { item: '1', markBasisPoints: 8000 },
      { item: '2', markBasisPoints: 9000 },
    ])
    expect(codeOf(await m.as(VISITOR).panel.record.get({ id }))).toBe('panel.not_revealed_yet')
    must(await m.act(clerk, (act) => revealPanel(act, { panelId: id })))
    const revealed = await seen(id)
    expect(revealed.sheets?.map(({ letter }) => letter)).toEqual(['A', 'B', 'C'])
    expect(revealed.experts).toHaveLength(3)
    const record = must(await m.as(VISITOR).panel.record.get({ id }))
    expect(faultsOfPanel(sha256, record)).toEqual([])
    expect(faultsOfPanel(sha256, { ...record, marks: record.marks.map((mark) => ({ ...mark, markBasisPoints: 1 })) })).toHaveLength(2)
    expect(must(await m.as(VISITOR).panel.list({ subject: revealed.subject })).items.map((each) => each.id)).toEqual([id])
    await isSound()
  })

  it('takes nothing twice, nothing late and nothing from others', async () => {
    const id = await newPanel()
    const commitment = commitmentOf(nonceOf('owner'))
    expect(codeOf(await m.as(bidder.actor).panel.unsealNonce({ id, nonce: nonceOf('bidder:1') }))).toBe('panel.not_unsealing_yet')
    must(await m.as(owner.actor).panel.sealNonce({ id, commitment }))
    expect(codeOf(await m.as(owner.actor).panel.sealNonce({ id, commitment }))).toBe('panel.sealed_already')
    expect(codeOf(await m.as(bidder.actor).panel.sealNonce({ id, commitment }))).toBe('panel.commitment_used')
    expect(codeOf(await m.as(bidder.actor).panel.sealNonce({ id, commitment: 'x' }))).toBe('request.invalid')
    const stranger = await m.person({
      name: '外人',
      roles: [{ role: 'enterprise', organisationId: await m.organisation({ kind: 'enterprise', name: '外公司' }) }],
    })
    expect(codeOf(await m.as(stranger).panel.sealNonce({ id, commitment: commitmentOf(nonceOf('x')) }))).toBe('panel.not_a_side.forbidden')
    await laterBy(1)
    expect(codeOf(await m.as(bidder.actor).panel.sealNonce({ id, commitment: commitmentOf(nonceOf('bidder:1')) }))).toBe('panel.committing_over')
    expect(codeOf(await m.as(bidder.actor).panel.unsealNonce({ id, nonce: nonceOf('bidder:1') }))).toBe('panel.nothing_sealed')
    expect(codeOf(await m.as(owner.actor).panel.unsealNonce({ id, nonce: nonceOf('other') }))).toBe('panel.other_nonce')
    must(await m.as(owner.actor).panel.unsealNonce({ id, nonce: nonceOf('owner') }))
    expect(codeOf(await m.as(owner.actor).panel.unsealNonce({ id, nonce: nonceOf('owner') }))).toBe('panel.unsealed_already')
    const [expert] = await drawn(id)
    if (!expert) throw new Error('nobody was drawn')
    expect(codeOf(await m.as(expert).panel.lockSheet({ id }))).toBe('panel.declare_first')
    must(await m.as(expert).panel.declare({ id }))
    expect(codeOf(await m.as(expert).panel.declare({ id }))).toBe('panel.declared_already')
    expect(codeOf(await m.as(expert).panel.saveSheet({ id, sheet: [{ item: '1', marks: {} }] }))).toBe('panel.not_scoring_yet')
    const seats = await drawn(id)
    const outside = experts.find((other) => !seats.includes(other)) as Actor
    expect(codeOf(await m.as(outside).panel.declare({ id }))).toBe('panel.not_an_expert.forbidden')
    expect(codeOf(await m.as(outside).panel.sheet.mine({ id }))).toBe('panel.not_an_expert.forbidden')
  })

  it('waits for one nonce from outside: the market is never alone with its own', async () => {
    const id = await newPanel()
    await laterBy(2.5)
    expect((await seen(id)).state).toBe('committing')
    must(await m.as(bidder.actor).panel.sealNonce({ id, commitment: commitmentOf(nonceOf('late')) }))
    expect((await seen(id)).state).toBe('unsealing')
    expect(must(await m.as(bidder.actor).panel.unsealNonce({ id, nonce: nonceOf('late') }))).toEqual({ isDrawn: true })
    const silent = await newPanel()
    await laterBy(4)
    expect(await seen(silent)).toMatchObject({ state: 'failed' })
    await laterBy(4)
    expect(await seen(id)).toMatchObject({ state: 'failed' })
    await isSound()
  })

  it('draws without who is silent, once the time is out', async () => {
    const id = await newPanel()
    must(await m.as(owner.actor).panel.sealNonce({ id, commitment: commitmentOf(nonceOf('owner')) }))
    must(await m.as(bidder.actor).panel.sealNonce({ id, commitment: commitmentOf(nonceOf('bidder:1')) }))
    await laterBy(1)
    must(await m.as(owner.actor).panel.unsealNonce({ id, nonce: nonceOf('owner') }))
    expect((await seen(id)).state).toBe('unsealing')
    await laterBy(1)
    const found = await seen(id)
    expect(found.state).toBe('drawn')
    expect(found.sides.find(({ side }) => side === 'bidder:1')).toMatchObject({ nonce: null, isUnsealed: false })
    await isSound()
  })
})

describe('who may judge', () => {
  it('nobody of a side, of a unit related to one, or named by the room above; whom a side asked not to have comes last', async () => {
    const own = await m.person({ name: '本校专家', roles: [{ role: 'expert', organisationId: owner.id }] })
    const sister = await m.organisation({ kind: 'institute', name: '附属研究院' })
    const related = await m.person({ name: '附属专家', roles: [{ role: 'expert', organisationId: sister }] })
    const head = await m.person({ name: '院长', roles: [{ role: 'approver', organisationId: sister }] })
    must(await m.as(head).party.declareRelation({ kind: 'parent', from: owner.id, to: sister }))
    const named = experts[0] as Actor
    const id = await newPanel({ personsOut: [named.personId ?? ''] })
    const { bar } = await seen(id, owner.actor)
    const offered = bar?.experts.map(({ personId }) => personId) ?? []
    expect(offered).toContain(experts[1]?.personId)
    for (const out of [own, related, named]) expect(offered).not.toContain(out.personId)
    expect(
      codeOf(await m.as(owner.actor).panel.sealNonce({ id, commitment: commitmentOf(nonceOf('owner')), barred: offered.slice(0, (bar?.most ?? 0) + 1) })),
    ).toBe('panel.bar_exceeded')
    const barred = offered.slice(0, 3)
    must(await m.as(owner.actor).panel.sealNonce({ id, commitment: commitmentOf(nonceOf('owner')), barred }))
    await laterBy(1)
    must(await m.as(owner.actor).panel.unsealNonce({ id, nonce: nonceOf('owner') }))
    for (const { personId } of await drawn(id)) expect([...barred, own.personId, related.personId, named.personId]).not.toContain(personId)
    await isSound()
  })

  it('a recused expert, and one who does not answer, make room for the next of the draw', async () => {
    const { id, seats } = await drawnPanel()
    const [first, second, third] = seats as [Actor, Actor, Actor]
    must(await m.as(first).panel.recuse({ id, reason: '与申报方有合作' }))
    const next = (await drawn(id)).find((expert) => !seats.includes(expert)) as Actor
    expect(codeOf(await m.as(first).panel.declare({ id }))).toBe('panel.not_an_expert.forbidden')
    for (const expert of [second, next]) must(await m.as(expert).panel.declare({ id }))
    const replacing = { id, personId: third.personId ?? '', reason: '逾期未答复' }
    expect(codeOf(await m.as(clerk).panel.replaceExpert(replacing))).toBe('panel.nobody_overdue')
    await laterBy(3)
    expect(codeOf(await m.as(clerk).panel.replaceExpert({ ...replacing, personId: second.personId ?? '' }))).toBe('panel.not_overdue')
    expect((await seen(id, clerk)).experts?.find(({ personId }) => personId === third.personId)?.isOverdue).toBe(true)
    must(await m.as(clerk).panel.replaceExpert(replacing))
    const last = (await drawn(id)).find((expert) => ![first, second, third, next].includes(expert)) as Actor
    // Who comes late has a time of its own to answer.
    expect(codeOf(await m.as(clerk).panel.replaceExpert({ ...replacing, personId: last.personId ?? '' }))).toBe('panel.nobody_overdue')
    must(await lay(id))
    must(await m.as(last).panel.declare({ id }))
    expect((await seen(id)).state).toBe('scoring')
    // Recused on reading: who has marked already goes on, the next declares and marks.
    await scoreAndLock(m, second, id)
    must(await m.as(next).panel.recuse({ id, reason: '认出方案作者' }))
    expect(codeOf(await m.as(second).panel.recuse({ id, reason: '迟' }))).toBe('panel.sheet_locked')
    const fresh = (await drawn(id)).find((expert) => ![first, second, third, next, last].includes(expert)) as Actor
    expect(must(await m.as(fresh).panel.sheet.mine({ id })).items).toEqual([])
    must(await m.as(fresh).panel.declare({ id }))
    await scoreAndLock(m, fresh, id)
    expect(await scoreAndLock(m, last, id)).toMatchObject({ isPanelLocked: true })
    must(await marksOf(id))
    must(await m.act(clerk, (act) => revealPanel(act, { panelId: id })))
    expect(faultsOfPanel(sha256, must(await m.as(VISITOR).panel.record.get({ id })))).toEqual([])
    await isSound()
  })

  it('a declaration does not stand against the register', async () => {
    const { id, seats } = await drawnPanel()
    const [first] = seats as [Actor]
    const unit = first.mandates[0]?.organisationId ?? ''
    const head = await m.person({ name: '所长', roles: [{ role: 'approver', organisationId: unit }] })
    must(await m.as(head).party.declareRelation({ kind: 'associate', from: unit, to: bidder.id }))
    expect(codeOf(await m.as(first).panel.declare({ id }))).toBe('panel.conflict_known')
    must(await m.as(first).panel.recuse({ id, reason: '关联' }))
  })
})

describe('the end', () => {
  it('what is locked when the clock ends counts, if it is enough', async () => {
    const { id, seats } = await scoring()
    const [first, second] = seats as [Actor, Actor]
    await scoreAndLock(m, first, id)
    await scoreAndLock(m, second, id)
    await laterBy(4)
    expect(await seen(id)).toMatchObject({ state: 'failed' })
    const four = await drawnPanel({ seats: 4 })
    for (const expert of four.seats) must(await m.as(expert).panel.declare({ id: four.id }))
    must(await lay(four.id))
    for (const expert of four.seats.slice(1)) await scoreAndLock(m, expert, four.id)
    await laterBy(4)
    expect((await seen(four.id)).state).toBe('locked')
    must(await marksOf(four.id))
    must(await m.act(clerk, (act) => revealPanel(act, { panelId: four.id })))
    expect(faultsOfPanel(sha256, must(await m.as(VISITOR).panel.record.get({ id: four.id })))).toEqual([])
    expect(codeOf(await m.as(four.seats[0] as Actor).panel.lockSheet({ id: four.id }))).not.toBe('ok')
    await isSound()
  })

  it('a sheet is locked whole, once, and in time', async () => {
    const { id, seats } = await scoring()
    const [first, second] = seats as [Actor, Actor]
    must(await m.as(first).panel.saveSheet({ id, sheet: [{ item: '1', marks: { novelty: 3, use: 4 } }] }))
    expect(codeOf(await m.as(first).panel.lockSheet({ id }))).toBe('panel.sheet_not_whole')
    expect(codeOf(await m.as(first).panel.saveSheet({ id, sheet: [{ item: '7', marks: { novelty: 3 } }] }))).toBe('panel.sheet_malformed')
    expect(codeOf(await m.as(first).panel.saveSheet({ id, sheet: [{ item: '1', marks: { novelty: 101 } }] }))).toBe('request.invalid')
    await scoreAndLock(m, first, id)
    expect(codeOf(await m.as(first).panel.saveSheet({ id, sheet: [{ item: '1', marks: { novelty: 3 } }] }))).toBe('panel.sheet_locked')
    m.clock.advance(4 * HOUR_MS)
    expect(codeOf(await m.as(second).panel.saveSheet({ id, sheet: [{ item: '1', marks: { novelty: 3 } }] }))).toBe('panel.over')
    await expect(
      m.database.pool.query(`update panel.sheet set opinion = 'changed' where panel_id = $1 and person_id = $2`, [id, first.personId]),
    ).rejects.toThrow(/never rewritten/)
  })

  it('moves with the clock of the room above, and is called off with it', async () => {
    const { id } = await drawnPanel()
    const before = await m.act(clerk, async (act) => ({ ok: true, value: await panelById(act.tx, id) }) as const)
    const { scoreBy } = must(before) ?? { scoreBy: m.clock.now() }
    must(await m.act(clerk, (act) => movePanel(act, { panelId: id, since: act.now, byMs: HOUR_MS })))
    expect((await seen(id)).scoreBy).toBe(new Date(later(scoreBy, HOUR_MS)).toISOString())
    must(await m.act(clerk, (act) => cancelPanel(act, { panelId: id, reason: '撤回' })))
    must(await m.act(clerk, (act) => cancelPanel(act, { panelId: id, reason: '撤回' })))
    expect(await seen(id)).toMatchObject({ state: 'cancelled', endReason: '撤回' })
    const bad = { subject: 'auc_bad', ownerOrganisationId: owner.id, title: { zh: '甲', en: 'A' }, seats: 3, sides: SIDES(), involved: [], personsOut: [] }
    const open = (change: object) => m.act(clerk, (act) => openPanel(act, { ...bad, criteria: CRITERIA, times: timesFrom(m), ...change }))
    expect(codeOf(await open({ criteria: [] }))).toBe('panel.criteria_malformed')
    expect(codeOf(await open({ times: { ...timesFrom(m), scoreBy: m.clock.now() } }))).toBe('panel.times_malformed')
    await isSound()
  })
})
