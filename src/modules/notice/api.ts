/** Operations on public notices. Everybody reads them; who is signed in may object. */
import { z } from 'zod'
import { command, query } from '#contract/operation.ts'
import { bilingualShape, dateShape, idShape, instantShape, pageInput, pageOf } from '#contract/shapes.ts'

const kindShape = z.enum(['listing', 'result', 'distribution', 'negotiated_price'])
const stateShape = z.enum(['running', 'paused', 'closed', 'upheld', 'withdrawn'])
const objectionStateShape = z.enum(['open', 'dismissed', 'upheld', 'retracted', 'lapsed'])
const unitShape = z.enum(['cd', 'wd'])

const noticeShape = z.object({
  id: z.string(),
  number: z.string(),
  kind: kindShape,
  subject: z.string(),
  title: bilingualShape,
  owner: z.object({ id: z.string(), name: bilingualShape }),
  state: stateShape,
  unit: unitShape,
  days: z.number().int(),
  /** Days still to run, today included; 0 once it has ended. */
  daysLeft: z.number().int(),
  opensAt: instantShape,
  closesAt: instantShape.nullable(),
  /** Last day that counts, in the market's zone. */
  lastDay: dateShape.nullable(),
  /** Days of the period lie in a year whose holidays are not published yet: the last day may move back, never forward. */
  isProvisional: z.boolean(),
  endedAt: instantShape.nullable(),
  openObjections: z.number().int(),
})
export type NoticeView = z.infer<typeof noticeShape>

const publicObjectionShape = z.object({
  number: z.number().int(),
  state: objectionStateShape,
  filedAt: instantShape,
  decidedAt: instantShape.nullable(),
  decisionReason: z.string(),
})
const ownObjectionShape = publicObjectionShape.omit({ number: true }).extend({ id: z.string(), grounds: z.string(), evidence: z.string() })
const handledObjectionShape = ownObjectionShape.extend({ objector: z.object({ personId: z.string(), name: bilingualShape }), isOwn: z.boolean() })
export type HandledObjection = z.infer<typeof handledObjectionShape>

const ruleShape = z.object({
  id: z.string(),
  key: z.string(),
  title: bilingualShape,
  bound: bilingualShape,
  article: z.string(),
  value: z.number(),
  unit: z.string(),
  sources: z.array(z.object({ code: z.string(), title: bilingualShape })),
})

const reasonInput = z.string().trim().min(1).max(2000)
const tag = 'notice'

export const noticeContract = {
  listNotices: query({ path: '/notices', summary: 'Public notices, newest first', tag, access: 'public' })
    .input(
      z.object({
        kind: kindShape.optional(),
        state: stateShape.optional(),
        q: z.string().trim().max(100).optional(),
        subject: z.string().max(60).optional(),
        ...pageInput,
      }),
    )
    .output(
      pageOf(noticeShape).extend({
        kinds: z.array(z.object({ kind: kindShape, count: z.number().int() })),
        states: z.array(z.object({ state: stateShape, count: z.number().int() })),
      }),
    ),
  noticeById: query({
    path: '/notices/{id}',
    summary: 'One notice with its clock, the rule behind it and its objections',
    tag,
    access: 'public',
    refusals: ['notice.not_found'],
  })
    .input(z.object({ id: idShape('ntc') }))
    .output(
      noticeShape.extend({
        body: bilingualShape,
        related: z.array(z.string()),
        endReason: z.string(),
        rule: ruleShape.nullable(),
        pauses: z.array(z.object({ pausedAt: instantShape, resumedAt: instantShape.nullable(), remaining: z.number().int() })),
        objections: z.array(publicObjectionShape),
        mayObject: z.boolean(),
        mayHandle: z.boolean(),
        own: z.array(ownObjectionShape),
        toHandle: z.array(handledObjectionShape),
      }),
    ),
  waitingObjections: query({ path: '/objections-waiting', summary: 'Objections that wait for my answer, oldest first', tag, access: ['clerk', 'approver'] })
    .input(z.object({ ...pageInput }))
    .output(pageOf(handledObjectionShape.extend({ notice: noticeShape }))),
  object: command({
    path: '/notices/{id}/objections',
    summary: 'Object to a notice; the clock stops until the answer',
    tag,
    access: 'signed-in',
    refusals: ['notice.not_found', 'notice.over', 'notice.already_objected'],
  })
    .input(z.object({ id: idShape('ntc'), grounds: z.string().trim().min(10).max(5000), evidence: z.string().trim().max(10_000).default('') }))
    .output(z.object({ objectionId: z.string(), state: stateShape })),
  retractObjection: command({
    path: '/objections/{id}/retract',
    summary: 'Take my objection back',
    tag,
    access: 'signed-in',
    refusals: ['notice.not_found', 'notice.already_decided', 'rulebook.calendar_not_covered'],
  })
    .input(z.object({ id: idShape('obj') }))
    .output(z.object({})),
  dismissObjection: command({
    path: '/objections/{id}/dismiss',
    summary: 'Dismiss an objection with reasons; the remaining time runs on',
    tag,
    access: ['clerk', 'approver'],
    refusals: ['notice.not_found', 'notice.already_decided', 'notice.own_objection.forbidden', 'rulebook.calendar_not_covered'],
  })
    .input(z.object({ id: idShape('obj'), reason: reasonInput }))
    .output(z.object({ closesAt: instantShape.nullable() })),
  upholdObjection: command({
    path: '/objections/{id}/uphold',
    summary: 'Uphold an objection with reasons; the notice ends',
    tag,
    access: ['clerk', 'approver'],
    refusals: ['notice.not_found', 'notice.already_decided', 'notice.own_objection.forbidden', 'notice.over'],
  })
    .input(z.object({ id: idShape('obj'), reason: reasonInput }))
    .output(z.object({})),
}
