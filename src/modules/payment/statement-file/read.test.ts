import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { statementCsv, statementXml, type StatementFile } from '../core/statement-file.ts'
import { sumOfLines, type StatementLine } from '../core/statement.ts'
import { readStatement } from './read.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
/** GBK bytes of the characters these tests use, by inverting the platform's decoder. */
const gbkTable = (() => {
  const table = new Map<string, readonly number[]>()
  const decoder = new TextDecoder('gb18030')
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) {
      const letter = low === 0x7f ? '' : decoder.decode(new Uint8Array([high, low]))
      if (letter.length === 1 && !table.has(letter)) table.set(letter, [high, low])
    }
  }
  return table
})()
const gbk = (text: string) =>
  new Uint8Array([...text].flatMap((letter) => (letter.charCodeAt(0) < 128 ? [letter.charCodeAt(0)] : [...(gbkTable.get(letter) ?? [63])])))

const line = (more: Partial<StatementLine> = {}): StatementLine => ({
  lineNumber: 0,
  bankLineId: 'B1',
  bookedOn: '2026-03-03',
  direction: 'credit',
  amountMinor: 123_456n,
  counterpartyName: '杭州示范科技有限公司（演示）',
  counterpartyAccount: '6222000011112222',
  remark: '保证金 ZP00000000',
  ...more,
})

const file = (lines: readonly StatementLine[], openingMinor = 1000n): StatementFile => ({
  format: 'camt.053',
  accountNumber: '330100990000000001',
  accountName: '监管专户（演示）',
  bankName: '浙江示范银行（演示）',
  statementNumber: 'S1',
  createdAt: '2026-03-03T01:00:00.000Z',
  date: '2026-03-03',
  currency: 'CNY',
  openingMinor,
  closingMinor: openingMinor + sumOfLines(lines),
  lines,
})

const refusalOf = (bytes: Uint8Array) => {
  const read = readStatement(bytes)
  return read.ok ? { code: 'ok', params: {} } : read.refusal
}
const twoLines = [line(), line({ bankLineId: 'B2', direction: 'debit', amountMinor: 50n, remark: 'ZP11111111' })]
const xml = statementXml(file(twoLines))
const csv = statementCsv(file(twoLines))
const plainCsv = csv.replace('\ufeff', '')

