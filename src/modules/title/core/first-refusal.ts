/** First refusal of the completers of a service achievement when it is to be assigned (Civil Code art. 847). */
import type { Instant } from '#kernel/instant.ts'
import type { Waits } from '#kernel/waiting.ts'

export const ANSWERS = ['waived', 'exercised', 'lapsed'] as const
export type Answer = (typeof ANSWERS)[number]

export const ASK_STATES = ['open', 'waived', 'exercised', 'cancelled'] as const
export type AskState = (typeof ASK_STATES)[number]

/** Those who were asked answer; their silence to the end is an answer too. */
export const ASK_WAITS: Waits<AskState, 'answer', 'asked'> = {
  open: [{ act: 'answer', of: 'asked', roles: [] }],
  waived: [],
  exercised: [],
  cancelled: [],
}

/** `not_asked` also when an earlier round was cancelled. */
export type FirstRefusalState = 'not_asked' | 'open' | 'waived' | 'exercised'

export interface Asked {
  readonly personId: string
  readonly answer: Answer | null
}

/** Answered when everybody has answered; exercised as soon as one wants the achievement, because nothing else matters then. */
export const outcomeOf = (asked: readonly Asked[]): AskState => {
  if (asked.some(({ answer }) => answer === 'exercised')) return 'exercised'
  return asked.every(({ answer }) => answer !== null) ? 'waived' : 'open'
}

/** Silence to the end of the period counts as a waiver. */
export const isSilenceOver = (closesAt: Instant, now: Instant): boolean => now >= closesAt

export const stateOfRefusal = (isServiceAchievement: boolean, latest: AskState | null): FirstRefusalState => {
  if (!isServiceAchievement) return 'waived'
  return latest === null || latest === 'cancelled' ? 'not_asked' : latest
}
