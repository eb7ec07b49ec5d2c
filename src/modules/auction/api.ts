/** Operations of auctions. Bids enter by a plain route with the shapes and refusals declared here. */
import { z } from 'zod'
import { command, query } from '#contract/operation.ts'
import { actsShape, amountInput, amountOutput, bilingualInput, bilingualShape, dateShape, idShape, instantOutput, pageInput, pageOf } from '#contract/shapes.ts'
import { scoredOperations } from './api-scored.ts'
import { floorOperations } from './api-floor.ts'
import { sealedOperations } from './api-sealed.ts'
import { PROXY_ACTS, SESSION_ACTS } from './core/acts.ts'
import { CHANNELS } from './core/floor.ts'
import { BID_ORIGINS, BID_REFUSALS, STANDING_REFUSALS } from './core/bid.ts'
import { METHODS, type Method } from './core/method.ts'

const TAG = 'auction'
const MAX_REASON = 500
const MAX_REMARKS = 2000
const MAX_CALENDAR_DAYS = 62
const MAX_QUICK_BIDS = 8
const MAX_BANDS = 5

export { scoredTerms } from './api-scored.ts'

export const auctionId = idShape('auc')

/** Terms of a lot that is sold by an ascending auction. */
export const englishTerms = z.object({
  incrementMinor: amountInput,
  freeMinutes: z.coerce.number().int().min(1).max(20_160),
  timedSeconds: z.coerce.number().int().min(30).max(3600),
  /** Prices from which the increment is another one. */
  bands: z
    .array(z.object({ fromMinor: amountInput, incrementMinor: amountInput }))
    .max(MAX_BANDS)
    .optional(),
  /** Absent: the rule of the market. */
  maxExtensions: z.coerce.number().int().min(1).max(200).optional(),
  /** At this price the price stops rising and a draw decides among those willing. */
  capMinor: amountInput.optional(),
})

/** Terms of a lot that is sold by a falling price. */
export const dutchTerms = z.object({
  decrementMinor: amountInput,
  tickSeconds: z.coerce.number().int().min(1).max(3600),
  floorMinor: amountInput,
})
/** Terms of a lot that is sold by sealed prices. */
export const sealedTerms = z.object({ sealedHours: z.coerce.number().int().min(1).max(720) })

const method = z.enum(Object.keys(METHODS) as Method[])
const phase = z.enum(['scheduled', 'free', 'timed', 'suspended', 'closed'])
const failReason = z.enum(['no_bidders', 'no_bids', 'single_bidder', 'reserve_not_met', 'not_resumed', 'withdrawn', 'not_opened', 'not_marked'])
const ofAuction = z.object({ id: auctionId })
const ruleShape = z.object({ id: z.string(), key: z.string(), source: z.string() })
const NOT_FOUND = 'auction.not_found'
const personShape = z.object({ personId: z.string(), name: bilingualShape })

export const auctionCardShape = z.object({
  id: auctionId,
  lotId: z.string(),
  lotNumber: z.string(),
  title: bilingualShape,
  sellerName: bilingualShape,
  right: z.enum(['assignment', 'exclusive', 'sole', 'ordinary']),
  phase,
  method,
  regime: z.enum(['bidding', 'licensed']),
  startingPriceMinor: amountOutput,
  topPriceMinor: amountOutput.nullable(),
  bidCount: z.number().int(),
  opensAt: instantOutput,
  freeEndsAt: instantOutput,
  endsAt: instantOutput,
  outcome: z.enum(['sold', 'failed']).nullable(),
  failReason: failReason.nullable(),
  closedAt: instantOutput.nullable(),
})

