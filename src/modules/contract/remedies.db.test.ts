import { beforeAll, describe, expect, it } from 'vitest'
import { DAY_MS, dateOf, later, parseInstant } from '#kernel/instant.ts'
import { escrowBalance } from '#modules/ledger/index.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { waitingFor } from '../../../test/kit/waiting.ts'
import { bankDay, confirmContract, confirmSale, dealToConfirm, done, FINAL_PRICE, handOver, paidDeal, upload, type Deal } from './deal.story.ts'

const PATENT = { ipKind: 'invention', patentNumbers: ['ZL201810861934.2'] } as const

const getOf = (m: TestMarket, deal: Deal) => done(m.as(deal.tto).contract.get({ id: deal.contractId }))
const passOf = (m: TestMarket) => async (at: string | null | undefined) => {
  m.clock.set(parseInstant(at ?? ''))
  await m.settle()
}
/** What has been ordered back to the buyer's bank. */
const refunds = async (m: TestMarket, deal: Deal) =>
  (await done(m.as(deal.finance).payment.payouts.list({}))).items
    .filter(({ subject }) => subject === deal.contractId)
    .map(({ amountMinor }) => BigInt(amountMinor))

const isBooked = async (m: TestMarket) => {
  expect(m.failures).toEqual([])
  expect(await m.checks()).toEqual([])
}

describe('the assignment of a patent: registered and paid', () => {
  let m: TestMarket
  let deal: Deal
  const file = async (change: object = {}) =>
    m.as(deal.tto).contract.fileRegistration({
      id: deal.contractId,
      outcome: 'registered',
      number: '2026061200123450',
      on: dateOf(m.clock.now()),
      documentIds: [await upload(m, deal.tto, '手续合格通知书.pdf', 'proof')],
      ...change,
    })
  beforeAll(async () => {
    m = await market()
    deal = await paidDeal(m, { object: PATENT })
    await handOver(m, deal)
  })

  it('acceptance of the documents moves no money: the right has not passed', async () => {
    expect(await m.as(deal.buyer).contract.acceptPart({ id: deal.contractId, amountMinor: '100', defects: '缺图纸' })).toMatchObject({
      refusal: { code: 'contract.registration_first' },
    })
    expect(await done(m.as(deal.buyer).contract.acceptHandover({ id: deal.contractId, accepts: true }))).toMatchObject({ state: 'registering' })
    await m.settle()
    expect(await getOf(m, deal)).toMatchObject({ state: 'registering', registers: ['patent'], escrowMinor: String(FINAL_PRICE), receivedMinor: '0' })
    expect(JSON.stringify(await done(m.as(deal.buyer).title.get({ achievementId: deal.achievementId })))).not.toContain(deal.enterprise)
    expect([await waitingFor(m, deal.tto), await waitingFor(m, deal.buyer)]).toEqual([['contract.fileRegistration'], ['contract.fileRegistration']])
  })

  it('the proof is filed by a party and checked by two officers', async () => {
    expect(await file({ on: '2027-01-01' })).toMatchObject({ refusal: { code: 'contract.filing_ahead', field: 'on' } })
    expect(await file({ cause: 'buyer' })).toMatchObject({ refusal: { code: 'contract.filing_cause' } })
    expect(await m.as(deal.clerk).contract.checkRegistration({ id: deal.contractId, decision: 'confirmed' })).toMatchObject({
      refusal: { code: 'contract.nothing_filed' },
    })
    await done(file({ outcome: 'applied' }))
    for (const officer of [deal.clerk, deal.secondClerk]) await done(m.as(officer).contract.checkRegistration({ id: deal.contractId, decision: 'confirmed' }))
    await done(file())
    expect(await file()).toMatchObject({ refusal: { code: 'contract.filing_open' } })
    expect(await waitingFor(m, deal.clerk)).toContain('contract.checkRegistration')
    await done(m.as(deal.clerk).contract.checkRegistration({ id: deal.contractId, decision: 'returned', note: '编号与登记簿不符' }))
    await done(file({ number: '2026061200123456' }))
    expect(await done(m.as(deal.clerk).contract.checkRegistration({ id: deal.contractId, decision: 'confirmed' }))).toMatchObject({ state: 'registering' })
    expect(await m.as(deal.clerk).contract.checkRegistration({ id: deal.contractId, decision: 'confirmed' })).toMatchObject({
      refusal: { code: 'contract.second_person_needed' },
    })
    expect(await waitingFor(m, deal.clerk)).not.toContain('contract.checkRegistration')
    expect(await escrowBalance(m.database.reader, deal.contractId)).toBe(FINAL_PRICE)
  })

  it('the second check pays the seller and makes the buyer the holder', async () => {
    expect(await done(m.as(deal.secondClerk).contract.checkRegistration({ id: deal.contractId, decision: 'confirmed' }))).toMatchObject({ state: 'settled' })
    await m.settle()
    expect(await getOf(m, deal)).toMatchObject({ state: 'settled', escrowMinor: '0', receivedMinor: String(FINAL_PRICE) })
    expect(JSON.stringify(await done(m.as(deal.buyer).title.get({ achievementId: deal.achievementId })))).toContain(deal.enterprise)
    await isBooked(m)
  })
})

