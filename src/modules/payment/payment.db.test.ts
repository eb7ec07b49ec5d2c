import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { SYSTEM } from '#kernel/actor.ts'
import { HOUR_MS, later } from '#kernel/instant.ts'
import type { Result } from '#kernel/result.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { waitingFor } from '../../../test/kit/waiting.ts'
import { captureHold, escrowBalance, releaseEscrow } from '#modules/ledger/index.ts'
import { orderPayout, refundHold, requestPayment } from './index.ts'
import { statementXml } from './core/statement-file.ts'
import { sumOfLines, type StatementLine } from './core/statement.ts'
import { DEMO_BANK } from './demo.ts'

let m: TestMarket
let house: string
let maker: Actor
let checker: Actor
let approver: Actor
let admin: Actor
let buyer: string
let loser: string
let seller: string
let buyerClerk: Actor

const value = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code)
const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64')
const sqlState = async (sql: string): Promise<string> => {
  try {
    await m.database.pool.query(sql)
    return 'accepted'
  } catch (error) {
    return (error as { code: string }).code
  }
}
const clean = async () => {
  await m.settle()
  expect(await m.checks()).toEqual([])
}

beforeAll(async () => {
  m = await market()
  house = await m.organisation({ kind: 'market', name: '示范技术市场（演示）' })
  buyer = await m.organisation({ kind: 'enterprise', name: '杭州示范科技有限公司（演示）' })
  loser = await m.organisation({ kind: 'enterprise', name: '宁波示范材料有限公司（演示）' })
  seller = await m.organisation({ kind: 'university', name: '浙江示范大学（演示）' })
  maker = await m.person({ name: '财务甲', roles: [{ role: 'finance', organisationId: house }] })
  checker = await m.person({ name: '财务乙', roles: [{ role: 'finance', organisationId: house }] })
  approver = await m.person({ name: '负责人', roles: [{ role: 'approver', organisationId: house }] })
  admin = await m.person({ name: '管理员', roles: [{ role: 'admin', organisationId: house }] })
  buyerClerk = await m.person({ name: '经办人', roles: [{ role: 'enterprise', organisationId: buyer }] })
})

let serial = 0
const request = async (payer: string, amountMinor: bigint, subject: string, purpose: 'deposit' | 'price' = 'deposit') =>
  value(await m.act(SYSTEM, (act) => requestPayment(act, { payerOrganisationId: payer, amountMinor, purpose, subject, dueAt: later(act.now, 48 * HOUR_MS) })))

const bankLine = (more: Partial<StatementLine>): StatementLine => {
  serial += 1
  return {
    lineNumber: serial,
    bankLineId: `T${serial}`,
    bookedOn: '2026-03-03',
    direction: 'credit',
    amountMinor: 1n,
    counterpartyName: '',
    counterpartyAccount: '',
    remark: '',
    ...more,
  }
}

const closing = async () => BigInt((await m.database.pool.query<{ c: bigint }>('select closing_minor c from payment.bank_account')).rows[0]?.c ?? 0n)

const statementOf = (lines: readonly StatementLine[], openingMinor: bigint) =>
  statementXml({
    ...DEMO_BANK,
    format: 'camt.053',
    statementNumber: `S${serial}`,
    createdAt: '2026-03-03T01:00:00.000Z',
    date: '2026-03-03',
    currency: 'CNY',
    openingMinor,
    closingMinor: openingMinor + sumOfLines(lines),
    lines,
  })

const upload = (text: string, by = maker) => m.as(by).payment.uploadStatement({ fileName: 's.xml', contentBase64: base64(text) })
const book = async (lines: readonly StatementLine[]) => {
  const { statementId } = value(await upload(statementOf(lines, await closing())))
  return { statementId, ...value(await m.as(maker).payment.bookStatement({ statementId })) }
}
const pay = async (payer: string, amountMinor: bigint, subject: string, purpose: 'deposit' | 'price' = 'deposit') => {
  const { reference, requestId } = await request(payer, amountMinor, subject, purpose)
  const name = payer === buyer ? '杭州示范科技有限公司（演示）' : '宁波示范材料有限公司（演示）'
  await book([bankLine({ amountMinor, counterpartyName: name, counterpartyAccount: '6222', remark: `款 ${reference}` })])
  return requestId
}

