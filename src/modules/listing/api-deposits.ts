/** Operations of deposits: papers instead of a transfer, and what becomes of the deposit of a winner that did not keep its word. */
import { z } from 'zod'
import { command, query } from '#contract/operation.ts'
import { amountInput, dateShape, idShape, pageInput, pageOf } from '#contract/shapes.ts'
import { applicationId, forfeitShape, lotId, MAX_REASON, text } from './api-shapes.ts'
import { FORFEIT_STATES } from './core/forfeit.ts'
import { APPLICATION_STATES } from './core/lifecycle.ts'
import { DEPOSIT_ALTERNATIVES } from './core/words.ts'

const TAG = 'listing'
const NOT_FOUND = 'listing.not_found'
const ofLot = z.object({ id: lotId })
const ofApplication = z.object({ id: applicationId })
const applicationAnswer = z.object({ applicationId, state: z.enum(APPLICATION_STATES) })
const SECURING = [
  'listing.application.not_found',
  'listing.application_wrong_state',
  'listing.deposit_kind_not_taken',
  'listing.deposit_secured_already',
  'listing.cover_too_short',
] as const
const PAPER_REFUSALS = [
  'payment.instrument.known',
  'payment.instrument.expired',
  'payment.instrument.proof_missing',
  'payment.instrument.particulars_missing',
  'document.not_yours',
] as const

export const depositContract = {
  secureDeposit: command({
    path: '/applications/{id}/deposit-paper',
    summary: 'Bring a guarantee, a policy, a frozen account, or ask for a waiver, instead of transferring the deposit.',
    tag: TAG,
    access: ['enterprise'],
    refusals: [...SECURING, 'listing.cover_too_low', 'listing.reason_missing', ...PAPER_REFUSALS],
  })
    .input(
      ofApplication.extend({
        kind: z.enum(DEPOSIT_ALTERNATIVES),
        issuerName: z.string().trim().max(100).default(''),
        number: z.string().trim().max(60).default(''),
        /** Absent: the deposit. */
        amountMinor: amountInput.optional(),
        validUntil: dateShape.nullable().default(null),
        documentId: idShape('doc').nullable().default(null),
        statement: z
          .string()
          .trim()
          .max(MAX_REASON * 2)
          .default(''),
      }),
    )
    .output(applicationAnswer.extend({ instrumentId: z.string() })),

  useInstrument: command({
    path: '/applications/{id}/deposit-frame',
    summary: 'Let a confirmed guarantee that serves several lots stand for this deposit; the bidder number is given at once.',
    tag: TAG,
    access: ['enterprise'],
    refusals: [...SECURING, 'payment.instrument.not_found', 'payment.instrument.not_standing', 'ledger.insufficient_funds', 'ledger.hold.conflict'],
  })
    .input(ofApplication.extend({ instrumentId: idShape('ins') }))
    .output(applicationAnswer.extend({ instrumentId: z.string() })),

  forfeits: {
    list: query({
      path: '/desk/forfeits',
      summary: 'Deposits of winners that did not keep their word: for finance officers all, for others those of their own organisations.',
      tag: TAG,
      wireName: 'listForfeits',
      access: ['finance', 'tto', 'approver', 'enterprise'],
    })
      .input(z.object(pageInput))
      .output(pageOf(forfeitShape)),
    get: query({
      path: '/desk/forfeits/{id}',
      summary: 'One of them, with how it is divided.',
      tag: TAG,
      wireName: 'forfeitOfLot',
      access: ['finance', 'tto', 'approver', 'enterprise'],
      refusals: [NOT_FOUND],
    })
      .input(ofLot)
      .output(forfeitShape),
  },

  stateCosts: command({
    path: '/lots/{id}/forfeit/costs',
    summary: 'State the costs of a sale whose winner did not keep its word; a second officer confirms them.',
    tag: TAG,
    access: ['finance'],
    refusals: [NOT_FOUND, 'listing.forbidden', 'listing.forfeit.wrong_state', 'listing.costs_above_deposit'],
  })
    .input(ofLot.extend({ costsMinor: amountInput, note: text }))
    .output(z.object({ lotId, state: z.enum(FORFEIT_STATES) })),

  confirmCosts: command({
    path: '/lots/{id}/forfeit/confirmation',
    summary: 'Confirm the costs as the second officer; the deposit is paid out in the order of the rule.',
    tag: TAG,
    freshFactor: true,
    access: ['finance'],
    refusals: [
      NOT_FOUND,
      'listing.forbidden',
      'listing.forfeit.wrong_state',
      'listing.second_officer_needed',
      'listing.forfeit_not_here',
      'listing.costs_differ',
      'ledger.hold.not_found',
      'ledger.hold.already_ended',
      'ledger.escrow_empty',
    ],
  })
    .input(ofLot.extend({ costsMinor: amountInput }))
    .output(z.object({ lotId, state: z.enum(FORFEIT_STATES) })),
}
