/** A price that nobody saw when it was named, as it stands in the record once it is shown. */
import type { Instant } from '#kernel/instant.ts'
import type { BidOrigin } from './core/bid.ts'
import type { AuctionRow, DecidedBid } from './store.ts'

interface Price {
  readonly number: number
  readonly organisationId: string
  readonly personId: string
  readonly priceMinor: bigint
  readonly receivedAt: Instant
}

export const shownBid = (
  row: Pick<AuctionRow, 'id' | 'endsAt'>,
  { number, organisationId, personId, priceMinor, receivedAt }: Price,
  place: { readonly origin: BidOrigin; readonly attempt: number; readonly seq: number },
): DecidedBid => ({
  id: `bid_${row.id.slice(row.id.indexOf('_') + 1)}${String(place.attempt).padStart(6, '0')}`,
  auctionId: row.id,
  ...place,
  channel: 'online',
  number,
  organisationId,
  personId,
  priceMinor,
  confirmedMinor: null,
  receivedAt,
  refusal: null,
  params: null,
  endsAt: row.endsAt,
  extended: false,
  requestKey: null,
  requestBody: null,
})
