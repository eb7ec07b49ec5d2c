/** Statements in the forms that banks really send. */
import { describe, expect, it } from 'vitest'
import { accountText, canReceive } from '../core/account-text.ts'
import { readStatement } from './read.ts'

const REF = 'ZP0000000'
const NAME = '杭州示范科技有限公司（演示）'
const utf8 = (text: string) => new TextEncoder().encode(text)
const read = (text: string | Uint8Array, lastClosing: bigint | null = null) => {
  const statement = readStatement(typeof text === 'string' ? utf8(text) : text, lastClosing)
  if (!statement.ok) throw new Error(`${statement.refusal.code} ${JSON.stringify(statement.refusal.params)}`)
  return statement.value
}

interface Entry {
  readonly amount?: string
  readonly mark?: string
  readonly booked?: string
  readonly id?: string
  readonly details?: string
  readonly more?: string
}
const PAYER = `<RltdPties><Dbtr><Pty><Nm>${NAME}</Nm></Pty></Dbtr></RltdPties>`
const entry = ({
  amount = '500.00',
  mark = 'CRDT',
  booked = '<Dt>2026-11-30</Dt>',
  id = '<AcctSvcrRef>G1</AcctSvcrRef>',
  details = `<TxDtls>${PAYER}</TxDtls>`,
  more = '',
}: Entry) =>
  `<Ntry><Amt Ccy="CNY">${amount}</Amt><CdtDbtInd>${mark}</CdtDbtInd>${more}<Sts><Cd>BOOK</Cd></Sts><BookgDt>${booked}</BookgDt>${id}<NtryDtls>${details}</NtryDtls></Ntry>`
const balance = (code: string, amount: string) =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-30</Dt></Dt></Bal>`
const part = (entries: string, opening: string, closing: string) =>
  `<Stmt><Id>S</Id><Acct><Id><Othr><Id>330100990000000001</Id></Othr></Id><Ccy>CNY</Ccy></Acct>${balance('OPBD', opening)}${balance('CLBD', closing)}${entries}</Stmt>`
const camt = (parts: string, version = '08') =>
  `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.${version}"><BkToCstmrStmt><GrpHdr><MsgId>M</MsgId></GrpHdr>${parts}</BkToCstmrStmt></Document>`
const one = (given: Entry, closing = '1500.00') => read(camt(part(entry(given), '1000.00', closing))).lines[0]

const HEADER = '交易日期,交易时间,借方发生额,贷方发生额,余额,对方户名,对方账号,摘要,附言,流水号'
const csv = (rows: readonly string[], header = HEADER) => ['账号,330100990000000001', '币种,CNY', header, ...rows].join('\r\n')

