/** Deposits without cash: a paper is filed, checked by two people, bound to a lot, and freed with it. */
import { beforeEach, expect, it } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { dateOf, DAY_MS, later, type Instant } from '#kernel/instant.ts'
import type { Result } from '#kernel/result.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { stageOf } from '../../../test/kit/stage.ts'
import {
  applyAndQualify,
  enterprise,
  gatherCast,
  importStatement,
  openLot,
  PLAN,
  type Bidder,
  type Cast,
  type StoryStage,
} from '../../app/stage/auction-story.ts'

let [m, stage, cast, second] = [null, null, null, null] as unknown as [TestMarket, StoryStage, Cast, Actor]
let [anna, bruno] = [null, null] as unknown as [Bidder, Bidder]

beforeEach(async () => {
  m = await market()
  stage = stageOf(m)
  cast = await gatherCast(stage)
  second = await stage.person('复核（演示）', [{ role: 'finance', organisationId: cast.finance.mandates[0]?.organisationId ?? '' }])
  anna = await enterprise(stage, '杭州甲（演示）')
  bruno = await enterprise(stage, '宁波乙（演示）')
})

const must = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}
const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code)

let serial = 0
const proof = async (by: Actor): Promise<string> => {
  serial += 1
  const contentBase64 = Buffer.from(`%PDF-1.7\n% ${serial}\n%%EOF\n`).toString('base64')
  return must(await m.as(by).document.upload({ name: '保函.pdf', kind: 'proof', contentBase64 })).id
}
const inDays = (days: number): string => dateOf(later(m.clock.now(), days * DAY_MS))
const paper = async (by: Actor, more: object = {}) => ({
  kind: 'guarantee' as const,
  issuerName: '示范银行杭州分行（演示）',
  number: `BH-${(serial += 1)}`,
  amountMinor: PLAN.depositMinor,
  validUntil: inDays(120),
  documentId: await proof(by),
  ...more,
})
const applicationOf = async ({ actor }: Bidder, lotId: string) => {
  const [application] = must(await m.as(actor).listing.applications.mine({ lotId })).items
  if (!application) throw new Error('no application')
  return application
}
const lotWith = async (alternatives: readonly ('guarantee' | 'insurance' | 'waiver')[], bidders: readonly Bidder[] = [anna]) => {
  const waiver = alternatives.includes('waiver')
    ? { waiverBasis: { zh: '上一年度在本市场履约无违约记录。', en: 'No default on this market in the last year.' } }
    : {}
  const lot = await openLot(stage, cast, PLAN, { depositAlternatives: alternatives, ...waiver })
  await applyAndQualify(stage, cast, lot.lotId, bidders)
  return lot
}
const twoOfficers = async (instrumentId: string) => {
  must(await m.as(cast.finance).payment.checkInstrument({ instrumentId, note: '已电话核实' }))
  const confirmed = must(await m.as(second).payment.confirmInstrument({ instrumentId }))
  await m.settle()
  return confirmed
}
const quiet = async () => {
  expect(m.failures).toEqual([])
  expect(await m.checks()).toEqual([])
}
const held = async () =>
  (
    await m.database.pool.query<{ c: string; posted: bigint; held: bigint }>(
      `select code c, posted_minor posted, held_minor held from ledger.account where class = 'cover'`,
    )
  ).rows

