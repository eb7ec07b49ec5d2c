/** Operations of lots on offer. */
import { z } from 'zod'
import type { Json } from '#kernel/canonical-json.ts'
import { command, query } from '#contract/operation.ts'
import {
  actsShape,
  amountInput,
  amountOutput,
  bilingualInput,
  bilingualShape,
  dateShape,
  idShape,
  instantOutput,
  instantShape,
  pageInput,
  pageOf,
} from '#contract/shapes.ts'
import { APPLICATION_ACTS, LOT_ACTS } from './core/acts.ts'
import { APPLY_REFUSALS } from './core/application.ts'
import { APPLICATION_STATES, LOT_STATES } from './core/lifecycle.ts'
import { ASPECTS, EXCLUSIVITIES, PRICE_BASES } from './core/words.ts'
import { TERM_REFUSALS } from './core/terms.ts'

const TAG = 'listing'
const MAX_TITLE = 120
const MAX_TEXT = 4000
const MAX_REASON = 500
const MAX_TERM_MONTHS = 600

export const lotId = idShape('lot')
const applicationId = idShape('app')
const organisationId = z.string().max(60)
const text = z.string().trim().min(1).max(MAX_REASON)

/** Checked and read by the method itself. */
const methodTermsShape = z.record(z.string().max(40), z.json() as z.ZodType<Json, Json>)

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

