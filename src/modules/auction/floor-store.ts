/** Rows of the hall: who may be bid for there, who sits beside the host, what was called, what the recorder signed. */
import type { Insertable, Selectable } from 'kysely'
import { timestamp, reading, writing, type Reader, type Tx } from '#platform/db/transaction.ts'
import type { Instant } from '#kernel/instant.ts'
import type { Seat } from './core/acts.ts'
import type { Called } from './core/calls.ts'
import type { AuctionTable, AuctionTables, FloorAuthorityTable } from './tables.ts'

const db = (tx: Tx) => writing<AuctionTables>(tx)
const from = (reader: Reader) => reading<AuctionTables>(reader)

export type FloorAuthorityRow = Selectable<FloorAuthorityTable>

/** The last call, to whatever bid. */
export const calledOf = ({ callNo, callSeq, calledAt }: Pick<Selectable<AuctionTable>, 'callNo' | 'callSeq' | 'calledAt'>): Called | null =>
  callNo === null || callSeq === null || calledAt === null ? null : { call: callNo, seq: callSeq, at: calledAt }

/** Authorities that stand. */
export const floorAuthoritiesOf = (reader: Reader, auctionIds: readonly string[]): Promise<FloorAuthorityRow[]> =>
  from(reader).selectFrom('auction.floorAuthority').selectAll().where('auctionId', 'in', auctionIds).where('revokedAt', 'is', null).orderBy('number').execute()

export const saveFloorAuthority = async (tx: Tx, authority: Insertable<FloorAuthorityTable>): Promise<void> => {
  await db(tx)
    .insertInto('auction.floorAuthority')
    .values(authority)
    .onConflict((conflict) => conflict.columns(['auctionId', 'number']).doUpdateSet(authority))
    .execute()
}

export const saveSeat = async (tx: Tx, id: string, seat: Seat, personId: string): Promise<void> => {
  await db(tx)
    .updateTable('auction.auction')
    .set(seat === 'floorClerk' ? { floorClerkId: personId } : { recorderId: personId })
    .where('id', '=', id)
    .execute()
}

export const callsOf = (reader: Reader, auctionId: string) =>
  from(reader).selectFrom('auction.call').selectAll().where('auctionId', '=', auctionId).orderBy('no').execute()

export const saveCall = async (tx: Tx, id: string, { call, seq, at }: Called, byPerson: string): Promise<void> => {
  const last = await db(tx)
    .selectFrom('auction.call')
    .select((eb) => eb.fn.max('no').as('no'))
    .where('auctionId', '=', id)
    .executeTakeFirst()
  await db(tx)
    .insertInto('auction.call')
    .values({ auctionId: id, no: (last?.no ?? 0) + 1, call, seq, at: timestamp(at), byPerson })
    .execute()
  await db(tx)
    .updateTable('auction.auction')
    .set({ callNo: call, callSeq: seq, calledAt: timestamp(at) })
    .where('id', '=', id)
    .execute()
}

export const saveCourse = async (tx: Tx, id: string, signed: { readonly sha256: string; readonly by: string; readonly at: Instant }): Promise<void> => {
  await db(tx)
    .updateTable('auction.auction')
    .set({ courseSha256: signed.sha256, courseSignedBy: signed.by, courseSignedAt: timestamp(signed.at) })
    .where('id', '=', id)
    .execute()
}