describe('before a bank account is registered', () => {
  it('no statement is read', async () => {
    expect(codeOf(await upload(statementOf([bankLine({})], 0n)))).toBe('ledger.bank_account_missing')
  })
  it('only an administrator registers it; a statement of another account is refused', async () => {
    const { bankName, accountName } = DEMO_BANK
    expect(codeOf(await m.as(maker).payment.configureBankAccount({ bankName, accountName, accountNumber: '111111111' }))).toBe('request.forbidden')
    value(await m.as(admin).payment.configureBankAccount({ bankName, accountName, accountNumber: '111111111' }))
    expect(codeOf(await upload(statementOf([bankLine({})], 0n)))).toBe('ledger.statement_account')
    value(await m.as(admin).payment.configureBankAccount({ bankName, accountName, accountNumber: DEMO_BANK.accountNumber }))
  })
})

describe('payment requests and statements', () => {
  it('the same request answers the same reference, another amount is refused', async () => {
    const first = await request(buyer, 500_000n, 'lot_one')
    expect(await request(buyer, 500_000n, 'lot_one')).toEqual(first)
    expect(first.reference).toMatch(/^ZP[0-9A-HJKMNP-TV-Z]{8}$/)
    const other = await m.act(SYSTEM, (act) =>
      requestPayment(act, { payerOrganisationId: buyer, amountMinor: 1n, purpose: 'deposit', subject: 'lot_one', dueAt: act.now }),
    )
    expect(codeOf(other)).toBe('ledger.request.conflict')
    const mine = value(await m.as(buyerClerk).payment.myPayments({}))
    expect(mine.requests.map((one) => one.reference)).toEqual([first.reference])
    expect(mine.bank).toEqual(value(await m.as(buyerClerk).payment.bankAccount({})).bank)
  })

  it('previews, books, matches, and lists the rest with its reason; the same file books nothing twice', async () => {
    const { reference } = await request(buyer, 500_000n, 'lot_one')
    const stranger = bankLine({ bankLineId: 'STRANGER', amountMinor: 777n, counterpartyName: '别家', counterpartyAccount: '62', remark: '货款' })
    const text = statementOf(
      [
        bankLine({ amountMinor: 500_000n, counterpartyName: '杭州示范科技有限公司(演示)', counterpartyAccount: '6222', remark: `保证金${reference}` }),
        stranger,
      ],
      0n,
    )
    const { statementId } = value(await upload(text))
    const preview = value(await m.as(maker).payment.statement({ statementId }))
    expect(preview).toMatchObject({
      state: 'previewed',
      problem: null,
      lines: [
        { state: 'matched', target: { kind: 'request' } },
        { state: 'unmatched', reason: 'reference_missing' },
      ],
    })
    expect((await m.database.pool.query('select 1 from payment.statement_line')).rowCount).toBe(0)
    expect(value(await m.as(maker).payment.bookStatement({ statementId }))).toEqual({ booked: 2, matched: 1, unmatched: 1, unread: 0 })
    expect(value(await m.as(maker).payment.bookStatement({ statementId }))).toEqual({ booked: 0, matched: 0, unmatched: 0, unread: 0 })
    expect(value(await upload(text))).toEqual({ statementId, isKnown: true })
    // The same lines in another file are known too.
    const again = value(await upload(text.replace('<MsgId>', '<MsgId>again-')))
    expect(value(await m.as(maker).payment.bookStatement({ statementId: again.statementId }))).toMatchObject({ booked: 0 })
    const account = value(await m.as(buyerClerk).ledger.account({ code: `client:${buyer}:CNY` }))
    expect(account.account).toMatchObject({ postedMinor: '500000', heldMinor: '500000', availableMinor: '0' })
    expect(account.holds).toMatchObject([{ purpose: 'deposit', subject: 'lot_one' }])
    await clean()
  })

  it('tells the payment with its fact, to the payer and the finance officer who booked it only', async () => {
    const { rows } = await m.database.pool.query<{ body: string; visible_to: string[] }>(
      `select body, visible_to from platform.fact where type = 'ledger.payment_received'`,
    )
    expect(JSON.parse(rows[0]?.body ?? '{}')).toMatchObject({
      subject: 'lot_one',
      purpose: 'deposit',
      payerOrganisationId: buyer,
      amountMinor: '500000',
      isLate: false,
    })
    expect(rows[0]?.visible_to.toSorted()).toEqual([buyer, maker.personId].toSorted())
  })

  it('refuses a gap and a changed line, and writes nothing for a malformed file', async () => {
    const gap = value(await upload(statementOf([bankLine({ amountMinor: 5n })], (await closing()) + 1n)))
    expect(value(await m.as(maker).payment.statement({ statementId: gap.statementId })).problem).toMatchObject({ code: 'ledger.statement_gap' })
    expect(codeOf(await m.as(maker).payment.bookStatement({ statementId: gap.statementId }))).toBe('ledger.statement_gap')
    value(await m.as(maker).payment.discardStatement({ statementId: gap.statementId }))
    expect(codeOf(await m.as(maker).payment.bookStatement({ statementId: gap.statementId }))).toBe('ledger.statement.already_discarded')
    const before = (await m.database.pool.query('select 1 from payment.statement')).rowCount
    const changed = value(await upload(statementOf([bankLine({ bankLineId: 'STRANGER', amountMinor: 778n })], (await closing()) - 777n)))
    expect(codeOf(await m.as(maker).payment.bookStatement({ statementId: changed.statementId }))).toBe('ledger.statement_gap')
    value(await m.as(maker).payment.discardStatement({ statementId: changed.statementId }))
    expect(codeOf(await upload('<!DOCTYPE x [<!ENTITY a "b">]><Document/>'))).toBe('ledger.statement_doctype')
    expect(codeOf(await upload('交易日期,交易时间'))).toBe('ledger.statement_header_missing')
    expect((await m.database.pool.query('select 1 from payment.statement')).rowCount).toBe((before ?? 0) + 1)
    await clean()
  })

  it('booked by several officers at the same moment books once', async () => {
    const text = statementOf([bankLine({ amountMinor: 66n, counterpartyName: '某人', counterpartyAccount: '62', remark: '利息' })], await closing())
    const [first, ...others] = await Promise.all([upload(text), upload(text), upload(text, checker)])
    const { statementId } = value(first)
    for (const other of others) expect(value(other).statementId).toBe(statementId)
    const all = await Promise.all([maker, checker, maker, checker].map((by) => m.as(by).payment.bookStatement({ statementId })))
    expect(all.reduce((sum, one) => sum + value(one).booked, 0)).toBe(1)
    await clean()
    const lineId = value(await m.as(maker).payment.lines({})).items.find((one) => one.amountMinor === '66')?.id ?? ''
    value(await m.as(maker).payment.orderReturn({ lineId }))
  })

  it('answers malformed input with the field, never with a fault', async () => {
    const odd = '\u0000'
    expect(await m.as(maker).payment.uploadStatement({ fileName: odd, contentBase64: 'eA==' })).toMatchObject({ refusal: { code: 'request.invalid' } })
    expect(await m.as(maker).payment.lines({ cursor: odd })).toMatchObject({ refusal: { code: 'request.invalid' } })
    expect(await m.as(maker).ledger.account({ code: `x${odd}` })).toMatchObject({ refusal: { code: 'request.invalid' } })
    expect(codeOf(await m.as(maker).ledger.account({ code: 'bank:CNY', cursor: 'nonsense' }))).toBe('ok')
    expect(codeOf(await m.as(maker).ledger.exportJournal({ from: '1900-01-01', to: '2999-12-31' }))).toBe('ok')
    expect(codeOf(await m.as(maker).ledger.exportJournal({ from: '0001-01-01' }))).toBe('request.invalid')
    expect(codeOf(await m.as(maker).ledger.exportJournal({ from: '2026-03-02', to: '2026-03-01' }))).toBe('ledger.period_reversed')
  })

  it('is open to finance only', async () => {
    expect(codeOf(await upload('x', buyerClerk))).toBe('request.forbidden')
    expect(codeOf(await m.as(buyerClerk).ledger.account({ code: `client:${loser}:CNY` }))).toBe('ledger.not_found')
    expect(codeOf(await m.as(buyerClerk).ledger.account({ code: 'bank:CNY' }))).toBe('ledger.not_found')
  })
})

