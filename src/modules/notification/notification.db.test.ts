import { expect, it } from 'vitest'
import { holdsRole, type Actor } from '#kernel/actor.ts'
import { HOUR_MS, later, MINUTE_MS, parseInstant, SECOND_MS } from '#kernel/instant.ts'
import { market } from '../../../test/kit/market.ts'
import { stageOf } from '../../../test/kit/stage.ts'
import { applyAndQualify, enterprise, gatherCast, openLot, openRoom, PLAN } from '../../app/stage/auction-story.ts'

const m = await market()
const stage = stageOf(m)
const cast = await gatherCast(stage)
const alice = await enterprise(stage, '杭州甲（演示）')
const bruno = await enterprise(stage, '宁波乙（演示）')
const carol = await enterprise(stage, '温州丙（演示）')

/** Gives the person behind an actor an address that somebody confirmed. */
const giveAddress = async ({ personId }: Actor, email: string, lang: 'zh' | 'en') => {
  await m.database.pool.query(
    `insert into auth."user" (id, name, email, "emailVerified", "createdAt", "updatedAt", lang)
     select user_id, name_zh, $2, true, now(), now(), $3 from party.person where id = $1`,
    [personId, email, lang],
  )
}
const lettersTo = async (email: string) => {
  const { rows } = await m.database.pool.query<{ kind: string; day: string; subject: string; body: string }>(
    'select kind, date(queued_at)::text as day, subject, body from platform.mail where to_address = $1 order by queued_at, id',
    [email],
  )
  return rows
}
const inboxOf = async (actor: Actor, unread = false) => (await m.core.as(actor).notification.mine({ limit: 100, unread: String(unread) })).items
const typesOf = async (actor: Actor, unread = false) => (await inboxOf(actor, unread)).map(({ type }) => type)

await giveAddress(alice.actor, 'alice@demo.example', 'en')
await giveAddress(carol.actor, 'carol@demo.example', 'zh')
const room = await openRoom(stage, cast, [alice, bruno])
const second = await openLot(stage, cast)

it('tells those whose affair it is, newest first, and nobody else', async () => {
  expect(await typesOf(alice.actor)).toEqual(
    expect.arrayContaining(['listing.deposit_confirmed', 'listing.qualified', 'ledger.payment_requested', 'listing.scheduled']),
  )
  expect(await typesOf(cast.tto)).toEqual(expect.arrayContaining(['listing.checked', 'listing.scheduled']))
  expect((await typesOf(carol.actor)).filter((type) => !type.startsWith('party.'))).toEqual([])
  const items = await inboxOf(alice.actor)
  expect(items.map(({ at }) => at)).toEqual(
    items
      .map(({ at }) => at)
      .toSorted()
      .toReversed(),
  )
  expect(items.find(({ type }) => type === 'listing.qualified')).toMatchObject({ body: { lotId: room.lotId }, isService: false, readAt: null })
})

it('tells nobody of what he did himself', async () => {
  const [own] = cast.tto.mandates
  expect(own && holdsRole(cast.tto, 'tto')).toBe(true)
  expect(await typesOf(cast.tto)).not.toContain('listing.drafted')
  expect(await typesOf(cast.approver)).toContain('listing.submitted')
})

it('pages through everything once', async () => {
  const all = await inboxOf(alice.actor)
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page: { items: { id: string }[]; nextCursor: string | null } = await m.core
      .as(alice.actor)
      .notification.mine({ limit: 2, ...(cursor === null ? {} : { cursor }) })
    seen.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor
  } while (cursor !== null)
  expect(seen).toEqual(all.map(({ id }) => id))
})

it('is opened by its owner alone', async () => {
  const [item] = await inboxOf(alice.actor)
  expect(await m.as(bruno.actor).notification.read({ id: item?.id ?? '' })).toMatchObject({ ok: false, refusal: { code: 'notification.not_found' } })
  const before = (await m.core.as(alice.actor).notification.unread({})).count
  expect(await m.core.as(alice.actor).notification.read({ id: item?.id ?? '' })).toEqual({ count: 1 })
  expect(await m.core.as(alice.actor).notification.read({ id: item?.id ?? '' })).toEqual({ count: 0 })
  expect((await m.core.as(alice.actor).notification.unread({})).count).toBe(before - 1)
  expect(await m.as({ kind: 'visitor', personId: null, mandates: [] }).notification.mine({})).toMatchObject({ ok: false })
})

