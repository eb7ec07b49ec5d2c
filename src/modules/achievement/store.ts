/** The only SQL that writes achievements, and the reads that decide. */
import { sql, type Selectable } from 'kysely'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Instant } from '#kernel/instant.ts'
import { json, reading, timestamp, writing, type Reader, type Tx, type Reads } from '#platform/db/transaction.ts'
import { searchVector } from '#platform/search/full-text.ts'
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
  'institutionId',
  'region',
  'createdBy',
  'draft',
  'title',
  'abstract',
  'use',
  'keywords',
  'fundingSource',
  'projectNumber',
  'priorDisclosures',
  'trl',
  'maturity',
  'form',
  'ipKind',
  'field',
  'chains',
  'ipc',
  'industryCode',
  'thirdPartyRights',
  'secrecy',
  'confidentialNote',
  'marketNote',
  'modes',
  'priceMinMinor',
  'priceMaxMinor',
  'isService',
  'registration',
  'decision',
  'decisionNote',
  'decisionDueOn',
  'returnReason',
  'assessedBy',
  'assessedAt',
  'approvedBy',
  'approvedAt',
  'catalogueNumber',
  'cataloguedAt',
  'offer',
  'lotId',
  'contractId',
  'createdAt',
  'disclosedAt',
  'changedAt',
] as const

export const recordRow = (reader: Reader, id: string) =>
  from(reader).selectFrom('achievement.record').select(RECORD_COLUMNS).where('id', '=', id).executeTakeFirst()

