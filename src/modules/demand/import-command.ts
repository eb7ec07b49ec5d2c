/** Takes demands from a published list: each row arrives, is known already, or is reported with its line and reason. */
import type { Bilingual } from '#kernel/bilingual.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { fillTemplate } from '#kernel/template.ts'
import type { Act } from '#platform/command/act.ts'
import type { CommandOf } from '#platform/command/module.ts'
import { decodeText } from '#platform/table/text.ts'
import type { demandContract } from './api.ts'
import { demandFileReader, type DemandRow, type FileEntry } from './core/demand-file.ts'
import { en, zh } from './messages.ts'
import { insertImported, knownRefs } from './store.ts'

interface ImportReport {
  read: number
  arrived: number
  present: number
  reported: { readonly line: number; readonly title: string; readonly code: string; readonly text: Bilingual }[]
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

const report = (into: ImportReport, entry: { readonly line: number; readonly title: string }, code: string): void => {
  const params = { line: entry.line }
  into.reported.push({
    line: entry.line,
    title: entry.title,
    code,
    text: { zh: fillTemplate(WORDS.zh[code] ?? code, params), en: fillTemplate(WORDS.en[code] ?? code, params) },
  })
}

const entriesIn = (text: string): readonly FileEntry[] => {
  const reader = demandFileReader()
  const entries: FileEntry[] = []
  for (let at = 0; at < text.length; at += PIECE) entries.push(...reader.push(text.slice(at, at + PIECE)))
  return [...entries, ...reader.end()]
}

const takeBatch = async (act: Act, rows: readonly DemandRow[], into: ImportReport): Promise<void> => {
  const known = await knownRefs(
    act.tx,
    rows.map((row) => row.id),
  )
  const fresh: DemandRow[] = []
  for (const row of rows) {
    const earlier = known.get(row.id) ?? fresh.find((other) => other.id === row.id)
    if (!earlier) fresh.push(row)
    else if (earlier.title === row.title && earlier.text === row.text) into.present += 1
    else report(into, row, 'demand.row_id_used')
  }
  const demands = fresh.map((row) => ({ id: act.newId('dem'), ref: row.id, title: row.title, text: row.text }))
  const arrived = await insertImported(act.tx, demands, { createdBy: act.actor.personId ?? 'system', now: act.now })
  for (const demand of demands) {
    if (!arrived.has(demand.ref)) {
      into.present += 1
      continue
    }
    into.arrived += 1
    act.publish({
      type: 'demand.imported',
      subject: demand.id,
      body: { demandId: demand.id, source: 'imported', sourceRef: demand.ref, title: { zh: demand.title, en: '' }, organisationId: null },
      visibleTo: 'public',
    })
  }
}

/** The demands command for callers that show progress. */
export const takeDemandFile = async (act: Act, file: SourceFile, onProgress: OnProgress = () => undefined): Promise<Result<ImportReport>> => {
  const bytes = Buffer.from(file.contentBase64, 'base64')
  if (bytes.length > MAX_FILE_BYTES) return refuse('demand.file_too_large', { max: `${MAX_FILE_BYTES / 1024 / 1024} MB` })
  const text = /\.(csv|txt)$/i.test(file.name) ? decodeText(bytes) : null
  if (text === null) return refuse('demand.file_type')
  const entries = entriesIn(text)
  if (entries.length === 0) return refuse('demand.file_empty')
  const into: ImportReport = { read: entries.length, arrived: 0, present: 0, reported: [] }
  for (let at = 0; at < entries.length; at += BATCH) {
    const batch = entries.slice(at, at + BATCH)
    for (const entry of batch) if (entry.kind === 'problem') report(into, entry, entry.code)
    await takeBatch(
      act,
      batch.filter((entry) => entry.kind === 'row'),
      into,
    )
    onProgress(Math.min(at + BATCH, entries.length), entries.length)
  }
  into.reported.sort((a, b) => a.line - b.line)
  return ok(into)
}

export const importDemands: CommandOf<(typeof demandContract)['importDemands']> = (act, input) => takeDemandFile(act, input)
