/** The shape of a scene of the demonstration: what one room shows, and when it is laid. */
import type { Instant } from '#kernel/instant.ts'
import type { Stage } from '../stage/stage.ts'
import type { Script } from '../stage/timeline.ts'
import type { AnnouncedLot } from './life-lot.ts'

export interface Season {
  readonly stage: Stage
  readonly today: Instant
  /** What becomes of the lot after `today` is for the demo's people to see to. */
  readonly handOver: (lot: AnnouncedLot) => void
}

export interface Scene {
  /** As the deferred work names it: never changed. */
  readonly name: string
  /** Achievements of the data that it has for itself. */
  readonly shows?: readonly string[]
  /** Lived through before the market answers, in the hundred days before: only what the deal that everybody comes to see needs. */
  readonly past?: (season: Season) => readonly Script[]
  /** Played behind, when the market answers already: one after the other, each once, whatever process is stopped in between. A step is only ever added at the end. */
  readonly steps?: readonly ((stage: Stage) => Promise<void>)[]
}
