/** Which act on a plan is open to whom, and why not. */
import { verdictsOf } from '#kernel/acts.ts'
import { holdsRole, type Actor } from '#kernel/actor.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { PLAN_ACTS } from './api.ts'
import { permitApproval, permitMaking, permitReturn, type PlanView } from './core/permit.ts'
import { viewOf, type PayeeRow, type PlanRow } from './store.ts'

type PlanAct = (typeof PLAN_ACTS)[number]

const receiptVerdict = (payee: PayeeRow | undefined): Result<unknown> => {
  if (payee?.settledAt === null || payee === undefined) return refuse('income.not_paid_yet')
  return payee.receivedAt === null ? ok(null) : refuse('income.already_confirmed')
}

export const actsOf = (actor: Actor, row: PlanRow, payees: readonly PayeeRow[]) => {
  const view: PlanView = viewOf(row, payees)
  const isTto = holdsRole(actor, 'tto', row.institutionId)
  const isApprover = holdsRole(actor, 'approver', row.institutionId)
  const own = payees.find((payee) => payee.personId === actor.personId)
  return verdictsOf<PlanAct>({
    draftPlan: isTto ? permitMaking(actor, view, 'draft') : undefined,
    proposePlan: isTto ? permitMaking(actor, view, 'propose') : undefined,
    approve: isTto || isApprover ? permitApproval(actor, view, row.firstIsApprover) : undefined,
    returnPlan: isApprover ? permitReturn(actor, view) : undefined,
    payOut: isTto ? permitMaking(actor, view, 'pay_out') : undefined,
    confirmReceipt: own === undefined ? undefined : receiptVerdict(own),
  })
}
