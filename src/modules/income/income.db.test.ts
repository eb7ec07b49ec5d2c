import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { parseInstant } from '#kernel/instant.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { waitingFor } from '../../../test/kit/waiting.ts'
import { bankDay, done, FINAL_PRICE, settledDeal, upload, type Deal } from '../contract/deal.story.ts'

const NAMES = new Map<Actor, string>()
const COST = 5_000_000n
const TAX = 3_000_000n
const NET = FINAL_PRICE - COST - TAX
const REWARD = (NET * 7n) / 10n

let m: TestMarket
let deal: Deal
let planId = ''
let voucher = ''

const get = async (actor = deal.tto) => done(m.as(actor).income.get({ id: planId }))
const shares = () => [
  { personId: deal.professor.personId ?? '', group: 'main' as const, basisPoints: 10_000 },
  { personId: deal.colleague.personId ?? '', group: 'other' as const, basisPoints: 10_000 },
  { personId: deal.secondTto.personId ?? '', group: 'transfer' as const, basisPoints: 10_000 },
]
const plan = (change: Readonly<Record<string, unknown>> = {}) => ({
  id: planId,
  costs: [{ kind: 'valuation' as const, label: '资产评估费', amountMinor: String(COST), voucherDocumentId: voucher }],
  taxMinor: String(TAX),
  base: 'net' as const,
  teamRateBasisPoints: 7000,
  rates: { main: 7000, transfer: 500, other: 2500 },
  shares: shares(),
  ...change,
})
const draft = (change: Readonly<Record<string, unknown>> = {}, actor = deal.tto) => m.as(actor).income.draftPlan(plan(change) as never)

beforeAll(async () => {
  m = await market()
  deal = await settledDeal(m)
  NAMES.set(deal.professor, '沈知行').set(deal.colleague, '顾若谷').set(deal.secondTto, '孙怀瑾')
  planId = (await done(m.as(deal.tto).income.ofContract({ contractId: deal.contractId }))).id
  voucher = await upload(m, deal.tto, '评估费发票.pdf', 'voucher')
})

describe('a plan', () => {
  it('is awaited when the price has come, with its date to pay', async () => {
    expect(await get()).toMatchObject({ state: 'awaited', grossMinor: String(FINAL_PRICE), teamRateBasisPoints: 7000 })
    expect((await get()).payDueAt).not.toBeNull()
    expect(await m.as(deal.buyer).income.get({ id: planId })).toMatchObject({ refusal: { code: 'income.not_found' } })
    expect(await m.as(deal.professor).income.get({ id: planId })).toMatchObject({ refusal: { code: 'income.not_found' } })
  })

  it('gives the editor what it needs', async () => {
    const editor = await done(m.as(deal.tto).income.editor.get({ id: planId }))
    expect(editor.rules).toMatchObject({ teamRate: { value: 7000 }, base: { value: 'net' }, mainRate: { value: 7000 }, transferRate: { value: 500 } })
    expect(editor.completers.map((completer) => completer.isMain)).toEqual([true, false])
    expect(editor.completers.map(({ name }) => name)).toMatchObject([
      { zh: expect.any(String), en: expect.any(String) },
      { zh: expect.any(String), en: expect.any(String) },
    ])
  })

  it('is refused by the rules, with their source', async () => {
    expect(await draft({ teamRateBasisPoints: 6999 })).toMatchObject({
      refusal: { code: 'income.team_share_too_low', rule: { key: 'reward.rate.transferLicense' } },
    })
    expect(await draft({ rates: { main: 6900, transfer: 500, other: 2600 } })).toMatchObject({
      refusal: { code: 'income.main_share_too_low', rule: { key: 'reward.inner.mainContributors' } },
    })
    expect(await draft({ costs: [{ kind: 'fiscal_research', label: '省重点研发专项', amountMinor: '1', voucherDocumentId: voucher }] })).toMatchObject({
      refusal: { code: 'income.cost_not_deductible' },
    })
    expect(await draft({ costs: [{ kind: 'legal', label: '律师费', amountMinor: '1', voucherDocumentId: null }] })).toMatchObject({
      refusal: { code: 'income.voucher_missing' },
    })
    expect(await draft({ shares: [shares()[0], shares()[2]], rates: { main: 9500, transfer: 500, other: 0 } })).toMatchObject({
      refusal: { code: 'income.completer_missing' },
    })
    expect(await draft({ shares: [shares()[0], shares()[1], { ...shares()[2], personId: deal.buyer.personId }] })).toMatchObject({
      refusal: { code: 'income.not_transfer_staff' },
    })
    expect((await get()).state).toBe('awaited')
  })

  it('is drafted by the transfer office only', async () => {
    expect(await draft({}, deal.approver)).toMatchObject({ ok: false })
    expect(await draft()).toMatchObject({
      ok: true,
      value: { state: 'draft', netMinor: String(NET), rewardMinor: String(REWARD), retainedMinor: String(NET - REWARD) },
    })
    const { payees } = await get()
    expect(payees.reduce((sum, payee) => sum + BigInt(payee.amountMinor), 0n)).toBe(REWARD)
  })
})

