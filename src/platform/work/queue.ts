/**
 * Deferred work: due tasks and reactions in one table. An item is removed in the transaction that does it, so each takes
 * effect exactly once; a failing one is tried again with growing pauses and then parked where an operator sees it.
 */
import { sql } from 'kysely'
import type { Json } from '#kernel/canonical-json.ts'
import type { Instant } from '#kernel/instant.ts'
import type { Result } from '#kernel/result.ts'
import type { Act, DueTask, Fact } from '#platform/command/act.ts'
import type { Reaction, Task } from '#platform/command/module.ts'
import type { Road, Written } from '#platform/command/services.ts'
import { isRetryable, type Database } from '#platform/db/database.ts'
import { json, reading, sendAhead, sentArrived, timestamp, writing, type Reader, type Tx } from '#platform/db/transaction.ts'
import { factById, factsByIds } from '#platform/outbox/facts.ts'
import type { PlatformTables } from '#platform/outbox/tables.ts'

export const REACTION_TASK = 'platform.react'
/** What the people of a demonstration have in mind: kept among the deferred work, done by them and not by the workers. */
export const DEMO_TURN = 'demo.turn'
const MAX_ATTEMPTS = 8

/** Same key replaces what was planned: a later decision wins. */
export const enqueue = (tx: Tx, items: readonly DueTask[]): void => {
  if (items.length === 0) return
  const added = writing<PlatformTables>(tx)
    .insertInto('platform.work')
    .values(items.map((item) => ({ key: item.key, task: item.task, payload: json(item.payload), dueAt: timestamp(item.dueAt) })))
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet((eb) => ({
        task: eb.ref('excluded.task'),
        payload: eb.ref('excluded.payload'),
        dueAt: eb.ref('excluded.dueAt'),
        attempts: 0,
        retryAt: null,
        lastError: null,
        parkedAt: null,
      })),
    )
  sendAhead(tx, added)
}

export const dequeue = (tx: Tx, keys: readonly string[]): void => {
  if (keys.length > 0) sendAhead(tx, writing<PlatformTables>(tx).deleteFrom('platform.work').where('key', 'in', keys))
}

export const reactionItems = (reactions: readonly Reaction[], fact: { readonly id: string; readonly type: string }, now: Instant): readonly DueTask[] =>
  reactions
    .filter((reaction) => reaction.on.type === fact.type && !reaction.isRetired)
    .map((reaction) => ({ key: `react:${reaction.name}:${fact.id}`, task: REACTION_TASK, payload: { reaction: reaction.name, factId: fact.id }, dueAt: now }))

/** Work that was parked after its last attempt failed. */
export const parkedWork = (reader: Reader) =>
  reading<PlatformTables>(reader)
    .selectFrom('platform.work')
    .select(['key', 'task', 'attempts', 'lastError', 'parkedAt'])
    .where('parkedAt', 'is not', null)
    .orderBy('parkedAt')
    .limit(100)
    .execute()

/** Gives work of one task that was parked its attempts again: what it failed for was mended. */
export const unpark = async (tx: Tx, task: string): Promise<void> => {
  await writing<PlatformTables>(tx)
    .updateTable('platform.work')
    .set({ attempts: 0, retryAt: null, parkedAt: null })
    .where('task', '=', task)
    .where('parkedAt', 'is not', null)
    .execute()
}

interface WorkerSpec {
  readonly database: Database
  readonly road: Road
  readonly now: () => Instant
  readonly tasks: ReadonlyMap<string, Task>
  readonly reactions: ReadonlyMap<string, Reaction>
  readonly onCommit: (written: Written) => void
  readonly onFailure: (key: string, error: unknown, parked: boolean) => void
}

const refusalText = (result: Result<unknown>): string | null => (result.ok ? null : `refused: ${result.refusal.code} ${JSON.stringify(result.refusal.params)}`)

/** What is due now, the oldest first, that no other hand holds. */
const takeDue = (tx: Tx, now: Instant, limit: number): Promise<readonly Item[]> =>
  writing<PlatformTables>(tx)
    .selectFrom('platform.work')
    .select(['key', 'task', 'payload', 'attempts'])
    .where('parkedAt', 'is', null)
    .where('task', '!=', DEMO_TURN)
    .where('dueAt', '<=', timestamp(now))
    .where((eb) => eb.or([eb('retryAt', 'is', null), eb('retryAt', '<=', sql<Instant>`now()`)]))
    .orderBy('dueAt')
    .orderBy('seq')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()

/** Does one due item; false when nothing is due. */
export const workOnce = async (spec: WorkerSpec): Promise<boolean> => {
  const { database, road, now } = spec
  let failed: { key: string; error: unknown; attempts: number } | undefined
  let written: Written | undefined
  const done = await database.transact(async (tx) => {
    const [item] = await takeDue(tx, now(), 1)
    if (!item) return false
    failed = undefined
    written = undefined
    dequeue(tx, [item.key])
    sendAhead(tx, sql`savepoint item`)
    try {
      const joined = await road.join(tx, item.task, (act) => runItem(spec, act, item))
      const refused = refusalText(joined.value)
      if (refused) throw new Error(refused)
      written = joined.written
      return true
    } catch (error) {
      // Two got in each other's way: nobody's fault, and the transaction is tried again as a whole.
      if (isRetryable(error)) throw error
      failed = { key: item.key, error, attempts: item.attempts + 1 }
      // What the item still had on its way belongs to what is taken back.
      await sentArrived(tx).catch(() => undefined)
      await sql`rollback to savepoint item`.execute(writing<PlatformTables>(tx))
      await putBack(tx, item, failed)
      return true
    }
  })
  if (written) spec.onCommit(written)
  if (failed) spec.onFailure(failed.key, failed.error, failed.attempts >= MAX_ATTEMPTS)
  return done
}

