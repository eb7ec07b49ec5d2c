/** What the module tells. No body of a lot's fact ever carries the reserve. */
import { z } from 'zod'
import { amount, bilingual, factsOf, figure, flag, moment, since, text, value, type Frame } from '#contract/fact.ts'

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
  termMonths: figure.nullable(),
  territory: bilingual.nullable(),
  field: bilingual.nullable(),
  startingPriceMinor: amount,
  depositMinor: amount,
  hasReserve: flag,
  reserveCommitment: text.nullable(),
}
const dates = { registrationClosesAt: moment, depositDueAt: moment, opensAt: moment }
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
  opened: { readers: 'public', body: { ...lot, ...dates, noticeId: text, noticeClosesAt: moment }, watched: moved },
  rescheduled: { readers: 'public', body: { ...lot, ...dates, noticeClosesAt: moment }, watched: moved },
  ready: { readers: 'public', body: { ...lot, ...dates, noticeClosedAt: moment }, watched: moved },
  scheduled: { readers: 'public', body: { ...lot, auctionId: text, opensAt: moment }, watched: moved },
  bidding_started: { readers: 'public', body: { ...lot, auctionId: text }, watched: moved },
  suspended: { readers: 'public', body: { ...lot, reason: text }, watched: moved },
  resumed: { readers: 'public', body: lot, watched: moved },
  /** Public when the lot was announced before. */
  withdrawn: { readers: 'either', body: { ...lot, reason: text }, watched: moved },
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
  failed: { readers: 'public', body: { ...lot, reason: text }, watched: moved },

  /** Steps of one applicant: only the applicant and the market's clerks read them, never the seller or other bidders. */
  applied: { readers: 'named', body: { ...application, statement: text, undertakingAccepted: flag } },
  qualified: { readers: 'named', body: { ...application, depositMinor: amount, depositDueAt: moment, requestId: text, reference: text } },
  refused: { readers: 'named', body: { ...application, reason: text } },
  application_withdrawn: { readers: 'named', body: application },
  application_lapsed: { readers: 'named', body: application },
  deposit_confirmed: { readers: 'named', body: { ...application, bidderNumber: figure, depositMinor: amount } },
  deposit_reversed: { readers: 'named', body: { ...application, depositMinor: amount } },
  deposit_released: { readers: 'named', body: { ...application, depositMinor: amount } },
  deposit_kept: { readers: 'named', body: { ...application, depositMinor: amount } },
  /** Money that came for nobody's application. */
  deposit_sent_back: { readers: 'named', body: { lotId: text, organisationId: text } },
})
