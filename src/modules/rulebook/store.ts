/** Rows of the rulebook: writing, and the reading that decisions need. */
import type { ColumnType } from 'kysely'
import type { Json } from '#kernel/canonical-json.ts'
import { calendarDate, dateOf, type CalendarDate, type Instant } from '#kernel/instant.ts'
import {
  json,
  reading,
  timestamp,
  writing,
  type InstantColumn,
  type JsonColumn,
  type NullableInstantColumn,
  type Reader,
  type Tx,
} from '#platform/db/transaction.ts'
import type { Overrides } from './core/calendar.ts'
import type { Proposal, ProposalState } from './core/proposal.ts'
import type { Confidence, Rule, RuleSource, RuleUnit } from './core/rule.ts'

type DateColumn = ColumnType<string, string, string>
type NullableDateColumn = ColumnType<string | null, string | null, string | null>

export type ImportKind = 'achievements' | 'demands' | 'statement'

export interface RulebookTables {
  'rulebook.import': { person_id: string; kind: ImportKind; at: InstantColumn }
  'rulebook.source': { code: string; kind: string; title_zh: string; title_en: string }
  'rulebook.rule': {
    id: string
    no: number
    key: string
    rule_group: string
    branch: string
    value: JsonColumn<Json>
    unit: RuleUnit
    bound_min: number | null
    bound_max: number | null
    bound_force: 'law' | 'custom'
    title_zh: string
    title_en: string
    bound_zh: string
    bound_en: string
    source_codes: string[]
    article: string
    confidence: Confidence
    valid_from: NullableDateColumn
    valid_to: NullableDateColumn
  }
  'rulebook.proposal': {
    id: string
    key: string
    branch: string
    value: JsonColumn<Json>
    valid_from: DateColumn
    reason: string
    state: ProposalState
    proposed_by: string
    proposed_at: InstantColumn
    decided_by: string | null
    decided_at: NullableInstantColumn
    decision_reason: ColumnType<string, string | undefined, string>
    rule_id: string | null
  }
  'rulebook.edition': { is_one: boolean; id: string }
  'rulebook.calendar_year': { year: number; source: string; laid_by: string; laid_at: InstantColumn }
  'rulebook.calendar_day': { date: DateColumn; is_working: boolean; source: string; laid_by: string; laid_at: InstantColumn }
}

const from = (reader: Reader) => reading<RulebookTables>(reader)
const db = (tx: Tx) => writing<RulebookTables>(tx)

const selectRules = (reader: Reader) => from(reader).selectFrom('rulebook.rule').selectAll()
type RuleRow = Awaited<ReturnType<ReturnType<typeof selectRules>['executeTakeFirstOrThrow']>>

const dateOrNull = (text: string | null): CalendarDate | null => (text === null ? null : calendarDate(text))

const ruleFrom = (row: RuleRow, sources: ReadonlyMap<string, RuleSource>): Rule => ({
  id: row.id,
  no: row.no,
  key: row.key,
  group: row.rule_group,
  branch: row.branch,
  value: row.value,
  unit: row.unit,
  boundMin: row.bound_min,
  boundMax: row.bound_max,
  boundForce: row.bound_force,
  title: { zh: row.title_zh, en: row.title_en },
  bound: { zh: row.bound_zh, en: row.bound_en },
  sources: row.source_codes.flatMap((code) => sources.get(code) ?? []),
  article: row.article,
  confidence: row.confidence,
  validFrom: dateOrNull(row.valid_from),
  validTo: dateOrNull(row.valid_to),
})

/** Name of the present state of rules, sources and calendar. */
export const readEdition = async (reader: Reader): Promise<string> =>
  (await from(reader).selectFrom('rulebook.edition').select('id').executeTakeFirstOrThrow()).id

export const readSources = async (reader: Reader): Promise<readonly RuleSource[]> => {
  const rows = await from(reader).selectFrom('rulebook.source').selectAll().orderBy('code').execute()
  return rows.map((row) => ({ code: row.code, kind: row.kind, title: { zh: row.title_zh, en: row.title_en } }))
}

const withSources = async (reader: Reader, rows: readonly RuleRow[]): Promise<readonly Rule[]> => {
  const sources = new Map((await readSources(reader)).map((source) => [source.code, source]))
  return rows.map((row) => ruleFrom(row, sources))
}

/** The versions that hold on a day, of one branch and the main one. */
export const readRulesOn = async (reader: Reader, day: CalendarDate, branches: readonly string[]): Promise<readonly Rule[]> => {
  const rows = await selectRules(reader)
    .where('branch', 'in', [...branches])
    .where((eb) => eb.or([eb('valid_from', 'is', null), eb('valid_from', '<=', day)]))
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', day)]))
    .orderBy('no')
    .orderBy('key')
    .execute()
  return withSources(reader, rows)
}

/** All versions of one key, oldest first. */
export const readVersions = async (reader: Reader, key: string): Promise<readonly Rule[]> => {
  const rows = await selectRules(reader)
    .where('key', '=', key)
    .orderBy('branch')
    .orderBy('valid_from', (order) => order.asc().nullsFirst())
    .limit(200)
    .execute()
  return withSources(reader, rows)
}

export const readRuleById = async (reader: Reader, id: string): Promise<Rule | null> => {
  const rows = await selectRules(reader).where('id', '=', id).execute()
  return (await withSources(reader, rows))[0] ?? null
}

