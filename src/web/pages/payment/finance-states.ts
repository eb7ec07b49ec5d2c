/** States by which the finance office looks at its lists, the one that waits first. */
export const REQUEST_STATES = ['open', 'paid', 'refunded', 'cancelled'] as const
export const PAYOUT_STATES = ['ordered', 'awaiting_account', 'batched', 'exported', 'settled', 'cancelled'] as const

/** `open`: whatever still wants a person. */
export const LINE_STATES = ['open', 'unmatched', 'proposed', 'assigned', 'return_ordered', 'returned', 'reversed'] as const
