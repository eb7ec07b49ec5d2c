/** What a market is started with. */
import type { Instant } from '#kernel/instant.ts'
import type { MachineTime } from '#platform/clock/guard.ts'
import type { Config } from '#platform/config/config.ts'
import type { Patience } from '#platform/db/database.ts'
import type { Log } from '#platform/log/log.ts'
import type { Storage } from './storage.ts'

export interface MarketOptions {
  readonly config: Config
  readonly log: Log
  readonly version: string
  /** Directory of the built pages; null serves the API alone. */
  readonly pagesDirectory: string | null
  /** Opened already, or about to be. Absent: opened by the configuration. */
  readonly storage?: Promise<Storage>
  /** Called when the embedded database ends by itself. */
  readonly onDatabaseExit?: () => void
  /** Replaces the clock: the demo seed lives through past weeks. */
  readonly clock?: { readonly now: () => Instant }
  /** The clock and the counter that are watched; the machine's own unless a test moves them. */
  readonly machine?: MachineTime
  /** How long the database may be silent. Absent: for ever, which suits the commands of an operator. */
  readonly patience?: Patience
  /** Commits reach the disk a moment later: for the demo data, which are laid anew after a crash. */
  readonly isLazy?: boolean
  /** Replaces the machine's clock, in milliseconds, by which sessions and limits go: tests let minutes pass. */
  readonly machineClock?: () => number
  /** How long a session may be remembered without a look; tests let it be long. */
  readonly sessionConfirmMs?: number
  /** How many threads draw pages beside the loop that takes the bids. Absent: none, the loop draws. */
  readonly drawingThreads?: number
}