describe('camt.053', () => {
  it.each(Array.from({ length: 12 }, (_, i) => String(i + 2).padStart(2, '0')))('version %s is read', (version) =>
    expect(read(camt(part(entry({}), '1000.00', '1500.00'), version)).lines).toHaveLength(1),
  )
  it.each<[string, string]>([
    ['in free text', `<TxDtls>${PAYER}<RmtInf><Ustrd>${REF}</Ustrd></RmtInf></TxDtls>`],
    ['as the reference of the creditor', `<TxDtls>${PAYER}<RmtInf><Strd><CdtrRefInf><Ref>${REF}</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>`],
    ['beside a structured remark', `<TxDtls>${PAYER}<RmtInf><Strd><AddtlRmtInf>x</AddtlRmtInf><AddtlRmtInf>${REF}</AddtlRmtInf></Strd></RmtInf></TxDtls>`],
    ['as the number of a document', `<TxDtls>${PAYER}<RmtInf><Strd><RfrdDocInf><Nb>${REF}</Nb></RfrdDocInf></Strd></RmtInf></TxDtls>`],
    ['as more about the payment', `<TxDtls>${PAYER}<AddtlTxInf>${REF}</AddtlTxInf></TxDtls>`],
    ['as the number from end to end', `<TxDtls><Refs><EndToEndId>${REF}</EndToEndId></Refs>${PAYER}</TxDtls>`],
    ['as the number of the message', `<TxDtls><Refs><MsgId>${REF}</MsgId></Refs>${PAYER}</TxDtls>`],
    ['as the number of a batch', `<Btch><PmtInfId>${REF}</PmtInfId></Btch><TxDtls>${PAYER}</TxDtls>`],
  ])('a reference %s is read and shown', (_name, details) => expect(one({ details })?.remark).toContain(REF))
  it('says nothing where the bank says that nothing was provided', () =>
    expect(one({ details: `<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>${PAYER}</TxDtls>` })?.remark).toBe(''))
  it('the bank’s id may stand in the detail only, or nowhere', () => {
    expect(one({ id: '', details: `<TxDtls><Refs><AcctSvcrRef>T1</AcctSvcrRef></Refs>${PAYER}</TxDtls>` })?.bankLineId).toBe('T1')
    expect(one({ id: '' })?.bankLineId).toBe('')
  })
  it.each([
    ['<Dt>2026-11-30+08:00</Dt>', '2026-11-30'],
    ['<Dt>2026-11-30Z</Dt>', '2026-11-30'],
    ['<DtTm>2026-11-30T16:30:00Z</DtTm>', '2026-12-01'],
    ['<DtTm>2026-11-30T23:30:00+08:00</DtTm>', '2026-11-30'],
    ['<DtTm>2026-11-30T23:30:00</DtTm>', '2026-11-30'],
  ])('%s is booked on the Beijing day %s', (booked, day) => expect(one({ booked })?.bookedOn).toBe(day))
  it.each([
    ['.50', '1000.50', 50n],
    ['0000000000000099.92', '1099.92', 9_992n],
    ['+12.5', '1012.50', 1_250n],
    ['7.', '1007.00', 700n],
    ['500.00000', '1500.00', 50_000n],
  ])('the amount %s is a decimal of the schema', (amount, closing, minor) => expect(one({ amount }, closing)?.amountMinor).toBe(minor))
  it('an entry of zero is noted and books nothing; empty names and accounts are no names', () => {
    const empty = `<TxDtls><RltdPties><Dbtr><Pty><Nm></Nm></Pty></Dbtr><DbtrAcct><Id><Othr><Id></Id></Othr></Id></DbtrAcct></RltdPties><RmtInf><Ustrd></Ustrd></RmtInf></TxDtls>`
    const found = read(
      camt(part(entry({ amount: '0.00', id: '<AcctSvcrRef>Z1</AcctSvcrRef>' }) + entry({ amount: '10.00', details: empty }), '1000.00', '1010.00')),
    )
    expect(found).toMatchObject({ lines: [{ amountMinor: 1_000n, counterpartyName: '' }], setAside: [{ refusal: null }] })
  })
  it('a reversal is a line of its own, by its mark or by a minus', () => {
    expect(one({ mark: 'DBIT', more: '<RvslInd>true</RvslInd>' }, '500.00')).toMatchObject({ direction: 'debit', isReversal: true })
    expect(one({ amount: '-500.00' }, '500.00')).toMatchObject({ direction: 'debit', amountMinor: 50_000n, isReversal: true })
    expect(one({ more: '<RvslInd>false</RvslInd>' })).not.toHaveProperty('isReversal')
  })
  it('names every payer of a collective credit', () => {
    const other = PAYER.replace(NAME, '另一家公司')
    const found = one({
      details: `<Btch><NbOfTxs>2</NbOfTxs></Btch><TxDtls><Amt Ccy="CNY">300.00</Amt>${PAYER}</TxDtls><TxDtls><Amt Ccy="CNY">200.00</Amt>${other}</TxDtls>`,
    })
    expect(found).toMatchObject({
      parties: [NAME, '另一家公司'],
      counterpartyName: `${NAME}；另一家公司`,
      details: [{ amountMinor: 30_000n }, { amountMinor: 20_000n }],
    })
  })
  it('several statements in one file are read in their order, and each must join', () => {
    const first = part(entry({}), '1000.00', '1500.00')
    const second = part(entry({ amount: '1.00', id: '<AcctSvcrRef>G2</AcctSvcrRef>' }), '1500.00', '1501.00')
    for (const parts of [first + second, second + first])
      expect(read(camt(parts))).toMatchObject({
        openingMinor: 100_000n,
        closingMinor: 150_100n,
        partCount: 2,
        lines: [{ bankLineId: 'G1' }, { bankLineId: 'G2' }],
      })
    expect(readStatement(utf8(camt(first + part(entry({}), '1.00', '501.00'))))).toMatchObject({ refusal: { code: 'ledger.statement_parts_gap' } })
    expect(readStatement(utf8(camt(first + part(entry({}), '1500.00', '1501.00'))))).toMatchObject({ refusal: { code: 'ledger.statement_does_not_add_up' } })
  })
})

