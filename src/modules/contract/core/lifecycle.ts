import { lifecycle } from '#kernel/lifecycle.ts'
import type { Waits } from '#kernel/waiting.ts'

/** From the result notice that has run to the money in the seller's account. */
export const contractLifecycle = lifecycle({
  initial: 'sale_pending',
  states: {
    sale_pending: { confirm_sale: 'drafted', withdraw: 'withdrawn' },
    drafted: { redraft: 'drafted', confirm: 'effective', withdraw: 'withdrawn' },
    effective: { pay: 'paid', fall_due: 'overdue', terminate: 'terminated' },
    overdue: { demand: 'overdue', pay: 'paid', default: 'defaulted', terminate: 'terminated' },
    paid: { hand_over: 'handed_over', terminate: 'terminated' },
    handed_over: { accept: 'settled', reject: 'paid', terminate: 'terminated' },
    settled: {},
    defaulted: {},
    withdrawn: {},
    terminated: {},
  },
})

export type ContractState = (typeof contractLifecycle.states)[number]
export type ContractEvent = Parameters<typeof contractLifecycle.next>[1]
export const CONTRACT_STATES = contractLifecycle.states

/** Both sides confirm; then each has the next word in turn. The price is paid at the bank. */
export const CONTRACT_WAITS: Waits<
  ContractState,
  'confirmSale' | 'confirm' | 'pay' | 'payOverdue' | 'demandPayment' | 'handOver' | 'accept',
  'seller' | 'buyer'
> = {
  sale_pending: [
    { act: 'confirmSale', of: 'seller', roles: ['tto', 'approver'] },
    { act: 'confirmSale', of: 'buyer', roles: ['enterprise', 'approver'] },
  ],
  drafted: [
    { act: 'confirm', of: 'seller', roles: ['tto', 'approver'] },
    { act: 'confirm', of: 'buyer', roles: ['enterprise', 'approver'] },
  ],
  effective: [{ act: 'pay', of: 'buyer', roles: ['enterprise', 'approver'] }],
  overdue: [
    { act: 'payOverdue', of: 'buyer', roles: ['enterprise', 'approver'] },
    { act: 'demandPayment', of: 'seller', roles: ['tto', 'approver'] },
  ],
  paid: [{ act: 'handOver', of: 'seller', roles: ['tto', 'approver'] }],
  handed_over: [{ act: 'accept', of: 'buyer', roles: ['enterprise', 'approver'] }],
  settled: [],
  defaulted: [],
  withdrawn: [],
  terminated: [],
}
