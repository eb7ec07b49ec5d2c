/** An auction of a licensed house: refused without its papers, announced and shown by the law, presided over by its certified auctioneer; and assets of state enterprises. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { dateOf, DAY_MS, later, parseInstant } from '#kernel/instant.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { bankDay, catalogued, done, people } from '../contract/deal.story.ts'

const both = (text: string) => ({ zh: text, en: `${text} (en)` })
const WAN = 1_000_000n

let m: TestMarket
let who: Awaited<ReturnType<typeof cast>>

const paper = async (by: Actor, name: string) =>
  (await done(m.as(by).document.upload({ name: `${name}.txt`, kind: 'proof', contentBase64: Buffer.from(name, 'utf8').toString('base64') }))).id

const cast = async () => {
  const all = await people(m)
  const house = await m.organisation({ kind: 'broker', name: '杭州示范拍卖有限公司（演示）' })
  return {
    ...all,
    house,
    head: await m.person({
      name: '拍卖行负责人',
      roles: [
        { role: 'approver', organisationId: house },
        { role: 'enterprise', organisationId: house },
      ],
    }),
    auctioneer: await m.person({ name: '罗槌', roles: [{ role: 'auctioneer', organisationId: house }] }),
    trainee: await m.person({ name: '学徒', roles: [{ role: 'auctioneer', organisationId: house }] }),
  }
}

const file = async (kind: 'auction_licence' | 'auctioneer_certificate', personId?: string | null, more: object = {}) => {
  const { credentialId } = await done(
    m.as(who.head).party.fileCredential({
      organisationId: who.house,
      kind,
      ...(personId ? { personId } : {}),
      number: kind === 'auction_licence' ? '浙拍 0001' : 'P 0001',
      issuer: '示范主管部门',
      validFrom: '2026-01-01',
      validUntil: '2029-12-31',
      ...more,
      paperDocumentId: await paper(who.head, '证书'),
    }),
  )
  await done(m.as(who.clerk).party.confirmCredential({ id: credentialId }))
  return credentialId
}

beforeAll(async () => {
  m = await market()
  who = await cast()
})

interface Wanted {
  readonly startMinor?: bigint
  readonly auction?: object
  readonly change?: object
}

let serial = 0
const draft = async ({ startMinor = 200n * WAN, auction, change = {} }: Wanted) => {
  serial += 1
  const achievementId = await catalogued(m, who, null, { ipKind: 'know_how', patentNumbers: [], title: `石墨烯薄膜制备技术之${serial}` })
  const preview = await done(
    m.as(who.tto).listing.previewTerms({ startingPriceMinor: String(startMinor), regime: auction === undefined ? 'bidding' : 'licensed' }),
  )
  const terms = {
    achievementId,
    title: both(`石墨烯薄膜制备技术之${serial}`),
    summary: both('全部权利转让。'),
    right: { kind: 'assignment' },
    startingPriceMinor: String(startMinor),
    depositMinor: preview.depositMinor,
    noticeDays: preview.noticeDaysMin,
    methodTerms: preview.methodTerms,
    priceBasis: { kind: 'negotiation', text: both('会议纪要') },
    terms: both('价款一次付清。'),
    qualifications: both('具有法人资格。'),
    ...(auction === undefined ? {} : { consignment: { ...held(), ...auction } }),
    ...change,
  }
  return { terms, answer: await m.as(who.tto).listing.draft(terms as never) }
}
const held = () => ({
  houseOrganisationId: who.house,
  auctioneerId: who.auctioneer.personId,
  viewingDays: 2,
  viewingPlace: both('杭州市示范路1号一楼展厅，9:00至17:00'),
})
const publish = async (id: string) => {
  await done(m.as(who.tto).listing.submit({ id }))
  for (const aspect of ['title', 'price', 'content'] as const) await done(m.as(who.clerk).listing.check({ id, aspect, outcome: 'passed' }))
  const opened = await m.as(who.clerk).listing.openListing({ id })
  await m.settle()
  return opened
}
const codeOf = async (wanted: Wanted) => {
  const { answer } = await draft(wanted)
  return answer.ok ? 'drafted' : answer.refusal.code
}
const lotOf = (id: string) => done(m.as(who.buyer).listing.get({ id }))
/** An auction that is to open, with two bidders. */
const scheduled = async () => {
  const { answer } = await draft({ auction: { contractDocumentId: await paper(who.tto, `委托拍卖合同${serial}`) } })
  const { lotId } = await done(Promise.resolve(answer))
  await done(publish(lotId))
  for (const bidder of [who.buyer, who.rivalBuyer]) {
    const { applicationId } = await done(m.as(bidder).listing.apply({ id: lotId, undertakingAccepted: true }))
    await done(m.as(who.clerk).listing.qualify({ id: applicationId }))
  }
  await m.settle()
  await bankDay(m, who.finance)
  m.clock.set(parseInstant((await lotOf(lotId)).noticeClosesAt ?? ''))
  await m.settle()
  return { lotId, auction: await done(m.as(who.buyer).auction.ofLot({ id: lotId })) }
}
const auctionAt = async (id: string, at: string, afterMs: number) => {
  m.clock.set(later(parseInstant(at), afterMs))
  await m.settle()
  return done(m.as(who.buyer).auction.get({ id }))
}
const credentialOf = async (kind: 'auction_licence' | 'auctioneer_certificate') => {
  const { items } = await done(m.as(who.clerk).party.credentials.list({ organisationId: who.house }))
  return items.find((item) => item.kind === kind && item.state === 'confirmed')?.id ?? ''
}

