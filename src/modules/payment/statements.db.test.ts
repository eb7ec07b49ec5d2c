/** What payers are asked for, and what the bank says came in. */
import { beforeAll, describe, expect, it } from 'vitest'
import { SYSTEM } from '#kernel/actor.ts'
import { waitingFor } from '../../../test/kit/waiting.ts'
import { requestPayment } from './index.ts'
import {
  approver,
  bankLine,
  base64,
  book,
  buyer,
  clean,
  clerk,
  closing,
  codeOf,
  finance,
  m,
  openHouse,
  openLine,
  other,
  registerAccount,
  request,
  second,
  statementOf,
  upload,
  value,
} from './payment.story.ts'

beforeAll(openHouse)

describe('before a bank account is registered', () => {
  it('no statement is read', async () => {
    expect(codeOf(await upload(statementOf([bankLine({})], 0n)))).toBe('ledger.bank_account_missing')
  })
  it('only an administrator registers it; a statement of another account is refused', async () => {
    expect(codeOf(await registerAccount('111111111', finance))).toBe('request.forbidden')
    value(await registerAccount('111111111'))
    expect(codeOf(await upload(statementOf([bankLine({})], 0n)))).toBe('ledger.statement_account')
    value(await registerAccount())
  })
})

describe('payment requests and statements', () => {
  it('the same request answers the same reference, another amount is refused', async () => {
    const first = await request(buyer, 500_000n, 'lot_one')
    expect(await request(buyer, 500_000n, 'lot_one')).toEqual(first)
    expect(first.reference).toMatch(/^ZP[0-9A-HJKMNP-TV-Z]{8}$/)
    const another = await m.act(SYSTEM, (act) =>
      requestPayment(act, { payerOrganisationId: buyer, amountMinor: 1n, purpose: 'deposit', subject: 'lot_one', dueAt: act.now }),
    )
    expect(codeOf(another)).toBe('ledger.request.conflict')
    const mine = value(await m.as(clerk).payment.requests.mine({}))
    expect(mine.requests.map((one) => one.reference)).toEqual([first.reference])
    expect(mine.bank).toEqual(value(await m.as(clerk).payment.bankAccount.get({})).bank)
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
    const preview = value(await m.as(finance).payment.statements.get({ statementId }))
    expect(preview).toMatchObject({
      state: 'previewed',
      problem: null,
      lines: [
        { state: 'matched', target: { kind: 'request' } },
        { state: 'unmatched', reason: 'reference_missing' },
      ],
    })
    expect((await m.database.pool.query('select 1 from payment.statement_line')).rowCount).toBe(0)
    expect(value(await m.as(finance).payment.bookStatement({ statementId }))).toEqual({ booked: 2, matched: 1, unmatched: 1, unread: 0 })
    expect(value(await m.as(finance).payment.bookStatement({ statementId }))).toEqual({ booked: 0, matched: 0, unmatched: 0, unread: 0 })
    expect(value(await upload(text))).toEqual({ statementId, isKnown: true })
    // The same lines in another file are known too.
    const again = value(await upload(text.replace('<MsgId>', '<MsgId>again-')))
    expect(value(await m.as(finance).payment.bookStatement({ statementId: again.statementId }))).toMatchObject({ booked: 0 })
    const account = value(await m.as(clerk).ledger.accounts.get({ code: `client:${buyer}:CNY` }))
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
    expect(rows[0]?.visible_to.toSorted()).toEqual([buyer, finance.personId].toSorted())
  })

  it('refuses a gap and a changed line, and writes nothing for a malformed file', async () => {
    const gap = value(await upload(statementOf([bankLine({ amountMinor: 5n })], (await closing()) + 1n)))
    expect(value(await m.as(finance).payment.statements.get({ statementId: gap.statementId })).problem).toMatchObject({ code: 'ledger.statement_gap' })
    expect(codeOf(await m.as(finance).payment.bookStatement({ statementId: gap.statementId }))).toBe('ledger.statement_gap')
    value(await m.as(finance).payment.discardStatement({ statementId: gap.statementId }))
    expect(codeOf(await m.as(finance).payment.bookStatement({ statementId: gap.statementId }))).toBe('ledger.statement.already_discarded')
    const before = (await m.database.pool.query('select 1 from payment.statement')).rowCount
    const changed = value(await upload(statementOf([bankLine({ bankLineId: 'STRANGER', amountMinor: 778n })], (await closing()) - 777n)))
    expect(codeOf(await m.as(finance).payment.bookStatement({ statementId: changed.statementId }))).toBe('ledger.statement_gap')
    value(await m.as(finance).payment.discardStatement({ statementId: changed.statementId }))
    expect(codeOf(await upload('<!DOCTYPE x [<!ENTITY a "b">]><Document/>'))).toBe('ledger.statement_doctype')
    expect(codeOf(await upload('交易日期,交易时间'))).toBe('ledger.statement_header_missing')
    expect((await m.database.pool.query('select 1 from payment.statement')).rowCount).toBe((before ?? 0) + 1)
    await clean()
  })

  it('booked by several officers at the same moment books once', async () => {
    const text = statementOf([bankLine({ amountMinor: 66n, counterpartyName: '某人', counterpartyAccount: '62', remark: '利息' })], await closing())
    const [first, ...others] = await Promise.all([upload(text), upload(text), upload(text, second)])
    const { statementId } = value(first)
    for (const later of others) expect(value(later).statementId).toBe(statementId)
    const all = await Promise.all([finance, second, finance, second].map((by) => m.as(by).payment.bookStatement({ statementId })))
    expect(all.reduce((sum, one) => sum + value(one).booked, 0)).toBe(1)
    await clean()
    const lineId = value(await m.as(finance).payment.lines.list({})).items.find((one) => one.amountMinor === '66')?.id ?? ''
    value(await m.as(finance).payment.orderReturn({ lineId }))
  })

  it('answers malformed input with the field, never with a fault', async () => {
    const odd = '\u0000'
    expect(await m.as(finance).payment.uploadStatement({ fileName: odd, contentBase64: 'eA==' })).toMatchObject({ refusal: { code: 'request.invalid' } })
    expect(await m.as(finance).payment.lines.list({ cursor: odd })).toMatchObject({ refusal: { code: 'request.invalid' } })
    expect(await m.as(finance).ledger.accounts.get({ code: `x${odd}` })).toMatchObject({ refusal: { code: 'request.invalid' } })
    expect(codeOf(await m.as(finance).ledger.accounts.get({ code: 'bank:CNY', cursor: 'nonsense' }))).toBe('ok')
    expect(codeOf(await m.as(finance).ledger.exportJournal({ from: '1900-01-01', to: '2999-12-31' }))).toBe('ok')
    expect(codeOf(await m.as(finance).ledger.exportJournal({ from: '0001-01-01' }))).toBe('request.invalid')
    expect(codeOf(await m.as(finance).ledger.exportJournal({ from: '2026-03-02', to: '2026-03-01' }))).toBe('ledger.period_reversed')
  })

  it('is open to finance only', async () => {
    expect(codeOf(await upload('x', clerk))).toBe('request.forbidden')
    expect(codeOf(await m.as(clerk).ledger.accounts.get({ code: `client:${other}:CNY` }))).toBe('ledger.not_found')
    expect(codeOf(await m.as(clerk).ledger.accounts.get({ code: 'bank:CNY' }))).toBe('ledger.not_found')
  })
})