describe('CSV', () => {
  const out = '20261130,09:00:00,500.00,,500.00,某公司,6222000055556666,转账,退款,N1'
  const into = `20261130,15:00:00,,500.00,1000.00,${NAME},6222000033334444,转账,${REF},N2`
  it('the bank’s time decides where balances fit both ways, in either order of the rows', () => {
    for (const rows of [
      [into, out],
      [out, into],
    ])
      expect(read(csv(rows))).toMatchObject({ openingMinor: 100_000n, closingMinor: 100_000n, lines: [{ bankLineId: 'N1' }, { bankLineId: 'N2' }] })
  })
  it('without times the balance of the last statement decides', () => {
    const rows = [into, out].map((row) => row.replace(/,\d\d:\d\d:\d\d,/, ',,'))
    expect(read(csv(rows), 100_000n)).toMatchObject({ openingMinor: 100_000n, lines: [{ bankLineId: 'N1' }, { bankLineId: 'N2' }] })
    expect(read(csv(rows), 50_000n)).toMatchObject({ openingMinor: 50_000n, lines: [{ bankLineId: 'N2' }, { bankLineId: 'N1' }] })
  })
  it('rows in no order are put in that of their times', () => {
    const third = `20261130,10:00:00,,1.00,501.00,${NAME},6222,转账,,N3`
    const last = into.replace('1000.00', '1001.00')
    expect(read(csv([third, last, out])).lines.map(({ bankLineId }) => bankLineId)).toEqual(['N1', 'N3', 'N2'])
  })
  it('a negative amount in a column is money the other way', () => {
    const reversal = '20261130,09:05:00,-500.00,,1000.00,某公司,6222000055556666,冲正,冲正,N2'
    expect(read(csv([out, reversal]))).toMatchObject({
      openingMinor: 100_000n,
      closingMinor: 100_000n,
      lines: [{ direction: 'debit' }, { direction: 'credit', amountMinor: 50_000n, isReversal: true }],
    })
    expect(read(csv([out, reversal.replace('-500.00', '(500.00)')])).lines[1]).toMatchObject({ direction: 'credit' })
    expect(read(csv([out, into.replace('转账', '冲正')])).lines[1]).toMatchObject({ direction: 'credit', isReversal: true })
  })
  it('a fee with the id of its payment is a booking of its own', () =>
    expect(read(csv([out, '20261130,09:00:00,5.00,,495.00,,,手续费,手续费,N1'])).lines).toMatchObject([{ amountMinor: 50_000n }, { amountMinor: 500n }]))
  it.each([
    '2026/3/4',
    '2026-03-04',
    '2026-3-4',
    '20260304',
    '2026.3.4',
    '2026年3月4日',
    '2026年03月04日',
    '2026/3/4 15:00:00',
    '2026-03-04T15:00:00',
    '２０２６/３/４',
  ])('the day %s is 2026-03-04', (day) => expect(read(csv([out.replace('20261130', day)])).lines[0]?.bookedOn).toBe('2026-03-04'))
  it.each(['"1,234.50"', '１２３４．５０', '"１，２３４.50"', '+1234.50', '¥1234.5', '￥1234.50', '1234.50元', 'CNY 1234.50', '1234.50 DR', '1234.500'])(
    'the amount %s is 1234.50',
    (amount) => expect(read(csv([out.replace(',500.00,,500.00', `,${amount},,500.00`)])).lines[0]).toMatchObject({ direction: 'debit', amountMinor: 123_450n }),
  )
  it.each(['"12,5"', '"1,23,456.00"', '1e5', '12.345', '五百', '"500.00 CR"'])('the amount %s is read by nobody: its line waits', (amount) =>
    expect(read(csv([into.replace('1000.00', '500.00'), out.replace(',500.00,,500.00', `,${amount},,0.00`)]), 100_000n)).toMatchObject({
      lines: [{}],
      setAside: [{ lineNumber: 5, refusal: {} }],
    }),
  )
  it.each([
    ['tabs', '\t'],
    ['semicolons', ';'],
  ])('with %s between the fields', (_name, mark) => expect(read(csv([out]).replaceAll(',', mark)).lines).toMatchObject([{ bankLineId: 'N1' }]))
  it('as Unicode text of a spreadsheet (UTF-16)', () => {
    const text = csv([out]).replaceAll(',', '\t')
    const bytes = new Uint8Array([0xff, 0xfe, ...Array.from(text).flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8])])
    expect(read(bytes).lines).toMatchObject([{ counterpartyName: '某公司' }])
  })
  it('with one column of amounts and a mark, or the marks at the amounts', () => {
    const header = '记账日期,借贷标志,交易金额,账户余额(元),对方名称,对方账户,用途,交易流水号'
    for (const [debit, credit] of [
      ['借', '贷'],
      ['D', 'C'],
      ['DR', 'CR'],
      ['支出', '收入'],
    ])
      expect(
        read(csv([`2026-11-30,${debit},500.00,500.00,某公司,6222,退款,N1`, `2026-11-30,${credit},1.00,501.00,${NAME},6222,${REF},N2`], header)).lines,
      ).toMatchObject([{ direction: 'debit', remark: '退款' }, { direction: 'credit' }])
    const marked = '交易日期,发生额,余额,附言,流水号'
    expect(read(csv(['2026-11-30,500.00DR,500.00,x,N1', '2026-11-30,1.00 CR,501.00,x,N2'], marked)).lines).toMatchObject([
      { direction: 'debit' },
      { direction: 'credit' },
    ])
    expect(read(csv(['2026-11-30,-500.00,500.00,x,N1', '2026-11-30,1.00,501.00,x,N2'], marked)).lines).toMatchObject([
      { direction: 'debit' },
      { direction: 'credit' },
    ])
  })
  it('saved by a spreadsheet: empty columns behind, blank rows, texts with an apostrophe or ="…"', () => {
    const text = csv([`2026/11/30,9:00:00,500.00,,500.00,某公司,="6222000055556666",转账,退款,'0001,,`, ',,,,,,,,,,,'], `${HEADER},,`)
    expect(read(text).lines).toMatchObject([{ counterpartyAccount: '6222000055556666', bankLineId: '0001', bookedOn: '2026-11-30' }])
  })
  it('several statements in one file', () => {
    const second = csv(['20261201,09:00:00,,1.00,1001.00,某人,6222,转账,x,N3'])
    expect(read(`${csv([out, into])}\r\n${second}`)).toMatchObject({
      partCount: 2,
      openingMinor: 100_000n,
      closingMinor: 100_100n,
      lines: [{}, {}, { bankLineId: 'N3' }],
    })
  })
})

it.each<[string, string, boolean]>([
  ['6222000011112222', '6222000011112222', true],
  ['6222 0000 1111 2222', '6222000011112222', true],
  ["'6222000011112222", '6222000011112222', true],
  ['６２２２000011112222', '6222000011112222', true],
  ['de89 3704 0044 0532 0130 00', 'DE89370400440532013000', true],
  ['6.22848E+18', '6.22848E+18', false],
  ['6228480000000000.00', '6228480000000000.00', false],
  ['6228481234567890000', '6228481234567890000', false],
  ['6228481234567890100', '6228481234567890100', true],
  ['622848123456789000', '622848123456789000', false],
  ['6222****2222', '6222****2222', false],
  ['', '', false],
  ['6222；6223', '6222;6223', false],
])('the account %j is kept as %j', (written, kept, isPayable) => {
  expect(accountText(written)).toBe(kept)
  expect(canReceive(kept)).toBe(isPayable)
})