describe('unmatched lines', () => {
  const openLine = async () => value(await m.as(maker).payment.lines({})).items[0]?.id ?? ''

  it('are assigned by one person and confirmed by another', async () => {
    const lineId = await openLine()
    const asked = await request(loser, 777n, 'lot_one')
    const wrong = await request(loser, 778n, 'lot_two')
    const detail = value(await m.as(maker).payment.line({ lineId }))
    expect(detail.requestCandidates.map((one) => one.id)).toEqual([asked.requestId])
    expect(codeOf(await m.as(maker).payment.proposeAssignment({ lineId, targetId: wrong.requestId, note: '核实' }))).toBe('ledger.target_amount_differs')
    value(await m.as(maker).payment.proposeAssignment({ lineId, targetId: asked.requestId, note: '已与付款单位电话核实' }))
    // Who prepared it does not wait for itself; the head of the same house may answer as well as another officer.
    const answering = await Promise.all(
      [maker, checker, approver].map(async (one) => (await waitingFor(m, one)).filter((what) => what.startsWith('bank_line.confirm'))),
    )
    expect(answering).toEqual([[], ['bank_line.confirm ×1'], ['bank_line.confirm ×1']])
    expect(codeOf(await m.as(maker).payment.confirmAssignment({ lineId }))).toBe('ledger.maker_is_checker')
    expect(codeOf(await m.as(maker).payment.orderReturn({ lineId }))).toBe('ledger.line.conflict')
    value(await m.as(approver).payment.rejectAssignment({ lineId }))
    value(await m.as(maker).payment.proposeAssignment({ lineId, targetId: asked.requestId, note: '再次核实' }))
    value(await m.as(checker).payment.confirmAssignment({ lineId }))
    expect(value(await m.as(maker).payment.line({ lineId })).line).toMatchObject({ state: 'assigned', target: { id: asked.requestId } })
    expect(codeOf(await m.as(checker).payment.confirmAssignment({ lineId }))).toBe('ledger.not_found')
    await clean()
  })

  it('are returned to the payer the way they came; an order not yet batched is taken back by one reversal', async () => {
    await book([bankLine({ amountMinor: 4_200n, counterpartyName: '某人', counterpartyAccount: '6225', remark: '误转' })])
    const lineId = await openLine()
    value(await m.as(maker).payment.orderReturn({ lineId }))
    await clean()
    value(await m.as(maker).payment.cancelReturn({ lineId }))
    expect(value(await m.as(maker).payment.line({ lineId })).line.state).toBe('unmatched')
    await clean()
    value(await m.as(maker).payment.orderReturn({ lineId }))
    await clean()
  })
})

