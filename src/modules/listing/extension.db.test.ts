/** A listing without applicants is extended as it announced, by the clock, and then over. */
import { beforeAll, describe, expect, it } from 'vitest'
import { DAY_MS, instant, parseInstant } from '#kernel/instant.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { catalogued, done, people, STARTING_PRICE } from '../contract/deal.story.ts'

const both = (text: string) => ({ zh: text, en: text })

let m: TestMarket
let who: Awaited<ReturnType<typeof people>>

beforeAll(async () => {
  m = await market()
  who = await people(m)
})

const offer = async (title: string, extension: { readonly days: number; readonly times: number } | null) => {
  const achievementId = await catalogued(m, who, null, { ipKind: 'know_how', patentNumbers: [], title })
  const preview = await done(m.as(who.tto).listing.previewTerms({ startingPriceMinor: String(STARTING_PRICE) }))
  return m.as(who.tto).listing.draft({
    achievementId,
    title: both(title),
    summary: both('全部权利转让。'),
    right: { kind: 'assignment' },
    startingPriceMinor: String(STARTING_PRICE),
    depositMinor: preview.depositMinor,
    noticeDays: preview.noticeDays,
    methodTerms: preview.methodTerms,
    priceBasis: { kind: 'negotiation', text: both('会议纪要') },
    extension,
    terms: both('价款一次付清。'),
    qualifications: both('具有法人资格。'),
  } as never)
}
const publish = async (title: string, extension: { readonly days: number; readonly times: number } | null) => {
  const { lotId: id } = await done(offer(title, extension))
  await done(m.as(who.tto).listing.submit({ id }))
  for (const aspect of ['title', 'price', 'content'] as const) await done(m.as(who.clerk).listing.check({ id, aspect, outcome: 'passed' }))
  await done(m.as(who.clerk).listing.openListing({ id }))
  await m.settle()
  return id
}
const lot = (id: string) => done(m.as(who.buyer).listing.get({ id }))
const toClose = async (id: string) => {
  m.clock.set(parseInstant((await lot(id)).noticeClosesAt ?? ''))
  await m.settle()
}
const factsOf = async (id: string, type: string) =>
  (await m.database.pool.query<{ body: unknown }>('select body from platform.fact where subject = $1 and type = $2 order by at', [id, type])).rows.length

describe('a listing that announced extensions', () => {
  let id = ''
  it('announces them within the rules, and in the notice', async () => {
    expect(await offer('可降解地膜配方', { days: 4, times: 1 })).toMatchObject({
      refusal: { code: 'listing.extension_too_short', field: 'extension.days', rule: { key: 'bidding.notice.extension' } },
    })
    expect(await offer('可降解地膜配方二', { days: 5, times: 6 })).toMatchObject({
      refusal: { code: 'listing.extension_too_often', field: 'extension.times', rule: { key: 'listing.extensions.most' } },
    })
    id = await publish('高导热石墨烯膜', { days: 6, times: 2 })
    const { noticeId, extension } = await lot(id)
    expect(extension).toEqual({ days: 6, times: 2, used: 0 })
    expect((await done(m.as(who.buyer).notice.get({ id: noticeId ?? '' }))).body.zh).toContain('每次6个工作日，最多2次')
  })

  it('goes on where nobody came: a notice of its own, later dates, the same terms; not a moment before its end', async () => {
    const before = await lot(id)
    m.clock.set(instant(parseInstant(before.noticeClosesAt ?? '') - 1))
    await m.settle()
    expect((await lot(id)).extension?.used).toBe(0)
    await toClose(id)
    const after = await lot(id)
    expect(after).toMatchObject({ state: 'notice', extension: { used: 1 }, auctionId: null })
    expect(after.noticeId).not.toBe(before.noticeId)
    // Six working days are eight days at least.
    expect(parseInstant(after.noticeClosesAt ?? '')).toBeGreaterThanOrEqual(parseInstant(before.noticeClosesAt ?? '') + 8 * DAY_MS)
    expect(parseInstant(after.opensAt ?? '')).toBeGreaterThan(parseInstant(after.depositDueAt ?? ''))
    const notice = await done(m.as(who.buyer).notice.get({ id: after.noticeId ?? '' }))
    expect(notice.title.zh).toContain('延牌公告')
    expect(notice.body.zh).toContain('第1次延牌')
    expect(await factsOf(id, 'listing.extended')).toBe(1)
    // Asked again, the same moment changes nothing.
    await m.settle()
    expect((await lot(id)).extension?.used).toBe(1)
  })

  it('takes applicants while it runs, and one is enough to go on to the bidding', async () => {
    const other = await publish('自修复涂层', { days: 5, times: 1 })
    await toClose(other)
    expect((await lot(other)).extension?.used).toBe(1)
    await done(m.as(who.buyer).listing.apply({ id: other, undertakingAccepted: true }))
    await toClose(other)
    expect((await lot(other)).state).toBe('ready')
  })

  it('does not count who took the application back', async () => {
    const other = await publish('相变储热材料', { days: 5, times: 1 })
    const { applicationId } = await done(m.as(who.buyer).listing.apply({ id: other, undertakingAccepted: true }))
    await done(m.as(who.buyer).listing.withdrawApplication({ id: applicationId }))
    await toClose(other)
    expect(await lot(other)).toMatchObject({ state: 'notice', extension: { used: 1 } })
  })

  it('is over after the last one: unsold, the right is free, and told', async () => {
    for (const _ of [1, 2]) if ((await lot(id)).state === 'notice') await toClose(id)
    expect(await lot(id)).toMatchObject({ state: 'failed', stateReason: 'no_applicants', extension: { used: 2 }, priceMinor: null })
    expect(await factsOf(id, 'listing.extended')).toBe(2)
    expect(await factsOf(id, 'listing.failed')).toBe(1)
    const { achievementId } = await lot(id)
    expect((await done(m.as(who.tto).title.get({ achievementId }))).disposals).toEqual([])
  })
})

it('a listing that announced none goes on to its opening as before', async () => {
  const id = await publish('柔性应变传感器', null)
  await toClose(id)
  expect(await lot(id)).toMatchObject({ state: 'ready', extension: null })
})

it('breaks no invariant', async () => {
  await m.settle()
  expect(m.failures).toEqual([])
  expect(await m.checks()).toEqual([])
})
