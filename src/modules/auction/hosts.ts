/** Who may preside over a licensed auction: the certified auctioneers of its house, as they stand today. */
import { auctionHouseAt } from '#modules/party/index.ts'
import type { Instant } from '#kernel/instant.ts'
import type { Reader } from '#platform/db/transaction.ts'
import type { HandledSession } from './core/acts.ts'
import { bidderIdsOf, handledSession, type AuctionRow } from './store.ts'

type Held = Pick<AuctionRow, 'houseOrganisationId'>

const auctioneersOf = async (reader: Reader, { houseOrganisationId }: Held, at: Instant) =>
  (houseOrganisationId === null ? null : await auctionHouseAt(reader, houseOrganisationId, at))?.auctioneers ?? []

export const certifiedOf = async (reader: Reader, held: Held, at: Instant): Promise<readonly string[]> =>
  (await auctioneersOf(reader, held, at)).map(({ personId }) => personId)

/** Another than the announced auctioneer may have presided in the end. */
export const certificateOf = async (reader: Reader, held: Held & { readonly personId: string; readonly at: Instant }): Promise<string> =>
  (await auctioneersOf(reader, held, held.at)).find(({ personId }) => personId === held.personId)?.number ?? ''

/** As taking it and naming its host are judged: with the bidders, and with who is certified. */
export const sessionToPreside = async (reader: Reader, row: AuctionRow, now: Instant): Promise<HandledSession> => ({
  ...handledSession(row, await bidderIdsOf(reader, row.id), now),
  certified: await certifiedOf(reader, row, now),
})