const termsInput = {
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

const ruleShape = z.object({ id: z.string(), key: z.string(), source: z.string() })

/** In a number or a title. */
const wordsInput = z.string().trim().max(80).optional()

export const lotCardShape = z.object({
  id: lotId,
  number: z.string(),
  state: z.enum(LOT_STATES),
  title: bilingualShape,
  sellerOrganisationId: organisationId,
  sellerName: bilingualShape,
  achievementId: z.string(),
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
  method: z.string(),
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

const applicationShape = z.object({
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

const ofLot = z.object({ id: lotId })
const lotAnswer = z.object({ lotId, state: z.enum(LOT_STATES) })
const ofApplication = z.object({ id: applicationId })
const applicationAnswer = z.object({ applicationId, state: z.enum(APPLICATION_STATES) })
const METHOD_REFUSALS = ['listing.method_unknown', 'listing.method_terms_unreadable'] as const
const WRONG_STATE = 'listing.wrong_state'
const NOT_FOUND = 'listing.not_found'

export const listingContract = {
  draft: command({
    path: '/lots',
    summary: 'Draft a lot for an achievement of your institution.',
    tag: TAG,
    access: ['tto'],
    refusals: [NOT_FOUND, 'listing.too_many_drafts', ...TERM_REFUSALS, ...METHOD_REFUSALS],
  })
    .input(lotDraftInput)
    .output(lotAnswer.extend({ number: z.string() })),

  revise: command({
    path: '/lots/{id}',
    method: 'PUT',
    summary: 'Change a draft or a returned lot.',
    tag: TAG,
    access: ['tto'],
    refusals: [NOT_FOUND, WRONG_STATE, ...TERM_REFUSALS, ...METHOD_REFUSALS],
  })
    .input(ofLot.extend(termsInput))
    .output(lotAnswer),

  submit: command({
    path: '/lots/{id}/submission',
    summary: 'Hand the lot to the market for its three checks.',
    tag: TAG,
    access: ['tto'],
    refusals: [NOT_FOUND, WRONG_STATE, 'listing.first_refusal_open', ...TERM_REFUSALS, ...METHOD_REFUSALS],
  })
    .input(ofLot)
    .output(lotAnswer),

  check: command({
    path: '/lots/{id}/checks',
    summary: 'Pass or return one aspect: title, price basis or content.',
    tag: TAG,
    access: ['clerk'],
    refusals: [NOT_FOUND, WRONG_STATE, 'listing.already_checked', 'listing.reason_missing', 'listing.forbidden'],
  })
    .input(ofLot.extend({ aspect: z.enum(ASPECTS), outcome: z.enum(['passed', 'returned']), reason: z.string().trim().max(MAX_REASON).default('') }))
    .output(lotAnswer),

  openListing: command({
    path: '/lots/{id}/notice',
    summary: 'Publish the notice of a checked lot; registration opens.',
    tag: TAG,
    access: ['clerk'],
    refusals: [NOT_FOUND, WRONG_STATE, 'listing.forbidden'],
  })
    .input(ofLot)
    .output(lotAnswer.extend({ noticeId: z.string(), noticeClosesAt: instantOutput, opensAt: instantOutput })),

  withdrawLot: command({
    path: '/lots/{id}/withdrawal',
    summary: 'Withdraw a lot before bidding starts.',
    tag: TAG,
    access: ['tto'],
    refusals: [NOT_FOUND, WRONG_STATE, 'listing.too_late_to_withdraw'],
  })
    .input(ofLot.extend({ reason: text }))
    .output(lotAnswer),

  suspendLot: command({
    path: '/lots/{id}/suspension',
    summary: 'Suspend a lot during its notice.',
    tag: TAG,
    access: ['clerk'],
    refusals: [NOT_FOUND, WRONG_STATE, 'listing.forbidden'],
  })
    .input(ofLot.extend({ reason: text }))
    .output(lotAnswer),

  resumeLot: command({
    path: '/lots/{id}/resumption',
    summary: 'Resume a suspended lot.',
    tag: TAG,
    access: ['clerk'],
    refusals: [NOT_FOUND, WRONG_STATE, 'listing.forbidden'],
  })
    .input(ofLot)
    .output(lotAnswer),

  apply: command({
    path: '/lots/{id}/applications',
    freshFactor: true,
    summary: 'Apply to bid for your enterprise.',
    tag: TAG,
    access: ['enterprise'],
    refusals: [NOT_FOUND, 'listing.forbidden', ...APPLY_REFUSALS],
  })
    .input(
      ofLot.extend({
        organisationId: organisationId.optional(),
        statement: z.string().trim().max(MAX_TEXT).default(''),
        undertakingAccepted: z.boolean(),
      }),
    )
    .output(applicationAnswer),

  withdrawApplication: command({
    path: '/applications/{id}/withdrawal',
    summary: 'Withdraw your application before the deposit is paid.',
    tag: TAG,
    access: ['enterprise'],
    refusals: ['listing.application.not_found', 'listing.application_wrong_state'],
  })
    .input(ofApplication)
    .output(applicationAnswer),

  qualify: command({
    path: '/applications/{id}/qualification',
    summary: 'Qualify an applicant; the deposit is requested.',
    tag: TAG,
    access: ['clerk'],
    refusals: ['listing.application.not_found', 'listing.application_wrong_state', 'listing.forbidden'],
  })
    .input(ofApplication)
    .output(applicationAnswer),

  refuseApplication: command({
    path: '/applications/{id}/refusal',
    summary: 'Refuse an applicant with a reason.',
    tag: TAG,
    access: ['clerk'],
    refusals: ['listing.application.not_found', 'listing.application_wrong_state', 'listing.forbidden'],
  })
    .input(ofApplication.extend({ reason: text }))
    .output(applicationAnswer),

  lotById: query({ path: '/lots/{id}', summary: 'One lot.', tag: TAG, access: 'public', refusals: [NOT_FOUND] })
    .input(ofLot)
    .output(lotShape),

  listLots: query({ path: '/lots', summary: 'Lots in public notice, ready, on auction or decided.', tag: TAG, access: 'public' })
    .input(
      z.object({
        ...pageInput,
        state: z.enum(['notice', 'ready', 'bidding', 'sold', 'failed', 'suspended']).optional(),
        right: z.enum(['assignment', 'licence']).optional(),
        achievementId: z.string().max(60).optional(),
        number: z.string().max(40).optional(),
        q: wordsInput,
      }),
    )
    .output(pageOf(lotCardShape)),

  myLots: query({ path: '/desk/lots', summary: 'Lots of your institution, drafts included.', tag: TAG, access: ['tto', 'approver'] })
    .input(z.object({ ...pageInput, state: z.enum(LOT_STATES).optional(), q: wordsInput }))
    .output(pageOf(lotCardShape)),

  reserveOf: query({ path: '/lots/{id}/reserve', summary: 'The secret reserve, for the seller only.', tag: TAG, access: ['tto'], refusals: [NOT_FOUND] })
    .input(ofLot)
    .output(z.object({ reserveMinor: amountOutput.nullable(), salt: z.string().nullable(), commitment: z.string().nullable() })),

  lotInbox: query({ path: '/clerk/lots', summary: 'Lots that wait for a clerk, oldest first.', tag: TAG, access: ['clerk'] })
    .input(z.object(pageInput))
    .output(pageOf(lotCardShape)),

  applicantsOf: query({
    path: '/lots/{id}/applications',
    summary: 'Applicants of a lot, without bidder numbers.',
    tag: TAG,
    access: ['clerk'],
    refusals: [NOT_FOUND],
  })
    .input(ofLot.extend(pageInput))
    .output(pageOf(applicationShape)),

  applicationInbox: query({ path: '/clerk/applications', summary: 'Applications that wait for a clerk, oldest first.', tag: TAG, access: ['clerk'] })
    .input(z.object(pageInput))
    .output(pageOf(applicationShape)),

  myApplications: query({ path: '/desk/applications', summary: 'Applications of your enterprise.', tag: TAG, access: ['enterprise'] })
    .input(z.object({ ...pageInput, lotId: lotId.optional() }))
    .output(pageOf(applicationShape)),

  previewTerms: query({
    path: '/lot-preview',
    summary: 'Proposed deposit and terms of the method, their bounds, and dates, before a lot is submitted.',
    tag: TAG,
    access: ['tto'],
    refusals: ['listing.method_unknown'],
  })
    .input(
      z.object({
        startingPriceMinor: amountInput,
        method: z.string().max(40).optional(),
        noticeDays: z.coerce.number().int().min(1).max(120).optional(),
        plannedOpensAt: instantShape.optional(),
      }),
    )
    .output(
      z.object({
        /** What the method of sale proposes, and within which bounds. */
        methodTerms: methodTermsShape,
        methodBounds: z.record(z.string(), z.object({ min: z.string(), max: z.string() })),
        depositMinor: amountOutput,
        depositMinMinor: amountOutput,
        depositMaxMinor: amountOutput,
        noticeDays: z.number().int(),
        noticeDaysMin: z.number().int(),
        noticeUnit: z.enum(['cd', 'wd']),
        /** If the notice were published today. */
        noticeClosesAt: instantOutput,
        noticeClosesOn: dateShape,
        registrationClosesAt: instantOutput,
        depositDueAt: instantOutput,
        opensAt: instantOutput,
        rules: z.array(ruleShape),
      }),
    ),
}
