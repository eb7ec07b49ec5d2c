/** For tests: workbooks as somebody with a text editor would make them. */
import { crc32 } from 'node:zlib'

const NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A zip without compression. */
export const packed = (files: Readonly<Record<string, string>>): Buffer => {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(files)) {
    const [title, data] = [Buffer.from(name), Buffer.from(text)]
    const sizes = Buffer.alloc(12)
    sizes.writeUInt32LE(crc32(data), 0)
    sizes.writeUInt32LE(data.length, 4)
    sizes.writeUInt32LE(data.length, 8)
    const lengths = Buffer.from([title.length, 0, 0, 0])
    const head = Buffer.from([20, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    local.push(Buffer.from('PK\u0003\u0004'), head, sizes, lengths, title, data)
    central.push(Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), head, sizes, lengths, place, title)
    offset += 30 + title.length + data.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(Object.keys(files).length, 4)
  end.writeUInt16LE(Object.keys(files).length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...local, directory, Buffer.from('PK\u0005\u0006'), end])
}

const columnOf = (index: number): string => (index < 26 ? '' : String.fromCharCode(64 + Math.floor(index / 26))) + String.fromCharCode(65 + (index % 26))

/** A cell is text as it stands in XML. */
export const rowXml = (number: number, cells: readonly string[]): string =>
  `<row r="${number}">${cells.map((cell, index) => `<c r="${columnOf(index)}${number}" t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`

interface Part {
  readonly xml: string
  readonly state?: 'hidden' | 'veryHidden'
}

interface BookParts {
  /** Inside of `sheetData`, one for each sheet. */
  readonly sheets: readonly Part[]
  /** Inside of `sst`. */
  readonly strings?: string
  readonly styles?: string
  readonly is1904?: boolean
  /** Stands before the first element of the first sheet. */
  readonly prolog?: string
  readonly more?: Readonly<Record<string, string>>
}

const relation = (id: string, type: string, target: string): string => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`
const relations = (...entries: readonly string[]): string => `<Relationships xmlns="${RELATIONS}">${entries.join('')}</Relationships>`

export const bookOf = ({ sheets, strings, styles, is1904 = false, prolog = '', more = {} }: BookParts): Buffer =>
  packed({
    '_rels/.rels': relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `<workbook xmlns="${NAMESPACE}" xmlns:r="${OFFICE}"><workbookPr date1904="${is1904 ? 1 : 0}"/><sheets>${sheets
      .map(({ state }, index) => `<sheet name="s${index + 1}" sheetId="${index + 1}"${state ? ` state="${state}"` : ''} r:id="rId${index + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      ...sheets.map((_, index) =>
        relation(`rId${index + 1}`, 'worksheet', index % 2 === 0 ? `worksheets/sheet${index + 1}.xml` : `/xl/worksheets/sheet${index + 1}.xml`),
      ),
      ...(strings === undefined ? [] : [relation('rIdS', 'sharedStrings', 'sharedStrings.xml')]),
      ...(styles === undefined ? [] : [relation('rIdT', 'styles', 'styles.xml')]),
    ),
    ...Object.fromEntries(
      sheets.map(({ xml }, index) => [
        `xl/worksheets/sheet${index + 1}.xml`,
        `${index === 0 ? prolog : ''}<worksheet xmlns="${NAMESPACE}"><sheetData>${xml}</sheetData></worksheet>`,
      ]),
    ),
    ...(strings === undefined ? {} : { 'xl/sharedStrings.xml': `<sst xmlns="${NAMESPACE}">${strings}</sst>` }),
    ...(styles === undefined ? {} : { 'xl/styles.xml': `<styleSheet xmlns="${NAMESPACE}">${styles}</styleSheet>` }),
    ...more,
  })

export const workbookOf = (rows: string): Buffer => bookOf({ sheets: [{ xml: rows }] })
