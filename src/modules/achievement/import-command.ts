/** Takes registered achievements from a file: each row arrives, is known already, or is reported with its line and reason. */
import type { Bilingual } from '#kernel/bilingual.ts'
import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts'
import { fillTemplate } from '#kernel/template.ts'
import type { Act } from '#platform/command/act.ts'
import type { CommandOf } from '#platform/command/module.ts'
import type { achievementContract } from './api.ts'
import { enterCatalogue } from './cataloguing.ts'
import { checkContent, type Content, type ContentRules } from './core/content.ts'
import { cellsOf, readHeading, type Cells } from './core/import-columns.ts'
import { readRow, type Lookup } from './core/import-row.ts'
import { contentRules, keysOf, regionOfInstitution, writeContent } from './disclosing.ts'
import { disclosureBody, tellParties } from './facts.ts'
import { readTable, type TableRow } from './import-file.ts'
import { en, zh } from './messages.ts'
import { completerRows, insertDraft, institutionOf, recordOfKeys, recordRow, updateRecord } from './store.ts'

export interface ReportedRow {
  readonly line: number
  readonly title: string
  readonly code: string
  readonly text: Bilingual
}
export interface ImportReport {
  read: number
  arrived: number
  present: number
  reported: ReportedRow[]
}
export interface SourceFile {
  readonly name: string
  readonly contentBase64: string
}
export type OnProgress = (done: number, total: number) => void

const BATCH = 100
const WORDS: { readonly zh: Readonly<Record<string, string>>; readonly en: Readonly<Record<string, string>> } = { zh, en }

const squeezed = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s/g, '')

const lookup: Lookup = (list, codes, text) => {
  const wanted = squeezed(text)
  const labels = (code: string) => [code, WORDS.zh[`enum.achievement.${list}.${code}`] ?? '', WORDS.en[`enum.achievement.${list}.${code}`] ?? '']
  return codes.find((code) => labels(code).map(squeezed).includes(wanted)) ?? null
}

const worded = ({ code, params }: Refusal): Bilingual => ({
  zh: fillTemplate(WORDS.zh[code] ?? code, params),
  en: fillTemplate(WORDS.en[code] ?? code, params),
})

interface Institution {
  readonly id: string
  readonly region: string | null
}

/** Officers of one institution import for it; the market imports for whom the row names. */
const institutionFor = async (act: Act, cells: Cells): Promise<Result<Institution>> => {
  const own = act.actor.mandates.find((mandate) => mandate.role === 'tto')
  const named =
    cells.creditCode === '' && cells.institution === ''
      ? null
      : await institutionOf(act.tx, { creditCode: cells.creditCode.toUpperCase(), name: cells.institution })
  if (own) {
    const isOther = named !== null && !act.actor.mandates.some((mandate) => mandate.role === 'tto' && mandate.organisationId === named.id)
    if (isOther) return refuse('achievement.row_institution_other', { name: cells.institution || cells.creditCode })
    const id = named?.id ?? own.organisationId
    return ok({ id, region: named?.region ?? (await regionOfInstitution(act, id)) })
  }
  return named ? ok(named) : refuse('achievement.row_institution_unknown', { name: cells.institution || cells.creditCode || '—' })
}

type Taken = 'arrived' | 'present'

/** Registered results laid by the market itself enter the catalogue; what an institution's officer brings waits for a second person. */
const takeContent = async (act: Act, content: Content, institution: Institution, rules: ContentRules): Promise<Result<Taken>> => {
  const checked = checkContent(content, rules)
  if (!checked.ok) return checked
  if ((await recordOfKeys(act.tx, keysOf(content, institution.id, checked.value))) !== null) return ok('present')
  const id = act.newId('ach')
  const createdBy = act.actor.personId ?? 'system'
  await insertDraft(act.tx, { id, institutionId: institution.id, region: institution.region, createdBy, source: 'imported' }, act.now)
  const written = await writeContent(act, { id, institution_id: institution.id }, content, rules)
  if (!written.ok) throw new Error(`import: ${written.refusal.code} after the row was checked`)
  const isMarkets = act.actor.kind === 'system' && content.registration.number !== null
  await updateRecord(act.tx, id, act.now, { state: 'assessed', decision: 'publish', disclosedAt: act.now, assessed: { by: createdBy, at: act.now } })
  const row = await recordRow(act.tx, id)
  if (!row) throw new Error('import: the row that was written is gone')
  const completers = await completerRows(act.tx, [id])
  tellParties(act, row, completers, {
    type: 'achievement.imported',
    body: {
      ...disclosureBody(
        row,
        completers,
        written.value.map((patent) => patent.number),
      ),
      registrationNumber: content.registration.number,
    },
  })
  if (isMarkets) await enterCatalogue(act, row)
  return ok('arrived')
}

const takeRow = async (act: Act, cells: Cells, rules: ContentRules): Promise<Result<Taken>> => {
  const content = readRow(cells, lookup)
  if (!content.ok) return content
  const institution = await institutionFor(act, cells)
  return institution.ok ? takeContent(act, content.value, institution.value, rules) : institution
}

const takeRows = async (act: Act, rows: readonly TableRow[], onProgress: OnProgress): Promise<Result<ImportReport>> => {
  const [heading, ...body] = rows
  const { places, missing } = readHeading(heading?.cells ?? [])
  if (missing.length > 0) return refuse('achievement.file_headings', { missing: missing.join('、') })
  const report: ImportReport = { read: 0, arrived: 0, present: 0, reported: [] }
  const rules = await contentRules(act)
  const filled = body.filter((row) => row.cells.some((cell) => cell.trim() !== ''))
  for (const row of filled) {
    const cells = cellsOf(places, row.cells)
    const taken = await takeRow(act, cells, rules)
    report.read += 1
    if (taken.ok) report[taken.value] += 1
    else report.reported.push({ line: row.line, title: cells.titleZh.slice(0, 80), code: taken.refusal.code, text: worded(taken.refusal) })
    if (report.read % BATCH === 0 || report.read === filled.length) onProgress(report.read, filled.length)
  }
  return ok(report)
}

/** For callers that show progress; the command below is the same without. */
export const takeAchievementFile = async (act: Act, file: SourceFile, onProgress: OnProgress = () => undefined): Promise<Result<ImportReport>> => {
  const rows = await readTable(file.name, Buffer.from(file.contentBase64, 'base64'))
  return rows.ok ? takeRows(act, rows.value, onProgress) : rows
}

export const importAchievements: CommandOf<(typeof achievementContract)['importAchievements']> = (act, input) => takeAchievementFile(act, input)
