/** Tables and lists that come as text: their encoding, and the rows of a CSV with the lines on which they begin. */
import { parse } from 'csv-parse/sync'
import { textCell, type TableRow } from './cell.ts'

/** Spreadsheets of this country still write GB 18030 at times; null for what is neither that nor UTF-8. */
export const decodeText = (bytes: Uint8Array): string | null => {
  if (bytes.includes(0)) return null
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
    } catch {
      // The next encoding may fit.
    }
  }
  return null
}

interface ParsedRecord {
  readonly info: { readonly lines: number }
  readonly record: readonly string[]
}

/** Null when the text is no CSV. Records without any text are left out. */
export const rowsOfCsv = (text: string): readonly TableRow[] | null => {
  let records: readonly ParsedRecord[]
  try {
    records = parse(text, { bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, info: true }) as unknown as readonly ParsedRecord[]
  } catch {
    return null
  }
  // csv-parse counts the line on which a record ends; the line on which it begins is what a person looks for.
  let previousEnd = 0
  return records.flatMap(({ info, record }) => {
    const breaks = record.reduce((total, cell) => total + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0)
    const line = Math.max(previousEnd + 1, info.lines - breaks)
    previousEnd = info.lines
    const filled = record.flatMap((cell, column) => (cell.trim() === '' ? [] : [[column, textCell(cell)] as const]))
    return filled.length === 0 ? [] : [{ line, cells: new Map(filled) }]
  })
}
