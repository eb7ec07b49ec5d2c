/** A need is open to everybody until it is met, given up or taken down. */
import { lifecycle } from '#kernel/lifecycle.ts'

export const DEMAND_STATES = ['published', 'closed', 'withdrawn', 'taken_down'] as const
export type DemandState = (typeof DEMAND_STATES)[number]

export const DEMAND = lifecycle({
  initial: 'published',
  states: {
    published: { close: 'closed', expire: 'closed', withdraw: 'withdrawn', takeDown: 'taken_down' },
    // A clerk also takes down what is found to be unlawful later.
    closed: { takeDown: 'taken_down' },
    withdrawn: {},
    taken_down: {},
  },
})
export type DemandEvent = Parameters<typeof DEMAND.next>[1]

/** States in which anybody may read the demand. */
export const PUBLIC_STATES: readonly DemandState[] = ['published', 'closed']
