/** The only SQL that writes achievements, and the reads that decide. */
import { sql, type Selectable } from 'kysely'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Instant } from '#kernel/instant.ts'
import { json, reading, timestamp, writing, type Reader, type Tx, type Reads } from '#platform/db/transaction.ts'
import { searchable } from '#platform/search/words.ts'
import type { Content } from './core/content.ts'
import type { AchievementState } from './core/lifecycle.ts'
import { maturityOf } from './core/maturity.ts'
import type { PatentNumber } from './core/patent-number.ts'
import type { Confirmation, Decision, Offer } from './core/words.ts'
import type { AchievementTables, CompleterTable, DraftValues, RecordTable } from './tables.ts'

export type RecordRow = Omit<Selectable<RecordTable>, 'search'>
export type CompleterRow = Selectable<CompleterTable>

export const from = (reader: Reader): Reads<AchievementTables> => reading<AchievementTables>(reader)
const db = (tx: Tx) => writing<AchievementTables>(tx)

/** Every column but the search vector, which nobody reads. */
export const RECORD_COLUMNS = [
  'id',
  'state',
  'source',
  'institution_id',
  'region',
  'created_by',
  'draft',
  'title',
  'abstract',
  'use',
  'keywords',
  'funding_source',
  'project_number',
  'prior_disclosures',
  'trl',
  'maturity',
  'form',
  'ip_kind',
  'field',
  'chains',
  'ipc',
  'industry_code',
  'third_party_rights',
  'secrecy',
  'confidential_note',
  'market_note',
  'modes',
  'price_min_minor',
  'price_max_minor',
  'is_service',
  'registration',
  'decision',
  'decision_note',
  'decision_due_on',
  'return_reason',
  'assessed_by',
  'assessed_at',
  'approved_by',
  'approved_at',
  'catalogue_number',
  'catalogued_at',
  'offer',
  'lot_id',
  'contract_id',
  'created_at',
  'disclosed_at',
  'changed_at',
] as const

export const recordRow = (reader: Reader, id: string) =>
  from(reader).selectFrom('achievement.record').select(RECORD_COLUMNS).where('id', '=', id).executeTakeFirst()

export const lockRecord = (tx: Tx, id: string) =>
  db(tx).selectFrom('achievement.record').select(RECORD_COLUMNS).where('id', '=', id).forUpdate().executeTakeFirst()

