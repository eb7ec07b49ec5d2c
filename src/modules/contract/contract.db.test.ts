import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { parseInstant } from '#kernel/instant.ts'
import { documentById } from '#modules/document/index.ts'
import { escrowBalance } from '#modules/ledger/index.ts'
import { fileStore } from '#modules/document/files.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { waitingFor } from '../../../test/kit/waiting.ts'
import { bankDay, confirmContract, confirmSale, dealToConfirm, DEPOSIT, done, FINAL_PRICE, upload, type Deal } from './deal.story.ts'

const OTHER_TEXT = '0'.repeat(64)

describe('a deal that goes well', () => {
  let m: TestMarket
  let deal: Deal
  const get = async (actor = deal.tto) => done(m.as(actor).contract.get({ id: deal.contractId }))

  beforeAll(async () => {
    m = await market()
    deal = await dealToConfirm(m)
  })

  it('starts with a confirmation of sale when the result notice has run', async () => {
    const contract = await get()
    expect(contract).toMatchObject({
      state: 'sale_pending',
      priceMinor: String(FINAL_PRICE),
      depositMinor: String(DEPOSIT),
      premiumBasisPoints: 2000,
      contractPaper: null,
      side: 'seller',
      isMine: true,
    })
    expect(contract.saleNumber).toMatch(/^ZJP-QR-2026-\d{6}$/)
  })

  it('is nobody else’s business', async () => {
    expect(await m.as(deal.professor).contract.get({ id: deal.contractId })).toMatchObject({ refusal: { code: 'contract.not_found' } })
    expect((await done(m.as(deal.regulator).contract.list({}))).items).toHaveLength(1)
  })

  it('confirms only the text that was seen, once for each side', async () => {
    const sha256 = (await get()).salePaper.sha256
    expect(await m.as(deal.tto).contract.confirmSale({ id: deal.contractId, sha256: OTHER_TEXT, accepts: true })).toMatchObject({
      refusal: { code: 'contract.text_changed.stale' },
    })
    expect([await waitingFor(m, deal.tto), await waitingFor(m, deal.buyer)]).toEqual([['contract.confirmSale'], ['contract.confirmSale']])
    await done(m.as(deal.tto).contract.confirmSale({ id: deal.contractId, sha256, accepts: true }))
    expect([await waitingFor(m, deal.tto), await waitingFor(m, deal.secondTto), await waitingFor(m, deal.buyer)]).toEqual([[], [], ['contract.confirmSale']])
    expect(await m.as(deal.secondTto).contract.confirmSale({ id: deal.contractId, sha256, accepts: true })).toMatchObject({
      refusal: { code: 'contract.already_confirmed' },
    })
    expect(await done(m.as(deal.buyer).contract.confirmSale({ id: deal.contractId, sha256, accepts: true }))).toMatchObject({ state: 'drafted' })
  })

  it('keeps the contract as a PDF whose bytes have the digest that is confirmed', async () => {
    const { contractPaper } = await get()
    const document = await documentById(m.database.reader, contractPaper?.documentId ?? '')
    const bytes = await fileStore().get(document?.sha256 ?? '')
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(contractPaper?.sha256)
    expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-')
    expect((await done(m.as(deal.buyer).document.list({ subject: deal.contractId }))).items.map((item) => item.kind)).toEqual([
      'sale_confirmation',
      'signing_page',
      'contract',
    ])
  })

  it('can be redrafted by the seller, which lets earlier confirmations lapse', async () => {
    const before = (await get()).contractPaper?.sha256 ?? ''
    await done(m.as(deal.buyer).contract.confirm({ id: deal.contractId, sha256: before, accepts: true }))
    const terms = {
      handoverDays: 20,
      acceptanceDays: 10,
      guidanceDays: 15,
      secrecyYears: 8,
      forum: { kind: 'arbitration' as const, commission: '杭州仲裁委员会' },
    }
    const deductions = [
      { kind: 'equipment' as const, label: '中试样机', amountMinor: '40000000' },
      { kind: 'third_party_service' as const, label: '检测费', amountMinor: '1000000' },
    ]
    expect(await m.as(deal.buyer).contract.redraft({ id: deal.contractId, terms, deductions })).toMatchObject({ ok: false })
    expect(
      await m.as(deal.tto).contract.redraft({ id: deal.contractId, terms, deductions: [{ kind: 'part', label: '全部', amountMinor: String(FINAL_PRICE) }] }),
    ).toMatchObject({
      refusal: { code: 'contract.deductions_exceed_price' },
    })
    const drafted = await done(m.as(deal.tto).contract.redraft({ id: deal.contractId, terms, deductions }))
    expect(drafted.sha256).not.toBe(before)
    expect(await m.as(deal.buyer).contract.confirm({ id: deal.contractId, sha256: before, accepts: true })).toMatchObject({
      refusal: { code: 'contract.text_changed.stale' },
    })
    expect(await get()).toMatchObject({ turnoverMinor: '240000000', technologyAmountMinor: '200000000', technicalIncomeMinor: '199000000' })
  })

  it('takes effect with both confirmations: the deposit is in escrow and the rest is asked for', async () => {
    await confirmContract(m, deal)
    const contract = await get(deal.buyer)
    expect(contract).toMatchObject({ state: 'effective', escrowMinor: String(DEPOSIT), payment: { amountMinor: String(FINAL_PRICE - DEPOSIT) } })
    expect((await get(deal.tto)).payment).toBeNull()
    const [wait] = (await done(m.as(deal.buyer).desk.waiting({}))).items
    expect(wait).toMatchObject({ kind: 'contract', id: deal.contractId, number: contract.number, act: 'pay', text: { zh: '支付价款' }, until: contract.dueAt })
    expect(await waitingFor(m, deal.professor)).toEqual([])
    expect(await m.as(deal.tto).contract.handOver({ id: deal.contractId, documentIds: [await upload(m, deal.tto, 'a.pdf', 'handover')] })).toMatchObject({
      refusal: { code: 'contract.wrong_state' },
    })
  })

  it('has the whole price in escrow when the bank has it', async () => {
    await bankDay(m, deal.finance)
    expect(await get()).toMatchObject({ state: 'paid', escrowMinor: String(FINAL_PRICE) })
  })

  it('is handed over again when the buyer refuses', async () => {
    const foreign = await upload(m, deal.buyer, 'b.pdf', 'handover')
    expect(await m.as(deal.tto).contract.handOver({ id: deal.contractId, documentIds: [foreign] })).toMatchObject({
      refusal: { code: 'document.not_yours', field: 'documentIds' },
    })
    await done(m.as(deal.tto).contract.handOver({ id: deal.contractId, documentIds: [await upload(m, deal.tto, '工艺规程.pdf', 'handover')] }))
    expect(await done(m.as(deal.buyer).contract.rejectHandover({ id: deal.contractId, reason: '缺少还原段参数' }))).toMatchObject({ state: 'paid' })
    await done(
      m.as(deal.tto).contract.handOver({ id: deal.contractId, documentIds: [await upload(m, deal.tto, '工艺规程-补充.pdf', 'handover')], note: '补充参数' }),
    )
    expect((await get(deal.buyer)).handovers.map((round) => round.outcome)).toEqual(['rejected', null])
  })

  it('is settled on acceptance: the price is the seller’s, the right the buyer’s', async () => {
    expect(await m.as(deal.tto).contract.acceptHandover({ id: deal.contractId, accepts: true })).toMatchObject({ ok: false })
    expect(await done(m.as(deal.buyer).contract.acceptHandover({ id: deal.contractId, accepts: true }))).toMatchObject({ state: 'settled' })
    await m.settle()
    expect(await escrowBalance(m.database.reader, deal.contractId)).toBe(0n)
    const right = await done(m.as(deal.buyer).title.get({ achievementId: deal.achievementId }))
    expect(JSON.stringify(right)).toContain(deal.enterprise)
    expect(m.failures).toEqual([])
    expect(await m.checks()).toEqual([])
  })
})

