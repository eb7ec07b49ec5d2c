/** The process that reads one workbook and may die of it: the file comes in, rows go out. It is given no environment and opens no file. */
import { Buffer } from 'node:buffer'
import type { Cell, Sheet } from './cell.ts'
import { TooLarge, type WorkbookBounds } from './workbook-bounds.ts'
import { readSheets } from './workbook-read.ts'

/** A map does not travel: cells go as pairs. */
export interface SentSheet extends Omit<Sheet, 'rows'> {
  readonly rows: readonly { readonly line: number; readonly cells: readonly (readonly [number, Cell])[] }[]
}
export type ChildAnswer = { readonly kind: 'sheets'; readonly sheets: readonly SentSheet[] } | { readonly kind: 'damaged' | 'too_large'; readonly why: string }

const answerFor = async (bytes: Buffer, bounds: WorkbookBounds): Promise<ChildAnswer> => {
  try {
    const sheets = await readSheets(bytes, bounds)
    return { kind: 'sheets', sheets: sheets.map((sheet) => ({ ...sheet, rows: sheet.rows.map((row) => ({ line: row.line, cells: [...row.cells] })) })) }
  } catch (error) {
    return { kind: error instanceof TooLarge ? 'too_large' : 'damaged', why: String(error) }
  }
}

const pieces: Buffer[] = []
for await (const piece of process.stdin) pieces.push(Buffer.from(piece as Uint8Array))
process.stdout.write(JSON.stringify(await answerFor(Buffer.concat(pieces), { maxRows: Number(process.argv[2]) })))
