/** A file with many records: what is sent, and what became of each row. */
import { z } from 'zod'
import { bilingualShape } from './shapes.ts'

const MAX_FILE_BASE64 = 3_800_000

export const fileInput = z.object({
  name: z.string().trim().min(1).max(200),
  /** The file itself, in base64. */
  contentBase64: z.base64().max(MAX_FILE_BASE64),
})

const reportedRow = z.object({
  /** Line of the file as the program that shows it numbers it. */
  line: z.number().int(),
  title: z.string(),
  code: z.string(),
  /** Heading of the cell that is wrong and what stands in it, where the reason is one cell. */
  column: bilingualShape.nullable(),
  value: z.string().nullable(),
  /** Why, and what to do. */
  text: bilingualShape,
})

export const importReport = z.object({
  read: z.number().int(),
  arrived: z.number().int(),
  /** Known already; nothing changed. */
  present: z.number().int(),
  reported: z.array(reportedRow),
  /** The rows not taken, to be corrected and sent again; null when all were. */
  rejected: z.object({ name: z.string(), contentBase64: z.string() }).nullable(),
})

export type SourceFile = z.infer<typeof fileInput>
export type ReportedRow = z.infer<typeof reportedRow>
export type ImportReport = z.infer<typeof importReport>
