/** Operations of rights: holders, burdens, first refusal. */
import { z } from 'zod'
import { BUYER_ROLES } from '#kernel/actor.ts'
import { command, query } from '#contract/operation.ts'
import { actsShape, amountInput, amountOutput, basisPoints, bilingualShape, idShape, instantOutput, instantShape, pageInput, pageOf } from '#contract/shapes.ts'
import { ASK_ACTS, ENCUMBRANCE_ACTS, RIGHT_ACTS } from './core/acts.ts'
import { ENCUMBRANCES, RECORDED } from './core/encumbrance.ts'
import { ANSWERS, ASK_STATES, BASES, PRECEDENCES, SILENCES } from './core/first-refusal.ts'
import { GROUNDS, ORIGIN_REFUSALS, ORIGINS } from './core/origin.ts'
import { RIGHTS } from './core/scope.ts'

const TAG = 'title'
const MAX_TERMS = 2000
const MAX_NOTE = 500

const achievementId = idShape('ach')
const askId = idShape('frf')
const encumbranceId = idShape('enc')
const organisationId = z.string().max(60)
const note = z.string().trim().max(MAX_NOTE).default('')
const reason = z.string().trim().min(1).max(MAX_NOTE)
const NOT_FOUND = 'title.not_found'
const FILING = ['title.filing.given_up', 'title.filing.granted', 'title.filing.too_late'] as const

const ofAchievement = z.object({ achievementId })
const askAnswer = z.object({ askId, state: z.enum(ASK_STATES) })
/** `organisationId`: the house that is asked; none: the person who is. */
const answering = z.object({ id: askId, organisationId: organisationId.nullable().default(null), note })
const done = z.object({ achievementId })

const ruleShape = z.object({ id: z.string(), key: z.string(), source: z.string() })
const FIRST_REFUSAL_STATES = ['not_asked', 'open', 'waived', 'exercised'] as const

const rightShape = z.object({
  achievementId,
  institutionId: organisationId,
  title: bilingualShape,
  isServiceAchievement: z.boolean(),
  openedAt: instantOutput,
  holders: z.array(z.object({ organisationId, name: bilingualShape, shareBasisPoints: z.number().int(), hasConsented: z.boolean() })),
  encumbrances: z.array(
    z.object({
      id: encumbranceId,
      kind: z.enum(ENCUMBRANCES),
      note: z.string(),
      inFavourOf: z.string(),
      from: instantOutput,
      to: instantOutput.nullable(),
      recordedAt: instantOutput,
      liftedAt: instantOutput.nullable(),
      isInForce: z.boolean(),
      acts: actsShape(ENCUMBRANCE_ACTS),
    }),
  ),
  /** Agreed disposals for everybody; reserved ones only for the institution. */
  disposals: z.array(
    z.object({
      lotId: z.string(),
      right: z.enum(RIGHTS),
      field: z.string().nullable(),
      territory: z.string().nullable(),
      from: instantOutput,
      to: instantOutput.nullable(),
      state: z.enum(['reserved', 'completed']),
      /** Null: the whole right. */
      shareBasisPoints: z.number().int().nullable(),
    }),
  ),
  /** How it came about, as the institution says; null while nothing was said. Who and by which contract: for those concerned and the market. */
  origin: z
    .object({
      kind: z.enum(ORIGINS),
      ground: z.enum(GROUNDS).nullable(),
      declaredAt: instantOutput,
      contract: z.string().nullable(),
      contractDocumentId: z.string().nullable(),
      developers: z.array(z.object({ organisationId, name: bilingualShape })).nullable(),
    })
    .nullable(),
  /** What those who developed it together say of an application for a patent; for those concerned and the market. Null: not developed together. */
  filing: z
    .object({
      /** Nothing is granted yet. */
      isOpen: z.boolean(),
      parts: z.array(
        z.object({
          organisationId,
          name: bilingualShape,
          objection: z.object({ reason: z.string(), objectedAt: instantOutput }).nullable(),
          gaveUpAt: instantOutput.nullable(),
        }),
      ),
    })
    .nullable(),
  /** `isDue`: somebody has to be asked before an assignment. */
  firstRefusal: z.object({
    isDue: z.boolean(),
    state: z.enum(FIRST_REFUSAL_STATES),
    closesAt: instantOutput.nullable(),
    rule: ruleShape.nullable(),
    /** What was asked in the last round that binds, beside which a lot is checked; for the institution, who was asked, and the market. */
    asked: z
      .object({ terms: z.string(), priceMinor: amountOutput.nullable(), termsDigest: z.string().nullable(), shareBasisPoints: z.number().int().nullable() })
      .nullable(),
  }),
  /** What concerns the asker now. */
  acts: actsShape(RIGHT_ACTS),
})

