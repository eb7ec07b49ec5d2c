/** Operations of the rulebook. Reading is for everybody; changing a rule takes two officers. */
import { z } from 'zod'
import { command, query } from '#contract/operation.ts'
import { FORCES, RULE_UNITS, STANDINGS, USES } from '#kernel/rule.ts'
import { bilingualShape, dateShape, idShape, instantOutput, instantShape, pageInput, pageOf } from '#contract/shapes.ts'
import { CHANGE_REFUSALS } from './core/proposal.ts'

const keyShape = z.string().regex(/^[a-zA-Z0-9.]{3,80}$/)
const branchShape = z.string().regex(/^[a-z][a-z0-9-]{1,30}$/)
const valueShape = z.union([z.number(), z.boolean(), z.string().max(200), z.array(z.string().max(60)).max(20)])
const unitShape = z.enum(RULE_UNITS)
const basisShape = z.enum(['published', 'provisional', 'overridden'])
const sourceShape = z.object({ code: z.string(), kind: z.string(), title: bilingualShape })

export const ruleShape = z.object({
  id: z.string(),
  no: z.number().int(),
  key: z.string(),
  group: z.string(),
  branch: z.string(),
  value: valueShape,
  unit: unitShape,
  boundMin: z.number().nullable(),
  boundMax: z.number().nullable(),
  /** `law`: never left, because a law binds parties of this market; `fixed`: the program takes nothing else; `custom`: left with a reason. */
  boundForce: z.enum(FORCES),
  title: bilingualShape,
  bound: bilingualShape,
  standing: z.enum(STANDINGS),
  /** Whom the text speaks to. */
  binds: z.string(),
  /** True when those can be parties of a deal on this market. */
  bindsHere: z.boolean(),
  use: z.enum(USES),
  /** The one it stands on first; `words` are the words of the article. */
  sources: z.array(sourceShape.extend({ article: z.string().nullable(), words: z.string().nullable() })),
  validFrom: dateShape.nullable(),
  validTo: dateShape.nullable(),
})
export type RuleView = z.infer<typeof ruleShape>

const commentShape = z.object({ id: z.string(), text: z.string(), at: instantOutput })

export const proposalShape = z.object({
  id: z.string(),
  key: z.string(),
  branch: z.string(),
  title: bilingualShape,
  unit: unitShape,
  current: valueShape.nullable(),
  value: valueShape,
  validFrom: dateShape,
  reason: z.string(),
  state: z.enum(['proposed', 'adopted', 'rejected']),
  isUnusual: z.boolean(),
  isOwn: z.boolean(),
  proposedAt: instantOutput,
  decidedAt: instantOutput.nullable(),
  decisionReason: z.string(),
  /** End of the publication for comment; null where the law asks for none. */
  commentsCloseAt: instantOutput.nullable(),
  isOpenForComment: z.boolean(),
  comments: z.number().int(),
})
export type ProposalView = z.infer<typeof proposalShape>
export type ProposalAnswer = z.input<typeof proposalShape>

const tag = 'rulebook'
const OFFICERS = ['clerk', 'admin'] as const