it('a guarantee makes a bidder once two officers have confirmed it, and goes back with the lot', async () => {
  const { lotId } = await lotWith(['guarantee'], [anna, bruno])
  const { id } = await applicationOf(anna, lotId)
  const { instrumentId } = must(await m.as(anna.actor).listing.secureDeposit({ id, ...(await paper(anna.actor)) }))
  expect(code(await m.as(anna.actor).listing.secureDeposit({ id, ...(await paper(anna.actor)) }))).toBe('listing.deposit_secured_already')
  expect((await applicationOf(anna, lotId)).state).toBe('qualified')
  must(await m.as(cast.finance).payment.checkInstrument({ instrumentId, note: '已向出具行核实' }))
  expect(code(await m.as(cast.finance).payment.confirmInstrument({ instrumentId }))).toBe('ledger.maker_is_checker')
  must(await m.as(second).payment.confirmInstrument({ instrumentId }))
  await m.settle()
  expect(await applicationOf(anna, lotId)).toMatchObject({ state: 'confirmed', depositState: 'held', depositKind: 'guarantee' })
  expect(must(await m.as(anna.actor).payment.deposits.mine({})).items).toMatchObject([{ kind: 'guarantee', state: 'bound', subject: lotId }])
  // Off the books: no client has money by it, and the transfer is asked for no longer.
  expect(await held()).toMatchObject([{ posted: 20_000_000n, held: 20_000_000n }])
  expect(must(await m.as(anna.actor).payment.requests.mine({})).requests[0]?.state).toBe('cancelled')
  expect(code(await m.as(anna.actor).payment.releaseInstrument({ instrumentId }))).toBe('payment.instrument.bound')
  await quiet()
  must(await m.as(cast.tto).listing.withdrawLot({ id: lotId, reason: '计划调整' }))
  await m.settle()
  expect(must(await m.as(anna.actor).payment.instruments.get({ instrumentId })).state).toBe('released')
  expect(must(await m.as(anna.actor).payment.deposits.mine({})).items).toMatchObject([{ state: 'returned' }])
  expect(await held()).toMatchObject([{ posted: 0n, held: 0n }])
  await quiet()
})

it('refuses what the notice does not take, what ends too early or covers too little, a paper twice, and another house', async () => {
  const { lotId } = await lotWith(['guarantee'], [anna, bruno])
  const [{ id }, other] = [await applicationOf(anna, lotId), await applicationOf(bruno, lotId)]
  const as = m.as(anna.actor).listing
  expect(code(await as.secureDeposit({ id, ...(await paper(anna.actor, { kind: 'insurance' })) }))).toBe('listing.deposit_kind_not_taken')
  expect(code(await as.secureDeposit({ id, ...(await paper(anna.actor, { validUntil: inDays(20) })) }))).toBe('listing.cover_too_short')
  expect(code(await as.secureDeposit({ id, ...(await paper(anna.actor, { amountMinor: '1' })) }))).toBe('listing.cover_too_low')
  expect(code(await as.secureDeposit({ id, ...(await paper(anna.actor, { documentId: null })) }))).toBe('payment.instrument.proof_missing')
  expect(code(await as.secureDeposit({ id, ...(await paper(anna.actor, { number: '' })) }))).toBe('payment.instrument.particulars_missing')
  expect(code(await as.secureDeposit({ id, ...(await paper(anna.actor, { documentId: await proof(bruno.actor) })) }))).toBe('document.not_yours')
  expect(code(await as.secureDeposit({ id: other.id, ...(await paper(anna.actor)) }))).toBe('listing.application.not_found')
  const same = await paper(anna.actor, { number: 'BH-ONCE' })
  const { instrumentId } = must(await as.secureDeposit({ id, ...same }))
  const again = { id: other.id, ...same, documentId: await proof(bruno.actor) }
  expect(code(await m.as(bruno.actor).listing.secureDeposit(again))).toBe('payment.instrument.known')
  expect(code(await m.as(bruno.actor).payment.instruments.get({ instrumentId }))).toBe('payment.instrument.not_found')
  expect(code(await m.as(bruno.actor).payment.releaseInstrument({ instrumentId }))).toBe('payment.instrument.forbidden')
  expect(code(await m.as(cast.clerk).payment.checkInstrument({ instrumentId, note: 'x' }))).toBe('request.forbidden')
  // Returned with a reason, the same paper may come again, mended.
  must(await m.as(cast.finance).payment.returnInstrument({ instrumentId, reason: '印章不清' }))
  await m.settle()
  expect(await applicationOf(anna, lotId)).toMatchObject({ state: 'qualified', instrumentId: null, depositKind: 'cash' })
  must(await as.secureDeposit({ id, ...same, documentId: await proof(anna.actor) }))
  await quiet()
})

