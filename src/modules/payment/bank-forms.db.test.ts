/** Money that arrives in the forms banks really send, from the file to the books. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { SYSTEM } from '#kernel/actor.ts'
import { HOUR_MS, later } from '#kernel/instant.ts'
import type { Result } from '#kernel/result.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { plainDecimal } from '#kernel/money.ts'
import { DEMO_BANK } from './demo.ts'
import { captureHold } from '#modules/ledger/index.ts'
import { refundHold, requestPayment } from './index.ts'

const NAME = '杭州示范科技有限公司（演示）'
const OTHER = '宁波示范材料有限公司（演示）'
let m: TestMarket
let finance: Actor
let second: Actor
let clerk: Actor
let buyer: string
let other: string
/** The supervised account, in fen, as the bank keeps it. */
let bank = 0n
let serial = 0

const value = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code)
const clean = async () => {
  await m.settle()
  expect(m.failures).toEqual([])
  expect(await m.checks()).toEqual([])
  expect(value(await m.as(finance).payment.reconciliation({}))).toMatchObject({ differenceMinor: '0', isCovered: true, ledgerBankMinor: String(bank) })
}

beforeAll(async () => {
  m = await market()
  const house = await m.organisation({ kind: 'market', name: '示范技术市场（演示）' })
  buyer = await m.organisation({ kind: 'enterprise', name: NAME })
  other = await m.organisation({ kind: 'enterprise', name: OTHER })
  finance = await m.person({ name: '财务甲', roles: [{ role: 'finance', organisationId: house }] })
  second = await m.person({ name: '财务乙', roles: [{ role: 'finance', organisationId: house }] })
  clerk = await m.person({ name: '经办人', roles: [{ role: 'enterprise', organisationId: buyer }] })
  const admin = await m.person({ name: '管理员', roles: [{ role: 'admin', organisationId: house }] })
  value(
    await m
      .as(admin)
      .payment.configureBankAccount({ bankName: DEMO_BANK.bankName, accountName: DEMO_BANK.accountName, accountNumber: DEMO_BANK.accountNumber }),
  )
})

beforeEach(() => {
  serial += 1
})

const ask = async (payer: string, amountMinor = 5_000_000n, subject = `lot_${serial}`) =>
  value(
    await m.act(SYSTEM, (act) =>
      requestPayment(act, { payerOrganisationId: payer, amountMinor, purpose: 'deposit', subject, dueAt: later(act.now, 48 * HOUR_MS) }),
    ),
  )
const requestState = async (requestId: string) => value(await m.as(clerk).payment.payment({ requestId })).request.state

type Cells = readonly [
  day: string,
  time: string,
  debit: string,
  credit: string,
  balance: bigint | string,
  name: string,
  account: string,
  kind: string,
  text: string,
  id: string,
]
const csv = (...rows: readonly Cells[]) =>
  [
    `账号,${DEMO_BANK.accountNumber}`,
    '币种,CNY',
    '交易日期,交易时间,借方发生额,贷方发生额,余额,对方户名,对方账号,摘要,附言,流水号',
    ...rows.map((row) => row.map((cell) => (typeof cell === 'bigint' ? plainDecimal(cell) : cell)).join(',')),
  ].join('\r\n')

const camt = (entries: string, closingMinor: bigint) => {
  const balance = (code: string, minor: bigint) =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">${plainDecimal(minor)}</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>`
  return `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>S${serial}</Id><Acct><Id><Othr><Id>${DEMO_BANK.accountNumber}</Id></Othr></Id></Acct>${balance('OPBD', bank)}${balance('CLBD', closingMinor)}${entries}</Stmt></BkToCstmrStmt></Document>`
}
const entry = (amount: string, way: 'CRDT' | 'DBIT', details: string, more = '') =>
  `<Ntry><Amt Ccy="CNY">${amount}</Amt><CdtDbtInd>${way}</CdtDbtInd>${more}<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-03</Dt></BookgDt><AcctSvcrRef>E${serial}</AcctSvcrRef><NtryDtls>${details}</NtryDtls></Ntry>`
const payer = (name: string) =>
  `<RltdPties><Dbtr><Pty><Nm>${name}</Nm></Pty></Dbtr><DbtrAcct><Id><Othr><Id>6222000011112222</Id></Othr></Id></DbtrAcct></RltdPties>`

const upload = async (text: string) =>
  m.as(finance).payment.uploadStatement({ fileName: `${serial}.csv`, contentBase64: Buffer.from(text, 'utf8').toString('base64') })
