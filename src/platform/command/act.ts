/** What a command, a reaction or a due task is given. Everything that is not in here does not exist for it. */
import type { Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import type { Json } from '#kernel/canonical-json.ts'
import type { Reader, Tx } from '#platform/db/transaction.ts'

/**
 * A fact is published once, with the state it tells of. It is at the same time an event for other modules and a leaf of
 * the evidence log (the leaf holds a salted commitment of the body, never the body).
 */
export interface NewFact {
  /** `module.past_tense`, e.g. `auction.bid_accepted`. */
  readonly type: string
  readonly version?: number
  /** Id of the thing the fact is about; live streams and timelines are keyed by it. */
  readonly subject: string
  /** Other ids under whose timeline the fact also belongs (lot, achievement, contract). */
  readonly related?: readonly string[]
  readonly body: Readonly<Record<string, Json>>
  /** `public`: anyone may read the body. Otherwise the ids of persons and organisations that may. */
  readonly visibleTo: 'public' | readonly string[]
}

export interface Fact extends Omit<NewFact, 'related' | 'version'> {
  readonly id: string
  readonly version: number
  readonly related: readonly string[]
  readonly at: Instant
  readonly actor: Actor
}

/** Work to be done at or after an instant of the market's clock. Same key replaces; the task re-reads state and decides again. */
export interface DueTask {
  readonly key: string
  /** `module.task` */
  readonly task: string
  readonly payload: Readonly<Record<string, Json>>
  readonly dueAt: Instant
}

export interface Act {
  readonly tx: Tx
  readonly actor: Actor
  /** One instant for the whole command. */
  readonly now: Instant
  /** When the server had the request: what a deadline of the sender is measured by. Not after `now`. */
  readonly receivedAt: Instant
  readonly newId: (prefix: string) => string
  readonly publish: (fact: NewFact) => void
  readonly schedule: (due: DueTask) => void
  readonly unschedule: (key: string) => void
}

/** What a query is given. */
export interface View {
  readonly reader: Reader
  readonly actor: Actor
  readonly now: Instant
}
