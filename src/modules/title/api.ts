/** Operations of rights: holders, burdens, first refusal. */
import { z } from 'zod'
import { command, query } from '#contract/operation.ts'
import { actsShape, amountInput, amountOutput, basisPoints, bilingualShape, idShape, instantOutput, instantShape, pageInput, pageOf } from '#contract/shapes.ts'
import { ASK_ACTS, ENCUMBRANCE_ACTS, RIGHT_ACTS } from './core/acts.ts'
import { ENCUMBRANCES } from './core/encumbrance.ts'
import { ANSWERS, ASK_STATES } from './core/first-refusal.ts'
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

const ofAchievement = z.object({ achievementId })
const askAnswer = z.object({ askId, state: z.enum(ASK_STATES) })
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
    }),
  ),
  firstRefusal: z.object({ state: z.enum(FIRST_REFUSAL_STATES), closesAt: instantOutput.nullable(), rule: ruleShape.nullable() }),
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
  /** The viewer's own answer; null while open or when not asked. */
  myAnswer: z.enum(ANSWERS).nullable(),
  isMine: z.boolean(),
  acts: actsShape(ASK_ACTS),
  /** Everybody's answers for the institution; for a completer only the own one. */
  answers: z.array(
    z.object({ personId: z.string(), name: bilingualShape, answer: z.enum(ANSWERS).nullable(), note: z.string(), answeredAt: instantOutput.nullable() }),
  ),
})

export const titleContract = {
  askFirstRefusal: command({
    path: '/rights/{achievementId}/first-refusals',
    summary: 'Ask the completers whether they want the achievement on equal terms (Civil Code art. 847).',
    tag: TAG,
    access: ['tto'],
    refusals: [
      NOT_FOUND,
      'title.first_refusal_not_due',
      'title.first_refusal.already_open',
      'title.first_refusal.exercised',
      'title.completer_without_account',
      'title.not_the_holder',
      'rulebook.calendar_not_covered',
    ],
  })
    // `silenceBasis`: the agreement or rule of the unit by which silence is a waiver; empty: there is none, and silence is no answer.
    .input(
      ofAchievement.extend({
        terms: z.string().trim().min(1).max(MAX_TERMS),
        silenceBasis: z.string().trim().max(MAX_NOTE).default(''),
        priceMinor: amountInput.nullable().default(null),
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
    .input(z.object({ id: askId, note }))
    .output(askAnswer),

  exercise: command({
    path: '/first-refusals/{id}/exercise',
    summary: 'Declare that you want the achievement on equal terms.',
    tag: TAG,
    access: 'signed-in',
    refusals: ['title.first_refusal.not_found', 'title.first_refusal_over', 'title.already_answered'],
  })
    .input(z.object({ id: askId, note }))
    .output(askAnswer),

  cancelFirstRefusal: command({
    path: '/first-refusals/{id}/cancellation',
    summary: 'End a round because the intention or its terms have changed; a new one may be asked.',
    tag: TAG,
    access: ['tto'],
    refusals: ['title.first_refusal.not_found', 'title.first_refusal_over'],
  })
    .input(z.object({ id: askId, reason }))
    .output(askAnswer),

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
    summary: 'Put a pledge, licence in force or dispute on record.',
    tag: TAG,
    access: ['tto', 'clerk'],
    refusals: [NOT_FOUND, 'title.period_reversed'],
  })
    .input(
      ofAchievement.extend({
        kind: z.enum(ENCUMBRANCES),
        note: reason,
        inFavourOf: z.string().trim().max(120).default(''),
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

  titleOf: query({
    path: '/rights/{achievementId}',
    summary: 'Holders, burdens and disposals of a catalogued achievement.',
    tag: TAG,
    access: 'public',
    refusals: [NOT_FOUND],
  })
    .input(ofAchievement)
    .output(rightShape),

  myFirstRefusals: query({ path: '/desk/first-refusals', summary: 'First refusals asked of you, open ones first.', tag: TAG, access: 'signed-in' })
    .input(z.object({ ...pageInput, state: z.enum(ASK_STATES).optional() }))
    .output(pageOf(askShape)),

  firstRefusals: query({ path: '/tto/first-refusals', summary: 'First refusals asked by your institution.', tag: TAG, access: ['tto', 'approver'] })
    .input(z.object({ ...pageInput, achievementId: achievementId.optional(), state: z.enum(ASK_STATES).optional() }))
    .output(pageOf(askShape)),
}
