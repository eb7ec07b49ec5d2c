/** First refusal of the completers of a service achievement when it is to be assigned (Civil Code art. 847). */
import type { Instant } from '#kernel/instant.ts'
import type { Waits } from '#kernel/waiting.ts'

export const ANSWERS = ['waived', 'exercised', 'lapsed'] as const
export type Answer = (typeof ANSWERS)[number]

export const ASK_STATES = ['open', 'waived', 'exercised', 'unanswered', 'cancelled'] as const
export type AskState = (typeof ASK_STATES)[number]

/** Those who were asked answer; silence to the end is an answer only where that was agreed. */
export const ASK_WAITS: Waits<AskState, 'answer', 'asked'> = {
  open: [{ act: 'answer', of: 'asked', roles: [] }],
  waived: [],
  exercised: [],
  unanswered: [],
  cancelled: [],
}

/** `not_asked` also when an earlier round was cancelled, or ran out without an answer: it is asked again. */
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

/** The law sets no period and lets nobody waive by silence: that takes an agreement, or a rule of the unit, which the round names. */
export const isSilenceWaiver = (silenceBasis: string): boolean => silenceBasis !== ''

/** The time to answer is over. */
export const isSilenceOver = (closesAt: Instant, now: Instant): boolean => now >= closesAt

export const stateOfRefusal = (isServiceAchievement: boolean, latest: AskState | null): FirstRefusalState => {
  if (!isServiceAchievement) return 'waived'
  return latest === null || latest === 'cancelled' || latest === 'unanswered' ? 'not_asked' : latest
}
