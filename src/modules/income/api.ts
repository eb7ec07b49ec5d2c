/** Operations on distribution plans: draft, publish, approve by two, pay, confirm. */
import { z } from 'zod'
import { command, query } from '#contract/operation.ts'
import { actsShape, amountInput, amountOutput, basisPoints, bilingualShape, idShape, instantOutput, pageInput, pageOf } from '#contract/shapes.ts'
import { COST_KINDS } from './core/base.ts'
import { planLifecycle } from './core/lifecycle.ts'
import { GROUPS } from './core/shares.ts'

const TAG = 'income'
const planId = idShape('pln')
const ofPlan = z.object({ id: planId })
const STATES = planLifecycle.states
export const PLAN_ACTS = ['draftPlan', 'proposePlan', 'approve', 'returnPlan', 'payOut', 'confirmReceipt'] as const

const rates = z.object({ main: basisPoints, transfer: basisPoints, other: basisPoints })
const citation = z.object({ id: z.string(), key: z.string(), source: z.string() })
const rule = z.object({ value: z.int(), rule: citation })
const rewardRulesShape = z.object({
  /** False: the unit's own rule or agreement decides, and the figures are what is proposed. */
  isBinding: z.boolean(),
  teamRate: rule,
  base: z.object({ value: z.enum(['net', 'gross']), rule: citation }),
  mainRate: rule,
  transferRate: rule,
  planRate: rule,
})
const outcome = z.object({ planId: z.string(), state: z.enum(STATES) })
const reason = z.string().trim().min(2).max(1_000)

const summaryShape = z.object({
  id: z.string(),
  number: z.string(),
  state: z.enum(STATES),
  title: bilingualShape,
  contractId: z.string(),
  contractNumber: z.string(),
  grossMinor: amountOutput,
  rewardMinor: amountOutput,
  receivedAt: instantOutput,
  /** The next date that matters: the end of the notice, or the day by which the reward must be paid. */
  dueAt: instantOutput.nullable(),
  isMine: z.boolean(),
})

const payeeShape = z.object({
  personId: z.string(),
  name: bilingualShape,
  group: z.enum(GROUPS),
  basisPoints: z.int(),
  /** What somebody who is no completer did for the conversion; empty for completers and transfer staff. */
  contribution: z.string(),
  /** Of somebody who is not on record here and is paid through the unit. */
  particulars: z.string().nullable(),
  amountMinor: amountOutput,
  settledAt: instantOutput.nullable(),
  receivedAt: instantOutput.nullable(),
  hasAccount: z.boolean(),
})

const coOwnerShape = z.object({
  organisationId: z.string(),
  name: bilingualShape,
  /** On record in the title. */
  recordedBasisPoints: z.int(),
  basisPoints: z.int(),
  amountMinor: amountOutput,
  settledAt: instantOutput.nullable(),
})

const planShape = summaryShape.extend({
  achievementId: z.string(),
  institution: z.object({ id: z.string(), name: bilingualShape }),
  costs: z.array(z.object({ kind: z.enum(COST_KINDS), label: z.string(), amountMinor: amountOutput, voucherDocumentId: z.string().nullable() })),
  costMinor: amountOutput,
  taxMinor: amountOutput,
  netMinor: amountOutput,
  retainedMinor: amountOutput,
  /** Parts of the other holders of the right: taken off before anything is income of the unit. */
  coOwnerMinor: amountOutput,
  coOwners: z.array(coOwnerShape),
  coOwnerAgreement: z.string(),
  unitRule: z.string(),
  /** Whether the floors of the law bind this unit. */
  binds: z.boolean(),
  onNetMinor: amountOutput,
  onGrossMinor: amountOutput,
  base: z.enum(['net', 'gross']),
  teamRateBasisPoints: z.int(),
  rates,
  payees: z.array(payeeShape),
  rules: z.array(citation),
  payDueAt: instantOutput.nullable(),
  noticeId: z.string().nullable(),
  noticeClosesAt: instantOutput.nullable(),
  paper: z.object({ documentId: z.string(), sha256: z.string(), href: z.string() }).nullable(),
  maker: bilingualShape.nullable(),
  firstApprover: bilingualShape.nullable(),
  firstApprovedAt: instantOutput.nullable(),
  secondApprover: bilingualShape.nullable(),
  secondApprovedAt: instantOutput.nullable(),
  paidOutAt: instantOutput.nullable(),
  paidAt: instantOutput.nullable(),
  returnReason: z.string().nullable(),
  acts: actsShape(PLAN_ACTS),
})

