/** Who may preside over a licensed auction: the certified auctioneers of its house, as they stand today. */
import { auctionHouseAt } from '#modules/party/index.ts'
import type { Instant } from '#kernel/instant.ts'
import type { Reader } from '#platform/db/transaction.ts'
import type { HandledSession } from './core/acts.ts'
import { bidderIdsOf, handledSession, type AuctionRow } from './store.ts'

export const certifiedOf = async (
  reader: Reader,
  { houseOrganisationId }: Pick<AuctionRow, 'houseOrganisationId'>,
  at: Instant,
): Promise<readonly string[]> => {
  const house = houseOrganisationId === null ? null : await auctionHouseAt(reader, houseOrganisationId, at)
  return (house?.auctioneers ?? []).map(({ personId }) => personId)
}

/** As taking it and naming its host are judged: with the bidders, and with who is certified. */
export const sessionToPreside = async (reader: Reader, row: AuctionRow, now: Instant): Promise<HandledSession> => ({
  ...handledSession(row, await bidderIdsOf(reader, row.id), now),
  certified: await certifiedOf(reader, row, now),
})
