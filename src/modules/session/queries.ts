/** Read models of sessions, and of what people watch. */
import { sql, type RawBuilder } from 'kysely'
import { organisationsOf } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import { ok, refuse } from '#kernel/result.ts'
import { lotsByIds } from '#modules/listing/index.ts'
import type { View } from '#platform/command/act.ts'
import type { Queries } from '#platform/command/module.ts'
import { cursorOf, cutPage, timePlaceOf } from '#platform/db/page.ts'
import { timestamp } from '#platform/db/transaction.ts'
import type { sessionContract } from './api.ts'
import { calendar } from './calendar.ts'
import { actsOf, maySee } from './core/acts.ts'
import { stateAt } from './core/lifecycle.ts'
import { handledOf } from './handled.ts'
import { branchPattern } from './core/region.ts'
import { entriesOfLots, from, numberOf, papersOf, sessionRow, sessionsByIds, watchesOf, watchOf, type SessionRow } from './store.ts'
import { openingOf } from './watching.ts'
import { around, cardView, entryView, isEntrySeen } from './views.ts'

type Handlers = Queries<typeof sessionContract, 'list' | 'get' | 'ofLot' | 'all' | 'entries' | 'calendar' | 'watches'>

const watchingOf = async ({ reader, actor }: View, subject: string): Promise<{ readonly isWatched: boolean; readonly canWatch: boolean }> => ({
  isWatched: actor.personId !== null && (await watchOf(reader, actor.personId, subject)) !== undefined,
  canWatch: (await openingOf(reader, subject)) !== null,
})

interface PageAsk {
  readonly cursor?: string | undefined
  readonly limit: number
}

interface Ordered {
  readonly by: 'startsAt' | 'changedAt'
  readonly direction: 'asc' | 'desc'
}

const pageOf = async (view: View, ask: PageAsk, order: Ordered, conditions: readonly RawBuilder<boolean>[]) => {
  const after = timePlaceOf(ask.cursor)
  if (ask.cursor !== undefined && after === null) return refuse('request.cursor_unreadable', {}, { field: 'cursor' })
  let query = from(view.reader).selectFrom('session.session').selectAll()
  for (const condition of conditions) query = query.where(condition)
  const rows = await query
    .$if(after !== null, (q) =>
      q.where((eb) => eb(eb.refTuple(order.by, 'id'), order.direction === 'asc' ? '>' : '<', eb.tuple(timestamp(after?.at ?? view.now), after?.id ?? ''))),
    )
    .orderBy(order.by, order.direction)
    .orderBy('id', order.direction)
    .limit(ask.limit + 1)
    .execute()
  const { items, nextCursor } = cutPage(rows, ask.limit, (row) => cursorOf(row[order.by], row.id))
  const all = await around(view.reader, items, view.now)
  return ok({ items: items.map((row) => cardView(row, all)), nextCursor, total: null })
}

/** What is on or comes, the next first; what is over, the last first. What was cancelled after its announcement stands among those, by its date. */
const list: Handlers['list'] = (view, { when, field, region, partner, ...ask }) => {
  const isComing = when === 'coming'
  return pageOf(view, ask, { by: 'startsAt', direction: isComing ? 'asc' : 'desc' }, [
    isComing ? sql<boolean>`state in ('announced', 'running')` : sql<boolean>`(state = 'held' or state = 'cancelled' and announced_at is not null)`,
    ...(field === undefined ? [] : [sql<boolean>`field = ${field}`]),
    ...(region === undefined ? [] : [sql<boolean>`region like ${branchPattern(region)}`]),
    ...(partner === undefined
      ? []
      : [sql<boolean>`exists (select 1 from session.co_listing c where c.subject = session.id and c.partner_id = ${partner} and c.state = 'confirmed')`]),
  ])
}

const allSessions: Handlers['all']['list'] = (view, { state, ...ask }) =>
  pageOf(view, ask, { by: 'changedAt', direction: 'desc' }, state === undefined ? [] : [sql<boolean>`state = ${state}`])

