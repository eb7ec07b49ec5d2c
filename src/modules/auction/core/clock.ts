/** Time moves an auction without anybody's act; and the auctioneer can stop and restart its clock. */
import { later, type Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { PHASES, RESUME_EVENT } from './phase.ts'
import type { AuctionState } from './state.ts'
import type { Phase } from './method.ts'

export type Step = 'opened' | 'timed_started'

/** A phase change is a fault, not a refusal, when the table has no arrow for it: callers have asked before. */
const enter = (phase: Phase, event: Parameters<typeof PHASES.next>[1]): Phase => {
  const next = PHASES.next(phase, event)
  if (next === null) throw new Error(`auction: no ${event} from ${phase}`)
  return next
}

/**
 * Brings the state to `now` by comparing times. Each bound belongs to the later phase: a bid at exactly `freeEndsAt` is
 * in the timed phase, a bid at exactly `endsAt` is too late. A phase of no length is not entered. Steps say what happened on the way, in order.
 */
export const advance = (state: AuctionState, now: Instant): { readonly state: AuctionState; readonly steps: readonly Step[] } => {
  const steps: Step[] = []
  let current = state
  if (current.phase === 'scheduled' && now >= current.opensAt) {
    current = { ...current, phase: enter(current.phase, current.freeEndsAt > current.opensAt ? 'open' : 'openTimed') }
    steps.push('opened')
  }
  if (current.phase === 'free' && now >= current.freeEndsAt && current.freeEndsAt < current.endsAt) {
    current = { ...current, phase: enter(current.phase, 'startTimed') }
    steps.push('timed_started')
  }
  return { state: current, steps }
}

export const hasEnded = (state: AuctionState, now: Instant): boolean => (state.phase === 'timed' || state.phase === 'free') && now >= state.endsAt

/** Stops the clock. The remaining time is what lies between now and each bound not yet passed. */
export const suspend = (state: AuctionState, now: Instant): Result<AuctionState, 'auction.already_suspended' | 'auction.already_closed'> => {
  const at = advance(state, now).state
  if (at.phase === 'suspended') return refuse('auction.already_suspended')
  if (at.phase === 'closed' || hasEnded(at, now)) return refuse('auction.already_closed')
  return ok({ ...at, phase: enter(at.phase, 'suspend'), suspendedFrom: at.phase, suspendedAt: now })
}

/**
 * Restarts the clock: every bound that lay ahead at the suspension moves by the time the auction stood still, so the
 * remaining time is exactly what it was. However late it comes: who resumes late answers for it, and the sale is not lost by it.
 */
export const resume = (state: AuctionState, now: Instant): Result<AuctionState, 'auction.not_suspended'> => {
  if (state.phase !== 'suspended' || state.suspendedFrom === null || state.suspendedAt === null) return refuse('auction.not_suspended')
  const { suspendedAt } = state
  const still = now - suspendedAt
  const moved = (bound: Instant): Instant => (bound > suspendedAt ? later(bound, still) : bound)
  return ok({
    ...state,
    phase: enter(state.phase, RESUME_EVENT[state.suspendedFrom]),
    suspendedFrom: null,
    suspendedAt: null,
    opensAt: moved(state.opensAt),
    freeEndsAt: moved(state.freeEndsAt),
    endsAt: moved(state.endsAt),
  })
}

/** The next instant at which something is due by itself, or null. */
export const nextDue = (state: AuctionState): Instant | null => {
  if (state.phase === 'scheduled') return state.opensAt
  if (state.phase === 'free') return state.freeEndsAt < state.endsAt ? state.freeEndsAt : state.endsAt
  return state.phase === 'timed' ? state.endsAt : null
}
