/** Shapes of lots and applications as they go over the wire. */
import { z } from 'zod'
import type { Json } from '#kernel/canonical-json.ts'
import { actsShape, amountInput, amountOutput, bilingualInput, bilingualShape, idShape, instantOutput, instantShape } from '#contract/shapes.ts'
import { APPLICATION_ACTS, LOT_ACTS } from './core/acts.ts'
import { APPLICATION_STATES, LOT_STATES } from './core/lifecycle.ts'
import { RELATIONS } from './core/negotiated.ts'
import { ASPECTS, EXCLUSIVITIES, PRICE_BASES } from './core/words.ts'

const MAX_TITLE = 120
export const MAX_TEXT = 4000
export const MAX_REASON = 500
const MAX_TERM_MONTHS = 600

export const lotId = idShape('lot')
export const applicationId = idShape('app')
export const organisationId = z.string().max(60)
export const text = z.string().trim().min(1).max(MAX_REASON)

/** Checked and read by the method itself. */
export const methodTermsShape = z.record(z.string().max(40), z.json() as z.ZodType<Json, Json>)

export const lotRightShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('assignment') }),
  z.object({
    kind: z.literal('licence'),
    exclusivity: z.enum(EXCLUSIVITIES),
    termMonths: z.coerce.number().int().min(1).max(MAX_TERM_MONTHS),
    territory: bilingualInput(MAX_TITLE),
    field: bilingualInput(MAX_TITLE),
  }),
])

export const termsInput = {
  achievementId: z.string().max(60),
  title: bilingualInput(MAX_TITLE),
  summary: bilingualInput(MAX_TEXT),
  /** A way of sale of this market; absent: its first. */
  method: z.string().max(40).optional(),
  /** As the method lays down; the preview proposes them. */
  methodTerms: methodTermsShape,
  right: lotRightShape,
  startingPriceMinor: amountInput,
  /** Null or absent: sold without reserve. */
  reserveMinor: amountInput.nullable().default(null),
  depositMinor: amountInput,
  noticeDays: z.coerce.number().int().min(1).max(120),
  priceBasis: z.object({
    kind: z.enum(PRICE_BASES),
    text: bilingualInput(MAX_TEXT),
    valuationMinor: amountInput.nullable().default(null),
  }),
  terms: bilingualInput(MAX_TEXT),
  qualifications: bilingualInput(MAX_TEXT),
  /** No earlier than the rules allow; absent: as early as they allow. */
  plannedOpensAt: instantShape.nullable().default(null),
}

export const lotDraftInput = z.object(termsInput)

export const ruleShape = z.object({ id: z.string(), key: z.string(), source: z.string() })

/** In a number or a title. */
export const wordsInput = z.string().trim().max(80).optional()

export const lotCardShape = z.object({
  id: lotId,
  number: z.string(),
  state: z.enum(LOT_STATES),
  title: bilingualShape,
  sellerOrganisationId: organisationId,
  sellerName: bilingualShape,
  achievementId: z.string(),
  method: z.string(),
  rightKind: z.enum(['assignment', 'licence']),
  exclusivity: z.enum(EXCLUSIVITIES).nullable(),
  startingPriceMinor: amountOutput,
  depositMinor: amountOutput,
  priceMinor: amountOutput.nullable(),
  registrationClosesAt: instantOutput.nullable(),
  opensAt: instantOutput.nullable(),
  auctionId: z.string().nullable(),
  changedAt: instantOutput,
})

const checkShape = z.object({
  aspect: z.enum(ASPECTS),
  outcome: z.enum(['pending', 'passed', 'returned']),
  reason: z.string().nullable(),
  checkedAt: instantOutput.nullable(),
})

export const lotShape = lotCardShape.extend({
  summary: bilingualShape,
  /** Of a negotiated price: whom it names, how that one stands to the completers, and whether it has confirmed. */
  agreement: z
    .object({ buyerOrganisationId: organisationId, buyerName: bilingualShape, relation: z.enum(RELATIONS), relationNote: z.string(), isConfirmed: z.boolean() })
    .nullable(),
  methodTerms: methodTermsShape,
  right: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('assignment') }),
    z.object({
      kind: z.literal('licence'),
      exclusivity: z.enum(EXCLUSIVITIES),
      termMonths: z.number().int(),
      territory: bilingualShape,
      field: bilingualShape,
    }),
  ]),
  hasReserve: z.boolean(),
  /** SHA-256 of lot, reserve and salt: shows later that the reserve was fixed before the notice. Tells nothing now. */
  reserveCommitment: z.string().nullable(),
  noticeDays: z.number().int(),
  noticeUnit: z.enum(['cd', 'wd']),
  priceBasis: z.object({ kind: z.enum(PRICE_BASES), text: bilingualShape, valuationMinor: amountOutput.nullable() }),
  terms: bilingualShape,
  qualifications: bilingualShape,
  plannedOpensAt: instantOutput.nullable(),
  noticeId: z.string().nullable(),
  noticeClosesAt: instantOutput.nullable(),
  depositDueAt: instantOutput.nullable(),
  resultNoticeId: z.string().nullable(),
  buyerOrganisationId: z.string().nullable(),
  buyerName: bilingualShape.nullable(),
  stateReason: z.string().nullable(),
  checks: z.array(checkShape),
  rules: z.array(ruleShape),
  submittedAt: instantOutput.nullable(),
  closedAt: instantOutput.nullable(),
  /** What concerns the asker now. */
  acts: actsShape(LOT_ACTS),
})

export const applicationShape = z.object({
  id: applicationId,
  lotId,
  lotTitle: bilingualShape,
  lotNumber: z.string(),
  lotState: z.enum(LOT_STATES),
  lotOpensAt: instantOutput.nullable(),
  /** The lot was sold to the applicant. */
  isBuyer: z.boolean(),
  auctionId: z.string().nullable(),
  organisationId,
  organisationName: bilingualShape,
  state: z.enum(APPLICATION_STATES),
  statement: z.string(),
  reason: z.string().nullable(),
  appliedAt: instantOutput,
  decidedAt: instantOutput.nullable(),
  depositMinor: amountOutput,
  depositDueAt: instantOutput.nullable(),
  /** Remark to be written on the bank transfer; only for the applicant itself. */
  depositReference: z.string().nullable(),
  depositState: z.enum(['none', 'requested', 'held', 'released', 'kept']),
  /** Only for the applicant itself: nobody else learns who bids under which number before the close. */
  bidderNumber: z.number().int().nullable(),
  /** What concerns the asker now. */
  acts: actsShape(APPLICATION_ACTS),
})