describe('camt.053', () => {
  it('is read back as it was written', () => {
    expect(readStatement(utf8(xml))).toMatchObject({
      ok: true,
      value: {
        format: 'camt.053',
        accountNumber: '330100990000000001',
        openingMinor: 1000n,
        closingMinor: 124_406n,
        lines: [
          { bankLineId: 'B1', amountMinor: 123_456n },
          { direction: 'debit', amountMinor: 50n },
        ],
      },
    })
  })
  it('may have a byte order mark, a name-space prefix and character references', () => {
    expect(refusalOf(utf8(`\ufeff${xml}`)).code).toBe('ok')
    const prefixed = xml
      .replaceAll(/<(\/?)([A-Z])/g, '<$1ns:$2')
      .replace('xmlns=', 'xmlns:ns=')
      .replace('保证金', '&#20445;&amp;&lt;')
    expect(readStatement(utf8(prefixed))).toMatchObject({ value: { lines: [{ remark: '保&< ZP00000000' }, {}] } })
  })
  it('keeps no half of a character that it names by number', () => {
    const halved = xml.replace('保证金', '保&#xD800;证&#57343;金')
    expect(readStatement(utf8(halved))).toMatchObject({ value: { lines: [{ remark: '保&#xD800;证&#57343;金 ZP00000000' }, {}] } })
  })
  it('is booked in a year that a market can have', () => {
    for (const day of ['9999-12-31', '0001-02-03', '1899-12-31'])
      expect(readStatement(utf8(xml.replace('<BookgDt><Dt>2026-03-03', `<BookgDt><Dt>${day}`)))).toMatchObject({
        value: { setAside: [{ lineNumber: 10, refusal: { code: 'ledger.statement_date_invalid' } }] },
      })
  })
  it('in GBK is read when it says so', () => {
    expect(readStatement(gbk(xml.replace('UTF-8', 'GB18030')))).toMatchObject({ value: { lines: [{ counterpartyName: '杭州示范科技有限公司（演示）' }, {}] } })
  })
  it('keeps amounts exact where floating point would not', () => {
    const big = file([line({ amountMinor: 99_999_999_999_999n })], 0n)
    expect(readStatement(utf8(statementXml(big)))).toMatchObject({ value: { closingMinor: 99_999_999_999_999n } })
    const five = xml.replace('1234.56<', '1234.56000<')
    expect(refusalOf(utf8(five)).code).toBe('ok')
  })
  it('leaves pending entries for the day they are booked', () => {
    const pending = xml.replace('<Sts><Cd>BOOK</Cd></Sts>', '<Sts><Cd>PDNG</Cd></Sts>')
    expect(refusalOf(utf8(pending)).code).toBe('ledger.statement_does_not_add_up')
  })
  it.each<[string, string, string, number | undefined]>([
    ['a document type', xml.replace('<Document', '<!DOCTYPE x>\n<Document'), 'ledger.statement_doctype', 2],
    [
      'an entity bomb',
      `<?xml version="1.0"?>\n<!DOCTYPE b [<!ENTITY a "AAAA"><!ENTITY b "&a;&a;&a;">]>\n<Document>&b;</Document>`,
      'ledger.statement_doctype',
      2,
    ],
    ['an outside entity', `<!DOCTYPE b SYSTEM "file:///etc/passwd"><Document/>`, 'ledger.statement_doctype', 1],
    ['a missing end tag', xml.replace('</Stmt>', ''), 'ledger.statement_xml_broken', undefined],
    ['cut in the middle', xml.slice(0, xml.length / 2), 'ledger.statement_xml_broken', undefined],
    ['another message with the same elements', xml.replace('camt.053', 'camt.052'), 'ledger.statement_not_camt053', undefined],
    ['an account in another currency', xml.replace('<Ccy>CNY</Ccy>', '<Ccy>USD</Ccy>'), 'ledger.statement_currency', undefined],
    ['another document', '<Document><Invoice/></Document>', 'ledger.statement_not_camt053', undefined],
    ['nothing but a root', '<Document><BkToCstmrStmt></BkToCstmrStmt></Document>', 'ledger.statement_not_camt053', undefined],
    ['balances that do not add up', xml.replace('>10.00<', '>11.00<'), 'ledger.statement_does_not_add_up', undefined],
    ['two statements', xml.replace(/( {4}<Stmt>[\s\S]*<\/Stmt>\n)/, '$1$1'), 'ledger.statement_parts_gap', undefined],
  ])('with %s is refused', (_name, text, code, lineNumber) => {
    const refusal = refusalOf(utf8(text))
    expect(refusal.code).toBe(code)
    expect(refusal.params).toMatchObject(lineNumber === undefined ? {} : { line: lineNumber })
  })
  it('nested without end does not exhaust the stack', () => {
    expect(refusalOf(utf8(`${'<a>'.repeat(60_000)}${'</a>'.repeat(60_000)}`)).code).toMatch(/^ledger\.statement_/)
  })
})

const setAsideOf = (text: string) => {
  const read = readStatement(utf8(text))
  if (!read.ok) throw new Error(read.refusal.code)
  return { lines: read.value.lines.length, aside: (read.value.setAside ?? []).map(({ lineNumber, refusal }) => [lineNumber, refusal?.code ?? null]) }
}