describe('the assignment of a patent: a seller who does not apply', () => {
  it('is asked and then left, and papers that are sent back stop neither', async () => {
    const m = await market()
    const deal = await paidDeal(m, { object: PATENT })
    const pass = async (at: string | null) => {
      m.clock.set(parseInstant(at ?? ''))
      await m.settle()
    }
    await handOver(m, deal)
    await done(m.as(deal.buyer).contract.acceptHandover({ id: deal.contractId, accepts: true }))
    const file = async (outcome: 'applied' | 'registered') =>
      done(
        m.as(deal.tto).contract.fileRegistration({
          id: deal.contractId,
          outcome,
          number: '2026061200123456',
          on: dateOf(m.clock.now()),
          documentIds: [await upload(m, deal.tto, '受理通知书.pdf', 'proof')],
        }),
      )
    const sendBack = () => m.as(deal.clerk).contract.checkRegistration({ id: deal.contractId, decision: 'returned', note: '与登记簿不符' })
    const rescind = () => m.as(deal.buyer).contract.rescind({ id: deal.contractId, reason: '经催告仍未申请登记' })
    await pass((await getOf(m, deal)).registrationDueAt)
    await file('applied')
    expect(await m.as(deal.buyer).contract.demand({ id: deal.contractId })).toMatchObject({ refusal: { code: 'contract.not_due_yet' } })
    await done(sendBack())
    const { cureEndsAt } = await done(m.as(deal.buyer).contract.demand({ id: deal.contractId }))
    await file('applied')
    await pass(cureEndsAt)
    expect(await rescind()).toMatchObject({ refusal: { code: 'contract.filing_open' } })
    await done(sendBack())
    expect(await done(rescind())).toMatchObject({ state: 'rescinded' })
    // Both may still agree that it stands: then the time to apply begins anew, and no notice is left.
    const { sha256 } = await done(
      m.as(deal.tto).contract.proposeSplit({ id: deal.contractId, sellerMinor: String(FINAL_PRICE), outcome: 'performed', statement: '继续履行' }),
    )
    expect(await done(m.as(deal.buyer).contract.confirmSplit({ id: deal.contractId, sha256, accepts: true }))).toMatchObject({ state: 'registering' })
    expect(await getOf(m, deal)).toMatchObject({ rescission: null, demandedAt: null, escrowMinor: String(FINAL_PRICE) })
    expect(await m.checks()).toEqual([])
  })
})

