/** The only SQL that writes who stood behind a winner, and what became of each. */
import type { Selectable } from 'kysely'
import { timestamp, reading, writing, type Reader, type Tx } from '#platform/db/transaction.ts'
import type { Instant } from '#kernel/instant.ts'
import type { RunnerUpState } from './core/next-bidder.ts'
import type { ListingTables } from './tables.ts'

export type RunnerUpRow = Selectable<ListingTables['listing.runnerUp']>

export const runnersUpOf = (reader: Reader, lotId: string): Promise<RunnerUpRow[]> =>
  reading<ListingTables>(reader).selectFrom('listing.runnerUp').selectAll().where('lotId', '=', lotId).orderBy('rank').execute()

export const insertRunnersUp = async (
  tx: Tx,
  lotId: string,
  rows: readonly Pick<RunnerUpRow, 'organisationId' | 'bidderNumber' | 'priceMinor'>[],
): Promise<void> => {
  if (rows.length === 0) return
  await writing<ListingTables>(tx)
    .insertInto('listing.runnerUp')
    .values(
      rows.map(({ organisationId, bidderNumber, priceMinor }, at) => ({
        lotId,
        // The first place is for who brought the price, where a holder of first refusal takes it.
        rank: at + 2,
        organisationId,
        bidderNumber,
        priceMinor,
        state: 'open' as const,
        endedAt: null,
      })),
    )
    .execute()
}

/** Before everybody else who stood behind. */
export const insertFirstInLine = async (tx: Tx, row: Pick<RunnerUpRow, 'lotId' | 'organisationId' | 'bidderNumber' | 'priceMinor'>): Promise<void> => {
  await writing<ListingTables>(tx)
    .insertInto('listing.runnerUp')
    .values({ ...row, rank: 1, state: 'open', endedAt: null })
    .execute()
}

/** The contract had taken effect: what the notice announced was for a default before that. */
export const voidRunnersUp = async (tx: Tx, lotId: string): Promise<void> => {
  await writing<ListingTables>(tx).updateTable('listing.runnerUp').set({ state: 'void' }).where('lotId', '=', lotId).where('state', '=', 'open').execute()
}

export const setRunnerUp = async (
  tx: Tx,
  { lotId, bidderNumber }: Pick<RunnerUpRow, 'lotId' | 'bidderNumber'>,
  change: { readonly state: RunnerUpState; readonly endedAt: Instant | null },
): Promise<void> => {
  await writing<ListingTables>(tx)
    .updateTable('listing.runnerUp')
    .set({ state: change.state, endedAt: change.endedAt === null ? null : timestamp(change.endedAt) })
    .where('lotId', '=', lotId)
    .where('bidderNumber', '=', bidderNumber)
    .execute()
}