/** The version without an end, locked: changes of one key queue behind each other. */
export const lockOpenVersion = async (tx: Tx, key: string, branch: string): Promise<Rule | null> => {
  const rows = await db(tx)
    .selectFrom('rulebook.rule')
    .selectAll()
    .where('key', '=', key)
    .where('branch', '=', branch)
    .where('valid_to', 'is', null)
    .forUpdate()
    .execute()
  return (await withSources(tx, rows))[0] ?? null
}

export const readOverrides = async (reader: Reader): Promise<Overrides> => {
  const days = await from(reader).selectFrom('rulebook.calendar_day').select(['date', 'is_working']).execute()
  const years = await from(reader).selectFrom('rulebook.calendar_year').select(['year', 'laid_at']).execute()
  return {
    days: days.map((day) => ({ date: calendarDate(day.date), isWorking: day.is_working })),
    completeYears: years.map((row) => ({ year: row.year, from: dateOf(row.laid_at) })),
  }
}

export const readCalendarSource = async (reader: Reader, year: number): Promise<string | null> => {
  const row = await from(reader).selectFrom('rulebook.calendar_year').select('source').where('year', '=', year).executeTakeFirst()
  return row?.source ?? null
}

/** Ends the open version on the day on which the new one begins. */
export const saveNewVersion = async (
  tx: Tx,
  old: Rule,
  next: { readonly id: string; readonly value: Json; readonly validFrom: CalendarDate },
): Promise<void> => {
  await db(tx).updateTable('rulebook.rule').set({ valid_to: next.validFrom }).where('id', '=', old.id).execute()
  await db(tx)
    .insertInto('rulebook.rule')
    .values({
      id: next.id,
      no: old.no,
      key: old.key,
      rule_group: old.group,
      branch: old.branch,
      value: json(next.value),
      unit: old.unit,
      bound_min: old.boundMin,
      bound_max: old.boundMax,
      bound_force: old.boundForce,
      title_zh: old.title.zh,
      title_en: old.title.en,
      bound_zh: old.bound.zh,
      bound_en: old.bound.en,
      source_codes: old.sources.map((source) => source.code),
      article: old.article,
      confidence: old.confidence,
      valid_from: next.validFrom,
      valid_to: null,
    })
    .execute()
}

export const insertProposal = async (tx: Tx, proposal: Proposal, at: Instant): Promise<void> => {
  await db(tx)
    .insertInto('rulebook.proposal')
    .values({
      id: proposal.id,
      key: proposal.key,
      branch: proposal.branch,
      value: json(proposal.value),
      valid_from: proposal.validFrom,
      reason: proposal.reason,
      state: proposal.state,
      proposed_by: proposal.proposedBy,
      proposed_at: timestamp(at),
    })
    .execute()
}

export const lockProposal = async (tx: Tx, id: string): Promise<Proposal | null> => {
  const row = await db(tx).selectFrom('rulebook.proposal').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) return null
  return {
    id: row.id,
    key: row.key,
    branch: row.branch,
    value: row.value,
    validFrom: calendarDate(row.valid_from),
    reason: row.reason,
    state: row.state,
    proposedBy: row.proposed_by,
  }
}

export interface Decision {
  readonly state: ProposalState
  readonly decidedBy: string
  readonly reason: string
  readonly ruleId: string | null
}

export const saveDecision = async (tx: Tx, id: string, decision: Decision, at: Instant): Promise<void> => {
  await db(tx)
    .updateTable('rulebook.proposal')
    .set({ state: decision.state, decided_by: decision.decidedBy, decided_at: timestamp(at), decision_reason: decision.reason, rule_id: decision.ruleId })
    .where('id', '=', id)
    .execute()
}

export interface CalendarEntry {
  readonly source: string
  readonly by: string
  readonly at: Instant
}

export const saveCalendar = async (tx: Tx, days: Overrides['days'], entry: CalendarEntry): Promise<void> => {
  if (days.length === 0) return
  await db(tx)
    .insertInto('rulebook.calendar_day')
    .values(days.map((day) => ({ date: day.date, is_working: day.isWorking, source: entry.source, laid_by: entry.by, laid_at: timestamp(entry.at) })))
    .onConflict((conflict) =>
      conflict.column('date').doUpdateSet((eb) => ({
        is_working: eb.ref('excluded.is_working'),
        source: eb.ref('excluded.source'),
        laid_by: eb.ref('excluded.laid_by'),
        laid_at: eb.ref('excluded.laid_at'),
      })),
    )
    .execute()
}

/** The first entry's instant stays: from that day on the year is the market's own. */
export const saveCalendarYear = async (tx: Tx, year: number, entry: CalendarEntry): Promise<void> => {
  await db(tx)
    .insertInto('rulebook.calendar_year')
    .values({ year, source: entry.source, laid_by: entry.by, laid_at: timestamp(entry.at) })
    .onConflict((conflict) => conflict.column('year').doUpdateSet({ source: entry.source, laid_by: entry.by }))
    .execute()
}

export const countImports = async (
  reader: Reader,
  { personId, kind, since }: { readonly personId: string; readonly kind: ImportKind; readonly since: Instant },
): Promise<number> => {
  const { count } = await reading<RulebookTables>(reader)
    .selectFrom('rulebook.import')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('person_id', '=', personId)
    .where('kind', '=', kind)
    .where('at', '>', timestamp(since))
    .executeTakeFirstOrThrow()
  return Number(count)
}

export const noteImport = async (tx: Tx, { personId, kind, at }: { readonly personId: string; readonly kind: ImportKind; readonly at: Instant }) => {
  await writing<RulebookTables>(tx)
    .insertInto('rulebook.import')
    .values({ person_id: personId, kind, at: timestamp(at) })
    .execute()
}