/** Reactions that one transaction does. */
const BATCH = 32

/**
 * Does the reactions that stand first in the queue in one transaction. A task of its own is never among them, because an earlier item may put it
 * off or call it off; and when one of them fails, all are taken back. Both are `left` to be done one by one. For who works the queue off while
 * nobody waits: the locks of all are held until the last is done.
 */
export const reactTogether = async (spec: WorkerSpec): Promise<'done' | 'left' | 'nothing'> => {
  const { database, road, now } = spec
  let written: Written[] = []
  const react = async (tx: Tx) => {
    written = []
    const due = await takeDue(tx, now(), BATCH)
    if (due.length === 0) return 'nothing'
    const other = due.findIndex(({ task, attempts }) => task !== REACTION_TASK || attempts > 0)
    const items = other < 0 ? due : due.slice(0, other)
    if (items.length === 0) return 'left'
    const keys = items.map(({ key }) => key)
    dequeue(tx, keys)
    const facts = await factsByIds(tx, items.map(factIdOf))
    for (const item of items) {
      const joined = await road.join(tx, item.task, (act) => reactTo(spec, act, item, facts.get(factIdOf(item))))
      const refused = refusalText(joined.value)
      if (refused) throw new Error(refused)
      written.push(joined.written)
    }
    return 'done'
  }
  // Why one failed is told when it fails alone.
  const outcome = await database.transact(react).catch(() => 'left' as const)
  if (outcome === 'done') for (const each of written) spec.onCommit(each)
  return outcome
}

interface Item {
  readonly key: string
  readonly task: string
  readonly payload: Record<string, Json>
  readonly attempts: number
}

const putBack = async (tx: Tx, item: Item, failed: { readonly error: unknown; readonly attempts: number }): Promise<void> => {
  const parked = failed.attempts >= MAX_ATTEMPTS
  await sql`
    insert into platform.work (key, task, payload, due_at, attempts, retry_at, last_error, parked_at)
    values (${item.key}, ${item.task}, ${json(item.payload)}::jsonb, now() - interval '100 years', ${failed.attempts},
      now() + make_interval(secs => ${0.2 * 3 ** failed.attempts}::float8), ${String(failed.error).slice(0, 2000)}, ${parked ? new Date() : null}::timestamptz)`.execute(
    writing<PlatformTables>(tx),
  )
}

const runItem = async (spec: WorkerSpec, act: Act, item: Item): Promise<Result<unknown>> => {
  if (item.task !== REACTION_TASK) {
    const task = spec.tasks.get(item.task)
    if (!task) throw new Error(`no module knows the task ${item.task}`)
    return task(act, item.payload)
  }
  const logged = await factById(act.tx, factIdOf(item))
  return reactTo(spec, act, item, logged?.fact)
}

const factIdOf = ({ payload }: Item): string => String(payload['factId'])

const reactTo = async (spec: WorkerSpec, act: Act, { payload }: Item, fact: Fact | undefined): Promise<Result<unknown>> => {
  const reaction = spec.reactions.get(String(payload['reaction']))
  if (!reaction) throw new Error(`no module knows the reaction ${String(payload['reaction'])}`)
  if (!fact) throw new Error(`a fact is missing: ${JSON.stringify(payload)}`)
  return reaction.handle(act, fact)
}

/** Tasks whose key begins so are no event of the market: nobody waits for a letter. */
const QUIET = 'quiet:'
export const quietly = (key: string): string => `${QUIET}${key}`

/** When the next event is due; with `demo` what the people of the demonstration have in mind counts as well. */
export const nextDue = async (reader: Reader, { demo = false } = {}): Promise<Instant | null> => {
  const row = await reading<PlatformTables>(reader)
    .selectFrom('platform.work')
    .select('dueAt')
    .where('parkedAt', 'is', null)
    .where('attempts', '=', 0)
    .where('key', 'not like', `${QUIET}%`)
    .$if(!demo, (query) => query.where('task', '!=', DEMO_TURN))
    .orderBy('dueAt')
    .limit(1)
    .executeTakeFirst()
  return row?.dueAt ?? null
}

/** The next turn of the demonstration that is due by then. */
export const dueTurn = (reader: Reader, by: Instant) =>
  reading<PlatformTables>(reader)
    .selectFrom('platform.work')
    .select(['key', 'payload'])
    .where('task', '=', DEMO_TURN)
    .where('dueAt', '<=', timestamp(by))
    .orderBy('dueAt')
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst()

/** What is still to be played of the turns whose keys begin so. */
export const turnsOf = async (reader: Reader, beginning: string): Promise<readonly unknown[]> => {
  const rows = await reading<PlatformTables>(reader)
    .selectFrom('platform.work')
    .select('payload')
    .where('task', '=', DEMO_TURN)
    .where('key', 'like', `${beginning}%`)
    .orderBy('seq')
    .limit(100)
    .execute()
  return rows.map(({ payload }) => payload)
}
