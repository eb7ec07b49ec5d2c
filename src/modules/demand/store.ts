/** The only SQL that writes demands, and the reads that decide. */
import type { Field } from '#kernel/field.ts'
import { type Selectable } from 'kysely'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Instant } from '#kernel/instant.ts'
import { json, reading, timestamp, writing, type Reader, type Tx, type Reads } from '#platform/db/transaction.ts'
import { searchVector } from '#platform/search/full-text.ts'
import type { DemandState } from './core/lifecycle.ts'
import type { Mode, Outcome } from './core/words.ts'
import type { DemandTables, RecordTable } from './tables.ts'

export type DemandRow = Omit<Selectable<RecordTable>, 'search'>

export const from = (reader: Reader): Reads<DemandTables> => reading<DemandTables>(reader)
const db = (tx: Tx) => writing<DemandTables>(tx)

export const COLUMNS = [
  'id',
  'state',
  'source',
  'sourceRef',
  'organisationId',
  'createdBy',
  'title',
  'body',
  'field',
  'industryCode',
  'modes',
  'budgetMinMinor',
  'budgetMaxMinor',
  'deadline',
  'region',
  'outcome',
  'stateReason',
  'publishedAt',
  'closedAt',
  'changedAt',
] as const

export const demandRow = (reader: Reader, id: string) => from(reader).selectFrom('demand.record').select(COLUMNS).where('id', '=', id).executeTakeFirst()
export const lockDemand = (tx: Tx, id: string) => db(tx).selectFrom('demand.record').select(COLUMNS).where('id', '=', id).forUpdate().executeTakeFirst()

export interface OwnContent {
  readonly title: Bilingual
  readonly text: Bilingual
  readonly field: Field
  readonly industryCode: string | null
  readonly modes: readonly Mode[]
  readonly budgetMinMinor: bigint | null
  readonly budgetMaxMinor: bigint | null
  readonly deadline: string | null
  readonly region: string | null
  readonly contact: { readonly name: string; readonly phone: string; readonly email: string }
}

const words = (text: Bilingual | null): string => `${text?.zh ?? ''} ${text?.en ?? ''}`

const vectorOf = (title: Bilingual, text: Bilingual, organisation: Bilingual | null) =>
  searchVector([
    ['A', words(title)],
    ['C', words(text)],
    ['D', words(organisation)],
  ])

const ownColumns = (content: OwnContent, organisation: Bilingual | null) => ({
  title: json(content.title),
  body: json(content.text),
  field: content.field,
  industryCode: content.industryCode,
  modes: [...content.modes],
  budgetMinMinor: content.budgetMinMinor,
  budgetMaxMinor: content.budgetMaxMinor,
  deadline: content.deadline,
  region: content.region,
  search: vectorOf(content.title, content.text, organisation),
})

interface Owner {
  readonly organisationId: string
  readonly organisationName: Bilingual | null
  readonly createdBy: string
}

export const insertDemand = async (tx: Tx, id: string, content: OwnContent, more: Owner & { readonly now: Instant }): Promise<void> => {
  const at = timestamp(more.now)
  await db(tx)
    .insertInto('demand.record')
    .values({
      id,
      state: 'published',
      source: 'enterprise',
      sourceRef: null,
      organisationId: more.organisationId,
      createdBy: more.createdBy,
      ...ownColumns(content, more.organisationName),
      outcome: null,
      stateReason: null,
      publishedAt: at,
      closedAt: null,
      changedAt: at,
    })
    .execute()
  await db(tx)
    .insertInto('demand.contact')
    .values({ demandId: id, ...content.contact })
    .execute()
}

export const updateDemand = async (
  tx: Tx,
  id: string,
  content: OwnContent,
  more: { readonly organisationName: Bilingual | null; readonly now: Instant },
): Promise<void> => {
  await db(tx)
    .updateTable('demand.record')
    .set({ ...ownColumns(content, more.organisationName), changedAt: timestamp(more.now) })
    .where('id', '=', id)
    .execute()
  await db(tx).updateTable('demand.contact').set(content.contact).where('demandId', '=', id).execute()
}

export interface ImportedDemand {
  readonly id: string
  readonly ref: string
  readonly title: string
  readonly text: string
}