describe('the assignment of a patent: refused by the register', () => {
  it('may be mended and filed again, or ended on the side of the reason', async () => {
    const m = await market()
    const deal = await paidDeal(m, { object: PATENT })
    await handOver(m, deal)
    await done(m.as(deal.buyer).contract.acceptHandover({ id: deal.contractId, accepts: true }))
    const refuse = async (actor: Deal['tto']) =>
      m.as(actor).contract.fileRegistration({
        id: deal.contractId,
        outcome: 'refused',
        number: '2026061200999999',
        on: dateOf(m.clock.now()),
        documentIds: [await upload(m, actor, '视为未提出通知书.pdf', 'proof')],
        cause: 'seller',
        reason: '共有人的同意书缺失',
      })
    expect(await m.as(deal.buyer).contract.rescind({ id: deal.contractId, reason: '登记未成' })).toMatchObject({ refusal: { code: 'contract.not_demanded' } })
    await done(refuse(deal.buyer))
    await done(m.as(deal.clerk).contract.checkRegistration({ id: deal.contractId, decision: 'confirmed' }))
    expect(await m.as(deal.buyer).contract.rescind({ id: deal.contractId, reason: '登记未成' })).toMatchObject({ ok: false })
    await done(m.as(deal.secondClerk).contract.checkRegistration({ id: deal.contractId, decision: 'confirmed' }))
    await m.settle()
    expect(await waitingFor(m, deal.tto)).toEqual(['contract.fileRegistration', 'contract.rescind'])
    await done(m.as(deal.buyer).contract.rescind({ id: deal.contractId, reason: '登记机关不予登记' }))
    const { rescission } = await getOf(m, deal)
    expect(rescission).toMatchObject({ side: 'buyer', ground: 'seller' })
    await passOf(m)(rescission?.objectionEndsAt)
    expect(await done(m.as(deal.clerk).contract.recordEnd({ id: deal.contractId }))).toMatchObject({ state: 'terminated' })
    await m.settle()
    expect(await refunds(m, deal)).toEqual([FINAL_PRICE])
    expect(await getOf(m, deal)).toMatchObject({ endGround: 'seller', escrowMinor: '0', receivedMinor: '0' })
    await isBooked(m)
  })
})

