/** What the module tells. No body of a lot's fact ever carries the reserve. */
import { z } from 'zod'
import { amount, bilingual, factsOf, figure, flag, list, moment, since, text, value, type Frame } from '#contract/fact.ts'

/** What the method of sale lays down beside it; earlier facts named some of it in the body itself. */
const terms = z.record(text, value)

/** The part of a lot that its notice publishes. */
const lot = {
  lotId: text,
  number: text,
  sellerOrganisationId: text,
  achievementId: text,
  title: bilingual,
  method: text,
  methodTerms: since(terms, {}),
  right: text.nullable(),
  /** Of the right, where a share of it is sold. */
  shareBasisPoints: figure.exactOptional(),
  termMonths: figure.nullable(),
  territory: bilingual.nullable(),
  field: bilingual.nullable(),
  startingPriceMinor: amount,
  depositMinor: amount,
  depositAlternatives: since(list(text), []),
  hasReserve: flag,
  reserveCommitment: text.nullable(),
  /** What was announced for the case that nobody applies. */
  extensionDays: figure.exactOptional(),
  extensionTimes: figure.exactOptional(),
  /** Where the reserve was left open: how many minutes before the end of the free phase two people may last enter it. */
  reserveMinutes: figure.exactOptional(),
  /** Within how many days after a default it may be offered to the next bidder. */
  nextBidderDays: figure.exactOptional(),
  /** First refusal is asked after the bidding: within how many working days it is answered. */
  refusalDays: figure.exactOptional(),
  /** So many licences of one technology, each bidder one. */
  units: figure.exactOptional(),
  /** It is a unit after the first of this lot. */
  unitOf: text.exactOptional(),
  unitNo: figure.exactOptional(),
  /** Of an auction: who holds it and who presides, by which papers. */
  regime: text.exactOptional(),
  houseOrganisationId: text.exactOptional(),
  licenceNumber: text.exactOptional(),
  auctioneerId: text.exactOptional(),
  certificateNumber: text.exactOptional(),
  isStateAsset: flag.exactOptional(),
}
const dates = { registrationClosesAt: moment, depositDueAt: moment, opensAt: moment }
const forfeit = { lotId: text, organisationId: text, sellerOrganisationId: text, depositMinor: amount }
const application = { applicationId: text, lotId: text, organisationId: text }

/** A watcher is told that an announced lot moved. Steps of an applicant are not seen: who applies is nobody else's business. */
const moved: Frame = ({ type, subject, visibleTo }) =>
  visibleTo === 'public' ? { event: 'lot', data: { lotId: subject, change: type.slice('listing.'.length) } } : null