describe('a line that cannot be read waits with its reason, and the rest is read', () => {
  it.each<[string, string, string | null, number]>([
    ['an amount in words', xml.replace('1234.56<', 'many<'), 'ledger.statement_amount_invalid', 10],
    ['an amount with an exponent', xml.replace('1234.56<', '1e9<'), 'ledger.statement_amount_invalid', 10],
    ['a third of a fen', xml.replace('1234.56<', '1234.567<'), 'ledger.statement_amount_invalid', 10],
    ['a comma in the wrong place', xml.replace('1234.56<', '1234,5<'), 'ledger.statement_amount_invalid', 10],
    ['a huge number', xml.replace('1234.56<', `${'9'.repeat(400)}<`), 'ledger.statement_amount_invalid', 10],
    ['a zero amount', xml.replace('1234.56<', '0.00<').replace('1244.06', '9.50'), null, 10],
    ['an unknown day', xml.replace('<BookgDt><Dt>2026-03-03', '<BookgDt><Dt>2026-02-30'), 'ledger.statement_date_invalid', 10],
    ['no direction', xml.replace('<CdtDbtInd>DBIT</CdtDbtInd>\n', '\n'), 'ledger.statement_field_missing', 21],
    ['no currency', xml.replace(/(<Ntry>.*?<Amt) Ccy="CNY"/s, '$1'), 'ledger.statement_field_missing', 10],
    ['another currency', xml.replace('Ccy="CNY">1234.56', 'Ccy="USD">1234.56'), 'ledger.statement_currency', 10],
  ])('camt.053: %s', (_name, text, code, lineNumber) => expect(setAsideOf(text)).toEqual({ lines: 1, aside: [[lineNumber, code]] }))
  it.each<[string, string, string | null, number]>([
    ['an amount of zero', `${plainCsv.trimEnd()}\r\n20260303,09:31:00,0.00,0.00,1244.06,,,结息,,B3\r\n`, null, 7],
    ['a column too many', plainCsv.replace(',B2', ',B2,x'), 'ledger.statement_columns', 6],
    ['both amounts', plainCsv.replace(',0.50,,', ',0.50,1.00,'), 'ledger.statement_one_amount', 6],
    ['neither amount', plainCsv.replace(',0.50,,', ',,,'), 'ledger.statement_one_amount', 6],
    ['a comma in the wrong place', plainCsv.replace(',0.50,', ',"12,5",'), 'ledger.statement_amount_invalid', 6],
    ['no balance', plainCsv.replace('1244.06', ''), 'ledger.statement_amount_invalid', 6],
    ['a day that does not exist', plainCsv.replace(/20260303(?!.*20260303)/s, '20260231'), 'ledger.statement_date_invalid', 6],
    ['a day in an order that nobody knows', plainCsv.replace(/20260303(?!.*20260303)/s, '03/03/2026'), 'ledger.statement_date_invalid', 6],
  ])('CSV: %s', (_name, text, code, lineNumber) => {
    const { lines, aside } = setAsideOf(text)
    expect(lines).toBe(code === null ? 2 : 1)
    expect(aside).toEqual([[lineNumber, code]])
  })
  it('in the first row, where the last statement tells the balance before it', () => {
    const text = plainCsv.replace(',1234.56,', ',"12,34.56",')
    expect(readStatement(utf8(text), 1000n)).toMatchObject({ value: { openingMinor: 1000n, lines: [{}], setAside: [{ lineNumber: 5 }] } })
    expect(refusalOf(utf8(text))).toMatchObject({ code: 'ledger.statement_amount_invalid', params: { line: 5, value: '12,34.56' } })
  })
  it('lines without an id, or with one id, are booked: the balances prove them', () => {
    for (const text of [
      xml.replace('<AcctSvcrRef>B1</AcctSvcrRef>', ''),
      xml.replace('>B2<', '>B1<'),
      plainCsv.replace(',B1', ','),
      plainCsv.replace(',B2', ',B1'),
    ])
      expect(setAsideOf(text)).toEqual({ lines: 2, aside: [] })
  })
  it('an endless remark is cut where it can be seen', () =>
    expect(readStatement(utf8(xml.replace('保证金', '保'.repeat(1100))))).toMatchObject({ value: { lines: [{ remark: `${'保'.repeat(999)}…` }, {}] } }))
})

