/** A reserve that the notice leaves open: entered by one person of the seller, typed again by a second, in time, and seen by nobody. */
import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { SYSTEM } from '#kernel/actor.ts'
import { canonicalJson } from '#kernel/canonical-json.ts'
import { instant, later, MINUTE_MS, parseInstant, toIso, type Instant } from '#kernel/instant.ts'
import { ok } from '#kernel/result.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { bankDay, catalogued, done, people, STARTING_PRICE } from '../contract/deal.story.ts'
import { judgeSaleFile } from './history-file.ts'
import { recordText } from './record.ts'
import { auctionRow } from './store.ts'

const both = (text: string) => ({ zh: text, en: text })
const RESERVE = String(STARTING_PRICE + 10_000_000n)
const BELOW = String(STARTING_PRICE - 100n)

let m: TestMarket
let who: Awaited<ReturnType<typeof people>>

beforeAll(async () => {
  m = await market()
  who = await people(m)
})

interface Draft {
  readonly title: string
  readonly method?: string
  readonly freeMinutes?: number
  readonly reserveMinor?: string
}

const draft = async ({ title, method = 'english', freeMinutes = 60, reserveMinor }: Draft) => {
  const achievementId = await catalogued(m, who, null, { ipKind: 'know_how', patentNumbers: [], title })
  const preview = await done(m.as(who.tto).listing.previewTerms({ startingPriceMinor: String(STARTING_PRICE), method }))
  return m.as(who.tto).listing.draft({
    achievementId,
    title: both(title),
    summary: both('全部权利转让。'),
    method,
    right: { kind: 'assignment' },
    startingPriceMinor: String(STARTING_PRICE),
    reserveMinor: reserveMinor ?? null,
    reserveLater: true,
    depositMinor: preview.depositMinor,
    noticeDays: preview.noticeDays,
    methodTerms: { ...preview.methodTerms, ...(method === 'english' ? { freeMinutes } : {}) },
    priceBasis: { kind: 'negotiation', text: both('会议纪要') },
    terms: both('价款一次付清。'),
    qualifications: both('具有法人资格。'),
  } as never)
}

const ready = async (title: string): Promise<string> => {
  const { lotId: id } = await done(draft({ title }))
  await done(m.as(who.tto).listing.submit({ id }))
  for (const aspect of ['title', 'price', 'content'] as const) await done(m.as(who.clerk).listing.check({ id, aspect, outcome: 'passed' }))
  await done(m.as(who.clerk).listing.openListing({ id }))
  await m.settle()
  for (const bidder of [who.buyer, who.rivalBuyer]) {
    const { applicationId } = await done(m.as(bidder).listing.apply({ id, undertakingAccepted: true }))
    await done(m.as(who.clerk).listing.qualify({ id: applicationId }))
  }
  await m.settle()
  await bankDay(m, who.finance)
  m.clock.set(parseInstant((await lot(id)).noticeClosesAt ?? ''))
  await m.settle()
  return id
}
const lot = (id: string) => done(m.as(who.buyer).listing.get({ id }))
const dueOf = async (id: string): Promise<Instant> => parseInstant((await lot(id)).reserveLater?.dueAt ?? '')
const opened = async (id: string) => {
  m.clock.set(later(parseInstant((await lot(id)).opensAt ?? ''), MINUTE_MS))
  await m.settle()
  const auctionId = (await lot(id)).auctionId ?? ''
  return { id, auctionId }
}
const enter = (actor: typeof who.tto, id: string, reserveMinor: string) => m.as(actor).listing.enterReserve({ id, reserveMinor })
const confirm = (actor: typeof who.tto, id: string, reserveMinor: string) => m.as(actor).listing.confirmReserve({ id, reserveMinor })
const refused = (code: string) => ({ ok: false, refusal: { code } })
const ended = async (auctionId: string) => {
  const { endsAt } = await done(m.as(who.buyer).auction.get({ id: auctionId }))
  m.clock.set(later(parseInstant(endsAt), MINUTE_MS))
  await m.settle()
}

const recordOf = async (auctionId: string): Promise<string> => {
  const said = await m.act(SYSTEM, async (act) => {
    const row = await auctionRow(act.tx, auctionId)
    if (!row) throw new Error('no auction')
    return ok(await recordText(act.tx, row, { by: 'per_host', at: act.now, note: '' }))
  })
  return said.ok ? said.value : ''
}
const faultsIn = (record: string) => judgeSaleFile(new TextEncoder().encode(record))?.faults

