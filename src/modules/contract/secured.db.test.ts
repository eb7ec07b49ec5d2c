/** A winner whose deposit is a guarantee: nothing is set off, the paper is free when the price is paid, and called when the winner does not keep its word. */
import { beforeEach, describe, expect, it } from 'vitest'
import { DAY_MS, later, parseInstant, type Instant } from '#kernel/instant.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { bankDay, confirmContract, confirmSale, dealToConfirm, DEPOSIT, done, FINAL_PRICE, upload, type Deal } from './deal.story.ts'

let m: TestMarket
let deal: Deal
let instrumentId = ''

beforeEach(async () => {
  m = await market()
  deal = await dealToConfirm(m, {
    secure: async ({ buyer, finance, secondFinance }, lotId) => {
      const [application] = (await done(m.as(buyer).listing.applications.mine({ lotId }))).items
      const paper = { kind: 'guarantee' as const, issuerName: '示范银行（演示）', number: 'BH-1', validUntil: '2026-12-31' }
      const documentId = await upload(m, buyer, '保函.pdf', 'proof')
      const secured = await done(m.as(buyer).listing.secureDeposit({ id: application?.id ?? '', ...paper, documentId }))
      instrumentId = secured.instrumentId
      await done(m.as(finance).payment.checkInstrument({ instrumentId, note: '已向出具行核实' }))
      await done(m.as(secondFinance).payment.confirmInstrument({ instrumentId }))
      await m.settle()
    },
  })
})

const paper = () => done(m.as(deal.finance).payment.instruments.get({ instrumentId }))
const quiet = async () => {
  expect(m.failures).toEqual([])
  expect(await m.checks()).toEqual([])
}

it('pays the whole price, and the guarantee is free with it', async () => {
  expect(await done(m.as(deal.buyer).contract.get({ id: deal.contractId }))).toMatchObject({ depositMinor: '0' })
  await confirmSale(m, deal)
  await confirmContract(m, deal)
  expect((await paper()).state).toBe('standing')
  await bankDay(m, deal.finance)
  expect(await done(m.as(deal.buyer).contract.get({ id: deal.contractId }))).toMatchObject({ state: 'paid', escrowMinor: String(FINAL_PRICE) })
  expect((await paper()).state).toBe('released')
  await quiet()
})

const keepSilent = async () => {
  const contract = await done(m.as(deal.tto).contract.get({ id: deal.contractId }))
  const { salePaper } = contract
  await done(m.as(deal.tto).contract.confirmSale({ id: deal.contractId, sha256: salePaper.sha256, accepts: true }))
  m.clock.set(later(parseInstant(contract.signBy ?? ''), 1_000))
  await m.settle()
  const { objectionEndsAt } = await done(m.as(deal.tto).contract.rescind({ id: deal.contractId, reason: '受让方逾期未确认成交' }))
  return parseInstant(objectionEndsAt)
}
const endBySilence = async (at: Instant) => {
  m.clock.set(later(at, DAY_MS))
  await m.settle()
  await done(m.as(deal.clerk).contract.recordEnd({ id: deal.contractId }))
  await m.settle()
}

describe('a winner that lets the term to confirm pass', () => {
  beforeEach(async () => endBySilence(await keepSilent()))

  it('has its guarantor asked for the deposit, and the money that comes is on hold for the lot', async () => {
    const [call] = (await paper()).calls
    expect(call).toMatchObject({ state: 'called', amountMinor: String(DEPOSIT), subject: deal.lotId })
    expect((await done(m.as(deal.buyer).payment.deposits.mine({}))).items[0]).toMatchObject({ state: 'called', kind: 'guarantee' })
    expect((await done(m.as(deal.finance).desk.waiting({}))).items.map(({ kind, act }) => `${kind}.${act}`)).toContain('instrument.followUp')
    await bankDay(m, deal.finance)
    expect(await paper()).toMatchObject({ state: 'paid', calls: [{ state: 'paid' }], boundMinor: '0' })
    await quiet()
  })

  it('still owes it when the issuer refuses, and pays it itself', async () => {
    const refuse = () => m.as(deal.finance).payment.refuseCall({ instrumentId, subject: deal.lotId, reason: '出具行以欺诈为由拒付' })
    expect(await m.as(deal.buyer).payment.refuseCall({ instrumentId, subject: deal.lotId, reason: 'x' })).toMatchObject({
      refusal: { code: 'request.forbidden' },
    })
    await done(refuse())
    expect(await refuse()).toMatchObject({ refusal: { code: 'payment.instrument.wrong_state' } })
    expect(await paper()).toMatchObject({ state: 'refused', boundMinor: '0', calls: [{ state: 'refused' }] })
    await quiet()
    await bankDay(m, deal.finance)
    expect(await paper()).toMatchObject({ state: 'paid' })
    await quiet()
  })
})

it('ends by its own default also when the guarantee has run out meanwhile: nobody is asked who vouches for nothing', async () => {
  const objectionEndsAt = await keepSilent()
  m.clock.set(parseInstant('2027-01-02T00:00:00.000Z'))
  await m.settle()
  expect((await paper()).state).toBe('lapsed')
  await endBySilence(later(objectionEndsAt, 365 * DAY_MS))
  expect((await paper()).calls).toEqual([])
  const [row] = (await done(m.as(deal.finance).listing.forfeits.list({}))).items
  expect(row).toMatchObject({ lotId: deal.lotId, state: 'by_contract' })
  await quiet()
})
