/** Opens an uploaded table: what it really is, and its sheets within bounds. */
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Sheet, TableRow } from '#platform/table/cell.ts'
import { tooLarge } from '#platform/table/import.ts'
import { decodeText, rowsOfCsv } from '#platform/table/text.ts'
import { readWorkbook } from '#platform/table/workbook.ts'
import { readHeading, type Heading } from './core/import-columns.ts'

const MAX_ROWS = 5000
/** Titles and notes may stand above the heading. */
const ROWS_READ = MAX_ROWS + 100
const ZIP_START = 0x04034b50

const unreadable = () => refuse('achievement.file_unreadable')

const sheetsOfBook = async (bytes: Buffer): Promise<Result<readonly Sheet[]>> => {
  const reading = await readWorkbook(bytes, { maxRows: ROWS_READ })
  switch (reading.kind) {
    case 'sheets':
      return ok(reading.sheets)
    case 'damaged':
      return unreadable()
    case 'too_large':
    case 'died':
      return refuse('achievement.file_too_much')
  }
}

/** A disguised, oversize or broken upload is refused as a whole. */
export const readTable = async (name: string, bytes: Buffer): Promise<Result<readonly Sheet[]>> => {
  const excess = tooLarge(bytes)
  if (excess) return refuse('achievement.file_too_large', excess)
  const isZip = bytes.length > 4 && bytes.readUInt32LE(0) === ZIP_START
  const extension = /\.(xlsx|csv)$/i.exec(name)?.[1]?.toLowerCase()
  if (extension === undefined || isZip !== (extension === 'xlsx')) return refuse('achievement.file_type')
  if (isZip) return sheetsOfBook(bytes)
  const text = decodeText(bytes)
  if (text === null) return refuse('achievement.file_type')
  const rows = rowsOfCsv(text)
  return rows === null ? unreadable() : ok([{ name, rows: rows.slice(0, ROWS_READ), isCut: rows.length > ROWS_READ }])
}

export interface Table {
  readonly places: Heading['places']
  readonly rows: readonly TableRow[]
}

const namesOf = (columns: Heading['missing']) => ({ columns: columns.map(({ zh }) => zh).join('、'), columnsEn: columns.map(({ en }) => en).join(', ') })

/** Lines looked through for the heading: above it stand titles, dates and notes. */
const HEADING_WITHIN = 100

/** The first sheet with the heading; the rows above it are left aside. A sheet that has most of it tells what is missing. */
export const tableOf = (
  sheets: readonly Sheet[],
): Result<Table, 'achievement.file_headings' | 'achievement.file_heading_twice' | 'achievement.file_too_many_rows'> => {
  let closest: Heading | null = null
  for (const { rows, isCut } of sheets) {
    for (const [index, row] of rows.slice(0, HEADING_WITHIN).entries()) {
      const heading = readHeading(row.cells)
      if (closest === null || heading.places.size > closest.places.size) closest = heading
      if (heading.missing.length > 0) continue
      if (heading.doubled.length > 0) return refuse('achievement.file_heading_twice', namesOf(heading.doubled))
      const below = rows.slice(index + 1)
      if (isCut || below.length > MAX_ROWS) return refuse('achievement.file_too_many_rows', { max: MAX_ROWS })
      return ok({ places: heading.places, rows: below })
    }
  }
  return refuse('achievement.file_headings', namesOf((closest ?? readHeading(new Map())).missing))
}