describe('what may be left open', () => {
  it('is the reserve of an open ascending sale whose free phase is long enough, and of no other', async () => {
    expect(await draft({ title: '甲', reserveMinor: RESERVE })).toMatchObject(refused('listing.reserve_twice'))
    expect(await draft({ title: '乙', method: 'listed' })).toMatchObject(refused('listing.reserve_later_not_here'))
    expect(await draft({ title: '丙', method: 'sealed_first' })).toMatchObject(refused('listing.reserve_later_not_here'))
    expect(await draft({ title: '丁', freeMinutes: 30 })).toMatchObject(refused('listing.reserve_later_no_time'))
  })
})

describe('a reserve entered by two', () => {
  let id = ''
  let auctionId = ''
  it('is announced with its last moment', async () => {
    id = await ready('高导热石墨烯膜')
    const shown = await lot(id)
    expect(shown).toMatchObject({ state: 'ready', hasReserve: false, reserveCommitment: null, reserveLater: { minutes: 30, fixedAt: null } })
    expect(await dueOf(id)).toBe(later(parseInstant(shown.opensAt ?? ''), 30 * MINUTE_MS))
    expect((await done(m.as(who.buyer).notice.get({ id: shown.noticeId ?? '' }))).body.zh).toContain('自由报价期结束前30分钟')
    expect(shown.rules.map(({ key }) => key)).toContain('price.reserve.laterMinutes')
  })

  it('is nobody else’s to enter, and never below the start', async () => {
    ;({ auctionId } = await opened(id))
    for (const stranger of [who.buyer, who.clerk]) expect((await enter(stranger, id, RESERVE)).ok).toBe(false)
    expect(await enter(who.regulator, id, RESERVE)).toMatchObject({ ok: false })
    expect(await enter(who.tto, id, BELOW)).toMatchObject(refused('listing.reserve_below_start'))
    expect(await confirm(who.approver, id, RESERVE)).toMatchObject(refused('listing.reserve_nothing_entered'))
    const other = await m.organisation({ kind: 'university', name: '另一所大学（演示）' })
    const stranger = await m.person({ name: '外人', roles: [{ role: 'tto', organisationId: other }] })
    expect(await enter(stranger, id, RESERVE)).toMatchObject(refused('listing.not_found'))
    const insider = await m.person({
      name: '兼职人',
      roles: [
        { role: 'tto', organisationId: who.university },
        { role: 'enterprise', organisationId: who.enterprise },
      ],
    })
    expect(await enter(insider, id, RESERVE)).toMatchObject(refused('listing.reserve_knows_bidders'))
  })

  it('is void where the second person types another amount, and never by the one who entered it', async () => {
    expect(await done(enter(who.tto, id, RESERVE))).toMatchObject({ outcome: 'entered' })
    expect(await confirm(who.tto, id, RESERVE)).toMatchObject(refused('listing.reserve_second_person'))
    expect(await enter(who.secondTto, id, RESERVE)).toMatchObject(refused('listing.reserve_entered_already'))
    expect(await done(m.as(who.secondTto).listing.reserve.get({ id }))).toMatchObject({ reserveMinor: null, salt: null })
    expect((await m.as(who.approver).listing.get({ id })).ok).toBe(true)
    // Tried without being kept, no amount differs: nobody finds it so.
    const tried = m.as(who.approver, { dryRun: true }).listing.confirmReserve({ id, reserveMinor: BELOW })
    expect(await done(tried)).toMatchObject({ outcome: 'fixed' })
    expect((await lot(id)).hasReserve).toBe(false)
    expect(await done(confirm(who.approver, id, String(BigInt(RESERVE) + 1n)))).toMatchObject({ outcome: 'differs' })
    expect(await confirm(who.approver, id, RESERVE)).toMatchObject(refused('listing.reserve_nothing_entered'))
    expect((await lot(id)).hasReserve).toBe(false)
  })

  it('is fixed by the same amount typed twice, once, and what is public of it is a digest', async () => {
    await done(enter(who.tto, id, RESERVE))
    const both = await Promise.all([confirm(who.approver, id, RESERVE), confirm(who.regulator, id, RESERVE)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await confirm(who.secondTto, id, RESERVE)).toMatchObject(refused('listing.reserve_fixed_already'))
    await m.settle()
    const { reserveMinor, salt, commitment } = await done(m.as(who.tto).listing.reserve.get({ id }))
    expect(reserveMinor).toBe(RESERVE)
    expect(commitment).toBe(
      createHash('sha256')
        .update(canonicalJson({ lotId: id, reserveMinor: RESERVE, salt: salt ?? '' }))
        .digest('hex'),
    )
    expect(await lot(id)).toMatchObject({ hasReserve: true, reserveCommitment: commitment })
    expect(await done(m.as(who.buyer).auction.get({ id: auctionId }))).toMatchObject({ hasReserve: true })
    const { rows } = await m.database.pool.query<{ body: unknown }>("select body from platform.fact where subject = $1 and type like 'listing.reserve_%'", [id])
    expect(rows).toHaveLength(4)
    expect(JSON.stringify(rows)).not.toContain(RESERVE)
  })

  it('decides at the hammer', async () => {
    const { nextMinimumMinor } = await done(m.as(who.buyer).auction.get({ id: auctionId }))
    await done(m.as(who.buyer).auction.placeBid({ id: auctionId, priceMinor: nextMinimumMinor }))
    await ended(auctionId)
    expect(await done(m.as(who.buyer).auction.get({ id: auctionId }))).toMatchObject({ outcome: 'failed', failReason: 'reserve_not_met', reserveMet: false })
    expect(await m.checks()).toEqual([])
  })

  it('is judged from outside by the record alone: too late, without its digest or after the fact it would show', async () => {
    const record = await recordOf(auctionId)
    expect(faultsIn(record)).toEqual([])
    const { dueAt, fixedAt } = (await lot(id)).reserveLater ?? {}
    expect(faultsIn(record.replace(`"fixedAt":"${fixedAt}"`, `"fixedAt":"${dueAt}"`))).toEqual(['a reserve that came too late'])
    const moved = toIso(later(parseInstant(dueAt ?? ''), MINUTE_MS))
    expect(faultsIn(record.replace(`"dueAt":"${dueAt}"`, `"dueAt":"${moved}"`))).toHaveLength(1)
    expect(faultsIn(record.replace('"hasReserve":true', '"hasReserve":false'))).toEqual(['a reserve and its commitment do not go together'])
    expect(faultsIn(record.replace(`"fixedAt":"${fixedAt}"`, '"fixedAt":null'))).toContain('a reserve decided that nobody fixed')
  })
})

describe('where nothing is entered in time', () => {
  it('nothing can be entered any more, and the lot is sold without reserve', async () => {
    const id = await ready('可降解地膜')
    const { auctionId } = await opened(id)
    await done(enter(who.tto, id, RESERVE))
    m.clock.set(await dueOf(id))
    await m.settle()
    expect(await confirm(who.approver, id, RESERVE)).toMatchObject(refused('listing.reserve_too_late'))
    const kept = await m.database.pool.query('select 1 from listing.reserve_entry where lot_id = $1', [id])
    const told = await m.database.pool.query("select 1 from platform.fact where subject = $1 and type = 'listing.reserve_not_fixed'", [id])
    expect([kept.rowCount, told.rowCount]).toEqual([0, 1])
    expect(await enter(who.tto, id, RESERVE)).toMatchObject(refused('listing.reserve_too_late'))
    const { nextMinimumMinor } = await done(m.as(who.buyer).auction.get({ id: auctionId }))
    await done(m.as(who.buyer).auction.placeBid({ id: auctionId, priceMinor: nextMinimumMinor }))
    await ended(auctionId)
    expect(await done(m.as(who.buyer).auction.get({ id: auctionId }))).toMatchObject({ outcome: 'sold', reserveMet: null, hasReserve: false })
    expect(faultsIn(await recordOf(auctionId))).toEqual([])
    expect(await m.checks()).toEqual([])
  })

  it('a stop moves the last moment with the free phase', async () => {
    const id = await ready('低温固化胶')
    const { auctionId } = await opened(id)
    const before = await dueOf(id)
    const house = await m.organisation({ kind: 'market', name: '主持处（演示）' })
    const host = await m.person({ name: '主持人', roles: [{ role: 'auctioneer', organisationId: house }] })
    await done(m.as(host).auction.assign({ id: auctionId }))
    await done(m.as(host).auction.suspend({ id: auctionId, reason: '系统检修' }))
    expect(await enter(who.tto, id, RESERVE)).toMatchObject(refused('listing.wrong_state'))
    m.clock.set(instant(m.clock.now() + 10 * MINUTE_MS))
    await done(m.as(host).auction.resume({ id: auctionId }))
    expect(await dueOf(id)).toBe(later(before, 10 * MINUTE_MS))
    await done(enter(who.tto, id, RESERVE))
    await done(confirm(who.regulator, id, RESERVE))
    await m.settle()
    expect((await lot(id)).reserveLater?.fixedAt).not.toBeNull()
    expect(await m.checks()).toEqual([])
  })
})
