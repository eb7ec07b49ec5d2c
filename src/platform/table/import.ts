/** Takes the rows of a file: each arrives, is known already, or is reported with its line and reason and given back to be corrected. */
import type { ImportReport, ReportedRow, SourceFile } from '#contract/import.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Refusal } from '#kernel/result.ts'
import { fillTemplate } from '#kernel/template.ts'

export type OnProgress = (done: number, total: number) => void

/** `ReportedRow`: it was not taken. */
export type Taken = 'arrived' | 'present' | ReportedRow

export interface RejectedRow<Row> {
  readonly row: Row
  readonly reported: ReportedRow
}

interface Taking<Row> {
  readonly rows: readonly Row[]
  /** What became of every row of a piece of the file, in its order. */
  readonly take: (piece: readonly Row[]) => Promise<readonly Taken[]>
  readonly rejected: { readonly name: string; readonly bytesOf: (rows: readonly RejectedRow<Row>[]) => Buffer | Promise<Buffer> }
  readonly onProgress: OnProgress
}

const PIECE = 100
const MAX_FILE_BYTES = 20 * 1024 * 1024

export const bytesOf = (file: SourceFile): Buffer => Buffer.from(file.contentBase64, 'base64')

/** Null for a file that may be read. */
export const tooLarge = (bytes: Buffer): { readonly max: string } | null =>
  bytes.length > MAX_FILE_BYTES ? { max: `${MAX_FILE_BYTES / 1024 / 1024} MB` } : null

type Words = Readonly<Record<string, string>>

/** A refusal in the words of the room that takes the file. */
export const wordedBy =
  (messages: { readonly zh: Words; readonly en: Words }) =>
  ({ code, params }: Pick<Refusal, 'code' | 'params'>): Bilingual => ({
    zh: fillTemplate(messages.zh[code] ?? code, params),
    en: fillTemplate(messages.en[code] ?? code, params),
  })

export const takeRows = async <Row>({ rows, take, rejected, onProgress }: Taking<Row>): Promise<ImportReport> => {
  const counts = { arrived: 0, present: 0 }
  const left: RejectedRow<Row>[] = []
  for (let at = 0; at < rows.length; at += PIECE) {
    const piece = rows.slice(at, at + PIECE)
    const taken = await take(piece)
    for (const [index, row] of piece.entries()) {
      const became = taken[index]
      if (became === undefined) throw new Error('import: nothing became of a row')
      if (typeof became === 'string') counts[became] += 1
      else left.push({ row, reported: became })
    }
    onProgress(at + piece.length, rows.length)
  }
  const file = left.length === 0 ? null : { name: rejected.name, contentBase64: (await rejected.bytesOf(left)).toString('base64') }
  return { read: rows.length, ...counts, reported: left.map(({ reported }) => reported), rejected: file }
}