export const rulebookContract = {
  list: query({ path: '/rules', summary: 'Rules that hold now, or on a given day', tag, wireName: 'listRules', access: 'public' })
    .input(
      z.object({ q: z.string().trim().max(100).optional(), group: z.string().max(40).optional(), branch: branchShape.optional(), on: dateShape.optional() }),
    )
    .output(z.object({ items: z.array(ruleShape), groups: z.array(z.object({ group: z.string(), count: z.number().int() })), total: z.number().int() })),
  get: query({
    path: '/rules/{key}',
    summary: 'One rule with its versions, proposals and sources',
    tag,
    wireName: 'ruleByKey',
    access: 'public',
    refusals: ['rulebook.not_found'],
  })
    .input(z.object({ key: keyShape }))
    .output(z.object({ rule: ruleShape, versions: z.array(ruleShape), proposals: z.array(proposalShape) })),
  versions: {
    get: query({
      path: '/rule-versions/{id}',
      summary: 'The exact version that a decision used',
      tag,
      wireName: 'ruleById',
      access: 'public',
      refusals: ['rulebook.not_found'],
    })
      .input(z.object({ id: idShape('rul') }))
      .output(ruleShape),
  },
  sources: {
    list: query({
      path: '/rule-sources',
      summary: 'Laws and pages the rules come from, with how many rules use each',
      tag,
      wireName: 'sources',
      access: 'public',
    })
      .input(z.object({}))
      .output(z.object({ items: z.array(sourceShape.extend({ rules: z.number().int() })) })),
  },
  deadlinePreview: query({
    path: '/rules/{key}/deadline',
    summary: 'When a period would end, with every day that counts and why the others do not',
    tag,
    access: 'public',
    refusals: ['rulebook.not_found', 'rulebook.not_a_period', 'rulebook.calendar_not_covered'],
  })
    .input(z.object({ key: keyShape, from: instantShape }))
    .output(
      z.object({
        rule: ruleShape,
        from: instantOutput,
        closesAt: instantOutput,
        lastDay: dateShape,
        days: z.array(z.object({ date: dateShape, counts: z.boolean(), isWorking: z.boolean(), basis: basisShape })),
        calendarBundle: z.string(),
      }),
    ),
  calendar: {
    get: query({
      path: '/calendar/{year}',
      summary: 'Weekdays off and weekends worked in a year',
      tag,
      wireName: 'calendarYear',
      access: 'public',
      refusals: ['rulebook.calendar_not_covered'],
    })
      .input(z.object({ year: z.coerce.number().int().min(2000).max(2100) }))
      .output(
        z.object({
          year: z.number().int(),
          basis: basisShape,
          source: z.string(),
          days: z.array(z.object({ date: dateShape, isWorking: z.boolean(), basis: basisShape })),
        }),
      ),
  },
  proposals: {
    list: query({ path: '/rule-proposals', summary: 'Proposed changes of rules, waiting ones first', tag, wireName: 'listProposals', access: OFFICERS })
      .input(z.object({ state: z.enum(['proposed', 'adopted', 'rejected']).optional() }))
      .output(z.object({ items: z.array(proposalShape) })),
  },
  openProposals: {
    list: query({
      path: '/rule-proposals/open',
      summary: 'Changes of the platform’s rules that are published for comment, the first to close first',
      tag,
      wireName: 'openProposals',
      access: 'public',
    })
      .input(z.object({}))
      .output(z.object({ items: z.array(proposalShape) })),
  },
  comments: {
    list: query({
      path: '/rule-proposals/{id}/comments',
      summary: 'What was said of a change, without names, oldest first',
      tag,
      wireName: 'comments',
      access: OFFICERS,
    })
      .input(z.object({ id: idShape('rpr'), ...pageInput }))
      .output(pageOf(commentShape)),
  },
  waitingComments: {
    list: query({
      path: '/rule-proposals/comments',
      summary: 'What was said of every change that waits for a decision, without names, oldest first: the first hundred of each',
      tag,
      wireName: 'waitingComments',
      access: OFFICERS,
    })
      .input(z.object({}))
      .output(z.object({ items: z.array(commentShape.extend({ proposalId: z.string() })) })),
  },
  commentRule: command({
    path: '/rule-proposals/{id}/comments',
    summary: 'Say what you think of a change that is published for comment',
    tag,
    access: 'signed-in',
    refusals: ['rulebook.not_found', 'rulebook.comments_over', 'rulebook.too_many_comments'],
  })
    .input(z.object({ id: idShape('rpr'), text: z.string().trim().min(1).max(2000) }))
    .output(z.object({ commentId: z.string() })),
  proposeRule: command({
    path: '/rules/{key}/proposals',
    summary: 'Propose another value of a rule from a day on',
    tag,
    access: OFFICERS,
    refusals: ['rulebook.not_found', ...CHANGE_REFUSALS, 'rulebook.before_publication_ends', 'rulebook.calendar_not_covered'],
  })
    .input(
      z.object({ key: keyShape, value: valueShape, validFrom: dateShape, reason: z.string().trim().min(1).max(2000), branch: branchShape.default('main') }),
    )
    .output(z.object({ proposalId: z.string(), isUnusual: z.boolean(), commentsCloseAt: instantOutput.nullable() })),
  adoptRule: command({
    freshFactor: true,
    path: '/rule-proposals/{id}/adopt',
    summary: 'Adopt a proposal as a second person',
    tag,
    access: OFFICERS,
    refusals: ['rulebook.not_found', 'rulebook.already_decided', 'rulebook.maker_is_checker', 'rulebook.comments_open', ...CHANGE_REFUSALS],
  })
    .input(z.object({ id: idShape('rpr'), reason: z.string().trim().max(2000).default('') }))
    .output(z.object({ ruleId: z.string(), validFrom: dateShape })),
  rejectRule: command({
    path: '/rule-proposals/{id}/reject',
    summary: 'Reject a proposal as a second person',
    tag,
    access: OFFICERS,
    refusals: ['rulebook.not_found', 'rulebook.already_decided', 'rulebook.maker_is_checker'],
  })
    .input(z.object({ id: idShape('rpr'), reason: z.string().trim().min(1).max(2000) }))
    .output(z.object({})),
  layCalendar: command({
    freshFactor: true,
    path: '/calendar/{year}',
    summary: 'Enter the published arrangement of holidays and make-up days of a year, or single days that changed',
    tag,
    access: ['admin'],
    refusals: ['rulebook.day_in_other_year', 'rulebook.day_is_past'],
  })
    .input(
      z.object({
        year: z.coerce.number().int().min(2000).max(2100),
        /** The days are the whole arrangement of the year. */
        isComplete: z.boolean(),
        days: z.array(z.object({ date: dateShape, isWorking: z.boolean() })).max(120),
        source: z.string().trim().min(4).max(300),
      }),
    )
    .output(z.object({})),
}
