/** Rows of the rulebook: writing, and the reading that decisions need. */
import type { ColumnType } from 'kysely'
import type { Json } from '#kernel/canonical-json.ts'
import type { Binds, Force, RuleSource, RuleUnit, Standing, Use } from '#kernel/rule.ts'
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
import type { Rule } from './core/rule.ts'

type DateColumn = ColumnType<string, string, string>
type NullableDateColumn = ColumnType<string | null, string | null, string | null>

export type ImportKind = 'achievements' | 'demands' | 'statement'

export interface RulebookTables {
  'rulebook.import': { personId: string; kind: ImportKind; at: InstantColumn }
  'rulebook.source': { code: string; kind: string; titleZh: string; titleEn: string }
  'rulebook.rule': {
    id: string
    no: number
    key: string
    branch: ColumnType<string, string | undefined, never>
    value: JsonColumn<Json>
    unit: RuleUnit
    boundMin: number | null
    boundMax: number | null
    /** Whether the database holds the bounds too. */
    boundForce: 'law' | 'custom'
    validFrom: NullableDateColumn
    validTo: NullableDateColumn
  }
  'rulebook.definition': {
    key: string
    edition: number
    module: string
    no: number
    ruleGroup: string
    unit: RuleUnit
    boundMin: number | null
    boundMax: number | null
    boundForce: Force
    titleZh: string
    titleEn: string
    boundZh: string
    boundEn: string
    standing: Standing
    binds: Binds
    use: Use
    sources: JsonColumn<readonly RuleSource[]>
  }
  'rulebook.proposal': {
    id: string
    key: string
    branch: string
    value: JsonColumn<Json>
    validFrom: DateColumn
    reason: string
    state: ProposalState
    proposedBy: string
    proposedAt: InstantColumn
    decidedBy: string | null
    decidedAt: NullableInstantColumn
    decisionReason: ColumnType<string, string | undefined, string>
    ruleId: string | null
    commentsCloseAt: NullableInstantColumn
  }
  'rulebook.comment': { id: string; proposalId: string; personId: string; text: string; at: InstantColumn }
  'rulebook.edition': { isOne: boolean; id: string }
  'rulebook.calendarYear': { year: number; source: string; laidBy: string; laidAt: InstantColumn }
  'rulebook.calendarDay': { date: DateColumn; isWorking: boolean; source: string; laidBy: string; laidAt: InstantColumn }
}

const from = (reader: Reader) => reading<RulebookTables>(reader)
const db = (tx: Tx) => writing<RulebookTables>(tx)

const selectRules = (reader: Reader) => from(reader).selectFrom('rulebook.rule').select(['id', 'key', 'branch', 'value', 'validFrom', 'validTo'])
type RuleRow = Awaited<ReturnType<ReturnType<typeof selectRules>['executeTakeFirstOrThrow']>>

const dateOrNull = (text: string | null): CalendarDate | null => (text === null ? null : calendarDate(text))

/** What a rule is, without its value. */
type Definition = Omit<Rule, 'id' | 'branch' | 'value' | 'validFrom' | 'validTo'>

/** The last edition of each key. */
const readDefinitions = async (reader: Reader): Promise<ReadonlyMap<string, Definition>> => {
  const sources = new Map((await readSources(reader)).map((source) => [source.code, source]))
  const rows = await from(reader).selectFrom('rulebook.definition').distinctOn('key').selectAll().orderBy('key').orderBy('edition', 'desc').execute()
  return new Map(
    rows.map((row) => [
      row.key,
      {
        no: row.no,
        key: row.key,
        group: row.ruleGroup,
        unit: row.unit,
        boundMin: row.boundMin,
        boundMax: row.boundMax,
        boundForce: row.boundForce,
        title: { zh: row.titleZh, en: row.titleEn },
        bound: { zh: row.boundZh, en: row.boundEn },
        standing: row.standing,
        binds: row.binds,
        use: row.use,
        sources: row.sources.flatMap((cited) => {
          const source = sources.get(cited.code)
          return source ? [{ ...source, ...cited }] : []
        }),
      },
    ]),
  )
}

const ruleFrom = (row: RuleRow, definition: Definition | undefined): Rule => {
  if (!definition) throw new Error(`the rule ${row.key} has no definition`)
  const { id, branch, value } = row
  return { ...definition, id, branch, value, validFrom: dateOrNull(row.validFrom), validTo: dateOrNull(row.validTo) }
}

/** Name of the present state of rules, sources and calendar. */
export const readEdition = async (reader: Reader): Promise<string> =>
  (await from(reader).selectFrom('rulebook.edition').select('id').executeTakeFirstOrThrow()).id

export const readSources = async (reader: Reader) => {
  const rows = await from(reader).selectFrom('rulebook.source').selectAll().orderBy('code').execute()
  return rows.map((row) => ({ code: row.code, kind: row.kind, title: { zh: row.titleZh, en: row.titleEn } }))
}

const defined = async (reader: Reader, rows: readonly RuleRow[]): Promise<readonly Rule[]> => {
  const definitions = await readDefinitions(reader)
  return rows.map((row) => ruleFrom(row, definitions.get(row.key)))
}

/** The versions that hold on a day, of one branch and the main one. */
export const readRulesOn = async (reader: Reader, day: CalendarDate, branches: readonly string[]): Promise<readonly Rule[]> => {
  const rows = await selectRules(reader)
    .where('branch', 'in', [...branches])
    .where((eb) => eb.or([eb('validFrom', 'is', null), eb('validFrom', '<=', day)]))
    .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', day)]))
    .orderBy('no')
    .orderBy('key')
    .execute()
  return defined(reader, rows)
}

