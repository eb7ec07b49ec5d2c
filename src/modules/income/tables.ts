import type { Generated } from 'kysely'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { RuleCitation } from '#kernel/result.ts'
import type { InstantColumn, JsonColumn, NullableInstantColumn } from '#platform/db/transaction.ts'
import type { CostKind } from './core/base.ts'
import type { PlanState } from './core/lifecycle.ts'
import type { Base } from './core/rules.ts'
import type { Group, GroupRates } from './core/shares.ts'

export interface PlanTable {
  id: string
  number: string
  contract_id: string
  contract_number: string
  achievement_id: string
  institution_id: string
  title: JsonColumn<Bilingual>
  state: PlanState
  round: Generated<number>
  gross_minor: bigint
  cost_minor: Generated<bigint>
  tax_minor: Generated<bigint>
  reward_minor: Generated<bigint>
  retained_minor: Generated<bigint>
  base: Base
  team_rate: number
  rates: JsonColumn<GroupRates>
  rules: JsonColumn<readonly RuleCitation[]>
  received_at: InstantColumn
  pay_due_at: NullableInstantColumn
  maker_id: string | null
  drafted_at: NullableInstantColumn
  notice_id: string | null
  notice_closes_at: NullableInstantColumn
  document_id: string | null
  sha256: string | null
  first_approver_id: string | null
  first_is_approver: Generated<boolean>
  first_approved_at: NullableInstantColumn
  second_approver_id: string | null
  second_approved_at: NullableInstantColumn
  paid_out_at: NullableInstantColumn
  paid_out_by: string | null
  paid_at: NullableInstantColumn
  return_reason: string | null
}

export interface IncomeTables {
  'income.serial': { year: number; last: number }
  'income.plan': PlanTable
  'income.cost': { plan_id: string; line: number; kind: CostKind; label: string; amount_minor: bigint; voucher_document_id: string }
  'income.payee': {
    plan_id: string
    person_id: string
    line: number
    share_group: Group
    basis_points: number
    amount_minor: bigint
    payout_id: string | null
    settled_at: NullableInstantColumn
    received_at: NullableInstantColumn
  }
}
