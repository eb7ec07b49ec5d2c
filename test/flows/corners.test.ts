/** Operations off the main road: suspending, refusing, returning, ending, previewing. */
import { beforeAll, describe, expect, it } from 'vitest'
import { SYSTEM } from '#kernel/actor.ts'
import { DAY_MS, later, MINUTE_MS, parseInstant } from '#kernel/instant.ts'
import { nextDue } from '#platform/work/queue.ts'
import { demoAchievements } from '../../src/app/demo/achievement-data.ts'
import { layBankAccounts, layCast, type LaidCast } from '../../src/app/demo/lay-cast.ts'
import { catalogue } from '../../src/app/stage/cataloguing.ts'
import { applyFor, bidInTurn, draftLot, importStatement, publishLot, submitLot } from '../../src/app/stage/selling.ts'
import { confirmSale, disputeOver, payAndDeliver, payAndHandOver, proposePlan, signContract } from '../../src/app/stage/dealing.ts'
import { INSTITUTIONS, wan, type Stage } from '../../src/app/stage/stage.ts'
import { market } from '../kit/market.ts'

const m = await market()
const institution = INSTITUTIONS.polytechnic
let cast: LaidCast
const actorOf = (key: string) => cast.actors.get(key) ?? SYSTEM
const stage: Stage = {
  as: (key) => m.core.as(actorOf(key)),
  actorOf,
  organisationId: (key) => cast.organisations.get(key) ?? '',
  personId: (key) => actorOf(key).personId ?? '',
  settle: m.settle,
  now: m.clock.now,
}

/** Goes forward through everything that is due on the way. */
const goTo = async (at: ReturnType<typeof m.clock.now>) => {
  for (;;) {
    await m.settle()
    const due = await nextDue(m.database.reader)
    if (due === null || due > at) break
    m.clock.set(later(due, 0) > m.clock.now() ? due : m.clock.now())
  }
  m.clock.set(at)
  await m.settle()
}

const offered = async (index: number, right: 'assignment' | 'ordinary') => {
  const item = demoAchievements[index]
  if (!item) throw new Error('no such demo achievement')
  const achievementId = await catalogue(stage, institution, item, 500 + index)
  return { item, achievementId, institution, right, startWan: 100, reserveWan: null }
}

beforeAll(async () => {
  let serial = 0
  cast = await layCast(m.core, { createAccount: async () => `account-${(serial += 1)}` })
  await layBankAccounts(m.core, cast)
})

describe('a lot off the main road', () => {
  it('previews its terms by the rules, names them, and the rule can be opened', async () => {
    const preview = await stage.as('tto.poly').listing.previewTerms({ startingPriceMinor: wan(100) })
    expect(BigInt(preview.depositMinor)).toBe(BigInt(wan(10)))
    const rule = preview.rules[0]
    expect(await stage.as('tto.poly').rulebook.versions.get({ id: rule?.id ?? '' })).toMatchObject({ key: rule?.key })
  })

  it('is suspended and resumed by the clerk; an applicant is refused with a reason', async () => {
    const lotId = await submitLot(stage, await offered(1, 'ordinary'))
    await publishLot(stage, lotId)
    const { applicationId } = await stage.as('enterprise').listing.apply({ id: lotId, undertakingAccepted: true })
    await stage.as('clerk').listing.refuseApplication({ id: applicationId, reason: '不具备实施条件。' })
    expect((await stage.as('clerk').listing.applications.list({ id: lotId })).items).toMatchObject([{ state: 'refused', reason: '不具备实施条件。' }])
    const second = await stage.as('enterprise2').listing.apply({ id: lotId, undertakingAccepted: true })
    expect(await stage.as('enterprise2').listing.withdrawApplication({ id: second.applicationId })).toMatchObject({ state: 'withdrawn' })
    expect(await stage.as('clerk').listing.suspendLot({ id: lotId, reason: '核实权属。' })).toMatchObject({ state: 'suspended' })
    expect(await stage.as('clerk').listing.resumeLot({ id: lotId })).toMatchObject({ state: 'notice' })
    expect(await m.as(actorOf('enterprise')).listing.suspendLot({ id: lotId, reason: 'x' })).toMatchObject({
      ok: false,
      refusal: { code: 'request.forbidden' },
    })
  })

  it('loses a bidder whose deposit the bank takes back, until it is paid again', async () => {
    const lotId = await submitLot(stage, await offered(3, 'ordinary'))
    await publishLot(stage, lotId)
    await applyFor(stage, lotId, ['enterprise'])
    await importStatement(stage)
    const applicant = async () => (await stage.as('clerk').listing.applications.list({ id: lotId })).items[0]
    expect(await applicant()).toMatchObject({ state: 'confirmed', depositState: 'held' })
    const finance = stage.as('finance').payment
    const request = (await stage.as('enterprise').payment.requests.mine({ subject: lotId })).requests[0]
    const amount = BigInt(request?.amountMinor ?? 0)
    const closing = BigInt((await finance.overview({})).bank?.closingMinor ?? 0) - amount
    const yuan = (minor: bigint) => `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`
    const csv = ['交易日期,借方发生额,贷方发生额,余额,摘要,流水号', `2026-03-04,${yuan(amount)},,${yuan(closing)},冲正,RV1`].join('\n')
    const { statementId } = await finance.uploadStatement({ fileName: 'r.csv', contentBase64: Buffer.from(csv, 'utf8').toString('base64') })
    await finance.bookStatement({ statementId })
    const lineId = (await finance.statements.get({ statementId })).lines[0]?.id ?? ''
    const original = (await finance.lines.get({ lineId })).lineCandidates.find(({ target }) => target?.id === request?.id)
    await finance.proposeAssignment({ lineId, targetId: original?.id ?? '', note: '银行来电：付款行撤销' })
    await stage.as('finance2').payment.confirmAssignment({ lineId })
    await m.settle()
    expect(await applicant()).toMatchObject({ state: 'qualified', depositState: 'requested', bidderNumber: null })
    await goTo(later(m.clock.now(), DAY_MS))
    await importStatement(stage)
    expect(await applicant()).toMatchObject({ state: 'confirmed', depositState: 'held' })
    expect(await m.checks()).toEqual([])
  })

  it('is not seen by others while it is a draft', async () => {
    const lotId = await draftLot(stage, await offered(2, 'ordinary'))
    expect(await m.as(actorOf('tto')).listing.get({ id: lotId })).toMatchObject({ ok: false, refusal: { code: 'listing.not_found' } })
  })
})

