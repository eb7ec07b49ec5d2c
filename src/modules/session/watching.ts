/** Whom somebody watches, and the reminders that come of it. */
import { toIso, type Instant } from '#kernel/instant.ts'
import { ok, refuse } from '#kernel/result.ts'
import { lotById } from '#modules/listing/index.ts'
import { countWithin, rulesAt } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands, Task } from '#platform/command/module.ts'
import { holdNamedLock } from '#platform/db/lock.ts'
import type { Reader } from '#platform/db/transaction.ts'
import type { sessionContract } from './api.ts'
import { isDue, REMINDERS, remindersOf, type Reminder } from './core/reminder.ts'
import { sessionFacts } from './facts.ts'
import { deleteWatch, insertWatch, sessionRow, watchById, watchersOf, watchesOf, watchOf } from './store.ts'

type Handlers = Commands<typeof sessionContract, 'watch' | 'unwatch'>

export const REMIND_TASK = 'session.remind'

const COMING_LOTS: readonly string[] = ['notice', 'ready']

/** When it opens; null when it does not, or has begun already. */
export const openingOf = async (reader: Reader, subject: string): Promise<Instant | null> => {
  if (subject.startsWith('lot_')) {
    const lot = await lotById(reader, subject)
    return lot && COMING_LOTS.includes(lot.state) ? lot.opensAt : null
  }
  const session = await sessionRow(reader, subject)
  return session?.state === 'announced' ? session.startsAt : null
}

const keyOf = (watchId: string, kind: Reminder): string => `${REMIND_TASK}:${watchId}:${kind}`

const plan = (act: Act, watchId: string, opensAt: Instant | null): void => {
  for (const kind of Object.keys(REMINDERS) as Reminder[]) act.unschedule(keyOf(watchId, kind))
  if (opensAt === null) return
  for (const { kind, dueAt } of remindersOf(opensAt, act.now)) act.schedule({ key: keyOf(watchId, kind), task: REMIND_TASK, payload: { watchId, kind }, dueAt })
}

/** The opening was set anew, or there is none any more. */
export const planWatchers = async (act: Act, subject: string, opensAt: Instant | null): Promise<void> => {
  for (const { id } of await watchersOf(act.tx, subject)) plan(act, id, opensAt)
}

const watch: Handlers['watch'] = async (act, { subject }) => {
  const { personId } = act.actor
  if (personId === null) return refuse('request.unauthorized')
  await holdNamedLock(act.tx, `session.watch:${personId}`)
  if (await watchOf(act.tx, personId, subject)) return ok({ isWatched: true })
  const opensAt = await openingOf(act.tx, subject)
  if (opensAt === null) return refuse('session.nothing_to_watch')
  const used = (await watchesOf(act.tx, personId)).length
  const room = countWithin(await rulesAt(act.tx, act.now), 'session.watches.perPerson', used, 'session.too_many_watches')
  if (!room.ok) return room
  const id = act.newId('wat')
  await insertWatch(act.tx, { id, personId, subject, since: act.now })
  plan(act, id, opensAt)
  return ok({ isWatched: true })
}

const unwatch: Handlers['unwatch'] = async (act, { subject }) => {
  const found = act.actor.personId === null ? undefined : await watchOf(act.tx, act.actor.personId, subject)
  if (found) {
    await deleteWatch(act.tx, found.id)
    plan(act, found.id, null)
  }
  return ok({ isWatched: false })
}

/** Reads the opening again: who would be reminded of another time is told at the right one. */
export const remind: Task = async (act, payload) => {
  const found = await watchById(act.tx, String(payload['watchId']))
  const kind: Reminder = payload['kind'] === 'hour' ? 'hour' : 'day'
  const opensAt = found ? await openingOf(act.tx, found.subject) : null
  if (!found || opensAt === null) return ok(null)
  if (!isDue(kind, opensAt, act.now)) {
    plan(act, found.id, opensAt)
    return ok(null)
  }
  act.publish(sessionFacts.reminded, {
    subject: found.subject,
    body: { watchedId: found.subject, personId: found.personId, opensAt: toIso(opensAt), before: kind },
    visibleTo: [found.personId],
  })
  return ok(null)
}

export const watchCommands: Handlers = { watch, unwatch }
