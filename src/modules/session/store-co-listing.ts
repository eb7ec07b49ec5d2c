/** The SQL that writes co-listings, and the reads that decide. */
import type { Selectable } from 'kysely'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Instant } from '#kernel/instant.ts'
import { json, timestamp, writing, type Reader, type Tx } from '#platform/db/transaction.ts'
import type { CoListingState } from './core/co-listing.ts'
import { from } from './store.ts'
import type { CoListingTable, SessionTables } from './tables.ts'

export type CoListingRow = Selectable<CoListingTable>

const db = (tx: Tx) => writing<SessionTables>(tx)

interface Invited {
  readonly id: string
  readonly subject: string
  readonly partnerId: string
  readonly by: string
  readonly at: Instant
}

export const insertCoListing = async (tx: Tx, { by, at, ...invited }: Invited): Promise<void> => {
  await db(tx)
    .insertInto('session.coListing')
    .values({ ...invited, state: 'invited', invitedBy: by, invitedAt: timestamp(at) })
    .execute()
}

interface Decided {
  readonly state: Exclude<CoListingState, 'invited'>
  readonly line?: Bilingual
  readonly reason?: string
}

export const decideCoListing = async (tx: Tx, id: string, { line, ...decided }: Decided, at: Instant): Promise<void> => {
  await db(tx)
    .updateTable('session.coListing')
    .set({ ...decided, ...(line === undefined ? {} : { line: json(line) }), decidedAt: timestamp(at) })
    .where('id', '=', id)
    .execute()
}

export const lockCoListing = (tx: Tx, id: string): Promise<CoListingRow | undefined> =>
  db(tx).selectFrom('session.coListing').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** Of these sessions and lots, in the order of the invitations. */
export const coListingsOf = (reader: Reader, subjects: readonly string[]): Promise<CoListingRow[]> =>
  subjects.length === 0
    ? Promise.resolve([])
    : from(reader)
        .selectFrom('session.coListing')
        .selectAll()
        .where('subject', 'in', [...subjects])
        .orderBy('invitedAt')
        .orderBy('id')
        .execute()

/** By market, by session or lot, or all of them; the newest first. */
export const confirmedCoListings = (
  reader: Reader,
  { partner, subject }: { readonly partner?: string | undefined; readonly subject?: string | undefined },
  limit: number,
): Promise<CoListingRow[]> =>
  from(reader)
    .selectFrom('session.coListing')
    .selectAll()
    .where('state', '=', 'confirmed')
    .$if(partner !== undefined, (q) => q.where('partnerId', '=', partner ?? ''))
    .$if(subject !== undefined, (q) => q.where('subject', '=', subject ?? ''))
    .orderBy('decidedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

/** The newest first, whatever became of them. */
/** Of these partners, or of all. */
export const newestCoListings = (reader: Reader, partnerIds: readonly string[] | null, limit: number): Promise<CoListingRow[]> =>
  from(reader)
    .selectFrom('session.coListing')
    .selectAll()
    .$if(partnerIds !== null, (query) => query.where('partnerId', 'in', [...(partnerIds ?? []), '']))
    .orderBy('invitedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