describe('its notice', () => {
  it('runs before anybody may approve or pay', async () => {
    const { closesAt } = await done(m.as(deal.tto).income.proposePlan({ id: planId }))
    await m.settle()
    expect(await get()).toMatchObject({ state: 'noticed' })
    expect((await get()).paper).not.toBeNull()
    expect(await m.as(deal.approver).income.approve({ id: planId })).toMatchObject({ refusal: { code: 'income.notice_still_runs' } })
    expect(await m.as(deal.tto).income.payOut({ id: planId })).toMatchObject({ refusal: { code: 'income.notice_still_runs' } })
    expect(closesAt > (await get()).receivedAt).toBe(true)
  })

  it('shows each payee the own amount', async () => {
    const mine = await done(m.as(deal.professor).income.mine({}))
    expect(mine).toMatchObject({ paidMinor: '0', expectedMinor: String((REWARD * 7n) / 10n), items: [{ planId, group: 'main' }] })
  })

  it('ends the plan when an objection is upheld: it goes back to its maker', async () => {
    const { noticeId } = await get()
    const { objectionId } = await done(m.as(deal.colleague).notice.object({ id: noticeId ?? '', grounds: '本人对其他完成人的分配比例有不同意见。' }))
    await done(m.as(deal.approver).notice.upholdObjection({ id: objectionId, reason: '比例依据不足，请重新核定' }))
    await m.settle()
    expect(await get()).toMatchObject({ state: 'draft', returnReason: '比例依据不足，请重新核定', noticeId: null })
  })

  it('runs again for the new plan, and then it is cleared', async () => {
    await done(draft({ rates: { main: 7000, transfer: 600, other: 2400 } }))
    const { closesAt } = await done(m.as(deal.tto).income.proposePlan({ id: planId }))
    m.clock.set(parseInstant(closesAt))
    await m.settle()
    expect((await get()).state).toBe('cleared')
    // Never its maker.
    expect([await waitingFor(m, deal.tto), await waitingFor(m, deal.secondTto)]).toEqual([[], ['income_plan.approve']])
  })
})

