/** What happens to the buyer's money when a contract ends before it is settled (order of use: domain rule deposit.forfeit.order). */
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { ContractState } from './lifecycle.ts'

export const GROUNDS = ['agreement', 'seller', 'buyer', 'impossible'] as const
/** On whose side the cause lies: both agreed, the seller's, the buyer's, nobody's. */
export type Ground = (typeof GROUNDS)[number]

/**
 * release_deposit: the hold ends and the deposit is refunded · deposit_to_seller: the hold is captured and paid to the seller ·
 * escrow_to_seller / escrow_to_buyer: what lies in escrow goes there.
 */
export type MoneyEnd = 'release_deposit' | 'deposit_to_seller' | 'escrow_to_seller' | 'escrow_to_buyer'

const BEFORE_EFFECT: readonly ContractState[] = ['sale_pending', 'drafted']
const DEPOSIT_ONLY: readonly ContractState[] = ['effective', 'overdue']

/** Before the price is paid only the deposit is at stake; a buyer who has paid in full cannot be the one at fault for the price. */
export const moneyAtEnd = (state: ContractState, ground: Ground): Result<MoneyEnd> => {
  if (BEFORE_EFFECT.includes(state)) return ok(ground === 'buyer' ? 'deposit_to_seller' : 'release_deposit')
  if (DEPOSIT_ONLY.includes(state)) return ok(ground === 'buyer' ? 'escrow_to_seller' : 'escrow_to_buyer')
  if (ground === 'buyer') return refuse('contract.ground_not_applicable', {}, { field: 'ground' })
  return ok('escrow_to_buyer')
}