/** Null to whom the notice has no inside. */
const insideShape = z.object({
  planId: z.string(),
  number: z.string(),
  rewardMinor: amountOutput,
  /** The asker may open the whole plan. */
  maySeePlan: z.boolean(),
  payees: z.array(payeeShape.pick({ name: true, group: true, basisPoints: true, contribution: true, particulars: true, amountMinor: true })),
})
export type InsideNoticeView = z.infer<typeof insideShape>

/** Who is not on record is named with particulars and has no `personId`. */
const shareInput = z.object({
  personId: idShape('per').optional(),
  group: z.enum(GROUPS),
  basisPoints,
  contribution: z.string().trim().max(500).default(''),
  outside: z
    .object({ name: z.string().trim().min(1).max(80), particulars: z.string().trim().min(1).max(200) })
    .nullable()
    .default(null),
})

const costInput = z.object({
  kind: z.enum(COST_KINDS),
  label: z.string().trim().min(1).max(100),
  amountMinor: amountInput,
  voucherDocumentId: idShape('doc').nullable().default(null),
})

const PLAN_REFUSALS = [
  'income.co_owners_exceed_whole',
  'income.co_owner_missing',
  'income.co_owner_agreement_missing',
  'income.unit_rule_missing',
  'income.contributor_unnamed',
  'income.cost_not_deductible',
  'income.voucher_missing',
  'income.cost_empty',
  'income.nothing_to_share',
  'income.reward_exceeds_net',
  'income.team_share_too_low',
  'income.groups_do_not_sum',
  'income.main_share_too_low',
  'income.transfer_share_too_low',
  'income.share_empty',
  'income.person_twice',
  'income.shares_do_not_sum',
  'income.not_a_completer',
  'income.completer_missing',
  'income.main_completer_moved',
  'income.completer_without_account',
  'income.person_unknown',
  'income.not_transfer_staff',
] as const
const COMMON = ['income.not_found', 'income.wrong_state', 'income.forbidden'] as const

