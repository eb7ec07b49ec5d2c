/** What the desk page of an achievement hands to its parts. */
import type { AchievementAct } from '#modules/achievement/core/acts.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import type { WordedAct } from '../../ui/acts.tsx'
import type { ShownAchievement, ShownRight, ShownRound } from './achievements-types.ts'

export interface HandledLoaded {
  readonly achievement: Omit<ShownAchievement, 'acts'> & { readonly acts: WordedAct<AchievementAct>[] }
  readonly right: ShownRight | null
  readonly rounds: readonly ShownRound[]
  readonly people: readonly { readonly value: string; readonly label: string }[]
  readonly personId: string
  /** The viewer's office may put a lot of it on offer. */
  readonly mayOffer: boolean
}

export type HandledOutcome = CommandOutcome<unknown> | undefined
