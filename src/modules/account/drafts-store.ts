/** The only SQL on drafts of forms. */
import { sql } from 'kysely'
import { later, MINUTE_MS, type Instant } from '#kernel/instant.ts'
import { json, reading, timestamp, writing, type InstantColumn, type JsonColumn, type Reader, type Tx } from '#platform/db/transaction.ts'
import { MOST_DRAFTS, type Typed } from './core/draft.ts'

interface DraftTables {
  'account.draft': {
    personId: string
    place: string
    form: string
    body: JsonColumn<Typed>
    basis: string
    version: number
    savedAt: InstantColumn
  }
  'account.draftPace': { personId: string; since: InstantColumn; saves: number }
}

export interface DraftKey {
  readonly personId: string
  readonly place: string
  readonly form: string
}

export const draftsAt = (reader: Reader, personId: string, place: string) =>
  reading<DraftTables>(reader)
    .selectFrom('account.draft')
    .select(['form', 'body', 'basis', 'version', 'savedAt'])
    .where('personId', '=', personId)
    .where('place', '=', place)
    .orderBy('form')
    .limit(MOST_DRAFTS)
    .execute()

/** All of one person, for who asks what is kept. */
export const draftsOf = (reader: Reader, personId: string) =>
  reading<DraftTables>(reader)
    .selectFrom('account.draft')
    .select(['place', 'form', 'body', 'savedAt'])
    .where('personId', '=', personId)
    .orderBy('savedAt')
    .limit(MOST_DRAFTS)
    .execute()

/** How often this person has saved within the minute, this time included. */
export const paceOf = async (tx: Tx, personId: string, at: Instant): Promise<number> => {
  const isOver = sql`p.since < ${timestamp(later(at, -MINUTE_MS))}`
  const { rows } = await sql<{ saves: number }>`
    insert into account.draft_pace as p (person_id, since, saves) values (${personId}, ${timestamp(at)}, 1)
    on conflict (person_id) do update set
      since = case when ${isOver} then excluded.since else p.since end,
      saves = case when ${isOver} then 1 else p.saves + 1 end
    returning saves`.execute(writing<DraftTables>(tx))
  return rows[0]?.saves ?? 1
}

export const lockDraft = (tx: Tx, { personId, place, form }: DraftKey) =>
  writing<DraftTables>(tx)
    .selectFrom('account.draft')
    .select('version')
    .where('personId', '=', personId)
    .where('place', '=', place)
    .where('form', '=', form)
    .forUpdate()
    .executeTakeFirst()

interface Kept extends DraftKey {
  readonly body: Typed
  readonly basis: string
  readonly version: number
  readonly savedAt: Instant
}

export const saveDraft = async (tx: Tx, { personId, place, form, body, basis, version, savedAt }: Kept): Promise<void> => {
  const said = { body: json(body), basis, version, savedAt: timestamp(savedAt) }
  await writing<DraftTables>(tx)
    .insertInto('account.draft')
    .values({ personId, place, form, ...said })
    .onConflict((conflict) => conflict.columns(['personId', 'place', 'form']).doUpdateSet(said))
    .execute()
}

/** The ones that were left longest give way. */
export const dropBeyond = async (tx: Tx, personId: string): Promise<void> => {
  await sql`
    delete from account.draft d using (
      select person_id, place, form from account.draft where person_id = ${personId} order by saved_at desc, place, form offset ${MOST_DRAFTS}
    ) o where (d.person_id, d.place, d.form) = (o.person_id, o.place, o.form)`.execute(writing<DraftTables>(tx))
}

export const dropDraft = async (tx: Tx, { personId, place, form }: DraftKey): Promise<boolean> => {
  const { numDeletedRows } = await writing<DraftTables>(tx)
    .deleteFrom('account.draft')
    .where('personId', '=', personId)
    .where('place', '=', place)
    .where('form', '=', form)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Erases what nobody has touched since `before`; for the tidying of accounts. */
export const dropOldDrafts = async (tx: Tx, before: Instant): Promise<void> => {
  const db = writing<DraftTables>(tx)
  await db.deleteFrom('account.draft').where('savedAt', '<', timestamp(before)).execute()
  await db.deleteFrom('account.draftPace').where('since', '<', timestamp(before)).execute()
}