const get: Handlers['get'] = async (view, { id }) => {
  const { reader, actor, now } = view
  const row = await sessionRow(reader, id)
  if (!row || !maySee(actor, row)) return refuse('session.not_found')
  const all = await around(reader, [row], now)
  const entries = all.entries.get(id) ?? []
  const lotCount = entries.filter(({ standing }) => standing === 'admitted').length
  return ok({
    ...cardView(row, all),
    summary: row.summary,
    partners: all.partnersOf(row).map(all.named),
    announcedAt: row.announcedAt,
    closedAt: row.closedAt,
    reason: row.reason,
    papers: (await papersOf(reader, id)).map(({ kind, lang, documentId, printedAt }) => ({ kind, lang, documentId, printedAt })),
    entries: entries.filter((entry) => isEntrySeen(entry, actor)).flatMap((entry) => entryView(entry, row, { all, actor }) ?? []),
    acts: actsOf(actor, handledOf(row, lotCount, now)),
    ...(await watchingOf(view, id)),
  })
}

const ofLot: Handlers['ofLot'] = async (view, { id }) => {
  const [entry] = (await entriesOfLots(view.reader, [id])).filter(({ standing }) => standing === 'admitted')
  const row = entry && (await sessionRow(view.reader, entry.sessionId))
  const watching = await watchingOf(view, id)
  if (!row || row.announcedAt === null) return ok({ session: null, ...watching })
  return ok({ session: cardView(row, await around(view.reader, [row], view.now)), ...watching })
}

const ownEntries: Handlers['entries']['mine'] = async (view, { cursor, limit }) => {
  const after = timePlaceOf(cursor)
  if (cursor !== undefined && after === null) return refuse('request.cursor_unreadable', {}, { field: 'cursor' })
  // Of a draft its sellers hear with the announcement.
  const rows = await from(view.reader)
    .selectFrom('session.entry')
    .selectAll('session.entry')
    .where('sellerOrganisationId', 'in', organisationsOf(view.actor, 'tto'))
    .where(sql<boolean>`exists (select 1 from session.session s where s.id = session_id and s.announced_at is not null)`)
    .$if(after !== null, (q) => q.where((eb) => eb(eb.refTuple('addedAt', 'id'), '<', eb.tuple(timestamp(after?.at ?? view.now), after?.id ?? ''))))
    .orderBy('addedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const { items, nextCursor } = cutPage(rows, limit, (row) => cursorOf(row.addedAt, row.id))
  const sessions = await sessionsByIds(view.reader, [...new Set(items.map(({ sessionId }) => sessionId))])
  const all = await around(view.reader, sessions, view.now)
  const rowOf = new Map(sessions.map((row) => [row.id, row]))
  return ok({
    items: items.flatMap((entry) => {
      const row = rowOf.get(entry.sessionId)
      const shown = row && entryView(entry, row, { all, actor: view.actor })
      return row && shown ? [{ ...shown, session: cardView(row, all) }] : []
    }),
    nextCursor,
    total: null,
  })
}

/** What a lot is called that its watcher may no longer see on its own page. */
const ownWatches: Handlers['watches']['mine'] = async ({ reader, actor, now }) => {
  const watches = actor.personId === null ? [] : await watchesOf(reader, actor.personId)
  const subjects = watches.map(({ subject }) => subject)
  const [lots, sessions] = await Promise.all([
    lotsByIds(
      reader,
      subjects.filter((subject) => subject.startsWith('lot_')),
    ),
    sessionsByIds(
      reader,
      subjects.filter((subject) => subject.startsWith('ses_')),
    ),
  ])
  const sessionOf = new Map(sessions.map((row) => [row.id, row]))
  const shown = (subject: string): { number: string; title: SessionRow['title']; state: string; opensAt: Instant | null; kind: 'lot' | 'session' } | null => {
    const lot = lots.get(subject)
    if (lot) return { kind: 'lot', number: lot.number, title: lot.title, state: lot.state, opensAt: lot.opensAt }
    const row = sessionOf.get(subject)
    return row ? { kind: 'session', number: numberOf(row), title: row.title, state: stateAt(row, now), opensAt: row.startsAt } : null
  }
  return ok({
    items: watches.flatMap(({ subject, since }) => {
      const item = shown(subject)
      return item ? [{ subject, since, ...item }] : []
    }),
  })
}

export const queries: Handlers = {
  list,
  get,
  ofLot,
  all: { list: allSessions },
  entries: { mine: ownEntries },
  calendar: { get: calendar },
  watches: { mine: ownWatches },
}
