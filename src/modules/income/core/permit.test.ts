import { describe, expect, it } from 'vitest'
import { VISITOR, type Actor, type Role } from '#kernel/actor.ts'
import type { PlanState } from './lifecycle.ts'
import { maySee, maySeeInside, permitApproval, permitMaking, permitReturn, type PlanView } from './permit.ts'

const person = (personId: string, role: Role, organisationId = 'org_u'): Actor => ({ kind: 'person', personId, mandates: [{ role, organisationId }] })
const maker = person('per_maker', 'tto')
const tto = person('per_tto', 'tto')
const approver = person('per_approver', 'approver')
const stranger = person('per_x', 'tto', 'org_other')
const plan = (state: PlanState, firstApproverId: string | null = null): PlanView => ({
  institutionId: 'org_u',
  state,
  makerId: 'per_maker',
  firstApproverId,
  payeeIds: ['per_other', 'per_payee'],
})
const codeOf = (result: { readonly ok: boolean; readonly value?: unknown; readonly refusal?: { readonly code: string } }) =>
  result.ok ? result.value : result.refusal?.code

describe('approval', () => {
  it.each<[string, Actor, PlanView, boolean, unknown]>([
    ['before the notice has run', approver, plan('noticed'), false, 'income.notice_still_runs'],
    ['by the maker', maker, plan('cleared'), false, 'income.maker_may_not_approve'],
    ['by the maker, second', maker, plan('approving', 'per_tto'), false, 'income.maker_may_not_approve'],
    ['first', tto, plan('cleared'), false, 'approving'],
    ['twice by one person', tto, plan('approving', 'per_tto'), false, 'income.second_person_needed'],
    ['by two officers without an approver', tto, plan('approving', 'per_other'), false, 'income.approver_needed'],
    ['second, by the approver', approver, plan('approving', 'per_tto'), false, 'approved'],
    ['second, by an officer after the approver', tto, plan('approving', 'per_approver'), true, 'approved'],
    ['after payment', approver, plan('paid', 'per_tto'), false, 'income.wrong_state'],
    ['after payment, by the maker', maker, plan('paid', 'per_tto'), false, 'income.wrong_state'],
    ['of a draft', approver, plan('draft'), false, 'income.notice_still_runs'],
    ['by another institution', stranger, plan('cleared'), false, 'income.not_found'],
  ])('%s', (_case, actor, view, firstIsApprover, expected) => expect(codeOf(permitApproval(actor, view, firstIsApprover))).toBe(expected))
})

describe('payment', () => {
  it.each<[PlanState, unknown]>([
    ['draft', 'income.notice_still_runs'],
    ['noticed', 'income.notice_still_runs'],
    ['cleared', 'income.approvals_missing'],
    ['approving', 'income.approvals_missing'],
    ['approved', 'paying'],
    ['paid', 'income.wrong_state'],
  ])('in state %s: %s', (state, expected) => expect(codeOf(permitMaking(tto, plan(state), 'pay_out'))).toBe(expected))
  it('is the transfer office’s, not the approver’s', () => expect(codeOf(permitMaking(approver, plan('approved'), 'pay_out'))).toBe('income.forbidden'))
})

describe('making', () => {
  it.each<[string, Actor, PlanState, 'draft' | 'propose' | 'pay_out', unknown]>([
    ['an officer begins', tto, 'awaited', 'draft', 'draft'],
    ['an officer changes a draft', tto, 'draft', 'draft', 'draft'],
    ['an officer sends it on', tto, 'draft', 'propose', 'noticed'],
    ['it is sent on once', tto, 'noticed', 'propose', 'income.wrong_state'],
    ['what has run is not drafted again', tto, 'cleared', 'draft', 'income.wrong_state'],
    ['the head sends nothing on', approver, 'draft', 'propose', 'income.forbidden'],
    ['it does not exist for others', stranger, 'draft', 'propose', 'income.not_found'],
  ])('%s', (_case, actor, state, event, expected) => expect(codeOf(permitMaking(actor, plan(state), event))).toBe(expected))
})

describe('the plan', () => {
  it('is seen by staff, payees and the regulator', () =>
    expect(
      [maker, approver, person('per_payee', 'researcher'), person('per_r', 'regulator', 'org_g'), person('per_q', 'researcher'), stranger].map((actor) =>
        maySee(actor, plan('noticed')),
      ),
    ).toEqual([true, true, true, true, false, false]))
  it('is read by everybody of the institution while its notice runs, and by nobody outside', () => {
    const colleague = person('per_q', 'researcher')
    const seen = (actor: Actor) => [plan('draft'), plan('noticed'), plan('cleared'), plan('paid')].map((each) => maySeeInside(actor, each))
    expect(seen(colleague)).toEqual([false, true, false, false])
    expect(seen(maker)).toEqual([true, true, true, true])
    for (const actor of [stranger, person('per_q', 'researcher', 'org_other'), VISITOR]) expect(seen(actor)).toEqual([false, false, false, false])
  })
  it('is sent back by an approver only', () => {
    expect(codeOf(permitReturn(approver, plan('approving', 'per_tto')))).toBe('draft')
    expect(codeOf(permitReturn(stranger, plan('approving')))).toBe('income.not_found')
    expect(codeOf(permitReturn(tto, plan('approving', 'per_x')))).toBe('income.forbidden')
  })
})