describe('a deal off the main road', () => {
  const sold = async (index: number) => {
    const lotId = await submitLot(stage, await offered(index, 'assignment'))
    const { opensAt } = await publishLot(stage, lotId)
    await applyFor(stage, lotId, ['enterprise', 'enterprise2'])
    await importStatement(stage)
    await goTo(later(opensAt, -DAY_MS))
    const { id: auctionId } = await stage.as('clerk').auction.ofLot({ id: lotId })
    await stage.as('auctioneer').auction.assign({ id: auctionId })
    await stage.as('auctioneer').auction.openRemarks({ id: auctionId, remarks: { zh: '欢迎各位竞买人。', en: 'Welcome to all bidders.' } })
    await goTo(later(opensAt, MINUTE_MS))
    const buyer = await bidInTurn(stage, lotId, { enterprises: ['enterprise', 'enterprise2'], steps: [1, 1, 1] })
    const auction = await stage.as('clerk').auction.get({ id: auctionId })
    expect(auction.remarks?.en).toBe('Welcome to all bidders.')
    await goTo(later(parseInstant(auction.endsAt), MINUTE_MS))
    const lot = await stage.as('clerk').listing.get({ id: lotId })
    const notice = await stage.as('clerk').notice.get({ id: lot.resultNoticeId ?? '' })
    await goTo(later(parseInstant(notice.closesAt ?? ''), MINUTE_MS))
    const contractId = await confirmSale(stage, institution, buyer, lotId)
    await signContract(stage, institution, buyer, contractId)
    return { contractId, buyer }
  }

  it('is ended by both sides before it is settled, the deposit divided as they say, and the books still add up', async () => {
    const { contractId, buyer } = await sold(4)
    const { escrowMinor } = await stage.as('tto.poly').contract.get({ id: contractId })
    const proposed = await stage.as('tto.poly').contract.proposeSplit({ id: contractId, sellerMinor: '0', outcome: 'ended', statement: '双方协商一致解除。' })
    expect(await stage.as(buyer).contract.confirmSplit({ id: contractId, sha256: proposed.sha256, accepts: true })).toMatchObject({ state: 'terminated' })
    await m.settle()
    const ended = await stage.as('clerk').contract.get({ id: contractId })
    expect(ended).toMatchObject({ endGround: 'agreement', escrowMinor: '0', splits: [{ buyerMinor: escrowMinor, state: 'confirmed' }] })
    expect(await m.checks()).toEqual([])
  })

  it('is disputed with the papers of both sides, and goes on at the lower price that the other side confirms', async () => {
    const { contractId, buyer } = await sold(6)
    await payAndDeliver(stage, institution, contractId)
    await disputeOver(stage, institution, buyer, contractId)
    const disputed = await stage.as(buyer).contract.get({ id: contractId })
    expect(disputed).toMatchObject({ state: 'disputed', statements: [{ side: 'buyer' }, { side: 'seller' }], splits: [{ state: 'open', side: 'seller' }] })
    const [split] = disputed.splits
    const { state } = await stage.as(buyer).contract.confirmSplit({ id: contractId, sha256: split?.sha256 ?? '', accepts: true })
    await m.settle()
    const after = await stage.as(buyer).contract.get({ id: contractId })
    // A right that passes on registration is still to be registered; the rest of the price waits for it.
    expect([state, after.escrowMinor]).toEqual(disputed.registers.length > 0 ? ['registering', split?.sellerMinor] : ['settled', '0'])
    expect(await m.checks()).toEqual([])
    expect(m.failures).toEqual([])
  })

  it('sends an income plan back to its maker', async () => {
    const { contractId, buyer } = await sold(5)
    await payAndHandOver(stage, institution, buyer, contractId)
    const { planId, closesAt } = await proposePlan(stage, institution, contractId)
    await goTo(later(closesAt, MINUTE_MS))
    await stage.as('approver.poly').income.approve({ id: planId })
    expect(await stage.as('approver2.poly').income.returnPlan({ id: planId, reason: '请补充成本凭证。' })).toMatchObject({ state: 'draft' })
    expect(await m.checks()).toEqual([])
    expect(m.failures).toEqual([])
  })
})
