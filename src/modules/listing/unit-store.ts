/** Reads the lots by which the units after the first were sold. */
import { reading, type Reader } from '#platform/db/transaction.ts'
import type { LotRow } from './store.ts'
import type { ListingTables } from './tables.ts'

/** By these lots, in the order of their numbers. */
export const unitsOfLots = async (reader: Reader, lotIds: readonly string[]): Promise<readonly LotRow[]> =>
  lotIds.length === 0
    ? []
    : reading<ListingTables>(reader)
        .selectFrom('listing.lot')
        .selectAll()
        .where('unitOf', 'in', [...lotIds])
        .orderBy('unitOf')
        .orderBy('unitNo')
        .execute()
