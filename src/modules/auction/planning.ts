/** When an auction is looked at next. */
import { later, SECOND_MS, type Instant } from '#kernel/instant.ts'
import type { Act } from '#platform/command/act.ts'
import { nextDue } from './core/clock.ts'
import type { AuctionState } from './core/state.ts'

export const DUE_TASK = 'auction.due'

/** The end is decided by receive times; the hammer waits this long for bids that came in before it and are still in a queue. */
export const CLOSING_GRACE_MS = 1.5 * SECOND_MS

export const scheduleDue = (act: Act, auctionId: string, dueAt: Instant): void =>
  act.schedule({ key: `auction.due:${auctionId}`, task: DUE_TASK, payload: { id: auctionId }, dueAt })

/** The next look at an auction: at its next bound, with the grace at its end. */
export const planNext = (act: Act, auctionId: string, state: AuctionState): void => {
  const at = nextDue(state)
  if (at !== null) scheduleDue(act, auctionId, at === state.endsAt ? later(at, CLOSING_GRACE_MS) : at)
}
