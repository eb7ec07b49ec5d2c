/** A share of a right held together, sold at a negotiated price: the co-owner is asked first, the notice and both papers name the share, and the holders change by it. */
import { beforeAll, describe, expect, it } from 'vitest'
import { parseInstant } from '#kernel/instant.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { bankDay, catalogued, confirmContract, confirmSale, done, handOver, people, type Deal } from './deal.story.ts'

const PRICE = 90_000_000n
const SHARE = 3_000
const both = (text: string) => ({ zh: text, en: text })

let m: TestMarket
let who: Awaited<ReturnType<typeof people>>
let achievementId = ''

const draft = async (shareBasisPoints: number | null, startingPriceMinor = PRICE) =>
  (
    await done(
      m.as(who.tto).listing.draft({
        achievementId,
        title: both('高导热石墨烯复合膜的连续制备技术（30%份额）'),
        summary: both('转让本单位持有的部分份额。'),
        right: { kind: 'assignment', shareBasisPoints },
        method: 'negotiated',
        startingPriceMinor: String(startingPriceMinor),
        depositMinor: '0',
        noticeDays: 15,
        methodTerms: { buyerOrganisationId: who.rival, relation: 'none', relationNote: '' },
        priceBasis: { kind: 'negotiation', text: both('会议纪要') },
        terms: both('价款一次付清。'),
        qualifications: both('受让方由协议确定。'),
      } as never),
    )
  ).lotId
const submit = async (id: string) => {
  const result = await m.as(who.tto).listing.submit({ id })
  return result.ok ? 'ok' : result.refusal.code
}

beforeAll(async () => {
  m = await market()
  who = await people(m)
  achievementId = await catalogued(m, who, PRICE)
  await done(
    m.as(who.tto).title.declareHolders({
      achievementId,
      holders: [
        { organisationId: who.university, shareBasisPoints: 7_000 },
        { organisationId: who.enterprise, shareBasisPoints: 3_000 },
      ],
    }),
  )
  await done(m.as(who.buyer).title.consent({ achievementId }))
})

describe('the sale of a share', () => {
  it('is offered on the waiver of this very share, and of no more than is held', async () => {
    // What was waived was the whole right.
    expect(await submit(await draft(SHARE))).toBe('listing.first_refusal_open')
    const { askId } = await done(
      m.as(who.tto).title.askFirstRefusal({ achievementId, terms: '转让30%份额', priceMinor: String(PRICE), shareBasisPoints: SHARE }),
    )
    for (const completer of [who.professor, who.colleague]) await done(m.as(completer).title.waive({ id: askId }))
    await done(m.as(who.buyer).title.waive({ id: askId, organisationId: who.enterprise }))
    const tooMuch = await draft(7_001)
    expect(await submit(tooMuch)).toBe('title.share_too_large')
    expect((await done(m.as(who.tto).listing.get({ id: tooMuch }))).acts).toContainEqual({
      act: 'submit',
      refusal: { code: 'title.share_too_large', params: { held: '70%' } },
    })
    expect(await submit(await draft(SHARE + 1))).toBe('listing.first_refusal_open')
    expect(await submit(await draft(null))).toBe('listing.first_refusal_open')
    expect(await submit(await draft(SHARE, PRICE - 1n))).toBe('listing.first_refusal_other_terms')
  })

  it('goes to the buyer by notice, contract and price; the others keep what they have', async () => {
    const lotId = await draft(SHARE)
    expect(await submit(lotId)).toBe('ok')
    for (const aspect of ['title', 'content'] as const) await done(m.as(who.clerk).listing.check({ id: lotId, aspect, outcome: 'passed' }))
    await done(m.as(who.approver).listing.confirmPrice({ id: lotId, priceMinor: String(PRICE) }))
    await done(m.as(who.rivalBuyer).listing.confirmAgreement({ id: lotId, priceMinor: String(PRICE) }))
    expect(await submit(await draft(SHARE))).toBe('title.second_disposal')
    const { noticeId, noticeClosesAt } = await done(m.as(who.clerk).listing.openListing({ id: lotId }))
    const notice = await done(m.as(who.buyer).notice.get({ id: noticeId }))
    expect(notice.body.zh).toContain('全部权利的30%')
    expect(notice.body.en).toContain('30 % of the whole right')
    m.clock.set(parseInstant(noticeClosesAt))
    await m.settle()
    const lot = await done(m.as(who.clerk).listing.get({ id: lotId }))
    expect(lot).toMatchObject({ state: 'sold', right: { kind: 'assignment', shareBasisPoints: SHARE } })
    const result = await done(m.as(who.clerk).notice.get({ id: lot.resultNoticeId ?? '' }))
    m.clock.set(parseInstant(result.closesAt ?? ''))
    await m.settle()
    const { id: contractId } = await done(m.as(who.tto).contract.ofLot({ lotId }))
    const deal = { ...who, buyer: who.rivalBuyer, achievementId, lotId, contractId } as unknown as Deal
    await confirmSale(m, deal)
    await confirmContract(m, deal)
    await bankDay(m, who.finance)
    await handOver(m, deal)
    await done(m.as(who.rivalBuyer).contract.acceptHandover({ id: contractId, accepts: true }))
    await m.settle()
    const { holders } = await done(m.as(who.tto).title.get({ achievementId }))
    expect(Object.fromEntries(holders.map(({ organisationId, shareBasisPoints }) => [organisationId, shareBasisPoints]))).toEqual({
      [who.university]: 4_000,
      [who.enterprise]: 3_000,
      [who.rival]: 3_000,
    })
  })

  it('brings the seller everything: a co-owner has no part in another’s share', async () => {
    const { contractId } = { contractId: (await done(m.as(who.tto).contract.list({ limit: 5 }))).items[0]?.id ?? '' }
    expect(await done(m.as(who.tto).income.ofContract({ contractId }))).toMatchObject({ grossMinor: String(PRICE) })
    expect(m.failures).toEqual([])
    expect(await m.checks()).toEqual([])
  })
})
