/** Who may do what to a plan. A plan of another institution does not exist for the asker. */
import { actsFor, holdsRole, type Actor } from '#kernel/actor.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { planLifecycle, type PlanEvent, type PlanState } from './lifecycle.ts'

export interface PlanView {
  readonly institutionId: string
  readonly state: PlanState
  readonly makerId: string | null
  readonly firstApproverId: string | null
  /** Persons who are paid by the plan. */
  readonly payeeIds: readonly string[]
}

const notFound = () => refuse('income.not_found')

const isStaff = (actor: Actor, plan: PlanView): boolean => holdsRole(actor, 'tto', plan.institutionId) || holdsRole(actor, 'approver', plan.institutionId)

export const maySee = (actor: Actor, plan: PlanView): boolean =>
  isStaff(actor, plan) || plan.payeeIds.some((id) => id === actor.personId) || holdsRole(actor, 'regulator')

/**
 * While the notice runs, everybody in the unit reads who is to get what, so that whoever is passed over can object; after it only those whose
 * office or own share it is (个人信息保护法 art. 6: no more is shown than the purpose needs).
 */
export const maySeeInside = (actor: Actor, plan: PlanView): boolean => maySee(actor, plan) || (plan.state === 'noticed' && actsFor(actor, plan.institutionId))

const advance = (plan: PlanView, event: PlanEvent): Result<PlanState> => {
  const next = planLifecycle.next(plan.state, event)
  return next === null ? refuse('income.wrong_state', { state: plan.state }) : ok(next)
}

/** Only the transfer office makes plans and sends them on. */
export const permitMaking = (actor: Actor, plan: PlanView, event: 'draft' | 'propose' | 'pay_out'): Result<PlanState> => {
  if (!isStaff(actor, plan)) return notFound()
  if (!holdsRole(actor, 'tto', plan.institutionId)) return refuse('income.forbidden')
  if (event === 'pay_out' && (plan.state === 'draft' || plan.state === 'noticed')) return refuse('income.notice_still_runs', { state: plan.state })
  if (event === 'pay_out' && (plan.state === 'cleared' || plan.state === 'approving')) return refuse('income.approvals_missing')
  return advance(plan, event)
}

/** Two different persons, neither of them the maker, and at least one with the approver's mandate. */
export const permitApproval = (actor: Actor, plan: PlanView, firstIsApprover: boolean): Result<PlanState> => {
  if (!isStaff(actor, plan)) return notFound()
  if (plan.state === 'draft' || plan.state === 'noticed') return refuse('income.notice_still_runs', { state: plan.state })
  if (plan.state !== 'cleared' && plan.state !== 'approving') return refuse('income.wrong_state', { state: plan.state })
  if (actor.personId === plan.makerId) return refuse('income.maker_may_not_approve')
  if (plan.state === 'cleared') return advance(plan, 'approve_first')
  if (actor.personId === plan.firstApproverId) return refuse('income.second_person_needed')
  if (!firstIsApprover && !holdsRole(actor, 'approver', plan.institutionId)) return refuse('income.approver_needed')
  return advance(plan, 'approve_second')
}

/** An approver who finds a fault sends the plan back; it then runs through a new notice. */
export const permitReturn = (actor: Actor, plan: PlanView): Result<PlanState> => {
  if (!isStaff(actor, plan)) return notFound()
  if (!holdsRole(actor, 'approver', plan.institutionId)) return refuse('income.forbidden')
  return advance(plan, 'return')
}
