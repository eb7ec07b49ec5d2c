/** Whose step an open contract waits for; null once it is over. */
import type { ContractState } from '#modules/contract/core/lifecycle.ts'

const TURN: Readonly<Partial<Record<ContractState, 'both' | 'seller' | 'buyer'>>> = {
  sale_pending: 'both',
  drafted: 'both',
  effective: 'buyer',
  overdue: 'buyer',
  paid: 'seller',
  handed_over: 'buyer',
  registering: 'both',
  disputed: 'both',
}

export const turnOf = (state: ContractState): 'both' | 'seller' | 'buyer' | null => TURN[state] ?? null
