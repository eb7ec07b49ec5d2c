/** Operations of a lot whose winner defaulted: offered to the next bidder, taken or left. */
import { z } from 'zod'
import { command } from '#contract/operation.ts'
import { amountInput } from '#contract/shapes.ts'
import { lotId } from './api-shapes.ts'
import { LOT_STATES } from './core/lifecycle.ts'
import { ANSWER_REFUSALS, NEXT_REFUSALS } from './core/next-bidder.ts'

const TAG = 'listing'
const ofLot = z.object({ id: lotId })
const answer = z.object({ lotId, state: z.enum(LOT_STATES) })
const COMMON = ['listing.not_found', 'listing.wrong_state'] as const

/** `firstRefusal`: what an assignment may meet, whoever buys. */
export const nextContract = <Code extends string>(firstRefusal: readonly Code[]) => ({
  offerNext: command({
    path: '/lots/{id}/next-bidder',
    summary: 'Offer a lot whose winner defaulted to the next bidder, at the last price of that one; its notice has to have said so.',
    tag: TAG,
    access: ['tto'],
    refusals: [...COMMON, ...NEXT_REFUSALS, 'listing.already_reoffered', 'listing.agreed_price_differs', ...firstRefusal],
  })
    .input(ofLot.extend({ priceMinor: amountInput }))
    .output(answer),

  acceptNext: command({
    path: '/lots/{id}/next-bidder/acceptance',
    freshFactor: true,
    summary: 'Take the lot as the next bidder at your own last price; the deposit is asked for again, and with it the lot is sold.',
    tag: TAG,
    access: ['enterprise'],
    refusals: [...COMMON, ...ANSWER_REFUSALS, 'listing.agreed_price_differs', 'listing.organisation_not_verified'],
  })
    .input(ofLot.extend({ priceMinor: amountInput }))
    .output(answer),

  declineNext: command({
    path: '/lots/{id}/next-bidder/refusal',
    summary: 'Leave the lot as the next bidder; the one after you may be asked.',
    tag: TAG,
    access: ['enterprise'],
    refusals: [...COMMON, ...ANSWER_REFUSALS],
  })
    .input(ofLot)
    .output(answer),
})
