/** Sessions that wait for a host, and biddings that wait for those who hold a number. */
import { sql } from 'kysely'
import { toIso } from '#kernel/instant.ts'
import { actsAwaited, claimsOf } from '#kernel/waiting.ts'
import { MOST_LOOKED_AT, MOST_WAITING, type Waiting } from '#contract/shapes.ts'
import { confirmedLotsOf } from '#modules/listing/index.ts'
import type { View } from '#platform/command/act.ts'
import type { WaitingSource } from '#platform/command/module.ts'
import { claimed } from '#platform/db/claims.ts'
import { reading, timestamp } from '#platform/db/transaction.ts'
import { isConflicted } from './core/permit.ts'
import { SESSION_WAITS } from './core/phase.ts'
import type { AuctionRow } from './store.ts'
import type { AuctionTables } from './tables.ts'
import * as words from './waiting-messages.ts'

const read = async (view: View): Promise<readonly Waiting[]> => {
  const { reader, actor, now } = view
  const me = actor.personId ?? ''
  const claims = claimsOf(SESSION_WAITS, actor)
  const enterprises = [...new Set(claims.filter(({ act }) => act === 'bid').flatMap(({ organisationIds }) => organisationIds))]
  const numbered = await confirmedLotsOf(reader, enterprises, MOST_LOOKED_AT)
  const rows = await reading<AuctionTables>(reader)
    .selectFrom('auction.auction')
    .selectAll()
    .where(
      claimed(claims, sql.ref('phase'), {
        free: () => sql<boolean>`auctioneer_id is null`,
        host: () => sql<boolean>`(auctioneer_id = ${me} and record_signed_at is null)`,
        bidder: () => sql<boolean>`(lot_id = any(${[...numbered]}) and opens_at <= ${timestamp(now)})`,
      }),
    )
    .orderBy('opens_at')
    .orderBy('id')
    .limit(MOST_LOOKED_AT)
    .execute()
  const isMine = (row: AuctionRow) => row.auctioneer_id === me
  const stands = {
    take: (row: AuctionRow) =>
      row.auctioneer_id === null && !isConflicted(actor, { sellerOrganisationId: row.seller_organisation_id, bidderOrganisationIds: [] }),
    preside: isMine,
    sign: (row: AuctionRow) => isMine(row) && row.record_signed_at === null,
    bid: (row: AuctionRow) => numbered.includes(row.lot_id) && row.opens_at <= now,
  }
  const items = rows.flatMap((row): Waiting[] =>
    actsAwaited(claims, row.phase)
      .filter((act) => stands[act](row))
      .map((act) => ({
        kind: 'auction_session',
        id: row.id,
        within: row.lot_id,
        number: row.lot_number,
        title: row.title,
        act,
        count: null,
        since: toIso(act === 'sign' ? (row.closed_at ?? row.ends_at) : act === 'bid' ? row.opens_at : row.created_at),
        until: act === 'sign' ? null : toIso(row.opens_at > now ? row.opens_at : row.ends_at),
      })),
  )
  return items.slice(0, MOST_WAITING)
}

export const waiting: WaitingSource = { tables: { auction_session: SESSION_WAITS }, words, read }
