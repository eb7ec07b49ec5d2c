/** Payout orders and the batches in which they go to the bank. */
import { lifecycle } from '#kernel/lifecycle.ts'
import type { Wait, Waits } from '#kernel/waiting.ts'

export const PAYOUT_STATES = ['awaiting_account', 'ordered', 'batched', 'exported', 'settled', 'cancelled'] as const
export type PayoutState = (typeof PAYOUT_STATES)[number]

export const payoutLifecycle = lifecycle({
  initial: 'awaiting_account',
  states: {
    awaiting_account: { nameAccount: 'ordered', cancel: 'cancelled' },
    ordered: { batch: 'batched', cancel: 'cancelled' },
    batched: { export: 'exported', unbatch: 'ordered' },
    exported: { settle: 'settled' },
    settled: {},
    cancelled: {},
  },
})

export const BATCH_STATES = ['proposed', 'approved', 'exported', 'rejected'] as const
export type BatchState = (typeof BATCH_STATES)[number]

export const batchLifecycle = lifecycle({
  initial: 'proposed',
  states: {
    proposed: { approve: 'approved', reject: 'rejected' },
    approved: { export: 'exported' },
    exported: {},
    rejected: {},
  },
})

export const REQUEST_STATES = ['open', 'paid', 'refunded', 'cancelled'] as const
export type RequestState = (typeof REQUEST_STATES)[number]

export const requestLifecycle = lifecycle({
  initial: 'open',
  states: { open: { pay: 'paid', cancel: 'cancelled' }, paid: { refund: 'refunded', reopen: 'open' }, refunded: {}, cancelled: {} },
})

export const LINE_STATES = ['matched', 'unmatched', 'proposed', 'assigned', 'return_ordered', 'returned', 'reversed', 'replaced'] as const
export type LineState = (typeof LINE_STATES)[number]

export const lineLifecycle = lifecycle({
  initial: 'unmatched',
  states: {
    unmatched: { match: 'matched', propose: 'proposed', orderReturn: 'return_ordered', reverse: 'reversed', replace: 'replaced' },
    matched: { reverse: 'reversed' },
    proposed: { confirm: 'assigned', reject: 'unmatched' },
    return_ordered: { settle: 'returned', cancelReturn: 'unmatched' },
    assigned: { reverse: 'reversed' },
    returned: {},
    reversed: {},
    replaced: {},
  },
})

/** What a bank line turned out to be. */
export const SETTLEMENTS = ['request', 'payout', 'payouts', 'charge', 'interest', 'reversal'] as const
export type Settlement = (typeof SETTLEMENTS)[number]

export const STATEMENT_STATES = ['previewed', 'booked', 'partly_booked', 'replaced', 'discarded'] as const
export type StatementState = (typeof STATEMENT_STATES)[number]

export interface PayoutAccount {
  readonly accountName: string
  readonly accountNumber: string
  readonly bankName: string
}

/** `market`: any finance officer. `second`: another person of the house that prepared it. */
type MoneyPlace = 'market' | 'second'
const byFinance = <Act extends string>(act: Act): Wait<Act, MoneyPlace> => ({ act, of: 'market', roles: ['finance'] })
const bySecond = <Act extends string>(act: Act): Wait<Act, MoneyPlace> => ({ act, of: 'second', roles: ['finance', 'approver'] })

export const LINE_WAITS: Waits<LineState, 'propose' | 'confirm', MoneyPlace> = {
  unmatched: [byFinance('propose')],
  proposed: [bySecond('confirm')],
  matched: [],
  assigned: [],
  return_ordered: [],
  returned: [],
  reversed: [],
  replaced: [],
}

export const PAYOUT_WAITS: Waits<PayoutState, 'nameAccount' | 'confirmAccount' | 'batch' | 'settle', MoneyPlace> = {
  awaiting_account: [byFinance('nameAccount'), bySecond('confirmAccount')],
  ordered: [byFinance('batch')],
  batched: [],
  // The bank's own statement says that it paid.
  exported: [byFinance('settle')],
  settled: [],
  cancelled: [],
}

export const BATCH_WAITS: Waits<BatchState, 'approve' | 'export', MoneyPlace> = {
  proposed: [bySecond('approve')],
  approved: [byFinance('export')],
  exported: [],
  rejected: [],
}
