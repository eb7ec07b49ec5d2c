/** What the loop that answers and a thread that draws say to each other: plain data, in the order in which it was said. */
import type { Instant } from '#kernel/instant.ts'
import type { Written } from '#platform/command/services.ts'
import type { Config } from '#platform/config/config.ts'
import type { Drawing, Order, SharedDrawing } from '#platform/http/drawing.ts'

/** With what a thread is begun. */
export interface HandStart {
  readonly config: Config
  readonly databaseUrl: string
  readonly pagesDirectory: string
}

/** The market as it stands while an order is given: the thread has no clock and hears no facts of its own. */
export interface Told {
  readonly now: Instant
  /** Null: no demonstration. */
  readonly demoOffsetMs: number | null
  readonly decided: number
  readonly grown: number
}

export type ToHand =
  | { readonly kind: 'draw'; readonly serial: number; readonly isForAll: boolean; readonly order: Order; readonly told: Told }
  | { readonly kind: 'stop' }

export type FromHand =
  | { readonly kind: 'ready' }
  | { readonly kind: 'drawn'; readonly serial: number; readonly drawing: Drawing | SharedDrawing }
  | { readonly kind: 'failed'; readonly serial: number; readonly message: string }
  /** A page that is read may note something; who must hear of it is in the loop. */
  | { readonly kind: 'committed'; readonly written: Written }
  | { readonly kind: 'forget' }
