/** Takes demands from a published list, a piece of the file in one statement. */
import type { ImportReport, ReportedRow, SourceFile } from '#contract/import.ts'
import { actorIdOf } from '#kernel/actor.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { admitImport } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { CommandOf } from '#platform/command/module.ts'
import { bytesOf, takeRows, tooLarge, wordedBy, type OnProgress, type RejectedRow, type Taken } from '#platform/table/import.ts'
import { decodeText } from '#platform/table/text.ts'
import type { demandContract } from './api.ts'
import { demandFileReader, type FileEntry } from './core/demand-file.ts'
import { demandFacts } from './facts.ts'
import { en, zh } from './messages.ts'
import { insertImported, knownRefs, type ImportedDemand } from './store.ts'

const PIECE = 64 * 1024
const REJECTED_NAME = '未收的行.txt'
const BYTE_ORDER_MARK = '\ufeff'
const worded = wordedBy({ zh, en })

const reportedRow = ({ line, title }: FileEntry, code: string): ReportedRow => ({
  line,
  title,
  code,
  column: null,
  value: null,
  text: worded({ code, params: { line } }),
})

/** As it stood in the file, or as the published lists write it. */
const rawOf = (entry: FileEntry): string => (entry.kind === 'problem' ? entry.raw : `'${entry.id}' , '${entry.title}' , '${entry.text}'`)

const rejectedText = (rows: readonly RejectedRow<FileEntry>[]): Buffer => Buffer.from(BYTE_ORDER_MARK + rows.map(({ row }) => `${rawOf(row)}\r\n`).join(''))

const entriesIn = (text: string): readonly FileEntry[] => {
  const reader = demandFileReader()
  const entries: FileEntry[] = []
  for (let at = 0; at < text.length; at += PIECE) entries.push(...reader.push(text.slice(at, at + PIECE)))
  return [...entries, ...reader.end()]
}

const takePiece = async (act: Act, entries: readonly FileEntry[]): Promise<readonly Taken[]> => {
  const known = await knownRefs(
    act.tx,
    entries.flatMap((entry) => (entry.kind === 'row' ? [entry.id] : [])),
  )
  const fresh = new Map<string, ImportedDemand>()
  const judged = entries.map((entry): Taken | ImportedDemand => {
    if (entry.kind === 'problem') return reportedRow(entry, entry.code)
    const earlier = known.get(entry.id) ?? fresh.get(entry.id)
    if (earlier) return earlier.title === entry.title && earlier.text === entry.text ? 'present' : reportedRow(entry, 'demand.row_id_used')
    const demand = { id: act.newId('dem'), ref: entry.id, title: entry.title, text: entry.text }
    fresh.set(entry.id, demand)
    return demand
  })
  const arrived = await insertImported(act.tx, [...fresh.values()], { createdBy: actorIdOf(act.actor), now: act.now })
  return judged.map((taken) => {
    if (typeof taken === 'string' || 'line' in taken) return taken
    if (!arrived.has(taken.ref)) return 'present'
    act.publish(demandFacts.imported, {
      subject: taken.id,
      body: { demandId: taken.id, source: 'imported', sourceRef: taken.ref, title: { zh: taken.title, en: '' }, organisationId: null },
    })
    return 'arrived'
  })
}

/** The demands command for callers that show progress. */
export const takeDemandFile = async (act: Act, file: SourceFile, onProgress: OnProgress = () => undefined): Promise<Result<ImportReport>> => {
  const room = await admitImport(act, 'demands')
  if (!room.ok) return room
  const bytes = bytesOf(file)
  const excess = tooLarge(bytes)
  if (excess) return refuse('demand.file_too_large', excess)
  const text = /\.(csv|txt)$/i.test(file.name) ? decodeText(bytes) : null
  if (text === null) return refuse('demand.file_type')
  const entries = entriesIn(text)
  if (entries.length === 0) return refuse('demand.file_empty')
  const rejected = { name: REJECTED_NAME, bytesOf: rejectedText }
  return ok(await takeRows({ rows: entries, take: (piece) => takePiece(act, piece), rejected, onProgress }))
}

export const importDemands: CommandOf<(typeof demandContract)['importDemands']> = (act, input) => takeDemandFile(act, input)