export const incomeContract = {
  list: query({ path: '/income-plans', summary: 'Plans of the asker’s institution; all for the regulator', tag: TAG, access: ['tto', 'approver', 'regulator'] })
    .input(z.object({ ...pageInput, stage: z.enum(['open', 'done']).optional() }))
    .output(pageOf(summaryShape)),
  get: query({ path: '/income-plans/{id}', summary: 'One plan with persons, amounts and acts', tag: TAG, access: 'signed-in', refusals: ['income.not_found'] })
    .input(ofPlan)
    .output(planShape),
  names: {
    list: query({
      path: '/income-plan-names',
      summary: 'What plans are called, for who reads them and for who books their payments',
      tag: TAG,
      wireName: 'planNames',
      access: ['tto', 'approver', 'regulator', 'finance'],
    })
      .input(z.object({ ids: z.array(planId).max(100) }))
      .output(z.object({ items: z.array(z.object({ id: z.string(), title: bilingualShape, contractNumber: z.string(), isOpen: z.boolean() })) })),
  },
  ofContract: query({
    path: '/contracts/{contractId}/income-plan',
    summary: 'The plan that shares a contract’s income',
    tag: TAG,
    access: 'signed-in',
    refusals: ['income.not_found'],
  })
    .input(z.object({ contractId: idShape('con') }))
    .output(summaryShape),
  ofNotice: query({
    path: '/notices/{noticeId}/income',
    summary: 'Who is to get what by a plan in notice: for the members of the institution and the persons in the plan',
    tag: TAG,
    wireName: 'insideNotice',
    access: 'signed-in',
  })
    .input(z.object({ noticeId: idShape('ntc') }))
    .output(z.object({ inside: insideShape.nullable() })),
  editor: {
    get: query({
      path: '/income-plans/{id}/editor',
      summary: 'Who must and who may stand in the plan, and the rules',
      tag: TAG,
      wireName: 'editorOf',
      access: ['tto'],
      refusals: ['income.not_found'],
    })
      .input(ofPlan)
      .output(
        z.object({
          plan: planShape,
          rules: rewardRulesShape,
          completers: z.array(z.object({ personId: z.string().nullable(), name: bilingualShape, shareBasisPoints: z.int(), isMain: z.boolean() })),
          vouchers: z.array(z.object({ documentId: z.string(), name: z.string() })),
        }),
      ),
  },
  draftPlan: command({
    path: '/income-plans/{id}/draft',
    method: 'PUT',
    summary: 'Draft the plan: costs, tax, base, rates and persons',
    tag: TAG,
    access: ['tto'],
    refusals: [...COMMON, ...PLAN_REFUSALS, 'document.not_yours'],
  })
    .input(
      ofPlan.extend({
        costs: z.array(costInput).max(50).default([]),
        taxMinor: amountInput.default(0n),
        base: z.enum(['net', 'gross']),
        teamRateBasisPoints: basisPoints,
        rates,
        shares: z.array(shareInput).min(1).max(100),
        /** Absent: by the shares on record. */
        coOwners: z
          .array(z.object({ organisationId: z.string().max(60), basisPoints }))
          .max(20)
          .optional(),
        coOwnerAgreement: z.string().trim().max(500).default(''),
        unitRule: z.string().trim().max(500).default(''),
      }),
    )
    .output(outcome.extend({ netMinor: amountOutput, rewardMinor: amountOutput, retainedMinor: amountOutput })),
  proposePlan: command({
    path: '/income-plans/{id}/proposal',
    summary: 'Publish the plan; its notice runs',
    tag: TAG,
    access: ['tto'],
    refusals: [...COMMON, ...PLAN_REFUSALS, 'notice.already_open', 'document.glyph_missing'],
  })
    .input(ofPlan)
    .output(outcome.extend({ noticeId: z.string(), closesAt: instantOutput })),
  approve: command({
    path: '/income-plans/{id}/approvals',
    freshFactor: true,
    summary: 'Approve the plan; two different persons, neither the maker',
    tag: TAG,
    access: ['tto', 'approver'],
    refusals: [...COMMON, 'income.notice_still_runs', 'income.maker_may_not_approve', 'income.second_person_needed', 'income.approver_needed'],
  })
    .input(ofPlan)
    .output(outcome),
  returnPlan: command({ path: '/income-plans/{id}/return', summary: 'Send the plan back to its maker', tag: TAG, access: ['approver'], refusals: COMMON })
    .input(ofPlan.extend({ reason }))
    .output(outcome),
  payOut: command({
    freshFactor: true,
    path: '/income-plans/{id}/payouts',
    summary: 'Order the payment to every person and what the institution keeps',
    tag: TAG,
    access: ['tto'],
    refusals: [...COMMON, 'income.notice_still_runs', 'income.approvals_missing', 'ledger.insufficient_funds'],
  })
    .input(ofPlan)
    .output(outcome),
  confirmReceipt: command({
    path: '/income-plans/{id}/receipts',
    summary: 'Confirm that your payment has arrived',
    tag: TAG,
    access: 'signed-in',
    refusals: ['income.not_found', 'income.not_paid_yet', 'income.already_confirmed'],
  })
    .input(ofPlan)
    .output(outcome),
  coOwners: {
    mine: query({
      path: '/desk/co-owner-income',
      summary: 'My organisation’s parts of what other holders of a right collected',
      tag: TAG,
      wireName: 'coOwnerIncome',
      access: ['tto', 'approver', 'enterprise'],
    })
      .input(z.object({}))
      .output(
        z.object({
          items: z.array(
            z.object({
              planId: z.string(),
              number: z.string(),
              title: bilingualShape,
              contractNumber: z.string(),
              institutionId: z.string(),
              institutionName: bilingualShape,
              organisationName: bilingualShape,
              state: z.enum(STATES),
              grossMinor: amountOutput,
              basisPoints: z.int(),
              amountMinor: amountOutput,
              agreement: z.string(),
              receivedAt: instantOutput,
              noticeId: z.string().nullable(),
              settledAt: instantOutput.nullable(),
            }),
          ),
        }),
      ),
  },
  mine: query({ path: '/desk/income', summary: 'What I got and will get from conversions', tag: TAG, wireName: 'myIncome', access: 'signed-in' })
    .input(z.object({}))
    .output(
      z.object({
        paidMinor: amountOutput,
        expectedMinor: amountOutput,
        hasAccount: z.boolean(),
        items: z.array(
          z.object({
            planId: z.string(),
            number: z.string(),
            title: bilingualShape,
            institutionName: bilingualShape,
            contractNumber: z.string(),
            state: z.enum(STATES),
            group: z.enum(GROUPS),
            basisPoints: z.int(),
            contribution: z.string(),
            amountMinor: amountOutput,
            grossMinor: amountOutput,
            rewardMinor: amountOutput,
            noticeId: z.string().nullable(),
            noticeClosesAt: instantOutput.nullable(),
            settledAt: instantOutput.nullable(),
            receivedAt: instantOutput.nullable(),
          }),
        ),
      }),
    ),
}
