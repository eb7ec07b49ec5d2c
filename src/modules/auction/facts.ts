/** What the module tells the world. Before the close no body names anybody: bidders are numbers. */
import { z } from 'zod'
import { amount, bilingual, factsOf, figure, flag, list, moment, text, type Body, type Frame } from '#contract/fact.ts'

const auction = { auctionId: text, lotId: text }
const clock = { phase: text, opensAt: moment, freeEndsAt: moment, endsAt: moment }

const BID = ['auctionId', 'number', 'priceMinor', 'seq', 'endsAt', 'nextMinimumMinor', 'extended'] as const
const CLOCK = ['auctionId', 'phase', 'opensAt', 'freeEndsAt', 'endsAt'] as const

const pick = (body: Body, keys: readonly string[]): Body => Object.fromEntries(keys.map((key) => [key, body[key] ?? null]))

const bidSeen: Frame = ({ body }) => ({
  event: 'bid_accepted',
  data: { ...pick(body, BID), at: body['receivedAt'] ?? null, origin: body['origin'] ?? 'bidder', channel: body['channel'] ?? 'online' },
})
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
      method: text.exactOptional(),
      capMinor: amount.exactOptional(),
      floorMinor: amount.exactOptional(),
      tickSeconds: figure.exactOptional(),
      maxExtensions: figure.exactOptional(),
      /** So many licences of one technology, each bidder one; absent: one buyer takes it all. */
      units: figure.exactOptional(),
      /** The digest of what a draw among equals will be made of. */
      drawCommitment: text.exactOptional(),
      extensionSeconds: figure,
      hasReserve: flag,
      rules: list(text),
    },
    watched: moved('scheduled', CLOCK),
  },
  auctioneer_assigned: { readers: 'public', body: { ...auction, auctioneerId: text } },
  floor_clerk_assigned: { readers: 'public', body: { ...auction, floorClerkId: text } },
  recorder_assigned: { readers: 'public', body: { ...auction, recorderId: text } },
  /** Names a number and nobody: the market's hosts read it as well. */
  floor_authorised: { readers: 'named', body: { auctionId: text, number: figure, statement: bilingual } },
  floor_revoked: { readers: 'named', body: { auctionId: text, number: figure } },
  /** Words to the room: said to the bid that leads, cleared by the next one. */
  called: {
    readers: 'public',
    body: { ...auction, call: figure, seq: figure, number: figure, priceMinor: amount },
    watched: moved('called', ['auctionId', 'call', 'seq']),
  },
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
      /** Absent where the bidder named the price at that moment. */
      origin: z.enum(['proxy', 'application', 'envelope', 'round']).exactOptional(),
      /** Absent where the bidder sent it; from the hall with the person who entered it. */
      channel: z.enum(['floor']).exactOptional(),
      floorClerkId: text.exactOptional(),
    },
    watched: bidSeen,
  },
  proposal_filed: { readers: 'named', body: { auctionId: text, number: figure, organisationId: text, digest: text } },
  /** Bidders by number, what they proposed by its digest. */
  proposals_closed: { readers: 'public', body: { ...auction, panelId: text, proposals: list(z.object({ number: figure, digest: text })) } },
  marked: { readers: 'public', body: { ...auction, panelId: text, marks: list(z.object({ number: figure, markBasisPoints: figure })) } },
  /** A price of a round is its bidder's secret until the round is over. */
  price_named: { readers: 'named', body: { auctionId: text, round: figure, number: figure, organisationId: text, priceMinor: amount, receivedAt: moment } },
  round_closed: {
    readers: 'public',
    body: { ...auction, round: figure, rounds: figure, ranks: list(z.object({ number: figure, priceMinor: amount, score: figure })) },
    watched: moved('round_closed', ['auctionId', 'round']),
  },
  /** The highest price is the bidder's secret. */
  proxy_set: {
    readers: 'named',
    body: { auctionId: text, number: figure, organisationId: text, maxMinor: amount, confirmedMinor: amount.exactOptional() },
  },
  proxy_withdrawn: { readers: 'named', body: { auctionId: text, number: figure, organisationId: text } },
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
      /** Who named the cap price, in the order of their bids; the draw went by the secret that is published here. */
      willing: list(figure).exactOptional(),
      drawSecret: text.exactOptional(),
      /** Of a lot of several units, who took the others; the first is named above. */
      units: figure.exactOptional(),
      otherWinners: list(z.object({ number: figure, priceMinor: amount, organisationId: text })).exactOptional(),
    },
    watched: closedSeen,
  },
  /** The recorder's signature, under the course of the session; the host's record names it. */
  course_signed: { readers: 'public', body: { ...auction, courseSha256: text, recorderId: text } },
  record_signed: { readers: 'public', body: { ...auction, recordSha256: text, documentId: text, auctioneerId: text } },
})
