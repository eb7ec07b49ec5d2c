/** What one person gets is read inside the unit and by the person. The open web sees totals, while the notice runs and after it. */
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { operationsOf, type OperationMeta } from '#contract/operation.ts'
import { VISITOR, type Actor } from '#kernel/actor.ts'
import { parseInstant } from '#kernel/instant.ts'
import { formatAmount } from '#kernel/money.ts'
import { marketContract } from '../contracts.ts'
import { call, market, type TestMarket } from '../../../test/kit/market.ts'
import { bankDay, done, settledDeal, upload, type Deal } from '../contract/deal.story.ts'

let m: TestMarket
let deal: Deal
let bystander: Actor
let outsider: Actor
let planId = ''
let noticeId = ''
let amounts: readonly string[] = []

/** The amount in every way it is written: fen, yuan in both languages. */
const spellings = (minor: string): readonly string[] => {
  const yuan = [formatAmount(BigInt(minor), 'CNY', 'zh'), formatAmount(BigInt(minor), 'CNY', 'en')]
  return [minor, ...yuan.map((text) => text.replace(/^[^\d]+|[^\d]+$/g, ''))]
}
const amountsIn = (text: string): readonly string[] =>
  amounts.flatMap(spellings).filter((amount) => new RegExp(`(?<![\\d,])${amount.replaceAll('.', '\\.')}(?![\\d,])`).test(text))

/** Every id that anything in the log is about or related to: an outsider who knows them all learns no more. */
const everyId = async (): Promise<readonly string[]> => {
  const { rows } = await m.database.pool.query<{ id: string }>(
    `select distinct id from (select unnest(array[id, subject] || related) as id from platform.fact union select notice_id from income.plan union select document_id from income.plan) i where id is not null`,
  )
  return rows.map(({ id }) => id)
}

const operations = Object.entries(marketContract).flatMap(([module, contract]) =>
  operationsOf(contract).map(([name, procedure]) => ({
    module,
    name,
    meta: procedure['~orpc'].meta as unknown as OperationMeta,
    input: procedure['~orpc'].inputSchema,
  })),
)

const SAMPLES: Readonly<Record<string, unknown>> = { key: 'publicity.reward', from: '1', to: '2', year: 2026, by: 'institution' }

/** One input for each id where the operation asks for one; with the samples for what else it cannot do without. */
const inputsOf = (schema: unknown, ids: readonly string[]): readonly Readonly<Record<string, unknown>>[] => {
  if (!(schema instanceof z.ZodObject)) return [{}]
  const required = Object.entries(schema.shape as Record<string, z.ZodType>).filter(([, field]) => !field.safeParse(undefined).success)
  const asksFor = required.find(([key]) => !(key in SAMPLES))?.[0]
  const fixed = Object.fromEntries(required.filter(([key]) => key in SAMPLES).map(([key]) => [key, SAMPLES[key]]))
  if (asksFor !== undefined) return ids.map((id) => ({ ...fixed, [asksFor]: id }))
  return 'subject' in schema.shape ? [fixed, ...ids.map((id) => ({ ...fixed, subject: id }))] : [fixed]
}

/** Asks every public question about every id as the actor; returns what was answered, by operation. */
const readEverything = async (actor: Actor): Promise<ReadonlyMap<string, string>> => {
  const ids = await everyId()
  const answers = new Map<string, string>()
  for (const { module, name, input } of operations.filter(({ meta }) => meta.kind === 'query' && meta.access === 'public')) {
    for (const given of inputsOf(input, ids)) {
      const answer = await call(m.as(actor), `${module}.${name}`, given)
      if (answer.ok) answers.set(`${module}.${name}`, `${answers.get(`${module}.${name}`) ?? ''}\n${JSON.stringify(answer.value)}`)
    }
  }
  return answers
}

const expectTotalsOnly = async (): Promise<void> => {
  const plan = await done(m.as(deal.tto).income.get({ id: planId }))
  for (const actor of [VISITOR, outsider]) {
    const answers = await readEverything(actor)
    const told = [...answers].flatMap(([operation, text]) => amountsIn(text).map((amount) => `${operation} tells ${amount}`))
    expect(told).toEqual([])
    // It looked where there was something to see: the plan's totals stand in the notice.
    expect(answers.get('notice.get')).toContain(formatAmount(BigInt(plan.rewardMinor), 'CNY', 'zh'))
    expect([...answers.keys()]).toEqual(expect.arrayContaining(['evidence.facts.list', 'evidence.facts.proof', 'indicator.headline', 'indicator.deals.list']))
  }
}

const insideOf = async (actor: Actor) => (await done(m.as(actor).income.ofNotice({ noticeId }))).inside