describe('escrow with a silent or quarrelling buyer', () => {
  let m: TestMarket
  const pass = async (at: string | null | undefined) => passOf(m)(at)
  beforeAll(async () => {
    m = await market()
  })

  it('silence after the seller’s demand is acceptance when the agreed days are over', async () => {
    const deal = await paidDeal(m)
    await handOver(m, deal)
    expect(await m.as(deal.tto).contract.demand({ id: deal.contractId })).toMatchObject({ refusal: { code: 'contract.not_due_yet' } })
    await pass((await getOf(m, deal)).acceptanceDueAt)
    expect(await waitingFor(m, deal.tto)).toEqual(['contract.demand'])
    const { cureEndsAt } = await done(m.as(deal.tto).contract.demand({ id: deal.contractId, note: '请验收' }))
    m.clock.set(later(parseInstant(cureEndsAt), -1))
    await m.settle()
    expect(await getOf(m, deal)).toMatchObject({ state: 'handed_over' })
    await pass(cureEndsAt)
    expect(await getOf(m, deal)).toMatchObject({ state: 'settled', receivedMinor: String(FINAL_PRICE), handovers: [{ outcome: 'deemed' }] })
    await isBooked(m)
  })

  it('a part is accepted for its price; the rest stays held until it is mended', async () => {
    const deal = await paidDeal(m)
    await handOver(m, deal)
    const part = (amountMinor: bigint) =>
      m.as(deal.buyer).contract.acceptPart({ id: deal.contractId, amountMinor: String(amountMinor), defects: '还原段参数不全' })
    for (const wrong of [0n, FINAL_PRICE, FINAL_PRICE + 1n]) expect(await part(wrong)).toMatchObject({ refusal: { code: 'contract.part_not_held' } })
    expect(await done(part(100_000_001n))).toMatchObject({ state: 'paid' })
    await m.settle()
    expect(await getOf(m, deal)).toMatchObject({ receivedMinor: '100000001', escrowMinor: String(FINAL_PRICE - 100_000_001n) })
    await isBooked(m)
    await handOver(m, deal)
    expect(await done(part(1n))).toMatchObject({ state: 'paid' })
    await handOver(m, deal)
    expect(await done(m.as(deal.buyer).contract.acceptHandover({ id: deal.contractId, accepts: true }))).toMatchObject({ state: 'settled' })
    await m.settle()
    expect(await getOf(m, deal)).toMatchObject({ receivedMinor: String(FINAL_PRICE), escrowMinor: '0' })
    await isBooked(m)
  })

  it('the price of a part that was accepted is shared with the people also when the rest is called off', async () => {
    const deal = await paidDeal(m)
    await handOver(m, deal)
    await done(m.as(deal.buyer).contract.acceptPart({ id: deal.contractId, amountMinor: '100000001', defects: '还原段参数不全' }))
    await done(m.as(deal.buyer).contract.openDispute({ id: deal.contractId, statement: '其余部分不再需要', documentIds: [] }))
    const { sha256 } = await done(m.as(deal.tto).contract.proposeSplit({ id: deal.contractId, sellerMinor: '0', outcome: 'ended', statement: '其余部分解除' }))
    expect(await done(m.as(deal.buyer).contract.confirmSplit({ id: deal.contractId, sha256, accepts: true }))).toMatchObject({ state: 'terminated' })
    await m.settle()
    expect(await done(m.as(deal.tto).income.ofContract({ contractId: deal.contractId }))).toMatchObject({ grossMinor: '100000001' })
    await isBooked(m)
  })

  it('a dispute stops the clocks; dropped, they run on as long as they had', async () => {
    const deal = await paidDeal(m)
    await handOver(m, deal)
    await pass((await getOf(m, deal)).acceptanceDueAt)
    const { cureEndsAt } = await done(m.as(deal.tto).contract.demand({ id: deal.contractId }))
    const report = await upload(m, deal.buyer, '检验报告.pdf', 'proof')
    await done(m.as(deal.buyer).contract.openDispute({ id: deal.contractId, statement: '指标未达到公告所载', documentIds: [report] }))
    await m.settle()
    expect([await waitingFor(m, deal.tto), await waitingFor(m, deal.buyer)]).toEqual([['contract.stateCase'], []])
    const days = 40
    // Some hours less than forty days: the last day runs to its end all the same.
    m.clock.set(later(m.clock.now(), days * DAY_MS - 5 * 60 * 60 * 1_000))
    await m.settle()
    expect(await getOf(m, deal)).toMatchObject({ state: 'disputed', escrowMinor: String(FINAL_PRICE) })
    await done(
      m.as(deal.tto).contract.stateCase({ id: deal.contractId, statement: '样品未按规程处理', documentIds: [await upload(m, deal.tto, '复检.pdf', 'proof')] }),
    )
    expect(await waitingFor(m, deal.tto)).toEqual([])
    expect((await done(m.as(deal.clerk).document.list({ subject: deal.contractId }))).items.map(({ name }) => name)).toContain('检验报告.pdf')
    expect(await m.as(deal.tto).contract.closeDispute({ id: deal.contractId })).toMatchObject({ refusal: { code: 'contract.opener_only' } })
    expect(await done(m.as(deal.buyer).contract.closeDispute({ id: deal.contractId }))).toMatchObject({ state: 'handed_over' })
    expect((await getOf(m, deal)).cureEndsAt).toBe(new Date(Date.parse(cureEndsAt) + days * DAY_MS).toISOString())
    await done(m.as(deal.buyer).contract.rejectHandover({ id: deal.contractId, reason: '样品不合格' }))
    await pass(new Date(Date.parse(cureEndsAt) + days * DAY_MS).toISOString())
    expect(await getOf(m, deal)).toMatchObject({ state: 'paid', demandedAt: null })
    await isBooked(m)

    // The same contract, divided: the seller proposes a lower price, the buyer confirms the same text.
    const propose = (sellerMinor: bigint, outcome: 'performed' | 'ended' = 'performed') =>
      m.as(deal.tto).contract.proposeSplit({ id: deal.contractId, sellerMinor: String(sellerMinor), outcome, statement: '减价履行' })
    expect(await propose(FINAL_PRICE + 1n)).toMatchObject({ refusal: { code: 'contract.share_exceeds_held' } })
    expect(await propose(0n)).toMatchObject({ refusal: { code: 'contract.share_exceeds_held' } })
    const first = await done(propose(FINAL_PRICE - 1n))
    const second = await done(propose(FINAL_PRICE - 10_000_003n))
    expect(await waitingFor(m, deal.buyer)).toContain('contract.confirmSplit')
    expect(await m.as(deal.secondTto).contract.confirmSplit({ id: deal.contractId, sha256: second.sha256, accepts: true })).toMatchObject({
      refusal: { code: 'contract.own_proposal' },
    })
    expect(await m.as(deal.buyer).contract.confirmSplit({ id: deal.contractId, sha256: first.sha256, accepts: true })).toMatchObject({
      refusal: { code: 'contract.text_changed.stale' },
    })
    expect(await done(m.as(deal.buyer).contract.confirmSplit({ id: deal.contractId, sha256: second.sha256, accepts: true }))).toMatchObject({
      state: 'settled',
    })
    await m.settle()
    expect(await getOf(m, deal)).toMatchObject({ receivedMinor: String(FINAL_PRICE - 10_000_003n), escrowMinor: '0' })
    expect(await refunds(m, deal)).toEqual([10_000_003n])
    // What the inventors share in is what the seller got.
    expect(await done(m.as(deal.tto).income.ofContract({ contractId: deal.contractId }))).toMatchObject({ grossMinor: String(FINAL_PRICE - 10_000_003n) })
    await isBooked(m)
  })

  it('an award is recorded by one officer and confirmed by a second, then divided by it', async () => {
    const deal = await paidDeal(m)
    await handOver(m, deal)
    await done(m.as(deal.tto).contract.openDispute({ id: deal.contractId, statement: '受让方无故拒收', documentIds: [] }))
    const award = {
      id: deal.contractId,
      sellerMinor: '33333333',
      outcome: 'ended' as const,
      statement: '解除合同，受让方支付损失',
      number: '（2026）杭仲裁字第 17 号',
      on: dateOf(m.clock.now()),
      documentIds: [await upload(m, deal.clerk, '裁决书.pdf', 'proof')],
    }
    expect(await m.as(deal.tto).contract.recordAward(award)).toMatchObject({ ok: false })
    const { sha256 } = await done(m.as(deal.clerk).contract.recordAward(award))
    const confirm = (actor: Deal['clerk']) => m.as(actor).contract.confirmSplit({ id: deal.contractId, sha256, accepts: true })
    expect(await confirm(deal.clerk)).toMatchObject({ refusal: { code: 'contract.second_person_needed' } })
    expect(await confirm(deal.buyer)).toMatchObject({ ok: false })
    expect(await waitingFor(m, deal.secondClerk)).toContain('contract.confirmSplit')
    expect(await done(confirm(deal.secondClerk))).toMatchObject({ state: 'terminated' })
    await m.settle()
    expect(await getOf(m, deal)).toMatchObject({ state: 'terminated', endGround: 'award', escrowMinor: '0' })
    expect(await refunds(m, deal)).toEqual([FINAL_PRICE - 33_333_333n])
    await isBooked(m)
  })

  it('a seller who does not hand over is asked, then the buyer rescinds; the seller may object', async () => {
    const deal = await paidDeal(m)
    expect(await m.as(deal.buyer).contract.demand({ id: deal.contractId })).toMatchObject({ refusal: { code: 'contract.not_due_yet' } })
    await pass((await getOf(m, deal)).handoverDueAt)
    expect(await waitingFor(m, deal.buyer)).toEqual(['contract.demand'])
    const { cureEndsAt } = await done(m.as(deal.buyer).contract.demand({ id: deal.contractId, note: '请立即交付' }))
    expect(await m.as(deal.buyer).contract.rescind({ id: deal.contractId, reason: '未交付' })).toMatchObject({ refusal: { code: 'contract.cure_still_runs' } })
    await pass(cureEndsAt)
    expect(await waitingFor(m, deal.buyer)).toEqual(['contract.rescind'])
    await done(m.as(deal.buyer).contract.rescind({ id: deal.contractId, reason: '经催告三十日内仍未交付' }))
    expect(await m.as(deal.buyer).contract.openDispute({ id: deal.contractId, statement: '自己异议', documentIds: [] })).toMatchObject({
      refusal: { code: 'contract.own_notice' },
    })
    await done(m.as(deal.tto).contract.openDispute({ id: deal.contractId, statement: '受让方未提供收件场所', documentIds: [] }))
    await pass((await getOf(m, deal)).rescission?.objectionEndsAt)
    expect(await m.as(deal.clerk).contract.recordEnd({ id: deal.contractId })).toMatchObject({ refusal: { code: 'contract.wrong_state' } })
    expect(await done(m.as(deal.tto).contract.closeDispute({ id: deal.contractId }))).toMatchObject({ state: 'rescinded' })
    await pass((await getOf(m, deal)).rescission?.objectionEndsAt)
    expect(await done(m.as(deal.clerk).contract.recordEnd({ id: deal.contractId }))).toMatchObject({ state: 'terminated' })
    await m.settle()
    expect(await refunds(m, deal)).toEqual([FINAL_PRICE])
    await isBooked(m)
  })

  it('a rescission that an award holds to have no effect is undone before the price is paid: the contract goes on where it stood (Civil Code art. 565)', async () => {
    const deal = await dealToConfirm(m)
    await confirmSale(m, deal)
    await confirmContract(m, deal)
    const { contract } = m.as(deal.clerk)
    const award = {
      id: deal.contractId,
      sellerMinor: '0',
      outcome: 'continued' as const,
      statement: '确认解除不生效，合同继续履行',
      number: '（2026）杭仲裁字第 18 号',
      on: dateOf(m.clock.now()),
      documentIds: [await upload(m, deal.clerk, '裁决书.pdf', 'proof')],
    }
    await done(m.as(deal.tto).contract.rescind({ id: deal.contractId, isImpossible: true, reason: '学校改变转化方案' }))
    await done(m.as(deal.buyer).contract.openDispute({ id: deal.contractId, statement: '改变方案不是合同目的不能实现', documentIds: [] }))
    // Nothing is asked for while the notice stands.
    expect(await m.as(deal.finance).payment.demoStatement({ format: 'camt.053', withStranger: false })).toMatchObject({
      refusal: { code: 'ledger.demo_nothing_to_pay' },
    })
    const { sha256 } = await done(contract.recordAward(award))
    expect(await done(m.as(deal.secondClerk).contract.confirmSplit({ id: deal.contractId, sha256, accepts: true }))).toMatchObject({ state: 'effective' })
    await m.settle()
    expect(await getOf(m, deal)).toMatchObject({ state: 'effective', rescission: null, dispute: null })
    await bankDay(m, deal.finance)
    expect(await getOf(m, deal)).toMatchObject({ state: 'paid', escrowMinor: String(FINAL_PRICE) })
    expect(await contract.recordAward(award)).toMatchObject({ refusal: { code: 'contract.wrong_state' } })
    expect(await m.as(deal.tto).contract.proposeSplit({ id: deal.contractId, sellerMinor: '0', outcome: 'continued', statement: '继续' })).toMatchObject({
      refusal: { code: 'contract.not_rescinded' },
    })
    await isBooked(m)
  })

  it('both sides may agree so where somebody was late to sign, who then has the time to sign once more', async () => {
    const deal = await dealToConfirm(m)
    const { signBy } = await getOf(m, deal)
    await pass(signBy)
    await done(m.as(deal.tto).contract.confirmSale({ id: deal.contractId, sha256: (await getOf(m, deal)).salePaper.sha256, accepts: true }))
    await done(m.as(deal.tto).contract.rescind({ id: deal.contractId, reason: '受让方逾期未确认' }))
    const { sha256 } = await done(
      m.as(deal.buyer).contract.proposeSplit({ id: deal.contractId, sellerMinor: '0', outcome: 'continued', statement: '系统故障致未能确认，双方同意继续' }),
    )
    expect(await done(m.as(deal.tto).contract.confirmSplit({ id: deal.contractId, sha256, accepts: true }))).toMatchObject({ state: 'sale_pending' })
    await m.settle()
    expect(await m.as(deal.tto).contract.rescind({ id: deal.contractId, reason: '再次解除' })).toMatchObject({ refusal: { code: 'contract.nobody_is_late' } })
    await done(m.as(deal.buyer).contract.confirmSale({ id: deal.contractId, sha256: (await getOf(m, deal)).salePaper.sha256, accepts: true }))
    await m.settle()
    expect(await getOf(m, deal)).toMatchObject({ state: 'drafted' })
    await isBooked(m)
  })
})
