/** Running parts of the platform that plain routes and group-commit lanes need. */
import type { FastifyRequest } from 'fastify'
import type { Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import type { Result } from '#kernel/result.ts'
import type { Reader } from '#platform/db/transaction.ts'
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

export interface Services {
  readonly now: () => Instant
  readonly reader: Reader
  readonly files: FileStore
  readonly actorFrom: (request: FastifyRequest) => Promise<Actor>
  readonly lane: <Item, Value>(spec: LaneSpec<Item, Value>) => Lane<Item, Value>
  /** Runs one command on the road for a plain route (uploads). */
  readonly run: <Value>(name: string, actor: Actor, work: (act: Act) => Promise<Result<Value>>) => Promise<Result<Value>>
}