describe('holds, escrow and payouts', () => {
  it('a released deposit becomes a refund order due within 24 hours, once', async () => {
    const claim = { subject: 'lot_one', organisationId: loser, purpose: 'deposit' } as const
    const first = value(await m.act(SYSTEM, (act) => refundHold(act, claim)))
    expect(value(await m.act(SYSTEM, (act) => refundHold(act, claim)))).toEqual(first)
    expect(codeOf(await m.act(SYSTEM, (act) => captureHold(act, { ...claim, toSubject: 'con_one' })))).toBe('ledger.hold.already_ended')
    expect(codeOf(await m.act(SYSTEM, (act) => refundHold(act, { ...claim, subject: 'lot_none' })))).toBe('ledger.hold.not_found')
    const waiting = value(await m.as(maker).payment.payouts({ state: 'awaiting_account' })).items
    // The payer's name on the statement was not the organisation's own: no way back is guessed.
    expect(waiting.map((one) => [one.id, one.dueAt])).toEqual([[first.payoutId, new Date(m.clock.now() + 24 * HOUR_MS).toISOString()]])
    await clean()
  })

  it('a won deposit and the price go into escrow, to the seller, and out to a person', async () => {
    await pay(buyer, 9_500_000n, 'con_one', 'price')
    const captured = { organisationId: buyer, toSubject: 'con_one' }
    const deposit = { ...captured, subject: 'lot_one', purpose: 'deposit' } as const
    value(await m.act(SYSTEM, (act) => captureHold(act, deposit)))
    value(await m.act(SYSTEM, (act) => captureHold(act, deposit)))
    expect(codeOf(await m.act(SYSTEM, (act) => captureHold(act, { ...deposit, toSubject: 'con_two' })))).toBe('ledger.posting.conflict')
    expect(codeOf(await m.act(SYSTEM, (act) => refundHold(act, deposit)))).toBe('ledger.hold.already_ended')
    value(await m.act(SYSTEM, (act) => captureHold(act, { ...captured, subject: 'con_one', purpose: 'price' })))
    expect(await escrowBalance(m.database.reader, 'con_one')).toBe(10_000_000n)
    value(await m.act(SYSTEM, (act) => releaseEscrow(act, { contractId: 'con_one', toOrganisationId: seller })))
    expect(codeOf(await m.act(SYSTEM, (act) => releaseEscrow(act, { contractId: 'con_one', toOrganisationId: seller })))).toBe('ledger.escrow_empty')
    expect(await escrowBalance(m.database.reader, 'con_one')).toBe(0n)
    await clean()
  })

  it('a payout needs money, waits for an account, goes out by two people and is settled by the statement', async () => {
    const researcher = await m.person({ name: '李研究', roles: [{ role: 'researcher', organisationId: seller }] })
    const person = researcher.personId ?? ''
    const order = (amountMinor: bigint) =>
      m.act(SYSTEM, (act) =>
        orderPayout(act, { fromOrganisationId: seller, beneficiary: { kind: 'person', id: person }, amountMinor, purpose: 'income', subject: 'inc_one' }),
      )
    expect(codeOf(await order(10_000_001n))).toBe('ledger.insufficient_funds')
    const { payoutId } = value(await order(7_000_000n))
    expect(value(await order(7_000_000n)).payoutId).toBe(payoutId)
    expect(codeOf(await order(6_000_000n))).toBe('ledger.payout.conflict')
    expect(codeOf(await m.as(maker).payment.makeBatch({ payoutIds: [payoutId] }))).toBe('ledger.payout_not_ready')
    value(
      await m.as(researcher).party.setPayoutAccount({
        holderId: person,
        accountName: '李研究',
        number: '6222020000000000004',
        bankName: '示范银行（演示）',
        bankCode: '',
      } as never),
    )
    await m.settle()
    // The account that its owner named a moment ago was taken at once; what still waits is another's.
    expect(value(await m.as(maker).payment.nameAccounts({})).named).toBe(0)
    const ready = value(await m.as(maker).payment.payouts({ state: 'ordered' })).items
    expect(ready.map((one) => one.id)).toContain(payoutId)

    const payoutIds = ready.map((one) => one.id)
    const rejected = value(await m.as(maker).payment.makeBatch({ payoutIds }))
    expect(codeOf(await m.as(maker).payment.rejectBatch(rejected))).toBe('ledger.maker_is_checker')
    value(await m.as(checker).payment.rejectBatch(rejected))
    expect(codeOf(await m.as(checker).payment.approveBatch(rejected))).toBe('ledger.batch.conflict')

    const { batchId } = value(await m.as(maker).payment.makeBatch({ payoutIds }))
    expect(codeOf(await m.as(maker).payment.approveBatch({ batchId }))).toBe('ledger.maker_is_checker')
    expect(codeOf(await m.as(maker).payment.exportBatch({ batchId, format: 'csv' }))).toBe('ledger.batch.conflict')
    value(await m.as(checker).payment.approveBatch({ batchId }))
    const file = value(await m.as(maker).payment.exportBatch({ batchId, format: 'pain.001' }))
    expect(file.text).toContain('<InstdAmt Ccy="CNY">70000.00</InstdAmt>')
    expect(file.text).toContain('<Id>6222020000000000004</Id>')
    expect(value(await m.as(maker).payment.exportBatch({ batchId, format: 'pain.001' })).text).toBe(file.text)
    await clean()

    await book(
      ready.map((one) => bankLine({ direction: 'debit', amountMinor: BigInt(one.amountMinor), counterpartyName: one.accountName, remark: one.reference })),
    )
    expect(value(await m.as(maker).payment.payouts({ state: 'settled' })).items).toHaveLength(ready.length)
    const { rows } = await m.database.pool.query<{ body: string }>(`select body from platform.fact where type = 'ledger.payout_settled' and subject = $1`, [
      payoutId,
    ])
    expect(JSON.parse(rows[0]?.body ?? '{}')).toMatchObject({ payoutId, subject: 'inc_one', purpose: 'income', beneficiaryId: person, amountMinor: '7000000' })
    await clean()
  })

  it('a payout that the bank sends back goes out again once another account is named', async () => {
    const [settled] = value(await m.as(maker).payment.payouts({ state: 'settled' })).items.filter((one) => one.purpose === 'income')
    await book([bankLine({ amountMinor: BigInt(settled?.amountMinor ?? 0), counterpartyName: '李研究', remark: `退汇 ${settled?.reference}` })])
    const line = value(await m.as(maker).payment.lines({})).items.find((one) => one.reason === 'payout_returned')
    const { payoutId } = value(await m.as(maker).payment.orderReturn({ lineId: line?.id ?? '' }))
    const again = value(await m.as(maker).payment.payouts({ state: 'awaiting_account' })).items.find((one) => one.id === payoutId)
    expect(again).toMatchObject({ purpose: 'reissue', subject: settled?.id, beneficiaryId: settled?.beneficiaryId, amountMinor: settled?.amountMinor })
    await clean()
  })

  it('a refund of money that came under the organisation’s own name goes back the way it came', async () => {
    await pay(loser, 300_000n, 'lot_back')
    const { payoutId } = value(await m.act(SYSTEM, (act) => refundHold(act, { subject: 'lot_back', organisationId: loser, purpose: 'deposit' })))
    const found = value(await m.as(maker).payment.payouts({ state: 'ordered' })).items.find((one) => one.id === payoutId)
    expect(found).toMatchObject({ accountName: '宁波示范材料有限公司（演示）', accountTail: '6222' })
  })
})