describe('a lot is called an auction', () => {
  it('only where house and auctioneer have their papers on record (Auction Law art. 11, 14)', async () => {
    expect(await codeOf({ auction: {} })).toBe('listing.auction_unlicensed')
    await file('auction_licence')
    expect(await codeOf({ auction: {} })).toBe('listing.auctioneer_uncertified')
    await file('auctioneer_certificate', who.auctioneer.personId)
    expect(await codeOf({ auction: { auctioneerId: who.trainee.personId } })).toBe('listing.auctioneer_uncertified')
    expect(await codeOf({ auction: { houseOrganisationId: who.university } })).toBe('listing.auction_unlicensed')
    expect(await codeOf({ auction: {} })).toBe('drafted')
  })

  it('with two days of viewing, seven of notice, an open method and the contract on paper (art. 3, 42, 45, 48)', async () => {
    expect(await codeOf({ auction: { viewingDays: 1 } })).toBe('listing.viewing_too_short')
    expect(await codeOf({ auction: {}, change: { noticeDays: 6 } })).toBe('listing.notice_too_short_days')
    expect(await codeOf({ auction: {}, change: { method: 'sealed_first', methodTerms: { sealedHours: 48 } } })).toBe('listing.auction_method')
    expect(await codeOf({ auction: { contractDocumentId: await paper(who.buyer, '别人的合同') } })).toBe('document.not_yours')
    const { answer } = await draft({ auction: {} })
    const { lotId } = await done(Promise.resolve(answer))
    expect(await m.as(who.tto).listing.submit({ id: lotId })).toMatchObject({ refusal: { code: 'listing.consignment_missing' } })
  })
})