it('serves at once, whatever was chosen, and proves both: that it came and that it was opened', async () => {
  await m.core.as(carol.actor).notification.choose({ mail: 'none' })
  const { applicationId } = await m.core.as(carol.actor).listing.apply({ id: second.lotId, undertakingAccepted: true })
  await m.core.as(cast.clerk).listing.refuseApplication({ id: applicationId, reason: '营业范围不符' })
  await m.settle()
  const [item] = await inboxOf(carol.actor, true)
  expect(item).toMatchObject({ type: 'listing.refused', isService: true, body: { reason: '营业范围不符' } })
  const [letter] = await lettersTo('carol@demo.example')
  expect(letter).toMatchObject({ kind: 'notification.item' })
  expect(letter?.body).not.toContain('营业范围不符')
  const proofs = async () => (await m.core.as(carol.actor).evidence.facts.list({ subject: item?.id ?? '', limit: 10 })).items
  expect(await proofs()).toMatchObject([{ type: 'notification.served', body: { factType: 'listing.refused', personId: carol.actor.personId } }])
  // Neither the market's people nor the seller's office read of it who applied.
  const seenBy = async (actor: Actor) =>
    (await m.core.as(actor).evidence.facts.list({ subject: item?.id ?? '', limit: 10 })).items.map(({ body }) => body !== null)
  expect([await seenBy(cast.clerk), await seenBy(cast.auctioneer), await seenBy(cast.tto)]).toEqual([[false], [false], [false]])
  // Twice at once: it was opened once.
  await Promise.all([m.core.as(carol.actor).notification.readAll({}), m.core.as(carol.actor).notification.readAll({})])
  expect((await proofs()).map(({ type }) => type)).toEqual(['notification.served', 'notification.opened'])
  await m.core.as(carol.actor).notification.readAll({})
  expect(await proofs()).toHaveLength(2)
  expect(await lettersTo('carol@demo.example')).toHaveLength(1)
})

it('sends a letter for each to who wants it so', async () => {
  await m.core.as(carol.actor).notification.choose({ mail: 'each' })
  expect(await m.core.as(carol.actor).notification.choice.mine({})).toEqual({ mail: 'each' })
  await applyAndQualify(stage, cast, second.lotId, [carol])
  const letters = await lettersTo('carol@demo.example')
  expect(letters.length).toBeGreaterThan(1)
  expect(letters.at(-1)).toMatchObject({ kind: 'notification.item' })
})

it('tells the end of a lot to all who took part in it', async () => {
  m.clock.set(later(room.opensAt, SECOND_MS))
  await m.settle()
  await m.core.as(bruno.actor).auction.placeBid({ id: room.auctionId, priceMinor: PLAN.startingPriceMinor })
  m.clock.set(later(room.opensAt, (PLAN.freeMinutes + 10) * MINUTE_MS))
  await m.settle()
  for (const actor of [alice.actor, bruno.actor, cast.tto, cast.approver]) expect(await typesOf(actor)).toContain('listing.sold')
  expect(await typesOf(alice.actor)).toContain('listing.deposit_released')
  expect(parseInstant((await inboxOf(alice.actor))[0]?.at ?? '')).toBeLessThanOrEqual(m.clock.now())
})

it('gathers what may wait into one letter a day, and says no amount and no name in it', async () => {
  m.clock.set(later(m.clock.now(), 24 * HOUR_MS))
  await m.settle()
  const letters = await lettersTo('alice@demo.example')
  expect(letters.length).toBeGreaterThan(1)
  expect(new Set(letters.map(({ kind }) => kind))).toEqual(new Set(['notification.digest']))
  expect(new Set(letters.map(({ day }) => day)).size).toBe(letters.length)
  expect(letters.map(({ subject }) => subject)).toContainEqual(expect.stringMatching(/^You have \d+ new messages$/))
  const all = letters.map(({ body }) => body).join('\n')
  expect(all).toMatch(/· .+: Exclusive licence: low-temperature solid electrolyte/)
  expect(all).toContain('http://zhepai.test/en/desk/inbox')
  expect(all).not.toMatch(/\d{3},\d{3}|宁波|Role given|[{}]/)
})

it('keeps an inbox as the log says', async () => {
  expect(m.failures).toEqual([])
  expect(await m.checks()).toEqual([])
})
