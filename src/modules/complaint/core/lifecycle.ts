/** A complaint waits for the market's answer; who made it may take it back until then. */
import { lifecycle } from '#kernel/lifecycle.ts'
import type { Waits } from '#kernel/waiting.ts'

export const COMPLAINT_STATES = ['received', 'answered', 'withdrawn'] as const
export type ComplaintState = (typeof COMPLAINT_STATES)[number]

export const COMPLAINT = lifecycle({
  initial: 'received',
  states: {
    received: { answer: 'answered', withdraw: 'withdrawn' },
    answered: {},
    withdrawn: {},
  },
})

/** Any officer of the market but the one who complains. */
export const COMPLAINT_WAITS: Waits<ComplaintState, 'answer', 'market'> = {
  received: [{ act: 'answer', of: 'market', roles: ['clerk', 'admin'] }],
  answered: [],
  withdrawn: [],
}
