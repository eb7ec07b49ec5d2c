/** Operations on public notices. Everybody reads them; who is signed in may object. */
import { z } from 'zod'
import { command, query } from '#contract/operation.ts'
import { actsShape, bilingualShape, dateShape, idShape, instantOutput, pageInput, pageOf } from '#contract/shapes.ts'
import { BAR_ACTS, NOTICE_ACTS, OBJECTION_ACTS } from './core/acts.ts'
import { KIND_NAME } from './core/notice.ts'
import { GROUNDS } from './core/objection.ts'

/** Each room that publishes notices declares its kinds. */
const kindShape = z.string().regex(KIND_NAME)
const stateShape = z.enum(['running', 'paused', 'closed', 'upheld', 'withdrawn'])
const groundShape = z.enum(GROUNDS)
const objectionStateShape = z.enum(['open', 'dismissed', 'upheld', 'retracted', 'lapsed'])
const unitShape = z.enum(['cd', 'wd'])

const noticeShape = z.object({
  id: z.string(),
  number: z.string(),
  kind: kindShape,
  kindName: bilingualShape,
  subject: z.string(),
  title: bilingualShape,
  owner: z.object({ id: z.string(), name: bilingualShape }),
  state: stateShape,
  unit: unitShape,
  days: z.number().int(),
  /** Days still to run, today included; 0 once it has ended. */
  daysLeft: z.number().int(),
  opensAt: instantOutput,
  closesAt: instantOutput.nullable(),
  /** Last day that counts, in the market's zone. */
  lastDay: dateShape.nullable(),
  /** Days of the period lie in a year whose holidays are not published yet: the last day may move back, never forward. */
  isProvisional: z.boolean(),
  endedAt: instantOutput.nullable(),
  openObjections: z.number().int(),
})
/** As a page reads it, and as a query answers. */
export type NoticeView = z.infer<typeof noticeShape>
export type NoticeAnswer = z.input<typeof noticeShape>

const publicObjectionShape = z.object({
  number: z.number().int(),
  ground: groundShape,
  state: objectionStateShape,
  filedAt: instantOutput,
  decidedAt: instantOutput.nullable(),
  decisionReason: z.string(),
})
const ownObjectionShape = publicObjectionShape.omit({ number: true }).extend({
  id: z.string(),
  grounds: z.string(),
  evidence: z.string(),
  /** What concerns the asker now. */
  acts: actsShape(OBJECTION_ACTS),
})
const handledObjectionShape = ownObjectionShape.extend({
  objector: z.object({ personId: z.string(), name: bilingualShape }),
  /** Others on the same ground that are answered together with it. */
  joined: z.array(z.object({ personId: z.string(), name: bilingualShape, grounds: z.string(), evidence: z.string() })),
})
const barShape = z.object({
  objectionId: z.string(),
  state: z.enum(['standing', 'appealed', 'kept', 'lifted']),
  reason: z.string(),
  decidedAt: instantOutput,
  until: instantOutput,
  appealBy: instantOutput,
  appeal: z.string(),
  reviewReason: z.string(),
  /** What concerns the asker now. */
  acts: actsShape(BAR_ACTS),
})
export type BarView = z.infer<typeof barShape>
export type BarAnswer = z.input<typeof barShape>
export type HandledObjection = z.input<typeof handledObjectionShape>

const ruleShape = z.object({
  id: z.string(),
  key: z.string(),
  title: bilingualShape,
  bound: bilingualShape,
  value: z.number(),
  unit: z.string(),
  /** What the rule is and where it stands, in both languages. */
  source: z.string(),
})

const reasonInput = z.string().trim().min(1).max(2000)
const tag = 'notice'

