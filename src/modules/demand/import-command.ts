/** Takes demands from a published list: each row arrives, is known already, or is reported with its line and reason. */
import { actorIdOf } from '#kernel/actor.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { fillTemplate } from '#kernel/template.ts'
import { admitImport } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { CommandOf } from '#platform/command/module.ts'
import { decodeText } from '#platform/table/text.ts'
import type { demandContract } from './api.ts'
import { demandFileReader, type DemandRow, type FileEntry } from './core/demand-file.ts'
import { demandFacts } from './facts.ts'
import { en, zh } from './messages.ts'
import { insertImported, knownRefs } from './store.ts'

interface ImportReport {
  read: number
  arrived: number
  present: number
  reported: { readonly line: number; readonly title: string; readonly code: string; readonly text: Bilingual }[]
  /** The rows not taken as they stood in the file, to be corrected and sent again; null when all were. */
  rejected: SourceFile | null
}
/** Rows not taken while the report is made, as they stood in the file. */
interface Taking {
  readonly report: ImportReport
  readonly raw: { readonly line: number; readonly text: string }[]
}
interface SourceFile {
  readonly name: string
  readonly contentBase64: string
}
type OnProgress = (done: number, total: number) => void

const BATCH = 100
const MAX_FILE_BYTES = 20 * 1024 * 1024
const PIECE = 64 * 1024
const WORDS: { readonly zh: Readonly<Record<string, string>>; readonly en: Readonly<Record<string, string>> } = { zh, en }

const report = ({ report: into, raw }: Taking, entry: { readonly line: number; readonly title: string; readonly raw: string }, code: string): void => {
  const params = { line: entry.line }
  raw.push({ line: entry.line, text: entry.raw })
  into.reported.push({
    line: entry.line,
    title: entry.title,
    code,
    text: { zh: fillTemplate(WORDS.zh[code] ?? code, params), en: fillTemplate(WORDS.en[code] ?? code, params) },
  })
}

const REJECTED_NAME = '未收的行.txt'
const BYTE_ORDER_MARK = '\ufeff'

const byLine = (a: { readonly line: number }, b: { readonly line: number }): number => a.line - b.line

const rejectedFile = (raw: Taking['raw']): SourceFile | null =>
  raw.length === 0
    ? null
    : {
        name: REJECTED_NAME,
        contentBase64: Buffer.from(
          BYTE_ORDER_MARK +
            raw
              .toSorted(byLine)
              .map(({ text }) => `${text}\r\n`)
              .join(''),
        ).toString('base64'),
      }

/** As the published lists write it. */
const written = (row: DemandRow): string => `'${row.id}' , '${row.title}' , '${row.text}'`

const entriesIn = (text: string): readonly FileEntry[] => {
  const reader = demandFileReader()
  const entries: FileEntry[] = []
  for (let at = 0; at < text.length; at += PIECE) entries.push(...reader.push(text.slice(at, at + PIECE)))
  return [...entries, ...reader.end()]
}

const takeBatch = async (act: Act, rows: readonly DemandRow[], taking: Taking): Promise<void> => {
  const known = await knownRefs(
    act.tx,
    rows.map((row) => row.id),
  )
  const { report: into } = taking
  const fresh: DemandRow[] = []
  for (const row of rows) {
    const earlier = known.get(row.id) ?? fresh.find((other) => other.id === row.id)
    if (!earlier) fresh.push(row)
    else if (earlier.title === row.title && earlier.text === row.text) into.present += 1
    else report(taking, { ...row, raw: written(row) }, 'demand.row_id_used')
  }
  const demands = fresh.map((row) => ({ id: act.newId('dem'), ref: row.id, title: row.title, text: row.text }))
  const arrived = await insertImported(act.tx, demands, { createdBy: actorIdOf(act.actor), now: act.now })
  for (const demand of demands) {
    if (!arrived.has(demand.ref)) {
      into.present += 1
      continue
    }
    into.arrived += 1
    act.publish(demandFacts.imported, {
      subject: demand.id,
      body: { demandId: demand.id, source: 'imported', sourceRef: demand.ref, title: { zh: demand.title, en: '' }, organisationId: null },
    })
  }
}

/** The demands command for callers that show progress. */
export const takeDemandFile = async (act: Act, file: SourceFile, onProgress: OnProgress = () => undefined): Promise<Result<ImportReport>> => {
  const room = await admitImport(act, 'demands')
  if (!room.ok) return room
  const bytes = Buffer.from(file.contentBase64, 'base64')
  if (bytes.length > MAX_FILE_BYTES) return refuse('demand.file_too_large', { max: `${MAX_FILE_BYTES / 1024 / 1024} MB` })
  const text = /\.(csv|txt)$/i.test(file.name) ? decodeText(bytes) : null
  if (text === null) return refuse('demand.file_type')
  const entries = entriesIn(text)
  if (entries.length === 0) return refuse('demand.file_empty')
  const into: ImportReport = { read: entries.length, arrived: 0, present: 0, reported: [], rejected: null }
  const taking: Taking = { report: into, raw: [] }
  for (let at = 0; at < entries.length; at += BATCH) {
    const batch = entries.slice(at, at + BATCH)
    for (const entry of batch) if (entry.kind === 'problem') report(taking, entry, entry.code)
    await takeBatch(
      act,
      batch.filter((entry) => entry.kind === 'row'),
      taking,
    )
    onProgress(Math.min(at + BATCH, entries.length), entries.length)
  }
  into.reported.sort(byLine)
  into.rejected = rejectedFile(taking.raw)
  return ok(into)
}

export const importDemands: CommandOf<(typeof demandContract)['importDemands']> = (act, input) => takeDemandFile(act, input)