describe('a buyer who does not pay', () => {
  let m: TestMarket
  let deal: Deal
  const get = async () => done(m.as(deal.buyer).contract.get({ id: deal.contractId }))

  beforeAll(async () => {
    m = await market()
    deal = await dealToConfirm(m)
    await confirmSale(m, deal)
    await confirmContract(m, deal)
  })

  it('is overdue after the last day, and the seller may demand', async () => {
    const { paymentDueAt } = await get()
    m.clock.set(parseInstant(paymentDueAt ?? ''))
    await m.settle()
    expect(await get()).toMatchObject({ state: 'overdue', demandedAt: null, cureEndsAt: null })
    expect([await waitingFor(m, deal.tto), await waitingFor(m, deal.buyer)]).toEqual([['contract.demand'], ['contract.payOverdue']])
    expect(await m.as(deal.tto).contract.rescind({ id: deal.contractId, reason: '逾期未付' })).toMatchObject({
      refusal: { code: 'contract.not_demanded' },
    })
  })

  it('has thirty days from the demand, however late that comes', async () => {
    m.clock.set(parseInstant('2026-09-01T02:00:00Z'))
    await m.settle()
    expect(await m.as(deal.buyer).contract.demand({ id: deal.contractId })).toMatchObject({ ok: false })
    const demanded = await done(m.as(deal.tto).contract.demand({ id: deal.contractId, note: '请于期限内付清余款' }))
    // 1 October is a holiday: the thirtieth day moves to the first working day after it.
    expect(demanded).toMatchObject({ state: 'overdue', cureEndsAt: '2026-10-08T16:00:00.000Z' })
    expect(await m.as(deal.tto).contract.demand({ id: deal.contractId })).toMatchObject({ refusal: { code: 'contract.already_demanded' } })
    expect(await waitingFor(m, deal.tto)).toEqual([])
    expect(await m.as(deal.tto).contract.rescind({ id: deal.contractId, reason: '逾期未付' })).toMatchObject({
      refusal: { code: 'contract.cure_still_runs' },
    })
    m.clock.set(parseInstant((await get()).cureEndsAt ?? ''))
  })

  it('is told by the seller, not by an officer, that the contract is rescinded, and may object', async () => {
    expect(await m.as(deal.clerk).contract.rescind({ id: deal.contractId, reason: '逾期未付' })).toMatchObject({ ok: false })
    expect(await done(m.as(deal.tto).contract.rescind({ id: deal.contractId, reason: '催告后三十日内仍未付清' }))).toMatchObject({ state: 'rescinded' })
    await m.settle()
    expect(await get()).toMatchObject({ payment: null, escrowMinor: String(DEPOSIT), rescission: { side: 'seller', ground: 'buyer' } })
    expect(await waitingFor(m, deal.clerk)).not.toContain('contract.recordEnd')
    expect(await m.as(deal.clerk).contract.recordEnd({ id: deal.contractId })).toMatchObject({ refusal: { code: 'contract.objection_still_runs' } })
  })

  it('loses the deposit to the seller when nobody objects, and the right is free again', async () => {
    m.clock.set(parseInstant((await get()).rescission?.objectionEndsAt ?? ''))
    expect(await waitingFor(m, deal.clerk)).toContain('contract.recordEnd')
    expect(await m.as(deal.tto).contract.recordEnd({ id: deal.contractId })).toMatchObject({ ok: false })
    expect(await done(m.as(deal.clerk).contract.recordEnd({ id: deal.contractId }))).toMatchObject({ state: 'defaulted' })
    await m.settle()
    expect(await get()).toMatchObject({ state: 'defaulted', escrowMinor: '0', endGround: 'buyer', payment: null })
    expect(m.failures).toEqual([])
    expect(await m.checks()).toEqual([])
  })
})