it('one frame never stands for more than its sum, however many lots ask at once', async () => {
  const lots = [await lotWith(['guarantee']), await lotWith(['guarantee']), await lotWith(['guarantee'])]
  const { kind: _kind, ...frame } = await paper(anna.actor, { amountMinor: '50000000', validUntil: inDays(300) })
  const { instrumentId } = must(await m.as(anna.actor).payment.fileFrame(frame))
  const applications = await Promise.all(lots.map(({ lotId }) => applicationOf(anna, lotId)))
  const use = (id: string) => m.as(anna.actor).listing.useInstrument({ id, instrumentId })
  expect(code(await use(applications[0]?.id ?? ''))).toBe('payment.instrument.not_standing')
  await twoOfficers(instrumentId)
  const codes = await Promise.all(applications.map(async ({ id }) => code(await use(id))))
  expect(codes.toSorted()).toEqual(['ledger.insufficient_funds', 'ok', 'ok'])
  await m.settle()
  expect(await held()).toMatchObject([{ posted: 50_000_000n, held: 40_000_000n }])
  expect(must(await m.as(anna.actor).payment.instruments.mine({})).items).toMatchObject([{ state: 'standing', boundMinor: '40000000' }])
  await quiet()
})

it('asks for the transfer again when the bidder takes its paper back', async () => {
  const { lotId } = await lotWith(['guarantee'])
  const { id } = await applicationOf(anna, lotId)
  const { instrumentId } = must(await m.as(anna.actor).listing.secureDeposit({ id, ...(await paper(anna.actor)) }))
  must(await m.as(anna.actor).payment.releaseInstrument({ instrumentId }))
  await m.settle()
  expect(await applicationOf(anna, lotId)).toMatchObject({ state: 'qualified', depositKind: 'cash', instrumentId: null })
  await importStatement(stage, cast)
  expect(await applicationOf(anna, lotId)).toMatchObject({ state: 'confirmed', depositKind: 'cash', depositState: 'held' })
  await quiet()
})

it('warns before its day, lapses on it, and leaves nobody a bidder without a deposit', async () => {
  const { lotId } = await lotWith(['guarantee'])
  const { id } = await applicationOf(anna, lotId)
  const validUntil = (await applicationOf(anna, lotId)).coverUntil ?? ''
  const { instrumentId } = must(await m.as(anna.actor).listing.secureDeposit({ id, ...(await paper(anna.actor, { validUntil })) }))
  await twoOfficers(instrumentId)
  must(await m.as(cast.clerk).listing.suspendLot({ id: lotId, reason: '核查' }))
  const until = (at: Instant) => stage.until(at)
  await until(later(Date.parse(validUntil) as Instant, -5 * DAY_MS))
  const facts = async () => must(await m.as(anna.actor).notification.mine({ limit: 50 })).items.map(({ type }) => type)
  expect(await facts()).toContain('payment.instrument_expiring')
  await until(later(Date.parse(validUntil) as Instant, 2 * DAY_MS))
  expect(await facts()).toContain('payment.instrument_lapsed')
  expect(await applicationOf(anna, lotId)).toMatchObject({ state: 'qualified', depositState: 'requested', bidderNumber: null })
  await quiet()
})

it('a waiver stands on the published basis, by the word of two officers, and holds nothing', async () => {
  const { lotId } = await lotWith(['waiver'])
  const { id } = await applicationOf(anna, lotId)
  const as = m.as(anna.actor).listing
  expect(code(await as.secureDeposit({ id, kind: 'waiver' }))).toBe('listing.reason_missing')
  const { instrumentId } = must(await as.secureDeposit({ id, kind: 'waiver', statement: '近一年成交三项，均按期履约。' }))
  await twoOfficers(instrumentId)
  expect(await applicationOf(anna, lotId)).toMatchObject({ state: 'confirmed', depositKind: 'waiver' })
  expect(await held()).toEqual([])
  expect(must(await m.as(cast.finance).payment.instruments.list({ state: 'standing' })).items).toMatchObject([{ id: instrumentId, kind: 'waiver' }])
  await quiet()
  const lots = await m.as(cast.tto).listing.draft({
    ...(await import('../../app/stage/auction-story.ts')).draftOf((await m.core.as(cast.tto).listing.get({ id: lotId })).achievementId, PLAN),
    depositAlternatives: ['waiver'],
  })
  expect(code(lots)).toBe('listing.waiver_basis_missing')
})