describe('CSV', () => {
  it('is read back as it was written, with and without byte order mark, and in GBK', () => {
    const expected = {
      ok: true,
      value: {
        format: 'csv',
        accountNumber: '330100990000000001',
        openingMinor: 1000n,
        closingMinor: 124_406n,
        lines: [{ lineNumber: 5, bankLineId: 'B1' }, { lineNumber: 6 }],
      },
    }
    expect(readStatement(utf8(csv))).toMatchObject(expected)
    expect(readStatement(utf8(plainCsv))).toMatchObject(expected)
    expect(readStatement(gbk(plainCsv))).toMatchObject(expected)
    expect(readStatement(gbk(plainCsv))).toMatchObject({
      value: { lines: [{ counterpartyName: '杭州示范科技有限公司（演示）', remark: '转账 保证金 ZP00000000' }, {}] },
    })
  })
  it('may list the newest booking first', () => {
    const rows = plainCsv.trimEnd().split('\r\n')
    const reversed = [...rows.slice(0, 4), ...rows.slice(4).reverse()].join('\r\n')
    expect(readStatement(utf8(reversed))).toMatchObject({
      value: { openingMinor: 1000n, closingMinor: 124_406n, lines: [{ bankLineId: 'B1' }, { bankLineId: 'B2' }] },
    })
  })
  it('reads thousands commas, slashes in dates and padding', () => {
    const text = plainCsv.replace(',1234.56,', ',"\t1,234.56 ",').replaceAll('20260303', '2026/03/03')
    expect(readStatement(utf8(text))).toMatchObject({ value: { lines: [{ amountMinor: 123_456n, bookedOn: '2026-03-03' }, {}] } })
  })
  it.each<[string, string, string, number | undefined]>([
    ['no header', plainCsv.replace('余额', '结余'), 'ledger.statement_header_missing', 1],
    ['an open quotation mark', plainCsv.replace('杭州', '"杭州'), 'ledger.statement_csv_broken', undefined],
    ['a balance that does not follow', plainCsv.replace('1244.06', '1244.07'), 'ledger.statement_balance_broken', 6],
    ['another currency', plainCsv.replace('币种,CNY', '币种,USD'), 'ledger.statement_currency', 1],
    ['nothing under the header', plainCsv.split('\r\n').slice(0, 4).join('\r\n'), 'ledger.statement_empty', undefined],
  ])('with %s is refused with its line', (_name, text, code, lineNumber) => {
    const refusal = refusalOf(utf8(text))
    expect(refusal.code).toBe(code)
    expect(refusal.params).toMatchObject(lineNumber === undefined ? {} : { line: lineNumber })
  })
})

it.each([
  ['nothing', new Uint8Array(), 'ledger.statement_empty'],
  ['blanks', utf8(' \r\n '), 'ledger.statement_empty'],
  ['zeros', new Uint8Array(100), 'ledger.statement_encoding'],
  ['bytes of no encoding', new Uint8Array([0xff, 0xff, 0xff, 0x41]), 'ledger.statement_encoding'],
  ['more than 2 MiB', new Uint8Array(2 * 1024 * 1024 + 1).fill(65), 'ledger.statement_too_large'],
])('a file of %s is refused', (_name, bytes, code) => {
  expect(refusalOf(bytes).code).toBe(code)
})

it('property: any statement is read back the same from both formats', () => {
  const word = fc.string({ unit: fc.constantFrom(...'杭州示范&<>"\',=+-@ Aa1（）'), maxLength: 30 }).map((text) => text.trim().replace(/^[=+\-@']+/, ''))
  const lines = fc.uniqueArray(
    fc.record({
      bankLineId: fc.stringMatching(/^[A-Z0-9]{1,20}$/),
      direction: fc.constantFrom('credit' as const, 'debit' as const),
      amountMinor: fc.bigInt({ min: 1n, max: 10n ** 13n }),
      counterpartyName: word,
      counterpartyAccount: fc.stringMatching(/^\d{0,30}$/),
      remark: word,
    }),
    { selector: (one) => one.bankLineId, minLength: 1, maxLength: 20 },
  )
  fc.assert(
    fc.property(lines, (some) => {
      const written = file(
        some.map((more) => line(more)),
        10n ** 15n / 2n,
      )
      for (const text of [statementXml(written), statementCsv(written)]) {
        const read = readStatement(utf8(text))
        if (!read.ok) throw new Error(`${read.refusal.code} ${JSON.stringify(read.refusal.params)}`)
        expect(read.value.lines.map((one) => [one.bankLineId, one.direction, one.amountMinor])).toEqual(
          written.lines.map((one) => [one.bankLineId, one.direction, one.amountMinor]),
        )
        expect(read.value.closingMinor).toBe(written.closingMinor)
      }
    }),
    { numRuns: 150 },
  )
})

it('property: no file of any bytes makes the reader throw', () => {
  const answers = (bytes: Uint8Array) => {
    expect(readStatement(bytes)).toHaveProperty('ok')
  }
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), answers))
  const cut = fc.tuple(fc.constantFrom(xml, csv), fc.nat(3000), fc.nat(3000), fc.string({ maxLength: 12 }))
  fc.assert(
    fc.property(cut, ([text, from, length, put]) => answers(utf8(text.slice(0, from) + put + text.slice(from + length)))),
    { numRuns: 400 },
  )
})