const askShape = z.object({
  id: askId,
  achievementId,
  title: bilingualShape,
  institutionId: organisationId,
  institutionName: bilingualShape,
  round: z.number().int(),
  state: z.enum(ASK_STATES),
  terms: z.string(),
  /** By which agreement or rule silence is a waiver; empty: by none. */
  silenceBasis: z.string(),
  priceMinor: amountOutput.nullable(),
  askedAt: instantOutput,
  closesAt: instantOutput,
  closedAt: instantOutput.nullable(),
  rule: ruleShape,
  /** SHA-256 of everything that was asked; null for rounds older than it. */
  termsDigest: z.string().nullable(),
  precedence: z.enum(PRECEDENCES),
  /** What silence to the end means. */
  silence: z.enum(SILENCES),
  /** A share of the right is sold; null: the whole. */
  shareBasisPoints: z.number().int().nullable(),
  /** The lot that was sold for this price, subject to the answers; null: asked before anything was offered. */
  lotId: z.string().nullable(),
  /** As what the viewer is asked, and for which house; null: in person, or not asked. */
  myBasis: z.enum(BASES).nullable(),
  myOrganisationId: organisationId.nullable(),
  /** The viewer's own answer; null while open or when not asked. */
  myAnswer: z.enum(ANSWERS).nullable(),
  isMine: z.boolean(),
  /** The party that buys because it exercised first refusal; null for who does not read the answers. */
  takerOrganisationId: z.string().nullable(),
  acts: actsShape(ASK_ACTS),
  /** Everybody's answers for the institution; for a completer only the own one. */
  answers: z.array(
    z.object({
      personId: z.string().nullable(),
      organisationId: organisationId.nullable(),
      basis: z.enum(BASES),
      name: bilingualShape,
      answer: z.enum(ANSWERS).nullable(),
      note: z.string(),
      answeredAt: instantOutput.nullable(),
    }),
  ),
})