export const auctionShape = auctionCardShape.extend({
  topNumber: z.number().int().nullable(),
  seq: z.number().int(),
  incrementMinor: amountOutput,
  bands: z.array(z.object({ fromMinor: amountOutput, incrementMinor: amountOutput })),
  /** Null: the price may rise without end. */
  capMinor: amountOutput.nullable(),
  /** Who named the cap price, while it is not yet drawn and after. */
  willing: z.array(z.number().int()),
  /** Null: no ceiling. */
  maxExtensions: z.number().int().nullable(),
  /** Of a falling price: where it rests, and how long each price stands. */
  clock: z.object({ floorMinor: amountOutput, tickSeconds: z.number().int() }).nullable(),
  /** How long it runs from the start to the end, in milliseconds. */
  clockMs: z.number().int().nullable(),
  /** The box of its envelopes; null where prices are named openly. */
  boxId: z.string().nullable(),
  /** Published beforehand, and after the close what it was made of: with both anybody repeats the draw. */
  drawCommitment: z.string().nullable(),
  drawSecret: z.string().nullable(),
  nextMinimumMinor: amountOutput,
  /** A bid above this is confirmed once more; null: no bound. */
  confirmAboveMinor: amountOutput.nullable(),
  depositMinor: amountOutput,
  hasReserve: z.boolean(),
  /** Known only after the close, and only as yes or no. */
  reserveMet: z.boolean().nullable(),
  bidderCount: z.number().int(),
  extensionSeconds: z.number().int(),
  timedSeconds: z.number().int(),
  extensionCount: z.number().int(),
  singleBidderAllowed: z.boolean(),
  suspendedAt: instantOutput.nullable(),
  suspensionReason: z.string().nullable(),
  resumeBy: instantOutput.nullable(),
  auctioneerName: z.string().nullable(),
  /** Who bids for the hall, and who keeps the record. */
  floorClerkName: z.string().nullable(),
  recorderName: z.string().nullable(),
  /** What was called to the bid that leads; null: nothing, or to an older one. */
  call: z.number().int().nullable(),
  remarks: bilingualShape.nullable(),
  /** So many licences of one technology, each bidder one; 1 where one buyer takes it all. */
  units: z.number().int(),
  /** After the close only: who took the units, the first unit's first. */
  winners: z.array(z.object({ number: z.number().int(), priceMinor: amountOutput, organisationId: z.string(), name: bilingualShape })),
  winnerOrganisationId: z.string().nullable(),
  winnerName: bilingualShape.nullable(),
  recordSha256: z.string().nullable(),
  recordSignedAt: instantOutput.nullable(),
  rules: z.array(ruleShape),
  /** The server's clock when it answered; countdowns run against it. */
  serverNow: instantOutput,
})

export const bidRowShape = z.object({
  seq: z.number().int(),
  origin: z.enum(BID_ORIGINS),
  channel: z.enum(CHANNELS),
  number: z.number().int(),
  priceMinor: amountOutput,
  receivedAt: instantOutput,
  extended: z.boolean(),
})

export const bidInput = z.object({
  priceMinor: amountInput,
  /** The same amount again, when the bidder was asked to confirm it (`auction.bid_unconfirmed`). */
  confirmedAmountMinor: amountInput.optional(),
  /** Needed only by persons who act for several enterprises. */
  organisationId: z.string().max(60).optional(),
  /** The number that was raised in the hall; for the floor clerk alone. */
  number: z.number().int().min(100).max(9999).optional(),
})

export const bidOutput = z.object({
  bidId: z.string(),
  seq: z.number().int(),
  number: z.number().int(),
  priceMinor: amountOutput,
  receivedAt: instantOutput,
  endsAt: instantOutput,
  nextMinimumMinor: amountOutput,
  extended: z.boolean(),
})