describe('unmatched lines', () => {
  it('are assigned by one person and confirmed by another', async () => {
    const lineId = await openLine()
    const asked = await request(other, 777n, 'lot_one')
    const wrong = await request(other, 778n, 'lot_two')
    const detail = value(await m.as(finance).payment.lines.get({ lineId }))
    expect(detail.requestCandidates.map((one) => one.id)).toEqual([asked.requestId])
    expect(codeOf(await m.as(finance).payment.proposeAssignment({ lineId, targetId: wrong.requestId, note: '核实' }))).toBe('ledger.target_amount_differs')
    value(await m.as(finance).payment.proposeAssignment({ lineId, targetId: asked.requestId, note: '已与付款单位电话核实' }))
    // Who prepared it does not wait for itself; the head of the same house may answer as well as another officer.
    const answering = await Promise.all(
      [finance, second, approver].map(async (one) => (await waitingFor(m, one)).filter((what) => what.startsWith('bank_line.confirm'))),
    )
    expect(answering).toEqual([[], ['bank_line.confirm ×1'], ['bank_line.confirm ×1']])
    expect(codeOf(await m.as(finance).payment.confirmAssignment({ lineId }))).toBe('ledger.maker_is_checker')
    expect(codeOf(await m.as(finance).payment.orderReturn({ lineId }))).toBe('ledger.line.conflict')
    value(await m.as(approver).payment.rejectAssignment({ lineId }))
    value(await m.as(finance).payment.proposeAssignment({ lineId, targetId: asked.requestId, note: '再次核实' }))
    value(await m.as(second).payment.confirmAssignment({ lineId }))
    expect(value(await m.as(finance).payment.lines.get({ lineId })).line).toMatchObject({ state: 'assigned', target: { id: asked.requestId } })
    expect(codeOf(await m.as(second).payment.confirmAssignment({ lineId }))).toBe('ledger.not_found')
    await clean()
  })

  it('are returned to the payer the way they came; an order not yet batched is taken back by one reversal', async () => {
    await book([bankLine({ amountMinor: 4_200n, counterpartyName: '某人', counterpartyAccount: '6225', remark: '误转' })])
    const lineId = await openLine()
    value(await m.as(finance).payment.orderReturn({ lineId }))
    await clean()
    value(await m.as(finance).payment.cancelReturn({ lineId }))
    expect(value(await m.as(finance).payment.lines.get({ lineId })).line.state).toBe('unmatched')
    await clean()
    value(await m.as(finance).payment.orderReturn({ lineId }))
    await clean()
  })
})

describe('the demonstration bank', () => {
  it.each(['camt.053', 'csv'] as const)('pays everything that is open by a real %s file', async (format) => {
    await request(buyer, 1_234_500n, `lot_demo_${format}`)
    const before = codeOf(await m.as(finance).payment.demoStatement({ format, withStranger: true }))
    expect(before).toBe('ledger.demo_only')
    await m.database.pool.query('update payment.bank_account set is_demo = true')
    const file = value(await m.as(finance).payment.demoStatement({ format, withStranger: true }))
    const { statementId } = value(await m.as(finance).payment.uploadStatement({ fileName: file.fileName, contentBase64: base64(file.text) }))
    const booked = value(await m.as(finance).payment.bookStatement({ statementId }))
    expect(booked.unmatched).toBe(1)
    expect(booked.matched).toBeGreaterThan(0)
    expect(value(await m.as(finance).payment.requests.list({ state: 'open' })).items).toEqual([])
    await m.database.pool.query('update payment.bank_account set is_demo = false')
    await clean()
  })
})
