/** Of a bidder's refused bids the first are kept one by one, later ones are counted. */
import { sql } from 'kysely'
import { reading, writing, type Tx } from '#platform/db/transaction.ts'
import type { AuctionTables } from './tables.ts'

/** How many refused bids of each organisation stand in the record after the attempt. */
export const refusedSince = async (tx: Tx, auctionId: string, attempt: number): Promise<ReadonlyMap<string, number>> => {
  const rows = await reading<AuctionTables>(tx)
    .selectFrom('auction.bid')
    .select(['organisationId', (eb) => eb.fn.countAll<bigint>().as('count')])
    .where('auctionId', '=', auctionId)
    .where('attempt', '>', attempt)
    .where('refusal', 'is not', null)
    .groupBy('organisationId')
    .execute()
  return new Map(rows.map((row) => [row.organisationId, Number(row.count)]))
}

/** Counts refused bids that are not kept one by one. */
export const countUnkept = async (tx: Tx, unkept: readonly { readonly auctionId: string; readonly organisationId: string; readonly count: number }[]) => {
  if (unkept.length === 0) return
  await sql`
    update auction.bidder b set refused_unkept = b.refused_unkept + n.count
    from unnest(${unkept.map((row) => row.auctionId)}::text[], ${unkept.map((row) => row.organisationId)}::text[], ${unkept.map((row) => row.count)}::int[])
      as n (auction_id, organisation_id, count)
    where b.auction_id = n.auction_id and b.organisation_id = n.organisation_id`.execute(writing<AuctionTables>(tx))
}