/** One statement for a batch; rows that are known are left alone. Answers with the refs that are new. */
export const insertImported = async (
  tx: Tx,
  rows: readonly ImportedDemand[],
  more: { readonly createdBy: string; readonly now: Instant },
): Promise<ReadonlySet<string>> => {
  if (rows.length === 0) return new Set()
  const at = timestamp(more.now)
  const inserted = await db(tx)
    .insertInto('demand.record')
    .values(
      rows.map((row) => {
        const [title, text] = [
          { zh: row.title, en: '' },
          { zh: row.text, en: '' },
        ]
        return {
          id: row.id,
          state: 'published' as const,
          source: 'imported' as const,
          sourceRef: row.ref,
          organisationId: null,
          createdBy: more.createdBy,
          title: json(title),
          body: json(text),
          field: null,
          industryCode: null,
          budgetMinMinor: null,
          budgetMaxMinor: null,
          deadline: null,
          region: null,
          outcome: null,
          stateReason: null,
          search: vectorOf(title, text, null),
          publishedAt: at,
          closedAt: null,
          changedAt: at,
        }
      }),
    )
    .onConflict((conflict) => conflict.column('sourceRef').doNothing())
    .returning('sourceRef')
    .execute()
  return new Set(inserted.flatMap((row) => row.sourceRef ?? []))
}

export const knownRefs = async (reader: Reader, refs: readonly string[]): Promise<ReadonlyMap<string, { readonly title: string; readonly text: string }>> => {
  if (refs.length === 0) return new Map()
  const rows = await from(reader)
    .selectFrom('demand.record')
    .select(['sourceRef', 'title', 'body'])
    .where('sourceRef', 'in', [...refs])
    .execute()
  return new Map(rows.map((row) => [row.sourceRef ?? '', { title: row.title.zh, text: row.body.zh }]))
}

export const endDemand = async (
  tx: Tx,
  id: string,
  ended: { readonly state: Exclude<DemandState, 'published'>; readonly outcome: Outcome | null; readonly reason: string | null; readonly now: Instant },
): Promise<void> => {
  await db(tx)
    .updateTable('demand.record')
    .set({
      state: ended.state,
      stateReason: ended.reason,
      closedAt: timestamp(ended.now),
      changedAt: timestamp(ended.now),
      ...(ended.outcome === null ? {} : { outcome: ended.outcome }),
    })
    .where('id', '=', id)
    .execute()
}

export const contactOf = (reader: Reader, id: string) =>
  from(reader).selectFrom('demand.contact').select(['name', 'phone', 'email']).where('demandId', '=', id).executeTakeFirst()

const counted = async (query: Promise<{ readonly count: bigint }>): Promise<number> => Number((await query).count)

export const countOpen = (reader: Reader, organisationId: string): Promise<number> =>
  counted(
    from(reader)
      .selectFrom('demand.record')
      .select((eb) => eb.fn.countAll<bigint>().as('count'))
      .where('organisationId', '=', organisationId)
      .where('state', '=', 'published')
      .executeTakeFirstOrThrow(),
  )

export const countResponses = (reader: Reader, organisationId: string, since: Instant): Promise<number> =>
  counted(
    from(reader)
      .selectFrom('demand.response')
      .select((eb) => eb.fn.countAll<bigint>().as('count'))
      .where('organisationId', '=', organisationId)
      .where('at', '>', timestamp(since))
      .executeTakeFirstOrThrow(),
  )

export const hasResponded = async (reader: Reader, demandId: string, personId: string): Promise<boolean> => {
  const query = from(reader).selectFrom('demand.response').select('id').where('demandId', '=', demandId).where('personId', '=', personId)
  return (await query.executeTakeFirst()) !== undefined
}

/** Refused by the table when the person has responded before: ask `hasResponded` first, with the demand locked. */
export const insertResponse = async (
  tx: Tx,
  response: {
    readonly id: string
    readonly demandId: string
    readonly personId: string
    readonly organisationId: string
    readonly message: string
    readonly contact: string
    readonly achievementId: string | null
  },
  now: Instant,
): Promise<void> => {
  await db(tx)
    .insertInto('demand.response')
    .values({
      id: response.id,
      demandId: response.demandId,
      personId: response.personId,
      organisationId: response.organisationId,
      message: response.message,
      contact: response.contact,
      achievementId: response.achievementId,
      at: timestamp(now),
    })
    .execute()
}
