/** Sessions, requests and roadshows in which somebody has the next word. */
import { sql } from 'kysely'
import { isAllowed } from '#kernel/acts.ts'
import { holdsRole } from '#kernel/actor.ts'
import { actsAwaited, claimsOf } from '#kernel/waiting.ts'
import { MOST_LOOKED_AT, MOST_WAITING, type Waiting } from '#contract/shapes.ts'
import { lotsByIds } from '#modules/listing/index.ts'
import type { View } from '#platform/command/act.ts'
import type { WaitingSource } from '#platform/command/module.ts'
import { anywhere, claimed, organisationIn } from '#platform/db/claims.ts'
import { timestamp } from '#platform/db/transaction.ts'
import { actsOf } from './core/acts.ts'
import { ENTRY_WAITS, SESSION_WAITS } from './core/lifecycle.ts'
import { coListedOf } from './co-listed.ts'
import { CO_LISTING_WAITS } from './core/co-listing.ts'
import { QUESTION_WAITS, SLOT_WAITS } from './core/roadshow.ts'
import { handledOf } from './handled.ts'
import { entriesOf, from, numberOf } from './store.ts'
import * as words from './waiting-messages.ts'

const sessions = async ({ reader, actor, now }: View): Promise<readonly Waiting[]> => {
  const claims = claimsOf(SESSION_WAITS, actor)
  const rows = await from(reader)
    .selectFrom('session.session')
    .selectAll()
    .where(claimed(claims, sql.ref('state'), { market: anywhere, drafter: () => sql<boolean>`drafted_by = ${actor.personId ?? ''}` }))
    .orderBy('startsAt')
    .orderBy('id')
    .limit(MOST_LOOKED_AT)
    .execute()
  const entries = await entriesOf(
    reader,
    rows.map(({ id }) => id),
  )
  return rows
    .flatMap((row): Waiting[] => {
      const lotCount = entries.filter(({ sessionId, standing }) => sessionId === row.id && standing === 'admitted').length
      const verdicts = actsOf(actor, handledOf(row, lotCount, now))
      return actsAwaited(claims, row.state)
        .filter((act) => isAllowed(verdicts, act))
        .map((act) => ({
          kind: 'session',
          id: row.id,
          within: null,
          number: numberOf(row),
          title: row.title,
          act,
          count: null,
          since: row.changedAt,
          until: row.startsAt,
        }))
    })
    .slice(0, MOST_WAITING)
}

const entries = async ({ reader, actor }: View): Promise<readonly Waiting[]> => {
  const claims = claimsOf(ENTRY_WAITS, actor)
  const rows = await from(reader)
    .selectFrom('session.entry as e')
    .innerJoin('session.session as s', 's.id', 'e.sessionId')
    .select(['e.id', 'e.sessionId', 'e.lotId', 'e.addedAt', 's.startsAt'])
    .where(claimed(claims, sql.ref('e.standing'), { market: anywhere }))
    .orderBy('e.addedAt')
    .orderBy('e.id')
    .limit(MOST_WAITING)
    .execute()
  const lots = await lotsByIds(
    reader,
    rows.map(({ lotId }) => lotId),
  )
  return rows.map((row): Waiting => ({
    kind: 'session_lot',
    id: row.id,
    within: row.sessionId,
    number: lots.get(row.lotId)?.number ?? null,
    title: lots.get(row.lotId)?.title ?? null,
    act: 'admit',
    count: null,
    since: row.addedAt,
    until: row.startsAt,
  }))
}

/** Slides that are missing, of slots that have not begun. */
const slides = async ({ reader, actor, now }: View): Promise<readonly Waiting[]> => {
  const rows = await from(reader)
    .selectFrom('session.slot')
    .selectAll()
    .where(claimed(claimsOf(SLOT_WAITS, actor), sql.ref('state'), { seller: organisationIn(sql.ref('seller_organisation_id')) }))
    .where('slidesDocumentId', 'is', null)
    .where('startsAt', '>', timestamp(now))
    .orderBy('startsAt')
    .orderBy('id')
    .limit(MOST_WAITING)
    .execute()
  const lots = await lotsByIds(
    reader,
    rows.flatMap(({ lotIds }) => lotIds.slice(0, 1)),
  )
  return rows.map((row): Waiting => {
    const lot = lots.get(row.lotIds[0] ?? '')
    return {
      kind: 'roadshow',
      id: row.id,
      within: row.sessionId,
      number: lot?.number ?? null,
      title: lot?.title ?? null,
      act: 'putSlides',
      count: null,
      since: row.changedAt,
      until: row.startsAt,
    }
  })
}

/** One line for each slot with open questions: its seller answers, a clerk sees whether they are fit to be. */
const questions = async ({ reader, actor }: View): Promise<readonly Waiting[]> => {
  const claims = claimsOf(QUESTION_WAITS, actor)
  const rows = await from(reader)
    .selectFrom('session.question as q')
    .innerJoin('session.slot as t', 't.id', 'q.slotId')
    .innerJoin('session.session as s', 's.id', 'q.sessionId')
    .select(['t.id', 't.sessionId', 't.lotIds', 't.sellerOrganisationId', 's.endsAt'])
    .select(({ fn }) => [fn.min('q.askedAt').as('since')])
    .where(claimed(claims, sql.ref('q.state'), { market: anywhere, seller: organisationIn(sql.ref('t.seller_organisation_id')) }))
    .groupBy(['t.id', 't.sessionId', 't.lotIds', 't.sellerOrganisationId', 's.endsAt'])
    .orderBy('since')
    .orderBy('t.id')
    .limit(MOST_WAITING)
    .execute()
  const lots = await lotsByIds(
    reader,
    rows.flatMap(({ lotIds }) => lotIds.slice(0, 1)),
  )
  return rows.flatMap((row): Waiting[] => {
    const lot = lots.get(row.lotIds[0] ?? '')
    return actsAwaited(claims, 'open')
      .filter((act) => act !== 'answer' || holdsRole(actor, 'tto', row.sellerOrganisationId))
      .map((act) => ({
        kind: 'roadshow_question',
        id: row.id,
        within: row.sessionId,
        number: lot?.number ?? null,
        title: lot?.title ?? null,
        act,
        count: null,
        since: row.since,
        until: row.endsAt,
      }))
  })
}

const invitations = async ({ reader, actor, now }: View): Promise<readonly Waiting[]> => {
  const rows = await from(reader)
    .selectFrom('session.coListing')
    .selectAll()
    .where(claimed(claimsOf(CO_LISTING_WAITS, actor), sql.ref('state'), { partner: organisationIn(sql.ref('partner_id')) }))
    .orderBy('invitedAt')
    .orderBy('id')
    .limit(MOST_WAITING)
    .execute()
  const listed = await coListedOf(
    reader,
    rows.map(({ subject }) => subject),
    now,
  )
  return rows.flatMap((row): Waiting[] => {
    const about = listed.get(row.subject)
    if (!about?.isLiving) return []
    const { number, title, opensAt: until } = about
    return [{ kind: 'co_listing', id: row.id, within: row.subject, number, title, act: 'confirm', count: null, since: row.invitedAt, until }]
  })
}

export const waiting: WaitingSource = {
  tables: { session: SESSION_WAITS, session_lot: ENTRY_WAITS, roadshow: SLOT_WAITS, roadshow_question: QUESTION_WAITS, co_listing: CO_LISTING_WAITS },
  words,
  read: async (view) => [
    ...(await sessions(view)),
    ...(await entries(view)),
    ...(await slides(view)),
    ...(await questions(view)),
    ...(await invitations(view)),
  ],
}
