/** Money that arrives in the forms banks really send, from the file to the books. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SYSTEM } from '#kernel/actor.ts'
import { refundHold } from './index.ts'
import { DEMO_BANK } from './demo.ts'
import { HOUR_MS } from '#kernel/instant.ts'
import {
  NAME,
  OTHER,
  m,
  finance,
  second,
  clerk,
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
  book,
  openLine,
  assign,
  nextStatement,
  openBank,
} from './bank-forms.story.ts'

beforeAll(openBank)
beforeEach(nextStatement)

describe('the identity of a line', () => {
  it('a serial that begins again the next day is another line: both deposits are paid, and every booked statement ends at the ledger', async () => {
    const [one, two] = [await ask(buyer), await ask(other)]
    const first = csv(['20260303', '09:00:00', '', '50000.00', bank + 5_000_000n, NAME, '6222000011112222', '转账', one.reference, '000001'])
    value((await book(first, bank + 5_000_000n)).booked)
    const next = csv(['20260304', '09:00:00', '', '50000.00', bank + 5_000_000n, OTHER, '6222000033334444', '转账', two.reference, '000001'])
    const day2 = await book(next, bank + 5_000_000n)
    expect(day2).toMatchObject({ booked: { value: { booked: 1, matched: 1 } }, after: { state: 'booked', closingMinor: String(bank), waitingCount: 0 } })
    expect(await requestState(one.requestId)).toBe('paid')
    await clean()
  })
  it('an earlier statement in other clothes has nothing to book and is never marked as booked', async () => {
    const row = ['20260303', '09:00:00', '', '50000.00', bank - 5_000_000n, NAME, '6222000011112222', '转账', 'x', '000001'] as const
    const again = await book(csv(row), bank)
    expect(again.preview.lines).toMatchObject([{ state: 'known' }])
    expect(again).toMatchObject({ booked: { refusal: { code: 'ledger.statement_nothing_new' } }, after: { state: 'previewed' } })
    value(await m.as(finance).payment.discardStatement({ statementId: again.statementId }))
    await clean()
  })
  it('the check sees a booked statement that does not end at the ledger', async () => {
    await m.database.pool.query(
      'update payment.statement set closing_minor = closing_minor + 1, credit_minor = credit_minor + 1 where booked_seq = (select max(booked_seq) from payment.statement)',
    )
    const names = (await m.checks()).map(({ check }) => check)
    expect(names).toContain('payment: a booked statement ends at the balance of the ledger')
    expect(names).toContain('payment: the last booked statement ends at the bank account of the ledger')
    expect(value(await m.as(finance).payment.reconciliation({})).differenceMinor).toBe('-1')
    await m.database.pool.query(
      'update payment.statement set closing_minor = closing_minor - 1, credit_minor = credit_minor - 1 where booked_seq = (select max(booked_seq) from payment.statement)',
    )
    await clean()
  })
})

it('newest first with equal money in and out: the bank’s time puts it in order, and it joins', async () => {
  const { reference, requestId } = await ask(buyer)
  const text = csv(
    ['20260304', '15:00:00', '', '50000.00', bank, NAME, '6222000033334444', '转账', reference, 'N2'],
    ['20260304', '09:00:00', '50000.00', '', bank - 5_000_000n, '某公司', '6222000055556666', '转账', '退款', 'N1'],
  )
  expect(await book(text, bank)).toMatchObject({
    booked: { value: { booked: 2, matched: 1 } },
    after: { openingMinor: String(bank), state: 'booked', waitingCount: 1 },
  })
  expect(await requestState(requestId)).toBe('paid')
  expect(value(await m.as(finance).payment.lines.list({})).items.map(({ remark }) => remark)).toContain('转账 退款')
  await clean()
})

describe('payouts that the bank books as one debit', () => {
  const twoPayouts = async () => {
    for (const [yuan, minor] of [
      ['1000.00', 100_000n],
      ['2000.00', 200_000n],
    ] as const) {
      value(
        (await book(csv(['20260304', '16:00:00', '', yuan, bank + minor, '来款人', '6222000077778888', '转账', '误转', `P${serial}-${yuan}`]), bank + minor))
          .booked,
      )
      value(await m.as(finance).payment.orderReturn({ lineId: await openLine('reference_missing').then(async () => newestLine(minor)) }))
    }
    const ordered = value(await m.as(finance).payment.payouts.list({ state: 'ordered' })).items.filter(({ purpose }) => purpose === 'return')
    const { batchId } = value(await m.as(finance).payment.makeBatch({ payoutIds: ordered.map(({ id }) => id) }))
    value(await m.as(second).payment.approveBatch({ batchId }))
    const { text } = value(await m.as(finance).payment.exportBatch({ batchId, format: 'pain.001' }))
    return { batchId, text, references: ordered.toSorted((a, b) => Number(a.amountMinor) - Number(b.amountMinor)).map(({ reference }) => reference) }
  }
  const newestLine = async (minor: bigint) =>
    value(await m.as(finance).payment.lines.list({ state: 'unmatched' })).items.find(({ amountMinor }) => amountMinor === String(minor))?.id ?? ''
  const settled = async (references: readonly string[]) =>
    value(await m.as(finance).payment.payouts.list({ state: 'settled', limit: 100 })).items.filter(({ reference }) => references.includes(reference)).length

  it('by its details: both are settled, nothing is left to explain', async () => {
    const { references, text } = await twoPayouts()
    expect(text).toContain('<BtchBookg>false</BtchBookg>')
    const [one = '', two = ''] = references
    const detail = (amount: string, reference: string) =>
      `<TxDtls><Refs><EndToEndId>${reference}</EndToEndId></Refs><Amt Ccy="CNY">${amount}</Amt><RmtInf><Ustrd>${reference}</Ustrd></RmtInf></TxDtls>`
    const file = camt(entry('3000.00', 'DBIT', `<Btch><NbOfTxs>2</NbOfTxs></Btch>${detail('1000.00', one)}${detail('2000.00', two)}`), bank - 300_000n)
    const done = await book(file, bank - 300_000n)
    expect(done).toMatchObject({
      booked: { value: { matched: 1, unmatched: 0 } },
      preview: { lines: [{ state: 'matched', targetCount: 2 }] },
      after: { lines: [{ settles: 'payouts', targetCount: 2 }] },
    })
    expect(await settled(references)).toBe(2)
    await clean()
  })
  it('by the number of the batch, as the payment file wrote it', async () => {
    const { references, text } = await twoPayouts()
    const number = /<PmtInfId>(\w+)<\/PmtInfId>/.exec(text)?.[1] ?? ''
    value((await book(camt(entry('3000.00', 'DBIT', `<Btch><PmtInfId>${number}</PmtInfId></Btch>`), bank - 300_000n), bank - 300_000n)).booked)
    expect(await settled(references)).toBe(2)
    await clean()
  })
  it('by hand, where the bank names nothing: one proposes the batch, another confirms', async () => {
    const { references, batchId } = await twoPayouts()
    value((await book(csv(['20260304', '17:00:00', '3000.00', '', bank - 300_000n, '', '', '代发', '批量', `D${serial}`]), bank - 300_000n)).booked)
    const lineId = await newestLine(300_000n)
    expect(value(await m.as(finance).payment.lines.get({ lineId })).batchCandidates).toMatchObject([{ id: batchId, payoutCount: 2, totalMinor: '300000' }])
    value(await assign(lineId, batchId))
    expect(await settled(references)).toBe(2)
    await clean()
  })
})

describe('an account that a spreadsheet has spoiled', () => {
  it('is booked and shown, but no money can be ordered to it: another account needs a reason and a second officer', async () => {
    const row = ['20260304', '10:00:00', '', '1000.00', bank + 100_000n, '甲测试有限公司', '6.22848E+18', '转账', '货款', `SCI${serial}`] as const
    const { after } = await book(csv(row), bank + 100_000n)
    expect(after.lines).toMatchObject([{ counterpartyAccount: '6.22848E+18', canReceive: false }])
    const { payoutId } = value(await m.as(finance).payment.orderReturn({ lineId: after.lines[0]?.id ?? '' }))
    const read = async () => value(await m.as(finance).payment.payouts.get({ payoutId }))
    expect((await read()).payout).toMatchObject({ state: 'awaiting_account', accountTail: '' })
    expect(codeOf(await m.as(finance).payment.makeBatch({ payoutIds: [payoutId] }))).toBe('ledger.payout_not_ready')
    const propose = (accountNumber: string) =>
      m
        .as(finance)
        .payment.proposePayoutAccount({ payoutId, accountName: '甲测试有限公司', accountNumber, bankName: '示范银行', reason: '付款人来函，附开户许可证' })
    expect(codeOf(await propose('6.22848E+18'))).toBe('ledger.account_number_invalid')
    value(await propose('6228 4801 2345 6789 011'))
    expect(codeOf(await propose('6228480123456789011'))).toBe('ledger.account_already_proposed')
    expect(codeOf(await m.as(finance).payment.confirmPayoutAccount({ payoutId }))).toBe('ledger.maker_is_checker')
    value(await m.as(second).payment.rejectPayoutAccount({ payoutId }))
    m.clock.advance(HOUR_MS)
    value(await propose('6228480123456789011'))
    value(await m.as(second).payment.confirmPayoutAccount({ payoutId }))
    expect(await read()).toMatchObject({ payout: { state: 'ordered', accountTail: '9011' }, proposals: [{ state: 'confirmed' }, { state: 'rejected' }] })
    expect(codeOf(await propose('6228480123456789011'))).toBe('ledger.payout_has_account')
    await clean()
  })
  it('is no way back for a deposit either', async () => {
    const { reference } = await ask(buyer)
    value(
      (await book(csv(['20260304', '10:30:00', '', '50000.00', bank + 5_000_000n, NAME, '6.22200E+15', '转账', reference, `SD${serial}`]), bank + 5_000_000n))
        .booked,
    )
    const { payoutId } = value(await m.act(SYSTEM, (act) => refundHold(act, { subject: `lot_${serial}`, organisationId: buyer, purpose: 'deposit' })))
    expect(value(await m.as(finance).payment.payouts.get({ payoutId })).payout.state).toBe('awaiting_account')
    await clean()
  })
})

it('one credit of two payers is nobody’s payment', async () => {
  const { reference, requestId } = await ask(buyer)
  const detail = (name: string, amount: string, text = '') => `<TxDtls><Amt Ccy="CNY">${amount}</Amt>${payer(name)}${text}</TxDtls>`
  const details = `${detail(NAME, '30000.00')}${detail('另一家公司', '20000.00', `<RmtInf><Ustrd>${reference}</Ustrd></RmtInf>`)}`
  const { after } = await book(camt(entry('50000.00', 'CRDT', details), bank + 5_000_000n), bank + 5_000_000n)
  expect(after.lines).toMatchObject([{ state: 'unmatched', reason: 'payer_differs', counterpartyName: `${NAME}；另一家公司` }])
  expect(await requestState(requestId)).toBe('open')
  await clean()
})

it('a CSV saved by a spreadsheet, of two days in one file, is booked on its days', async () => {
  const { reference, requestId } = await ask(buyer)
  const text = csv(
    ['2026/3/5', '9:00', '', '"50,000.00"', bank + 5_000_000n, NAME, "'6222000033334444", '转账', reference, `X1-${serial}`],
    ['2026年3月6日', '10:00', '', '+0.50', bank + 5_000_050n, '某人', '6222', '转账', 'x', `X2-${serial}`],
  )
  const { after } = await book(text, bank + 5_000_050n)
  expect(after.lines.map(({ bookedOn }) => bookedOn)).toEqual(['2026-03-05', '2026-03-06'])
  expect(await requestState(requestId)).toBe('paid')
  await clean()
})

describe('the slip, the receipt and the way of the refund', () => {
  it('are for the payer and the readers of the books only, and tell who approved and when the bank paid', async () => {
    const { reference, requestId } = await ask(buyer, 90_000n)
    const read = async (by = clerk) => m.as(by).payment.requests.get({ requestId })
    expect(value(await read())).toMatchObject({
      request: { state: 'open', reference },
      bank: { accountNumber: DEMO_BANK.accountNumber },
      received: null,
      refund: null,
    })
    const stranger = await m.person({ name: '外人', roles: [{ role: 'enterprise', organisationId: other }] })
    expect(codeOf(await read(stranger))).toBe('ledger.not_found')
    value(
      (await book(csv(['20260306', '12:00:00', '', '900.00', bank + 90_000n, NAME, '6222000011112222', '转账', reference, `Q${serial}`]), bank + 90_000n))
        .booked,
    )
    expect(value(await read())).toMatchObject({ received: { bookedOn: '2026-03-06', payerName: NAME, accountTail: '2222' } })
    const { payoutId } = value(await m.act(finance, (act) => refundHold(act, { subject: `lot_${serial}`, organisationId: buyer, purpose: 'deposit' })))
    expect(value(await read()).refund).toMatchObject({ id: payoutId, state: 'ordered', accountTail: '2222', orderedBy: { zh: '财务甲' }, approvedBy: null })
    const { batchId } = value(await m.as(finance).payment.makeBatch({ payoutIds: [payoutId] }))
    value(await m.as(second).payment.approveBatch({ batchId }))
    value(await m.as(finance).payment.exportBatch({ batchId, format: 'pain.001' }))
    const payout = value(await read()).refund
    expect(payout).toMatchObject({ state: 'exported', approvedBy: { zh: '财务乙' } })
    value(
      (
        await book(
          csv(['20260307', '12:00:00', '900.00', '', bank - 90_000n, NAME, '6222000011112222', '付款', payout?.reference ?? '', `Q${serial}`]),
          bank - 90_000n,
        )
      ).booked,
    )
    expect(value(await read(finance)).refund).toMatchObject({ state: 'settled', paidOn: '2026-03-07' })
    await clean()
  })
})
