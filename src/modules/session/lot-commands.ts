/** Lots of a session: asked for, admitted, put in order. */
import { actorIdOf, holdsRole } from '#kernel/actor.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { lotById, type Lot } from '#modules/listing/index.ts'
import { countWithin, rulesAt } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import { holdNamedLock } from '#platform/db/lock.ts'
import type { sessionContract } from './api.ts'
import { permitted } from './commands.ts'
import { permitEntry, type EntryAct } from './core/acts.ts'
import { ENTRY, type Standing } from './core/lifecycle.ts'
import { joinProblem } from './core/lots.ts'
import { moved } from './core/order.ts'
import { sessionFacts } from './facts.ts'
import { handledEntryOf, handledOf } from './handled.ts'
import { planPapers } from './paperwork.ts'
import { entriesOf, entriesOfLots, entryRow, insertEntry, lockSession, moveEntry, saveOrder, type EntryRow, type SessionRow } from './store.ts'

type Handlers = Commands<typeof sessionContract, 'addLot' | 'askLot' | 'admit' | 'decline' | 'takeBack' | 'remove' | 'move'>

const FIELD = { field: 'lotId' }

interface Joining {
  readonly session: SessionRow
  readonly used: number
  /** The entry itself, where there is one already. */
  readonly entryId: string | null
}

/** The lot, when it may join: published, opening in the window, in no other session. One at a time for each lot, so that two sessions do not take it together. */
const joinable = async (act: Act, lotId: string, { session, used, entryId }: Joining): Promise<Result<Lot>> => {
  await holdNamedLock(act.tx, `session.lot:${lotId}`)
  const lot = await lotById(act.tx, lotId)
  if (!lot) return refuse('session.lot_not_found', {}, FIELD)
  const problem = joinProblem(lot, session)
  if (problem !== null) return refuse(problem, {}, FIELD)
  const others = (await entriesOfLots(act.tx, [lotId])).filter(({ id }) => id !== entryId)
  if (others.length > 0) return refuse('session.lot_in_session', {}, FIELD)
  const room = countWithin(await rulesAt(act.tx, act.now), 'session.lots.perSession', used, 'session.too_many_lots')
  return room.ok ? ok(lot) : room
}

const bodyOf = (entry: Pick<EntryRow, 'id' | 'sessionId' | 'lotId' | 'sellerOrganisationId'>) => ({
  entryId: entry.id,
  sessionId: entry.sessionId,
  lotId: entry.lotId,
  sellerOrganisationId: entry.sellerOrganisationId,
})
const readersOf = ({ announcedAt, organiserId }: SessionRow) => (announcedAt === null ? [organiserId] : ('public' as const))
const aboutOf = ({ sessionId, lotId, sellerOrganisationId }: EntryRow) => ({ subject: sessionId, related: [lotId, sellerOrganisationId] })

const answer = (entry: Pick<EntryRow, 'id' | 'sessionId'>, standing: Standing) => ok({ sessionId: entry.sessionId, entryId: entry.id, standing })

const addLot: Handlers['addLot'] = async (act, { id, lotId }) => {
  const found = await permitted(act, 'addLot', id)
  if (!found.ok) return found
  const { row, admitted } = found.value
  const lot = await joinable(act, lotId, { session: row, used: admitted.length, entryId: null })
  if (!lot.ok) return lot
  const { sellerOrganisationId } = lot.value
  const entry = { id: act.newId('sen'), sessionId: id, lotId, sellerOrganisationId, place: admitted.length + 1 }
  await insertEntry(act.tx, { ...entry, standing: 'admitted', by: actorIdOf(act.actor), at: act.now })
  act.publish(sessionFacts.lot_admitted, {
    subject: id,
    related: [lotId, sellerOrganisationId],
    body: { ...bodyOf(entry), isAnnounced: row.announcedAt !== null },
    visibleTo: readersOf(row),
  })
  planPapers(act, id)
  return answer(entry, 'admitted')
}

const askLot: Handlers['askLot'] = async (act, { id, lotId }) => {
  const found = await permitted(act, 'askLot', id)
  if (!found.ok) return found
  const { row, admitted } = found.value
  const lot = await lotById(act.tx, lotId)
  // Another institution's lot is not told apart from none.
  if (!lot || !holdsRole(act.actor, 'tto', lot.sellerOrganisationId)) return refuse('session.lot_not_found', {}, FIELD)
  const joins = await joinable(act, lotId, { session: row, used: admitted.length, entryId: null })
  if (!joins.ok) return joins
  const { sellerOrganisationId } = lot
  const entry = { id: act.newId('sen'), sessionId: id, lotId, sellerOrganisationId, place: null }
  await insertEntry(act.tx, { ...entry, standing: 'asked', by: actorIdOf(act.actor), at: act.now })
  act.publish(sessionFacts.lot_asked, { subject: id, related: [lotId, sellerOrganisationId], body: bodyOf(entry), visibleTo: [sellerOrganisationId] })
  return answer(entry, 'asked')
}