export const readFields = async (reader: Reader, ids: readonly string[]) => {
  if (ids.length === 0) return new Map<string, RecordRow['field']>()
  const rows = await from(reader)
    .selectFrom('achievement.record')
    .select(['id', 'field'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map(({ id, field }) => [id, field]))
}

export const lockRecord = (tx: Tx, id: string) =>
  db(tx).selectFrom('achievement.record').select(RECORD_COLUMNS).where('id', '=', id).forUpdate().executeTakeFirst()

export const completerRows = (reader: Reader, ids: readonly string[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : from(reader)
        .selectFrom('achievement.completer')
        .selectAll()
        .where('achievementId', 'in', [...ids])
        .orderBy('achievementId')
        .orderBy('position')
        .execute()

export const patentRows = (reader: Reader, id: string) =>
  from(reader).selectFrom('achievement.patent').selectAll().where('achievementId', '=', id).orderBy('position').execute()

/** Disclosures that the person began and nobody has decided on. */
export const countUndecided = async (reader: Reader, personId: string): Promise<number> => {
  const { count } = await from(reader)
    .selectFrom('achievement.record')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('createdBy', '=', personId)
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
      institutionId: record.institutionId,
      region: record.region,
      createdBy: record.createdBy,
      priorDisclosures: json([]),
      registration: json({}),
      createdAt: timestamp(now),
      changedAt: timestamp(now),
    })
    .execute()
}

export const saveDraftValues = async (tx: Tx, id: string, values: DraftValues, now: Instant): Promise<void> => {
  await db(tx)
    .updateTable('achievement.record')
    .set({ draft: json(values), changedAt: timestamp(now) })
    .where('id', '=', id)
    .execute()
}

const contentColumns = (content: Content) => ({
  title: json(content.title),
  abstract: json(content.abstract),
  use: json(content.use),
  keywords: [...content.keywords],
  fundingSource: content.fundingSource,
  projectNumber: content.projectNumber,
  priorDisclosures: json(content.priorDisclosures),
  trl: content.trl,
  maturity: maturityOf(content.trl),
  form: content.form,
  ipKind: content.ipKind,
  field: content.field,
  chains: [...content.chains],
  ipc: [...content.ipc],
  industryCode: content.industryCode,
  thirdPartyRights: content.thirdPartyRights,
  secrecy: content.secrecy,
  confidentialNote: content.confidentialNote,
  marketNote: content.marketNote,
  modes: [...content.modes],
  priceMinMinor: content.priceMinMinor,
  priceMaxMinor: content.priceMaxMinor,
  isService: content.isServiceAchievement,
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
    .set({ ...contentColumns(content), draft: null, changedAt: timestamp(now) })
    .where('id', '=', id)
    .execute()
  await db(tx).deleteFrom('achievement.completer').where('achievementId', '=', id).execute()
  await db(tx)
    .insertInto('achievement.completer')
    .values(completers.map((row) => ({ ...row, confirmedAt: row.confirmedAt === null ? null : timestamp(row.confirmedAt) })))
    .execute()
  await db(tx).deleteFrom('achievement.patent').where('achievementId', '=', id).execute()
  await addPatents(tx, id, patents, 0)
}

export const addPatents = async (tx: Tx, id: string, patents: readonly PatentNumber[], first: number): Promise<void> => {
  if (patents.length === 0) return
  await db(tx)
    .insertInto('achievement.patent')
    .values(
      patents.map((patent, index) => ({ achievementId: id, position: first + index, number: patent.number, kind: patent.kind, isGranted: patent.isGranted })),
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
      changedAt: timestamp(now),
      ...(change.state === undefined ? {} : { state: change.state }),
      ...(change.decision === undefined ? {} : { decision: change.decision }),
      ...(change.decisionNote === undefined ? {} : { decisionNote: change.decisionNote }),
      ...(change.decisionDueOn === undefined ? {} : { decisionDueOn: change.decisionDueOn }),
      ...(change.returnReason === undefined ? {} : { returnReason: change.returnReason }),
      ...(change.assessed === undefined ? {} : { assessedBy: change.assessed?.by ?? null, assessedAt: change.assessed ? timestamp(change.assessed.at) : null }),
      ...(change.approved === undefined ? {} : { approvedBy: change.approved.by, approvedAt: timestamp(change.approved.at) }),
      ...(change.disclosedAt === undefined ? {} : { disclosedAt: timestamp(change.disclosedAt) }),
      ...(change.offer === undefined ? {} : { offer: change.offer }),
      ...(change.lotId === undefined ? {} : { lotId: change.lotId }),
      ...(change.contractId === undefined ? {} : { contractId: change.contractId }),
    })
    .where('id', '=', id)
    .execute()
}

interface Names {
  readonly institution: Bilingual
  readonly completers: readonly string[]
}

/** Words of what everybody may read: title and keywords, use and chain, abstract, people and institution. */
const vectorOf = (row: RecordRow, number: string, names: Names) => {
  const both = (text: Bilingual | null) => `${text?.zh ?? ''} ${text?.en ?? ''}`
  return searchVector([
    ['A', `${both(row.title)} ${row.keywords.join(' ')} ${number}`],
    ['B', both(row.use)],
    ['C', both(row.abstract)],
    ['D', `${both(names.institution)} ${names.completers.join(' ')}`],
  ])
}

export const catalogue = async (tx: Tx, row: RecordRow, entry: { readonly number: string; readonly names: Names; readonly now: Instant }): Promise<void> => {
  await db(tx)
    .updateTable('achievement.record')
    .set({
      state: 'catalogued',
      catalogueNumber: entry.number,
      cataloguedAt: timestamp(entry.now),
      changedAt: timestamp(entry.now),
      search: vectorOf(row, entry.number, entry.names),
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
  (await from(reader).selectFrom('achievement.record').select('id').where('catalogueNumber', '=', number).executeTakeFirst()) !== undefined

const kindOf = (key: string): string => key.slice(0, key.indexOf(':'))

/**
 * The record that is the same achievement: found by the strongest key, unless a stronger kind of key that both have tells them apart
 * (two registrations with one title are two achievements).
 */
export const recordOfKeys = async (reader: Reader, keys: readonly string[]): Promise<string | null> => {
  const hits = await from(reader)
    .selectFrom('achievement.naturalKey')
    .selectAll()
    .where('key', 'in', [...keys])
    .execute()
  if (hits.length === 0) return null
  const all = await from(reader)
    .selectFrom('achievement.naturalKey')
    .selectAll()
    .where(
      'achievementId',
      'in',
      hits.map((row) => row.achievementId),
    )
    .execute()
  const known = new Map(hits.map((row) => [row.key, row.achievementId]))
  for (const [index, key] of keys.entries()) {
    const id = known.get(key)
    if (id === undefined) continue
    const stronger = keys.slice(0, index).map(kindOf)
    if (!all.some((row) => row.achievementId === id && stronger.includes(kindOf(row.key)))) return id
  }
  return null
}

export const dropKeys = async (tx: Tx, id: string): Promise<void> => {
  await db(tx).deleteFrom('achievement.naturalKey').where('achievementId', '=', id).execute()
}

export const replaceKeys = async (tx: Tx, id: string, keys: readonly string[]): Promise<void> => {
  await dropKeys(tx, id)
  await db(tx)
    .insertInto('achievement.naturalKey')
    .values(keys.map((key) => ({ key, achievementId: id })))
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
    .set({ confirmation: given.confirmation, remark: given.remark, confirmedAt: timestamp(given.now) })
    .where('achievementId', '=', at.id)
    .where('position', '=', at.position)
    .execute()
}

export const setCompleterPerson = async (tx: Tx, at: { readonly id: string; readonly position: number }, personId: string): Promise<void> => {
  await db(tx).updateTable('achievement.completer').set({ personId }).where('achievementId', '=', at.id).where('position', '=', at.position).execute()
}

export interface KnownInstitution {
  readonly id: string
  readonly creditCode: string
  readonly nameZh: string
  readonly region: string | null
}

export const keepInstitution = async (tx: Tx, institution: KnownInstitution): Promise<void> => {
  const values = { creditCode: institution.creditCode, nameZh: institution.nameZh, region: institution.region }
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
    .$if(named.creditCode !== '', (q) => q.where('creditCode', '=', named.creditCode))
    .$if(named.creditCode === '', (q) => q.where('nameZh', '=', named.name))
    .limit(2)
    .execute()
  // Two organisations of one name: the file must give the credit code.
  return rows.length === 1 ? (rows[0] ?? null) : null
}

export const isNameOf = async (reader: Reader, id: string, name: string): Promise<boolean> =>
  (await from(reader).selectFrom('achievement.institution').select('id').where('id', '=', id).where('nameZh', '=', name).executeTakeFirst()) !== undefined
