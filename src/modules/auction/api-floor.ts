/** Operations of the hall: authorities, the clerk who bids for it, the recorder, calls. */
import { z } from 'zod'
import { command, query } from '#contract/operation.ts'
import { actsShape, bilingualShape, idShape, instantOutput } from '#contract/shapes.ts'
import { SEATS } from './core/acts.ts'
import { STANDING_REFUSALS } from './core/bid.ts'
import { FLOOR_ACTS } from './core/floor.ts'

const TAG = 'auction'
const NOT_FOUND = 'auction.not_found'
const ofAuction = z.object({ id: idShape('auc') })
const asBidder = ofAuction.extend({ organisationId: z.string().max(60).optional() })
const ofBidder = [NOT_FOUND, 'auction.organisation_missing', ...STANDING_REFUSALS] as const

export const floorOperations = {
  authoriseFloor: command({
    path: '/auctions/{id}/floor-authority',
    method: 'PUT',
    summary: 'Authorise the market to bid under your number what is shown in the hall.',
    tag: TAG,
    access: ['enterprise'],
    refusals: [...ofBidder, 'auction.no_floor', 'auction.floor_authorised_already', 'auction.ended'],
  })
    .input(asBidder)
    .output(z.object({ number: z.number().int() })),

  revokeFloor: command({
    path: '/auctions/{id}/floor-authority',
    method: 'DELETE',
    summary: 'Take that authority back; what was bid under it stands.',
    tag: TAG,
    access: ['enterprise'],
    refusals: [...ofBidder, 'auction.no_floor_authority', 'auction.ended'],
  })
    .input(asBidder)
    .output(ofAuction),

  fillSeat: command({
    path: '/auctions/{id}/seats/{seat}',
    method: 'PUT',
    summary: 'Who bids for the hall or keeps the record: a clerk names a host who does not preside, or such a host takes the seat.',
    tag: TAG,
    access: ['clerk', 'auctioneer'],
    refusals: [
      NOT_FOUND,
      'auction.no_floor',
      'auction.already_closed',
      'auction.already_signed',
      'auction.seat_taken',
      'auction.auctioneer_conflicted',
      'auction.two_persons',
      'auction.not_an_auctioneer',
      'auction.forbidden',
    ],
  })
    .input(ofAuction.extend({ seat: z.enum(SEATS), personId: z.string().max(60).optional() }))
    .output(z.object({ personId: z.string() })),

  call: command({
    path: '/auctions/{id}/calls',
    summary: 'Call once or twice to the leading bid. Words only: the clock ends the bidding.',
    tag: TAG,
    access: ['auctioneer'],
    refusals: [
      NOT_FOUND,
      'auction.no_calls',
      'auction.suspended',
      'auction.already_closed',
      'auction.calls_in_timed_phase',
      'auction.nothing_to_call',
      'auction.called_already',
      'auction.not_called_once',
      'auction.forbidden',
    ],
  })
    .input(ofAuction.extend({ call: z.coerce.number().int().min(1).max(2) }))
    .output(z.object({ call: z.number().int(), seq: z.number().int() })),

  keepRecord: command({
    path: '/auctions/{id}/record/recorder-signature',
    summary: 'The recorder signs the course of the session, before the host signs the record.',
    tag: TAG,
    access: ['auctioneer'],
    refusals: [NOT_FOUND, 'auction.not_closed', 'auction.already_signed', 'auction.forbidden'],
  })
    .input(ofAuction)
    .output(z.object({ courseSha256: z.string() })),

  floor: {
    get: query({
      path: '/auctions/{id}/floor',
      summary: 'The numbers for which the floor clerk may bid; for the floor clerk.',
      tag: TAG,
      wireName: 'floor',
      access: ['auctioneer'],
      refusals: [NOT_FOUND, 'auction.forbidden'],
    })
      .input(ofAuction)
      .output(z.object({ personId: z.string(), numbers: z.array(z.object({ number: z.number().int(), givenAt: instantOutput })) })),
    mine: query({
      path: '/auctions/{id}/floor-authority',
      summary: 'Your own authority for the hall, its words, and what you may do with it.',
      tag: TAG,
      wireName: 'myFloorAuthority',
      access: ['enterprise'],
      refusals: [...ofBidder],
    })
      .input(asBidder)
      .output(
        z.object({
          number: z.number().int(),
          organisationId: z.string(),
          givenAt: instantOutput.nullable(),
          statement: bilingualShape,
          acts: actsShape(FLOOR_ACTS),
        }),
      ),
  },
}
