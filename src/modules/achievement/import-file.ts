/** Opens an uploaded table: what it really is, how big it really gets, and its rows with their line numbers. */
import { inflateRawSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { rowsOfWorkbook, type Cell } from './workbook.ts'

export const MAX_FILE_BYTES = 20 * 1024 * 1024
/** A workbook of the largest file allowed, unpacked; beyond it the file is not opened. */
const MAX_UNPACKED_BYTES = 120 * 1024 * 1024
const MAX_ENTRIES = 500
const MAX_ROWS = 5000

export interface TableRow {
  readonly line: number
  readonly cells: readonly string[]
}

const ZIP_LOCAL = 0x04034b50
const ZIP_CENTRAL = 0x02014b50
const ZIP_END = 0x06054b50
const END_BYTES = 22
const LONGEST_COMMENT = 65_535

const tooLarge = () => refuse('achievement.file_too_large', { max: `${MAX_FILE_BYTES / 1024 / 1024} MB` })
const wrongType = () => refuse('achievement.file_type')
const unreadable = () => refuse('achievement.file_unreadable')

const endOfDirectory = (bytes: Buffer): number => {
  for (let at = bytes.length - END_BYTES; at >= Math.max(0, bytes.length - END_BYTES - LONGEST_COMMENT); at -= 1)
    if (bytes.readUInt32LE(at) === ZIP_END) return at
  return -1
}

/** Unpacks every entry within the bound and throws the result away: the sizes a zip states may be lies. Answers with the names. */
const namesWithinBound = (bytes: Buffer): readonly string[] | null => {
  const end = endOfDirectory(bytes)
  if (end < 0) return null
  const count = bytes.readUInt16LE(end + 10)
  if (count > MAX_ENTRIES) return null
  const names: string[] = []
  let left = MAX_UNPACKED_BYTES
  let at = bytes.readUInt32LE(end + 16)
  for (let entry = 0; entry < count; entry += 1) {
    if (bytes.readUInt32LE(at) !== ZIP_CENTRAL) return null
    const [packed, nameLength, extra, comment, local] = [
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
      bytes.readUInt16LE(at + 32),
      bytes.readUInt32LE(at + 42),
    ]
    names.push(bytes.toString('utf8', at + 46, at + 46 + nameLength))
    if (bytes.readUInt32LE(local) !== ZIP_LOCAL) return null
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const method = bytes.readUInt16LE(at + 10)
    const data = bytes.subarray(start, start + packed)
    left -= method === 0 ? data.length : inflateRawSync(data, { maxOutputLength: Math.max(1, left) }).length
    if (left < 0) return null
    at += 46 + nameLength + extra + comment
  }
  return names
}

const isWorkbook = (bytes: Buffer): boolean => {
  try {
    return namesWithinBound(bytes)?.includes('xl/workbook.xml') ?? false
  } catch {
    return false
  }
}

const tooManyRows = () => refuse('achievement.file_too_many_rows', { max: MAX_ROWS })

const asText = (cell: Cell | undefined): string => {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return String(cell)
}

const rowsOfBook = async (bytes: Buffer): Promise<Result<readonly TableRow[]>> => {
  const rows = await rowsOfWorkbook(bytes, MAX_ROWS + 2)
  if (rows === null) return unreadable()
  if (rows === 'too_large') return tooManyRows()
  return ok(rows.map((cells, index) => ({ line: index + 1, cells: cells.map(asText) })))
}

/** Spreadsheets of this country still write GB 18030 at times; what is neither that nor UTF-8 is no text. */
const decode = (bytes: Buffer): string | null => {
  if (bytes.includes(0)) return null
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // The next encoding may fit.
    }
  }
  return null
}

const rowsOfText = (text: string): Result<readonly TableRow[]> => {
  try {
    // csv-parse counts the line on which a record ends; the line on which it begins is what a person looks for.
    let previousEnd = 0
    const records = parse(text, { bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, info: true }) as unknown as readonly {
      readonly info: { readonly lines: number; readonly empty_lines: number }
      readonly record: readonly string[]
    }[]
    return ok(
      records.map(({ info, record }) => {
        const breaks = record.reduce((total, cell) => total + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0)
        const line = Math.max(previousEnd + 1, info.lines - breaks)
        previousEnd = info.lines
        return { line, cells: record }
      }),
    )
  } catch {
    return unreadable()
  }
}

/** A disguised, oversize or broken upload is refused as a whole. */
export const readTable = async (name: string, bytes: Buffer): Promise<Result<readonly TableRow[]>> => {
  if (bytes.length > MAX_FILE_BYTES) return tooLarge()
  const isZip = bytes.length > END_BYTES && bytes.readUInt32LE(0) === ZIP_LOCAL
  const extension = /\.(xlsx|csv)$/i.exec(name)?.[1]?.toLowerCase()
  if (extension === undefined || isZip !== (extension === 'xlsx')) return wrongType()
  if (isZip && !isWorkbook(bytes)) return wrongType()
  const text = isZip ? null : decode(bytes)
  if (!isZip && text === null) return wrongType()
  const rows = text === null ? await rowsOfBook(bytes) : rowsOfText(text)
  if (!rows.ok) return rows
  return rows.value.length > MAX_ROWS + 1 ? tooManyRows() : rows
}
