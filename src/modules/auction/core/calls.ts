/** Calls of who presides: once, twice. They are words to the room; the clock alone ends the bidding. */
import { refuse, ok, type Result } from '#kernel/result.ts'
import type { Instant } from '#kernel/instant.ts'
import { advance, hasEnded } from './clock.ts'
import { hasFloor } from './floor.ts'
import type { Method } from './method.ts'
import type { AuctionState } from './state.ts'

export const CALLS = [1, 2] as const
export type Call = (typeof CALLS)[number]

export interface Called {
  readonly call: Call
  /** The bid it was said to. */
  readonly seq: number
  readonly at: Instant
}

interface Calling {
  readonly method: Method
  readonly state: AuctionState
  readonly now: Instant
  /** The last that was said, to whatever bid. */
  readonly called: Called | null
}

/** The call that stands: said to the bid that leads. A newer bid clears it by being newer, so that no bid has to. */
export const standingCall = (called: Called | null, { acceptedCount, phase }: Pick<AuctionState, 'acceptedCount' | 'phase'>): Called | null =>
  called !== null && called.seq === acceptedCount && phase === 'timed' ? called : null

/** Whether `call` may be said now. Twice comes after once; before the timed phase, without a bid, in a stop and after the end nothing is called. */
export const mayCall = ({ method, state, now, called }: Calling, call: Call): Result<null> => {
  if (!hasFloor(method)) return refuse('auction.no_calls')
  const at = advance(state, now).state
  if (at.phase === 'suspended') return refuse('auction.suspended')
  if (at.phase === 'closed' || hasEnded(at, now)) return refuse('auction.already_closed')
  if (at.phase !== 'timed') return refuse('auction.calls_in_timed_phase')
  if (at.top === null) return refuse('auction.nothing_to_call')
  const standing = standingCall(called, at)?.call ?? 0
  if (standing >= call) return refuse('auction.called_already')
  return standing === call - 1 ? ok(null) : refuse('auction.not_called_once')
}