beforeAll(async () => {
  m = await market()
  deal = await settledDeal(m)
  bystander = await m.person({ name: '旁观者', roles: [{ role: 'researcher', organisationId: deal.university }] })
  const elsewhere = await m.organisation({ kind: 'university', name: '宁波示范大学（演示）' })
  outsider = await m.person({ name: '外单位人员', roles: [{ role: 'approver', organisationId: elsewhere }] })
  planId = (await done(m.as(deal.tto).income.ofContract({ contractId: deal.contractId }))).id
  const shares = [
    { personId: deal.professor.personId ?? '', group: 'main' as const, basisPoints: 10_000 },
    { personId: deal.colleague.personId ?? '', group: 'other' as const, basisPoints: 10_000 },
    { personId: deal.secondTto.personId ?? '', group: 'transfer' as const, basisPoints: 10_000 },
  ]
  await done(
    m.as(deal.tto).income.draftPlan({
      id: planId,
      costs: [{ kind: 'valuation', label: '资产评估费', amountMinor: '5012300', voucherDocumentId: await upload(m, deal.tto, '评估费发票.pdf', 'voucher') }],
      taxMinor: '3045600',
      base: 'net',
      teamRateBasisPoints: 7000,
      rates: { main: 7000, transfer: 500, other: 2500 },
      shares,
    }),
  )
  noticeId = (await done(m.as(deal.tto).income.proposePlan({ id: planId }))).noticeId
  await m.settle()
  amounts = (await done(m.as(deal.tto).income.get({ id: planId }))).payees.map(({ amountMinor }) => amountMinor)
})

describe('while the notice runs', () => {
  it('the open web and other institutions see totals only', async () => {
    expect(new Set(amounts).size).toBe(3)
    await expectTotalsOnly()
  })

  it('everybody in the unit sees who is to get what; outside nobody does', async () => {
    for (const actor of [bystander, deal.professor, deal.secondTto, deal.approver])
      expect((await insideOf(actor))?.payees.map(({ amountMinor }) => amountMinor)).toEqual(amounts)
    expect(await insideOf(bystander)).toMatchObject({ maySeePlan: false, payees: [{ name: { zh: '沈知行' } }, {}, {}] })
    for (const actor of [outsider, deal.buyer, deal.clerk]) expect(await insideOf(actor)).toBeNull()
    expect(await m.as(VISITOR).income.ofNotice({ noticeId })).toMatchObject({ ok: false })
  })

  it('the paper with the names goes to the unit’s officers, the persons and the regulator', async () => {
    const { paper } = await done(m.as(deal.tto).income.get({ id: planId }))
    const reads = async (actor: Actor) => (await m.as(actor).document.get({ id: paper?.documentId ?? '' })).ok
    for (const actor of [deal.tto, deal.approver, deal.professor, deal.colleague, deal.regulator]) expect(await reads(actor)).toBe(true)
    for (const actor of [VISITOR, outsider, deal.buyer, deal.clerk, bystander]) expect(await reads(actor)).toBe(false)
  })

  it('a member of the unit objects to what only the unit sees, and the head of the unit answers', async () => {
    const { objectionId, state } = await done(m.as(bystander).notice.object({ id: noticeId, grounds: '本人参与了中试，应列入其他完成人。' }))
    expect(state).toBe('paused')
    expect((await insideOf(bystander))?.payees).toHaveLength(3)
    await done(m.as(deal.approver).notice.dismissObjection({ id: objectionId, reason: '中试由外协单位完成，记录见归档' }))
    await m.settle()
  })
})

describe('after it, when everybody is paid', () => {
  beforeAll(async () => {
    const { noticeClosesAt } = await done(m.as(deal.tto).income.get({ id: planId }))
    const { closesAt } = await done(m.as(deal.tto).notice.get({ id: noticeId }))
    m.clock.set(parseInstant(closesAt ?? noticeClosesAt ?? ''))
    await m.settle()
    for (const actor of [deal.secondTto, deal.approver]) await done(m.as(actor).income.approve({ id: planId }))
    for (const [actor, accountName] of new Map([
      [deal.professor, '沈知行'],
      [deal.colleague, '顾若谷'],
      [deal.secondTto, '孙怀瑾'],
    ]))
      await done(
        m.as(actor).party.setPayoutAccount({ holderId: actor.personId ?? '', accountName, number: '6222000000000001', bankName: '浙江示范银行（演示）' }),
      )
    await done(m.as(deal.tto).income.payOut({ id: planId }))
    const { items } = await done(m.as(deal.finance).payment.payouts.list({ state: 'ordered' }))
    const { batchId } = await done(m.as(deal.finance).payment.makeBatch({ payoutIds: items.map((payout) => payout.id) }))
    await done(m.as(deal.secondFinance).payment.approveBatch({ batchId }))
    await done(m.as(deal.finance).payment.exportBatch({ batchId, format: 'pain.001' }))
    await bankDay(m, deal.finance)
  })

  it('the open web and other institutions still see totals only', expectTotalsOnly)

  it('each person sees the own amount, the unit’s officers all of them, other members none', async () => {
    const [own] = amounts
    expect(await done(m.as(deal.professor).income.mine({}))).toMatchObject({ paidMinor: own, items: [{ planId, amountMinor: own }] })
    for (const actor of [deal.tto, deal.approver, deal.professor])
      expect((await done(m.as(actor).income.get({ id: planId }))).payees.map(({ amountMinor }) => amountMinor)).toEqual(amounts)
    const timeline = await done(m.as(deal.professor).evidence.facts.list({ subject: planId, limit: 100 }))
    expect(JSON.stringify(timeline.items.filter(({ type }) => type === 'income.paid').map(({ body }) => body))).toContain(own)
    expect((await done(m.as(deal.tto).income.get({ id: planId }))).state).toBe('paid')
    expect(await insideOf(bystander)).toBeNull()
    expect((await m.as(bystander).income.get({ id: planId })).ok).toBe(false)
    expect(m.failures).toEqual([])
    expect(await m.checks()).toEqual([])
  })
})