export const noticeContract = {
  list: query({ path: '/notices', summary: 'Public notices, newest first', tag, wireName: 'listNotices', access: 'public' })
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
        kinds: z.array(z.object({ kind: kindShape, name: bilingualShape, count: z.number().int() })),
        states: z.array(z.object({ state: stateShape, count: z.number().int() })),
      }),
    ),
  get: query({
    path: '/notices/{id}',
    summary: 'One notice with its clock, the rule behind it and its objections',
    tag,
    wireName: 'noticeById',
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
        pauses: z.array(z.object({ pausedAt: instantOutput, resumedAt: instantOutput.nullable(), remaining: z.number().int() })),
        objections: z.array(publicObjectionShape),
        acts: actsShape(NOTICE_ACTS),
        /** Grounds on which the asker may still object. */
        openGrounds: z.array(groundShape),
        /** Why the asker may not object to anything, where an officer has found an objection frivolous. */
        bar: barShape.nullable(),
        own: z.array(ownObjectionShape),
        toHandle: z.array(handledObjectionShape),
      }),
    ),
  objections: {
    waiting: query({
      path: '/objections-waiting',
      summary: 'Objections that wait for my answer, oldest first',
      tag,
      wireName: 'waitingObjections',
      access: ['clerk', 'approver'],
    })
      .input(z.object({ ...pageInput }))
      .output(pageOf(handledObjectionShape.extend({ notice: noticeShape }))),
  },
  object: command({
    path: '/notices/{id}/objections',
    summary: 'Object to a notice; the first objection on a ground stops the clock until its answer',
    tag,
    access: 'signed-in',
    refusals: ['notice.not_found', 'notice.over', 'notice.barred', 'notice.already_objected', 'notice.ground_answered', 'notice.too_many_objections'],
  })
    .input(
      z.object({
        id: idShape('ntc'),
        ground: groundShape.default('other'),
        grounds: z.string().trim().min(10).max(5000),
        evidence: z.string().trim().max(10_000).default(''),
      }),
    )
    .output(
      z.object({
        objectionId: z.string(),
        state: stateShape,
        /** Joined ones are answered together with the first on their ground; repeated ones were dismissed at once. */
        admission: z.enum(['first', 'joined', 'repeated']),
      }),
    ),
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
    summary: 'Dismiss an objection, and those that joined it, with reasons; the remaining time runs on',
    tag,
    access: ['clerk', 'approver'],
    refusals: ['notice.not_found', 'notice.already_decided', 'notice.own_objection.forbidden', 'notice.frivolous.forbidden', 'rulebook.calendar_not_covered'],
  })
    .input(z.object({ id: idShape('obj'), reason: reasonInput, isFrivolous: z.boolean().default(false) }))
    .output(z.object({ closesAt: instantOutput.nullable() })),
  upholdObjection: command({
    path: '/objections/{id}/uphold',
    summary: 'Uphold an objection with reasons; the notice ends',
    tag,
    access: ['clerk', 'approver'],
    refusals: ['notice.not_found', 'notice.already_decided', 'notice.own_objection.forbidden', 'notice.over'],
  })
    .input(z.object({ id: idShape('obj'), reason: reasonInput }))
    .output(z.object({})),
  appealBar: command({
    path: '/objections/{id}/appeal',
    summary: 'Appeal against the finding that my objection was frivolous',
    tag,
    access: 'signed-in',
    refusals: ['notice.not_found', 'notice.already_appealed', 'notice.appeal_too_late'],
  })
    .input(z.object({ id: idShape('obj'), reason: z.string().trim().min(10).max(2000) }))
    .output(z.object({})),
  reviewBar: command({
    path: '/objections/{id}/review',
    summary: 'Decide on an appeal, as another officer: the right to object stays away or is given back',
    tag,
    access: ['clerk'],
    refusals: ['notice.not_found', 'notice.already_decided', 'notice.other_officer.forbidden'],
  })
    .input(z.object({ id: idShape('obj'), outcome: z.enum(['keep', 'lift']), reason: reasonInput }))
    .output(z.object({})),
  appeals: {
    waiting: query({
      path: '/objection-appeals',
      summary: 'Appeals that wait for another officer, oldest first',
      tag,
      wireName: 'waitingAppeals',
      access: ['clerk'],
    })
      .input(z.object({ ...pageInput }))
      .output(pageOf(barShape.extend({ person: z.object({ id: z.string(), name: bilingualShape }), notice: noticeShape, grounds: z.string() }))),
  },
}
