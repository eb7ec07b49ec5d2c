/** Shapes of lots and applications as they go over the wire. */
import { z } from 'zod'
import type { Json } from '#kernel/canonical-json.ts'
import { actsShape, amountInput, amountOutput, bilingualInput, bilingualShape, dateShape, idShape, instantOutput, instantShape } from '#contract/shapes.ts'
import { APPLICATION_ACTS, LOT_ACTS } from './core/acts.ts'
import { FORFEIT_ACTS, FORFEIT_STATES } from './core/forfeit.ts'
import { APPLICATION_STATES, LOT_STATES } from './core/lifecycle.ts'
import { SUBJECT_OUTCOMES } from './core/subject.ts'
import { RELATIONS } from './core/negotiated.ts'
import { REGIMES } from './core/regime.ts'
import { ASPECTS, DEPOSIT_ALTERNATIVES, EXCLUSIVITIES, PRICE_BASES, REFUSAL_PRECEDENCES } from './core/words.ts'

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
  /** A share of the right that the seller holds with others; null or absent: the whole. */
  z.object({ kind: z.literal('assignment'), shareBasisPoints: z.coerce.number().int().min(1).max(9_999).nullable().default(null) }),
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
  /** Left open: two people of the seller enter it during the bidding, until the time of the rule before the free phase ends. */
  reserveLater: z.boolean().default(false),
  /** If the winner defaults, the seller may offer it to the next bidder at that one's own last price. */
  nextBidder: z.boolean().default(false),
  /** First refusal is asked after the bidding, at its price; absent: it was waived beforehand, or nobody has it. */
  refusalAfter: z
    .object({
      precedence: z.enum(REFUSAL_PRECEDENCES).default('earliest'),
      /** By which agreement or rule of the unit silence is a waiver; empty: by none, and then silence ends the sale. */
      silenceBasis: z.string().trim().max(MAX_REASON).default(''),
    })
    .nullable()
    .default(null),
  depositMinor: amountInput,
  /** Beside a transfer, which every lot takes. */
  depositAlternatives: z.array(z.enum(DEPOSIT_ALTERNATIVES)).max(4).default([]),
  /** On which standing a bidder is excused, where waivers are taken. */
  waiverBasis: bilingualInput(MAX_REASON * 2)
    .nullable()
    .default(null),
  noticeDays: z.coerce.number().int().min(1).max(120),
  priceBasis: z.object({
    kind: z.enum(PRICE_BASES),
    text: bilingualInput(MAX_TEXT),
    valuationMinor: amountInput.nullable().default(null),
  }),
  /** So many ordinary licences, each bidder one; absent: one buyer takes what the lot offers. */
  units: z.coerce.number().int().min(2).max(99).nullable().default(null),
  /** Where nobody applies: so many working days more, at most so often; then it ends unsold. */
  extension: z
    .object({ days: z.coerce.number().int().min(1).max(60), times: z.coerce.number().int().min(1).max(99) })
    .nullable()
    .default(null),
  /** Held by a licensed house, under the Auction Law; absent: online bidding. */
  consignment: z
    .object({
      houseOrganisationId: idShape('org'),
      auctioneerId: idShape('per'),
      /** The signed consignment contract; there from the submission on. */
      contractDocumentId: idShape('doc').nullable().default(null),
      viewingDays: z.coerce.number().int().min(1).max(30),
      /** Place and hours of the viewing. */
      viewingPlace: bilingualInput(MAX_REASON),
      /** As agreed with the house; absent: nothing is, and the bound of the law holds. */
      commission: bilingualInput(MAX_REASON).nullable().default(null),
    })
    .nullable()
    .default(null),
  /** An asset of a state enterprise; with the fresh approval of a floor below the rule's share of the valuation. */
  stateAsset: z
    .object({ approvalDocumentId: idShape('doc').nullable().default(null) })
    .nullable()
    .default(null),
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
  regime: z.enum(REGIMES),
  rightKind: z.enum(['assignment', 'licence']),
  exclusivity: z.enum(EXCLUSIVITIES).nullable(),
  startingPriceMinor: amountOutput,
  depositMinor: amountOutput,
  priceMinor: amountOutput.nullable(),
  /** So many licences of one technology, each bidder one; null: one buyer takes what it offers. */
  units: z.number().int().nullable(),
  /** It is a unit after the first of another lot, with its number. */
  unitOf: lotId.nullable(),
  unitNo: z.number().int().nullable(),
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

/** A lot before or after this one. */
const neighbourShape = z.object({ id: lotId, number: z.string(), startingPriceMinor: amountOutput, state: z.enum(LOT_STATES) })

