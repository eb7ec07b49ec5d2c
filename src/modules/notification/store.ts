/** The only SQL that writes inboxes. */
import { sql } from 'kysely'
import type { Role } from '#kernel/actor.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Instant } from '#kernel/instant.ts'
import { json, reading, timestamp, writing, type Reader, type Tx } from '#platform/db/transaction.ts'
import type { Following } from './core/hearers.ts'
import { USUAL_CHOICE, type MailChoice } from './core/choice.ts'
import type { NotificationTables } from './tables.ts'

const from = (reader: Reader) => reading<NotificationTables>(reader)
const db = (tx: Tx) => writing<NotificationTables>(tx)

export const addFollowers = async (tx: Tx, followers: readonly Following[]): Promise<void> => {
  if (followers.length === 0) return
  await db(tx)
    .insertInto('notification.follower')
    .values(followers.map(({ subject, partyId, role }) => ({ subject, partyId, role })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export const followersOf = (reader: Reader, subjects: readonly string[]): Promise<readonly { readonly partyId: string; readonly role: Role | null }[]> =>
  subjects.length === 0
    ? Promise.resolve([])
    : from(reader).selectFrom('notification.follower').select(['partyId', 'role']).where('subject', 'in', subjects).execute()

export const rememberTitle = async (tx: Tx, subject: string, title: Bilingual): Promise<void> => {
  await db(tx)
    .insertInto('notification.title')
    .values({ subject, title: json(title) })
    .onConflict((conflict) => conflict.column('subject').doUpdateSet({ title: json(title) }))
    .execute()
}

export const titlesOf = async (reader: Reader, subjects: readonly string[]): Promise<ReadonlyMap<string, Bilingual>> => {
  if (subjects.length === 0) return new Map()
  const rows = await from(reader).selectFrom('notification.title').selectAll().where('subject', 'in', subjects).execute()
  return new Map(rows.map((row) => [row.subject, row.title]))
}

export interface NewItem {
  readonly id: string
  readonly personId: string
  readonly factId: string
  readonly type: string
  readonly subject: string
  readonly isService: boolean
  readonly at: Instant
}

/** Answers whose item is new: a fact that is heard twice stands once in an inbox. */
export const addItems = async (tx: Tx, items: readonly NewItem[]): Promise<ReadonlySet<string>> => {
  if (items.length === 0) return new Set()
  const rows = await db(tx)
    .insertInto('notification.item')
    .values(
      items.map((item) => ({
        id: item.id,
        personId: item.personId,
        factId: item.factId,
        type: item.type,
        subject: item.subject,
        isService: item.isService,
        at: timestamp(item.at),
        readAt: null,
      })),
    )
    .onConflict((conflict) => conflict.columns(['personId', 'factId']).doNothing())
    .returning('id')
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** Marks items of this person as read; answers those that were unread until now. */
export const markRead = (tx: Tx, personId: string, { ids, now }: { readonly ids: readonly string[] | 'all'; readonly now: Instant }) =>
  db(tx)
    .updateTable('notification.item')
    .set({ readAt: timestamp(now) })
    .where('personId', '=', personId)
    .where('readAt', 'is', null)
    // What comes while the list is looked at was not seen.
    .where('at', '<=', timestamp(now))
    .$if(ids !== 'all', (query) => query.where('id', 'in', ids === 'all' ? [] : [...ids]))
    .returning(['id', 'factId', 'type', 'subject', 'isService'])
    .execute()

export const itemOf = (reader: Reader, personId: string, id: string) =>
  from(reader).selectFrom('notification.item').select('id').where('personId', '=', personId).where('id', '=', id).executeTakeFirst()

export const countUnread = async (reader: Reader, personId: string): Promise<number> => {
  const { count } = await from(reader)
    .selectFrom('notification.item')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('personId', '=', personId)
    .where('readAt', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export const choicesOf = async (reader: Reader, personIds: readonly string[]): Promise<ReadonlyMap<string, MailChoice>> => {
  if (personIds.length === 0) return new Map()
  const rows = await from(reader).selectFrom('notification.choice').select(['personId', 'mail']).where('personId', 'in', personIds).execute()
  return new Map(rows.map((row) => [row.personId, row.mail]))
}
export const choiceOf = async (reader: Reader, personId: string): Promise<MailChoice> => (await choicesOf(reader, [personId])).get(personId) ?? USUAL_CHOICE

export const saveChoice = async (tx: Tx, personId: string, mail: MailChoice, now: Instant): Promise<void> => {
  await db(tx)
    .insertInto('notification.choice')
    .values({ personId, mail, changedAt: timestamp(now) })
    .onConflict((conflict) => conflict.column('personId').doUpdateSet({ mail, changedAt: timestamp(now) }))
    .execute()
}

/** What a daily letter tells: unread, and not told by a letter of its own as service and some other kinds are. The place is moved on to `now`. */
export const takeForDigest = async (tx: Tx, personId: string, { now, except }: { readonly now: Instant; readonly except: readonly string[] }) => {
  const { rows } = await sql<{ factId: string; type: string }>`
    with before as (select coalesce(max(told_at), '-infinity'::timestamptz) as at from notification.digest where person_id = ${personId}),
    moved as (insert into notification.digest (person_id, told_at) values (${personId}, ${timestamp(now)})
      on conflict (person_id) do update set told_at = excluded.told_at)
    select i.fact_id, i.type from notification.item i, before
    where i.person_id = ${personId} and i.read_at is null and not i.is_service and i.type <> all(${[...except]}::text[])
      and i.at > before.at and i.at <= ${timestamp(now)}
    order by i.at, i.id`.execute(db(tx))
  return rows
}
