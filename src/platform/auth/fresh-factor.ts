/** Acts that would let a thief of an open browser take money or power ask for the second factor again. Pure: who must show what, and when. */
import type { Actor, Role } from '#kernel/actor.ts'
import { refuse, type Refusal } from '#kernel/result.ts'

/** House rule: how long one proof counts, in minutes of the machine's clock. */
export const FRESH_MINUTES = 10
const FRESH_MS = FRESH_MINUTES * 60_000

/** Who keeps the market's order, checks others or moves others' money. They need a second factor of their own where the market is real. */
const OFFICERS: readonly Role[] = ['approver', 'clerk', 'finance', 'auctioneer', 'regulator', 'admin']
export const isOfficer = (actor: Actor): boolean => actor.mandates.some(({ role }) => OFFICERS.includes(role))

export interface FactorStanding {
  /** When this session last showed the factor, in milliseconds; null: never (a trusted device). */
  readonly provedAt: number | null
  /** A code from an app is set up. */
  readonly hasCode: boolean
  readonly hasPasskey: boolean
}

/** What proves it: a passkey, a `code` from the app or a backup code, or, where neither is set up, the `password` typed anew. */
export const proofOf = ({ hasCode, hasPasskey }: Pick<FactorStanding, 'hasCode' | 'hasPasskey'>): 'code' | 'passkey' | 'password' => {
  if (hasCode) return 'code'
  return hasPasskey ? 'passkey' : 'password'
}

/** Null when the act may go on. */
export const freshFactorRefusal = (standing: FactorStanding, mustHaveFactor: boolean, now: number): Refusal | null => {
  if (mustHaveFactor && !standing.hasCode && !standing.hasPasskey) return refuse('request.second_factor_missing').refusal
  if (standing.provedAt !== null && now - standing.provedAt < FRESH_MS) return null
  return refuse('request.fresh_factor_needed', { by: proofOf(standing), minutes: FRESH_MINUTES }).refusal
}
