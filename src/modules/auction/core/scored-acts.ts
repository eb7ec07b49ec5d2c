/** Which act of a bidder on a sale with scores is open, and why not. */
import { actsBy, type Permit } from '#kernel/acts.ts'
import type { Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { permitProposal, permitRound, type Asking, type ScoredTerms } from './scored.ts'
import type { AuctionState } from './state.ts'

export const SCORED_ACTS = ['fileProposal', 'namePrice'] as const
export type ScoredAct = (typeof SCORED_ACTS)[number]

export interface HandledScored {
  readonly state: AuctionState
  readonly terms: ScoredTerms
  /** Null: the asker has no number in it. */
  readonly asking: Asking | null
  readonly now: Instant
}

const numbered = ({ asking }: HandledScored): Result<Asking> => (asking === null ? refuse('auction.forbidden') : ok(asking))

const filing: Permit<HandledScored> = (_, on) => {
  const own = numbered(on)
  return own.ok ? permitProposal(on.state, on.terms, on.now) : own
}

const naming: Permit<HandledScored> = (_, on) => {
  const own = numbered(on)
  if (!own.ok) return own
  const round = permitRound(on.state, on.terms, own.value, on.now)
  return round.ok ? ok(null) : round
}

export const scoredActs = actsBy<ScoredAct, HandledScored>({ fileProposal: filing, namePrice: naming })
