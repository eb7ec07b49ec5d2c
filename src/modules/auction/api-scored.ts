/** Operations on proposals, marks and price rounds. */
import { z } from 'zod'
import { command, query } from '#contract/operation.ts'
import { actsShape, amountInput, amountOutput, bilingualShape, idShape, instantOutput } from '#contract/shapes.ts'
import { STANDING_REFUSALS } from './core/bid.ts'
import { DIRECTIONS, PROPOSAL_REFUSALS, ROUND_REFUSALS } from './core/scored.ts'
import { SCORED_ACTS } from './core/scored-acts.ts'

const TAG = 'auction'
const NOT_FOUND = 'auction.not_found'
const NOT_SCORED = 'auction.not_scored'
const MAX_PROPOSAL = 20_000
const MAX_CRITERIA = 6
const ofAuction = z.object({ id: idShape('auc') })
const asBidder = ofAuction.extend({ organisationId: z.string().max(60).optional() })

/** Terms of a lot that is sold by marks and price rounds. */
export const scoredTerms = z.object({
  direction: z.enum(DIRECTIONS).default('forward'),
  proposalHours: z.coerce.number().int().min(1).max(2160),
  markingHours: z.coerce.number().int().min(1).max(2160),
  roundMinutes: z.coerce.number().int().min(1).max(1440),
  markWeightBasisPoints: z.coerce.number().int().min(1).max(9999),
  experts: z.coerce.number().int().min(1).max(15),
  criteria: z
    .array(
      z.object({
        zh: z.string().trim().min(1).max(40),
        en: z.string().trim().max(80).default(''),
        weightBasisPoints: z.coerce.number().int().min(1).max(10_000),
      }),
    )
    .min(1)
    .max(MAX_CRITERIA),
})

const rankShape = z.object({
  number: z.number().int(),
  markBasisPoints: z.number().int(),
  priceMinor: amountOutput,
  priceBasisPoints: z.number().int(),
  /** weight × mark + (10,000 − weight) × price points. */
  score: z.number().int(),
  receivedAt: instantOutput,
})

export const scoredOperations = {
  fileProposal: command({
    path: '/auctions/{id}/proposal',
    method: 'PUT',
    summary: 'File your proposal; experts read it by your number. Until the deadline another takes its place.',
    tag: TAG,
    access: ['enterprise'],
    refusals: [NOT_FOUND, NOT_SCORED, 'auction.organisation_missing', ...STANDING_REFUSALS, ...PROPOSAL_REFUSALS],
  })
    .input(asBidder.extend({ text: z.string().trim().min(1).max(MAX_PROPOSAL) }))
    .output(z.object({ number: z.number().int(), digest: z.string() })),

  namePrice: command({
    path: '/auctions/{id}/round-price',
    method: 'PUT',
    summary: 'Name your price of this round; nobody sees it before the round is over. It may only improve on your own.',
    tag: TAG,
    access: ['enterprise'],
    refusals: [NOT_FOUND, NOT_SCORED, 'auction.organisation_missing', ...STANDING_REFUSALS, ...ROUND_REFUSALS],
  })
    .input(asBidder.extend({ priceMinor: amountInput }))
    .output(z.object({ round: z.number().int(), priceMinor: amountOutput })),

  scored: {
    get: query({
      path: '/auctions/{id}/scored',
      summary: 'Marks, rounds and ranks of a sale with scores, by number, each from when it is shown.',
      tag: TAG,
      access: 'public',
      refusals: [NOT_FOUND, NOT_SCORED],
    })
      .input(ofAuction)
      .output(
        z.object({
          direction: z.enum(DIRECTIONS),
          markWeightBasisPoints: z.number().int(),
          criteria: z.array(z.object({ key: z.string(), title: bilingualShape, weightBasisPoints: z.number().int() })),
          experts: z.number().int(),
          rounds: z.number().int(),
          /** Null before the opening. */
          panelId: z.string().nullable(),
          proposalsUntil: instantOutput,
          /** Known after the deadline. */
          proposalCount: z.number().int().nullable(),
          marks: z.array(z.object({ number: z.number().int(), markBasisPoints: z.number().int() })).nullable(),
          /** 0 before the first. */
          round: z.number().int(),
          roundEndsAt: instantOutput.nullable(),
          roundsClosed: z.number().int(),
          /** By the prices of the rounds that are over, the best first. */
          ranks: z.array(rankShape),
        }),
      ),
    mine: query({
      path: '/auctions/{id}/scored/mine',
      summary: 'Your own proposal, mark and price, and what you may do now.',
      tag: TAG,
      access: ['enterprise'],
      refusals: [NOT_FOUND, NOT_SCORED],
    })
      .input(asBidder)
      .output(
        z.object({
          number: z.number().int().nullable(),
          organisationId: z.string().nullable(),
          proposal: z.object({ text: z.string(), digest: z.string(), filedAt: instantOutput }).nullable(),
          markBasisPoints: z.number().int().nullable(),
          /** Your price as it stands, with that of the running round. */
          standingMinor: amountOutput.nullable(),
          namedRound: z.number().int().nullable(),
          acts: actsShape(SCORED_ACTS),
        }),
      ),
  },
}
