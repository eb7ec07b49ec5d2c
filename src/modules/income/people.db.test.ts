/** Who shares in the income of a licence: the co-owner of the patent first, then the completers, and others who made important contributions to the conversion. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { parseInstant } from '#kernel/instant.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { bankDay, done, FINAL_PRICE, settledDeal, upload, type Deal } from '../contract/deal.story.ts'

const LICENCE = {
  kind: 'licence' as const,
  exclusivity: 'ordinary' as const,
  termMonths: 36,
  territory: { zh: '中国境内', en: 'China' },
  field: { zh: '全部领域', en: 'All fields' },
}
const CO_OWNER_SHARE = 3_000
const THEIRS = (FINAL_PRICE * 3n) / 10n
const COST = 2_000_000n
const NET = FINAL_PRICE - THEIRS - COST
const REWARD = (NET * 7n) / 10n
const OUTSIDE = { name: '何问津', particulars: '浙江示范技术转移中心（演示），技术经理人' }
const CONTRIBUTION = '组织中试并促成受让方实施'

let m: TestMarket
let deal: Deal
let coOwner = ''
let coOwnersOfficer: Actor
let planId = ''
let voucher = ''

const plan = (change: Readonly<Record<string, unknown>> = {}) => ({
  id: planId,
  costs: [{ kind: 'travel' as const, label: '赴受让方现场调试差旅费', amountMinor: String(COST), voucherDocumentId: voucher }],
  taxMinor: '0',
  base: 'net' as const,
  teamRateBasisPoints: 7_000,
  rates: { main: 7_000, transfer: 500, other: 2_500 },
  shares: [
    { personId: deal.professor.personId ?? '', group: 'main' as const, basisPoints: 10_000 },
    { personId: deal.colleague.personId ?? '', group: 'other' as const, basisPoints: 6_000 },
    { personId: deal.approver.personId ?? '', group: 'other' as const, basisPoints: 3_000, contribution: CONTRIBUTION },
    { group: 'other' as const, basisPoints: 1_000, contribution: '寻找受让方', outside: OUTSIDE },
    { personId: deal.secondTto.personId ?? '', group: 'transfer' as const, basisPoints: 10_000 },
  ],
  ...change,
})
const draft = (change: Readonly<Record<string, unknown>> = {}) => m.as(deal.tto).income.draftPlan(plan(change) as never)
const get = (actor = deal.tto) => done(m.as(actor).income.get({ id: planId }))
const ofCoOwner = async () => (await done(m.as(coOwnersOfficer).income.coOwners.mine({}))).items

beforeAll(async () => {
  m = await market()
  coOwner = await m.organisation({ kind: 'institute', name: '浙江样板研究院（演示）' })
  coOwnersOfficer = await m.person({ name: '章共有', roles: [{ role: 'tto', organisationId: coOwner }] })
  deal = await settledDeal(m, {
    right: LICENCE,
    prepare: async ({ tto, university }, achievementId) => {
      const holders = [
        { organisationId: university, shareBasisPoints: 10_000 - CO_OWNER_SHARE },
        { organisationId: coOwner, shareBasisPoints: CO_OWNER_SHARE },
      ]
      await done(m.as(tto).title.declareHolders({ achievementId, holders }))
    },
  })
  planId = (await done(m.as(deal.tto).income.ofContract({ contractId: deal.contractId }))).id
  voucher = await upload(m, deal.tto, '差旅费票据.pdf', 'voucher')
})

describe('an ordinary licence that one co-owner granted alone (Patent Law art. 14)', () => {
  it('was granted without the other’s consent, and its fee is told to the other at once', async () => {
    expect(await ofCoOwner()).toMatchObject([{ planId, state: 'awaited', basisPoints: CO_OWNER_SHARE, amountMinor: String(THEIRS), settledAt: null }])
    expect(await m.as(coOwnersOfficer).income.get({ id: planId })).toMatchObject({ refusal: { code: 'income.not_found' } })
    expect((await done(m.as(deal.buyer).income.coOwners.mine({}))).items).toEqual([])
  })
  it('shares the fee by the record, or by an agreement of the co-owners that the plan names', async () => {
    const half = { coOwners: [{ organisationId: coOwner, basisPoints: 5_000 }] }
    expect(await draft(half)).toMatchObject({ refusal: { code: 'income.co_owner_agreement_missing' } })
    expect(await draft({ coOwners: [] })).toMatchObject({ refusal: { code: 'income.co_owner_missing' } })
    expect(await draft({ ...half, coOwnerAgreement: '《专利共有协议》第三条' })).toMatchObject({ ok: true })
    expect(await ofCoOwner()).toMatchObject([{ amountMinor: String(FINAL_PRICE / 2n), agreement: '《专利共有协议》第三条' }])
  })
  it('is income of the unit, and reward of its people, only after the co-owner’s part', async () => {
    expect(await draft()).toMatchObject({ ok: true, value: { netMinor: String(NET), rewardMinor: String(REWARD), retainedMinor: String(NET - REWARD) } })
    expect(await get()).toMatchObject({ coOwnerMinor: String(THEIRS), coOwnerAgreement: '', onGrossMinor: String(((FINAL_PRICE - THEIRS) * 7n) / 10n) })
  })
})

describe('contributors who are no completers (Zhejiang regulation art. 28)', () => {
  it('stand in the plan only with what they did', async () => {
    const [main, other, contributor, outside, staff] = plan().shares
    expect(await draft({ shares: [main, other, { ...contributor, contribution: '' }, outside, staff] })).toMatchObject({
      refusal: { code: 'income.not_a_completer', field: 'shares.2.contribution' },
    })
    expect(await draft({ shares: [main, other, contributor, { ...outside, outside: null }, staff] })).toMatchObject({
      refusal: { code: 'income.contributor_unnamed' },
    })
  })
  it('take nothing of the least share of main contributors and of transfer staff (art. 37)', async () => {
    expect(await draft({ rates: { main: 6_900, transfer: 500, other: 2_600 } })).toMatchObject({ refusal: { code: 'income.main_share_too_low' } })
  })
  it('are told to the open web as a number, inside the unit by name and contribution', async () => {
    const { noticeId } = await done(m.as(deal.tto).income.proposePlan({ id: planId }))
    await m.settle()
    const notice = await done(m.as(deal.buyer).notice.get({ id: noticeId }))
    expect(notice.body.zh).toContain('除成果完成人外，方案列有 2 名')
    expect(notice.body.zh).toContain('分配给其他共有人')
    for (const secret of ['周守一', OUTSIDE.name, CONTRIBUTION]) expect(JSON.stringify(notice)).not.toContain(secret)
    const { inside } = await done(m.as(deal.professor).income.ofNotice({ noticeId }))
    expect(inside?.payees).toContainEqual(expect.objectContaining({ contribution: CONTRIBUTION }))
    expect(inside?.payees).toContainEqual(expect.objectContaining({ name: { zh: OUTSIDE.name, en: OUTSIDE.name }, particulars: OUTSIDE.particulars }))
    expect(await done(m.as(coOwnersOfficer).income.ofNotice({ noticeId }))).toEqual({ inside: null })
  })
  it('read of their own share for what it is', async () => {
    const { items } = await done(m.as(deal.approver).income.mine({}))
    expect(items).toMatchObject([{ planId, contribution: CONTRIBUTION }])
  })
})

describe('payment', () => {
  it('goes to the co-owner’s organisation, to the persons, and through the unit to who is not on record', async () => {
    m.clock.set(parseInstant((await get()).noticeClosesAt ?? ''))
    await m.settle()
    // Who is rewarded by a plan may still approve it: the maker may not.
    await done(m.as(deal.secondTto).income.approve({ id: planId }))
    await done(m.as(deal.approver).income.approve({ id: planId }))
    await done(m.as(deal.tto).income.payOut({ id: planId }))
    const payouts = (await done(m.as(deal.finance).payment.payouts.list({ limit: 100 }))).items.filter(({ purpose }) => purpose === 'income')
    expect(payouts.reduce((sum, payout) => sum + BigInt(payout.amountMinor), 0n)).toBe(FINAL_PRICE)
    expect(payouts.find(({ beneficiaryId }) => beneficiaryId === coOwner)).toMatchObject({ amountMinor: String(THEIRS) })
    expect(payouts.filter(({ beneficiaryId }) => beneficiaryId === deal.university)).toHaveLength(2)
  })
  it('is whole only when the co-owner is paid too', async () => {
    const account = { number: '6222000000000001', bankName: '浙江示范银行（演示）' }
    const names: readonly (readonly [Actor, string])[] = [
      [deal.professor, '沈知行'],
      [deal.colleague, '顾若谷'],
      [deal.approver, '周守一'],
      [deal.secondTto, '孙怀瑾'],
    ]
    for (const [actor, accountName] of names) await done(m.as(actor).party.setPayoutAccount({ ...account, accountName, holderId: actor.personId ?? '' }))
    const payAll = async () => {
      await m.settle()
      const { items } = await done(m.as(deal.finance).payment.payouts.list({ state: 'ordered', limit: 100 }))
      const { batchId } = await done(m.as(deal.finance).payment.makeBatch({ payoutIds: items.map(({ id }) => id) }))
      await done(m.as(deal.secondFinance).payment.approveBatch({ batchId }))
      await done(m.as(deal.finance).payment.exportBatch({ batchId, format: 'pain.001' }))
      await bankDay(m, deal.finance)
    }
    const head = (name: string, organisationId: string) => m.person({ name, roles: [{ role: 'approver', organisationId }] })
    const own = await head('单主任', deal.university)
    await done(m.as(own).party.setPayoutAccount({ ...account, accountName: '浙江示范大学（演示）', holderId: deal.university }))
    await payAll()
    expect((await get()).state).toBe('paying')
    const theirs = await head('院长甲', coOwner)
    await done(m.as(theirs).party.setPayoutAccount({ ...account, accountName: '浙江样板研究院（演示）', holderId: coOwner }))
    await payAll()
    expect((await get()).state).toBe('paid')
    expect(await ofCoOwner()).toMatchObject([{ state: 'paid', settledAt: expect.any(String) }])
    expect(m.failures).toEqual([])
    expect(await m.checks()).toEqual([])
  })
})
