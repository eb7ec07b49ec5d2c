/** Operations of lots on offer. */
import { z } from 'zod'
import { BUYER_ROLES } from '#kernel/actor.ts'
import { command, query } from '#contract/operation.ts'
import { amountInput, amountOutput, bilingualShape, dateShape, idShape, instantOutput, instantShape, pageInput, pageOf } from '#contract/shapes.ts'
import {
  applicationId,
  applicationShape,
  lotCardShape,
  lotDraftInput,
  lotId,
  lotShape,
  MAX_REASON,
  MAX_TEXT,
  methodTermsShape,
  organisationId,
  ruleShape,
  termsInput,
  text,
  wordsInput,
} from './api-shapes.ts'
import { nextContract } from './api-next.ts'
import { datesContract } from './api-dates.ts'
import { depositContract } from './api-deposits.ts'
import { APPLY_REFUSALS } from './core/application.ts'
import { APPLICATION_STATES, LOT_STATES } from './core/lifecycle.ts'
import { BUYER_REFUSALS, FIRST_REFUSAL } from './core/negotiated.ts'
import { RESERVE_REFUSALS } from './core/later-reserve.ts'
import { REOFFER_REFUSALS } from './core/reoffer.ts'
import { AUCTION_REFUSALS, REGIMES } from './core/regime.ts'
import { ASPECTS } from './core/words.ts'
import { TERM_REFUSALS } from './core/terms.ts'
import { UNIT_REFUSALS } from './core/units.ts'

export { lotDateShape } from './api-dates.ts'
export { lotCardShape, lotDraftInput, lotShape } from './api-shapes.ts'

const TAG = 'listing'
const ofLot = z.object({ id: lotId })
const lotAnswer = z.object({ lotId, state: z.enum(LOT_STATES) })
const reserveAnswer = z.object({ lotId, outcome: z.enum(['entered', 'differs', 'fixed']) })
const ofApplication = z.object({ id: applicationId })
const applicationAnswer = z.object({ applicationId, state: z.enum(APPLICATION_STATES) })
const METHOD_REFUSALS = [
  'listing.next_bidder_not_here',
  'listing.refusal_after_not_here',
  ...UNIT_REFUSALS,
  'listing.method_unknown',
  'listing.method_terms_unreadable',
  'listing.reserve_later_not_here',
  'listing.reserve_later_no_time',
] as const
const AUCTION_TERMS = [...AUCTION_REFUSALS, 'document.not_yours'] as const
/** What the record of rights says against an assignment. */
const TITLE = ['title.origin.undeclared', 'title.filing.objected'] as const
const WRONG_STATE = 'listing.wrong_state'
const NOT_FOUND = 'listing.not_found'

