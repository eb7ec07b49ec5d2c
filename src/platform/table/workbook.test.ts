import { deflateRawSync } from 'node:zlib'
import { describe, expect, it, test } from 'vitest'
import { readWorkbook } from './workbook.ts'
import { bookOf, packed, rowXml, workbookOf } from './workbook.samples.ts'

const LIMITS = { memoryMb: 384, timeMs: 120_000 }
const read = (bytes: Uint8Array, maxRows = 1000) => readWorkbook(bytes, { maxRows, limits: LIMITS })

const sheetsOf = async (bytes: Uint8Array) => {
  const reading = await read(bytes)
  if (reading.kind !== 'sheets') throw new Error(`${reading.kind}: ${reading.why}`)
  return reading.sheets
}
/** `B2 number 3.3` for each cell of the first sheet. */
const cellsOf = async (bytes: Uint8Array) =>
  (await sheetsOf(bytes))[0]?.rows.flatMap(({ line, cells }) =>
    [...cells].map(([column, { kind, text }]) => `${String.fromCharCode(65 + column)}${line} ${kind} ${text}`),
  )

describe('a workbook that a spreadsheet would open', () => {
  it('gives cells and rows without a place the next one', async () => {
    const xml =
      '<row><c t="inlineStr"><is><t>a</t></is></c><c r="C1"><v>1</v></c><c><v>2</v></c></row><row r="5"><c><v>3</v></c></row><row><c/><c><v>4</v></c></row>'
    expect(await cellsOf(workbookOf(xml))).toEqual(['A1 text a', 'C1 number 1', 'D1 number 2', 'A5 number 3', 'B6 number 4'])
  })

  it('joins the runs of a string, leaves out how it is pronounced and reads the escapes', async () => {
    const strings =
      '<si><t xml:space="preserve"> 一 </t></si><si><r><rPr><b/></rPr><t>东</t></r><r><t>京</t></r><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si><t>a_x000A_b_x005F_x0041_</t></si>'
    const xml = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>'
    expect(await cellsOf(bookOf({ sheets: [{ xml }], strings }))).toEqual(['A1 text  一 ', 'B1 text 东京', 'C1 text a\nb_x0041_'])
  })

  it('takes what a formula gave, and tells what it did not give', async () => {
    const xml =
      '<row r="1"><c r="A1"><f>1.1*3</f><v>3.3000000000000003</v></c><c r="B1" t="str"><f>A1&amp;""</f><v>三</v></c><c r="C1"><f>SUM(A1:A9)</f></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="E1" t="b"><v>1</v></c><c r="F1" t="inlineStr"><is><t>#N/A</t></is></c></row>'
    expect(await cellsOf(workbookOf(xml))).toEqual(['A1 number 3.3', 'B1 text 三', 'C1 error =SUM(A1:A9)', 'D1 error #DIV/0!', 'E1 flag TRUE', 'F1 error #N/A'])
  })

  it('reads numbers as they are shown, and none of which digits are lost', async () => {
    const numbers = ['0.1', '35.8', '1E3', '201810861934.19998', '-0.5', '121000004000006240', '1.0000000000000001E-7', 'x']
    const xml = `<row r="1">${numbers.map((number) => `<c><v>${number}</v></c>`).join('')}</row>`
    expect(await cellsOf(workbookOf(xml))).toEqual([
      'A1 number 0.1',
      'B1 number 35.8',
      'C1 number 1000',
      'D1 number 201810861934.2',
      'E1 number -0.5',
      'F1 error 121000004000006240',
      'G1 error 1.0000000000000001E-7',
      'H1 error x',
    ])
  })

  const styles = `<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="165" formatCode="0.00&quot;d&quot;"/><numFmt numFmtId="166" formatCode="[Red]#,##0;[h]"/></numFmts>
<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="22"/><xf numFmtId="57"/></cellXfs>`
  const dated = (...cells: readonly (readonly [style: number, value: string])[]) =>
    `<row r="1">${cells.map(([style, value]) => `<c s="${style}"><v>${value}</v></c>`).join('')}</row>`

  it('knows dates by their format, in the calendar of 1900', async () => {
    const xml = dated(
      [0, '44470'],
      [1, '44470'],
      [2, '44470'],
      [3, '7'],
      [4, '7'],
      [5, '44470.5'],
      [6, '44470'],
      [1, '1'],
      [1, '59'],
      [1, '60'],
      [1, '61'],
      [1, '-1'],
    )
    expect(await cellsOf(bookOf({ sheets: [{ xml }], styles }))).toEqual([
      'A1 number 44470',
      'B1 date 2021-10-01',
      'C1 date 2021-10-01',
      'D1 number 7',
      'E1 number 7',
      'F1 date 2021-10-01T12:00:00',
      'G1 date 2021-10-01',
      'H1 date 1900-01-01',
      'I1 date 1900-02-28',
      'J1 error 1900-02-29',
      'K1 date 1900-03-01',
      'L1 error -1',
    ])
  })

  it('and in that of 1904', async () => {
    expect(await cellsOf(bookOf({ sheets: [{ xml: dated([1, '43008'], [1, '1']) }], styles, is1904: true }))).toEqual([
      'A1 date 2021-10-01',
      'B1 date 1904-01-02',
    ])
    expect(await cellsOf(workbookOf('<row><c t="d"><v>2021-10-01T00:00:00</v></c><c t="d"><v>1.10.2021</v></c></row>'))).toEqual([
      'A1 date 2021-10-01',
      'B1 error 1.10.2021',
    ])
  })

  it('shows visible sheets only, in their order', async () => {
    const sheets = await sheetsOf(
      bookOf({
        sheets: [
          { xml: rowXml(1, ['x']), state: 'hidden' },
          { xml: rowXml(1, ['y']) },
          { xml: rowXml(1, ['w']), state: 'veryHidden' },
          { xml: rowXml(3, ['z']) },
        ],
      }),
    )
    expect(sheets.map(({ name, rows }) => [name, rows[0]?.line, rows[0]?.cells.get(0)?.text])).toEqual([
      ['s2', 1, 'y'],
      ['s4', 3, 'z'],
    ])
  })

  it('reads elements with a prefix and parts in UTF-16', async () => {
    const xml = '<?xml version="1.0"?><x:worksheet xmlns:x="urn:x"><x:sheetData><x:row><x:c><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    expect(await cellsOf(bookOf({ sheets: [{ xml: '' }], more: { 'xl/worksheets/sheet1.xml': xml } }))).toEqual(['A1 number 5'])
  })
})

