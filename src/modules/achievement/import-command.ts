/** Takes registered achievements from a file: each row arrives, is known already, or is reported with its line and reason. */
import type { ImportReport, ReportedRow, SourceFile } from '#contract/import.ts'
import { actorIdOf, organisationsOf } from '#kernel/actor.ts'
import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts'
import { organisationById } from '#modules/party/index.ts'
import { admitImport } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { CommandOf } from '#platform/command/module.ts'
import { bytesOf, takeRows, wordedBy, type OnProgress, type Taken } from '#platform/table/import.ts'
import type { achievementContract } from './api.ts'
import { enterCatalogue } from './cataloguing.ts'
import { checkContent, type Content, type ContentRules } from './core/content.ts'
import { COLUMNS, rowOf, textsOf, type Cells, type ColumnKey, type Row } from './core/import-columns.ts'
import { readRow, type Lookup } from './core/import-row.ts'
import { contentRules, keysOf, regionOfInstitution, writeContent } from './disclosing.ts'
import { achievementFacts } from './facts.ts'
import { disclosureBody, tellParties } from './telling.ts'
import { readTable, tableOf } from './import-file.ts'
import { en, zh } from './messages.ts'
import { REJECTED_NAME, rejectedBook, type NumberedRow } from './rejected-file.ts'
import { completerRows, insertDraft, institutionOf, isNameOf, recordOfKeys, recordRow, updateRecord } from './store.ts'

const WORDS: { readonly zh: Readonly<Record<string, string>>; readonly en: Readonly<Record<string, string>> } = { zh, en }
const worded = wordedBy(WORDS)

const squeezed = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s/g, '')

const lookup: Lookup = (list, codes, text) => {
  const wanted = squeezed(text)
  const labels = (code: string) => [code, WORDS.zh[`enum.achievement.${list}.${code}`] ?? '', WORDS.en[`enum.achievement.${list}.${code}`] ?? '']
  return codes.find((code) => labels(code).map(squeezed).includes(wanted)) ?? null
}

interface Institution {
  readonly id: string
  readonly region: string | null
}

const namedIn = (cells: Cells): { readonly field: ColumnKey } => ({ field: cells.institution === '' ? 'creditCode' : 'institution' })

/** Whoever the row names must be the officer's own institution, by code and by name where both are given; a stranger's row is not taken over. */
const ownInstitution = async (act: Act, ownIds: readonly string[], cells: Cells): Promise<Result<Institution>> => {
  const own = await Promise.all(ownIds.map((id) => organisationById(act.tx, id)))
  const code = cells.creditCode.toUpperCase()
  const fitting = own.filter(
    (organisation) =>
      organisation !== null &&
      (code === '' || organisation.creditCode === code) &&
      (cells.institution === '' || [organisation.name.zh, organisation.name.en].map(squeezed).includes(squeezed(cells.institution))),
  )
  const [first] = fitting
  if (!first) return refuse('achievement.row_institution_other', { name: [cells.institution, cells.creditCode].filter(Boolean).join(' ') }, namedIn(cells))
  if (fitting.length > 1) return refuse('achievement.row_institution_unknown', { name: cells.institution || '—' }, namedIn(cells))
  return ok({ id: first.id, region: await regionOfInstitution(act, first.id) })
}

/** Officers of one institution import for it; the market imports for whom the row names. */
const institutionFor = async (act: Act, cells: Cells): Promise<Result<Institution>> => {
  const own = organisationsOf(act.actor, 'tto')
  if (own.length > 0) return ownInstitution(act, own, cells)
  const code = cells.creditCode.toUpperCase()
  const named = code === '' && cells.institution === '' ? null : await institutionOf(act.tx, { creditCode: code, name: cells.institution })
  if (!named) return refuse('achievement.row_institution_unknown', { name: cells.institution || cells.creditCode || '—' }, namedIn(cells))
  const isOne = code === '' || cells.institution === '' || (await isNameOf(act.tx, named.id, cells.institution))
  return isOne ? ok(named) : refuse('achievement.row_institution_conflict', { name: cells.institution, creditCode: code }, namedIn(cells))
}