export const listingContract = {
  ...depositContract,
  ...nextContract(FIRST_REFUSAL),
  ...datesContract,
  confirmAgreement: command({
    path: '/lots/{id}/agreement',
    summary: 'Confirm as the named buyer that price and relation are what was agreed; the notice may then be published.',
    tag: TAG,
    access: [...BUYER_ROLES],
    refusals: [
      NOT_FOUND,
      WRONG_STATE,
      'listing.agreement_confirmed_already',
      'listing.agreed_price_differs',
      'listing.first_refusal_other_terms',
      ...BUYER_REFUSALS,
    ],
  })
    .input(ofLot.extend({ priceMinor: amountInput }))
    .output(lotAnswer),

  confirmPrice: command({
    path: '/lots/{id}/price',
    summary:
      'Confirm as the second person of the seller, with authority, that a negotiated price is what the unit decided; it stands as the check of the price.',
    tag: TAG,
    access: ['tto', 'approver'],
    refusals: [
      NOT_FOUND,
      WRONG_STATE,
      'listing.already_checked',
      'listing.second_person_needed',
      ...FIRST_REFUSAL,
      'listing.agreed_price_differs',
      'party.authority_not_on_file',
      'party.authority_ended',
      'party.confirmation_not_agreed',
    ],
  })
    .input(ofLot.extend({ priceMinor: amountInput }))
    .output(lotAnswer),

  declineAgreement: command({
    path: '/lots/{id}/agreement/refusal',
    summary: 'Decline the negotiated price as the named buyer: the lot goes back to the seller, nothing is published and nobody is bound.',
    tag: TAG,
    access: [...BUYER_ROLES],
    refusals: [NOT_FOUND, WRONG_STATE, 'listing.agreement_confirmed_already'],
  })
    .input(ofLot.extend({ reason: text }))
    .output(lotAnswer),

  agreements: {
    mine: query({
      path: '/desk/agreements',
      summary: 'Negotiated prices in which your house is the buyer.',
      tag: TAG,
      wireName: 'myAgreements',
      access: [...BUYER_ROLES],
    })
      .input(z.object({}))
      .output(
        z.object({
          items: z.array(
            z.object({
              id: lotId,
              number: z.string(),
              state: z.enum(LOT_STATES),
              title: bilingualShape,
              sellerName: bilingualShape,
              priceMinor: amountOutput,
              isConfirmed: z.boolean(),
              noticeClosesAt: instantOutput.nullable(),
            }),
          ),
        }),
      ),
  },

  draft: command({
    path: '/lots',
    summary: 'Draft a lot for an achievement of your institution.',
    tag: TAG,
    access: ['tto'],
    refusals: [NOT_FOUND, 'listing.too_many_drafts', ...TERM_REFUSALS, ...AUCTION_TERMS, ...METHOD_REFUSALS],
  })
    .input(lotDraftInput)
    .output(lotAnswer.extend({ number: z.string() })),

  reoffer: command({
    path: '/lots/{id}/reoffer',
    summary: 'Draft a lot that offers an unsold one again, at a price within the bounds of the rule or by a decision of the unit.',
    tag: TAG,
    access: ['tto'],
    refusals: [NOT_FOUND, WRONG_STATE, 'listing.already_reoffered', ...REOFFER_REFUSALS, ...TERM_REFUSALS, ...AUCTION_TERMS, ...METHOD_REFUSALS],
  })
    .input(
      ofLot.extend({
        startingPriceMinor: amountInput,
        /** Absent: as the method proposes for the price, with the times of the earlier lot. */
        methodTerms: methodTermsShape.nullable().default(null),
        /** No earlier than the rules allow; absent: as early as they allow. */
        plannedOpensAt: instantShape.nullable().default(null),
        /** The unit's decision to go beyond the bounds. */
        decisionDocumentId: idShape('doc').nullable().default(null),
      }),
    )
    .output(lotAnswer.extend({ number: z.string() })),

  revise: command({
    path: '/lots/{id}',
    method: 'PUT',
    summary: 'Change a draft or a returned lot.',
    tag: TAG,
    access: ['tto'],
    refusals: [NOT_FOUND, WRONG_STATE, ...REOFFER_REFUSALS, ...TERM_REFUSALS, ...AUCTION_TERMS, ...METHOD_REFUSALS],
  })
    .input(ofLot.extend(termsInput))
    .output(lotAnswer),

  submit: command({
    path: '/lots/{id}/submission',
    summary: 'Hand the lot to the market for its three checks.',
    tag: TAG,
    access: ['tto'],
    refusals: [
      NOT_FOUND,
      WRONG_STATE,
      ...TITLE,
      ...FIRST_REFUSAL,
      'title.first_refusal_not_due',
      'title.completer_without_account',
      'listing.first_refusal_other_terms',
      ...BUYER_REFUSALS,
      ...REOFFER_REFUSALS,
      ...TERM_REFUSALS,
      ...AUCTION_TERMS,
      ...METHOD_REFUSALS,
    ],
  })
    .input(ofLot)
    .output(lotAnswer),

  check: command({
    path: '/lots/{id}/checks',
    summary: 'Pass or return one aspect: title, price basis or content.',
    tag: TAG,
    access: ['clerk'],
    refusals: [
      NOT_FOUND,
      WRONG_STATE,
      'listing.already_checked',
      'listing.price_by_unit',
      'listing.reason_missing',
      'listing.forbidden',
      ...TITLE,
      ...FIRST_REFUSAL,
    ],
  })
    .input(ofLot.extend({ aspect: z.enum(ASPECTS), outcome: z.enum(['passed', 'returned']), reason: z.string().trim().max(MAX_REASON).default('') }))
    .output(lotAnswer),

  openListing: command({
    path: '/lots/{id}/notice',
    summary: 'Publish the notice of a checked lot; registration opens.',
    tag: TAG,
    access: ['clerk'],
    refusals: [NOT_FOUND, WRONG_STATE, 'listing.forbidden', 'listing.agreement_unconfirmed', 'listing.auction_unlicensed', 'listing.auctioneer_uncertified'],
  })
    .input(ofLot)
    .output(lotAnswer.extend({ noticeId: z.string(), noticeClosesAt: instantOutput, opensAt: instantOutput })),

  enterReserve: command({
    path: '/lots/{id}/reserve',
    summary: 'Enter, as the first of two people of the seller, the reserve that the notice left open.',
    tag: TAG,
    access: ['tto', 'approver'],
    refusals: [NOT_FOUND, WRONG_STATE, 'listing.reserve_below_start', 'listing.reserve_above_highest', ...RESERVE_REFUSALS],
  })
    .input(ofLot.extend({ reserveMinor: amountInput }))
    .output(reserveAnswer),

  confirmReserve: command({
    path: '/lots/{id}/reserve/confirmation',
    summary: 'Type the reserve again as the second person, without being shown it: the same amount fixes it, another one strikes what was entered.',
    tag: TAG,
    access: ['tto', 'approver', 'regulator'],
    refusals: [NOT_FOUND, WRONG_STATE, ...RESERVE_REFUSALS],
  })
    .input(ofLot.extend({ reserveMinor: amountInput }))
    .output(reserveAnswer),

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

  get: query({ path: '/lots/{id}', summary: 'One lot.', tag: TAG, wireName: 'lotById', access: 'public', refusals: [NOT_FOUND] })
    .input(ofLot)
    .output(lotShape),

  list: query({ path: '/lots', summary: 'Lots in public notice, ready, on auction or decided.', tag: TAG, wireName: 'listLots', access: 'public' })
    .input(
      z.object({
        ...pageInput,
        state: z.enum(['notice', 'ready', 'bidding', 'subject', 'sold', 'failed', 'suspended']).optional(),
        right: z.enum(['assignment', 'licence']).optional(),
        regime: z.enum(REGIMES).optional(),
        achievementId: z.string().max(60).optional(),
        number: z.string().max(40).optional(),
        ids: z.array(lotId).max(100).optional(),
        q: wordsInput,
      }),
    )
    .output(pageOf(lotCardShape)),

  mine: query({ path: '/desk/lots', summary: 'Lots of your institution, drafts included.', tag: TAG, wireName: 'myLots', access: ['tto', 'approver'] })
    .input(z.object({ ...pageInput, state: z.enum(LOT_STATES).optional(), q: wordsInput }))
    .output(pageOf(lotCardShape)),

  reserve: {
    get: query({
      path: '/lots/{id}/reserve',
      summary: 'The secret reserve, for the seller only.',
      tag: TAG,
      wireName: 'reserveOf',
      access: ['tto'],
      refusals: [NOT_FOUND],
    })
      .input(ofLot)
      .output(z.object({ reserveMinor: amountOutput.nullable(), salt: z.string().nullable(), commitment: z.string().nullable() })),
  },

  waiting: query({ path: '/clerk/lots', summary: 'Lots that wait for a clerk, oldest first.', tag: TAG, wireName: 'lotInbox', access: ['clerk'] })
    .input(z.object(pageInput))
    .output(pageOf(lotCardShape)),

  applications: {
    list: query({
      path: '/lots/{id}/applications',
      summary: 'Applicants of a lot, without bidder numbers.',
      tag: TAG,
      wireName: 'applicantsOf',
      access: ['clerk'],
      refusals: [NOT_FOUND],
    })
      .input(ofLot.extend(pageInput))
      .output(pageOf(applicationShape)),
    waiting: query({
      path: '/clerk/applications',
      summary: 'Applications that wait for a clerk, oldest first.',
      tag: TAG,
      wireName: 'applicationInbox',
      access: ['clerk'],
    })
      .input(z.object(pageInput))
      .output(pageOf(applicationShape)),
    mine: query({ path: '/desk/applications', summary: 'Applications of your enterprise.', tag: TAG, wireName: 'myApplications', access: ['enterprise'] })
      .input(z.object({ ...pageInput, lotId: lotId.optional() }))
      .output(pageOf(applicationShape)),
  },

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
        regime: z.enum(REGIMES).default('bidding'),
        isStateAsset: z.enum(['true', 'false']).default('false'),
      }),
    )
    .output(
      z.object({
        method: z.string(),
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