/** The time to sign is over, and the due work has named who did not. */
const letSigningLapse = async (m: TestMarket, deal: Deal): Promise<void> => {
  const { signBy } = await done(m.as(deal.tto).contract.get({ id: deal.contractId }))
  m.clock.set(parseInstant(signBy ?? ''))
  await m.settle()
}
const recordWhenNobodyObjects = async (m: TestMarket, deal: Deal): Promise<void> => {
  const { rescission } = await done(m.as(deal.clerk).contract.get({ id: deal.contractId }))
  m.clock.set(parseInstant(rescission?.objectionEndsAt ?? ''))
  await m.settle()
  await done(m.as(deal.clerk).contract.recordEnd({ id: deal.contractId }))
  await m.settle()
}
/** Of how many applicants the deposit went back: that of the loser always does. */
const refunds = async (m: TestMarket, deal: Deal): Promise<number> => {
  const { items } = await done(m.as(deal.finance).payment.payouts.list({}))
  return items.filter((payout) => payout.amountMinor === String(DEPOSIT) && payout.purpose === 'refund').length
}

describe('a deal that is not concluded in time', () => {
  it('costs the silent buyer the deposit: named at the deadline, told by the seller, recorded when nobody objects', async () => {
    const m = await market()
    const deal = await dealToConfirm(m)
    const { salePaper, signBy, acts } = await done(m.as(deal.tto).contract.get({ id: deal.contractId }))
    // Five working days from the confirmation of sale, as the notice of the lot says.
    expect(signBy).not.toBeNull()
    await done(m.as(deal.tto).contract.confirmSale({ id: deal.contractId, sha256: salePaper.sha256, accepts: true }))
    expect(acts.find(({ act }) => act === 'rescind')?.refusal?.code).toBe('contract.nobody_is_late')
    expect(await m.as(deal.tto).contract.rescind({ id: deal.contractId, reason: '受让方未确认' })).toMatchObject({
      refusal: { code: 'contract.nobody_is_late' },
    })
    await letSigningLapse(m, deal)
    expect(await done(m.as(deal.buyer).contract.get({ id: deal.contractId }))).toMatchObject({ silent: ['buyer'], state: 'sale_pending' })
    expect(await waitingFor(m, deal.tto)).toEqual(['contract.rescind'])
    expect(await m.as(deal.buyer).contract.rescind({ id: deal.contractId, reason: '不想买了' })).toMatchObject({ refusal: { code: 'contract.nobody_is_late' } })
    await done(m.as(deal.tto).contract.rescind({ id: deal.contractId, reason: '受让方逾期未确认成交' }))
    await recordWhenNobodyObjects(m, deal)
    expect(await done(m.as(deal.tto).contract.get({ id: deal.contractId }))).toMatchObject({ state: 'withdrawn', endGround: 'buyer', escrowMinor: '0' })
    expect(await refunds(m, deal)).toBe(1)
    expect(await m.as(deal.tto).contract.confirmSale({ id: deal.contractId, sha256: OTHER_TEXT, accepts: true })).toMatchObject({
      refusal: { code: 'contract.wrong_state' },
    })
    expect(m.failures).toEqual([])
    expect(await m.checks()).toEqual([])
  })

  it('gives the deposit back where the seller was silent, and whoever makes it good in time is silent no longer', async () => {
    const m = await market()
    const deal = await dealToConfirm(m)
    const { salePaper } = await done(m.as(deal.buyer).contract.get({ id: deal.contractId }))
    await done(m.as(deal.buyer).contract.confirmSale({ id: deal.contractId, sha256: salePaper.sha256, accepts: true }))
    await letSigningLapse(m, deal)
    expect(await waitingFor(m, deal.buyer)).toEqual(['contract.rescind'])
    await done(m.as(deal.tto).contract.confirmSale({ id: deal.contractId, sha256: salePaper.sha256, accepts: true }))
    await m.settle()
    expect(await done(m.as(deal.buyer).contract.get({ id: deal.contractId }))).toMatchObject({ silent: [], state: 'drafted' })
    const { contractPaper } = await done(m.as(deal.buyer).contract.get({ id: deal.contractId }))
    await done(m.as(deal.buyer).contract.confirm({ id: deal.contractId, sha256: contractPaper?.sha256 ?? '', accepts: true }))
    await letSigningLapse(m, deal)
    expect(await done(m.as(deal.buyer).contract.get({ id: deal.contractId }))).toMatchObject({ silent: ['seller'], state: 'drafted' })
    await done(m.as(deal.buyer).contract.rescind({ id: deal.contractId, reason: '转让方逾期未签署' }))
    await recordWhenNobodyObjects(m, deal)
    expect(await done(m.as(deal.buyer).contract.get({ id: deal.contractId }))).toMatchObject({ state: 'withdrawn', endGround: 'seller' })
    expect(await refunds(m, deal)).toBe(2)
    expect(m.failures).toEqual([])
    expect(await m.checks()).toEqual([])
  })
})
