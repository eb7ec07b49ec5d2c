/** What the module tells. Before the announcement only the organiser reads of it; whom somebody watches is no fact at all, only that they were reminded. */
import { amount, bilingual, factsOf, figure, flag, list, moment, text, type Frame } from '#contract/fact.ts'

const session = {
  sessionId: text,
  number: text,
  title: bilingual,
  summary: bilingual,
  organiserId: text,
  region: text,
  field: text.nullable(),
  isOnline: flag,
  place: bilingual,
  startsAt: moment,
  endsAt: moment,
  partnerIds: list(text),
}
const entry = { entryId: text, sessionId: text, lotId: text, sellerOrganisationId: text }

const slot = { slotId: text, sessionId: text, sellerOrganisationId: text }
/** `subject`: a session or a lot. */
const coListing = { coListingId: text, subject: text, partnerId: text }
const question = { questionId: text, slotId: text, sessionId: text }

/** A watcher reads the page again. */
const moved: Frame = ({ type, subject, visibleTo }) =>
  visibleTo === 'public' ? { event: 'session', data: { sessionId: subject, change: type.slice('session.'.length) } } : null

/** Of a slot: who looks at it or at its session. */
const shown: Frame<{ readonly slotId: string; readonly sessionId: string }> = ({ type, body }) => ({
  event: 'session',
  data: { sessionId: body.sessionId, slotId: body.slotId, change: type.slice('session.'.length) },
})

export const sessionFacts = factsOf('session', {
  drafted: { readers: 'named', body: session },
  revised: { readers: 'named', body: session },
  submitted: { readers: 'named', body: { sessionId: text } },
  sent_back: { readers: 'named', body: { sessionId: text, draftedBy: text, reason: text } },
  announced: { readers: 'public', body: { ...session, lotIds: list(text), sellerOrganisationIds: list(text) }, watched: moved },
  started: { readers: 'public', body: { sessionId: text }, watched: moved },
  held: {
    readers: 'public',
    body: { sessionId: text, closedAt: moment, lotCount: figure, soldCount: figure, startTotalMinor: amount, priceTotalMinor: amount },
    watched: moved,
  },
  /** Public when it was announced before. */
  cancelled: { readers: 'either', body: { sessionId: text, title: bilingual, reason: text, sellerOrganisationIds: list(text) }, watched: moved },
  lot_asked: { readers: 'named', body: entry },
  /** Its seller hears of it with the announcement, where it was put into a draft. */
  lot_admitted: { readers: 'either', body: { ...entry, isAnnounced: flag }, watched: moved },
  lot_declined: { readers: 'named', body: { ...entry, reason: text } },
  lot_taken_back: { readers: 'named', body: entry },
  lot_lapsed: { readers: 'named', body: entry },
  lot_removed: { readers: 'named', body: entry },
  ordered: { readers: 'either', body: { sessionId: text, lotIds: list(text) }, watched: moved },
  /** The announced time was set anew; slots that had not begun went along. */
  rescheduled: {
    readers: 'public',
    body: { sessionId: text, startsAt: moment, endsAt: moment, reason: text, sellerOrganisationIds: list(text) },
    watched: moved,
  },
  slot_planned: { readers: 'public', body: { ...slot, lotIds: list(text), languages: list(text), startsAt: moment, endsAt: moment }, watched: shown },
  slot_moved: { readers: 'public', body: { ...slot, startsAt: moment, endsAt: moment }, watched: shown },
  slot_cancelled: { readers: 'public', body: { ...slot, reason: text }, watched: shown },
  slot_prepared: { readers: 'public', body: { ...slot, speaker: bilingual, languages: list(text) }, watched: shown },
  slides_put: { readers: 'public', body: { ...slot, documentId: text, sha256: text }, watched: shown },
  /** Who asks under a number is known to the market alone until it says so itself. */
  question_asked: { readers: 'named', body: { ...question, organisationId: text, askerNumber: figure, shownAs: text, question: text } },
  /** Said to all: `askerOrganisationId` only where it asked under its name. */
  question_answered: {
    readers: 'public',
    body: {
      ...question,
      sellerOrganisationId: text,
      askerNumber: figure,
      askerOrganisationId: text.nullable(),
      question: text,
      answer: text,
      answeredAt: moment,
      digest: text,
    },
    watched: shown,
  },
  answer_received: { readers: 'named', body: { ...question, organisationId: text } },
  question_declined: { readers: 'named', body: { ...question, organisationId: text, reason: text } },
  /** Without a reason: the session was held. */
  question_lapsed: { readers: 'named', body: { ...question, organisationId: text, reason: text.nullable() } },
  co_listing_invited: { readers: 'named', body: coListing },
  co_listing_confirmed: { readers: 'public', body: { ...coListing, line: bilingual }, watched: moved },
  co_listing_declined: { readers: 'named', body: { ...coListing, reason: text } },
  /** Public when it was confirmed before. */
  co_listing_withdrawn: { readers: 'either', body: { ...coListing, reason: text }, watched: moved },
  /** To who watches: `before` is a day or an hour. */
  reminded: { readers: 'named', body: { watchedId: text, personId: text, opensAt: moment, before: text } },
})