export const lotShape = lotCardShape.extend({
  summary: bilingualShape,
  /** Of a negotiated price: whom it names, how that one stands to the completers, and whether it has confirmed. */
  agreement: z
    .object({ buyerOrganisationId: organisationId, buyerName: bilingualShape, relation: z.enum(RELATIONS), relationNote: z.string(), isConfirmed: z.boolean() })
    .nullable(),
  /** Of an auction: who holds it by which licence, who presides by which certificate, and when and where the object is shown. */
  consignment: z
    .object({
      houseOrganisationId: z.string(),
      houseName: bilingualShape,
      licenceNumber: z.string(),
      licenceIssuer: z.string(),
      auctioneerId: z.string(),
      auctioneerName: bilingualShape,
      certificateNumber: z.string(),
      viewingDays: z.number().int(),
      viewingPlace: bilingualShape,
      viewingFrom: instantOutput.nullable(),
      viewingUntil: instantOutput.nullable(),
      commission: bilingualShape.nullable(),
      /** Only for the seller, the house and the market. */
      contractDocumentId: z.string().nullable(),
    })
    .nullable(),
  /** Of a state enterprise; the paper only for the seller and the market. */
  stateAsset: z.object({ isApproved: z.boolean(), approvalDocumentId: z.string().nullable() }).nullable(),
  methodTerms: methodTermsShape,
  right: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('assignment'), shareBasisPoints: z.number().int().nullable() }),
    z.object({
      kind: z.literal('licence'),
      exclusivity: z.enum(EXCLUSIVITIES),
      termMonths: z.number().int(),
      territory: bilingualShape,
      field: bilingualShape,
    }),
  ]),
  depositAlternatives: z.array(z.enum(DEPOSIT_ALTERNATIVES)),
  waiverBasis: bilingualShape.nullable(),
  hasReserve: z.boolean(),
  /** SHA-256 of lot, reserve and salt: shows later that the reserve was fixed before the notice. Tells nothing now. */
  reserveCommitment: z.string().nullable(),
  /** Where it was left open: by when two people of the seller enter it, and when they did. */
  reserveLater: z.object({ minutes: z.number().int(), dueAt: instantOutput.nullable(), fixedAt: instantOutput.nullable() }).nullable(),
  noticeDays: z.number().int(),
  noticeUnit: z.enum(['cd', 'wd']),
  priceBasis: z.object({ kind: z.enum(PRICE_BASES), text: bilingualShape, valuationMinor: amountOutput.nullable() }),
  /** `used`: how often the notice was extended so far. */
  extension: z.object({ days: z.number().int(), times: z.number().int(), used: z.number().int() }).nullable(),
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
  /** Announced for the case that the winner defaults: within how many days it may be offered to the next bidder. */
  nextBidderDays: z.number().int().nullable(),
  /** Announced: first refusal is asked after the bidding. */
  refusalAfter: z.object({ days: z.number().int(), precedence: z.enum(REFUSAL_PRECEDENCES), silenceBasis: z.string() }).nullable(),
  /** Sold subject to first refusal: at which price, until when it is answered, and what came of it. */
  subject: z.object({ priceMinor: amountOutput, at: instantOutput, closesAt: instantOutput, outcome: z.enum(SUBJECT_OUTCOMES).nullable() }).nullable(),
  /** For the seller after a default: to which number it can be offered, at which price, until when. */
  next: z.object({ number: z.number().int(), priceMinor: amountOutput, until: instantOutput }).nullable(),
  /** It is such an offer. */
  offer: z.object({ number: z.number().int(), priceMinor: amountOutput, answerBy: instantOutput, isAccepted: z.boolean() }).nullable(),
  /** Of a lot of several units that was sold: each with its number, its buyer and its price, the first with them. Of a unit after the first: the whole of it. */
  unitsSold: z.array(
    z.object({ lotId, number: z.string(), unitNo: z.number().int(), priceMinor: amountOutput, buyerOrganisationId: organisationId, buyerName: bilingualShape }),
  ),
  /** It was sold, and the winner did not keep its word. */
  hasDefaulted: z.boolean(),
  predecessor: neighbourShape.extend({ cutBasisPoints: z.number().int(), byDecision: z.boolean() }).nullable(),
  successor: neighbourShape.nullable(),
  /** By when an unsold lot may be offered again without a decision of the unit. */
  reofferUntil: instantOutput.nullable(),
  submittedAt: instantOutput.nullable(),
  closedAt: instantOutput.nullable(),
  /** What concerns the asker now. */
  acts: actsShape(LOT_ACTS),
})

export const forfeitShape = z.object({
  lotId,
  lotNumber: z.string(),
  lotTitle: bilingualShape,
  organisationId,
  organisationName: bilingualShape,
  sellerName: bilingualShape,
  depositKind: z.enum(['cash', ...DEPOSIT_ALTERNATIVES]),
  depositMinor: amountOutput,
  priceMinor: amountOutput,
  state: z.enum(FORFEIT_STATES),
  /** The money lies with the market. */
  isHere: z.boolean(),
  costsMinor: amountOutput,
  note: z.string(),
  /** Of the deposit, what covers the gap of the re-sale; null while nothing is re-sold. */
  gapMinor: amountOutput.nullable(),
  coveredMinor: amountOutput,
  sellerMinor: amountOutput,
  /** Of the gap, what the deposit does not cover. */
  owedMinor: amountOutput,
  rule: ruleShape,
  recordedAt: instantOutput,
  decidedAt: instantOutput.nullable(),
  acts: actsShape(FORFEIT_ACTS),
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
  /** By which lot it was sold to the applicant; of one of several units after the first another one than the lot itself. */
  boughtLotId: lotId.nullable(),
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
  depositKind: z.enum(['cash', ...DEPOSIT_ALTERNATIVES]),
  /** What stands for it, where no money does; only for the applicant itself. */
  instrumentId: z.string().nullable(),
  /** The day until which a paper has to stand at least; only while one can be brought. */
  coverUntil: dateShape.nullable(),
  depositState: z.enum(['none', 'requested', 'held', 'released', 'kept']),
  /** Only for the applicant itself: nobody else learns who bids under which number before the close. */
  bidderNumber: z.number().int().nullable(),
  /** What concerns the asker now. */
  acts: actsShape(APPLICATION_ACTS),
})