describe('an auction that is announced', () => {
  let id = ''
  it('says so in its notice, with house, auctioneer, viewing and commission; everything else is called online bidding', async () => {
    const { answer } = await draft({ auction: { contractDocumentId: await paper(who.tto, '委托拍卖合同') } })
    id = (await done(Promise.resolve(answer))).lotId
    await done(publish(id))
    const lot = await lotOf(id)
    expect(lot).toMatchObject({
      regime: 'licensed',
      noticeUnit: 'cd',
      noticeDays: 7,
      consignment: { licenceNumber: '浙拍 0001', certificateNumber: 'P 0001', auctioneerName: { zh: '罗槌' }, contractDocumentId: null },
    })
    expect((await done(m.as(who.tto).listing.get({ id }))).consignment?.contractDocumentId).toEqual(expect.any(String))
    expect((await done(m.as(who.head).listing.get({ id }))).consignment?.contractDocumentId).toEqual(expect.any(String))
    expect(lot.rules.map(({ key }) => key)).toEqual(expect.arrayContaining(['auction.notice.minDays', 'auction.viewing.minDays', 'commission.each.max']))
    const { title, body } = await done(m.as(who.buyer).notice.get({ id: lot.noticeId ?? '' }))
    expect(title).toMatchObject({ zh: expect.stringMatching(/^拍卖公告/), en: expect.stringMatching(/^Notice of auction/) })
    expect(body.zh).toContain('拍卖人：杭州示范拍卖有限公司（演示）')
    expect(body.zh).toContain(`标的展示：${dateOf(parseInstant(lot.consignment?.viewingFrom ?? ''))} 至`)
    expect(body.zh).toContain('不超过成交价5%')
    const { answer: other } = await draft({})
    const otherId = (await done(Promise.resolve(other))).lotId
    await done(publish(otherId))
    const plain = await lotOf(otherId)
    expect(plain).toMatchObject({ regime: 'bidding', consignment: null, noticeUnit: 'wd' })
    const notice = await done(m.as(who.buyer).notice.get({ id: plain.noticeId ?? '' }))
    expect(notice.title.zh).toMatch(/^网络竞价公告/)
    expect(notice.body.zh.replaceAll(/《[^》]*拍卖[^》]*》/g, '')).not.toContain('拍卖')
    expect(notice.body.en).not.toMatch(/auction/i)
    const auctions = await done(m.as(who.buyer).listing.list({ regime: 'licensed' }))
    expect(auctions.items.map((item) => item.id)).toEqual([id])
  })

  it('shows the object for two days before it opens, seven days after its notice at the earliest', async () => {
    const lot = await lotOf(id)
    const [from, until, opens] = [lot.consignment?.viewingFrom, lot.consignment?.viewingUntil, lot.opensAt].map((at) => parseInstant(at ?? ''))
    expect((until ?? 0) - (from ?? 0)).toBeGreaterThanOrEqual(2 * DAY_MS)
    expect(opens).toBeGreaterThan(until ?? Infinity)
    expect((opens ?? 0) - m.clock.now()).toBeGreaterThan(7 * DAY_MS)
  })

  it('says of every date why it is so, to everybody', async () => {
    const { dates, calendar } = await done(m.as(who.rivalBuyer).listing.dates.get({ id }))
    const lot = await lotOf(id)
    const at = Object.fromEntries(dates.map((date) => [date.key, date.at]))
    expect(at).toMatchObject({ noticeEnd: lot.noticeClosesAt, viewing: lot.consignment?.viewingUntil, depositDue: lot.depositDueAt, opening: lot.opensAt })
    expect(dates.filter(({ isMoved }) => isMoved)).toEqual([])
    const [noticeEnd] = dates
    expect(noticeEnd).toMatchObject({
      reckoned: { by: 'period', count: 7, unit: 'cd' },
      rule: { key: 'auction.notice.minDays', source: expect.stringContaining('第45条') },
    })
    expect(calendar).not.toBe('')
    expect(await m.as(who.rivalBuyer).listing.dates.get({ id: `lot_${'0'.repeat(26)}` })).toMatchObject({ refusal: { code: 'listing.not_found' } })
  })

  it('takes no application of the house (art. 22)', async () => {
    expect(await m.as(who.head).listing.apply({ id, undertakingAccepted: true })).toMatchObject({ refusal: { code: 'listing.house_may_not_apply' } })
  })

  it('is presided over by its certified auctioneer, and its record and confirmation are called by their names (art. 14, 52, 53)', async () => {
    const rival = who.rivalBuyer
    for (const bidder of [who.buyer, rival]) {
      const { applicationId } = await done(m.as(bidder).listing.apply({ id, undertakingAccepted: true }))
      await done(m.as(who.clerk).listing.qualify({ id: applicationId }))
    }
    await m.settle()
    await bankDay(m, who.finance)
    const { opensAt, noticeClosesAt } = await lotOf(id)
    m.clock.set(parseInstant(noticeClosesAt ?? ''))
    await m.settle()
    const sale = await done(m.as(who.buyer).auction.ofLot({ id }))
    expect(sale).toMatchObject({ regime: 'licensed', auctioneerName: '罗槌' })
    const assign = { id: sale.id, personId: who.trainee.personId ?? '' }
    expect(await m.as(who.clerk).auction.assign(assign)).toMatchObject({ refusal: { code: 'auction.auctioneer_uncertified' } })
    m.clock.set(later(parseInstant(opensAt ?? ''), 60_000))
    await m.settle()
    await done(m.as(who.buyer).auction.placeBid({ id: sale.id, priceMinor: sale.nextMinimumMinor }))
    const { endsAt } = await done(m.as(who.buyer).auction.get({ id: sale.id }))
    m.clock.set(later(parseInstant(endsAt), 60_000))
    await m.settle()
    await done(m.as(who.auctioneer).auction.signRecord({ id: sale.id, note: '' }))
    const papers = await done(m.as(who.tto).document.list({ subject: sale.id }))
    expect(papers.items.map(({ name }) => name)).toEqual(expect.arrayContaining([expect.stringMatching(/^拍卖笔录/)]))
    expect(await m.checks()).toEqual([])
    expect(m.failures).toEqual([])
  })

  it('stands still when its auctioneer loses the certificate, and goes on under another who has one (art. 14)', async () => {
    const { auction } = await scheduled()
    await done(m.as(who.clerk).party.revokeCredential({ id: await credentialOf('auctioneer_certificate'), reason: '资格证书被注销' }))
    await m.settle()
    const get = () => done(m.as(who.buyer).auction.get({ id: auction.id }))
    expect(await get()).toMatchObject({ phase: 'suspended', suspensionReason: expect.stringContaining('拍卖师资格证书') })
    expect(await m.as(who.auctioneer).auction.resume({ id: auction.id })).toMatchObject({ refusal: { code: 'auction.auctioneer_uncertified' } })
    await file('auctioneer_certificate', who.trainee.personId, { number: 'P 0002' })
    await done(m.as(who.clerk).auction.assign({ id: auction.id, personId: who.trainee.personId ?? '' }))
    await done(m.as(who.trainee).auction.resume({ id: auction.id }))
    const running = await auctionAt(auction.id, (await get()).opensAt, 60_000)
    expect(running.phase).toBe('free')
    await done(m.as(who.buyer).auction.placeBid({ id: auction.id, priceMinor: running.nextMinimumMinor }))
    await auctionAt(auction.id, running.endsAt, 60_000)
    await done(m.as(who.trainee).auction.signRecord({ id: auction.id, note: '' }))
    expect((await done(m.as(who.tto).document.list({ subject: auction.id }))).items).not.toEqual([])
    expect(await m.checks()).toEqual([])
  })

  it('does not open when the licence has run out by then: it is looked at an hour before, for the moment of the opening (art. 11)', async () => {
    await file('auctioneer_certificate', who.auctioneer.personId)
    await done(m.as(who.clerk).party.revokeCredential({ id: await credentialOf('auction_licence'), reason: '换证' }))
    await file('auction_licence', null, { validUntil: dateOf(later(m.clock.now(), 8 * DAY_MS)) })
    const { auction } = await scheduled()
    expect((await auctionAt(auction.id, auction.opensAt, -3_600_001)).phase).toBe('scheduled')
    const before = await auctionAt(auction.id, auction.opensAt, -3_600_000)
    expect(before).toMatchObject({ phase: 'suspended', suspensionReason: expect.stringContaining('批准证书') })
    expect((await auctionAt(auction.id, auction.opensAt, 60_000)).phase).toBe('suspended')
    expect(await m.as(who.auctioneer).auction.resume({ id: auction.id })).toMatchObject({ refusal: { code: 'auction.auctioneer_uncertified' } })
    await file('auction_licence')
    await done(m.as(who.auctioneer).auction.resume({ id: auction.id }))
    expect(await m.checks()).toEqual([])
    expect(m.failures).toEqual([])
  })

  it('is not announced once the licence is off the record', async () => {
    const { answer } = await draft({ auction: { contractDocumentId: await paper(who.tto, '委托拍卖合同二') } })
    const { lotId } = await done(Promise.resolve(answer))
    const licence = await credentialOf('auction_licence')
    await done(m.as(who.tto).listing.submit({ id: lotId }))
    for (const aspect of ['title', 'price', 'content'] as const) await done(m.as(who.clerk).listing.check({ id: lotId, aspect, outcome: 'passed' }))
    await done(m.as(who.clerk).party.revokeCredential({ id: licence, reason: '批准证书被注销' }))
    expect(await m.as(who.clerk).listing.openListing({ id: lotId })).toMatchObject({ refusal: { code: 'listing.auction_unlicensed' } })
  })
})

