/** What the module tells the world. Before the close no body names anybody: bidders are numbers. */
import { z } from 'zod'
import { amount, bilingual, factsOf, figure, flag, list, moment, text, type Body, type Frame } from '#contract/fact.ts'

const auction = { auctionId: text, lotId: text }
const clock = { phase: text, opensAt: moment, freeEndsAt: moment, endsAt: moment }

const BID = ['auctionId', 'number', 'priceMinor', 'seq', 'endsAt', 'nextMinimumMinor', 'extended'] as const
const CLOCK = ['auctionId', 'phase', 'opensAt', 'freeEndsAt', 'endsAt'] as const

const pick = (body: Body, keys: readonly string[]): Body => Object.fromEntries(keys.map((key) => [key, body[key] ?? null]))

const bidSeen: Frame = ({ body }) => ({ event: 'bid_accepted', data: { ...pick(body, BID), at: body['receivedAt'] ?? null } })
const moved =
  (change: string, keys: readonly string[]): Frame =>
  ({ body }) => ({ event: 'state', data: { change, ...pick(body, keys) } })
const closedSeen: Frame = ({ body }) => ({
  event: 'state',
  data: { change: 'closed', phase: 'closed', ...pick(body, ['auctionId', 'outcome', 'reason', 'winnerNumber', 'priceMinor', 'endsAt']) },
})

export const auctionFacts = factsOf('auction', {
  scheduled: {
    readers: 'public',
    body: {
      ...auction,
      ...clock,
      title: bilingual,
      sellerOrganisationId: text,
      startingPriceMinor: amount,
      incrementMinor: amount,
      extensionSeconds: figure,
      hasReserve: flag,
      rules: list(text),
    },
    watched: moved('scheduled', CLOCK),
  },
  auctioneer_assigned: { readers: 'public', body: { ...auction, auctioneerId: text } },
  opened: { readers: 'public', body: { ...auction, ...clock, bidderCount: figure }, watched: moved('opened', [...CLOCK, 'bidderCount']) },
  timed_started: { readers: 'public', body: { ...auction, ...clock, bidderCount: figure }, watched: moved('timed_started', CLOCK) },
  /** Not related to the lot: thousands of bids would bury its timeline. */
  bid_accepted: {
    readers: 'public',
    isSwift: true,
    body: {
      auctionId: text,
      bidId: text,
      seq: figure.nullable(),
      number: figure.nullable(),
      priceMinor: amount,
      receivedAt: moment,
      endsAt: moment,
      extended: flag,
      confirmedMinor: amount.exactOptional(),
      nextMinimumMinor: amount,
    },
    watched: bidSeen,
  },
  /** A refused bid is evidence too, but only its bidder's business. */
  bid_refused: {
    readers: 'named',
    isSwift: true,
    body: {
      auctionId: text,
      bidId: text,
      attempt: figure,
      number: figure.nullable(),
      organisationId: text,
      priceMinor: amount,
      receivedAt: moment,
      code: text.nullable(),
    },
  },
  extended: {
    readers: 'public',
    isSwift: true,
    body: { ...auction, ...clock, extensionCount: figure },
    watched: moved('extended', [...CLOCK, 'extensionCount']),
  },
  extension_alarm: { readers: 'public', isSwift: true, body: { ...auction, extensionCount: figure } },
  suspended: {
    readers: 'public',
    /** In facts of before the time to resume ran from here. */
    body: { ...auction, ...clock, reason: text, suspendedAt: moment, resumeBy: moment.exactOptional(), rule: text.exactOptional() },
    watched: moved('suspended', [...CLOCK, 'reason', 'suspendedAt', 'resumeBy']),
  },
  cause_ended: {
    readers: 'public',
    body: { ...auction, ...clock, note: text, resumeBy: moment, rule: text },
    watched: moved('cause_ended', [...CLOCK, 'resumeBy']),
  },
  resumed: { readers: 'public', body: { ...auction, ...clock }, watched: moved('resumed', CLOCK) },
  called_off: { readers: 'public', body: { ...auction, reason: text } },
  remarks_made: { readers: 'public', body: { ...auction, remarks: bilingual }, watched: moved('remarks', ['auctionId', 'remarks']) },
  /** From here on the identity behind the winning number is public. */
  closed: {
    readers: 'public',
    body: {
      ...auction,
      outcome: z.enum(['sold', 'failed']),
      reason: text.nullable(),
      winnerOrganisationId: text.nullable(),
      winnerNumber: figure.nullable(),
      priceMinor: amount.nullable(),
      startingPriceMinor: amount,
      reserveMet: flag.nullable(),
      bidCount: figure,
      bidderCount: figure,
      extensionCount: figure,
      endsAt: moment,
    },
    watched: closedSeen,
  },
  record_signed: { readers: 'public', body: { ...auction, recordSha256: text, documentId: text, auctioneerId: text } },
})
