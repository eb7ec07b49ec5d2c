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

/** A watcher reads the page again. */
const moved: Frame = ({ type, subject, visibleTo }) =>
  visibleTo === 'public' ? { event: 'session', data: { sessionId: subject, change: type.slice('session.'.length) } } : null

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
  /** To who watches: `before` is a day or an hour. */
  reminded: { readers: 'named', body: { watchedId: text, personId: text, opensAt: moment, before: text } },
})
