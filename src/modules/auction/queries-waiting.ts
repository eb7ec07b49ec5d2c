/** Sessions that wait for a host, and biddings that wait for those who hold a number. */
import { sql } from 'kysely'
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
        floor: () => sql<boolean>`floor_clerk_id = ${me}`,
        recorder: () => sql<boolean>`(recorder_id = ${me} and course_signed_at is null and record_signed_at is null)`,
        bidder: () => sql<boolean>`(lot_id = any(${[...numbered]}) and opens_at <= ${timestamp(now)})`,
      }),
    )
    .orderBy('opensAt')
    .orderBy('id')
    .limit(MOST_LOOKED_AT)
    .execute()
  const isMine = (row: AuctionRow) => row.auctioneerId === me
  const stands = {
    take: (row: AuctionRow) =>
      row.auctioneerId === null &&
      row.floorClerkId !== me &&
      row.recorderId !== me &&
      !isConflicted(actor, { sellerOrganisationId: row.sellerOrganisationId, bidderOrganisationIds: [] }),
    preside: isMine,
    bidForHall: (row: AuctionRow) => row.floorClerkId === me,
    keepRecord: (row: AuctionRow) => row.recorderId === me && row.courseSignedAt === null && row.recordSignedAt === null,
    // Where somebody keeps the record, the host's signature waits for it.
    sign: (row: AuctionRow) => isMine(row) && row.recordSignedAt === null && (row.recorderId === null || row.courseSignedAt !== null),
    bid: (row: AuctionRow) => numbered.includes(row.lotId) && row.opensAt <= now,
  }
  const items = rows.flatMap((row): Waiting[] =>
    actsAwaited(claims, row.phase)
      .filter((act) => stands[act](row))
      .map((act) => ({
        kind: 'auction_session',
        id: row.id,
        within: row.lotId,
        number: row.lotNumber,
        title: row.title,
        act,
        count: null,
        since: act === 'sign' || act === 'keepRecord' ? (row.closedAt ?? row.endsAt) : act === 'bid' ? row.opensAt : row.createdAt,
        until: act === 'sign' || act === 'keepRecord' ? null : row.opensAt > now ? row.opensAt : row.endsAt,
      })),
  )
  return items.slice(0, MOST_WAITING)
}

export const waiting: WaitingSource = { tables: { auction_session: SESSION_WAITS }, words, read }