describe('the demonstration bank', () => {
  it.each(['camt.053', 'csv'] as const)('pays everything that is open by a real %s file', async (format) => {
    await request(buyer, 1_234_500n, `lot_demo_${format}`)
    const before = codeOf(await m.as(maker).payment.demoStatement({ format, withStranger: true }))
    expect(before).toBe('ledger.demo_only')
    await m.database.pool.query('update payment.bank_account set is_demo = true')
    const file = value(await m.as(maker).payment.demoStatement({ format, withStranger: true }))
    const { statementId } = value(await m.as(maker).payment.uploadStatement({ fileName: file.fileName, contentBase64: base64(file.text) }))
    const booked = value(await m.as(maker).payment.bookStatement({ statementId }))
    expect(booked.unmatched).toBe(1)
    expect(booked.matched).toBeGreaterThan(0)
    expect(value(await m.as(maker).payment.paymentRequests({ state: 'open' })).items).toEqual([])
    await m.database.pool.query('update payment.bank_account set is_demo = false')
    await clean()
  })
})

describe('the database itself refuses', () => {
  it.each<[string, string]>([
    ['a payout that changes its amount', 'update payment.payout set amount_minor = amount_minor + 1'],
    ['a settled payout that is opened again', `update payment.payout set state = 'exported', settled_at = null where state = 'settled'`],
    ['a bank line that is rewritten', `update payment.statement_line set amount_minor = amount_minor + 1`],
    ['a batch confirmed by its maker', `update payment.payout_batch set decided_by = made_by`],
    ['an assignment confirmed by its maker', `update payment.assignment set decided_by = made_by where state <> 'proposed'`],
    ['a deleted payout', 'delete from payment.payout'],
    ['a deleted bank line', 'delete from payment.statement_line'],
  ])('%s', async (_name, sql) => {
    expect(await sqlState(sql)).toBe('23514')
  })
  it('and nothing of this was kept', clean)
})

