/** Operations on sealed prices. */
import { z } from 'zod'
import { command, query } from '#contract/operation.ts'
import { idShape, instantOutput } from '#contract/shapes.ts'
import { STANDING_REFUSALS } from './core/bid.ts'

const TAG = 'auction'
const NOT_FOUND = 'auction.not_found'
const ofAuction = z.object({ id: idShape('auc') })

/** What the room of sealed envelopes may answer. */
const DEPOSIT_REFUSALS = [
  'sealing.no_officers_yet',
  'sealing.not_open_yet',
  'sealing.closed',
  'sealing.envelope_malformed',
  'sealing.envelope_truncated',
  'sealing.too_large',
  'sealing.policy_malformed',
  'sealing.other_box',
  'sealing.other_policy',
  'sealing.other_bidder',
  'sealing.deposited_before',
  'sealing.no_corrections_left',
]
/** Holds any envelope of a price. */
const MAX_ENVELOPE = 16_000

export const sealedOperations = {
  depositSealed: command({
    path: '/auctions/{id}/envelope',
    method: 'PUT',
    summary: 'Hand in your price in an envelope that was sealed where you are. Until the deadline two others may take its place.',
    tag: TAG,
    access: ['enterprise'],
    refusals: [NOT_FOUND, 'auction.organisation_missing', 'auction.not_sealed', ...STANDING_REFUSALS, ...DEPOSIT_REFUSALS],
  })
    .input(ofAuction.extend({ envelope: z.string().min(1).max(MAX_ENVELOPE), organisationId: z.string().max(60).optional() }))
    .output(z.object({ envelopeId: z.string(), digest: z.string(), turn: z.number().int(), correctionsLeft: z.number().int() })),

  withdrawSealed: command({
    path: '/auctions/{id}/envelope',
    method: 'DELETE',
    summary: 'Take your envelope back; a correction that is left may still be used.',
    tag: TAG,
    access: ['enterprise'],
    refusals: [
      NOT_FOUND,
      'auction.organisation_missing',
      'auction.not_sealed',
      ...STANDING_REFUSALS,
      'sealing.nothing_deposited',
      'sealing.closed',
      'sealing.not_open_yet',
      'sealing.no_officers_yet',
    ],
  })
    .input(ofAuction.extend({ organisationId: z.string().max(60).optional() }))
    .output(ofAuction),

  sealed: {
    mine: query({
      path: '/auctions/{id}/envelope',
      summary: 'What you have handed in: digests and times, never what is inside.',
      tag: TAG,
      access: ['enterprise'],
      refusals: [NOT_FOUND, 'auction.not_sealed'],
    })
      .input(ofAuction.extend({ organisationId: z.string().max(60).optional() }))
      .output(
        z.object({
          boxId: z.string(),
          organisationId: z.string().nullable(),
          /** By which the price is sealed; null until the officers who open it are named. */
          policy: z.string().nullable(),
          receipts: z.array(
            z.object({
              envelopeId: z.string(),
              digest: z.string(),
              turn: z.number().int(),
              correctionsLeft: z.number().int(),
              receivedAt: instantOutput,
              withdrawnAt: instantOutput.nullable(),
            }),
          ),
        }),
      ),
  },
}
