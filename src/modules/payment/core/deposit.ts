/** Where a deposit stands: said alike of money and of what stands for it. */
import type { CallState } from './instrument.ts'
import type { RequestState } from './payout.ts'

export const DEPOSIT_STATES = ['asked', 'inCheck', 'bound', 'called', 'returning', 'returned', 'setOff', 'forfeited', 'lapsed'] as const
export type DepositState = (typeof DEPOSIT_STATES)[number]

type Held = 'held' | 'released' | 'captured' | 'voided'

export interface CashDeposit {
  readonly request: Exclude<RequestState, 'cancelled'>
  readonly hold: Held | null
  /** The bank has carried out the refund. */
  readonly isPaidBack: boolean
  /** Captured for the lot itself and not for a contract: its bidder lost it. */
  readonly isLost: boolean
}

export const cashState = ({ request, hold, isPaidBack, isLost }: CashDeposit): DepositState => {
  if (request === 'open') return 'asked'
  if (hold === 'captured') return isLost ? 'forfeited' : 'setOff'
  if (request === 'paid') return 'bound'
  return isPaidBack ? 'returned' : 'returning'
}

/** `call`: a claim that was made on it for this lot. */
export const coverState = (hold: Held, call: CallState | null): DepositState => {
  if (call !== null) return call === 'called' ? 'called' : 'forfeited'
  if (hold === 'held') return 'bound'
  return hold === 'voided' ? 'lapsed' : 'returned'
}
