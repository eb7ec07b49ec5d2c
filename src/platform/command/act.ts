/** What a command, a reaction or a due task is given. Everything that is not in here does not exist for it. */
import type { z } from 'zod'
import type { Body, FactKind, Told } from '#contract/fact.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import type { Json } from '#kernel/canonical-json.ts'
import type { Reader, Tx } from '#platform/db/transaction.ts'

interface Telling<Kind extends FactKind> {
  /** Id of the thing the fact is about; live streams and timelines are keyed by it. */
  readonly subject: string
  /** Other ids under whose timeline the fact also belongs (lot, achievement, contract). */
  readonly related?: readonly string[]
  readonly body: Told<Kind>
}

/**
 * A fact is published once, with the state it tells of. It is at the same time an event for other modules and a leaf of
 * the evidence log (the leaf holds a salted commitment of the body, never the body). Who may read it is declared with it.
 */
export interface Publish {
  <Kind extends FactKind<z.ZodType, 'public'>>(fact: Kind, told: Telling<Kind>): void
  <Kind extends FactKind<z.ZodType, 'named'>>(fact: Kind, told: Telling<Kind> & { readonly visibleTo: readonly string[] }): void
  <Kind extends FactKind<z.ZodType, 'either'>>(fact: Kind, told: Telling<Kind> & { readonly visibleTo: 'public' | readonly string[] }): void
}

export interface Fact<Said = Body> {
  readonly id: string
  readonly type: string
  readonly version: number
  readonly subject: string
  readonly related: readonly string[]
  readonly body: Said
  readonly visibleTo: 'public' | readonly string[]
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
  /** Nothing of it will be kept. For commands whose answer is itself a secret that an attempt uses up. */
  readonly isDryRun: boolean
  readonly newId: (prefix: string) => string
  readonly publish: Publish
  readonly schedule: (due: DueTask) => void
  readonly unschedule: (key: string) => void
}

/** What a query is given. */
export interface View {
  readonly reader: Reader
  readonly actor: Actor
  readonly now: Instant
}