describe('approval and payment', () => {
  it('need two different persons, neither the maker', async () => {
    expect(await m.as(deal.tto).income.payOut({ id: planId })).toMatchObject({ refusal: { code: 'income.approvals_missing' } })
    expect(await m.as(deal.tto).income.approve({ id: planId })).toMatchObject({ refusal: { code: 'income.maker_may_not_approve' } })
    expect(await done(m.as(deal.secondTto).income.approve({ id: planId }))).toMatchObject({ state: 'approving' })
    expect(await m.as(deal.secondTto).income.approve({ id: planId })).toMatchObject({ refusal: { code: 'income.second_person_needed' } })
    expect([await waitingFor(m, deal.secondTto), await waitingFor(m, deal.approver)]).toEqual([[], ['income_plan.approve']])
    expect(await done(m.as(deal.approver).income.approve({ id: planId }))).toMatchObject({ state: 'approved' })
    expect(await waitingFor(m, deal.tto)).toEqual(['income_plan.payOut'])
  })

  it('order every payment at once', async () => {
    for (const [actor, accountName] of NAMES)
      await done(
        m.as(actor).party.setPayoutAccount({ holderId: actor.personId ?? '', accountName, number: '6222000000000001', bankName: '浙江示范银行（演示）' }),
      )
    expect(await done(m.as(deal.tto).income.payOut({ id: planId }))).toMatchObject({ state: 'paying' })
    expect(await m.as(deal.tto).income.payOut({ id: planId })).toMatchObject({ refusal: { code: 'income.wrong_state' } })
    const { items } = await done(m.as(deal.finance).payment.payouts.list({}))
    const own = items.filter((payout) => payout.purpose === 'income')
    expect(own.reduce((sum, payout) => sum + BigInt(payout.amountMinor), 0n)).toBe(FINAL_PRICE)
  })

  it('is known by its name to who books the payments, and open to its own people alone', async () => {
    const asked = { ids: [planId] }
    expect((await done(m.as(deal.finance).income.names.list(asked))).items).toMatchObject([{ id: planId, isOpen: false }])
    expect((await done(m.as(deal.tto).income.names.list(asked))).items).toMatchObject([{ id: planId, isOpen: true }])
    const stranger = await m.person({
      name: '别校',
      roles: [{ role: 'tto', organisationId: await m.organisation({ kind: 'university', name: '别的大学（演示）' }) }],
    })
    expect((await done(m.as(stranger).income.names.list(asked))).items).toEqual([])
    expect(await m.as(deal.buyer).income.names.list(asked)).toMatchObject({ refusal: { code: 'request.forbidden' } })
  })

  it('are done when the bank says so, and each person confirms', async () => {
    expect(await m.as(deal.professor).income.confirmReceipt({ id: planId })).toMatchObject({ refusal: { code: 'income.not_paid_yet' } })
    const { items } = await done(m.as(deal.finance).payment.payouts.list({ state: 'ordered' }))
    const { batchId } = await done(m.as(deal.finance).payment.makeBatch({ payoutIds: items.map((payout) => payout.id) }))
    await done(m.as(deal.secondFinance).payment.approveBatch({ batchId }))
    await done(m.as(deal.finance).payment.exportBatch({ batchId, format: 'pain.001' }))
    await bankDay(m, deal.finance)
    expect((await get()).state).toBe('paid')
    await done(m.as(deal.professor).income.confirmReceipt({ id: planId }))
    expect(await m.as(deal.professor).income.confirmReceipt({ id: planId })).toMatchObject({ refusal: { code: 'income.already_confirmed' } })
    expect(await done(m.as(deal.professor).income.mine({}))).toMatchObject({ paidMinor: String((REWARD * 7n) / 10n), expectedMinor: '0' })
    expect(m.failures).toEqual([])
    expect(await m.checks()).toEqual([])
  })

  it('show in the market’s figures, which come out the same when the log is read again', async () => {
    const read = async () => {
      const api = m.as(deal.regulator).indicator
      return [
        await done(api.headline({ months: 12 })),
        await done(api.deals.list({})),
        await done(api.breakdown({ by: 'field' })),
        await done(api.breakdown({ by: 'region' })),
      ]
    }
    const heard = await read()
    expect(heard[0]).toMatchObject({
      total: { deals: 1, turnoverMinor: String(FINAL_PRICE), researcherIncomeMinor: String(REWARD), premiumBasisPoints: 2000, catalogued: 1 },
    })
    await done(m.as(deal.regulator).indicator.rebuild({}))
    expect(await read()).toEqual(heard)
  })
})