export const titleContract = {
  askFirstRefusal: command({
    path: '/rights/{achievementId}/first-refusals',
    summary: 'Ask everybody with first refusal whether they want the achievement on these terms (Civil Code art. 847, 859, 860).',
    tag: TAG,
    access: ['tto'],
    refusals: [
      NOT_FOUND,
      'title.first_refusal_not_due',
      'title.first_refusal.already_open',
      'title.first_refusal.exercised',
      'title.completer_without_account',
      'title.first_refusal.of_lot',
      'title.origin.undeclared',
      'title.not_the_holder',
      'title.share_too_large',
      'rulebook.calendar_not_covered',
    ],
  })
    // `silenceBasis`: the agreement or rule of the unit by which silence is a waiver; empty: there is none, and silence is no answer.
    .input(
      ofAchievement.extend({
        terms: z.string().trim().min(1).max(MAX_TERMS),
        silenceBasis: z.string().trim().max(MAX_NOTE).default(''),
        priceMinor: amountInput.nullable().default(null),
        precedence: z.enum(PRECEDENCES).default('earliest'),
        /** A part of what the institution holds; null: the whole right. */
        shareBasisPoints: z.coerce.number().int().min(1).max(9_999).nullable().default(null),
      }),
    )
    .output(askAnswer.extend({ closesAt: instantOutput })),

  waive: command({
    path: '/first-refusals/{id}/waiver',
    summary: 'Give up your first refusal for this assignment.',
    tag: TAG,
    access: 'signed-in',
    refusals: ['title.first_refusal.not_found', 'title.first_refusal_over', 'title.already_answered'],
  })
    .input(answering)
    .output(askAnswer),

  exercise: command({
    path: '/first-refusals/{id}/exercise',
    summary: 'Declare that you want the achievement on equal terms.',
    tag: TAG,
    access: 'signed-in',
    refusals: ['title.first_refusal.not_found', 'title.first_refusal_over', 'title.already_answered'],
  })
    .input(answering)
    .output(askAnswer),

  cancelFirstRefusal: command({
    path: '/first-refusals/{id}/cancellation',
    summary: 'End a round because the intention or its terms have changed; a new one may be asked.',
    tag: TAG,
    access: ['tto'],
    refusals: ['title.first_refusal.not_found', 'title.first_refusal_over', 'title.first_refusal.of_lot', 'title.under_disposal'],
  })
    .input(z.object({ id: askId, reason }))
    .output(askAnswer),

  declareOrigin: command({
    path: '/rights/{achievementId}/origin',
    method: 'PUT',
    summary: 'Say how the achievement came about: own work, commissioned, or developed together, and by which contract.',
    tag: TAG,
    access: ['tto'],
    refusals: [
      NOT_FOUND,
      ...ORIGIN_REFUSALS,
      'title.origin.developer_unknown',
      'title.filing.objected',
      'title.first_refusal.already_open',
      'title.first_refusal.exercised',
      'title.under_disposal',
      'document.not_yours',
    ],
  })
    .input(
      ofAchievement.extend({
        kind: z.enum(ORIGINS),
        ground: z.enum(GROUNDS).nullable().default(null),
        /** Name, number and clause of the contract. */
        contract: z.string().trim().max(MAX_NOTE).default(''),
        contractDocumentId: idShape('doc').nullable().default(null),
        developers: z.array(organisationId).max(20).default([]),
      }),
    )
    .output(done),

  objectToFiling: command({
    path: '/rights/{achievementId}/filing-objection',
    summary: 'Say as a party of the joint development that you do not agree to a patent application; the others may not apply (Civil Code art. 860).',
    tag: TAG,
    access: [...BUYER_ROLES],
    refusals: [NOT_FOUND, ...FILING, 'title.filing.already_objected'],
  })
    .input(ofAchievement.extend({ reason }))
    .output(done),

  withdrawFilingObjection: command({
    path: '/rights/{achievementId}/filing-objection/withdrawal',
    summary: 'Take back what you said against a patent application.',
    tag: TAG,
    access: [...BUYER_ROLES],
    refusals: [NOT_FOUND],
  })
    .input(ofAchievement)
    .output(done),

  giveUpShare: command({
    path: '/rights/{achievementId}/given-up-shares',
    summary: 'Give up for good your part in the right to apply: the others apply, and you work the patent free of charge (Civil Code art. 860).',
    tag: TAG,
    access: [...BUYER_ROLES],
    refusals: [NOT_FOUND, ...FILING, 'title.filing.withdraw_first'],
  })
    .input(ofAchievement.extend({ note }))
    .output(done),

  declareHolders: command({
    path: '/rights/{achievementId}/holders',
    method: 'PUT',
    summary: 'Declare the co-owners and their shares.',
    tag: TAG,
    access: ['tto'],
    refusals: [NOT_FOUND, 'title.shares_do_not_sum', 'title.holder_unknown', 'title.holder_twice', 'title.institution_must_hold', 'title.under_disposal'],
  })
    .input(
      ofAchievement.extend({
        holders: z
          .array(z.object({ organisationId, shareBasisPoints: basisPoints }))
          .min(1)
          .max(20),
      }),
    )
    .output(done),

  consent: command({
    path: '/rights/{achievementId}/consent',
    summary: 'Consent as a co-owner to assignment, exclusive or sole licence.',
    tag: TAG,
    access: ['tto', 'enterprise'],
    refusals: [NOT_FOUND, 'title.already_consented'],
  })
    .input(ofAchievement)
    .output(done),

  recordEncumbrance: command({
    path: '/rights/{achievementId}/encumbrances',
    summary: 'Put a pledge, licence in force, agreement of co-owners or dispute on record.',
    tag: TAG,
    access: ['tto', 'clerk'],
    refusals: [NOT_FOUND, 'title.period_reversed', 'title.no_co_owner', 'title.agreement_paper_missing', 'document.not_yours'],
  })
    .input(
      ofAchievement.extend({
        kind: z.enum(RECORDED),
        note: reason,
        inFavourOf: z.string().trim().max(120).default(''),
        /** The paper of what co-owners agreed. */
        paperDocumentId: idShape('doc').nullable().default(null),
        from: instantShape.nullable().default(null),
        to: instantShape.nullable().default(null),
      }),
    )
    .output(done.extend({ encumbranceId })),

  liftEncumbrance: command({
    path: '/encumbrances/{id}/lifting',
    summary: 'Put on record that a burden has ended.',
    tag: TAG,
    access: ['tto', 'clerk'],
    refusals: ['title.encumbrance.not_found', 'title.already_lifted', 'title.clerk_lifts_disputes'],
  })
    .input(z.object({ id: encumbranceId, reason }))
    .output(done),

  get: query({
    path: '/rights/{achievementId}',
    summary: 'Holders, burdens and disposals of a catalogued achievement.',
    tag: TAG,
    wireName: 'titleOf',
    access: 'public',
    refusals: [NOT_FOUND],
  })
    .input(ofAchievement)
    .output(rightShape),

  firstRefusals: {
    mine: query({
      path: '/desk/first-refusals',
      summary: 'First refusals asked of you, open ones first.',
      tag: TAG,
      wireName: 'myFirstRefusals',
      access: 'signed-in',
    })
      .input(z.object({ ...pageInput, state: z.enum(ASK_STATES).optional() }))
      .output(pageOf(askShape)),
    list: query({
      path: '/tto/first-refusals',
      summary: 'First refusals asked by your institution.',
      tag: TAG,
      wireName: 'firstRefusals',
      access: ['tto', 'approver'],
    })
      .input(z.object({ ...pageInput, achievementId: achievementId.optional(), state: z.enum(ASK_STATES).optional() }))
      .output(pageOf(askShape)),
  },
}
