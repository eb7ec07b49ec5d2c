/** Where a buyer stands after the sale. */
import type { ContractState } from '#modules/contract/core/lifecycle.ts'

const STEP: Readonly<Record<ContractState, number | 'ended'>> = {
  sale_pending: 1,
  drafted: 2,
  effective: 3,
  overdue: 3,
  paid: 4,
  handed_over: 4,
  registering: 4,
  rescinded: 4,
  disputed: 4,
  settled: 'ended',
  defaulted: 'ended',
  withdrawn: 'ended',
  terminated: 'ended',
}

/** 0: the notice of the result runs · 1: confirm the sale · 2: sign · 3: pay · 4: receive and accept. */
export const stepAfterSale = (state: ContractState | null, isNoticed: boolean): number | 'ended' => {
  if (state !== null && state !== 'sale_pending') return STEP[state]
  return isNoticed ? 1 : 0
}