describe('an asset of a state enterprise', () => {
  const asset = (startMinor: bigint, valuationMinor: bigint | null, change: object = {}): Wanted => ({
    startMinor,
    change: {
      stateAsset: {},
      priceBasis: {
        kind: valuationMinor === null ? 'negotiation' : 'valuation',
        text: both('评估报告'),
        valuationMinor: valuationMinor === null ? null : String(valuationMinor),
      },
      ...change,
    },
  })

  it('is offered at its filed valuation, with a notice by its value', async () => {
    expect(await codeOf(asset(200n * WAN, null))).toBe('listing.state_asset_unvalued')
    expect(await codeOf(asset(200n * WAN, 201n * WAN))).toBe('listing.state_floor_below_valuation')
    expect(await codeOf(asset(200n * WAN, 200n * WAN))).toBe('drafted')
    expect(await codeOf(asset(200n * WAN, 200n * WAN, { noticeDays: 9 }))).toBe('listing.notice_too_short')
    expect(await codeOf(asset(1001n * WAN, 1001n * WAN, { noticeDays: 19 }))).toBe('listing.notice_too_short')
    expect(await codeOf(asset(1001n * WAN, 1001n * WAN, { noticeDays: 20 }))).toBe('drafted')
  })

  it('is offered again with the whole notice, and below nine tenths of the valuation only by a fresh approval', async () => {
    const { answer, terms } = await draft(asset(200n * WAN, 200n * WAN, { extension: { days: 5, times: 1 } }))
    const { lotId: id } = await done(Promise.resolve(answer))
    await done(publish(id))
    for (let step = 0; step < 2; step += 1) {
      m.clock.set(parseInstant((await lotOf(id)).noticeClosesAt ?? ''))
      await m.settle()
    }
    expect(await lotOf(id)).toMatchObject({ state: 'failed' })
    const again = await done(m.as(who.tto).listing.reoffer({ id, startingPriceMinor: String(190n * WAN) } as never))
    const successor = await done(m.as(who.tto).listing.get({ id: again.lotId }))
    expect(successor).toMatchObject({ noticeDays: 10, noticeUnit: 'wd', stateAsset: { isApproved: false } })
    const lower = { ...terms, id: again.lotId, startingPriceMinor: String(170n * WAN), depositMinor: String(17n * WAN), methodTerms: successor.methodTerms }
    expect(await m.as(who.tto).listing.revise(lower as never)).toMatchObject({
      refusal: { code: 'listing.state_floor_below_valuation', params: { percent: 90 }, rule: { key: 'price.reserve.minOfValuation.state' } },
    })
    const approved = { ...lower, stateAsset: { approvalDocumentId: await paper(who.tto, '重新批准') } }
    expect(await m.as(who.tto).listing.revise(approved as never)).toMatchObject({ ok: true })
    expect(await m.checks()).toEqual([])
  })
})