export const auctionContract = {
  placeBid: command({
    path: '/auctions/{id}/bids',
    summary: 'Bid. Send an Idempotency-Key header: the same key and body get the same answer.',
    tag: TAG,
    access: ['enterprise', 'auctioneer'],
    refusals: [
      NOT_FOUND,
      'auction.conflict',
      'auction.organisation_missing',
      'auction.too_many_bids',
      'auction.forbidden',
      'auction.no_floor_authority',
      ...STANDING_REFUSALS,
      ...BID_REFUSALS,
    ],
  })
    .input(ofAuction.extend(bidInput.shape))
    .output(bidOutput),

  setProxy: command({
    path: '/auctions/{id}/proxy',
    method: 'PUT',
    summary: 'Leave your highest price: the market bids for you, one step above the others. Only you see it.',
    tag: TAG,
    access: ['enterprise'],
    refusals: [
      NOT_FOUND,
      'auction.organisation_missing',
      'auction.no_proxies',
      'auction.too_many_bids',
      ...STANDING_REFUSALS,
      'auction.ended',
      'auction.suspended',
      'auction.bid_above_cap',
      'auction.off_increment_grid',
      'auction.bid_unconfirmed',
    ],
  })
    .input(ofAuction.extend({ maxMinor: amountInput, confirmedAmountMinor: amountInput.optional(), organisationId: z.string().max(60).optional() }))
    .output(z.object({ maxMinor: amountOutput, isTop: z.boolean(), topPriceMinor: amountOutput.nullable() })),

  withdrawProxy: command({
    path: '/auctions/{id}/proxy',
    method: 'DELETE',
    summary: 'Take your proxy back; what it has bid stands.',
    tag: TAG,
    access: ['enterprise'],
    refusals: [NOT_FOUND, 'auction.organisation_missing', ...STANDING_REFUSALS, 'auction.no_proxy', 'auction.no_proxies', 'auction.ended', 'auction.suspended'],
  })
    .input(ofAuction.extend({ organisationId: z.string().max(60).optional() }))
    .output(ofAuction),

  ...sealedOperations,

  ...floorOperations,

  ...scoredOperations,

  assign: command({
    path: '/auctions/{id}/auctioneer',
    method: 'PUT',
    summary: 'Assign the auctioneer: a clerk names one, or an auctioneer takes it.',
    tag: TAG,
    access: ['clerk', 'auctioneer'],
    refusals: [
      NOT_FOUND,
      'auction.already_closed',
      'auction.already_assigned',
      'auction.auctioneer_conflicted',
      'auction.auctioneer_uncertified',
      'auction.two_persons',
      'auction.not_an_auctioneer',
      'auction.forbidden',
    ],
  })
    .input(ofAuction.extend({ personId: z.string().max(60).optional() }))
    .output(z.object({ auctioneerId: z.string() })),

  openRemarks: command({
    path: '/auctions/{id}/remarks',
    summary: 'The auctioneer opens the session with remarks to all bidders.',
    tag: TAG,
    access: ['auctioneer'],
    refusals: [NOT_FOUND, 'auction.already_closed', 'auction.forbidden'],
  })
    .input(ofAuction.extend({ remarks: bilingualInput(MAX_REMARKS) }))
    .output(ofAuction),

  suspend: command({
    path: '/auctions/{id}/suspension',
    summary: 'Stop the clock on fault or risk; the remaining time is kept.',
    tag: TAG,
    access: ['auctioneer'],
    refusals: [NOT_FOUND, 'auction.already_closed', 'auction.already_suspended', 'auction.forbidden'],
  })
    .input(ofAuction.extend({ reason: z.string().trim().min(1).max(MAX_REASON) }))
    .output(ofAuction),

  causeEnded: command({
    path: '/auctions/{id}/suspension/end-of-cause',
    summary: 'Say that the cause of the suspension has ended; the time to resume runs from there.',
    tag: TAG,
    access: ['auctioneer'],
    refusals: [NOT_FOUND, 'auction.not_suspended', 'auction.cause_has_ended', 'auction.forbidden', 'rulebook.calendar_not_covered'],
  })
    .input(ofAuction.extend({ note: z.string().trim().min(1).max(MAX_REASON) }))
    .output(z.object({ resumeBy: instantOutput })),

  callOff: command({
    path: '/auctions/{id}/call-off',
    summary: 'End a suspended sale that cannot go on; deposits go back.',
    tag: TAG,
    access: ['auctioneer'],
    refusals: [NOT_FOUND, 'auction.not_suspended', 'auction.forbidden'],
  })
    .input(ofAuction.extend({ reason: z.string().trim().min(1).max(MAX_REASON) }))
    .output(ofAuction),

  resume: command({
    path: '/auctions/{id}/resumption',
    summary: 'Restart the clock with the remaining time.',
    tag: TAG,
    access: ['auctioneer'],
    refusals: [NOT_FOUND, 'auction.not_suspended', 'auction.forbidden'],
  })
    .input(ofAuction)
    .output(z.object({ endsAt: instantOutput })),

  signRecord: command({
    path: '/auctions/{id}/record/signature',
    summary: 'Sign the auction record after the close.',
    tag: TAG,
    access: ['auctioneer'],
    refusals: [NOT_FOUND, 'auction.not_closed', 'auction.already_signed', 'auction.recorder_signs_first', 'auction.forbidden', 'document.glyph_missing'],
  })
    .input(ofAuction.extend({ note: z.string().trim().max(MAX_REMARKS).default('') }))
    .output(z.object({ recordSha256: z.string(), documentId: z.string() })),

  list: query({ path: '/auctions', summary: 'Auctions on now, next or finished.', tag: TAG, wireName: 'listAuctions', access: 'public' })
    .input(
      z.object({
        ...pageInput,
        status: z.enum(['live', 'upcoming', 'finished']).default('live'),
        right: z.enum(['assignment', 'exclusive', 'sole', 'ordinary']).optional(),
        regime: z.enum(['bidding', 'licensed']).optional(),
        q: z.string().trim().max(80).optional(),
        lotIds: z.array(idShape('lot')).max(100).optional(),
      }),
    )
    .output(pageOf(auctionCardShape)),

  get: query({
    path: '/auctions/{id}',
    summary: 'One auction as everybody may see it.',
    tag: TAG,
    wireName: 'auctionById',
    access: 'public',
    refusals: [NOT_FOUND],
  })
    .input(ofAuction)
    .output(auctionShape),

  ofLot: query({ path: '/lots/{id}/auction', summary: 'The auction of a lot.', tag: TAG, wireName: 'auctionOfLot', access: 'public', refusals: [NOT_FOUND] })
    .input(z.object({ id: idShape('lot') }))
    .output(auctionShape),

  bids: {
    list: query({
      path: '/auctions/{id}/bids',
      summary: 'Accepted bids by number, newest first.',
      tag: TAG,
      wireName: 'bidRecord',
      access: 'public',
      refusals: [NOT_FOUND],
    })
      .input(ofAuction.extend(pageInput))
      .output(pageOf(bidRowShape)),
  },

  standing: {
    mine: query({
      path: '/auctions/{id}/standing',
      summary: 'Your own number, rank and last bid in this auction.',
      tag: TAG,
      wireName: 'myStanding',
      access: 'signed-in',
      refusals: [NOT_FOUND],
    })
      .input(ofAuction.extend({ organisationId: z.string().max(60).optional() }))
      .output(
        z.object({
          standing: z.enum(['confirmed', 'seller', 'related', 'no_deposit', 'not_qualified', 'none']),
          organisationId: z.string().nullable(),
          number: z.number().int().nullable(),
          isTop: z.boolean(),
          lastPriceMinor: amountOutput.nullable(),
          /** Your own proxy; nobody else sees it. */
          proxyMaxMinor: amountOutput.nullable(),
          /** On it; none for who has no number. */
          acts: actsShape(PROXY_ACTS),
          /** Place among bidders by their best bid: 1 leads. */
          rank: z.number().int().nullable(),
        }),
      ),
  },

  calendar: {
    get: query({ path: '/auction-calendar', summary: 'Auctions by day, from today on.', tag: TAG, wireName: 'calendar', access: 'public' })
      .input(z.object({ days: z.coerce.number().int().min(1).max(MAX_CALENDAR_DAYS).default(14) }))
      .output(
        z.object({ days: z.array(z.object({ date: dateShape, opening: z.number().int(), live: z.number().int(), auctions: z.array(auctionCardShape) })) }),
      ),
  },

  quickBids: {
    list: query({
      path: '/auctions/{id}/quick-bids',
      summary: 'Prices of the quick buttons.',
      tag: TAG,
      wireName: 'quickBids',
      access: 'public',
      refusals: [NOT_FOUND],
    })
      .input(ofAuction)
      .output(z.object({ pricesMinor: z.array(amountOutput).max(MAX_QUICK_BIDS) })),
  },

  sessions: {
    list: query({
      path: '/auctioneer/sessions',
      summary: 'Auctions an auctioneer presides over or may take.',
      tag: TAG,
      wireName: 'sessions',
      access: ['auctioneer', 'clerk'],
    })
      .input(z.object({ ...pageInput, mine: z.enum(['true', 'false']).default('false') }))
      .output(
        pageOf(
          auctionCardShape.extend({ auctioneerId: z.string().nullable(), auctioneerName: z.string().nullable(), recordSignedAt: instantOutput.nullable() }),
        ),
      ),
    get: query({
      path: '/auctioneer/sessions/{id}',
      summary: 'What you may do with a session; for a clerk also who may preside over it.',
      tag: TAG,
      wireName: 'session',
      access: ['auctioneer', 'clerk'],
      refusals: [NOT_FOUND],
    })
      .input(ofAuction)
      .output(
        z.object({
          acts: actsShape(SESSION_ACTS),
          hosts: z.array(personShape),
          /** Who may sit beside the host. */
          attendants: z.array(personShape),
          isFloorClerk: z.boolean(),
        }),
      ),
  },

  record: {
    list: query({
      path: '/auctions/{id}/record',
      summary: 'The auction record after the close, with all attempts.',
      tag: TAG,
      wireName: 'auctionRecord',
      access: ['auctioneer', 'clerk', 'regulator', 'tto'],
      refusals: [NOT_FOUND, 'auction.not_closed'],
    })
      .input(ofAuction.extend(pageInput))
      .output(
        pageOf(
          z.object({
            attempt: z.number().int(),
            seq: z.number().int().nullable(),
            number: z.number().int().nullable(),
            channel: z.enum(CHANNELS),
            priceMinor: amountOutput,
            receivedAt: instantOutput,
            refusal: z.string().nullable(),
            extended: z.boolean(),
          }),
        ),
      ),
  },
}