export const completerRows = (reader: Reader, ids: readonly string[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : from(reader)
        .selectFrom('achievement.completer')
        .selectAll()
        .where('achievement_id', 'in', [...ids])
        .orderBy('achievement_id')
        .orderBy('position')
        .execute()

export const patentRows = (reader: Reader, id: string) =>
  from(reader).selectFrom('achievement.patent').selectAll().where('achievement_id', '=', id).orderBy('position').execute()

/** Disclosures that the person began and nobody has decided on. */
export const countUndecided = async (reader: Reader, personId: string): Promise<number> => {
  const { count } = await from(reader)
    .selectFrom('achievement.record')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('created_by', '=', personId)
    .where('source', '=', 'disclosed')
    .where('state', 'in', ['draft', 'disclosed', 'returned'])
    .executeTakeFirstOrThrow()
  return Number(count)
}

export interface NewRecord {
  readonly id: string
  readonly institutionId: string
  readonly region: string | null
  readonly createdBy: string
  readonly source: 'disclosed' | 'imported'
}

export const insertDraft = async (tx: Tx, record: NewRecord, now: Instant): Promise<void> => {
  await db(tx)
    .insertInto('achievement.record')
    .values({
      id: record.id,
      state: 'draft',
      source: record.source,
      institution_id: record.institutionId,
      region: record.region,
      created_by: record.createdBy,
      prior_disclosures: json([]),
      registration: json({}),
      created_at: timestamp(now),
      changed_at: timestamp(now),
    })
    .execute()
}

export const saveDraftValues = async (tx: Tx, id: string, values: DraftValues, now: Instant): Promise<void> => {
  await db(tx)
    .updateTable('achievement.record')
    .set({ draft: json(values), changed_at: timestamp(now) })
    .where('id', '=', id)
    .execute()
}

const contentColumns = (content: Content) => ({
  title: json(content.title),
  abstract: json(content.abstract),
  use: json(content.use),
  keywords: [...content.keywords],
  funding_source: content.fundingSource,
  project_number: content.projectNumber,
  prior_disclosures: json(content.priorDisclosures),
  trl: content.trl,
  maturity: maturityOf(content.trl),
  form: content.form,
  ip_kind: content.ipKind,
  field: content.field,
  chains: [...content.chains],
  ipc: [...content.ipc],
  industry_code: content.industryCode,
  third_party_rights: content.thirdPartyRights,
  secrecy: content.secrecy,
  confidential_note: content.confidentialNote,
  market_note: content.marketNote,
  modes: [...content.modes],
  price_min_minor: content.priceMinMinor,
  price_max_minor: content.priceMaxMinor,
  is_service: content.isServiceAchievement,
  registration: json(content.registration),
})

/** Replaces what was written before; confirmations stand only for whom nothing has changed. */
export const saveContent = async (
  tx: Tx,
  id: string,
  content: Content,
  more: { readonly patents: readonly PatentNumber[]; readonly completers: readonly CompleterRow[]; readonly now: Instant },
): Promise<void> => {
  const { patents, completers, now } = more
  await db(tx)
    .updateTable('achievement.record')
    .set({ ...contentColumns(content), draft: null, changed_at: timestamp(now) })
    .where('id', '=', id)
    .execute()
  await db(tx).deleteFrom('achievement.completer').where('achievement_id', '=', id).execute()
  await db(tx)
    .insertInto('achievement.completer')
    .values(completers.map((row) => ({ ...row, confirmed_at: row.confirmed_at === null ? null : timestamp(row.confirmed_at) })))
    .execute()
  await db(tx).deleteFrom('achievement.patent').where('achievement_id', '=', id).execute()
  await addPatents(tx, id, patents, 0)
}

export const addPatents = async (tx: Tx, id: string, patents: readonly PatentNumber[], first: number): Promise<void> => {
  if (patents.length === 0) return
  await db(tx)
    .insertInto('achievement.patent')
    .values(
      patents.map((patent, index) => ({ achievement_id: id, position: first + index, number: patent.number, kind: patent.kind, is_granted: patent.isGranted })),
    )
    .execute()
}

export interface RecordChange {
  readonly state?: AchievementState
  readonly decision?: Decision | null
  readonly decisionNote?: string
  readonly decisionDueOn?: string | null
  readonly returnReason?: string | null
  readonly assessed?: { readonly by: string; readonly at: Instant } | null
  readonly approved?: { readonly by: string; readonly at: Instant }
  readonly disclosedAt?: Instant
  readonly offer?: Offer
  readonly lotId?: string | null
  readonly contractId?: string
}

export const updateRecord = async (tx: Tx, id: string, now: Instant, change: RecordChange): Promise<void> => {
  await db(tx)
    .updateTable('achievement.record')
    .set({
      changed_at: timestamp(now),
      ...(change.state === undefined ? {} : { state: change.state }),
      ...(change.decision === undefined ? {} : { decision: change.decision }),
      ...(change.decisionNote === undefined ? {} : { decision_note: change.decisionNote }),
      ...(change.decisionDueOn === undefined ? {} : { decision_due_on: change.decisionDueOn }),
      ...(change.returnReason === undefined ? {} : { return_reason: change.returnReason }),
      ...(change.assessed === undefined
        ? {}
        : { assessed_by: change.assessed?.by ?? null, assessed_at: change.assessed ? timestamp(change.assessed.at) : null }),
      ...(change.approved === undefined ? {} : { approved_by: change.approved.by, approved_at: timestamp(change.approved.at) }),
      ...(change.disclosedAt === undefined ? {} : { disclosed_at: timestamp(change.disclosedAt) }),
      ...(change.offer === undefined ? {} : { offer: change.offer }),
      ...(change.lotId === undefined ? {} : { lot_id: change.lotId }),
      ...(change.contractId === undefined ? {} : { contract_id: change.contractId }),
    })
    .where('id', '=', id)
    .execute()
}

/** Words of what everybody may read, heaviest first: title and keywords, use and chain, abstract, people and institution. */
export const searchVector = (row: RecordRow, names: { readonly institution: Bilingual; readonly completers: readonly string[] }) => {
  const both = (text: Bilingual | null) => `${text?.zh ?? ''} ${text?.en ?? ''}`
  const parts = [
    ['A', `${both(row.title)} ${row.keywords.join(' ')} ${row.catalogue_number ?? ''}`],
    ['B', both(row.use)],
    ['C', both(row.abstract)],
    ['D', `${both(names.institution)} ${names.completers.join(' ')}`],
  ] as const
  const vectors = parts.map(([weight, text]) => sql`setweight(to_tsvector('simple', ${searchable(text)}) || to_tsvector('english', ${text}), ${weight})`)
  return sql<string>`${sql.join(vectors, sql` || `)}`
}

export const catalogue = async (
  tx: Tx,
  row: RecordRow,
  entry: { readonly number: string; readonly names: Parameters<typeof searchVector>[1]; readonly now: Instant },
): Promise<void> => {
  await db(tx)
    .updateTable('achievement.record')
    .set({
      state: 'catalogued',
      catalogue_number: entry.number,
      catalogued_at: timestamp(entry.now),
      changed_at: timestamp(entry.now),
      search: searchVector({ ...row, catalogue_number: entry.number }, entry.names),
    })
    .where('id', '=', row.id)
    .execute()
}

/** The next serial of a region and year; the row is locked until the transaction ends, so numbers have no holes. */
export const nextSerial = async (tx: Tx, region: string, year: number): Promise<number> => {
  const row = await db(tx)
    .insertInto('achievement.serial')
    .values({ region, year, last: 1 })
    .onConflict((conflict) => conflict.columns(['region', 'year']).doUpdateSet({ last: sql<number>`achievement.serial.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow()
  return row.last
}

export const isNumberTaken = async (reader: Reader, number: string): Promise<boolean> =>
  (await from(reader).selectFrom('achievement.record').select('id').where('catalogue_number', '=', number).executeTakeFirst()) !== undefined

const kindOf = (key: string): string => key.slice(0, key.indexOf(':'))

/**
 * The record that is the same achievement: found by the strongest key, unless a stronger kind of key that both have tells them apart
 * (two registrations with one title are two achievements).
 */
export const recordOfKeys = async (reader: Reader, keys: readonly string[]): Promise<string | null> => {
  const hits = await from(reader)
    .selectFrom('achievement.natural_key')
    .selectAll()
    .where('key', 'in', [...keys])
    .execute()
  if (hits.length === 0) return null
  const all = await from(reader)
    .selectFrom('achievement.natural_key')
    .selectAll()
    .where(
      'achievement_id',
      'in',
      hits.map((row) => row.achievement_id),
    )
    .execute()
  const known = new Map(hits.map((row) => [row.key, row.achievement_id]))
  for (const [index, key] of keys.entries()) {
    const id = known.get(key)
    if (id === undefined) continue
    const stronger = keys.slice(0, index).map(kindOf)
    if (!all.some((row) => row.achievement_id === id && stronger.includes(kindOf(row.key)))) return id
  }
  return null
}

export const dropKeys = async (tx: Tx, id: string): Promise<void> => {
  await db(tx).deleteFrom('achievement.natural_key').where('achievement_id', '=', id).execute()
}

export const replaceKeys = async (tx: Tx, id: string, keys: readonly string[]): Promise<void> => {
  await dropKeys(tx, id)
  await db(tx)
    .insertInto('achievement.natural_key')
    .values(keys.map((key) => ({ key, achievement_id: id })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export const setConfirmation = async (
  tx: Tx,
  at: { readonly id: string; readonly position: number },
  given: { readonly confirmation: Confirmation; readonly remark: string; readonly now: Instant },
): Promise<void> => {
  await db(tx)
    .updateTable('achievement.completer')
    .set({ confirmation: given.confirmation, remark: given.remark, confirmed_at: timestamp(given.now) })
    .where('achievement_id', '=', at.id)
    .where('position', '=', at.position)
    .execute()
}

export const setCompleterPerson = async (tx: Tx, at: { readonly id: string; readonly position: number }, personId: string): Promise<void> => {
  await db(tx)
    .updateTable('achievement.completer')
    .set({ person_id: personId })
    .where('achievement_id', '=', at.id)
    .where('position', '=', at.position)
    .execute()
}

export interface KnownInstitution {
  readonly id: string
  readonly creditCode: string
  readonly nameZh: string
  readonly region: string | null
}

export const keepInstitution = async (tx: Tx, institution: KnownInstitution): Promise<void> => {
  const values = { credit_code: institution.creditCode, name_zh: institution.nameZh, region: institution.region }
  await db(tx)
    .insertInto('achievement.institution')
    .values({ id: institution.id, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute()
}

export const institutionOf = async (
  reader: Reader,
  named: { readonly creditCode: string; readonly name: string },
): Promise<{ readonly id: string; readonly region: string | null } | null> => {
  const rows = await from(reader)
    .selectFrom('achievement.institution')
    .select(['id', 'region'])
    .$if(named.creditCode !== '', (q) => q.where('credit_code', '=', named.creditCode))
    .$if(named.creditCode === '', (q) => q.where('name_zh', '=', named.name))
    .limit(2)
    .execute()
  // Two organisations of one name: the file must give the credit code.
  return rows.length === 1 ? (rows[0] ?? null) : null
}

export const isNameOf = async (reader: Reader, id: string, name: string): Promise<boolean> =>
  (await from(reader).selectFrom('achievement.institution').select('id').where('id', '=', id).where('name_zh', '=', name).executeTakeFirst()) !== undefined