describe('a file made to harm', () => {
  const far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
  it('costs no more for one cell in the last row and column there are', async () => {
    expect((await sheetsOf(workbookOf(far)))[0]?.rows).toEqual([{ line: 1_048_576, cells: new Map([[16_383, { kind: 'number', text: '1' }]]) }])
  })

  test.each([
    ['a document type', bookOf({ sheets: [{ xml: '' }], prolog: '<!DOCTYPE a [<!ENTITY b "c">]>' })],
    ['an entity of its own', workbookOf('<row><c t="inlineStr"><is><t>&b;</t></is></c></row>')],
    ['half a character', workbookOf('<row><c t="inlineStr"><is><t>&#xD800;</t></is></c></row>')],
    ['XML that ends early', workbookOf('<row><c>')],
    ['a string that is not there', workbookOf('<row><c t="s"><v>7</v></c></row>')],
    ['cells backwards', workbookOf('<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>')],
    ['a cell of another row', workbookOf('<row r="1"><c r="A2"><v>1</v></c></row>')],
    ['rows backwards', workbookOf('<row r="2"><c><v>1</v></c></row><row r="1"><c><v>1</v></c></row>')],
    ['no workbook', packed({ 'a.txt': 'b' })],
    ['no zip', Buffer.from('PK\u0003\u0004 and nothing else')],
    ['nothing', Buffer.alloc(0)],
    ['elements in elements', workbookOf(`${'<a>'.repeat(100)}${'</a>'.repeat(100)}`)],
  ])('%s is damage', async (_, bytes) => expect(await read(bytes)).toMatchObject({ kind: 'damaged' }))

  test.each([
    ['many parts', bookOf({ sheets: [{ xml: '' }], more: Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`p${index}`, ''])) })],
    ['many sheets', bookOf({ sheets: Array.from({ length: 80 }, () => ({ xml: '' })) })],
    ['many cells', workbookOf(`<row>${'<c><v>1</v></c>'.repeat(16_000)}</row>`.repeat(30))],
    ['an endless text', workbookOf(`<row><c t="inlineStr"><is><t>${'长'.repeat(40_000)}</t></is></c></row>`)],
  ])('%s are too many', async (_, bytes) => expect(await read(bytes)).toMatchObject({ kind: 'too_large' }))

  it('stops reading a sheet at the rows it may have', async () => {
    const reading = await read(workbookOf(Array.from({ length: 50 }, (_, index) => rowXml(index + 1, ['a'])).join('')), 20)
    expect(reading).toMatchObject({ kind: 'sheets', sheets: [{ isCut: true, rows: { length: 20 } }] })
  })

  /** A zip of one part whose directory tells `stated` bytes. */
  const bomb = (text: Buffer, stated: number): Buffer => {
    const data = deflateRawSync(text)
    const name = Buffer.from('_rels/.rels')
    const sizes = Buffer.alloc(12)
    sizes.writeUInt32LE(data.length, 4)
    sizes.writeUInt32LE(stated, 8)
    const head = Buffer.from([20, 0, 0, 0, 8, 0, 0, 0, 0, 0])
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), head, sizes, Buffer.from([name.length, 0, 0, 0]), name, data])
    const central = Buffer.concat([
      Buffer.from('PK\u0001\u0002'),
      Buffer.from([20, 0]),
      head,
      sizes,
      Buffer.from([name.length, 0, 0, 0]),
      Buffer.alloc(14),
      name,
    ])
    const end = Buffer.alloc(22)
    end.write('PK\u0005\u0006', 'latin1')
    end.writeUInt16LE(1, 8)
    end.writeUInt16LE(1, 10)
    end.writeUInt32LE(central.length, 12)
    end.writeUInt32LE(local.length, 16)
    return Buffer.concat([local, central, end])
  }

  it('reads how much it unpacks to before it unpacks it', async () => {
    expect(await read(bomb(Buffer.from('<a/>'), 200 * 1024 * 1024))).toMatchObject({ kind: 'too_large' })
  })
  it('believes no size that the file states', async () => {
    expect(await read(bomb(Buffer.alloc(1024 * 1024, '<a/>'), 100))).toMatchObject({ kind: 'damaged' })
  })

  it('outlives a reader that runs out of memory', async () => {
    // Within every bound, and every cell is kept: four times the memory it may have, however lazily the collector works.
    const many = workbookOf(`<row>${'<c><v>1234567</v></c>'.repeat(16_000)}</row>`.repeat(24))
    expect(await readWorkbook(many, { maxRows: 24 })).toMatchObject({ kind: 'sheets' })
    expect(await readWorkbook(many, { maxRows: 24, limits: { memoryMb: 12, timeMs: 120_000 } })).toMatchObject({ kind: 'died' })
    expect(await cellsOf(workbookOf('<row><c><v>1</v></c></row>'))).toEqual(['A1 number 1'])
  })
  it('and one that is told to stop', async () => {
    expect(await readWorkbook(workbookOf(far), { maxRows: 10, signal: AbortSignal.abort() })).toEqual({ kind: 'died', why: 'aborted' })
  })
})
