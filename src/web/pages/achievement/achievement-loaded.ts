/** What the desk page of an achievement hands to its parts. */
import type { AchievementAct } from '#modules/achievement/core/acts.ts'
import type { AskAct, RightAct } from '#modules/title/core/acts.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import type { WordedAct } from '../../ui/acts.tsx'
import type { ShownAchievement, ShownRight, ShownRound } from './achievements-types.ts'

export interface HandledLoaded {
  readonly achievement: Omit<ShownAchievement, 'acts'> & { readonly acts: WordedAct<AchievementAct>[] }
  readonly right:
    | (Omit<ShownRight, 'acts' | 'encumbrances'> & {
        readonly acts: WordedAct<RightAct>[]
        readonly encumbrances: readonly (Omit<ShownRight['encumbrances'][number], 'acts'> & { readonly acts: WordedAct<'lift'>[] })[]
      })
    | null
  readonly rounds: readonly (Omit<ShownRound, 'acts'> & { readonly acts: WordedAct<AskAct>[] })[]
  readonly people: readonly { readonly value: string; readonly label: string }[]
  readonly personId: string
  /** The viewer's office may put a lot of it on offer. */
  readonly mayOffer: boolean
}

export type HandledOutcome = CommandOutcome<unknown> | undefined