export const listingFacts = factsOf('listing', {
  drafted: { readers: 'named', body: lot },
  revised: { readers: 'named', body: lot },
  submitted: { readers: 'named', body: { ...lot, round: figure } },
  returned: { readers: 'named', body: { ...lot, aspect: text, reason: text } },
  check_passed: { readers: 'named', body: { ...lot, aspect: text, reason: text, round: figure } },
  check_returned: { readers: 'named', body: { ...lot, aspect: text, reason: text, round: figure } },
  checked: { readers: 'named', body: lot },
  /** To the buyer whom a negotiated price names: nothing is public until it confirms. */
  agreement_offered: { readers: 'named', body: { ...lot, buyerOrganisationId: text } },
  agreement_confirmed: { readers: 'named', body: { ...lot, buyerOrganisationId: text, personId: text } },
  agreement_declined: { readers: 'named', body: { ...lot, buyerOrganisationId: text, personId: text, reason: text } },
  opened: { readers: 'public', body: { ...lot, ...dates, noticeId: text, noticeClosesAt: moment }, watched: moved },
  /** What was not sold before is on offer again. */
  reoffered: { readers: 'public', body: { ...lot, predecessorId: text, predecessorNumber: text, cutBasisPoints: figure }, watched: moved },
  rescheduled: { readers: 'public', body: { ...lot, ...dates, noticeClosesAt: moment }, watched: moved },
  /** Nobody had applied; the notice goes on as announced: for the how-manieth time of how many. */
  extended: { readers: 'public', body: { ...lot, ...dates, noticeId: text, noticeClosesAt: moment, used: figure }, watched: moved },
  ready: { readers: 'public', body: { ...lot, ...dates, noticeClosedAt: moment }, watched: moved },
  scheduled: { readers: 'public', body: { ...lot, auctionId: text, opensAt: moment }, watched: moved },
  bidding_started: { readers: 'public', body: { ...lot, auctionId: text }, watched: moved },
  /** One person typed an amount, a second typed another one: to the seller alone, and never the amount. */
  reserve_entered: { readers: 'named', body: { ...lot, personId: text } },
  reserve_struck: { readers: 'named', body: { ...lot, personId: text } },
  /** In time nobody did: sold without reserve. */
  reserve_not_fixed: { readers: 'public', body: { ...lot, reserveDueAt: moment }, watched: moved },
  /** Two people typed the same: from here on the commitment is public, as if it had stood in the notice. */
  reserve_fixed: { readers: 'public', body: { ...lot, reserveFixedAt: moment, reserveDueAt: moment }, watched: moved },
  suspended: { readers: 'public', body: { ...lot, reason: text }, watched: moved },
  resumed: { readers: 'public', body: lot, watched: moved },
  /** Public when the lot was announced before. */
  withdrawn: { readers: 'either', body: { ...lot, reason: text }, watched: moved },
  /** The bidding brought a price; whether it is sold to who named it depends on first refusal. */
  price_reached: {
    readers: 'public',
    body: { ...lot, auctionId: text, winnerOrganisationId: text, bidderNumber: figure.nullable(), priceMinor: amount, refusalClosesAt: moment },
    watched: moved,
  },
  /** A holder of first refusal bought at that price. */
  taken_by_holder: { readers: 'public', body: { ...lot, auctionId: text, buyerOrganisationId: text, priceMinor: amount }, watched: moved },
  sold: {
    readers: 'public',
    body: {
      ...lot,
      auctionId: text,
      buyerOrganisationId: text,
      bidderNumber: since(figure.nullable(), null),
      priceMinor: amount,
      noticeId: text,
      /** When it was decided; the notice of the result may come a little later. */
      soldAt: since(moment.nullable(), null),
    },
    watched: moved,
  },
  /** A unit after the first went to its winner, by a lot of its own; the notice of the result follows as for every sale. */
  unit_awarded: { readers: 'public', body: { ...lot, buyerOrganisationId: text, bidderNumber: figure, priceMinor: amount }, watched: moved },
  /** Sold, and the winner did not keep its word: the lot may be offered again, without that bidder. */
  defaulted: { readers: 'public', body: { ...lot, buyerOrganisationId: text, priceMinor: amount }, watched: moved },
  /** To the next bidder alone; the seller hears of its number, and of its name when it has bought. */
  next_offered: { readers: 'named', body: { ...lot, buyerOrganisationId: text, bidderNumber: figure, priceMinor: amount, answerBy: moment } },
  next_accepted: { readers: 'named', body: { ...lot, bidderNumber: figure } },
  next_ended: { readers: 'named', body: { ...lot, bidderNumber: figure, reason: text } },
  /** What becomes of the deposit: to the seller and to who lost it. */
  costs_stated: { readers: 'named', body: { ...forfeit, costsMinor: amount, note: text } },
  deposit_forfeited: { readers: 'named', body: { ...forfeit, costsMinor: amount, sellerMinor: amount } },
  failed: { readers: 'public', body: { ...lot, reason: text }, watched: moved },

  /** Steps of one applicant: only the applicant and the market's clerks read them, never the seller or other bidders. */
  applied: { readers: 'named', body: { ...application, statement: text, undertakingAccepted: flag } },
  qualified: { readers: 'named', body: { ...application, depositMinor: amount, depositDueAt: moment, requestId: text, reference: text } },
  refused: { readers: 'named', body: { ...application, reason: text } },
  application_withdrawn: { readers: 'named', body: application },
  application_lapsed: { readers: 'named', body: application },
  deposit_confirmed: { readers: 'named', body: { ...application, bidderNumber: figure, depositMinor: amount, kind: since(text, 'cash') } },
  /** A paper is to stand for the deposit; two finance officers check it. */
  deposit_secured: { readers: 'named', body: { ...application, kind: text, instrumentId: text } },
  deposit_reversed: { readers: 'named', body: { ...application, depositMinor: amount } },
  deposit_released: { readers: 'named', body: { ...application, depositMinor: amount } },
  deposit_kept: { readers: 'named', body: { ...application, depositMinor: amount } },
  /** Money that came for nobody's application. */
  deposit_sent_back: { readers: 'named', body: { lotId: text, organisationId: text } },
})
