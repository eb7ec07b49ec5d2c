/** The only SQL that writes sessions, and the reads that decide. */
import { sql, type Selectable } from 'kysely'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Field } from '#kernel/field.ts'
import { dateOf, type Instant } from '#kernel/instant.ts'
import { json, reading, timestamp, writing, type Reader, type Reads, type Tx } from '#platform/db/transaction.ts'
import type { SessionState, Standing } from './core/lifecycle.ts'
import type { EntryTable, PaperTable, SessionTable, SessionTables } from './tables.ts'

export type SessionRow = Selectable<SessionTable>
export type EntryRow = Selectable<EntryTable>

export const from = (reader: Reader): Reads<SessionTables> => reading<SessionTables>(reader)
const db = (tx: Tx) => writing<SessionTables>(tx)

/** `ZC-2026-000012`: 专场, year of the draft, serial number of the market. */
export const numberOf = ({ draftedAt, serial }: Pick<SessionRow, 'draftedAt' | 'serial'>): string =>
  `ZC-${dateOf(draftedAt).slice(0, 4)}-${String(serial).padStart(6, '0')}`

export interface SessionContent {
  readonly title: Bilingual
  readonly summary: Bilingual
  readonly organiserId: string
  readonly region: string
  readonly field: Field | null
  readonly isOnline: boolean
  readonly place: Bilingual
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly partnerIds: readonly string[]
}

const columnsOf = ({ title, summary, place, startsAt, endsAt, partnerIds, ...plain }: SessionContent) => ({
  ...plain,
  title: json(title),
  summary: json(summary),
  place: json(place),
  startsAt: timestamp(startsAt),
  endsAt: timestamp(endsAt),
  partnerIds: [...partnerIds],
})

interface Drafted {
  readonly id: string
  readonly state: SessionState
  readonly by: string
  readonly at: Instant
}

export const insertSession = (tx: Tx, content: SessionContent, { id, state, by, at }: Drafted): Promise<SessionRow> =>
  db(tx)
    .insertInto('session.session')
    .values({ ...columnsOf(content), id, state, draftedBy: by, draftedAt: timestamp(at), changedAt: timestamp(at) })
    .returningAll()
    .executeTakeFirstOrThrow()

export const reviseSession = (tx: Tx, id: string, content: SessionContent, at: Instant): Promise<SessionRow> =>
  db(tx)
    .updateTable('session.session')
    .set({ ...columnsOf(content), changedAt: timestamp(at) })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

export const reopenWindow = async (tx: Tx, id: string, { startsAt, endsAt, at }: Record<'startsAt' | 'endsAt' | 'at', Instant>): Promise<void> => {
  await db(tx)
    .updateTable('session.session')
    .set({ startsAt: timestamp(startsAt), endsAt: timestamp(endsAt), changedAt: timestamp(at) })
    .where('id', '=', id)
    .execute()
}

export interface SessionChange {
  readonly state: SessionState
  readonly submittedBy?: string | null
  readonly announcedBy?: string
  readonly announcedAt?: Instant
  readonly closedAt?: Instant
  readonly reason?: string
}

export const moveSession = async (tx: Tx, id: string, { announcedAt, closedAt, ...change }: SessionChange, at: Instant): Promise<void> => {
  await db(tx)
    .updateTable('session.session')
    .set({
      ...change,
      changedAt: timestamp(at),
      ...(announcedAt === undefined ? {} : { announcedAt: timestamp(announcedAt) }),
      ...(closedAt === undefined ? {} : { closedAt: timestamp(closedAt) }),
    })
    .where('id', '=', id)
    .execute()
}

export const sessionRow = (reader: Reader, id: string): Promise<SessionRow | undefined> =>
  from(reader).selectFrom('session.session').selectAll().where('id', '=', id).executeTakeFirst()
export const sessionsByIds = (reader: Reader, ids: readonly string[]): Promise<SessionRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : from(reader)
        .selectFrom('session.session')
        .selectAll()
        .where('id', 'in', [...ids])
        .execute()
export const lockSession = (tx: Tx, id: string): Promise<SessionRow | undefined> =>
  db(tx).selectFrom('session.session').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** In the running order; those without a place by when they came. */
export const entriesOf = (reader: Reader, sessionIds: readonly string[]): Promise<EntryRow[]> =>
  sessionIds.length === 0
    ? Promise.resolve([])
    : from(reader)
        .selectFrom('session.entry')
        .selectAll()
        .where('sessionId', 'in', [...sessionIds])
        .orderBy('place')
        .orderBy('addedAt')
        .orderBy('id')
        .execute()

