/** Lines that are no plain payment: of zero, unreadable, taken back, charged. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SYSTEM } from '#kernel/actor.ts'
import { captureHold } from '#modules/ledger/index.ts'
import {
  NAME,
  OTHER,
  m,
  finance,
  second,
  buyer,
  other,
  bank,
  serial,
  value,
  codeOf,
  clean,
  ask,
  requestState,
  csv,
  camt,
  entry,
  payer,
  upload,
  book,
  openLine,
  assign,
  fund,
  nextStatement,
  openBank,
} from './bank-forms.story.ts'

beforeAll(openBank)
beforeEach(nextStatement)

describe('lines that move nothing, and lines that nobody can read', () => {
  it('a line of zero is noted, the other is booked', async () => {
    const text = csv(
      ['20260304', '11:00:00', '', '10.00', bank + 1_000n, '甲测试有限公司', '330100', '转账', '货款', `Z2-${serial}`],
      ['20260304', '11:05:00', '0.00', '0.00', bank + 1_000n, '', '', '结息', '利息', `Z1-${serial}`],
    )
    expect(await book(text, bank + 1_000n)).toMatchObject({
      booked: { value: { booked: 1, unread: 0 } },
      after: { state: 'booked', setAside: [{ lineNumber: 5, problem: null }] },
    })
    await clean()
  })
  it('the good rest is booked, the line waits with its reason and its money; a corrected file takes its place', async () => {
    const { reference, requestId } = await ask(buyer)
    const { reference: bad, requestId: badId } = await ask(other, 1_250n)
    const rows = (amount: string) =>
      csv(
        ['20260304', '12:00:00', '', '50000.00', bank + 5_000_000n, NAME, '6222000011112222', '转账', reference, `U1-${serial}`],
        ['20260304', '12:01:00', '', amount, bank + 5_001_250n, OTHER, '6222000033334444', '转账', bad, `U2-${serial}`],
      )
    const [broken, whole] = [rows('"12,5"'), rows('12.50')]
    const { after, booked, statementId } = await book(broken, bank + 5_001_250n)
    expect(booked).toMatchObject({ value: { booked: 1, matched: 1, unread: 1 } })
    expect(after).toMatchObject({
      state: 'partly_booked',
      unreadCount: 1,
      unreadMinor: '1250',
      waitingCount: 1,
      setAside: [{ lineNumber: 5, problem: { code: 'ledger.statement_amount_invalid', params: { value: '12,5' } } }],
    })
    expect(await requestState(requestId)).toBe('paid')
    expect(value(await m.as(finance).payment.reconciliation({})).partlyBooked).toEqual({ count: 1, minor: '1250' })
    await clean()
    // Later days go on meanwhile.
    await fund('1.00', 100n)
    const corrected = value(await upload(whole))
    expect(value(await m.as(finance).payment.statements.get({ statementId: corrected.statementId }))).toMatchObject({ problem: null, replaces: statementId })
    expect(value(await m.as(finance).payment.bookStatement({ statementId: corrected.statementId }))).toEqual({ booked: 1, matched: 1, unmatched: 0, unread: 0 })
    expect(value(await m.as(finance).payment.statements.get({ statementId }))).toMatchObject({
      state: 'replaced',
      replacedBy: corrected.statementId,
      waitingCount: 0,
    })
    expect(value(await m.as(finance).payment.requests.get({ requestId: badId })).request.state).toBe('paid')
    await clean()
  })
  it('what waits may also be explained by two people; then nothing of the statement waits', async () => {
    const { requestId } = await ask(buyer, 700n)
    const text = csv(
      ['20260304', '12:10:00', '', '1.00', bank + 100n, '某人', '6222', '转账', 'x', `V1-${serial}`],
      ['2026-02-30', '12:11:00', '', '7.00', bank + 800n, NAME, '6222', '转账', 'y', `V2-${serial}`],
    )
    const { statementId } = await book(text, bank + 800n)
    value(await assign(await openLine('unreadable'), requestId))
    expect(await requestState(requestId)).toBe('paid')
    expect(value(await m.as(finance).payment.statements.get({ statementId })).state).toBe('booked')
    await clean()
  })
  it('a note says why a line waits, until it is settled', async () => {
    const lineId = await openLine('reference_missing')
    value(await m.as(finance).payment.noteLine({ lineId, kind: 'asked_bank', note: '已致电开户行，等待回单' }))
    expect(value(await m.as(second).payment.lines.get({ lineId })).notes).toMatchObject([
      { kind: 'asked_bank', note: '已致电开户行，等待回单', madeBy: { zh: '财务甲' } },
    ])
    value(await m.as(finance).payment.orderReturn({ lineId }))
    expect(codeOf(await m.as(finance).payment.noteLine({ lineId, kind: 'note', note: '太晚了' }))).toBe('ledger.line.conflict')
  })
})

describe('reversals, charges and interest', () => {
  it('a payment and its reversal in red are two lines; two people say that one takes the other back', async () => {
    await fund('2000.00', 200_000n)
    const text = csv(
      ['20260305', '09:00:00', '1000.00', '', bank - 100_000n, '甲测试有限公司', '330100', '转账', '付款', `R1-${serial}`],
      ['20260305', '09:05:00', '-1000.00', '', bank, '甲测试有限公司', '330100', '冲正', '冲正', `R2-${serial}`],
    )
    const { after } = await book(text, bank)
    expect(after.lines).toMatchObject([{ direction: 'debit' }, { direction: 'credit', reason: 'reversal' }])
    const [original, reversal] = after.lines.map(({ id }) => id ?? '')
    expect(value(await m.as(finance).payment.lines.get({ lineId: reversal ?? '' })).lineCandidates.map(({ id }) => id)).toContain(original)
    value(await assign(reversal ?? '', original ?? ''))
    expect(value(await m.as(finance).payment.lines.get({ lineId: original ?? '' })).line.state).toBe('reversed')
    expect(value(await m.as(finance).payment.lines.get({ lineId: reversal ?? '' })).line).toMatchObject({
      state: 'assigned',
      settles: 'reversal',
      reversesLineId: original,
    })
    await clean()
  })
  it('a deposit that the bank takes back under the same id: its request is open again, and it can be paid again', async () => {
    const { reference, requestId } = await ask(buyer, 50_000n)
    const credit = entry('500.00', 'CRDT', `<TxDtls>${payer(NAME)}<RmtInf><Ustrd>${reference}</Ustrd></RmtInf></TxDtls>`)
    value((await book(camt(credit, bank + 50_000n), bank + 50_000n)).booked)
    expect(await requestState(requestId)).toBe('paid')
    const { after } = await book(camt(entry('500.00', 'DBIT', '<TxDtls/>', '<RvslInd>true</RvslInd>'), bank - 50_000n), bank - 50_000n)
    expect(after.lines).toMatchObject([{ state: 'unmatched', reason: 'reversal' }])
    const reversal = after.lines[0]?.id ?? ''
    const original = value(await m.as(finance).payment.lines.get({ lineId: reversal })).lineCandidates[0]?.id ?? ''
    value(await assign(reversal, original))
    expect(await requestState(requestId)).toBe('open')
    const { rows } = await m.database.pool.query<{ visible_to: string[] }>(
      `select visible_to from platform.fact where type = 'ledger.payment_reversed' and subject = $1`,
      [requestId],
    )
    expect(rows[0]?.visible_to).toContain(buyer)
    await clean()
    nextStatement()
    value((await book(camt(credit.replace(/E\d+</, `E${serial}<`), bank + 50_000n), bank + 50_000n)).booked)
    expect(await requestState(requestId)).toBe('paid')
    await clean()
  })
  it('a reversal that comes after the money has moved on is refused: people must claim it back', async () => {
    const { reference, requestId } = await ask(buyer, 60_000n)
    const credit = csv(['20260305', '10:00:00', '', '600.00', bank + 60_000n, NAME, '6222000011112222', '转账', reference, `L${serial}`])
    value((await book(credit, bank + 60_000n)).booked)
    value(await m.act(SYSTEM, (act) => captureHold(act, { subject: `lot_${serial}`, organisationId: buyer, purpose: 'deposit', toSubject: `con_${serial}` })))
    const { after } = await book(
      csv(['20260305', '11:00:00', '600.00', '', bank - 60_000n, NAME, '6222000011112222', '冲正', '', `L${serial}`]),
      bank - 60_000n,
    )
    const reversal = after.lines[0]?.id ?? ''
    const original = value(await m.as(finance).payment.lines.get({ lineId: reversal })).lineCandidates[0]?.id ?? ''
    expect(codeOf(await assign(reversal, original))).toBe('ledger.reversal_too_late')
    expect(codeOf(await m.as(second).payment.rejectAssignment({ lineId: reversal }))).toBe('ok')
    expect(codeOf(await assign(reversal, reversal))).toBe('ledger.reversal_same_way')
    expect(await requestState(requestId)).toBe('paid')
    await clean()
  })
  it('a fee with the id of its payment is a booking of its own; fee and interest are named by two people', async () => {
    await fund('2000.00', 200_000n)
    const text = csv(
      ['20260306', '09:00:00', '1000.00', '', bank - 100_000n, '甲测试有限公司', '330100', '转账', '货款', `R1-${serial}`],
      ['20260306', '09:00:00', '5.00', '', bank - 100_500n, '', '', '手续费', '手续费', `R1-${serial}`],
      ['20260306', '09:01:00', '', '0.42', bank - 100_458n, '', '', '结息', '', `R3-${serial}`],
    )
    const { after } = await book(text, bank - 100_458n)
    expect(after.lines.map(({ reason }) => reason)).toEqual(['reference_missing', 'bank_charge', 'bank_interest'])
    const fee = await openLine('bank_charge')
    expect(codeOf(await assign(fee, 'interest'))).toBe('ledger.interest_is_money_in')
    value(await assign(fee, 'charge'))
    value(await assign(await openLine('bank_interest'), 'interest'))
    expect(value(await m.as(finance).ledger.accounts.list({ class: 'charges' })).items).toMatchObject([{ kind: 'expense', postedMinor: '500' }])
    expect(value(await m.as(finance).ledger.accounts.list({ class: 'interest' })).items).toMatchObject([{ kind: 'liability', postedMinor: '42' }])
    await clean()
  })
})