/** All versions of these keys, the oldest of each first. */
export const readVersions = async (reader: Reader, keys: readonly string[]): Promise<readonly Rule[]> => {
  const rows = await selectRules(reader)
    .where('key', 'in', ['', ...keys])
    .orderBy('branch')
    .orderBy('validFrom', (order) => order.asc().nullsFirst())
    .limit(200 * keys.length)
    .execute()
  return defined(reader, rows)
}

export const readRuleById = async (reader: Reader, id: string): Promise<Rule | null> => {
  const rows = await selectRules(reader).where('id', '=', id).execute()
  return (await defined(reader, rows))[0] ?? null
}

/** The version without an end, locked: changes of one key queue behind each other. */
export const lockOpenVersion = async (tx: Tx, key: string, branch: string): Promise<Rule | null> => {
  const rows = await db(tx)
    .selectFrom('rulebook.rule')
    .select(['id', 'key', 'branch', 'value', 'validFrom', 'validTo'])
    .where('key', '=', key)
    .where('branch', '=', branch)
    .where('validTo', 'is', null)
    .forUpdate()
    .execute()
  return (await defined(tx, rows))[0] ?? null
}

export const readOverrides = async (reader: Reader): Promise<Overrides> => {
  const days = await from(reader).selectFrom('rulebook.calendarDay').select(['date', 'isWorking']).execute()
  const years = await from(reader).selectFrom('rulebook.calendarYear').select(['year', 'laidAt']).execute()
  return {
    days: days.map((day) => ({ date: calendarDate(day.date), isWorking: day.isWorking })),
    completeYears: years.map((row) => ({ year: row.year, from: dateOf(row.laidAt) })),
  }
}

export const readCalendarSource = async (reader: Reader, year: number): Promise<string | null> => {
  const row = await from(reader).selectFrom('rulebook.calendarYear').select('source').where('year', '=', year).executeTakeFirst()
  return row?.source ?? null
}

/** Ends the open version on the day on which the new one begins. */
export const saveNewVersion = async (
  tx: Tx,
  old: Rule,
  next: { readonly id: string; readonly value: Json; readonly validFrom: CalendarDate },
): Promise<void> => {
  await db(tx).updateTable('rulebook.rule').set({ validTo: next.validFrom }).where('id', '=', old.id).execute()
  await db(tx)
    .insertInto('rulebook.rule')
    .values({
      id: next.id,
      no: old.no,
      key: old.key,
      branch: old.branch,
      value: json(next.value),
      unit: old.unit,
      boundMin: old.boundMin,
      boundMax: old.boundMax,
      boundForce: old.boundForce === 'custom' ? 'custom' : 'law',
      validFrom: next.validFrom,
      validTo: null,
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
      validFrom: proposal.validFrom,
      reason: proposal.reason,
      state: proposal.state,
      proposedBy: proposal.proposedBy,
      proposedAt: timestamp(at),
      commentsCloseAt: proposal.commentsCloseAt === null ? null : timestamp(proposal.commentsCloseAt),
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
    validFrom: calendarDate(row.validFrom),
    reason: row.reason,
    state: row.state,
    proposedBy: row.proposedBy,
    commentsCloseAt: row.commentsCloseAt,
  }
}

export const countComments = async (reader: Reader, { proposalId, personId }: { readonly proposalId: string; readonly personId: string }): Promise<number> => {
  const { count } = await from(reader)
    .selectFrom('rulebook.comment')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('proposalId', '=', proposalId)
    .where('personId', '=', personId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export interface Comment {
  readonly id: string
  readonly proposalId: string
  readonly personId: string
  readonly text: string
}

export const insertComment = async (tx: Tx, comment: Comment, at: Instant): Promise<void> => {
  await db(tx)
    .insertInto('rulebook.comment')
    .values({ ...comment, at: timestamp(at) })
    .execute()
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
    .set({ state: decision.state, decidedBy: decision.decidedBy, decidedAt: timestamp(at), decisionReason: decision.reason, ruleId: decision.ruleId })
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
    .insertInto('rulebook.calendarDay')
    .values(days.map((day) => ({ date: day.date, isWorking: day.isWorking, source: entry.source, laidBy: entry.by, laidAt: timestamp(entry.at) })))
    .onConflict((conflict) =>
      conflict.column('date').doUpdateSet((eb) => ({
        isWorking: eb.ref('excluded.isWorking'),
        source: eb.ref('excluded.source'),
        laidBy: eb.ref('excluded.laidBy'),
        laidAt: eb.ref('excluded.laidAt'),
      })),
    )
    .execute()
}

/** The first entry's instant stays: from that day on the year is the market's own. */
export const saveCalendarYear = async (tx: Tx, year: number, entry: CalendarEntry): Promise<void> => {
  await db(tx)
    .insertInto('rulebook.calendarYear')
    .values({ year, source: entry.source, laidBy: entry.by, laidAt: timestamp(entry.at) })
    .onConflict((conflict) => conflict.column('year').doUpdateSet({ source: entry.source, laidBy: entry.by }))
    .execute()
}

export const countImports = async (
  reader: Reader,
  { personId, kind, since }: { readonly personId: string; readonly kind: ImportKind; readonly since: Instant },
): Promise<number> => {
  const { count } = await reading<RulebookTables>(reader)
    .selectFrom('rulebook.import')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('personId', '=', personId)
    .where('kind', '=', kind)
    .where('at', '>', timestamp(since))
    .executeTakeFirstOrThrow()
  return Number(count)
}

export const noteImport = async (tx: Tx, { personId, kind, at }: { readonly personId: string; readonly kind: ImportKind; readonly at: Instant }) => {
  await writing<RulebookTables>(tx)
    .insertInto('rulebook.import')
    .values({ personId, kind, at: timestamp(at) })
    .execute()
}