interface Found {
  readonly session: SessionRow
  readonly entry: EntryRow
  /** In the running order. */
  readonly admitted: readonly EntryRow[]
}

/** The lot in its session, which is locked, when the actor may do this with it now. */
const permittedEntry = async (act: Act, name: EntryAct, id: string): Promise<Result<Found>> => {
  const known = await entryRow(act.tx, id)
  const session = known && (await lockSession(act.tx, known.sessionId))
  if (!session) return refuse('session.entry.not_found')
  const entries = await entriesOf(act.tx, [session.id])
  const entry = entries.find((each) => each.id === id)
  if (!entry) return refuse('session.entry.not_found')
  const admitted = entries.filter(({ standing }) => standing === 'admitted')
  const verdict = permitEntry(name, act.actor, handledEntryOf(entry, handledOf(session, admitted.length, act.now)))
  return verdict.ok ? ok({ session, entry, admitted }) : verdict
}

const admit: Handlers['admit'] = async (act, { id }) => {
  const found = await permittedEntry(act, 'admit', id)
  if (!found.ok) return found
  const { session, entry, admitted } = found.value
  const lot = await joinable(act, entry.lotId, { session, used: admitted.length, entryId: id })
  if (!lot.ok) return lot
  await moveEntry(act.tx, id, { standing: 'admitted', place: admitted.length + 1 }, act.now)
  act.publish(sessionFacts.lot_admitted, {
    ...aboutOf(entry),
    body: { ...bodyOf(entry), isAnnounced: session.announcedAt !== null },
    visibleTo: readersOf(session),
  })
  planPapers(act, session.id)
  return answer(entry, 'admitted')
}

const decline: Handlers['decline'] = async (act, { id, reason }) => {
  const found = await permittedEntry(act, 'decline', id)
  if (!found.ok) return found
  const { entry } = found.value
  await moveEntry(act.tx, id, { standing: 'declined', place: null, reason }, act.now)
  act.publish(sessionFacts.lot_declined, { ...aboutOf(entry), body: { ...bodyOf(entry), reason }, visibleTo: [entry.sellerOrganisationId] })
  return answer(entry, 'declined')
}

const leave = async (act: Act, name: 'takeBack' | 'remove', id: string) => {
  const found = await permittedEntry(act, name, id)
  if (!found.ok) return found
  const { session, entry, admitted } = found.value
  const standing = ENTRY.next(entry.standing, name)
  if (standing === null) return refuse('session.entry_decided', { standing: entry.standing })
  await moveEntry(act.tx, id, { standing, place: null }, act.now)
  await saveOrder(
    act.tx,
    entry.sessionId,
    admitted.map((each) => each.id).filter((each) => each !== id),
  )
  act.publish(name === 'remove' ? sessionFacts.lot_removed : sessionFacts.lot_taken_back, {
    ...aboutOf(entry),
    body: bodyOf(entry),
    visibleTo: [name === 'remove' ? session.organiserId : entry.sellerOrganisationId],
  })
  return answer(entry, standing)
}

const move: Handlers['move'] = async (act, { id, direction }) => {
  const found = await permittedEntry(act, 'move', id)
  if (!found.ok) return found
  const { session, entry, admitted } = found.value
  const before = admitted.map((each) => each.id)
  const order = moved(before, id, direction)
  // At the end of the list nothing moves, and nothing is told.
  if (order === before) return answer(entry, entry.standing)
  await saveOrder(act.tx, session.id, order)
  const lotOf = new Map(admitted.map((each) => [each.id, each.lotId]))
  act.publish(sessionFacts.ordered, {
    subject: session.id,
    body: { sessionId: session.id, lotIds: order.map((each) => lotOf.get(each) ?? '') },
    visibleTo: readersOf(session),
  })
  planPapers(act, session.id)
  return answer(entry, entry.standing)
}

export const lotCommands: Handlers = {
  addLot,
  askLot,
  admit,
  decline,
  takeBack: (act, { id }) => leave(act, 'takeBack', id),
  remove: (act, { id }) => leave(act, 'remove', id),
  move,
}
