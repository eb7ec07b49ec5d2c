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
  contractId: string
  contractNumber: string
  achievementId: string
  institutionId: string
  title: JsonColumn<Bilingual>
  state: PlanState
  round: Generated<number>
  grossMinor: bigint
  costMinor: Generated<bigint>
  taxMinor: Generated<bigint>
  rewardMinor: Generated<bigint>
  retainedMinor: Generated<bigint>
  coOwnerMinor: Generated<bigint>
  coOwnerAgreement: Generated<string>
  unitRule: Generated<string>
  binds: Generated<boolean>
  base: Base
  teamRate: number
  rates: JsonColumn<GroupRates>
  rules: JsonColumn<readonly RuleCitation[]>
  receivedAt: InstantColumn
  payDueAt: NullableInstantColumn
  makerId: string | null
  draftedAt: NullableInstantColumn
  noticeId: string | null
  noticeClosesAt: NullableInstantColumn
  documentId: string | null
  sha256: string | null
  firstApproverId: string | null
  firstIsApprover: Generated<boolean>
  firstApprovedAt: NullableInstantColumn
  secondApproverId: string | null
  secondApprovedAt: NullableInstantColumn
  paidOutAt: NullableInstantColumn
  paidOutBy: string | null
  paidAt: NullableInstantColumn
  returnReason: string | null
}

export interface IncomeTables {
  'income.serial': { year: number; last: number }
  'income.plan': PlanTable
  'income.cost': { planId: string; line: number; kind: CostKind; label: string; amountMinor: bigint; voucherDocumentId: string }
  'income.payee': {
    planId: string
    personId: string
    line: number
    shareGroup: Group
    basisPoints: number
    amountMinor: bigint
    contribution: Generated<string>
    outsideName: string | null
    outsideParticulars: string | null
    payoutId: string | null
    settledAt: NullableInstantColumn
    receivedAt: NullableInstantColumn
  }
  'income.coOwner': {
    planId: string
    organisationId: string
    recorded: number
    basisPoints: number
    amountMinor: bigint
    payoutId: string | null
    settledAt: NullableInstantColumn
  }
}
