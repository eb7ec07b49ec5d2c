/** Running parts of the platform that plain routes and group-commit lanes need. */
import type { FastifyRequest } from 'fastify'
import type { Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import type { Refusal, Result } from '#kernel/result.ts'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import type { FileStore } from '#platform/files/store.ts'
import type { Act } from './act.ts'

/**
 * A group-commit lane: many commands, one transaction. `decide` gets the whole batch in arrival order and answers for each.
 * Refused items may still publish facts (a refused bid is evidence too).
 */
export interface Lane<Item, Value> {
  readonly submit: (item: Item) => Promise<Result<Value>>
}
export interface LaneSpec<Item, Value> {
  readonly name: string
  readonly maxBatch: number
  readonly decide: (act: Act, items: readonly Item[]) => Promise<readonly Result<Value>[]>
}

export interface Call {
  readonly operation: string
  readonly actor: Actor
  /** Parsed input; hashed so that a key cannot be used again with another body. */
  readonly input?: unknown
  readonly idempotencyKey?: string
  /** Decide and write as always, then roll back. */
  readonly dryRun?: boolean
  readonly receivedAt?: Instant
}

/** What a commit wrote besides state. */
export interface Written {
  readonly factTypes: readonly string[]
  readonly hasWork: boolean
}

export interface Road {
  readonly run: <Value>(call: Call, work: (act: Act) => Promise<Result<Value>>) => Promise<Result<Value>>
  /** The same inside a transaction that exists already: for deferred work. What was written is done when it answers; who commits it tells of it. */
  readonly join: <Value>(
    tx: Tx,
    operation: string,
    work: (act: Act) => Promise<Result<Value>>,
  ) => Promise<{ readonly value: Result<Value>; readonly written: Written }>
  /** A whole batch in one transaction; refused items keep what they published. */
  readonly batch: <Value>(work: (act: Act) => Promise<Value>) => Promise<Value>
}

export interface Services {
  readonly now: () => Instant
  /** When the request that is handled in this turn of the loop was taken from its socket, all of it. Ask before anything is awaited. */
  readonly arrivedAt: () => Instant
  /** Null, or why nothing that depends on the time may be decided now. */
  readonly clockRefusal: () => Refusal | null
  readonly reader: Reader
  readonly files: FileStore
  readonly actorFrom: (request: FastifyRequest) => Promise<Actor>
  readonly lane: <Item, Value>(spec: LaneSpec<Item, Value>) => Lane<Item, Value>
  /** Runs one command on the road for a plain route (uploads). */
  readonly run: <Value>(name: string, actor: Actor, work: (act: Act) => Promise<Result<Value>>) => Promise<Result<Value>>
}
