import { lifecycle } from '#kernel/lifecycle.ts'

/** From the result notice that has run to the money in the seller's account. */
export const contractLifecycle = lifecycle({
  initial: 'sale_pending',
  states: {
    sale_pending: { confirm_sale: 'drafted', withdraw: 'withdrawn' },
    drafted: { redraft: 'drafted', confirm: 'effective', withdraw: 'withdrawn' },
    effective: { pay: 'paid', fall_due: 'overdue', terminate: 'terminated' },
    overdue: { pay: 'paid', default: 'defaulted', terminate: 'terminated' },
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
