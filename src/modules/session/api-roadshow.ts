/** Operations of roadshow slots and of the questions put in them. */
import { z } from 'zod'
import { command, query } from '#contract/operation.ts'
import { actsShape, bilingualInput, bilingualShape, idShape, instantOutput, instantShape } from '#contract/shapes.ts'
import { QUESTION_ACTS, SLOT_ACTS } from './core/roadshow-acts.ts'
import { QUESTION_STATES, SLOT_PHASES, SPOKEN } from './core/roadshow.ts'

const tag = 'session'
const CLERK = ['clerk'] as const
const SELLER = ['tto'] as const
const SLOT_NOT_FOUND = 'session.slot.not_found'
const QUESTION_NOT_FOUND = 'session.question.not_found'
const SLOT_BEGUN = 'session.slot_begun'
const QUESTION_DECIDED = 'session.question_decided'
const SPAN_REFUSALS = ['session.slot_too_long', 'session.slot_past', 'session.slot_outside', 'session.slot_overlaps'] as const
const MAX_LOTS = 20
/** The rule says how long a slot may be; nobody means a week. */
const MAX_MINUTES = 600
const MIN_MINUTES = 5

const sessionId = idShape('ses')
const ofSlot = z.object({ id: idShape('slt') })
const ofQuestion = z.object({ id: idShape('qst') })
const reason = z.string().trim().min(1).max(500)
const languages = z.array(z.enum(SPOKEN)).min(1).max(SPOKEN.length)
const span = { startsAt: instantShape, minutes: z.coerce.number().int().min(MIN_MINUTES).max(MAX_MINUTES) }
const named = z.object({ id: z.string(), name: bilingualShape })

const questionShape = z.object({
  id: idShape('qst'),
  state: z.enum(QUESTION_STATES),
  askerNumber: z.number().int(),
  /** Where it asked under its name. */
  asker: named.nullable(),
  isMine: z.boolean(),
  question: z.string(),
  askedAt: instantOutput,
  answer: z.string().nullable(),
  /** SHA-256 of the canonical JSON of `questionId`, `question`, `answer` and `answeredAt`. */
  digest: z.string().nullable(),
  reason: z.string().nullable(),
  decidedAt: instantOutput.nullable(),
  acts: actsShape(QUESTION_ACTS),
})

const slotShape = z.object({
  id: idShape('slt'),
  sessionId,
  phase: z.enum(SLOT_PHASES),
  startsAt: instantOutput,
  endsAt: instantOutput,
  lots: z.array(z.object({ id: idShape('lot'), number: z.string(), title: bilingualShape, state: z.string() })),
  seller: named,
  languages: z.array(z.enum(SPOKEN)),
  /** Null until the seller names who speaks. */
  speaker: bilingualShape.nullable(),
  slides: z.object({ documentId: z.string(), name: z.string(), sha256: z.string(), size: z.number().int(), putAt: instantOutput }).nullable(),
  /** Why it was cancelled. */
  reason: z.string().nullable(),
  answeredCount: z.number().int(),
  openCount: z.number().int(),
  acts: actsShape(SLOT_ACTS),
})

const slotAnswer = z.object({ sessionId, slotId: idShape('slt') })
const questionAnswer = z.object({ slotId: idShape('slt'), questionId: idShape('qst'), state: z.enum(QUESTION_STATES) })

export const roadshowContract = {
  planSlot: command({
    path: '/sessions/{id}/slots',
    summary: 'Plan a roadshow slot of an announced session',
    tag,
    access: CLERK,
    refusals: ['session.not_found', 'session.wrong_state', 'session.slot_lot_missing', 'session.slot_of_several', 'session.too_many_slots', ...SPAN_REFUSALS],
  })
    .input(z.object({ id: sessionId, ...span, lotIds: z.array(idShape('lot')).min(1).max(MAX_LOTS), languages }))
    .output(slotAnswer),
  moveSlot: command({
    path: '/session-slots/{id}/time',
    method: 'PUT',
    summary: 'Move a roadshow slot that has not begun',
    tag,
    access: CLERK,
    refusals: [SLOT_NOT_FOUND, SLOT_BEGUN, ...SPAN_REFUSALS],
  })
    .input(ofSlot.extend(span))
    .output(slotAnswer),
  cancelSlot: command({
    path: '/session-slots/{id}/cancellation',
    summary: 'Cancel a roadshow slot that has not begun',
    tag,
    access: CLERK,
    refusals: [SLOT_NOT_FOUND, SLOT_BEGUN],
  })
    .input(ofSlot.extend({ reason }))
    .output(slotAnswer),
  prepareSlot: command({
    path: '/session-slots/{id}/speaker',
    method: 'PUT',
    summary: 'Name who speaks in a roadshow slot, and in which languages',
    tag,
    access: SELLER,
    refusals: [SLOT_NOT_FOUND, SLOT_BEGUN],
  })
    .input(ofSlot.extend({ speaker: bilingualInput(120), languages }))
    .output(slotAnswer),
  putSlides: command({
    path: '/session-slots/{id}/slides',
    method: 'PUT',
    summary: 'Bring the slides of a roadshow slot, until it begins',
    tag,
    access: SELLER,
    refusals: [SLOT_NOT_FOUND, SLOT_BEGUN, 'session.slides_not_pdf', 'document.not_yours'],
  })
    .input(ofSlot.extend({ documentId: idShape('doc') }))
    .output(slotAnswer),
  askQuestion: command({
    path: '/session-slots/{id}/questions',
    summary: 'Ask the seller in a roadshow slot, under the number or the name of the organisation',
    tag,
    access: ['enterprise'],
    refusals: [
      SLOT_NOT_FOUND,
      'session.slot_over',
      'session.asker_unnamed',
      'session.own_slot',
      'session.organisation_not_verified',
      'session.too_many_questions',
    ],
  })
    .input(
      ofSlot.extend({
        question: z.string().trim().min(1).max(1000),
        shownAs: z.enum(['name', 'number']).default('number'),
        organisationId: idShape('org').optional(),
      }),
    )
    .output(questionAnswer.extend({ askerNumber: z.number().int() })),
  answerQuestion: command({
    path: '/session-questions/{id}/answer',
    summary: 'Answer a question to everybody',
    tag,
    access: SELLER,
    refusals: [QUESTION_NOT_FOUND, QUESTION_DECIDED],
  })
    .input(ofQuestion.extend({ answer: z.string().trim().min(1).max(4000) }))
    .output(questionAnswer),
  declineQuestion: command({
    path: '/session-questions/{id}/refusal',
    summary: 'Decline a question, with a reason for who asked',
    tag,
    access: CLERK,
    refusals: [QUESTION_NOT_FOUND, QUESTION_DECIDED],
  })
    .input(ofQuestion.extend({ reason }))
    .output(questionAnswer),
  slots: {
    list: query({
      path: '/sessions/{id}/slots',
      summary: 'Roadshow slots of a session',
      tag,
      wireName: 'sessionSlots',
      access: 'public',
      refusals: ['session.not_found'],
    })
      .input(z.object({ id: sessionId }))
      .output(z.object({ items: z.array(slotShape) })),
    get: query({
      path: '/session-slots/{id}',
      summary: 'One roadshow slot with the questions that the asker may read',
      tag,
      wireName: 'sessionSlot',
      access: 'public',
      refusals: [SLOT_NOT_FOUND],
    })
      .input(ofSlot)
      .output(
        slotShape.extend({
          session: z.object({ id: sessionId, number: z.string(), title: bilingualShape }),
          questions: z.array(questionShape),
          isCut: z.boolean(),
        }),
      ),
  },
}
