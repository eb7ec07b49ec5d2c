/** The clocks that stand still: whose may be stopped, by whom it was, and when it went on. */
import type { Instant } from '#kernel/instant.ts'
import { reading, timestamp, writing, type Reader, type Tx } from '#platform/db/transaction.ts'
import type { AuctionState } from './core/state.ts'
import type { AuctionRow } from './store.ts'
import type { AuctionTables } from './tables.ts'

const db = (tx: Tx) => writing<AuctionTables>(tx)
const from = (reader: Reader) => reading<AuctionTables>(reader)

/** Ids of what a licensed house holds and that goes on. */
export const housesAuctions = async (reader: Reader, houseOrganisationId: string): Promise<readonly string[]> => {
  const rows = await from(reader)
    .selectFrom('auction.auction')
    .select('id')
    .where('houseOrganisationId', '=', houseOrganisationId)
    .where('phase', 'not in', ['closed', 'suspended'])
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Ids of the auctions whose clock is their own: neither closed nor stopped, nor bound to the deadline of a box. */
export const runningAuctions = async (tx: Tx): Promise<readonly string[]> => {
  const rows = await db(tx)
    .selectFrom('auction.auction')
    .select('id')
    .where('phase', 'in', ['scheduled', 'free', 'timed'])
    .where('boxId', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** In place of a person, where the system itself stops a clock. */
export const SYSTEM_ID = 'system'

export interface Pause {
  readonly kind: 'suspend' | 'resume'
  readonly state: AuctionState
  readonly at: Instant
  readonly byPerson: string
  readonly reason: string
}

/** By when it is to go on: known once the cause of the suspension has ended. */
export const saveResumeBy = async (tx: Tx, id: string, resumeBy: Instant): Promise<void> => {
  await db(tx)
    .updateTable('auction.auction')
    .set({ resumeBy: timestamp(resumeBy) })
    .where('id', '=', id)
    .execute()
}

export const savePause = async (tx: Tx, row: AuctionRow, pause: Pause): Promise<void> => {
  const { state } = pause
  const isStop = pause.kind === 'suspend'
  await db(tx)
    .updateTable('auction.auction')
    .set({
      phase: state.phase,
      opensAt: timestamp(state.opensAt),
      freeEndsAt: timestamp(state.freeEndsAt),
      endsAt: timestamp(state.endsAt),
      suspendedFrom: state.suspendedFrom,
      suspendedAt: state.suspendedAt === null ? null : timestamp(state.suspendedAt),
      suspensionReason: isStop ? pause.reason : null,
      resumeBy: null,
      // A stop takes the word back: after it the room is called anew.
      callNo: null,
      callSeq: null,
      calledAt: null,
    })
    .where('id', '=', row.id)
    .execute()
  const last = await db(tx)
    .selectFrom('auction.pause')
    .select((eb) => eb.fn.max('no').as('no'))
    .where('auctionId', '=', row.id)
    .executeTakeFirst()
  await db(tx)
    .insertInto('auction.pause')
    .values({
      auctionId: row.id,
      no: (last?.no ?? 0) + 1,
      kind: pause.kind,
      afterAttempt: state.attemptCount,
      at: timestamp(pause.at),
      byPerson: pause.byPerson,
      reason: pause.reason,
    })
    .execute()
}

/** When the clock of the system last went on again for this auction; null when it never stood still. */
export const lastGivenBack = async (tx: Tx, auctionId: string): Promise<Instant | null> => {
  const row = await db(tx)
    .selectFrom('auction.pause')
    .select('at')
    .where('auctionId', '=', auctionId)
    .where('kind', '=', 'resume')
    .where('byPerson', '=', SYSTEM_ID)
    .orderBy('no', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.at ?? null
}

export const pausesOf = (reader: Reader, auctionId: string) =>
  from(reader).selectFrom('auction.pause').selectAll().where('auctionId', '=', auctionId).orderBy('no').execute()
