/**
 * The one road for every write: state, facts and deferred work commit together or not at all.
 */
import { createHash } from 'node:crypto'
import type { Body, FactKind } from '#contract/fact.ts'
import { actorIdOf, SYSTEM } from '#kernel/actor.ts'
import { canonicalJson, type Json } from '#kernel/canonical-json.ts'
import { makeId } from '#kernel/id.ts'
import type { Instant } from '#kernel/instant.ts'
import { Refused, refuse, type Result } from '#kernel/result.ts'
import type { Database } from '#platform/db/database.ts'
import { json, reading, sendAhead, sentArrived, timestamp, writing, type Tx } from '#platform/db/transaction.ts'
import { appendFacts, type StampedFact } from '#platform/outbox/facts.ts'
import type { PlatformTables } from '#platform/outbox/tables.ts'
import { dequeue, enqueue, reactionItems } from '#platform/work/queue.ts'
import type { Act, DueTask } from './act.ts'
import type { Reaction } from './module.ts'
import { randomPiece } from './random.ts'
import type { Call, Road, Written } from './services.ts'

interface RoadSpec {
  readonly database: Database
  readonly now: () => Instant
  readonly reactions: readonly Reaction[]
  /** Called after a commit, so that the relay and the worker of this process look at once. */
  readonly onCommit: (written: Written) => void
}

/** Carries a refusal or a dry run's answer out of a transaction that must roll back. */
class Unwind extends Error {
  readonly result: Result<unknown>
  constructor(result: Result<unknown>) {
    super('rolled back')
    this.result = result
  }
}

const ID_RANDOM_BYTES = 12

export const newIdSource = (now: () => Instant) => (prefix: string) => makeId(prefix, now(), randomPiece(ID_RANDOM_BYTES))

const plain = (value: unknown): Json =>
  JSON.parse(JSON.stringify(value ?? null, (_key, item: unknown) => (typeof item === 'bigint' ? String(item) : item))) as Json

export const hashInput = (operation: string, input: unknown): string =>
  createHash('sha256')
    .update(canonicalJson([operation, plain(input)]))
    .digest('hex')

/** A telling after its kind has checked it. */
interface Saying {
  readonly subject: string
  readonly related?: readonly string[]
  readonly body: Body
  readonly visibleTo?: 'public' | readonly string[]
}

export const buildRoad = ({ database, now, reactions, onCommit }: RoadSpec): Road => {
  const reactsTo = new Set(reactions.map((reaction) => reaction.on.type))

  /** Collects what the work publishes and plans, and writes it with the state. */
  const withAct = async <Value>(
    tx: Tx,
    { actor, receivedAt, dryRun }: Pick<Call, 'actor' | 'receivedAt' | 'dryRun'>,
    work: (act: Act) => Promise<Value>,
  ): Promise<{ readonly value: Value; readonly written: Written }> => {
    const at = now()
    const facts: StampedFact[] = []
    const due: DueTask[] = []
    const newId = newIdSource(() => at)
    const actorId = actorIdOf(actor)
    const act: Act = {
      tx,
      actor,
      now: at,
      receivedAt: receivedAt !== undefined && receivedAt < at ? receivedAt : at,
      isDryRun: dryRun === true,
      newId,
      publish: (kind: FactKind, { subject, related = [], body, visibleTo = 'public' }: Saying) =>
        void facts.push({ id: newId('fct'), type: kind.type, version: kind.version, subject, related, body, visibleTo, at, actorId }),
      schedule: (item) => void due.push(item),
      unschedule: (key) => void due.push({ key, task: '', payload: {}, dueAt: at }),
    }
    const value = await work(act)
    appendFacts(tx, facts)
    for (const fact of facts) if (reactsTo.has(fact.type)) due.push(...reactionItems(reactions, fact, at))
    const last = new Map(due.map((item) => [item.key, item]))
    dequeue(
      tx,
      [...last.values()].filter((item) => item.task === '').map((item) => item.key),
    )
    enqueue(
      tx,
      [...last.values()].filter((item) => item.task !== ''),
    )
    return { value, written: { factTypes: facts.map((fact) => fact.type), hasWork: last.size > 0 } }
  }

  const run: Road['run'] = async <Value>(call: Call, work: (act: Act) => Promise<Result<Value>>) => {
    try {
      const result = await database.transact(async (tx) => {
        const earlier = await claimRequest(tx, call, now())
        if (earlier) throw new Unwind(earlier)
        const { value: done, written } = await withAct(tx, call, work)
        if (!done.ok || call.dryRun) throw new Unwind(done)
        keepOutcome(tx, call, done.value)
        return { done, written }
      })
      onCommit(result.written)
      return result.done
    } catch (error) {
      if (error instanceof Unwind) return error.result as Result<Value>
      if (error instanceof Refused) return { ok: false, refusal: error.refusal }
      throw error
    }
  }

  return {
    run,
    join: async (tx, _operation, work) => {
      const joined = await withAct(tx, { actor: SYSTEM }, work)
      await sentArrived(tx)
      return joined
    },
    batch: async (work) => {
      const { value, written } = await database.transact((tx) => withAct(tx, { actor: SYSTEM }, work))
      onCommit(written)
      return value
    },
  }
}

/** Null when this request is new; the stored answer or a refusal when its key was used before. Waits for a twin in flight. */
const claimRequest = async (tx: Tx, call: Call, at: Instant): Promise<Result<unknown> | null> => {
  if (!call.idempotencyKey) return null
  const actorId = actorIdOf(call.actor)
  const inputHash = hashInput(call.operation, call.input)
  const claimed = await writing<PlatformTables>(tx)
    .insertInto('platform.request')
    .values({ actorId, key: call.idempotencyKey, operation: call.operation, inputHash, outcome: 'null', at: timestamp(at) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst()
  if (claimed) return null
  const earlier = await reading<PlatformTables>(tx)
    .selectFrom('platform.request')
    .select(['inputHash', 'outcome'])
    .where('actorId', '=', actorId)
    .where('key', '=', call.idempotencyKey)
    .executeTakeFirstOrThrow()
  if (earlier.inputHash !== inputHash) return refuse('request.key_reused.conflict', { key: call.idempotencyKey })
  return { ok: true, value: earlier.outcome }
}

const keepOutcome = (tx: Tx, call: Call, value: unknown): void => {
  if (!call.idempotencyKey) return
  const kept = writing<PlatformTables>(tx)
    .updateTable('platform.request')
    .set({ outcome: json(plain(value)) })
    .where('actorId', '=', actorIdOf(call.actor))
    .where('key', '=', call.idempotencyKey)
  sendAhead(tx, kept)
}
