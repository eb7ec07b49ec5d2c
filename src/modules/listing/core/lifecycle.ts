/** States of a lot, from the seller's draft to the hammer (exchange practice: pre-listed, listed, suspended, sold, terminated). */
import { BUYER_ROLES } from '#kernel/actor.ts'
import { lifecycle } from '#kernel/lifecycle.ts'
import type { Waits } from '#kernel/waiting.ts'

export const LOT_STATES = [
  'draft',
  'submitted',
  'returned',
  'checked',
  'notice',
  'ready',
  'bidding',
  'sold',
  'failed',
  'withdrawn',
  'suspended',
  'offered',
  'subject',
] as const
export type LotState = (typeof LOT_STATES)[number]

export const LOT = lifecycle({
  initial: 'draft',
  states: {
    // What is offered to the next bidder after a default, and what the other winners of a lot of several units buy by, is drafted by the market itself.
    draft: { submit: 'submitted', offer: 'offered', award: 'sold', withdraw: 'withdrawn' },
    submitted: { return: 'returned', check: 'checked', withdraw: 'withdrawn' },
    returned: { submit: 'submitted', withdraw: 'withdrawn' },
    // A buyer who declines a negotiated price gives it back to the seller.
    checked: { openNotice: 'notice', decline: 'returned', withdraw: 'withdrawn' },
    notice: { closeNotice: 'ready', upholdObjection: 'failed', expire: 'failed', suspend: 'suspended', withdraw: 'withdrawn' },
    // A negotiated price is sold when its notice has run; bidders come in between otherwise.
    ready: { startBidding: 'bidding', sell: 'sold', fail: 'failed', suspend: 'suspended', withdraw: 'withdrawn' },
    bidding: { sell: 'sold', ask: 'subject', fail: 'failed', suspend: 'suspended' },
    suspended: { resumeNotice: 'notice', resumeReady: 'ready', resumeBidding: 'bidding', fail: 'failed', withdraw: 'withdrawn' },
    offered: { sell: 'sold', ask: 'subject', endOffer: 'withdrawn' },
    // Who has first refusal answers, or the time is over: sold to who brought the price, or to the holder; unsold where silence is no waiver.
    subject: { stand: 'sold', take: 'sold', fall: 'failed' },
    sold: {},
    failed: {},
    withdrawn: {},
  },
})
export type LotEvent = Parameters<typeof LOT.next>[1]

export const RESUME_EVENT = { notice: 'resumeNotice', ready: 'resumeReady', bidding: 'resumeBidding' } as const

/** From the notice on the time and the procedure move it; a suspension ends when its reason does. */
export const LOT_WAITS: Waits<
  LotState,
  'revise' | 'submit' | 'confirmPrice' | 'check' | 'openNotice' | 'confirmAgreement' | 'acceptNext',
  'seller' | 'market' | 'buyer' | 'next'
> = {
  draft: [{ act: 'submit', of: 'seller', roles: ['tto'] }],
  submitted: [
    { act: 'confirmPrice', of: 'seller', roles: ['tto', 'approver'] },
    { act: 'check', of: 'market', roles: ['clerk'] },
  ],
  returned: [{ act: 'revise', of: 'seller', roles: ['tto'] }],
  checked: [
    { act: 'openNotice', of: 'market', roles: ['clerk'] },
    { act: 'confirmAgreement', of: 'buyer', roles: BUYER_ROLES },
  ],
  notice: [],
  ready: [],
  bidding: [],
  offered: [{ act: 'acceptNext', of: 'next', roles: ['enterprise'] }],
  // The holders of first refusal have the word, in the room of rights.
  subject: [],
  sold: [],
  failed: [],
  withdrawn: [],
  suspended: [],
}

/** A reserve that was left open: the first word is the seller's, the second another person's there, or the regulator's. */
export const RESERVE_WAITS: Waits<'open' | 'entered', 'enterReserve' | 'confirmReserve', 'seller' | 'market'> = {
  open: [{ act: 'enterReserve', of: 'seller', roles: ['tto'] }],
  entered: [
    { act: 'confirmReserve', of: 'seller', roles: ['tto', 'approver'] },
    { act: 'confirmReserve', of: 'market', roles: ['regulator'] },
  ],
}

/** A sale in default whose next bidder nobody has offered it to yet. */
export const NEXT_WAITS: Waits<'due', 'offerNext', 'seller'> = { due: [{ act: 'offerNext', of: 'seller', roles: ['tto'] }] }

/** States in which anybody may see the lot. */
export const PUBLIC_STATES: readonly LotState[] = ['notice', 'ready', 'bidding', 'subject', 'sold', 'failed', 'suspended']

export const APPLICATION_STATES = ['applied', 'qualified', 'refused', 'confirmed', 'withdrawn', 'lapsed'] as const
export type ApplicationState = (typeof APPLICATION_STATES)[number]

/** An applicant's way to a bidder number: the number is given only when the deposit is in the bank. */
export const APPLICATION = lifecycle({
  initial: 'applied',
  states: {
    applied: { qualify: 'qualified', refuse: 'refused', withdraw: 'withdrawn', lapse: 'lapsed' },
    qualified: { confirm: 'confirmed', withdraw: 'withdrawn', lapse: 'lapsed' },
    refused: {},
    confirmed: { revoke: 'qualified' },
    withdrawn: {},
    lapsed: {},
  },
})

/** The clerk qualifies, the enterprise pays; then its procedure calls it. */
export const APPLICATION_WAITS: Waits<ApplicationState, 'qualify' | 'deposit', 'market' | 'applicant'> = {
  applied: [{ act: 'qualify', of: 'market', roles: ['clerk'] }],
  qualified: [{ act: 'deposit', of: 'applicant', roles: ['enterprise'] }],
  refused: [],
  confirmed: [],
  withdrawn: [],
  lapsed: [],
}