export const entryRow = (reader: Reader, id: string): Promise<EntryRow | undefined> =>
  from(reader).selectFrom('session.entry').selectAll().where('id', '=', id).executeTakeFirst()

/** Where these lots stand: at most one session each. */
export const entriesOfLots = (reader: Reader, lotIds: readonly string[]): Promise<EntryRow[]> =>
  lotIds.length === 0
    ? Promise.resolve([])
    : from(reader)
        .selectFrom('session.entry')
        .selectAll()
        .where('lotId', 'in', [...lotIds])
        .where('standing', 'in', ['asked', 'admitted'])
        .execute()

export interface NewEntry {
  readonly id: string
  readonly sessionId: string
  readonly lotId: string
  readonly sellerOrganisationId: string
  readonly standing: 'asked' | 'admitted'
  readonly place: number | null
  readonly by: string
  readonly at: Instant
}

export const insertEntry = async (tx: Tx, { by, at, ...entry }: NewEntry): Promise<void> => {
  await db(tx)
    .insertInto('session.entry')
    .values({ ...entry, addedBy: by, addedAt: timestamp(at), decidedAt: entry.standing === 'asked' ? null : timestamp(at) })
    .execute()
}

export interface EntryChange {
  readonly standing: Standing
  readonly place: number | null
  readonly reason?: string
}

export const moveEntry = async (tx: Tx, id: string, change: EntryChange, at: Instant): Promise<void> => {
  await db(tx)
    .updateTable('session.entry')
    .set({ ...change, decidedAt: timestamp(at) })
    .where('id', '=', id)
    .execute()
}

/** With the session they leave it. */
export const releaseEntries = async (tx: Tx, sessionId: string, at: Instant): Promise<void> => {
  await db(tx)
    .updateTable('session.entry')
    .set({ standing: 'released', place: null, decidedAt: timestamp(at) })
    .where('sessionId', '=', sessionId)
    .where('standing', 'in', ['asked', 'admitted'])
    .execute()
}

/** Writes the running order down: places from 1. */
export const saveOrder = async (tx: Tx, sessionId: string, entryIds: readonly string[]): Promise<void> => {
  if (entryIds.length === 0) return
  await db(tx)
    .updateTable('session.entry')
    .set({ place: sql<number>`array_position(${[...entryIds]}::text[], id)` })
    .where('sessionId', '=', sessionId)
    .where('standing', '=', 'admitted')
    .execute()
}

export const watchOf = (reader: Reader, personId: string, subject: string) =>
  from(reader).selectFrom('session.watch').selectAll().where('personId', '=', personId).where('subject', '=', subject).executeTakeFirst()

export const watchById = (reader: Reader, id: string) => from(reader).selectFrom('session.watch').selectAll().where('id', '=', id).executeTakeFirst()

export const watchesOf = (reader: Reader, personId: string) =>
  from(reader).selectFrom('session.watch').selectAll().where('personId', '=', personId).orderBy('since', 'desc').orderBy('id', 'desc').execute()

export const watchersOf = (reader: Reader, subject: string) => from(reader).selectFrom('session.watch').selectAll().where('subject', '=', subject).execute()

export const insertWatch = async (tx: Tx, watch: { readonly id: string; readonly personId: string; readonly subject: string; readonly since: Instant }) => {
  await db(tx)
    .insertInto('session.watch')
    .values({ ...watch, since: timestamp(watch.since) })
    .execute()
}

export const deleteWatch = async (tx: Tx, id: string): Promise<void> => {
  await db(tx).deleteFrom('session.watch').where('id', '=', id).execute()
}

export const papersOf = (reader: Reader, sessionId: string): Promise<Selectable<PaperTable>[]> =>
  from(reader).selectFrom('session.paper').selectAll().where('sessionId', '=', sessionId).orderBy('kind').orderBy('lang').execute()

export const savePaper = async (tx: Tx, { printedAt, ...paper }: Selectable<PaperTable>): Promise<void> => {
  const printed = { documentId: paper.documentId, printedAt: timestamp(printedAt) }
  await db(tx)
    .insertInto('session.paper')
    .values({ ...paper, ...printed })
    .onConflict((conflict) => conflict.columns(['sessionId', 'kind', 'lang']).doUpdateSet(printed))
    .execute()
}