describe('for the auditor', () => {
  it('bank and ledger agree', async () => {
    const found = value(await m.as(maker).payment.reconciliation({}))
    expect(found).toMatchObject({ differenceMinor: '0', isCovered: true })
    expect(found.debitsMinor).toBe(found.creditsMinor)
    expect(found.payoutsInTransitMinor).toBe(found.payoutOrdersMinor)
    value(await m.as(maker).payment.overview({}))
    value(await m.as(maker).ledger.accounts({}))
    value(await m.as(maker).payment.statements({}))
    value(await m.as(maker).payment.batches({}))
  })

  it('an account’s entries carry the balance back to zero across pages', async () => {
    let cursor: string | undefined
    let last = ''
    let pages = 0
    do {
      const page = value(await m.as(maker).ledger.account({ code: 'bank:CNY', limit: 3, ...(cursor === undefined ? {} : { cursor }) }))
      const oldest = page.entries.at(-1)
      last =
        oldest === undefined ? last : String(BigInt(oldest.balanceMinor) - (oldest.side === 'D' ? BigInt(oldest.amountMinor) : -BigInt(oldest.amountMinor)))
      cursor = page.nextCursor ?? undefined
      pages += 1
    } while (cursor !== undefined)
    expect(pages).toBeGreaterThan(2)
    expect(last).toBe('0')
  })

  const AUDITOR = 'hledger'
  const hasHledger = spawnSync(AUDITOR, ['--version']).status === 0
  it('is read by the market’s own approver, and by no approver of a seller', async () => {
    const foreign = await m.person({ name: '审批人', roles: [{ role: 'approver', organisationId: seller }] })
    const regulator = await m.person({ name: '主管', roles: [{ role: 'regulator', organisationId: seller }] })
    const codesFor = async (actor: Actor) => {
      const { ledger, payment } = m.as(actor)
      const page = { limit: 20 }
      const answers = await Promise.all([
        payment.overview({}),
        payment.reconciliation({}),
        ledger.exportJournal({}),
        ledger.accounts(page),
        payment.statements(page),
        payment.batches(page),
        payment.lines(page),
        payment.paymentRequests({ ...page, state: 'open' }),
        payment.payouts({ ...page, state: 'ordered' }),
      ])
      return [...new Set(answers.map(codeOf))]
    }
    expect(await codesFor(foreign)).toEqual(['request.forbidden'])
    for (const reader of [maker, approver]) expect(await codesFor(reader)).toEqual(['ok'])
    // The regulator reads figures, and no line that names a bidder.
    expect((await codesFor(regulator)).toSorted()).toEqual(['ok', 'request.forbidden'])
    expect(codeOf(await m.as(regulator).payment.reconciliation({}))).toBe('ok')
  })

  it.skipIf(!hasHledger)('hledger reads the journal, finds it balanced, and refuses a changed leg (needs hledger on PATH)', async () => {
    const { text } = value(await m.as(maker).ledger.exportJournal({}))
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'zhepai-journal-')), 'books.journal')
    writeFileSync(file, text)
    execFileSync(AUDITOR, ['check', '-f', file, 'balanced', 'assertions', 'commodities'])
    const total = execFileSync(AUDITOR, ['-f', file, 'balance', '--flat', '--no-elide', '-N', 'bank'], { encoding: 'utf8' })
    const bank = value(await m.as(maker).payment.reconciliation({})).ledgerBankMinor
    expect(total.replaceAll(/[^\d.]/g, '').replace('.', '')).toContain(bank)
    const leg = /^( {4}assets:bank {2}CNY )(\d+)\.(\d\d)$/m
    writeFileSync(
      file,
      text.replace(leg, (_, before: string, yuan: string, fen: string) => `${before}${BigInt(yuan) + 1n}.${fen}`),
    )
    expect(spawnSync(AUDITOR, ['check', '-f', file]).status).not.toBe(0)
  })
})