/** Registered results laid by the market itself enter the catalogue; what an institution's officer brings waits for a second person. */
const takeContent = async (act: Act, content: Content, institution: Institution, rules: ContentRules): Promise<Result<'arrived' | 'present'>> => {
  const checked = checkContent(content, rules)
  if (!checked.ok) return checked
  if ((await recordOfKeys(act.tx, keysOf(content, institution.id, checked.value))) !== null) return ok('present')
  const id = act.newId('ach')
  const createdBy = actorIdOf(act.actor)
  await insertDraft(act.tx, { id, institutionId: institution.id, region: institution.region, createdBy, source: 'imported' }, act.now)
  const written = await writeContent(act, { id, institutionId: institution.id }, content, rules)
  if (!written.ok) throw new Error(`import: ${written.refusal.code} after the row was checked`)
  const isMarkets = act.actor.kind === 'system' && content.registration.number !== null
  await updateRecord(act.tx, id, act.now, { state: 'assessed', decision: 'publish', disclosedAt: act.now, assessed: { by: createdBy, at: act.now } })
  const row = await recordRow(act.tx, id)
  if (!row) throw new Error('import: the row that was written is gone')
  const completers = await completerRows(act.tx, [id])
  tellParties(act, { row, completers }, achievementFacts.imported, {
    ...disclosureBody(
      { row, completers },
      written.value.map((patent) => patent.number),
    ),
    registrationNumber: content.registration.number,
  })
  if (isMarkets) await enterCatalogue(act, row)
  return ok('arrived')
}

const takeRow = async (act: Act, row: Row, rules: ContentRules): Promise<Result<'arrived' | 'present'>> => {
  const content = readRow(row, lookup)
  if (!content.ok) return content
  const institution = await institutionFor(act, textsOf(row))
  return institution.ok ? takeContent(act, content.value, institution.value, rules) : institution
}

/** Fields of a disclosure that refuse a row after it was read, by the column they came from. */
const COLUMN_OF_FIELD: Readonly<Record<string, ColumnKey>> = {
  patentNumbers: 'patentNumbers',
  completers: 'completers',
  keywords: 'keywords',
  modes: 'modes',
  secrecy: 'secrecy',
}

const reportedRow = (line: number, row: Row, refusal: Refusal): ReportedRow => {
  const field = refusal.field?.split('.')[0] ?? ''
  const key = COLUMN_OF_FIELD[field] ?? COLUMNS.find((column) => column.key === field)?.key
  const column = COLUMNS.find((candidate) => candidate.key === key)
  return {
    line,
    title: row.titleZh.text.slice(0, 80),
    code: refusal.code,
    column: column ? { zh: column.zh, en: column.en } : null,
    value: key === undefined ? null : row[key].text.slice(0, 80),
    text: worded(refusal),
  }
}

/** For callers that show progress; the command below is the same without. */
export const takeAchievementFile = async (act: Act, file: SourceFile, onProgress: OnProgress = () => undefined): Promise<Result<ImportReport>> => {
  const room = await admitImport(act, 'achievements')
  if (!room.ok) return room
  const sheets = await readTable(file.name, bytesOf(file))
  if (!sheets.ok) return sheets
  const table = tableOf(sheets.value)
  if (!table.ok) return table
  const rules = await contentRules(act)
  const takeOne = async ({ line, row }: NumberedRow): Promise<Taken> => {
    const taken = await takeRow(act, row, rules)
    return taken.ok ? taken.value : reportedRow(line, row, taken.refusal)
  }
  return ok(
    await takeRows({
      rows: table.value.rows.map(({ line, cells }) => ({ line, row: rowOf(table.value.places, cells) })),
      // One after the other: a row may be the same achievement as one before it.
      take: async (piece) => {
        const taken: Taken[] = []
        for (const row of piece) taken.push(await takeOne(row))
        return taken
      },
      rejected: { name: REJECTED_NAME, bytesOf: rejectedBook },
      onProgress,
    }),
  )
}

export const importAchievements: CommandOf<(typeof achievementContract)['importAchievements']> = (act, input) => takeAchievementFile(act, input)
