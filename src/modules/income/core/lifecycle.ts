import { lifecycle } from '#kernel/lifecycle.ts'
import type { Waits } from '#kernel/waiting.ts'

/**
 * From the settled contract to the money in the inventors' accounts. An objection that is upheld sends the plan back to its maker; after
 * the second approval nothing about it can change any more.
 */
export const planLifecycle = lifecycle({
  initial: 'awaited',
  states: {
    awaited: { draft: 'draft' },
    draft: { draft: 'draft', propose: 'noticed' },
    noticed: { uphold: 'draft', clear: 'cleared' },
    cleared: { approve_first: 'approving' },
    approving: { approve_second: 'approved', return: 'draft' },
    approved: { pay_out: 'paying' },
    paying: { settle_last: 'paid' },
    paid: {},
  },
})

export type PlanState = (typeof planLifecycle.states)[number]
export type PlanEvent = Parameters<typeof planLifecycle.next>[1]

/** While the notice runs nobody has to act; the money is on its way once it is paid out. */
export const PLAN_WAITS: Waits<PlanState, 'draftPlan' | 'proposePlan' | 'approve' | 'payOut', 'institution'> = {
  awaited: [{ act: 'draftPlan', of: 'institution', roles: ['tto'] }],
  draft: [{ act: 'proposePlan', of: 'institution', roles: ['tto'] }],
  noticed: [],
  cleared: [{ act: 'approve', of: 'institution', roles: ['tto', 'approver'] }],
  approving: [{ act: 'approve', of: 'institution', roles: ['tto', 'approver'] }],
  approved: [{ act: 'payOut', of: 'institution', roles: ['tto'] }],
  paying: [],
  paid: [],
}