const book = async (text: string, closingMinor: bigint) => {
  const { statementId } = value(await upload(text))
  const preview = value(await m.as(finance).payment.statement({ statementId }))
  const booked = await m.as(finance).payment.bookStatement({ statementId })
  if (booked.ok) bank = closingMinor
  const after = value(await m.as(finance).payment.statement({ statementId }))
  return { statementId, preview, booked, after }
}
const openLine = async (reason: string) => {
  const line = value(await m.as(finance).payment.lines({ state: 'unmatched' })).items.find((one) => one.reason === reason)
  if (typeof line?.id !== 'string') throw new Error(`no line waits for ${reason}`)
  return line.id
}
const assign = async (lineId: string, targetId: string) => {
  const proposed = await m.as(finance).payment.proposeAssignment({ lineId, targetId, note: '已与银行核实' })
  return proposed.ok ? m.as(second).payment.confirmAssignment({ lineId }) : proposed
}
/** Money in the bank, so that payments out have something to go from. */
const fund = async (yuan: string, minor: bigint) => {
  value((await book(csv(['20260303', '08:00:00', '', yuan, bank + minor, '某出资人', '6222', '转账', '备用', `F${serial}`]), bank + minor)).booked)
}

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
  expect(value(await m.as(finance).payment.lines({})).items.map(({ remark }) => remark)).toContain('转账 退款')
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
    const ordered = value(await m.as(finance).payment.payouts({ state: 'ordered' })).items.filter(({ purpose }) => purpose === 'return')
    const { batchId } = value(await m.as(finance).payment.makeBatch({ payoutIds: ordered.map(({ id }) => id) }))
    value(await m.as(second).payment.approveBatch({ batchId }))
    const { text } = value(await m.as(finance).payment.exportBatch({ batchId, format: 'pain.001' }))
    return { batchId, text, references: ordered.toSorted((a, b) => Number(a.amountMinor) - Number(b.amountMinor)).map(({ reference }) => reference) }
  }
  const newestLine = async (minor: bigint) =>
    value(await m.as(finance).payment.lines({ state: 'unmatched' })).items.find(({ amountMinor }) => amountMinor === String(minor))?.id ?? ''
  const settled = async (references: readonly string[]) =>
    value(await m.as(finance).payment.payouts({ state: 'settled', limit: 100 })).items.filter(({ reference }) => references.includes(reference)).length

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
    expect(value(await m.as(finance).payment.line({ lineId })).batchCandidates).toMatchObject([{ id: batchId, payoutCount: 2, totalMinor: '300000' }])
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
    const read = async () => value(await m.as(finance).payment.payout({ payoutId }))
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
    expect(value(await m.as(finance).payment.payout({ payoutId })).payout.state).toBe('awaiting_account')
    await clean()
  })
})

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
    expect(value(await m.as(finance).payment.statement({ statementId: corrected.statementId }))).toMatchObject({ problem: null, replaces: statementId })
    expect(value(await m.as(finance).payment.bookStatement({ statementId: corrected.statementId }))).toEqual({ booked: 1, matched: 1, unmatched: 0, unread: 0 })
    expect(value(await m.as(finance).payment.statement({ statementId }))).toMatchObject({
      state: 'replaced',
      replacedBy: corrected.statementId,
      waitingCount: 0,
    })
    expect(value(await m.as(finance).payment.payment({ requestId: badId })).request.state).toBe('paid')
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
    expect(value(await m.as(finance).payment.statement({ statementId })).state).toBe('booked')
    await clean()
  })
  it('a note says why a line waits, until it is settled', async () => {
    const lineId = await openLine('reference_missing')
    value(await m.as(finance).payment.noteLine({ lineId, kind: 'asked_bank', note: '已致电开户行，等待回单' }))
    expect(value(await m.as(second).payment.line({ lineId })).notes).toMatchObject([
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
    expect(value(await m.as(finance).payment.line({ lineId: reversal ?? '' })).lineCandidates.map(({ id }) => id)).toContain(original)
    value(await assign(reversal ?? '', original ?? ''))
    expect(value(await m.as(finance).payment.line({ lineId: original ?? '' })).line.state).toBe('reversed')
    expect(value(await m.as(finance).payment.line({ lineId: reversal ?? '' })).line).toMatchObject({
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
    const original = value(await m.as(finance).payment.line({ lineId: reversal })).lineCandidates[0]?.id ?? ''
    value(await assign(reversal, original))
    expect(await requestState(requestId)).toBe('open')
    const { rows } = await m.database.pool.query<{ visible_to: string[] }>(
      `select visible_to from platform.fact where type = 'ledger.payment_reversed' and subject = $1`,
      [requestId],
    )
    expect(rows[0]?.visible_to).toContain(buyer)
    await clean()
    serial += 1
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
    const original = value(await m.as(finance).payment.line({ lineId: reversal })).lineCandidates[0]?.id ?? ''
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
    expect(value(await m.as(finance).ledger.accounts({ class: 'charges' })).items).toMatchObject([{ kind: 'expense', postedMinor: '500' }])
    expect(value(await m.as(finance).ledger.accounts({ class: 'interest' })).items).toMatchObject([{ kind: 'liability', postedMinor: '42' }])
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
    const read = async (by = clerk) => m.as(by).payment.payment({ requestId })
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
