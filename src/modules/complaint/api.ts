/** Operations of complaints: whoever has an account complains, officers answer, everybody reads how many there were and how fast the answers came. */
import { z } from 'zod'
import { command, query } from '#contract/operation.ts'
import { actsShape, bilingualShape, idShape, instantOutput, pageInput, pageOf } from '#contract/shapes.ts'
import { COMPLAINT_ACTS } from './core/acts.ts'
import { COMPLAINT_STATES } from './core/lifecycle.ts'
import { KINDS, MAX_TEXT, OUTCOMES } from './core/words.ts'

const tag = 'complaint'
const OFFICERS = ['clerk', 'admin'] as const
const NOT_FOUND = 'complaint.not_found'
const CLOSED = 'complaint.already_closed'

const complaintId = idShape('cmp')
const ofComplaint = z.object({ id: complaintId })
const long = z.string().trim().min(1).max(MAX_TEXT)

const cardShape = z.object({
  id: complaintId,
  number: z.string(),
  state: z.enum(COMPLAINT_STATES),
  kind: z.enum(KINDS),
  about: z.string(),
  filedAt: instantOutput,
  dueAt: instantOutput,
  closedAt: instantOutput.nullable(),
  outcome: z.enum(OUTCOMES).nullable(),
  /** The answer is or was later than the day it was due. */
  isLate: z.boolean(),
})

const complaintShape = cardShape.extend({
  text: z.string(),
  answer: z.string(),
  /** Who complains, for the officers; null for the complainant. */
  complainant: bilingualShape.nullable(),
  isOwn: z.boolean(),
  acts: actsShape(COMPLAINT_ACTS),
})

export const complaintContract = {
  file: command({
    path: '/complaints',
    summary: 'Complain of, or report, anything on this market',
    tag,
    access: 'signed-in',
    refusals: ['complaint.too_many_open', 'rulebook.calendar_not_covered'],
  })
    .input(z.object({ kind: z.enum(KINDS), about: z.string().trim().max(200).default(''), text: long }))
    .output(z.object({ complaintId, number: z.string(), dueAt: instantOutput })),
  withdraw: command({
    path: '/complaints/{id}/withdrawal',
    summary: 'Take a complaint back before it is answered',
    tag,
    access: 'signed-in',
    refusals: [NOT_FOUND, CLOSED],
  })
    .input(ofComplaint)
    .output(z.object({ state: z.enum(COMPLAINT_STATES) })),
  answer: command({
    path: '/complaints/{id}/answer',
    summary: 'Answer a complaint, once and for good',
    tag,
    access: OFFICERS,
    refusals: [NOT_FOUND, CLOSED, 'complaint.own'],
  })
    .input(ofComplaint.extend({ outcome: z.enum(OUTCOMES), text: long }))
    .output(z.object({ state: z.enum(COMPLAINT_STATES) })),
  get: query({ path: '/complaints/{id}', summary: 'One complaint, for who made it and for officers', tag, access: 'signed-in', refusals: [NOT_FOUND] })
    .input(ofComplaint)
    .output(complaintShape),
  mine: query({ path: '/me/complaints', summary: 'My complaints, newest first', tag, access: 'signed-in' })
    .input(z.object(pageInput))
    .output(pageOf(cardShape)),
  list: query({ path: '/complaints', summary: 'Complaints of everybody, the next due first', tag, access: OFFICERS })
    .input(z.object({ ...pageInput, state: z.enum(COMPLAINT_STATES).default('received') }))
    .output(pageOf(cardShape)),
  figures: query({
    path: '/complaint-figures',
    summary: 'How many complaints of the last twelve months, and how fast they were answered',
    tag,
    access: 'public',
  })
    .input(z.object({}))
    .output(
      z.object({
        /** The period that the rule sets now. */
        answerDays: z.object({ count: z.number().int(), unit: z.string() }),
        received: z.number().int(),
        open: z.number().int(),
        overdue: z.number().int(),
        answered: z.number().int(),
        answeredInTime: z.number().int(),
        withdrawn: z.number().int(),
        /** Half of the answers came within as many hours; null while there is none. */
        medianHours: z.number().int().nullable(),
      }),
    ),
}
